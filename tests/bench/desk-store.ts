/** A profile's store filled with made rows, as syncing and importing would have filled it: for benches of the desk over real IndexedDB. */
import { segmentKey, DeskCore } from '../../renderer/desk/core';
import type { LinkClient } from '../../renderer/desk/link';
import { packEntries, putEntries } from '../../renderer/desk/packed-entries';
import { DeskStore, type GenerationRow, type SegmentRow } from '../../renderer/store/schema';
import { packPage } from '../../shared/columns';
import { formatUnits } from '../../shared/money';
import { shiftPeriod } from '../../shared/period';
import { sliceId, type SliceKey } from '../../shared/sync/slices';
import type { MappedRow } from '../../shared/ledger/types';
import type { CostRows, Side } from './cost-rows';

const SEGMENT = 5_000;

/** Opens an empty store of its own. */
export async function anEmptyDesk(name: string): Promise<DeskCore> {
  const store = new DeskStore(`bench-${name}`);
  await store.delete();
  await store.open();
  return new DeskCore(store, noLink, `bench-${name}`, 'cn');
}

export const customerId = (code: number): string => (code + 0x10000).toString(16).padStart(32, '0');
const serviceCode = (code: number): string => `hws.service.type.s${code}`;
export const periodAt = (index: number): string => shiftPeriod('2025-10', index);

/** Opens a store that was filled before. */
export async function aFullDesk(name: string): Promise<DeskCore> {
  const store = new DeskStore(`bench-${name}`);
  await store.open();
  const core = new DeskCore(store, noLink, `bench-${name}`, 'cn');
  await core.loadDictionary();
  return core;
}

const noLink = { call: () => Promise.reject(new Error('no main process here')) } as unknown as LinkClient;

type Cells = Record<string, (string | null)[]>;

/** Which months, and whose amounts are others. */
interface Some {
  readonly from?: number;
  readonly generation?: number;
  /** Takes one customer in so many. */
  readonly every?: number;
  /** Added to each amount, units of 10^-8. */
  readonly more?: bigint;
}

/** Bill lines: a slice per month, as the gateway is asked for them; one customer in `every` may have other amounts. */
export async function fillBills(
  core: DeskCore,
  bill: Side,
  months: number,
  { from: first = 0, generation = 1, every = 1, more = 0n }: Some = {},
): Promise<void> {
  for (let month = first; month < first + months; month++) {
    const rows = rowsWhere(bill, (row) => bill.period[row] === month);
    const page = (from: number, to: number): Cells => {
      const some = rows.slice(from, to);
      const amount = some.map((row) => formatUnits(bill.amount[row]! + (bill.customer[row]! % every === 0 ? more : 0n)));
      return {
        customer_id: some.map((row) => customerId(bill.customer[row]!)),
        cloud_service_type: some.map((row) => serviceCode(bill.service[row]!)),
        resource_type_code: some.map(() => 'hws.resource.type.vm'),
        bill_type: some.map(() => '0'),
        charge_mode: some.map(() => '3'),
        amount,
        debt_amount: some.map(() => '0'),
        adjustment_amount: some.map(() => '0'),
        discount_amount: some.map(() => '0'),
        paid_cash: amount,
      };
    };
    await putSlice(core, { source: 'bill-lines', period: periodAt(month), chargeMode: '3' } as SliceKey, rows.length, page, generation);
  }
  await flush(core);
}

/** One fee record and trade per bill line, with what the gateway says of it: a slice per month and customer. */
export async function fillFees(
  core: DeskCore,
  bill: Side,
  months: number,
  { from = 0, generation = 1, every = 1, more = 0n }: Some = {},
): Promise<void> {
  for (let month = from; month < from + months; month++) {
    const byCustomer = new Map<number, number[]>();
    for (const row of rowsWhere(bill, (at) => bill.period[at] === month)) {
      const rows = byCustomer.get(bill.customer[row]!);
      if (rows) rows.push(row);
      else byCustomer.set(bill.customer[row]!, [row]);
    }
    for (const [customer, rows] of byCustomer) {
      if (customer % every !== 0) continue;
      const page = (start: number, end: number): Cells => feePage(bill, rows.slice(start, end), month, more);
      await putSlice(core, feeSlice(month, customer), rows.length, page, generation);
    }
    await flush(core);
  }
}

export function feeSlice(month: number, customer: number): SliceKey {
  return { source: 'fee-records', period: periodAt(month), customer: customerId(customer) } as SliceKey;
}

/** @param more added to each amount, units of 10^-8 */
export function feePage(bill: Side, rows: readonly number[], month: number, more = 0n): Cells {
  const units = rows.map((row) => formatUnits(bill.amount[row]! + more));
  const of = (text: (row: number) => string): string[] => rows.map(text);
  return {
    id: of((row) => `id-${row}-${month}`),
    bill_cycle: of(() => periodAt(month)),
    customer_id: of((row) => customerId(bill.customer[row]!)),
    association_type: of(() => '2'),
    service_type_code: of((row) => serviceCode(bill.service[row]!)),
    service_type_name: of((row) => `云服务 ${bill.service[row]!}`),
    resource_type_code: of((row) => `hws.resource.type.r${row % 200}`),
    charging_mode: of(() => '3'),
    bill_detail_type: of(() => '5'),
    trade_time: of((row) => `${periodAt(month)}-15T${String(row % 24).padStart(2, '0')}:00:00Z`),
    trade_id: of((row) => `trade-2f7a-${row.toString(36).padStart(8, '0')}-${month}`),
    resource_id: of((row) => `${(row % 50_000).toString(16).padStart(8, '0')}-8d1e-4a7b-9c3f-2e5d7a9b1c3d`),
    resource_name: of((row) => `ecs-示例-${row % 5_000}`),
    region_code: of((row) => `cn-north-${row % 6}`),
    usage_amount: of((row) => `${row % 720}.5`),
    official_amount: units,
    payment_amount: units,
    cash_amount: units,
  };
}

/** A cost book of one import; of one customer in `every`. */
export async function fillLedger(
  core: DeskCore,
  ledger: Side,
  { importId = 'i-bench', every = 1 }: { importId?: string; every?: number } = {},
): Promise<void> {
  const { store } = core;
  const own = rowsWhere(ledger, (row) => ledger.customer[row]! % every === 0);
  const rows = own.map((at): MappedRow => ({
    row: at + 2,
    period: periodAt(ledger.period[at]!),
    party: customerId(ledger.customer[at]!),
    partyName: null,
    service: serviceCode(ledger.service[at]!),
    amount: formatUnits(ledger.amount[at]!),
    currency: 'CNY',
    taxRate: null,
    reference: null,
    note: null,
  }));
  const segments = packEntries(importId, rows, core.dictionary);
  const body = {
    kind: 'import',
    importId,
    role: 'cost',
    grain: 'customer-service',
    basis: 'pretax',
    rows: 'bench',
    rowCount: rows.length,
    sums: [],
  };
  await store.transaction('rw', [store.importData, store.entries, store.dictionary], async () => {
    await store.importData.put({ importId, body: body as never });
    await putEntries(core, importId, segments);
  });
  core.storedCodes = core.dictionary.size;
}

/** Who the books' customers are. */
export async function fillParties(core: DeskCore, customers: number): Promise<void> {
  await core.store.parties.bulkPut(
    Array.from({ length: customers }, (_, i) => ({
      id: customerId(i + 1),
      kind: 'customer' as const,
      name: `示例公司 ${i + 1}`,
      accountName: `demo-${i + 1}`,
      reseller: null,
      associationType: '2',
    })),
  );
}

export async function fillCostDesk(core: DeskCore, rows: CostRows): Promise<void> {
  await fillParties(
    core,
    rows.bill.customer.reduce((most, one) => Math.max(most, one), 0),
  );
  await fillBills(core, rows.bill, rows.months);
  await fillFees(core, rows.bill, rows.months);
  await fillLedger(core, rows.ledger);
  await flush(core);
}

/** Writes what is still waiting. */
export const finish = (core: DeskCore): Promise<void> => flush(core);

let waiting: { segments: SegmentRow[]; generations: GenerationRow[] } = { segments: [], generations: [] };

async function putSlice(
  core: DeskCore,
  key: SliceKey,
  rows: number,
  page: (from: number, to: number) => Cells,
  generation = 1,
): Promise<void> {
  const slice = sliceId(key);
  let count = 0;
  for (let start = 0; start < rows; start += SEGMENT) {
    const end = Math.min(rows, start + SEGMENT);
    const columns = packPage(key.source, page(start, end), end - start, core.dictionary, start);
    waiting.segments.push({ key: segmentKey(slice, generation, start), slice, source: key.source, generation, rows: end - start, columns });
    count++;
  }
  waiting.generations.push({
    slice,
    source: key.source,
    period: key.period ?? null,
    generation,
    segments: count,
    rows,
    announced: rows,
    currency: 'CNY',
    digest: `${slice}#${generation}`,
    syncedAt: '2026-11-20T00:00:00Z',
  });
  if (waiting.segments.length >= 64) await flush(core);
}

async function flush(core: DeskCore): Promise<void> {
  const { segments, generations } = waiting;
  waiting = { segments: [], generations: [] };
  const bySlice = new Map<string, SegmentRow[]>(generations.map(({ slice }) => [slice, []]));
  for (const segment of segments) bySlice.get(segment.slice)?.push(segment);
  await core.store.segments.bulkPut(segments);
  await core.store.generations.bulkPut(generations);
  // As publishing does.
  for (const row of generations) if (row.source === 'fee-records') await core.feeParts.add(core, row, bySlice.get(row.slice) ?? []);
}

function rowsWhere(side: Side, fits: (row: number) => boolean): number[] {
  const rows: number[] = [];
  for (let row = 0; row < side.rows; row++) if (fits(row)) rows.push(row);
  return rows;
}
