/** Published bill lines as the engine's columns, kept in memory between runs: lines of slices that did not change are copied as they are, columns without any other line not at all. */
import type { BillColumns } from '../../shared/reconcile/types';
import { isNullAt, type PackedColumn, halvesOf } from '../../shared/columns';
import type { Period } from '../../shared/period';
import type { GenerationRow, SegmentRow } from '../store/schema';
import { parseSliceId, type SliceId } from '../../shared/sync/slices';
import type { DeskCore } from './core';
import { eachSegmentOf } from './published';
import { byMonthAndSlice, copyRun, isInPlace, layOut, sameRun, sameSlices, type LaidSlice, type Run } from './slice-layout';
import { numbersOf, type TypedNumbers } from './small-numbers';

const PAID = ['paid_cash', 'paid_credit', 'paid_bonus', 'paid_coupon', 'paid_flexi', 'paid_card'] as const;
const COLUMNS = [
  'customer',
  'reseller',
  'service',
  'resourceType',
  'chargeMode',
  'kind',
  'amount',
  'debt',
  'adjustment',
  'discount',
  'paid',
] as const;

export interface BillInput {
  readonly bills: BillColumns;
  /** Lines of kinds nobody knows, by slice: C7 says that they are missing. */
  readonly outside: ReadonlyMap<SliceId, number>;
}

interface KeptBills extends BillInput {
  /** Months that the lines' periods point to. */
  readonly periods: string;
  readonly slices: readonly LaidSlice[];
}

/** Kinds 0, 1 and 2; lines of other kinds stand in the grid and in no sum. @throws DamagedSegmentError */
export async function billColumns(core: DeskCore, periods: readonly Period[], published: readonly GenerationRow[]): Promise<BillInput> {
  const last = core.resident.peek<KeptBills>('bills');
  const slices = [...published].sort(byMonthAndSlice);
  const same = last?.periods === periods.join() && sameSlices(last.slices, slices);
  const kept = same ? last : await make(core, periods, slices, last);
  core.resident.put('bills', kept, bytesOf(kept));
  return kept;
}

function bytesOf({ bills }: BillInput): number {
  return [...new Set(COLUMNS.map((name) => bills[name]))].reduce((sum, { byteLength }) => sum + byteLength, bills.period.byteLength);
}

async function make(
  core: DeskCore,
  periods: readonly Period[],
  published: readonly GenerationRow[],
  last: KeptBills | null,
): Promise<KeptBills> {
  const room = layOut(published, last?.slices ?? [], (row) => row.rows);
  const lent = last && isInPlace(room, last.bills.rows) ? last.bills : null;
  const lines = lent ? borrowed(lent) : emptyBills(room.rows, last?.bills);
  if (last && !lent) for (const name of ownColumns(lines)) for (const run of room.runs) copyRun(last.bills[name], lines[name], run);
  /** Where the next line of a slice goes. */
  const next = new Map(room.slices.flatMap(({ row, from, kept }) => (kept ? [] : [[row.slice, from] as const])));
  const missing = published.filter(({ slice }) => next.has(slice));
  await eachSegmentOf(core, 'bill-lines', missing, (segment) => {
    next.set(segment.slice, fill(core, lines, lent, segment, next.get(segment.slice)!));
  });
  const found = new Map(room.slices.map(({ row, from, rows, kept }) => [row.slice, kept ? rows : next.get(row.slice)! - from]));
  const exact = layOut(published, last?.slices ?? [], ({ slice }) => found.get(slice)!);
  const bills = exact.rows === room.rows ? lines : closedUp(lines, room.slices, exact);
  const outside = new Map<SliceId, number>();
  for (const { row, from, rows } of exact.slices) {
    bills.period.fill(periods.indexOf(row.period ?? ''), from, from + rows);
    if (row.rows > rows) outside.set(row.slice, row.rows - rows);
  }
  const { gone, fresh } = exact;
  return {
    bills: last ? { ...bills, since: { customer: last.bills.customer, gone, fresh } } : bills,
    outside,
    periods: periods.join(),
    slices: exact.slices.map(({ row, from, rows }) => ({ row, from, rows })),
  };
}

/** Lines without the room that was left for those of kinds nobody knows. */
function closedUp(
  lines: Bills,
  room: readonly LaidSlice[],
  { rows, slices }: { readonly rows: number; readonly slices: readonly LaidSlice[] },
): Bills {
  const bills = emptyBills(rows, lines);
  slices.forEach(({ from, rows: own }, at) => {
    for (const name of ownColumns(bills)) copyRun(lines[name], bills[name], { from: room[at]!.from, to: from, rows: own });
  });
  return bills;
}

interface Bills extends BillColumns {
  readonly period: Uint16Array;
  adjustment: BigInt64Array;
  discount: BigInt64Array;
  paid: BigInt64Array;
}

/** Amounts that are mostly those of another column, line by line: what was paid is what was charged, adjustments and discounts are none, as debts. */
const LIKE = { adjustment: 'debt', discount: 'debt', paid: 'amount' } as const;

const isLike = (name: string): name is keyof typeof LIKE => name in LIKE;

/** Columns that are no other's. */
function ownColumns(bills: BillColumns): (typeof COLUMNS)[number][] {
  return COLUMNS.filter((name) => !isLike(name) || bills[name] !== bills[LIKE[name]]);
}

/** Such amounts are the very column that they are like, until a line is written in which they are not. @param like columns that share where these shall */
function emptyBills(rows: number, like?: BillColumns): Bills {
  const [amount, debt] = [new BigInt64Array(rows), new BigInt64Array(rows)];
  const own = { amount, debt };
  const likeOr = (name: keyof typeof LIKE): BigInt64Array =>
    like === undefined || like[name] === like[LIKE[name]] ? own[LIKE[name]] : new BigInt64Array(rows);
  return {
    rows,
    period: new Uint16Array(rows),
    customer: new Uint32Array(rows),
    reseller: new Uint32Array(rows),
    service: new Uint32Array(rows),
    resourceType: new Uint32Array(rows),
    chargeMode: new Uint8Array(rows),
    kind: new Uint8Array(rows),
    ...own,
    adjustment: likeOr('adjustment'),
    discount: likeOr('discount'),
    paid: likeOr('paid'),
  };
}

/** The lines that were there: their columns stay until a line is written that is not as it was. Customers are a column of its own: lines are known by it. */
function borrowed(lent: BillColumns): Bills {
  const { since: _, ...columns } = lent;
  return { ...columns, period: new Uint16Array(lent.rows), customer: lent.customer.slice() };
}

/** @param lent lines whose columns these may still have */
function write(bills: Bills, lent: BillColumns | null, name: (typeof COLUMNS)[number], values: TypedNumbers, run: Run): void {
  const column = bills[name];
  if (column === lent?.[name]) {
    if (sameRun(values, column, run)) return;
    const own = column.slice();
    // Those that are like it stay like it.
    for (const other of COLUMNS) if (bills[other] === column) Object.assign(bills, { [other]: own });
  }
  copyRun(values, bills[name], run);
}

/** Gives amounts a column of their own where lines come in which they are not like the other. */
function separate(bills: Bills, lines: Readonly<Record<keyof typeof LIKE | 'amount' | 'debt', BigInt64Array>>): void {
  for (const name of Object.keys(LIKE) as (keyof typeof LIKE)[]) {
    const other = LIKE[name];
    if (bills[name] === bills[other] && !equal(lines[name], lines[other])) bills[name] = bills[other].slice();
  }
}

function equal(a: BigInt64Array, b: BigInt64Array): boolean {
  const [mine, theirs] = [halvesOf(a), halvesOf(b)];
  for (let i = 0; i < mine.length; i++) if (mine[i] !== theirs[i]) return false;
  return true;
}

/** Writes a segment's lines from a row on. @param lent lines whose columns these may still have @returns the row after them */
function fill(
  { dictionary }: DeskCore,
  bills: Bills,
  lent: BillColumns | null,
  { slice, columns, rows }: SegmentRow,
  from: number,
): number {
  const through = parseSliceId(slice).reseller;
  const codes = (name: string): Uint32Array => codesIn(columns[name], rows);
  const units = (name: string): BigInt64Array => unitsIn(columns[name], rows);
  const amount = units('amount');
  const kind = numbersOf(columns['bill_type'], rows, dictionary);
  const lines = {
    customer: codes('customer_id'),
    reseller: new Uint32Array(rows).fill(through === undefined ? 0 : dictionary.add(through)),
    service: codes('cloud_service_type'),
    resourceType: codes('resource_type_code'),
    chargeMode: numbersOf(columns['charge_mode'], rows, dictionary),
    kind,
    amount,
    debt: units('debt_amount'),
    adjustment: units('adjustment_amount'),
    discount: units('discount_amount'),
    paid: paidOf(columns, rows, amount),
  };
  separate(bills, lines);
  let at = from;
  for (const run of runsOf(kind, from)) {
    for (const name of ownColumns(bills)) write(bills, lent, name, lines[name], run);
    at = run.to + run.rows;
  }
  return at;
}

/** Lines that count, as runs to be copied: nearly always all in one. */
function runsOf(kind: Uint8Array, at: number): { from: number; to: number; rows: number }[] {
  const runs: { from: number; to: number; rows: number }[] = [];
  for (let from = 0, to = 0; from < kind.length; from = to) {
    const counts = kind[from]! <= 2;
    while (to < kind.length && kind[to]! <= 2 === counts) to++;
    if (counts) runs.push({ from, to: at, rows: to - from });
    if (counts) at += to - from;
  }
  return runs;
}

function codesIn(column: PackedColumn | undefined, rows: number): Uint32Array {
  return column?.kind === 'code' ? column.codes : new Uint32Array(rows);
}

function unitsIn(column: PackedColumn | undefined, rows: number): BigInt64Array {
  return column?.kind === 'amount' ? column.units : new BigInt64Array(rows);
}

function paidOf(columns: Readonly<Record<string, PackedColumn>>, rows: number, amount: BigInt64Array): BigInt64Array {
  const given = PAID.map((name) => columns[name]).filter((column) => column?.kind === 'amount');
  const paid = new BigInt64Array(rows);
  for (let row = 0; row < rows; row++) {
    let any = false;
    for (const column of given) {
      if (column?.kind !== 'amount' || isNullAt(column, row)) continue;
      any = true;
      paid[row] = (paid[row] ?? 0n) + (column.units[row] ?? 0n);
    }
    if (!any) paid[row] = amount[row] ?? 0n;
  }
  return paid;
}
