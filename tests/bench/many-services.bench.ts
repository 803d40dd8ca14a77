import { reconcile } from '../../shared/reconcile/engine';
import { costInput } from './engine-input';
import type { Side } from './cost-rows';

export const name = 'a cost book whose rows all differ: one customer, 200,000 services, one of them in the bill';
export const where = 'electron-worker';

interface Bench {
  time(label: string, work: () => unknown, options?: { runs?: number }): Promise<number>;
  ratio(label: string, value: number, bounds: { atMost?: number; atLeast?: number }): void;
}

const ROWS = 200_000;

/** Everything is left over and in one scope of the group pass: what is done once for each pair of rows shows here. Growth over two doublings. */
export async function run(bench: Bench): Promise<void> {
  const [quarter, whole] = [inputOf(ROWS / 4), inputOf(ROWS)];
  reconcile(quarter);
  const small = await bench.time(`${ROWS / 4} rows`, () => check(quarter, ROWS / 4), { runs: 3 });
  const ms = await bench.time(`${ROWS} rows`, () => check(whole, ROWS), { runs: 3 });
  bench.ratio('twice the rows', Math.sqrt(ms / small), { atMost: 2.2 });
}

type Input = ReturnType<typeof costInput>;

/** Each row and the line of the bill are a break of their own. */
function check(input: Input, rows: number): void {
  const { breaks } = reconcile(input);
  if (breaks.length !== rows + 1) throw new Error(`${breaks.length} breaks`);
}

function inputOf(rows: number): Input {
  const bill = side(1, () => 1);
  const ledger = side(rows, (row) => row + 2);
  return costInput({ months: 1, bill, ledger, planted: { onlyBill: 1, onlyLedger: rows, differ: 0, equal: 0 } });
}

function side(rows: number, service: (row: number) => number): Side {
  return {
    rows,
    period: new Uint16Array(rows),
    customer: new Uint32Array(rows).fill(1),
    service: Uint32Array.from({ length: rows }, (_, row) => service(row)),
    amount: BigInt64Array.from({ length: rows }, (_, row) => BigInt((row % 9_973) + 1) * 100_000_000n + 7_000_000n * BigInt(row % 13)),
  };
}
