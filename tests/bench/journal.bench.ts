/** Opening a journal proves every entry. Beside it: reading the same bytes and one SHA-256 over all of them, the least that any proof costs. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { openJournal } from '../../electron/journal/journal';
import type { JournalBody } from '../../shared/journal/entries';

export const name = 'starting with a journal of 100,000 entries';
export const where = 'node';

const ENTRIES = 100_000;
const BATCH = 5_000;
const clock = (): Date => new Date('2026-10-08T02:03:04.000Z');

interface Bench {
  note(text: string): void;
  time(label: string, work: () => void | Promise<void>, options?: { runs?: number }): Promise<number>;
  ratio(label: string, value: number, bounds?: { atMost?: number; atLeast?: number }): void;
  bound(label: string, ms: number, bound: { atMost?: number }): void;
}

/** What months of work leave: mostly decisions on a break or some, now and then an export or a sign-off. */
function bodyOf(n: number): JournalBody {
  const period = `2026-${String(1 + (n % 12)).padStart(2, '0')}`;
  const id = (k: number): string => createHash('sha256').update(`${n} ${k}`).digest('hex').slice(0, 32);
  if (n % 500 === 0) return { kind: 'sign-off', period, archive: id(0) + id(1), carried: [id(2)], carriedTotal: '12.34', note: '' };
  if (n % 100 === 0) return { kind: 'export', file: `对账结果 ${period}.xlsx`, sha256: id(0) + id(1), periods: [period], rows: n };
  const breaks = Array.from({ length: n % 20 === 0 ? 40 : 1 + (n % 3) }, (_, k) => id(k));
  const amounts = breaks.map((_, k) => `${n % 977}.${String(k % 100).padStart(2, '0')}`);
  return { kind: 'decision', breaks, period, action: 'explain', reason: 'timing', note: `下月入账 ${n}`, owner: '示例会计', amounts };
}

async function fill(dir: string, from: number, to: number): Promise<void> {
  const journal = await openJournal(dir, { clock });
  for (let n = from; n < to; n += BATCH)
    await journal.append(
      Array.from({ length: BATCH }, (_, i) => bodyOf(n + i)),
      '示例会计',
    );
  await journal.close();
}

async function filesOf(dir: string): Promise<{ files: string[]; bytes: number }> {
  const files = (await readdir(dir)).filter((file) => file.endsWith('.jsonl')).map((file) => path.join(dir, file));
  const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
  return { files, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}

async function justRead(files: readonly string[]): Promise<void> {
  const hash = createHash('sha256');
  for (const file of files) for await (const piece of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(piece as Buffer);
  hash.digest('hex');
}

async function start(dir: string): Promise<void> {
  const journal = await openJournal(dir, { clock });
  if (journal.report.breaks.length > 0) throw new Error('the journal is broken');
  // As the store does that has applied all of it.
  let entries = 0;
  for await (const batch of journal.read(journal.head().seq)) entries += batch.length;
  if (entries !== 1) throw new Error('the last entry was not read');
  await journal.close();
}

export async function run(bench: Bench): Promise<void> {
  const root = await mkdtemp(path.join(os.tmpdir(), 'bench-journal-'));
  try {
    const dir = path.join(root, 'journal');
    await mkdir(dir);
    await fill(dir, 0, ENTRIES);
    const { files, bytes } = await filesOf(dir);
    bench.note(`${ENTRIES} entries, ${(bytes / 2 ** 20).toFixed(1)} MB in ${files.length} files`);
    const read = await bench.time('reading the bytes, one SHA-256 over them', () => justRead(files), { runs: 3 });
    await rm(path.join(dir, 'journal-ends.json'));
    await bench.time('opening without a note of the ends (once, after an update), every entry parsed', () => start(dir));
    const once = await bench.time('opening, every hash proven, and reading the last entry', () => start(dir), { runs: 3 });
    bench.ratio('opening to reading', once / read);
    bench.bound('opening', once, { atMost: 500 });
    await fill(dir, ENTRIES, 2 * ENTRIES);
    const twice = await bench.time('opening twice the entries', () => start(dir), { runs: 3 });
    bench.ratio('twice the entries', twice / once, { atMost: 2.2 });
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}
