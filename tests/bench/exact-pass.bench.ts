import { joinExact, type JoinSide } from '../../shared/reconcile/join-exact';

export const name = 'exact pass: 1,000,000 x 1,000,000 dictionary-coded rows';
export const where = 'electron-worker';

interface Bench {
  note(text: string): void;
  time(label: string, work: () => unknown, options?: { runs?: number }): Promise<number>;
  ratio(label: string, value: number, bounds: { atMost?: number; atLeast?: number }): void;
  bound(label: string, ms: number, bounds: { atMost: number }): void;
}

const ROWS = 1_000_000;
/** One row in so many differs on the right side by a cent. */
const OFF = 97;

/** 12 months x 4,000 customers x 40 services with 8-decimal amounts; the right side is the left one shuffled, some rows a cent off. */
function sides(rows: number): { left: JoinSide; right: JoinSide } {
  const left = side(rows);
  const right = side(rows);
  let state = 12_345;
  const next = (below: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 0x1_0000_0000) * below);
  };
  for (let row = 0; row < rows; row++) {
    left.period[row] = row % 12;
    left.party[row] = 1 + next(4_000);
    left.service[row] = 5_000 + next(40);
    left.amount[row] = BigInt(next(1_000_000_000)) * 100n;
  }
  const order = Uint32Array.from({ length: rows }, (_, i) => i);
  for (let i = rows - 1; i > 0; i--) {
    const j = next(i + 1);
    const kept = order[i]!;
    order[i] = order[j]!;
    order[j] = kept;
  }
  for (let row = 0; row < rows; row++) {
    const from = order[row]!;
    right.period[row] = left.period[from]!;
    right.party[row] = left.party[from]!;
    right.service[row] = left.service[from]!;
    right.amount[row] = left.amount[from]! + (row % OFF === 0 ? 1_000_000n : 0n);
  }
  return { left, right };
}

function side(rows: number): JoinSide & { period: Uint16Array } {
  return {
    rows,
    period: new Uint16Array(rows),
    party: new Uint32Array(rows),
    service: new Uint32Array(rows),
    amount: new BigInt64Array(rows),
  };
}

/** The engine's own join (shared/reconcile/passes/exact.ts uses it), timed alone; growth per doubling over two doublings, so that one noisy run does not decide. */
export async function run(bench: Bench): Promise<void> {
  const quarter = sides(ROWS / 4);
  const whole = sides(ROWS);
  let matched = 0;
  joinExact(quarter.left, quarter.right);
  const small = await bench.time('250,000 x 250,000', () => joinExact(quarter.left, quarter.right), { runs: 15 });
  const ms = await bench.time('1,000,000 x 1,000,000', () => (matched = joinExact(whole.left, whole.right).matched), { runs: 9 });
  const least = ROWS - Math.ceil(ROWS / OFF);
  if (matched < least) throw new Error(`matched ${matched} of at least ${least}`);
  bench.note(`${matched} rows matched`);
  bench.bound('1,000,000 x 1,000,000', ms, { atMost: 1_500 });
  bench.ratio('twice the rows', Math.sqrt(ms / small), { atMost: 2.2 });
}
