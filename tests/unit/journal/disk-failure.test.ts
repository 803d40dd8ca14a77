import { readFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openJournal } from '../../../electron/journal/journal';
import { realDisk, type Disk } from '../../../electron/journal/journal-writer';
import { clock, decision, entriesOf, notesOf, tempFolder } from './acts';

function systemError(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** A disk with room for so many bytes more; writes up to its end, then fails, as a real one does. */
function smallDisk(room: { bytes: number }): Disk {
  return {
    ...realDisk,
    write: async (handle, bytes, position) => {
      if (room.bytes === 0) throw systemError('ENOSPC');
      const fits = Math.min(room.bytes, bytes.length);
      room.bytes -= fits;
      return realDisk.write(handle, bytes.subarray(0, fits), position);
    },
  };
}

test('a full disk refuses the append, keeps nothing of it, and goes on when there is room again', async () => {
  const dir = await tempFolder();
  const room = { bytes: 500 };
  const journal = await openJournal(dir, { clock, disk: smallDisk(room) });
  await journal.append([decision('fits')], 'li');
  const before = await readFile(path.join(dir, 'journal-000001.jsonl'), 'utf8');
  await expect(journal.append([decision('does not fit')], 'li')).rejects.toMatchObject({ code: 'disk-full' });
  expect(await readFile(path.join(dir, 'journal-000001.jsonl'), 'utf8')).toBe(before);
  expect(journal.head().seq).toBe(1);
  room.bytes = 10_000;
  const [entry] = await journal.append([decision('fits now')], 'li');
  expect(entry?.seq).toBe(2);
  expect(await journal.verify()).toMatchObject({ ok: true });
  await journal.close();
});

test.each([
  ['EACCES', 'no-permission'],
  ['EROFS', 'no-permission'],
  ['EDQUOT', 'disk-full'],
  ['EIO', 'io'],
])('a flush that fails with %s is told as %s and acknowledges nothing', async (errno, code) => {
  let failing = false;
  const disk: Disk = { ...realDisk, flush: (handle) => (failing ? Promise.reject(systemError(errno)) : realDisk.flush(handle)) };
  const journal = await openJournal(await tempFolder(), { clock, disk });
  await journal.append([decision('a')], 'li');
  failing = true;
  await expect(journal.append([decision('b')], 'li')).rejects.toMatchObject({ code });
  failing = false;
  await journal.append([decision('c')], 'li');
  expect(notesOf(await entriesOf(journal))).toEqual(['a', 'c']);
  expect(await journal.verify()).toMatchObject({ ok: true });
  await journal.close();
});

test('a failed write that cannot be cut off lets nothing be written behind it', async () => {
  const dir = await tempFolder();
  const room = { bytes: 600 };
  let stuck = false;
  const small = smallDisk(room);
  const disk: Disk = {
    ...small,
    truncate: (handle, length) => (stuck ? Promise.reject(systemError('EIO')) : small.truncate(handle, length)),
  };
  const journal = await openJournal(dir, { clock, disk });
  await journal.append([decision('a')], 'li');
  stuck = true;
  await expect(journal.append([decision('b')], 'li')).rejects.toMatchObject({ code: 'disk-full' });
  room.bytes = 10_000;
  await expect(journal.append([decision('c')], 'li')).rejects.toMatchObject({ code: 'io' });
  stuck = false;
  await journal.append([decision('d')], 'li');
  await journal.close();
  const again = await openJournal(dir, { clock });
  expect(again.report).toEqual({ torn: null, breaks: [] });
  expect(notesOf(await entriesOf(again))).toEqual(['a', 'd']);
  await again.close();
});

test('whatever the disk refuses, the journal is what was acknowledged', async () => {
  const step = fc.record({ room: fc.nat(1500), burst: fc.integer({ min: 1, max: 4 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      const dir = await tempFolder();
      const room = { bytes: 0 };
      const kept: string[] = [];
      const journal = await openJournal(dir, { clock, rotateBytes: 900, disk: smallDisk(room) });
      let n = 0;
      for (const { room: bytes, burst } of steps) {
        room.bytes = bytes;
        await Promise.all(
          Array.from({ length: burst }, async () => {
            const note = `n${(n += 1)}`;
            const done = await journal.append([decision(note)], 'li').catch(() => undefined);
            if (done) kept.push(note);
          }),
        );
      }
      expect(notesOf(await entriesOf(journal))).toEqual(kept);
      await journal.close();
      const again = await openJournal(dir, { clock });
      expect(again.report).toEqual({ torn: null, breaks: [] });
      expect(notesOf(await entriesOf(again))).toEqual(kept);
      await again.close();
    }),
    { numRuns: Number(process.env.RD_SEEDS ?? 10) },
  );
});
