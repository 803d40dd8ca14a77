/** The tables behind the grids: which columns people get of each source, in which order. */
import type { Language, ViewColumn, ViewSource } from '../../shared/desk/api';
import { byCodeUnit } from '../../shared/digest';
import { parseUnits } from '../../shared/money';
import type { DeskCore } from './core';
import { couponLogTable, couponRollsTable, couponsTable, quotasTable } from './coupon-views';
import { actsTable } from './acts-table';
import { ledgerEntriesTable } from './entries-table';
import { customerExtras, LIST_FROM, LIST_VIEWS, unitNames } from './list-views';
import { breaksTable, matchesTable } from './result-tables';
import { namesOf, storedTraces } from './results';
import { BILL_LINES, FEE_RECORDS } from './view-columns';
import { collect, money, periodAt, table, whole, type Build } from './view-records';
import { SegmentTable, type ViewTable } from './view-tables';

/** Sources whose table holds one month when a view asks for one: a month is as quick in a store of ten years as in one of a year. */
export const BY_MONTH: ReadonlySet<ViewSource> = new Set(['bill-lines', 'fee-records']);

/** Builds the table of a source from what is stored now, with sentences and names in a language; `period` counts for {@link BY_MONTH}. */
export async function viewTable(core: DeskCore, source: ViewSource, language: Language, period: string | null = null): Promise<ViewTable> {
  const names = await namesOf(core, language);
  switch (source) {
    case 'bill-lines':
      return SegmentTable.open(core, 'bill-lines', period, BILL_LINES, names, ['period', ...amounts(BILL_LINES)]);
    case 'fee-records':
      return SegmentTable.open(core, 'fee-records', period, FEE_RECORDS, { ...names, units: await unitNames(core, language) }, [
        'period',
        ...amounts(FEE_RECORDS),
      ]);
    default:
      return builders[source](core, names, language);
  }
}

/** Moves when the table of a source would come out otherwise. */
export function viewStamp(core: DeskCore, source: ViewSource, language: Language): string {
  return `${language}.${contentStamp(core, source)}`;
}

function contentStamp(core: DeskCore, source: ViewSource): string {
  switch (source) {
    case 'bill-lines':
    case 'fee-records':
    case 'movements':
    case 'adjust-records':
    case 'orders':
      return `${core.version(source)}.${source === 'fee-records' ? core.version('measure-units') : 0}.${source === 'orders' ? core.version('order-details') : 0}.${core.books}`;
    case 'customers':
      return `${core.version('customers')}.${core.version('bill-lines')}.${core.version('customer-tags')}.${core.version('customer-budgets')}.${core.books}`;
    case 'own-coupons':
    case 'period-resources':
    case 'on-demand-resources':
    case 'units':
    case 'resource-types':
    case 'service-resources':
    case 'budget-records':
    case 'online-invoices':
      return `${LIST_FROM[source].map((from) => core.version(from)).join('.')}.${core.books}`;
    case 'coupons':
      return `${core.version('coupons')}`;
    case 'quotas':
      return `${core.version('coupon-quotas')}.${core.version('issued-quotas')}`;
    case 'coupon-log':
      return `${core.version('coupon-records')}.${core.version('quota-records')}.${core.version('coupon-operations')}`;
    case 'acts':
      return `${core.store.writes.of('acts')}`;
    case 'ledger-entries':
      return `${core.books}`;
    case 'matches':
    case 'breaks':
    case 'refunds':
    case 'margin':
    case 'coupon-rolls':
      return `${core.results}.${core.books}`;
  }
}

function amounts(list: readonly ViewColumn[]): string[] {
  return list.filter((column) => column.type === 'amount').map((column) => column.key);
}

const builders: Record<Exclude<ViewSource, 'bill-lines' | 'fee-records'>, Build> = {
  orders: async (core, names) =>
    table(
      'period:period order:text customer:code customerName:text service:code serviceName:text type:code status:code afterDiscount:amount official:amount discount:amount coupon:amount currency:code createdAt:time paidAt:time',
      await collect(core, 'orders', (record, slice) => {
        const customer = record.text('customer_id');
        const service = record.text('service_type_code');
        return [
          slice.period ?? null,
          record.text('order_id'),
          customer,
          names.party(customer),
          service,
          names.service(service) ?? record.text('service_type_name'),
          whole(record.int('order_type')),
          whole(record.int('status')),
          money(record.units('amount_after_discount')),
          money(record.units('official_amount')),
          money(record.units('discount_sum')),
          money(record.units('coupon_amount')),
          record.text('currency'),
          record.text('create_time'),
          record.text('payment_time'),
        ];
      }),
    ),
  movements: async (core, names) =>
    table(
      'period:period time:time account:code reseller:code detailType:code type:code customer:code customerName:text trade:text change:amount balanceAfter:amount currency:code id:text',
      await collect(core, 'movements', (record, slice) => {
        const customer = record.text('customer_id');
        return [
          slice.period ?? periodAt(record.text('trade_time')),
          record.text('trade_time'),
          slice.account ?? null,
          slice.reseller ?? null,
          record.text('trade_detail_type'),
          record.text('type'),
          customer,
          names.party(customer) ?? record.text('account_name'),
          record.text('trade_id'),
          money(record.units('change_amount')),
          money(record.units('balance_after_change')),
          // Movements name no currency: both accounts are kept in the site's.
          core.currency,
          record.text('account_change_id'),
        ];
      }),
    ),
  'adjust-records': async (core, names) =>
    table(
      'period:period time:time operation:code reseller:code customer:code customerName:text amount:amount currency:code memo:text id:text',
      await collect(core, 'adjust-records', (record, slice) => {
        const customer = record.text('customer_id');
        return [
          periodAt(record.text('operation_time')) ?? slice.period ?? null,
          record.text('operation_time'),
          record.text('operation_type'),
          slice.reseller ?? null,
          customer,
          names.party(customer) ?? record.text('customer_name'),
          money(record.units('amount')),
          record.text('currency') ?? core.currency,
          record.text('memo'),
          record.text('trans_id'),
        ];
      }),
    ),
  customers: async (core, names) => {
    const { heads, of } = await customerExtras(core);
    const customers = await core.store.parties.where('kind').equals('customer').toArray();
    customers.sort((a, b) => byCodeUnit(names.party(a.id) ?? '', names.party(b.id) ?? '') || byCodeUnit(a.id, b.id));
    const billed = new Map<string, bigint>();
    await core.store.rollups.each(({ customer, amount }) => void billed.set(customer, (billed.get(customer) ?? 0n) + parseUnits(amount)));
    return table(
      `customer:code customerName:text accountName:text reseller:code association:code billed:amount ${heads}`,
      customers.map((row) => [
        row.id,
        names.party(row.id),
        row.accountName,
        row.reseller,
        row.associationType,
        money(billed.get(row.id) ?? null),
        ...of(row.id),
      ]),
    );
  },
  ...LIST_VIEWS,
  'coupon-rolls': couponRollsTable,
  quotas: quotasTable,
  coupons: couponsTable,
  'coupon-log': couponLogTable,
  matches: matchesTable,
  breaks: breaksTable,
  'ledger-entries': ledgerEntriesTable,
  acts: actsTable,
  refunds: async (core, names) =>
    table(
      'period:period refundOrder:text customer:code customerName:text baseOrder:text baseType:code basePeriod:period paid:amount vouchers:amount refunded:amount kept:amount fee:amount usedUp:amount orderAmount:amount billAmount:amount credited:code status:code',
      (await storedTraces(core)).map((one) => [
        one.period,
        one.refundOrder,
        one.customer,
        names.party(one.customer),
        one.baseOrder,
        one.baseType === null ? null : String(one.baseType),
        one.basePeriod,
        one.paid,
        one.vouchers,
        one.refunded,
        one.kept,
        one.fee,
        one.used,
        one.orderAmount,
        one.billAmount,
        one.credit,
        one.status,
      ]),
    ),
  margin: async (core, names) =>
    table(
      'period:period counterparty:code name:text customer:code customerName:text service:code serviceName:text revenue:amount cost:amount margin:amount rate:text',
      (await core.store.margin.orderBy('period').toArray()).map((row) => [
        row.period,
        row.counterparty,
        names.party(row.counterparty) ?? row.counterparty,
        row.customer,
        names.party(row.customer),
        row.service,
        names.service(row.service),
        row.revenue,
        row.cost,
        row.margin,
        row.rate,
      ]),
    ),
};
