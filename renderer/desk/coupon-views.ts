/** Coupons, their quotas, the log of both and what C5 makes of them, as tables for grids. */
import { collect, money, periodAt, table, whole, type Build } from './view-records';
import { fileLogInUse } from './benefit-input';
import type { DeskCore } from './core';
import { storedCouponRolls, type Names } from './results';
import type { CellText } from './view-tables';

/** Quotas and customers rolled forward, as the last result has them. */
export const couponRollsTable: Build = async (core, names) =>
  table(
    'kind:code id:text name:text value:amount issued:amount reclaimed:amount used:amount left:amount difference:amount',
    (await storedCouponRolls(core)).map((roll) => [
      roll.kind,
      roll.id,
      roll.kind === 'customer' ? (names.party(roll.id) ?? roll.id) : roll.id,
      roll.value,
      roll.issued,
      roll.reclaimed,
      roll.used,
      roll.left,
      roll.difference,
    ]),
  );

/** The partner's own quotas and those handed to resellers, each as the interface gave it last. */
export const quotasTable: Build = async (core, names) =>
  table(
    'quota:text type:code status:code reseller:code resellerName:text parent:text value:amount left:amount currency:code createdAt:time effectiveAt:time expiresAt:time',
    [
      ...(await collect(core, 'coupon-quotas', (record) => [
        record.text('quota_id'),
        whole(record.int('quota_type')),
        whole(record.int('quota_status')),
        null,
        null,
        null,
        money(record.units('quota_value')),
        money(record.units('balance')),
        record.text('currency') ?? core.currency,
        record.text('create_time'),
        record.text('effective_time'),
        record.text('expire_time'),
      ])),
      ...(await collect(core, 'issued-quotas', (record) => [
        record.text('quota_id'),
        whole(record.int('quota_type')),
        whole(record.int('quota_status')),
        record.text('indirect_partner_id'),
        names.party(record.text('indirect_partner_id')) ?? record.text('indirect_partner_name'),
        record.text('parent_quota_id'),
        money(record.units('quota_value')),
        money(record.units('balance')),
        record.text('currency') ?? core.currency,
        record.text('create_time'),
        record.text('effective_time'),
        record.text('expire_time'),
      ])),
    ],
  );

export const couponsTable: Build = async (core, names) =>
  table(
    'coupon:text customer:code customerName:text reseller:code status:code type:code faceValue:amount left:amount order:text createdAt:time effectiveAt:time expiresAt:time usedAt:time',
    await collect(core, 'coupons', (record, slice) => [
      record.text('coupon_id'),
      record.text('customer_id'),
      names.party(record.text('customer_id')),
      slice.reseller ?? null,
      whole(record.int('status')),
      whole(record.int('coupon_type')),
      money(record.units('face_value')),
      money(record.units('balance')),
      record.text('order_id'),
      record.text('create_time'),
      record.text('effective_time'),
      record.text('expire_time'),
      record.text('last_used_time'),
    ]),
  );

/** Issues and reclaims of coupons and of quotas handed on; the kinds of both logs are told apart by their number (partner-api.yaml). */
export const couponLogTable: Build = async (core, names) =>
  table(
    'period:period time:time operation:code result:code quota:text parent:text coupon:text customer:code customerName:text reseller:code resellerName:text amount:amount memo:text id:text',
    [
      ...(await collect(core, 'coupon-records', (record, slice) => [
        periodAt(record.text('operation_time')),
        record.text('operation_time'),
        record.text('operation_type'),
        record.text('result'),
        record.text('quota_id'),
        null,
        record.text('coupon_id'),
        record.text('customer_id'),
        names.party(record.text('customer_id')),
        slice.reseller ?? null,
        names.party(slice.reseller ?? null),
        money(record.units('operation_amount')),
        record.text('remark'),
        record.text('id'),
      ])),
      ...(await collect(core, 'quota-records', (record) => [
        periodAt(record.text('operation_time')),
        record.text('operation_time'),
        record.text('operation_type'),
        record.text('result'),
        record.text('quota_id'),
        record.text('parent_quota_id'),
        null,
        null,
        null,
        record.text('indirect_partner_id'),
        names.party(record.text('indirect_partner_id')) ?? record.text('indirect_partner_name'),
        money(record.units('amount')),
        record.text('remark'),
        record.text('id'),
      ])),
      ...(await fileLogRows(core, names)),
    ],
  );

/** Rows of imported operation records that stand for a log the interface did not give. */
async function fileLogRows(core: DeskCore, names: Names): Promise<CellText[][]> {
  const used = await fileLogInUse(core);
  const rows = await collect(core, 'coupon-operations', (record, slice) => [
    slice.period ?? null,
    record.text('operation_time'),
    record.text('operation_type'),
    null,
    record.text('quota_id'),
    record.text('source_quota_id'),
    record.text('coupon_id'),
    record.text('customer_id'),
    names.party(record.text('customer_id')) ?? record.text('account_name'),
    null,
    record.text('partner_name'),
    money(record.units('amount')),
    null,
    null,
  ]);
  return rows.filter((row) => (row[COUPON] === null || row[COUPON] === '' ? used.quotas : used.coupons));
}

/** Place of the coupon in a row of the log. */
const COUPON = 6;
