/** Published bill lines as the engine's columns, kept in memory between runs: lines of slices that did not change are copied as they are. */
import type { BillColumns } from '../../shared/reconcile/types';
import { isNullAt, type PackedColumn } from '../../shared/columns';
import type { Period } from '../../shared/period';
import type { GenerationRow, SegmentRow } from '../store/schema';
import { parseSliceId, type SliceId } from '../../shared/sync/slices';
import type { DeskCore } from './core';
import { eachSegmentOf } from './published';
import { byMonthAndSlice, copyRun, isSame, layOut, sameSlices, type LaidSlice } from './slice-layout';
import { numbersOf } from './small-numbers';

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
  return COLUMNS.reduce((sum, name) => sum + bills[name].byteLength, bills.period.byteLength);
}

/** A slice's segments with the kinds of their lines. */
interface Part {
  readonly segment: SegmentRow;
  readonly kind: Uint8Array;
}

async function make(
  core: DeskCore,
  periods: readonly Period[],
  published: readonly GenerationRow[],
  last: KeptBills | null,
): Promise<KeptBills> {
  const known = new Map(last?.slices.map(({ row }) => [row.slice, row]));
  const missing = published.filter((row) => !known.has(row.slice) || !isSame(known.get(row.slice)!, row));
  const parts = new Map<SliceId, Part[]>(missing.map(({ slice }) => [slice, []]));
  await eachSegmentOf(core, 'bill-lines', missing, (segment) => {
    parts.get(segment.slice)!.push({ segment, kind: numbersOf(segment.columns['bill_type'], segment.rows, core.dictionary) });
  });
  const { rows, slices, runs, gone, fresh } = layOut(published, last?.slices ?? [], ({ slice }) =>
    parts.get(slice)!.reduce((sum, { kind }) => sum + counted(kind), 0),
  );
  const bills = emptyBills(rows);
  if (last) for (const name of COLUMNS) for (const run of runs) copyRun(last.bills[name], bills[name], run);
  const outside = new Map<SliceId, number>();
  for (const { row, from, rows: own, kept } of slices) {
    bills.period.fill(periods.indexOf(row.period ?? ''), from, from + own);
    if (kept === null) fill(core, bills, row.slice, parts.get(row.slice)!, from);
    if (row.rows > own) outside.set(row.slice, row.rows - own);
  }
  return {
    bills: last ? { ...bills, since: { customer: last.bills.customer, gone, fresh } } : bills,
    outside,
    periods: periods.join(),
    slices: slices.map(({ row, from, rows: own }) => ({ row, from, rows: own })),
  };
}

const counted = (kinds: Uint8Array): number => kinds.reduce((sum, kind) => sum + (kind <= 2 ? 1 : 0), 0);

type Bills = ReturnType<typeof emptyBills>;

function emptyBills(rows: number) {
  return {
    rows,
    period: new Uint16Array(rows),
    customer: new Uint32Array(rows),
    reseller: new Uint32Array(rows),
    service: new Uint32Array(rows),
    resourceType: new Uint32Array(rows),
    chargeMode: new Uint8Array(rows),
    kind: new Uint8Array(rows),
    amount: new BigInt64Array(rows),
    debt: new BigInt64Array(rows),
    adjustment: new BigInt64Array(rows),
    discount: new BigInt64Array(rows),
    paid: new BigInt64Array(rows),
  } satisfies BillColumns;
}

/** Writes a slice's lines from a row on. */
function fill({ dictionary }: DeskCore, bills: Bills, slice: SliceId, parts: readonly Part[], from: number): void {
  const through = parseSliceId(slice).reseller;
  const reseller = through === undefined ? 0 : dictionary.add(through);
  let at = from;
  for (const { segment, kind } of parts) {
    const { columns, rows } = segment;
    const codes = (name: string): Uint32Array => codesIn(columns[name], rows);
    const units = (name: string): BigInt64Array => unitsIn(columns[name], rows);
    const amount = units('amount');
    const lines = {
      customer: codes('customer_id'),
      reseller: new Uint32Array(rows).fill(reseller),
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
    for (const run of runsOf(kind, at)) {
      for (const name of COLUMNS) copyRun(lines[name], bills[name], run);
      at = run.to + run.rows;
    }
  }
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
