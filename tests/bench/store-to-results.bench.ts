import { engineInput } from '../../renderer/desk/engine-input';
import { runReconcile } from '../../renderer/desk/reconcile-job';
import { storeResult } from '../../renderer/desk/results';
import { reconcile } from '../../shared/reconcile/engine';
import { costRows } from './cost-rows';
import { aFullDesk, anEmptyDesk, fillBills, fillCostDesk, fillFees, fillLedger } from './desk-store';
import type { DeskCore } from '../../renderer/desk/core';

export const name = 'from the store to persisted results: 1,000,000 fee records and bill lines, a book of 1,000,000 rows';
export const where = 'electron-worker';

interface Bench {
  note(text: string): void;
  time(label: string, work: () => unknown, options?: { runs?: number }): Promise<number>;
  ratio(label: string, value: number, bounds: { atMost?: number; atLeast?: number }): void;
  bound(label: string, ms: number, bounds: { atMost: number }): void;
  rest(): Promise<unknown>;
  memory(label: string, work: () => unknown, bounds: { atMost: number }): Promise<number>;
}

const ROWS = 1_000_000;
const NAME = 'results';

/** 25,000 slices of fee records, as 2,000 customers over a year give. In a process of its own, so that the memory measured is that of the run. */
export async function prepare(bench: Bench): Promise<void> {
  const began = performance.now();
  const desk = await anEmptyDesk(NAME);
  await fillCostDesk(desk, costRows(ROWS));
  bench.note(`store filled in ${Math.round((performance.now() - began) / 1000)} s; ${await desk.store.generations.count()} slices`);
  desk.store.close();
}

/** The steps are timed once more one by one. */
export async function run(bench: Bench): Promise<void> {
  await bench.rest();
  const desk = await aFullDesk(NAME);
  try {
    let whole = 0;
    const first = async (): Promise<void> => void (whole = await bench.time('first time, everything read', () => runReconcile(desk)));
    await bench.memory('worker from the opened store to persisted results, array buffers included', first, { atMost: 600 });
    const again = await bench.time('again', () => runReconcile(desk));
    const ratios = await changes(bench, desk);
    bench.note(`${Math.round(desk.resident.bytes / 1e6)} MB of columns kept between runs`);
    const input = await timed(bench, '  reading', () => engineInput(desk));
    const result = await timed(bench, '  engine', () => Promise.resolve(reconcile(input)));
    await timed(bench, '  storing', () => storeResult(desk, result, 'x'));
    for (const [label, ms] of ratios) bench.ratio(`${label}, of the time of the first run`, ms / whole, { atMost: 0.1 });
    bench.bound('from the store to persisted results, first time', whole, { atMost: 5_000 });
    bench.bound('from the store to persisted results, again', again, { atMost: 5_000 });
  } finally {
    await desk.store.delete();
  }
}

/** Rounds of a change that can come again; the middle one counts, as everywhere. What the first run left to be collected falls into the first. */
const ROUNDS = 3;

/** Runs after changes of about 1 %: in the records of one customer in 100. */
async function changes(bench: Bench, desk: DeskCore): Promise<[string, number][]> {
  const rows = costRows(ROWS);
  const every = 100;
  const found: [string, number][] = [];
  const after = async (label: string, rounds: number, change: (round: number) => Promise<void>): Promise<void> => {
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) {
      await change(round);
      times.push(await bench.time(label, () => runReconcile(desk)));
    }
    found.push([label, times.sort((a, b) => a - b)[rounds >> 1]!]);
  };
  const other = (round: number): { generation: number; every: number; more: bigint } => ({
    generation: 2 + round,
    every,
    more: BigInt(1 + round) * 1_000_000n,
  });
  await after('one in 100 slices of fee records has other amounts', ROUNDS, (round) =>
    fillFees(desk, rows.bill, rows.months, other(round)),
  );
  await after("a month's slice of bill lines has other amounts at one customer in 100", ROUNDS, (round) =>
    fillBills(desk, rows.bill, 1, { from: 4, ...other(round) }),
  );
  await after('a second book comes, of one customer in 100', 1, () => fillLedger(desk, rows.ledger, { importId: 'i-second', every }));
  return found;
}

async function timed<T>(bench: Bench, label: string, work: () => Promise<T>): Promise<T> {
  let found: T | undefined;
  await bench.time(label, async () => void (found = await work()));
  return found!;
}
