/**
 * What the engine takes of all fee records, kept in memory between runs: rows of slices that did not change are copied as they are, columns without any
 * other row not at all, and the others come from the parts made when their slices were published (fee-parts.ts). Segments are read for slices that neither has.
 */
import { numbersOf, type TypedNumbers } from './small-numbers';
import { TextNumbering, type PackedColumn } from '../../shared/columns';
import { ENGINE_VERSION } from '../../shared/reconcile/engine-version';
import type { RowCheck, SinceRows } from '../../shared/reconcile/types';
import type { FeePartRow, FeeSlice, GenerationRow, SegmentRow } from '../store/schema';
import type { DeskCore } from './core';
import { feePiece, livePart } from './fee-parts';
import { eachSegmentOf } from './published';
import { byMonthAndSlice, copyRuns, isInPlace, layOut, sameRun, sameSlices, type LaidSlice, type Run } from './slice-layout';

/** All fee records that count, by month and slice. */
export interface FeeRows {
  readonly slices: readonly KeptSlice[];
  readonly rows: number;
  readonly customer: Uint32Array;
  readonly service: Uint32Array;
  readonly chargeMode: Uint8Array;
  readonly billType: Uint8Array;
  readonly payment: BigInt64Array;
  readonly trade: Uint32Array;
  readonly association: Uint8Array;
  /** Parts paid by coupon: cash value, flexi-purchase; of no length where no record has any. */
  readonly coupon: BigInt64Array;
  readonly flexi: BigInt64Array;
  /** Numbers of the trade IDs. They stay the same from run to run; IDs that no record has any more keep theirs. */
  readonly trades: TextNumbering;
  /** What is not as it was in the rows kept before; null where all was read. */
  readonly since: SinceRows | null;
}

export interface KeptSlice extends LaidSlice {
  readonly checks: readonly RowCheck[];
}

const COLUMNS = ['customer', 'service', 'chargeMode', 'billType', 'payment', 'trade', 'association', 'coupon', 'flexi'] as const;
type Columns = { -readonly [name in (typeof COLUMNS)[number]]: FeeRows[name] };

/** Trade IDs that no record has any more may be as many as those that are there; then all are numbered anew. */
const STALE_TRADES = 2;
/** Parts read from the store in one request. */
const BATCH = 8;

/**
 * @param published slices of fee records that count
 * @throws DamagedSegmentError
 */
export async function feeRows(core: DeskCore, published: readonly GenerationRow[]): Promise<FeeRows> {
  const before = core.resident.peek<FeeRows>('fee rows');
  const last = before && before.trades.size <= STALE_TRADES * (before.rows + 50_000) ? before : null;
  const slices = [...published].sort(byMonthAndSlice);
  if (last && sameSlices(last.slices, slices)) {
    core.resident.put('fee rows', last, bytesOf(last));
    return last;
  }
  const made = await make(core, slices, last);
  core.resident.put('fee rows', made, bytesOf(made));
  return made;
}

/** Rows on their way into the columns. */
interface Filling {
  readonly columns: Columns;
  /** Rows in the same places as before: their columns stay until a row is written that is not as it was. */
  readonly lent: FeeRows | null;
  readonly rows: number;
  readonly trades: TextNumbering;
  /** By slice: where its rows go to. Those that are filled are taken out. */
  readonly open: Map<string, { readonly row: GenerationRow; readonly at: number }>;
  readonly checks: Map<string, readonly RowCheck[]>;
}

async function make(core: DeskCore, published: readonly GenerationRow[], last: FeeRows | null): Promise<FeeRows> {
  const { rows, slices, runs, gone, fresh } = layOut(published, last?.slices ?? [], (row) => row.rows);
  const lent = last && isInPlace({ rows, runs }, last.rows) ? last : null;
  const columns: Columns = lent ? borrowed(lent) : emptyColumns(rows);
  const filling: Filling = { columns, lent, rows, trades: last?.trades ?? new TextNumbering(), open: new Map(), checks: new Map() };
  if (last && !lent) for (const name of COLUMNS) if (last[name].length > 0) copyRuns(last[name], roomIn(columns, name, rows), runs);
  for (const { row, from, kept } of slices) if (!kept) filling.open.set(row.slice, { row, at: from });
  await fill(core, filling, last === null);
  return {
    ...columns,
    rows,
    trades: filling.trades,
    since: last ? { customer: last.customer, gone, fresh } : null,
    slices: slices.map((laid) =>
      laid.kept && laid.kept.from === laid.from
        ? laid.kept
        : { row: laid.row, from: laid.from, rows: laid.rows, checks: laid.kept?.checks ?? filling.checks.get(laid.row.slice) ?? [] },
    ),
  };
}

const NONE = new BigInt64Array();

function emptyColumns(rows: number): Columns {
  return {
    customer: new Uint32Array(rows),
    service: new Uint32Array(rows),
    chargeMode: new Uint8Array(rows),
    billType: new Uint8Array(rows),
    payment: new BigInt64Array(rows),
    trade: new Uint32Array(rows),
    association: new Uint8Array(rows),
    coupon: NONE,
    flexi: NONE,
  };
}

/** Customers are a column of its own: rows are known by it. */
function borrowed({ customer, service, chargeMode, billType, payment, trade, association, coupon, flexi }: FeeRows): Columns {
  return { customer: customer.slice(), service, chargeMode, billType, payment, trade, association, coupon, flexi };
}

/** A column to write into: those that few records have are made when they are needed. */
function roomIn(columns: Columns, name: keyof Columns, rows: number): TypedNumbers {
  if ((name === 'coupon' || name === 'flexi') && columns[name] === NONE) columns[name] = new BigInt64Array(rows);
  return columns[name];
}

/** @param cold whether everything is read: parts of the store that are mostly out of date are made smaller then */
async function fill(core: DeskCore, filling: Filling, cold: boolean): Promise<void> {
  for (const piece of core.feeParts.all()) take(core, filling, [piece.slice], piece.columns);
  if (filling.open.size > 0) await fillFromParts(core, filling, cold);
  if (filling.open.size === 0) return;
  const missing = [...filling.open.values()].map(({ row }) => row);
  const read = new Map<string, Pick<SegmentRow, 'rows' | 'columns'>[]>(missing.map(({ slice }) => [slice, []]));
  await eachSegmentOf(core, 'fee-records', missing, (segment, _, { slice }) => void read.get(slice)!.push(segment));
  for (const row of missing) {
    const segments = read.get(row.slice)!;
    const piece = feePiece(core, row, segments);
    take(core, filling, [piece.slice], piece.columns);
    await core.feeParts.add(core, row, segments);
  }
}

async function fillFromParts(core: DeskCore, filling: Filling, cold: boolean): Promise<void> {
  const { feeParts } = core.store;
  const months = new Set([...filling.open.values()].map(({ row }) => `${row.period ?? ''}#`));
  const wanted = (await feeParts.toCollection().primaryKeys()).filter((key) => cold || months.has(key.slice(0, key.indexOf('#') + 1)));
  const likely = core.feeParts.keysOf(filling.open.keys());
  const batches = [wanted.filter((key) => likely.has(key)), wanted.filter((key) => !likely.has(key))].flatMap(inBatches);
  for (const keys of batches) {
    if (!cold && filling.open.size === 0) return;
    const dead: string[] = [];
    const smaller: FeePartRow[] = [];
    for (const part of await feeParts.bulkGet(keys)) {
      if (!part) continue;
      // Lists of slices without columns are left of stores that kept whole months.
      const whole = part.engine === ENGINE_VERSION && part.columns['customer_id'] !== undefined;
      const live = whole ? take(core, filling, part.slices, part.columns) : [];
      const rows = part.slices.reduce((sum, slice) => sum + slice.rows, 0);
      const liveRows = live.reduce((sum, at) => sum + part.slices[at]!.rows, 0);
      if (!cold || liveRows * 2 >= rows) continue;
      dead.push(part.key);
      if (live.length > 0) smaller.push(livePart(part, live));
    }
    if (dead.length === 0) continue;
    await core.store.transaction('rw', [feeParts], async () => {
      await feeParts.bulkDelete(dead);
      await feeParts.bulkPut(smaller);
    });
  }
}

function inBatches(keys: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(keys.length / BATCH) }, (_, at) => keys.slice(at * BATCH, (at + 1) * BATCH));
}

/** Fills in the slices of a part that are still open; answers with their places in it. */
function take(core: DeskCore, filling: Filling, slices: readonly FeeSlice[], columns: Readonly<Record<string, PackedColumn>>): number[] {
  const live: number[] = [];
  const isWanted = (slice: FeeSlice): boolean => {
    const row = filling.open.get(slice.slice)?.row;
    return row?.generation === slice.generation && row.digest === slice.digest && row.rows === slice.rows;
  };
  if (!slices.some(isWanted)) return live;
  const rows = slices.reduce((sum, slice) => sum + slice.rows, 0);
  const read = decode(core, columns, rows, filling.trades);
  const runs: Run[] = [];
  let from = 0;
  slices.forEach((slice, at) => {
    // A slice may stand in a part twice, as it was and as it came back.
    if (isWanted(slice)) {
      runs.push({ from, to: filling.open.get(slice.slice)!.at, rows: slice.rows });
      filling.open.delete(slice.slice);
      filling.checks.set(slice.slice, slice.checks);
      live.push(at);
    }
    from += slice.rows;
  });
  for (const name of COLUMNS) {
    write(filling, name, read[name], runs);
  }
  return live;
}

/** @param values null where the rows have nothing in the column: zeros */
function write({ columns, lent, rows }: Filling, name: keyof Columns, values: TypedNumbers | null, runs: readonly Run[]): void {
  const column = columns[name];
  if (lent && column.length > 0 && column === lent[name]) {
    if (runs.every((run) => (values ? sameRun(values, column, run) : isZero(column, run)))) return;
    Object.assign(columns, { [name]: column.slice() });
  }
  if (values) copyRuns(values, roomIn(columns, name, rows), runs);
  else for (const { to, rows: own } of runs) clear(columns[name], to, to + own);
}

function isZero(column: TypedNumbers, { to, rows }: Run): boolean {
  const own: ArrayLike<number | bigint> = column.subarray(to, to + rows);
  for (let at = 0; at < own.length; at++) if (Number(own[at]) !== 0) return false;
  return true;
}

function clear(column: TypedNumbers, from: number, to: number): void {
  if (column instanceof BigInt64Array) column.fill(0n, from, to);
  else column.fill(0, from, to);
}

/** Columns of a part; those that it does not have are left as zeros. */
function decode(
  core: DeskCore,
  columns: Readonly<Record<string, PackedColumn>>,
  rows: number,
  trades: TextNumbering,
): { readonly [name in keyof Columns]: Columns[name] | null } {
  const codes = (name: string): Uint32Array | null => (columns[name]?.kind === 'code' ? columns[name].codes : null);
  const units = (name: string): BigInt64Array | null => (columns[name]?.kind === 'amount' ? columns[name].units : null);
  const small = (name: string): Uint8Array => numbersOf(columns[name], rows, core.dictionary);
  const trade = columns['trade_id'];
  return {
    customer: codes('customer_id'),
    service: codes('service_type_code'),
    chargeMode: small('charging_mode'),
    billType: small('bill_detail_type'),
    payment: units('payment_amount'),
    trade: trade ? trades.number(trade) : null,
    association: small('association_type').map((value) => (value >= 1 && value <= 3 ? value : 0)),
    coupon: units('coupon_amount'),
    flexi: units('flexipurchase_coupon_amount'),
  };
}

function bytesOf(rows: FeeRows): number {
  // Of a trade's number: its slot, its hash, its place, and some thirty bytes of the ID itself.
  return COLUMNS.reduce((sum, name) => sum + rows[name].byteLength, 0) + rows.trades.size * 72;
}
