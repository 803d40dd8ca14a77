import { engineInput } from '../../renderer/desk/engine-input';
import { runReconcile } from '../../renderer/desk/reconcile-job';
import { storeResult } from '../../renderer/desk/results';
import { reconcile } from '../../shared/reconcile/engine';
import { costRows } from './cost-rows';
import { anEmptyDesk, fillCostDesk, fillFees } from './desk-store';

export const name = 'from the store to persisted results: 1,000,000 fee records and bill lines, a book of 1,000,000 rows';
export const where = 'electron-worker';

interface Bench {
  note(text: string): void;
  time(label: string, work: () => unknown, options?: { runs?: number }): Promise<number>;
  ratio(label: string, value: number, bounds: { atMost?: number; atLeast?: number }): void;
  bound(label: string, ms: number, bounds: { atMost: number }): void;
}

const ROWS = 1_000_000;

/** 25,000 slices of fee records, as 2,000 customers over a year give. The steps are timed once more one by one. */
export async function run(bench: Bench): Promise<void> {
  const desk = await anEmptyDesk('results');
  try {
    const rows = costRows(ROWS);
    const began = performance.now();
    await fillCostDesk(desk, rows);
    bench.note(`store filled in ${Math.round((performance.now() - began) / 1000)} s; ${await desk.store.generations.count()} slices`);
    const whole = await bench.time('first time, every month of fee records gone through', () => runReconcile(desk));
    const again = await bench.time('again', () => runReconcile(desk));
    await fillFees(desk, rows.bill, rows.months, { generation: 2, every: 100, more: 1_000_000n });
    const changed = await bench.time('one in 100 slices of fee records has other amounts', () => runReconcile(desk));
    bench.note(`${Math.round(desk.resident.bytes / 1e6)} MB of columns kept between runs`);
    const input = await timed(bench, '  reading', () => engineInput(desk));
    const result = await timed(bench, '  engine', () => Promise.resolve(reconcile(input)));
    await timed(bench, '  storing', () => storeResult(desk, result, 'x'));
    bench.ratio('a change of 1 %, of the time of the first run', changed / whole, { atMost: 0.1 });
    bench.bound('from the store to persisted results, first time', whole, { atMost: 5_000 });
    bench.bound('from the store to persisted results, again', again, { atMost: 5_000 });
  } finally {
    await desk.store.delete();
  }
}

async function timed<T>(bench: Bench, label: string, work: () => Promise<T>): Promise<T> {
  let found: T | undefined;
  await bench.time(label, async () => void (found = await work()));
  return found!;
}
