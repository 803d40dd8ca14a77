/** Closing a month of 1,000,000 fee records: its archive made (with the replay that comes before every sign-off), kept on the disk, and replayed from there. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { openArchives } from '../../electron/journal/archives';
import { buildArchive, replayOf, type Archive } from '../../shared/close';
import { reconcile } from '../../shared/reconcile/engine';
import { feeInput } from './fee-rows';
import { peakMemoryMb } from './peak-memory';

export const name = 'archive of a month with 1,000,000 fee records';
export const where = 'node';

const ROWS = 1_000_000;
const clock = (): Date => new Date('2026-11-06T08:00:00Z');

interface Bench {
  note(text: string): void;
  time(label: string, work: () => unknown, options?: { runs?: number }): Promise<number>;
  ratio(label: string, value: number, bounds: { atMost?: number; atLeast?: number }): void;
  bound(label: string, ms: number, bounds: { atMost: number }): void;
}

export async function run(bench: Bench): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'bench-archive-'));
  try {
    const archives = await openArchives(folder, { clock });
    const close = async (rows: number): Promise<{ archive: Archive; ms: number }> => {
      const { input } = feeInput(rows, 1);
      const period = input.periods[0]!;
      let result = reconcile(input);
      let archive: Archive | undefined;
      const label = `${rows.toLocaleString('en')} records`;
      const engine = await bench.time(`${label}: the engine`, () => (result = reconcile(input)));
      const made = await bench.time(`${label}: archive made and replayed`, () => (archive = buildArchive(period, input, result, [])));
      const kept = await bench.time(`${label}: archive kept`, () => archives.put(archive!.text, archive!.sha256));
      bench.note(
        `${label}: ${(Buffer.byteLength(archive!.text) / 2 ** 20).toFixed(1)} MB, peak of the process ${Math.round(peakMemoryMb())} MB`,
      );
      return { archive: archive!, ms: engine + made + kept };
    };
    const half = await close(ROWS / 2);
    const whole = await close(ROWS);
    bench.bound('closing 1,000,000 records', whole.ms, { atMost: 10_000 });
    bench.ratio('twice the records', whole.ms / half.ms, { atMost: 2.2 });
    const text = Buffer.from(await archives.get(whole.archive.sha256)).toString('utf8');
    await bench.time('replayed from the disk', () => {
      if (replayOf(text)?.difference !== null) throw new Error('the archive does not replay');
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
