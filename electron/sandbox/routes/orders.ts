import { badParameter, noSuchOrder, notARefund } from '../errors';
import type { Row } from '../dataset';
import { scalarText, type WireRecord } from '../wire';
import { INSTANT } from './parameters';
import { called, RESELLER, between, checkReseller, inLanguage, matching, ofReseller, pageOf, sameField } from './route';
import type { Call, Filter, Route } from './route';

const STATUSES = ['1', '3', '4', '5', '6', '9'];
const TYPES = ['1', '2', '3', '4', '10', '11', '13', '14', '15'];
/** Order type of an unsubscription. */
const UNSUBSCRIPTION = '4';
const YEAR_MS = 366 * 86_400_000;

/** @throws ApiError CBC.0100 for a window that is reversed or spans more than a year */
function checkWindow(call: Call, begin: string, end: string): void {
  const from = call.query.text(begin);
  const to = call.query.text(end);
  if (from === undefined || to === undefined) return;
  const span = Date.parse(to) - Date.parse(from);
  if (span < 0) throw badParameter(`${begin} is after ${end}`);
  if (span > YEAR_MS) throw badParameter(`more than one year between ${begin} and ${end}`);
}

const sameOrderId: Filter = (row, query) => {
  const wanted = query.text('order_id');
  return wanted === undefined || (scalarText(row.record['order_id']) ?? '').toUpperCase() === wanted.toUpperCase();
};

function byCreation(rows: Row[], descending: boolean): Row[] {
  const time = (row: Row): string => scalarText(row.record['create_time']) ?? '';
  return rows.sort((a, b) => (time(a) < time(b) ? -1 : time(a) > time(b) ? 1 : 0) * (descending ? -1 : 1));
}

const orders: Route = {
  ...called('ListCustomerOrders'),
  pageMax: 100,
  parameters: [
    { name: 'order_id' },
    { name: 'customer_id' },
    { name: 'create_time_begin', pattern: INSTANT },
    { name: 'create_time_end', pattern: INSTANT },
    { name: 'payment_time_begin', pattern: INSTANT },
    { name: 'payment_time_end', pattern: INSTANT },
    { name: 'service_type_code' },
    { name: 'status', values: STATUSES },
    { name: 'order_type', values: TYPES },
    { name: 'order_by', pattern: /^-?createtime$/i },
    { name: 'method', values: ['oneself', 'sub_customer'] },
    RESELLER,
  ],
  respond: (call) => {
    checkReseller(call);
    checkWindow(call, 'create_time_begin', 'create_time_end');
    checkWindow(call, 'payment_time_begin', 'payment_time_end');
    const rows = matching(call, 'ListCustomerOrders', [
      ofReseller,
      sameOrderId,
      sameField('customer_id'),
      sameField('service_type_code'),
      sameField('status'),
      sameField('order_type'),
      between('create_time', 'create_time_begin', 'create_time_end'),
      between('payment_time', 'payment_time_begin', 'payment_time_end'),
      (_row, query) => query.text('method') !== 'sub_customer',
    ]);
    const descending = !(call.query.text('order_by') ?? '-').toLowerCase().startsWith('c');
    return pageOf(call, byCreation(rows, descending), 'order_infos', 'total_count');
  },
};

/** An order's record by its ID, letter case ignored, whoever's it is: a distributor's keys see them all. */
function orderById(call: Call, id: string): WireRecord | null {
  const found = call.data.rows.ListCustomerOrders.find(
    (row) => (scalarText(row.record['order_id']) ?? '').toUpperCase() === id.toUpperCase(),
  );
  return found?.record ?? null;
}

const orderDetails: Route = {
  ...called('ShowCustomerOrderDetails'),
  pageMax: 100,
  parameters: [RESELLER],
  respond: (call): WireRecord => {
    checkReseller(call);
    const order = orderById(call, call.pathText);
    if (!order) throw noSuchOrder();
    const id = scalarText(order['order_id']);
    const lines = call.data.rows.ShowCustomerOrderDetails.filter((row) => row.asks['order_id'] === id);
    return { ...pageOf(call, lines, 'order_line_items', 'total_count'), order_info: inLanguage(call, order) };
  },
};

const refundDetails: Route = {
  ...called('ShowRefundOrderDetails'),
  pageMax: null,
  parameters: [{ name: 'order_id', required: true }, { name: 'customer_id' }, RESELLER],
  respond: (call): WireRecord => {
    checkReseller(call);
    const customer = call.query.text('customer_id');
    if (customer === undefined) throw badParameter('customer_id is needed when a partner asks');
    const order = orderById(call, call.query.text('order_id') ?? '');
    if (!order || scalarText(order['customer_id']) !== customer) throw noSuchOrder();
    const id = scalarText(order['order_id']);
    const lines = call.data.rows.ShowRefundOrderDetails.filter((row) => row.asks['order_id'] === id);
    if (scalarText(order['order_type']) !== UNSUBSCRIPTION && lines.length === 0) throw notARefund();
    return { total_count: lines.length, refund_infos: lines.map((row) => inLanguage(call, row.record)) };
  },
};

export const orderRoutes: readonly Route[] = [orders, orderDetails, refundDetails];
