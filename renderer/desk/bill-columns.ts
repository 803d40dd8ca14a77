/** Published bill lines and fee records as the engine's columns. */
import { mergeRowChecks } from '../../shared/reconcile/row-checks';
import type { BillColumns, CouponRecords, FeeColumns, RowCheck } from '../../shared/reconcile/types';
import { isNullAt, type TextNumbering, type PackedColumn } from '../../shared/columns';
import type { Period } from '../../shared/period';
import { canonicalJson, sha256Hex } from '../../shared/digest';
import { ENGINE_VERSION } from '../../shared/reconcile/engine-version';
import type { GenerationRow, SegmentRow } from '../store/schema';
import { sliceId, type SliceId, type SliceKey } from '../../shared/sync/slices';
import type { DeskCore } from './core';
import { CouponUse } from './coupon-use';
import { feeRows, type FeeRows } from './fee-rows';
import { eachSegmentOf } from './published';
import { numbersOf, UNKNOWN } from './small-numbers';

const PAID = ['paid_cash', 'paid_credit', 'paid_bonus', 'paid_coupon', 'paid_flexi', 'paid_card'] as const;

/** A slice read again and found equal keeps its generation. */
function stampOf(slices: readonly GenerationRow[]): string {
  return sha256Hex(canonicalJson([ENGINE_VERSION, ...slices.map((row) => [row.slice, row.generation, row.digest, row.rows])]));
}

interface Part {
  readonly segment: SegmentRow;
  readonly key: SliceKey;
}

async function billParts(core: DeskCore, slices: readonly GenerationRow[]): Promise<Part[]> {
  const parts: Part[] = [];
  await eachSegmentOf(core, 'bill-lines', slices, (segment, key) => parts.push({ segment, key }));
  return parts;
}

export interface BillInput {
  readonly bills: BillColumns;
  /** Lines of kinds nobody knows, by slice: C7 says that they are missing. */
  readonly outside: ReadonlyMap<SliceId, number>;
}

/** Kinds 0, 1 and 2; lines of other kinds stand in the grid and in no sum. */
export async function billColumns(core: DeskCore, periods: readonly Period[], slices: readonly GenerationRow[]): Promise<BillInput> {
  const bytes = ({ bills }: BillInput): number =>
    Object.values(bills).reduce((sum: number, one) => sum + (typeof one === 'number' ? 0 : one.byteLength), 0);
  return core.resident.of('bills', canonicalJson([periods, stampOf(slices)]), () => readBills(core, periods, slices), bytes);
}

async function readBills(core: DeskCore, periods: readonly Period[], slices: readonly GenerationRow[]): Promise<BillInput> {
  const parts = await billParts(core, slices);
  const { dictionary } = core;
  const kinds = parts.map(({ segment }) => numbersOf(segment.columns['bill_type'], segment.rows, dictionary));
  const rows = kinds.reduce((sum, kind) => sum + kind.reduce((n, value) => n + (value <= 2 ? 1 : 0), 0), 0);
  const bills = {
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
  };
  const outside = new Map<SliceId, number>();
  let at = 0;
  parts.forEach(({ segment, key }, part) => {
    const { columns } = segment;
    const kind = kinds[part] ?? new Uint8Array();
    const mode = numbersOf(columns['charge_mode'], segment.rows, dictionary);
    const period = periods.indexOf(key.period ?? '');
    const reseller = key.reseller === undefined ? 0 : dictionary.add(key.reseller);
    const codes = (name: string): Uint32Array => codesIn(columns[name], segment.rows);
    const units = (name: string): BigInt64Array => unitsIn(columns[name], segment.rows);
    const customer = codes('customer_id');
    const service = codes('cloud_service_type');
    const resourceType = codes('resource_type_code');
    const amount = units('amount');
    const debt = units('debt_amount');
    const adjustment = units('adjustment_amount');
    const discount = units('discount_amount');
    const paid = paidOf(columns, segment.rows, amount);
    for (let row = 0; row < segment.rows; row++) {
      const k = kind[row] ?? UNKNOWN;
      if (k > 2) {
        const slice = sliceId(key);
        outside.set(slice, (outside.get(slice) ?? 0) + 1);
        continue;
      }
      bills.period[at] = period;
      bills.customer[at] = customer[row] ?? 0;
      bills.reseller[at] = reseller;
      bills.service[at] = service[row] ?? 0;
      bills.resourceType[at] = resourceType[row] ?? 0;
      bills.chargeMode[at] = mode[row] ?? 0;
      bills.kind[at] = k;
      bills.amount[at] = amount[row] ?? 0n;
      bills.debt[at] = debt[row] ?? 0n;
      bills.adjustment[at] = adjustment[row] ?? 0n;
      bills.discount[at] = discount[row] ?? 0n;
      bills.paid[at] = paid[row] ?? 0n;
      at++;
    }
  });
  return { bills, outside };
}

export interface FeeInput {
  readonly fees: FeeColumns;
  readonly trades: TextNumbering;
  /** Identities inside the records, tested as they pass. */
  readonly rowChecks: readonly RowCheck[];
  /** Parts paid by coupon, per customer and month. */
  readonly used: CouponRecords['used'];
}

/** Input made of rows, for the months it was made for: the engine knows columns that it has seen by their being the same. */
const made = new WeakMap<FeeRows, { readonly periods: string; readonly input: FeeInput }>();

/** @param slices the published ones of fee records that count */
export async function feeColumns(core: DeskCore, periods: readonly Period[], slices: readonly GenerationRow[]): Promise<FeeInput> {
  const kept = await feeRows(core, slices);
  const before = made.get(kept);
  if (before?.periods === periods.join()) return before.input;
  const input = inputOf(core, periods, kept);
  made.set(kept, { periods: periods.join(), input });
  return input;
}

function inputOf(core: DeskCore, periods: readonly Period[], kept: FeeRows): FeeInput {
  const { rows, customer, service, chargeMode, billType, payment, trade, association, trades, since } = kept;
  const period = new Uint16Array(rows);
  const use = new CouponUse();
  const checks: RowCheck[] = [];
  const couponed = [kept.coupon, kept.flexi].filter((column) => column.length > 0);
  let from = 0;
  let month = kept.slices[0]?.row.period ?? '';
  const close = (to: number): void => {
    period.fill(periods.indexOf(month), from, to);
    const parts = couponed.map((column) => column.subarray(from, to));
    use.add(month, customer.subarray(from, to), association.subarray(from, to), parts);
    from = to;
  };
  for (const slice of kept.slices) {
    if ((slice.row.period ?? '') !== month) {
      close(slice.from);
      month = slice.row.period ?? '';
    }
    for (const one of slice.checks) checks.push(one);
  }
  close(rows);
  return {
    fees: { rows, period, customer, service, chargeMode, billType, payment, trade, association, ...(since ? { since } : {}) },
    trades,
    rowChecks: mergeRowChecks(checks),
    used: use.rows(core.dictionary),
  };
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
