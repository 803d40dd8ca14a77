import type { Units } from '../../../shared/money';
import type { Period } from '../../../shared/period';
import type { Site } from '../dataset';
import type { FeeRecords } from './fees';

export const WORLD_SIZES = ['tiny', 'small', 'medium', 'large'] as const;
export type WorldSize = (typeof WORLD_SIZES)[number];

/** Association as the wire has it: referral, resale (China), reseller model (International). */
export type Association = '1' | '2' | '3';

/** Price group of a customer in the sample price rules. */
export type PriceGroup = 'standard' | 'vip' | 'no-rule';

export interface Customer {
  readonly id: string;
  readonly accountName: string;
  readonly name: string;
  readonly association: Association;
  readonly resellerId: string | null;
  /** UTC instant. */
  readonly associatedOn: string;
  /** First and last month with charges, null for no bound inside the world. */
  readonly firstPeriod: Period | null;
  readonly lastPeriod: Period | null;
  /** UTC instant at which the customer left the partner, null while it is there. */
  readonly leftOn: string | null;
  readonly group: PriceGroup;
  /** Code of the customer in the made-up ERP system of the sample ledgers. */
  readonly erpCode: string;
}

export interface Reseller {
  readonly id: string;
  readonly accountName: string;
  readonly name: string;
  readonly associatedOn: string;
  readonly erpCode: string;
}

/** 1 yearly/monthly, 3 pay-per-use, 11 savings plan. */
export type ChargeMode = 1 | 3 | 11;

/** One fee record; amounts in units of 10^-8, signs as they come. */
export interface FeeRecord {
  readonly period: Period;
  readonly customerId: string;
  readonly resellerId: string | null;
  readonly association: Association;
  readonly service: string;
  readonly resource: string;
  readonly mode: ChargeMode;
  readonly billType: number;
  readonly tradeTime: string;
  /** Order ID for order charges, transaction ID otherwise: one per deduction. */
  readonly tradeId: string;
  readonly id: string;
  readonly resourceId: string;
  readonly resourceName: string;
  readonly region: string;
  readonly consumeTime: string;
  readonly usageType: string | null;
  readonly usageSeconds: number | null;
  readonly official: Units;
  readonly discount: Units;
  readonly payment: Units;
  readonly cash: Units;
  readonly coupon: Units;
  readonly debt: Units;
}

/** 0 consumption, 1 unsubscription, 2 write-off. */
export type Kind = '0' | '1' | '2';

/** One line of the monthly summary. Debt and discount are null on kinds 1 and 2 (semantics.md #5). */
export interface BillLine {
  readonly period: Period;
  readonly customerId: string;
  readonly resellerId: string | null;
  readonly service: string;
  readonly resource: string;
  readonly kind: Kind;
  readonly mode: ChargeMode;
  /** Reading 6a of semantics.md: the sum of the account parts, debt outside. */
  readonly amount: Units;
  readonly debt: Units | null;
  readonly discount: Units | null;
  readonly cash: Units;
  readonly coupon: Units;
}

/** 1 new, 2 renewal, 3 change, 4 unsubscription. */
export type OrderType = 1 | 2 | 3 | 4;

export interface Order {
  readonly id: string;
  readonly customerId: string;
  readonly resellerId: string | null;
  readonly service: string;
  readonly resource: string;
  /** 5 completed, 4 cancelled, 6 pending payment. */
  readonly status: 4 | 5 | 6;
  readonly type: OrderType;
  readonly official: Units;
  readonly discount: Units;
  /** After discount, coupons not yet taken off; an unsubscription carries the refund, as a positive figure. */
  readonly amount: Units;
  readonly coupon: Units;
  readonly commission: Units;
  readonly consumed: Units;
  readonly createTime: string;
  /** Null while not paid. */
  readonly paymentTime: string | null;
  readonly months: number | null;
  /** Orders inside a combined transaction, which are charged one by one (semantics.md #29); empty for an ordinary one. */
  readonly parts: readonly OrderPart[];
}

/** An order inside a combined transaction. */
export interface OrderPart {
  readonly id: string;
  readonly service: string;
  readonly resource: string;
  readonly official: Units;
  readonly discount: Units;
  readonly amount: Units;
}

/** One line of a refund order: negative is money given back, positive is used-up value or fee (semantics.md #26). */
export interface RefundLine {
  readonly id: string;
  readonly orderId: string;
  readonly customerId: string;
  readonly service: string;
  readonly resource: string;
  readonly region: string;
  readonly amount: Units;
  readonly baseOrderId: string;
}

export type BalanceType = 'BALANCE_TYPE_DEBIT' | 'BALANCE_TYPE_CREDIT';

export interface Movement {
  readonly balanceType: BalanceType;
  readonly id: string;
  readonly detail: string;
  readonly time: string;
  readonly tradeId: string;
  /** Without sign; `income` says the direction (semantics.md #30). */
  readonly change: Units;
  readonly balance: Units;
  readonly income: boolean;
  /** Customer or reseller of an allocation, reclaim or change of association. */
  readonly customerId: string | null;
  readonly accountName: string | null;
}

export type AdjustOperation = 'SOURCE_OPERATION_BEADJUST' | 'SOURCE_OPERATION_BERETRIEVE' | 'SOURCE_OPERATION_BEUNBIND';

export interface AdjustRecord {
  readonly customerId: string;
  readonly customerName: string;
  readonly operation: AdjustOperation;
  readonly amount: Units;
  readonly time: string;
  readonly transId: string;
}

/** The International site's bill of a month. */
export interface Statement {
  readonly period: Period;
  readonly consumption: Units;
  readonly refunds: Units;
  readonly adjustments: Units;
  readonly due: Units;
  readonly tax: Units;
}

/** Voucher money to issue from: the partner's own, or handed to a reseller out of one of those (semantics.md #35, #52). */
export interface Quota {
  readonly id: string;
  readonly resellerId: string | null;
  readonly parentId: string | null;
  readonly value: Units;
  readonly createdAt: string;
  /** Taken off what the gateway says is left, where the planter wants it wrong. */
  readonly missing: Units;
}

/** A voucher of a customer; what it paid for by month. */
export interface Coupon {
  readonly id: string;
  readonly quotaId: string;
  readonly customerId: string;
  readonly resellerId: string | null;
  readonly face: Units;
  readonly createdAt: string;
  readonly uses: readonly { readonly period: Period; readonly amount: Units }[];
  /** The whole rest, taken back (semantics.md #36). */
  readonly reclaim: { readonly time: string; readonly amount: Units; readonly operation: '2' | '3' | '4' } | null;
  readonly missing: Units;
}

/** One line of the log: of coupons (1 issued, 2 to 9 taken back) or of quotas handed to resellers (10 issued, 11 taken back). */
export interface BenefitEvent {
  readonly id: string;
  readonly operation: string;
  readonly quotaId: string;
  readonly parentId: string | null;
  /** Null where an issue failed, and for quotas. */
  readonly couponId: string | null;
  readonly customerId: string | null;
  readonly resellerId: string | null;
  readonly amount: Units;
  readonly time: string;
  readonly failed: boolean;
}

/** One line of the incentive details; a bill's lines add up to one movement or one quota (semantics.md #47). */
export interface Incentive {
  readonly billId: string;
  readonly dataId: string;
  readonly period: Period;
  readonly plan: string;
  readonly orderId: string | null;
  readonly customerId: string | null;
  readonly service: string | null;
  readonly amount: Units;
}

export interface World {
  readonly site: Site;
  readonly size: WorldSize;
  readonly seed: number;
  readonly currency: 'CNY' | 'USD';
  readonly periods: readonly Period[];
  readonly customers: readonly Customer[];
  readonly resellers: readonly Reseller[];
  readonly fees: FeeRecords;
  readonly billLines: readonly BillLine[];
  readonly orders: readonly Order[];
  readonly refundLines: readonly RefundLine[];
  readonly movements: readonly Movement[];
  readonly adjustRecords: readonly AdjustRecord[];
  readonly statements: readonly Statement[];
  readonly quotas: readonly Quota[];
  readonly coupons: readonly Coupon[];
  readonly benefitEvents: readonly BenefitEvent[];
  readonly incentives: readonly Incentive[];
  /** Month and charge mode of bill lines whose last one arrives while the list is read; null for none. */
  readonly late: { readonly period: Period; readonly mode: ChargeMode } | null;
}
