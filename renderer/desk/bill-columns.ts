/** Published bill lines and fee records as the engine's columns. */
import { mergeRowChecks } from '../../shared/reconcile/row-checks';
import type { BillColumns, CouponRecords, FeeColumns, RowCheck } from '../../shared/reconcile/types';
import { isNullAt, TextNumbering, type PackedColumn } from '../../shared/columns';
import type { Period } from '../../shared/period';
import { canonicalJson } from '../../shared/digest';
import type { GenerationRow, SegmentRow } from '../store/schema';
import { sliceId, type SliceId, type SliceKey } from '../../shared/sync/slices';
import type { DeskCore } from './core';
import { CouponUse } from './coupon-use';
import { feeMonths, stampOf } from './fee-months';
import { eachSegmentOf, publishedSlices } from './published';

const PAID = ['paid_cash', 'paid_credit', 'paid_bonus', 'paid_coupon', 'paid_flexi', 'paid_card'] as const;
const PAID_BY_COUPON = ['coupon_amount', 'flexipurchase_coupon_amount'] as const;
/** More than any code of the contract: a charge mode or kind nobody knows is no 0, 1 or 2. */
const UNKNOWN = 255;

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
export async function billColumns(core: DeskCore, periods: readonly Period[]): Promise<BillInput> {
  const slices = await publishedSlices(core, 'bill-lines');
  const bytes = ({ bills }: BillInput): number =>
    Object.values(bills).reduce((sum: number, one) => sum + (typeof one === 'number' ? 0 : one.byteLength), 0);
  return core.resident.of('bills', canonicalJson([periods, stampOf(slices)]), () => readBills(core, periods, slices), bytes);
}

async function readBills(core: DeskCore, periods: readonly Period[], slices: readonly GenerationRow[]): Promise<BillInput> {
  const parts = await billParts(core, slices);
  const { dictionary } = core;
  const kinds = parts.map(({ segment }) => smallNumbers(segment.columns['bill_type'], segment.rows, dictionary));
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
    const mode = smallNumbers(columns['charge_mode'], segment.rows, dictionary);
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

/** @param slices the published ones of fee records */
export async function feeColumns(core: DeskCore, periods: readonly Period[], slices: readonly GenerationRow[]): Promise<FeeInput> {
  const months = await feeMonths(core, slices);
  const rows = months.reduce((sum, month) => sum + month.rows, 0);
  const trades = new TextNumbering();
  const fees = {
    rows,
    period: new Uint16Array(rows),
    customer: new Uint32Array(rows),
    service: new Uint32Array(rows),
    chargeMode: new Uint8Array(rows),
    billType: new Uint8Array(rows),
    payment: new BigInt64Array(rows),
    trade: new Uint32Array(rows),
    association: new Uint8Array(rows),
  };
  const use = new CouponUse();
  let at = 0;
  for (const { period, columns, rows: count } of months) {
    fees.period.fill(periods.indexOf(period), at, at + count);
    fees.customer.set(codesIn(columns['customer_id'], count), at);
    fees.service.set(codesIn(columns['service_type_code'], count), at);
    fees.payment.set(unitsIn(columns['payment_amount'], count), at);
    fees.chargeMode.set(smallNumbers(columns['charging_mode'], count, core.dictionary), at);
    fees.billType.set(smallNumbers(columns['bill_detail_type'], count, core.dictionary), at);
    fees.association.set(associations(columns['association_type'], count, core), at);
    const trade = columns['trade_id'];
    if (trade) fees.trade.set(trades.number(trade), at);
    const end = at + count;
    const coupons = PAID_BY_COUPON.flatMap((name) => (columns[name]?.kind === 'amount' ? [unitsIn(columns[name], count)] : []));
    use.add(period, fees.customer.subarray(at, end), fees.association.subarray(at, end), coupons);
    at = end;
  }
  return { fees, trades, rowChecks: mergeRowChecks(months.flatMap(({ checks }) => [...checks])), used: use.rows(core.dictionary) };
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

/** Codes that are small numbers, whether they came as text or as integers. */
function smallNumbers(column: PackedColumn | undefined, rows: number, texts: { text(code: number): string }): Uint8Array {
  const numbers = new Uint8Array(rows);
  const small = (value: number): number => (Number.isInteger(value) && value >= 0 && value < UNKNOWN ? value : UNKNOWN);
  if (column?.kind === 'int') for (let row = 0; row < rows; row++) numbers[row] = small(column.values[row] ?? 0);
  if (column?.kind === 'code') {
    const known = new Map<number, number>();
    for (let row = 0; row < rows; row++) {
      const code = column.codes[row] ?? 0;
      let value = known.get(code);
      if (value === undefined) known.set(code, (value = /^\d+$/.test(texts.text(code)) ? small(Number(texts.text(code))) : UNKNOWN));
      numbers[row] = value;
    }
  }
  return numbers;
}

function associations(column: PackedColumn | undefined, rows: number, core: DeskCore): Uint8Array {
  const values = smallNumbers(column, rows, core.dictionary);
  return values.map((value) => (value >= 1 && value <= 3 ? value : 0));
}
