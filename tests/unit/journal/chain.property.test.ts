import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openJournal } from '../../../electron/journal/journal';
import type { JournalEntry } from '../../../shared/journal/entries';
import { canonicalJson, sha256Hex } from '../../../shared/digest';
import { appendEach, clock, decision, entriesOf, notesOf, tempFolder } from './acts';

const RUNS = { numRuns: 3 * Number(process.env.RD_SEEDS ?? 10) };
const FILE = 'journal-000001.jsonl';
const NOTES = ['first', '第二', 'third', '四', 'fifth'];

test('however acts come, over restarts and files, the replay is what was acknowledged and each link holds', async () => {
  const act = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }).map(decision),
    fc.jsonValue().map((document) => ({ kind: 'rule-set' as const, document })),
  );
  const session = fc.record({
    rotateBytes: fc.integer({ min: 1, max: 3000 }),
    appends: fc.array(fc.array(act, { maxLength: 4 }), { maxLength: 6 }),
    atOnce: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(session, { minLength: 1, maxLength: 4 }), async (sessions) => {
      const dir = await tempFolder();
      const acknowledged: JournalEntry[] = [];
      for (const { rotateBytes, appends, atOnce } of sessions) {
        const journal = await openJournal(dir, { clock, rotateBytes });
        if (atOnce) acknowledged.push(...(await Promise.all(appends.map((bodies) => journal.append(bodies, '王')))).flat());
        else for (const bodies of appends) acknowledged.push(...(await journal.append(bodies, '王')));
        await journal.close();
      }
      const journal = await openJournal(dir, { clock });
      const replayed = await entriesOf(journal);
      expect(replayed).toEqual(acknowledged);
      for (const [index, { hash, ...core }] of replayed.entries()) {
        expect(core.seq).toBe(index + 1);
        expect(core.previous).toBe(replayed[index - 1]?.hash ?? '0'.repeat(64));
        expect(hash).toBe(sha256Hex(canonicalJson(core)));
      }
      expect(await journal.verify()).toMatchObject({ ok: true });
      await journal.close();
    }),
    RUNS,
  );
});

test('a journal without a note of its ends, cut at any byte, gives back every entry before the cut, and goes on', async () => {
  const { dir, bytes, ends } = await fiveEntries();
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length), async (cut) => {
      await rm(path.join(dir, 'journal-ends.json'), { force: true });
      await writeFile(path.join(dir, FILE), bytes.subarray(0, cut));
      const journal = await openJournal(dir, { clock });
      // An entry that only lacks its line end is whole.
      const whole = ends.filter((end) => end - 1 <= cut).length;
      expect(journal.report.breaks).toEqual([]);
      expect(notesOf(await entriesOf(journal))).toEqual(NOTES.slice(0, whole));
      await appendEach(journal, ['after']);
      expect(journal.head().seq).toBe(whole + 1);
      expect(await journal.verify()).toMatchObject({ ok: true });
      await journal.close();
    }),
    RUNS,
  );
});

test('with its note, a journal cut at any byte says which entries are lost, gives none of their numbers again, and is whole when put back', async () => {
  const { dir, bytes, ends } = await fiveEntries();
  const note = await readFile(path.join(dir, 'journal-ends.json'));
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length), async (cut) => {
      await writeFile(path.join(dir, 'journal-ends.json'), note);
      await writeFile(path.join(dir, FILE), bytes.subarray(0, cut));
      const journal = await openJournal(dir, { clock });
      const whole = ends.filter((end) => end - 1 <= cut).length;
      const lost = { file: FILE, line: whole + 1, seq: whole + 1, why: 'cut-short', last: NOTES.length };
      expect(journal.report.breaks).toEqual(whole < NOTES.length ? [lost] : []);
      await appendEach(journal, ['after']);
      expect(journal.head().seq).toBe(NOTES.length + 1);
      expect(notesOf(await entriesOf(journal))).toEqual([...NOTES.slice(0, whole), 'after']);
      expect(await journal.verify()).toMatchObject({ ok: whole === NOTES.length });
      await journal.close();
      if (whole === NOTES.length) return;
      const again = await openJournal(dir, { clock });
      expect(again.report.breaks).toEqual([lost]);
      await again.close();
      await writeFile(path.join(dir, FILE), bytes);
      const restored = await openJournal(dir, { clock });
      expect(restored.report.breaks).toEqual([]);
      expect(notesOf(await entriesOf(restored))).toEqual([...NOTES, 'after']);
      await restored.close();
      await rm(path.join(dir, 'journal-000002-resumed.jsonl'), { force: true });
    }),
    RUNS,
  );
});

test('one changed byte anywhere is found at its line, and no entry is ever shown changed', async () => {
  const { dir, bytes, ends } = await fiveEntries();
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
      await rm(path.join(dir, 'journal-ends.json'), { force: true });
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ flip;
      await writeFile(path.join(dir, FILE), changed);
      const journal = await openJournal(dir, { clock });
      const before = ends.filter((end) => end <= at).length;
      expect(notesOf(await entriesOf(journal))).toEqual(NOTES.slice(0, before));
      const { torn, breaks } = journal.report;
      // Without the last line end it cannot be told from a write that was cut off.
      if (at === bytes.length - 1) expect(torn).not.toBeNull();
      else expect(breaks).toMatchObject([{ file: FILE, line: before + 1, seq: before + 1 }]);
      await appendEach(journal, ['after']);
      expect(notesOf(await entriesOf(journal))).toEqual([...NOTES.slice(0, before), 'after']);
      await journal.close();
      await rm(path.join(dir, 'journal-000002-resumed.jsonl'), { force: true });
    }),
    RUNS,
  );
});

async function fiveEntries(): Promise<{ dir: string; bytes: Buffer; ends: number[] }> {
  const dir = await tempFolder();
  const journal = await openJournal(dir, { clock });
  await appendEach(journal, NOTES);
  await journal.close();
  const bytes = await readFile(path.join(dir, FILE));
  const ends: number[] = [];
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) ends.push(at + 1);
  return { dir, bytes, ends };
}
