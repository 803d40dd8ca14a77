import { formatUnits } from '../../../shared/money';
import { byCodeUnit } from '../../../shared/digest';
import { dayOfInstant, type Period } from '../../../shared/period';
import type { Dataset, OperationId, Row } from '../dataset';
import type { WireRecord } from '../wire';
import { SERVICES, regionByCode, resourceByCode, serviceByCode } from './catalogue';
import { groupBy } from './group';
import { lateArrival } from './late';
import { isActive } from './parties';
import { english } from './names';
import type { BillLine, Customer, FeeRecord, Movement, Order, OrderPart, RefundLine, World } from './model';
import { accountBalances } from './balances';
import { benefitRows } from './benefit-rows';
import { listRows, onDemandRows, periodResourceRows } from '../lists/rows';

/** Wire records of a world: field names, codes, units and absences as the contract has them. */

const row = (record: WireRecord, asks: Record<string, string> = {}): Row => ({ record, asks });

function ofReseller(resellerId: string | null): Record<string, string> {
  return resellerId === null ? {} : { indirect_partner_id: resellerId };
}

function names(service: string, resource: string): { service: string; resource: string } {
  return { service: serviceByCode(service)?.zh ?? service, resource: resourceByCode(resource)?.zh ?? resource };
}

function billLineRow(line: BillLine): Row {
  const name = names(line.service, line.resource);
  const parts = [
    { balance_type: 'BALANCE_TYPE_DEBIT', amount: line.cash, bill_type: line.kind },
    { balance_type: 'BALANCE_TYPE_COUPON', amount: line.coupon, bill_type: line.kind },
  ].filter((part, i) => i === 0 || part.amount !== 0n);
  const record: WireRecord = {
    customer_id: line.customerId,
    cloud_service_type: line.service,
    cloud_service_type_name: name.service,
    resource_type_code: line.resource,
    resource_type_name: name.resource,
    bill_type: line.kind,
    charge_mode: String(line.mode),
    amount: line.amount,
    debt_amount: line.debt ?? undefined,
    // Left out by the service when nothing was written off and nothing is owed.
    adjustment_amount: line.debt !== null && line.debt !== 0n ? 0n : undefined,
    discount_amount: line.discount ?? undefined,
    measure_id: 1,
    account_details: parts,
  };
  return row(record, { cycle: line.period, ...ofReseller(line.resellerId) });
}

function feeRow(fee: FeeRecord): Row {
  const name = names(fee.service, fee.resource);
  const usage = fee.usageSeconds;
  const record: WireRecord = {
    bill_cycle: fee.period,
    customer_id: fee.customerId,
    association_type: fee.association,
    service_type_code: fee.service,
    service_type_name: name.service,
    resource_type_code: fee.resource,
    resource_type_name: name.resource,
    charging_mode: fee.mode,
    trade_time: fee.tradeTime,
    trade_id: fee.tradeId,
    id: fee.id,
    bill_detail_type: fee.billType,
    resource_id: fee.resourceId,
    resource_name: fee.resourceName,
    region_code: fee.region,
    region_name: regionByCode(fee.region)?.zh,
    consume_time: fee.consumeTime,
    usage_type: fee.usageType ?? undefined,
    usage_amount: usage ?? undefined,
    usage_measure_id: usage === null ? undefined : 4,
    official_amount: fee.official,
    official_discount_amount: fee.discount,
    payment_amount: fee.payment,
    cash_amount: fee.cash,
    credit_amount: 0n,
    coupon_amount: fee.coupon,
    flexipurchase_coupon_amount: 0n,
    stored_value_card_amount: 0n,
    debt_amount: fee.debt,
    writeoff_amount: fee.mode === 3 ? 0n : undefined,
    period_type: fee.mode === 3 ? 25 : 20,
    partner_id: fee.resellerId ?? undefined,
  };
  return row(record, ofReseller(fee.resellerId));
}

function customerRow(customer: Customer): Row {
  const record: WireRecord = {
    customer: customer.name,
    account_name: customer.accountName,
    customer_id: customer.id,
    associated_on: customer.associatedOn,
    association_type: customer.association,
    label: customer.group === 'vip' ? 'VIP' : '',
    verified_status: '2',
    country_code: '0086',
    customer_type: 1,
    is_frozen: 0,
    account_managers: [],
    customer_level: customer.group === 'vip' ? 'V3' : 'V1',
  };
  return row(record, ofReseller(customer.resellerId));
}

function discounts(order: Order): WireRecord {
  const granted = order.discount === 0n ? [] : [{ discount_type: '607', discount_amount: order.discount }];
  const refund = order.type === 4;
  return {
    discounts: granted,
    flexipurchase_coupon_amount: 0n,
    coupon_amount: order.coupon,
    stored_card_amount: 0n,
    commission_amount: refund ? order.commission : undefined,
    consumed_amount: refund ? order.consumed : undefined,
  };
}

function partRecord(world: World, order: Order, part: OrderPart): WireRecord {
  return {
    order_id: part.id,
    customer_id: order.customerId,
    service_type_code: part.service,
    service_type_name: serviceByCode(part.service)?.zh,
    source_type: 1,
    status: order.status,
    order_type: order.type,
    amount_after_discount: part.amount,
    official_amount: part.official,
    measure_id: 1,
    create_time: order.createTime,
    payment_time: order.paymentTime ?? undefined,
    currency: world.currency,
    amount_info: discounts({ ...order, ...part, coupon: 0n }),
  };
}

function orderRow(world: World, order: Order): Row {
  const record: WireRecord = {
    order_id: order.id,
    customer_id: order.customerId,
    service_type_code: order.service,
    service_type_name: serviceByCode(order.service)?.zh,
    source_type: 1,
    status: order.status,
    order_type: order.type,
    amount_after_discount: order.amount,
    official_amount: order.official,
    measure_id: 1,
    create_time: order.createTime,
    payment_time: order.paymentTime ?? undefined,
    currency: world.currency,
    amount_info: discounts(order),
    sub_order_infos: order.parts.map((part) => partRecord(world, order, part)),
  };
  return row(record, ofReseller(order.resellerId));
}

/** One line for an ordinary order, one for each part of a combined one. */
function orderLineRows(world: World, order: Order): Row[] {
  const charged = order.parts.length === 0 ? [order] : order.parts.map((part): Order => ({ ...order, ...part, id: order.id }));
  return charged.map((one, at) => orderLineRow(world, one, at + 1));
}

function orderLineRow(world: World, order: Order, number: number): Row {
  const record: WireRecord = {
    order_line_item_id: `${order.id}-${String(number).padStart(6, '0')}`,
    order_id: order.id,
    service_type_code: order.service,
    service_type_name: serviceByCode(order.service)?.zh,
    product_spec_desc: 'demo.2u4g',
    period_type: order.months === null ? undefined : order.months === 12 ? 3 : 2,
    period_num: order.months === null ? null : order.months === 12 ? 1 : order.months,
    effective_time: order.paymentTime ?? undefined,
    subscription_num: 1,
    amount_after_discount: order.amount,
    official_amount: order.official,
    amount_info: discounts(order),
    currency: world.currency,
    product_owner_service: order.service,
    commercial_resource: order.resource,
  };
  return row(record, { order_id: order.id });
}

function refundRow(line: RefundLine): Row {
  const name = names(line.service, line.resource);
  const record: WireRecord = {
    id: line.id,
    amount: line.amount,
    measure_id: '1',
    customer_id: line.customerId,
    resource_type_code: line.resource,
    resource_type_name: name.resource,
    service_type_code: line.service,
    service_type_name: name.service,
    region_code: line.region,
    base_order_id: line.baseOrderId,
  };
  return row(record, { order_id: line.orderId });
}

function movementRow(movement: Movement): Row {
  const record: WireRecord = {
    account_change_id: movement.id,
    trade_detail_type: movement.detail,
    trade_time: movement.time,
    trade_id: movement.tradeId,
    change_amount: formatUnits(movement.change),
    balance_after_change: formatUnits(movement.balance),
    type: movement.income ? '1' : '2',
    customer_id: movement.customerId ?? undefined,
    account_name: movement.accountName ?? undefined,
  };
  return row(record, { balance_type: movement.balanceType });
}

function productRows(): { services: Row[]; usages: Row[] } {
  const services = SERVICES.map((s) => row({ service_type_code: s.code, service_type_name: s.zh, abbreviation: s.abbreviation }));
  const usages = SERVICES.flatMap((s) =>
    s.resources.map((r) =>
      row({
        code: r.usage,
        name: r.usageZh,
        resource_type_code: r.code,
        resource_type_name: r.zh,
        service_type_code: s.code,
        service_type_name: s.zh,
      }),
    ),
  );
  return { services, usages };
}

/** Consuming customers of a month, those who left included, those of resellers not. */
function consumingRows(world: World, until: Period): Row[] {
  const own = world.customers.filter((customer) => customer.resellerId === null).sort((a, b) => byCodeUnit(a.id, b.id));
  return world.periods
    .filter((period) => period <= until)
    .flatMap((period) =>
      own.filter((customer) => isActive(customer, period)).map((customer) => row({ customer_id: customer.id }, { bill_cycle: period })),
    );
}

/** The fee records of the months up to one. */
export function* feesUntil(world: World, until: Period): Generator<FeeRecord> {
  for (const period of world.periods) if (period <= until) yield* world.fees.month(period);
}

/** As many answers are kept as slices are asked for at a time, so that a slice of many pages is made once. */
const SLICES_KEPT = 8;

/** Rows of the monthly summary by month and charge mode. */
function lineRowsBy(world: World): (period: Period, mode: string) => readonly Row[] {
  const months = groupBy(world.billLines, (line) => line.period);
  const kept = new Map<string, readonly Row[]>();
  return (period, mode) => {
    const key = `${period}|${mode}`;
    const rows = kept.get(key) ?? (months.get(period) ?? []).filter((line) => String(line.mode) === mode).map(billLineRow);
    kept.delete(key);
    kept.set(key, rows);
    for (const oldest of kept.keys()) {
      if (kept.size <= SLICES_KEPT) break;
      kept.delete(oldest);
    }
    return rows;
  };
}

/**
 * The records a sandbox serves on a given day: months, movements and orders after it are not there yet; the month of
 * that day is served whole.
 */
export function datasetOf(world: World, today: string): Dataset {
  const until = today.slice(0, 7);
  const past = (utc: string): boolean => dayOfInstant(utc) <= today;
  const orders = world.orders.filter((order) => past(order.createTime));
  const visible = new Set(orders.map((order) => order.id));
  const movements = world.movements.filter((movement) => past(movement.time));
  const { services, usages } = productRows();
  const rows: Record<OperationId, Row[]> = {
    get ListSubcustomerMonthlyBills() {
      return world.billLines.filter((line) => line.period <= until).map(billLineRow);
    },
    ListPostpaidBillSum: world.statements
      .filter((s) => s.period < until)
      .map((s) =>
        row({
          bill_cycle: s.period,
          initial_amount_due: s.due,
          consume_amount: s.consumption,
          refunds: s.refunds,
          adjustments: s.adjustments,
          tax_amount: s.tax,
          currency: world.currency,
        }),
      ),
    ListSubCustomers: world.customers.filter((c) => past(c.associatedOn) && (c.leftOn === null || !past(c.leftOn))).map(customerRow),
    ListIndirectPartners: world.resellers.map((r) =>
      row({ indirect_partner_id: r.id, account_name: r.accountName, name: r.name, associated_on: r.associatedOn }),
    ),
    ListConsumeSubCustomers: consumingRows(world, until),
    get ListSubCustomerBillDetail() {
      return [...feesUntil(world, until)].map(feeRow);
    },
    ListServiceTypes: services,
    ListUsageTypes: usages,
    ListPartnerBalances: accountBalances(movements, world.currency).map((record) => row(record)),
    // Newest first, as account screens list them; the contract documents no order.
    ListPartnerAccountChangeRecords: movements.map(movementRow).reverse(),
    ListPartnerAdjustRecords: world.adjustRecords
      .filter((record) => past(record.time))
      .map((record) =>
        row({
          customer_id: record.customerId,
          customer_name: record.customerName,
          operation_type: record.operation,
          amount: formatUnits(record.amount),
          currency: world.currency,
          operation_time: record.time,
          measure_id: 1,
          trans_id: record.transId,
          memo: '',
        }),
      )
      .reverse(),
    ListCustomerOrders: orders.map((order) => orderRow(world, order)),
    ShowCustomerOrderDetails: orders.flatMap((order) => orderLineRows(world, order)),
    ...benefitRows(world, today),
    ...listRows(world, today),
    get ListPayPerUseCustomerResources() {
      return world.customers.flatMap(({ id }) => periodResourceRows(world, id, today));
    },
    get ListCustomerOnDemandResources() {
      return world.customers.flatMap((customer) => onDemandRows(world, customer, until));
    },
    ShowRefundOrderDetails: world.refundLines.filter((line) => visible.has(line.orderId)).map(refundRow),
  };
  const billRows = lineRowsBy(world);
  // Bills and fee records are most of a world, and they are asked for by month: rows are made when they are.
  const narrow: Dataset['narrow'] = (operation, query) => {
    if (operation === 'ListSubCustomerBillDetail') {
      const period = query.text('bill_cycle') ?? '';
      return period > until ? [] : world.fees.of(query.text('customer_id') ?? '', period).map(feeRow);
    }
    if (operation === 'ListSubcustomerMonthlyBills') {
      const period = query.text('cycle') ?? '';
      return period > until ? [] : billRows(period, query.text('charge_mode') ?? '');
    }
    if (operation === 'ListPayPerUseCustomerResources') return periodResourceRows(world, query.text('customer_id') ?? '', today);
    if (operation === 'ListCustomerOnDemandResources') {
      const customer = world.customers.find(({ id }) => id === query.text('customer_id'));
      return customer ? onDemandRows(world, customer, until) : [];
    }
    return null;
  };
  return { currency: world.currency, rows, narrow, english, arriving: lateArrival(world) };
}
