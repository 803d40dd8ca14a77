/** What stands behind or follows from a row: the rows of other lists that name the same order, customer, coupon or movement. */
import { billingTime } from '../../shared/period/billing-time';
import { zh } from '../i18n/zh';
import type { ViewFilter, ViewSource } from '../../shared/desk/api';

export interface Related {
  /** Words of the heading, in renderer/i18n `grid.related`. */
  readonly title: keyof (typeof zh)['grid']['related'];
  readonly source: ViewSource;
  readonly period: string | null;
  /** Exact values by column: what the list is opened with. */
  readonly filters: readonly (readonly [column: string, value: string])[];
  /** Further tests of the rows that are shown here. */
  readonly also?: readonly ViewFilter[];
}

/** Value of a row's column; null where it has none. */
export type CellOf = (column: string) => string | null;

/** @param period of the page; rows without a month of their own are looked up in it */
export function relatedTo(source: ViewSource, cell: CellOf, period: string | null): Related[] {
  const month = cell('period') ?? period;
  const found: Related[] = [];
  const add = (title: Related['title'], to: ViewSource, at: string | null, ...filters: (readonly [string, string | null])[]): void => {
    const set = filters.filter((one): one is readonly [string, string] => one[1] !== null && one[1] !== '');
    if (set.length === filters.length) found.push({ title, source: to, period: at, filters: set });
  };
  switch (source) {
    case 'refunds':
      add('baseOrder', 'orders', null, ['order', cell('baseOrder')]);
      add('refundOrder', 'orders', null, ['order', cell('refundOrder')]);
      add('billLinesOfRefund', 'bill-lines', month, ['customer', cell('customer')], ['kind', '1']);
      add('otherRefunds', 'refunds', null, ['baseOrder', cell('baseOrder')]);
      break;
    case 'orders':
      add('refundsOfOrder', 'refunds', null, ['baseOrder', cell('order')]);
      add('refundTrace', 'refunds', null, ['refundOrder', cell('order')]);
      add('feeRecordsOfOrder', 'fee-records', month, ['trade', cell('order')]);
      break;
    case 'fee-records':
      add('originalOrder', 'orders', null, ['order', cell('trade')]);
      add('refundsOfOrder', 'refunds', null, ['baseOrder', cell('trade')]);
      add(
        'linesOf',
        'bill-lines',
        month,
        ['customer', cell('customer')],
        ['service', cell('service')],
        ['resourceType', cell('resourceType')],
      );
      break;
    case 'bill-lines':
      add(
        'recordsOfLine',
        'fee-records',
        month,
        ['customer', cell('customer')],
        ['service', cell('service')],
        ['resourceType', cell('resourceType')],
      );
      if (cell('kind') === '1') add('refundsOf', 'refunds', month, ['customer', cell('customer')]);
      break;
    case 'adjust-records':
      found.push(
        ...sameMovement(cell, 'movementsOf', 'movements', { operation: 'detailType', amount: 'change' }, cell('operation'), cell('amount')),
      );
      add('adjustments', 'adjust-records', null, ['customer', cell('customer')]);
      break;
    case 'movements':
      if (Object.hasOwn(zh.codes.operation, cell('detailType') ?? ''))
        found.push(
          ...sameMovement(
            cell,
            'adjustmentOf',
            'adjust-records',
            { operation: 'operation', amount: 'amount' },
            cell('detailType'),
            cell('change'),
          ),
        );
      add('originalOrder', 'orders', null, ['order', cell('trade')]);
      break;
    case 'coupons':
      add('couponLog', 'coupon-log', null, ['coupon', cell('coupon')]);
      add('originalOrder', 'orders', null, ['order', cell('order')]);
      break;
    case 'quotas':
      add('quotaLog', 'coupon-log', null, ['quota', cell('quota')]);
      break;
    case 'coupon-rolls':
      if (cell('kind') === 'customer') {
        add('couponsOf', 'coupons', null, ['customer', cell('id')]);
        add('couponLog', 'coupon-log', null, ['customer', cell('id')]);
      } else {
        add('quotaOf', 'quotas', null, ['quota', cell('id')]);
        add('quotaLog', 'coupon-log', null, ['quota', cell('id')]);
      }
      break;
    case 'coupon-log':
      add('couponsOf', 'coupons', null, ['coupon', cell('coupon')]);
      add('couponLog', 'coupon-log', null, ['coupon', cell('coupon')]);
      add('quotaLog', 'coupon-log', null, ['quota', cell('quota')]);
      break;
    case 'own-coupons':
      add('originalOrder', 'orders', null, ['order', cell('order')]);
      break;
    case 'customers':
      add('linesOf', 'bill-lines', month, ['customer', cell('customer')]);
      add('ordersOf', 'orders', null, ['customer', cell('customer')]);
      add('refundsOf', 'refunds', null, ['customer', cell('customer')]);
      add('adjustments', 'adjust-records', null, ['customer', cell('customer')]);
      add('couponsOf', 'coupons', null, ['customer', cell('customer')]);
      break;
    default:
      break;
  }
  return found;
}

/** The filters as a view takes them. */
export function filtersOf({ filters, also = [] }: Pick<Related, 'filters' | 'also'>): ViewFilter[] {
  return [...filters.map(([column, value]) => ({ column, op: 'is' as const, value })), ...also];
}

const DAY_MS = 24 * 3_600_000;

/** A record and its movement share customer, operation, absolute amount and, within a day, the time; no interface links them (semantics.md #31). */
function sameMovement(
  cell: CellOf,
  title: Related['title'],
  source: ViewSource,
  columns: { readonly operation: string; readonly amount: string },
  operation: string | null,
  amount: string | null,
): Related[] {
  const [customer, time] = [cell('customer'), cell('time')];
  const at = Date.parse(time ?? '');
  if (customer === null || operation === null || amount === null || Number.isNaN(at)) return [];
  const size = amount.replace(/^-/, '');
  const day = (ms: number): string => billingTime(new Date(ms).toISOString()).slice(0, 10);
  return [
    {
      title,
      source,
      period: null,
      filters: [
        ['customer', customer],
        [columns.operation, operation],
      ],
      also: [
        { column: columns.amount, op: 'in', values: [size, `-${size}`] },
        { column: 'time', op: 'range', from: day(at - DAY_MS), to: day(at + DAY_MS) },
      ],
    },
  ];
}
