/** 100,000 bill lines from text columns in memory to committed data: packed segments against one Dexie row each, in the same worker. */
import Dexie from 'dexie';
import { Dictionary, packPage } from '../../shared/columns';
import { DeskStore } from '../../renderer/store/schema';
import { segmentKey } from '../../renderer/desk/core';

export const name = 'storing 100,000 bill lines: packed segments against one Dexie row each';
export const where = 'electron-worker';

const ROWS = 100_000;
const SEGMENT = 5_000;
const AT_LEAST = 30;

interface Bench {
  note(text: string): void;
  time(label: string, work: () => Promise<void>, options?: { runs?: number }): Promise<number>;
  ratio(label: string, value: number, bound: { atMost?: number; atLeast?: number }): void;
}

type Columns = Record<string, (string | null)[]>;

/** Lines as the gateway sends them: four of the six account kinds are rare, arrears and write-offs too. */
function page(rows: number, seed: number): Columns {
  let state = seed;
  const next = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state % below;
  };
  const money = (): string => `${next(90_000)}.${String(next(100_000_000)).padStart(8, '0')}`;
  const column = (make: () => string | null): (string | null)[] => Array.from({ length: rows }, make);
  return {
    customer_id: column(() => (next(2_000) + 0x10000).toString(16).padStart(32, '0')),
    cloud_service_type: column(() => `hws.service.type.s${next(60)}`),
    cloud_service_type_name: column(() => `云服务 ${next(60)}`),
    resource_type_code: column(() => `hws.resource.type.r${next(200)}`),
    resource_type_name: column(() => `资源 ${next(200)}`),
    bill_type: column(() => String(next(20) === 0 ? 1 : 0)),
    charge_mode: column(() => '3'),
    amount: column(money),
    debt_amount: column(() => (next(50) === 0 ? money() : '0')),
    adjustment_amount: column(() => '0'),
    discount_amount: column(money),
    measure_id: column(() => '1'),
    paid_cash: column(money),
    paid_credit: column(() => (next(10) === 0 ? money() : null)),
  };
}

export async function run(bench: Bench): Promise<void> {
  const pages = Array.from({ length: ROWS / SEGMENT }, (_, i) => page(SEGMENT, i + 1));
  const rows = new Dexie('bench-rows', { chromeTransactionDurability: 'relaxed' });
  rows.version(1).stores({ lines: '++id' });
  await rows.delete();
  await rows.open();
  const dexieMs = await bench.time('one Dexie row each', () => oneRowEach(rows, pages));
  await rows.delete();
  let packedMs = Infinity;
  for (let run = 1; run <= 3; run++) {
    const store = new DeskStore(`bench-${run}`);
    await store.delete();
    await store.open();
    packedMs = Math.min(packedMs, await bench.time(`packed segments, run ${run}`, () => packed(store, pages)));
    await store.delete();
  }
  bench.note(`${Math.round(ROWS / packedMs)} rows a millisecond packed, ${Math.round(ROWS / dexieMs)} one by one`);
  bench.ratio('times faster', dexieMs / packedMs, { atLeast: AT_LEAST });
}

/** What the desk does: validate, pack, one transaction per segment with its checkpoint. */
async function packed(store: DeskStore, pages: readonly Columns[]): Promise<void> {
  const dictionary = new Dictionary();
  let stored = 1;
  const slice = 'bill-lines|chargeMode=3|period=2026-10';
  for (const [i, columns] of pages.entries()) {
    const segment = packPage('bill-lines', columns, SEGMENT, dictionary, i * SEGMENT);
    await store.transaction('rw', [store.segments, store.dictionary, store.checkpoints], async () => {
      await store.segments.put({
        key: segmentKey(slice, 1, i * SEGMENT),
        slice,
        source: 'bill-lines',
        generation: 1,
        rows: SEGMENT,
        columns: segment,
      });
      const texts = dictionary.since(stored);
      if (texts.length > 0) await store.dictionary.put({ from: stored, texts });
      await store.checkpoints.put({ slice, generation: 1, nextOffset: (i + 1) * SEGMENT, nextIndex: i + 1, announced: ROWS });
    });
    stored = dictionary.size;
  }
  const count = await store.segments.count();
  if (count !== pages.length) throw new Error(`${count} segments`);
}

/** The peer: the same records as objects, no index but the key, in transactions of the same size and durability. */
async function oneRowEach(store: Dexie, pages: readonly Columns[]): Promise<void> {
  for (const columns of pages) {
    const names = Object.keys(columns);
    const rows = Array.from({ length: SEGMENT }, (_, row) =>
      Object.fromEntries(names.map((field) => [field, columns[field]?.[row] ?? null])),
    );
    await store.table('lines').bulkAdd(rows);
  }
  const count = await store.table('lines').count();
  if (count !== ROWS) throw new Error(`${count} rows`);
}
