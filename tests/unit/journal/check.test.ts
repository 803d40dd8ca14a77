import { chmod, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openArchives } from '../../../electron/journal/archives';
import { checkJournal } from '../../../electron/journal/check-journal';
import { openJournal } from '../../../electron/journal/journal';
import type { JournalCheck } from '../../../shared/journal/check';
import { appendEach, clock, tempFolder } from './acts';

const signOff = (period: string, archive: string) => ({
  kind: 'sign-off' as const,
  period,
  archive,
  carried: [],
  carriedTotal: '0.00',
  note: '',
});

/** A journal of several files over two archived months, checked after something was done to its files while it was open. */
async function checked(damage: (dir: string, archives: readonly string[]) => Promise<void>): Promise<JournalCheck> {
  const dir = await tempFolder();
  const archives = await openArchives(path.join(dir, 'archives'), { clock });
  const journal = await openJournal(dir, { clock, rotateBytes: 700 });
  await appendEach(journal, ['one', 'two', 'three']);
  const kept = [await archives.put('九月'), await archives.put('十月')];
  await journal.append([signOff('2026-09', kept[0]!), signOff('2026-10', kept[1]!)], '示例会计');
  await appendEach(journal, ['four', 'five', 'six']);
  await damage(
    dir,
    kept.map((sha256) => path.join(dir, 'archives', sha256.slice(0, 2), sha256)),
  );
  const steps: number[] = [];
  const check = await checkJournal(journal, archives, {
    signal: new AbortController().signal,
    onProgress: (done, total) => void steps.push(done / total),
  });
  expect(steps.every((step, at) => step > 0 && step <= 1 && (at === 0 || step > 0))).toBe(true);
  await journal.close();
  return check;
}

const part = (dir: string, n: number): string => path.join(dir, `journal-00000${n}.jsonl`);

test('a whole journal with whole archives is said to be so, with what was looked at', async () => {
  const check = await checked(() => Promise.resolve());
  expect(check).toMatchObject({ entries: 8, archives: 2, breaks: [], damaged: [], head: { seq: 8 } });
  expect(check.files).toBeGreaterThan(2);
});

test.each<[string, (dir: string) => Promise<void>, object]>([
  [
    'an altered line in the middle',
    async (dir) => writeFile(part(dir, 2), (await readFile(part(dir, 2), 'utf8')).replace('"note":"t', '"note":"T')),
    { file: 'journal-000002.jsonl', line: 1, seq: 3, why: 'changed' },
  ],
  ['a missing last file', (dir) => lastOf(dir).then((file) => rm(file)), { line: 1, why: 'missing-file' }],
  [
    'two swapped files',
    async (dir) => {
      await rename(part(dir, 1), part(dir, 9));
      await rename(part(dir, 2), part(dir, 1));
      await rename(part(dir, 9), part(dir, 2));
    },
    { file: 'journal-000001.jsonl', line: 1, seq: 1, why: 'unlinked' },
  ],
])('%s is shown with its place', async (_what, damage, place) => {
  expect((await checked(damage)).breaks[0]).toMatchObject(place);
});

test('archives that are gone or altered are named with the entry that stands on them, and left as they are', async () => {
  let altered = '';
  const check = await checked(async (_dir, [first = '', second = '']) => {
    await rm(first, { force: true });
    await chmod(second, 0o600);
    await writeFile((altered = second), '别的');
  });
  expect(check.damaged.map(({ why, seq }) => [why, seq])).toEqual([
    ['missing', 4],
    ['damaged', 5],
  ]);
  expect(await readFile(altered, 'utf8')).toBe('别的');
});

async function lastOf(dir: string): Promise<string> {
  for (let n = 9; ; n -= 1) {
    const there = await readFile(part(dir, n)).catch(() => null);
    if (there !== null) return part(dir, n);
  }
}
