import { engineContext } from '../../shared/reconcile/context';
import { c2 } from '../../shared/reconcile/totals/c2';
import { c2Part } from '../../shared/reconcile/totals/c2-part';
import { feeInput } from './fee-rows';

export const name = 'C2: 1,000,000 fee records aggregated and tied to bill lines';
export const where = 'electron-worker';

interface Bench {
  note(text: string): void;
  time(label: string, work: () => unknown, options?: { runs?: number }): Promise<number>;
  ratio(label: string, value: number, bounds: { atMost?: number; atLeast?: number }): void;
  bound(label: string, ms: number, bounds: { atMost: number }): void;
}

const ROWS = 1_000_000;
const MONTHS = 12;

/** From resident columns to the tied totals of every month. Growth over two doublings. */
export async function run(bench: Bench): Promise<void> {
  const quarter = feeInput(ROWS / 4, MONTHS);
  const whole = feeInput(ROWS, MONTHS);
  const tie = ({ input, broken }: typeof whole): void => {
    // As the engine does it: a shard's part while its rows are at hand.
    const context = engineContext(input, undefined, (shard, own) => void (shard.c2 = c2Part(own)));
    const found = c2(context).reduce((sum, total) => sum + total.buckets.broken, 0);
    if (found !== broken) throw new Error(`${found} buckets broken, ${broken} planted`);
  };
  tie(quarter);
  tie(quarter);
  const small = await bench.time('250,000 records', () => tie(quarter), { runs: 7 });
  const ms = await bench.time('1,000,000 records', () => tie(whole), { runs: 5 });
  bench.note(`${quarter.input.bills.rows} and ${whole.input.bills.rows} bill lines`);
  bench.bound('1,000,000 records', ms, { atMost: 1_000 });
  bench.ratio('twice the records', Math.sqrt(ms / small), { atMost: 2.2 });
}
