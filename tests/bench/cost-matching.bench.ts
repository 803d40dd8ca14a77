import { reconcile } from '../../shared/reconcile/engine';
import { costRows, type CostRows } from './cost-rows';
import { costInput } from './engine-input';

export const name = 'cost matching: 1,000,000 entries x 1,000,000 bill lines, whole engine run';
export const where = 'electron-worker';

interface Bench {
  note(text: string): void;
  time(label: string, work: () => unknown, options?: { runs?: number }): Promise<number>;
  ratio(label: string, value: number, bounds: { atMost?: number; atLeast?: number }): void;
  bound(label: string, ms: number, bounds: { atMost: number }): void;
}

const ROWS = 1_000_000;

/** Everything the engine says about a bill and a cost book: passes, classes, reasons, figures, totals. Growth over two doublings. */
export async function run(bench: Bench): Promise<void> {
  const quarter = costInput(costRows(ROWS / 4));
  const rows = costRows(ROWS);
  const whole = costInput(rows);
  for (let i = 0; i < 2; i++) reconcile(quarter);
  const small = await bench.time('250,000 x 250,000', () => reconcile(quarter), { runs: 7 });
  const ms = await bench.time('1,000,000 x 1,000,000', () => check(rows, reconcile(whole)), { runs: 5 });
  bench.bound('1,000,000 x 1,000,000', ms, { atMost: 1_500 });
  bench.ratio('twice the rows', Math.sqrt(ms / small), { atMost: 2.2 });
}

function check({ planted }: CostRows, result: ReturnType<typeof reconcile>): void {
  const of = (kind: string): number => result.breaks.filter((item) => item.class === kind).length;
  const found = {
    onlyBill: of('missing-in-ledger'),
    onlyLedger: of('missing-in-bill'),
    differ: of('amount'),
    equal: result.matchColumns.reduce((sum, { count }) => sum + count, 0),
  };
  if (JSON.stringify(found) !== JSON.stringify(planted))
    throw new Error(`found ${JSON.stringify(found)}, planted ${JSON.stringify(planted)}`);
}
