/** Wire records of the lists beside the months: names, units, tags, budgets, resources, own coupons, invoices, places. All follow from the world. */
import { formatUnits, parseUnits, type Units } from '../../../shared/money';
import { dayOfInstant, periodInstants, periodOfInstant, shiftPeriod, type Period } from '../../../shared/period';
import type { Row } from '../dataset';
import { regionByCode, resourceByCode, SERVICES, serviceByCode } from '../world/catalogue';
import type { Customer, Order, World } from '../world/model';
import type { WireRecord } from '../wire';
import { RATIOS, UNITS } from './units';

type ListOperation =
  | 'ListMeasureUnits'
  | 'ListConversions'
  | 'ListResourceTypes'
  | 'ListServiceResources'
  | 'ListSubCustomerNewTag'
  | 'ListSubCustomerBudget'
  | 'ListSubCustomerBudgetRecords'
  | 'ListSubCustomerCoupons'
  | 'ListInvoices'
  | 'ListProvinces'
  | 'ListCities'
  | 'ListCounties';

const row = (record: WireRecord, asks: Record<string, string> = {}): Row => ({ record, asks });
const ofReseller = (id: string | null): Record<string, string> => (id === null ? {} : { indirect_partner_id: id });

const TAGS = ['Y', 'N', 'UNDETERMINED'] as const;
const TAG_MONTHS = 11;

/** Customers the partner has on the day. */
function present(world: World, today: string): Customer[] {
  return world.customers.filter(
    ({ associatedOn, leftOn }) => dayOfInstant(associatedOn) <= today && (leftOn === null || dayOfInstant(leftOn) > today),
  );
}

function tagRow(customer: Customer, at: number): Row {
  const tag = TAGS[at % TAGS.length] ?? 'N';
  const from = periodOfInstant(customer.associatedOn);
  const record = {
    customer_id: customer.id,
    customer_tag_type: 'SMB',
    new_customer_tag: tag,
    // A customer that is not new has no months of validity.
    effective_time: tag === 'N' ? undefined : from,
    expire_time: tag === 'N' ? undefined : shiftPeriod(from, TAG_MONTHS),
  };
  return row(record, ofReseller(customer.resellerId));
}

/** A budget of a round figure over what the customer consumed in its dearest month; every fourth one is for good and not for each month. */
function budgetOf(world: World, customer: Customer, at: number, until: Period): { budget: Units; used: Units; type: string } {
  const lines = world.billLines.filter((line) => line.customerId === customer.id && line.kind === '0');
  const months = new Map<Period, Units>();
  for (const line of lines) months.set(line.period, (months.get(line.period) ?? 0n) + line.amount);
  const dearest = [...months.values()].reduce((most, one) => (one > most ? one : most), 0n);
  const hundred = parseUnits('100');
  return {
    budget: (dearest / hundred + 1n) * hundred,
    used: months.get(until) ?? 0n,
    type: at % 4 === 3 ? 'PACKAGE' : 'MONTHLY',
  };
}

function ownCouponRows(world: World, today: string): Row[] {
  const months = world.periods.filter((period) => period <= today.slice(0, 7)).slice(-2);
  return months.map((period, at) => {
    const from = periodInstants(period).from.slice(0, 19) + 'Z';
    return row({
      coupon_id: `CP-OWN-${period}`,
      status: at === 0 ? 3 : 2,
      customer_id: '',
      coupon_type: at === 0 ? 1 : 4,
      measure_id: 1,
      face_value: parseUnits('500'),
      balance: at === 0 ? 0n : parseUnits('320.5'),
      valid_time: from,
      expire_time: periodInstants(shiftPeriod(period, 12)).from.slice(0, 19) + 'Z',
      plan_name: world.site === 'cn' ? '示例活动券' : 'Demo campaign coupon',
      media_type: 1,
      fetch_method: 3,
      use_limits: [],
      create_time: from,
      is_frozen: '0',
      currency: world.currency,
    });
  });
}

function invoiceRows(world: World, today: string): Row[] {
  return world.statements
    .filter(({ period, due }) => period < today.slice(0, 7) && due !== 0n)
    .map(({ period, due, tax }) =>
      row({
        requestId: `INV-${period}`,
        invoiceNo: `SG${period.replace('-', '')}0001`,
        invoiceTitle: 'Demo Partner Pte. Ltd.',
        titleType: 1,
        channelType: 0,
        invoiceType: 1,
        invoiceAmount: due,
        invoiceMethod: 0,
        invoiceClass: 0,
        invoiceState: 8,
        applyTime: periodInstants(shiftPeriod(period, 1)).from.slice(0, 19) + 'Z',
        requestMode: '0',
        tradeType: 6,
        billCycle: period,
        taxList: tax === 0n ? [] : [{ taxClass: 'GST', taxAmount: tax, taxVisibleFlag: 'Y' }],
      }),
    );
}

const PLACES: readonly {
  code: string;
  name: string;
  cities: readonly { code: string; name: string; counties: readonly [string, string][] }[];
}[] = [
  {
    code: '310000',
    name: '上海市',
    cities: [
      {
        code: '310100',
        name: '上海市',
        counties: [
          ['310101', '黄浦区'],
          ['310115', '浦东新区'],
        ],
      },
    ],
  },
  { code: '440000', name: '广东省', cities: [{ code: '440300', name: '深圳市', counties: [['440304', '福田区']] }] },
];

/** Rows of the lists that are short; those of resources are made by customer, below. */
export function listRows(world: World, today: string): Record<ListOperation, Row[]> {
  const until = today.slice(0, 7);
  const customers = present(world, today);
  const resale = customers.filter(({ association }) => association !== '1');
  const intl = world.site === 'intl';
  const budgets = intl ? customers.map((customer, at) => ({ customer, ...budgetOf(world, customer, at, until) })) : [];
  const measure = { measure_id: 1, currency: world.currency };
  return {
    ListMeasureUnits: UNITS.map(({ id, zh, abbreviation, type }) =>
      row({ measure_id: id, measure_name: zh, abbreviation, measure_type: type }),
    ),
    ListConversions: RATIOS.map(({ unit, of, ratio, type }) =>
      row({ measure_id: unit, ref_measure_id: of, conversion_ratio: ratio, measure_type: type }),
    ),
    ListResourceTypes: SERVICES.flatMap((service) =>
      service.resources.map(({ code, zh }) =>
        row({ resource_type_code: code, resource_type_name: zh, resource_type_desc: '', service_type_code: service.code }),
      ),
    ),
    ListServiceResources: SERVICES.flatMap((service) =>
      service.resources.map(({ code, zh }) =>
        row(
          { basic_info: { resource_type_code: code, product_owner_service: service.code, name: zh, description: `${service.zh} · ${zh}` } },
          { service_type_code: service.code },
        ),
      ),
    ),
    ListSubCustomerNewTag: intl ? [] : resale.map(tagRow),
    ListSubCustomerBudget: budgets.map(({ customer, budget, used, type }) =>
      row(
        { customer_id: customer.id, budget_amount: formatUnits(budget), used_amount: formatUnits(used), budget_type: type },
        ofReseller(customer.resellerId),
      ),
    ),
    ListSubCustomerBudgetRecords: budgets.map(({ customer, budget, type }) =>
      row(
        {
          budget_amount: formatUnits(budget),
          operation_type: 'SETTING',
          operation_time: customer.associatedOn,
          operator: 'demo_operator',
          budget_type: type,
          ...measure,
        },
        { customer_id: customer.id, ...ofReseller(customer.resellerId) },
      ),
    ),
    ListSubCustomerCoupons: ownCouponRows(world, today),
    ListInvoices: intl ? invoiceRows(world, today) : [],
    ListProvinces: PLACES.map(({ code, name }) => row({ code, name })),
    ListCities: PLACES.flatMap(({ code: province_code, cities }) => cities.map(({ code, name }) => row({ code, name }, { province_code }))),
    ListCounties: PLACES.flatMap(({ cities }) =>
      cities.flatMap(({ code: city_code, counties }) => counties.map(([code, name]) => row({ code, name }, { city_code }))),
    ),
  };
}

const named = (service: string, resource: string): WireRecord => ({
  service_type_code: service,
  service_type_name: serviceByCode(service)?.zh,
  resource_type_code: resource,
  resource_type_name: resourceByCode(resource)?.zh,
});

const SPECIFICATION = 'demo.2u4g';

/** An instant so many months later; the day is cut to the month's last. */
function monthsLater(instant: string, months: number): string {
  const at = new Date(instant);
  const day = at.getUTCDate();
  at.setUTCDate(1);
  at.setUTCMonth(at.getUTCMonth() + months);
  const last = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate();
  at.setUTCDate(Math.min(day, last));
  return at.toISOString().slice(0, 19) + 'Z';
}

/** What a customer's orders opened: one resource per order of a term, closed where it was given back, expired after its term. */
export function periodResourceRows(world: World, customer: string, today: string): Row[] {
  const orders = world.orders.filter((order) => order.customerId === customer && opens(order) && dayOfInstant(order.createTime) <= today);
  const closed = new Set(world.refundLines.filter((line) => line.customerId === customer).map((line) => line.baseOrderId));
  return orders.map((order) => {
    const paid = order.paymentTime ?? order.createTime;
    const fee = world.fees.of(customer, periodOfInstant(paid)).find((one) => one.tradeId === order.id);
    const expires = monthsLater(paid, order.months ?? 1);
    const status = closed.has(order.id) ? 3 : dayOfInstant(expires) <= today ? 5 : 2;
    return row({
      id: `${order.id}-000001`,
      resource_id: fee?.resourceId ?? `${order.id.toLowerCase()}-res`,
      resource_name: fee?.resourceName ?? 'demo-resource',
      region_code: fee?.region,
      ...named(order.service, order.resource),
      resource_spec_code: `${SPECIFICATION}.linux`,
      product_spec_desc: SPECIFICATION,
      is_main_resource: 1,
      status,
      effective_time: paid,
      expire_time: expires,
      expire_policy: order.type === 2 ? 3 : 0,
      update_time: paid,
      enterprise_project: { id: '0', name: 'default' },
    });
  });
}

const opens = (order: Order): boolean => (order.type === 1 || order.type === 2) && order.status === 5 && order.months !== null;

/** What a customer ran by the hour in the month; referral customers' resources are not the partner's to see. */
export function onDemandRows(world: World, customer: Customer, until: Period): Row[] {
  if (customer.association === '1') return [];
  const seen = new Map<string, Row>();
  for (const fee of world.fees.of(customer.id, until)) {
    if (fee.mode !== 3 || fee.billType === 9 || seen.has(fee.resourceId)) continue;
    const record: WireRecord = {
      customer_id: customer.id,
      region_code: fee.region,
      availability_zone_code: `${fee.region}a`,
      ...named(fee.service, fee.resource),
      resource_id: fee.resourceId,
      resource_name: fee.resourceName,
      effective_time: fee.consumeTime.slice(0, 19) + 'Z',
      status: 1,
      resource_spec_code: SPECIFICATION,
      resource_info: JSON.stringify({ specSize: '1', region: regionByCode(fee.region)?.zh ?? fee.region }),
      product_spec_desc: SPECIFICATION,
    };
    seen.set(fee.resourceId, row(record, ofReseller(customer.resellerId)));
  }
  return [...seen.values()];
}
