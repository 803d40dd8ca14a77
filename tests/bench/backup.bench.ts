/** A backup of 512 MB of originals: time beside reading the same bytes, memory that does not grow with them, and a cancel that is heard at once. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { writeBackup, type BackupOptions } from '../../electron/backup/write-backup';
import { openArchives, type Archives } from '../../electron/journal/archives';
import { openJournal } from '../../electron/journal/journal';
import { peakMemoryMb } from './peak-memory';

export const name = 'backup of 512 MB of original files';
export const where = 'node';

const FILES = 64;
const FILE_MB = 8;
const clock = (): Date => new Date('2026-11-06T08:00:00Z');

interface Bench {
  note(text: string): void;
  time(label: string, work: () => unknown, options?: { runs?: number }): Promise<number>;
  ratio(label: string, value: number, bounds: { atMost?: number; atLeast?: number }): void;
  bound(label: string, ms: number, bounds: { atMost: number }): void;
}

async function fill(archives: Archives, files: number): Promise<void> {
  // Packed already, as workbooks are.
  for (let file = 0; file < files; file += 1) await archives.put(randomBytes(FILE_MB << 20));
}

export async function run(bench: Bench): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'bench-backup-'));
  try {
    const archives = await openArchives(path.join(folder, 'archives'), { clock });
    const journal = await openJournal(path.join(folder, 'journal'), { clock });
    const target = path.join(folder, 'out.rdbackup');
    const profile = { name: '示例科技', site: 'cn', endpoint: { kind: 'files' } } as const;
    const back = (options: Partial<BackupOptions> = {}): Promise<unknown> =>
      writeBackup(
        target,
        { profile, journal, archives },
        { app: '0', store: 3, months: [], madeAt: clock() },
        { passphrase: null, signal: new AbortController().signal, onProgress: () => undefined, ...options },
      );
    await fill(archives, FILES / 4);
    await back();
    const before = peakMemoryMb();
    await fill(archives, FILES - FILES / 4);
    const read = await bench.time('reading and proving the originals', async () => {
      for (const sha256 of await archives.list()) {
        const hash = createHash('sha256');
        for await (const piece of archives.read(sha256)) hash.update(piece);
      }
    });
    const ms = await bench.time(`${FILES * FILE_MB} MB backed up`, () => back());
    bench.ratio('backing up to reading', ms / read, {});
    bench.note(`peak of the process ${Math.round(peakMemoryMb())} MB, ${Math.round(before)} MB after a quarter of it`);
    bench.ratio('memory of four times the bytes', peakMemoryMb() / before, { atMost: 1.5 });
    await bench.time(`${FILES * FILE_MB} MB backed up with a passphrase`, () => back({ passphrase: '示例口令' }));
    const stop = new AbortController();
    let asked = 0;
    const onProgress = ({ done, total }: { done: number; total: number }): void => {
      if (done * 2 < total || stop.signal.aborted) return;
      asked = performance.now();
      stop.abort();
    };
    await back({ signal: stop.signal, onProgress }).then(
      () => Promise.reject(new Error('it was not cancelled')),
      () => undefined,
    );
    bench.bound('cancelled half-way, until it had stopped', performance.now() - asked, { atMost: 1_000 });
    const left = (await readdir(folder)).filter((file) => file.endsWith('.tmp'));
    if (left.length > 0) throw new Error('a cancelled backup left a file behind');
    await journal.close();
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
