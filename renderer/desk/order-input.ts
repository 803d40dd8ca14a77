/** Orders and their details as the engine's input. */
import { parse } from 'lossless-json';
import type { RecordView } from '../../shared/columns';
import { parseOptionalUnits, type Units } from '../../shared/money';
import type { OrderPart, OrderRecord } from '../../shared/reconcile/types';
import { parseSliceId } from '../../shared/sync/slices';
import type { DeskCore } from './core';
import { eachRecord } from './published';

type AnyOrder = RecordView<'orders'> | RecordView<'order-details'>;

/** Orders of the months and those fetched by their ID; an ID nobody knows stands in with `exists: false`. */
export async function ordersOf(core: DeskCore): Promise<OrderRecord[]> {
  const orders = new Map<string, OrderRecord>();
  await eachRecord(core, 'orders', (record) => {
    const id = record.text('order_id');
    if (id !== null) orders.set(id, orderOf(id, record, null));
  });
  await eachRecord(core, 'order-details', (record, key) => {
    const id = record.text('order_id') ?? key.order;
    if (id === undefined) return;
    orders.set(id, orderOf(id, record, detailSum(record.text('order_line_items'))));
  });
  for (const failure of await core.store.failures.where('source').equals('order-details').toArray()) {
    const id = parseSliceId(failure.slice).order;
    if (failure.failure !== 'not-found' || id === undefined || orders.has(id)) continue;
    orders.set(id, {
      id,
      customer: '',
      type: 0,
      status: 0,
      afterDiscount: 0n,
      official: 0n,
      createdAt: null,
      paidAt: null,
      detailSum: null,
      exists: false,
    });
  }
  return [...orders.values()];
}

function orderOf(id: string, record: AnyOrder, sum: Units | null): OrderRecord {
  const parts = orderParts(record.text('sub_order_infos'));
  return {
    id,
    customer: record.text('customer_id') ?? '',
    type: record.int('order_type') ?? 0,
    status: record.int('status') ?? 0,
    afterDiscount: record.units('amount_after_discount') ?? 0n,
    official: record.units('official_amount') ?? 0n,
    createdAt: record.text('create_time'),
    paidAt: record.text('payment_time'),
    detailSum: sum,
    exists: true,
    discount: record.units('discount_sum'),
    vouchers: vouchersOf(record),
    commission: record.units('commission_amount'),
    consumed: record.units('consumed_amount'),
    ...(parts.length > 0 ? { parts } : {}),
  };
}

/** What coupons and stored cards paid (semantics.md #24); null where the order names none of them. */
function vouchersOf(record: AnyOrder): Units | null {
  const paid = [record.units('coupon_amount'), record.units('flexipurchase_coupon_amount'), record.units('stored_card_amount')];
  const known = paid.filter((units) => units !== null);
  return known.length === 0 ? null : known.reduce((sum, units) => sum + units, 0n);
}

/** Items of a list kept as JSON text; numbers stay texts, so that none passes a double. */
function listOf(json: string | null): readonly (Readonly<Record<string, unknown>> | null)[] {
  if (json === null) return [];
  const items = parse(json, null, (number) => number) as unknown;
  return Array.isArray(items) ? (items as readonly (Readonly<Record<string, unknown>> | null)[]) : [];
}

/** Sum of the lines' amounts after discount; null when details hold none. */
export function detailSum(lines: string | null): Units | null {
  let sum: Units | null = null;
  for (const item of listOf(lines)) {
    const units = unitsOf(item?.['amount_after_discount']);
    if (units !== null) sum = (sum ?? 0n) + units;
  }
  return sum;
}

/** Orders inside a combined transaction; one without ID or amount cannot be followed and is left out. */
export function orderParts(json: string | null): OrderPart[] {
  return listOf(json).flatMap((item) => {
    const id = item?.['order_id'];
    const afterDiscount = unitsOf(item?.['amount_after_discount']);
    return typeof id === 'string' && id !== '' && afterDiscount !== null
      ? [{ id, status: Number(item?.['status'] ?? 0), afterDiscount }]
      : [];
  });
}

const unitsOf = (value: unknown): Units | null => (typeof value === 'string' ? parseOptionalUnits(value) : null);
