import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, test, type TestContext } from 'vitest';
import { openArchives } from '../../../electron/journal/archives';
import { openJournal } from '../../../electron/journal/journal';
import { clock, decision, entriesOf, notesOf } from '../../unit/journal/acts';

const BALLAST = 'ballast';

test('on a full disk acts are refused plainly, nothing acknowledged is lost, and work goes on when there is room', async (context) => {
  await onSmallDisk(context, async (disk) => {
    const dir = path.join(disk, 'journal');
    const journal = await openJournal(dir, { clock, rotateBytes: 40_000 });
    const kept: string[] = [];
    let refused: unknown;
    for (let n = 0; refused === undefined; n += 1) {
      const note = `${n} ${'x'.repeat(n % 900)}`;
      await journal.append([decision(note)], 'li').then(
        () => kept.push(note),
        (error: unknown) => (refused = error),
      );
    }
    expect(refused).toMatchObject({ name: 'JournalError', code: 'disk-full' });
    expect(notesOf(await entriesOf(journal))).toEqual(kept);
    expect(await journal.verify()).toMatchObject({ ok: true });
    await rm(path.join(disk, BALLAST));
    await journal.append([decision('room again')], 'li');
    await journal.close();
    const again = await openJournal(dir, { clock });
    expect(again.report).toEqual({ torn: null, breaks: [] });
    expect(notesOf(await entriesOf(again))).toEqual([...kept, 'room again']);
    await again.close();
  });
});

test('a journal can be opened and read on a disk that is already full', async (context) => {
  await onSmallDisk(context, async (disk) => {
    const dir = path.join(disk, 'journal');
    const journal = await openJournal(dir, { clock });
    await journal.append([decision('a')], 'li');
    await journal.close();
    await fill(disk);
    const again = await openJournal(dir, { clock });
    expect(notesOf(await entriesOf(again))).toEqual(['a']);
    await again.close();
    // A lock that could hold nothing must not shut the next start out.
    await (await openJournal(dir, { clock })).close();
  });
});

test('an archive that does not fit leaves nothing behind', async (context) => {
  await onSmallDisk(context, async (disk) => {
    const archives = await openArchives(path.join(disk, 'archives'), { clock });
    await expect(archives.put('x'.repeat(1_000_000))).rejects.toMatchObject({ name: 'ArchiveError', code: 'disk-full' });
    expect(await archives.list()).toEqual([]);
    const sha256 = await archives.put('fits');
    expect(Buffer.from(await archives.get(sha256)).toString()).toBe('fits');
  });
});

/** A disk of 256 kB, 64 kB of it taken by a file that can be removed. */
async function onSmallDisk(context: TestContext, work: (disk: string) => Promise<void>): Promise<void> {
  const disk = await mkdtemp(path.join(os.tmpdir(), 'rd-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', disk], { stdio: 'ignore' });
  } catch {
    await rm(disk, { recursive: true, force: true });
    return context.skip('a size-limited disk can be mounted by root on Linux only (disk-failure.test.ts has the simulated one)');
  }
  try {
    await mkdir(path.join(disk, 'journal'));
    await writeFile(path.join(disk, BALLAST), Buffer.alloc(64_000));
    await work(disk);
  } finally {
    execFileSync('umount', [disk]);
    await rm(disk, { recursive: true, force: true });
  }
}

async function fill(disk: string): Promise<void> {
  await writeFile(path.join(disk, 'filler'), Buffer.alloc(400_000)).catch(() => undefined);
}
