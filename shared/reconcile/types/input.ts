/**
 * What the engine takes: every source as columns or records. Amounts are bigint units of 10^-8; codes are ids of one dictionary that `texts` resolves, 0 stands for "absent".
 */
import type { Period } from '../../period';
import type { Currency, TaxBasis, Units } from '../../money';
import type { RuleSet, PriceRules } from './rules';

/** Resolves dictionary codes of all columns of one input. */
export interface Texts {
  /** Text of a code; empty for 0. */
  text(code: number): string;
  /** Code of a text, 0 when it is not in the dictionary. */
  code(text: string): number;
}

/** All published bill lines (kinds 0, 1, 2), one element per line. */
export interface BillColumns {
  readonly rows: number;
  /** Index into {@link EngineInput.periods}. */
  readonly period: Uint16Array;
  readonly customer: Uint32Array;
  /** Reseller asked for when the line came; 0 for the partner's own customers. */
  readonly reseller: Uint32Array;
  readonly service: Uint32Array;
  readonly resourceType: Uint32Array;
  /** 1, 3 or 11; unknown modes as they come. */
  readonly chargeMode: Uint8Array;
  /** 0 consumption, 1 refund, 2 write-off. */
  readonly kind: Uint8Array;
  readonly amount: BigInt64Array;
  readonly debt: BigInt64Array;
  readonly adjustment: BigInt64Array;
  readonly discount: BigInt64Array;
  /** Sum of account_details; equals `amount` where none came. */
  readonly paid: BigInt64Array;
  /** What is not as it was in other columns, where who made these knows it. */
  readonly since?: SinceRows;
}

/** Fee records of all synced months, one element per record. */
export interface FeeColumns {
  readonly rows: number;
  readonly period: Uint16Array;
  readonly customer: Uint32Array;
  readonly service: Uint32Array;
  readonly chargeMode: Uint8Array;
  readonly billType: Uint8Array;
  readonly payment: BigInt64Array;
  /** Trade or order ID as a dense number of this input: equal numbers mean equal IDs. */
  readonly trade: Uint32Array;
  /** 1 referral, 2 resale, 3 reseller model; 0 unknown. */
  readonly association: Uint8Array;
  /** What is not as it was in other columns, where who made these knows it. */
  readonly since?: SinceRows;
}

/** Rows from one on, up to before another. */
export type RowRange = readonly [from: number, to: number];

/** Rows that are not the same in two sets of columns: all others stand in both, in the same order. */
export interface RowChanges {
  /** Ranges of the earlier rows. */
  readonly gone: readonly RowRange[];
  /** Ranges of the later rows. */
  readonly fresh: readonly RowRange[];
}

/** How columns came from earlier ones. */
export interface SinceRows extends RowChanges {
  /** The very column of the earlier ones. */
  readonly customer: Uint32Array;
}

export interface CustomerRecord {
  readonly id: string;
  readonly name: string | null;
  readonly accountName: string | null;
  readonly associationType: string | null;
  /** Reseller it settles through, or null. */
  readonly reseller: string | null;
}

export interface OrderRecord {
  readonly id: string;
  readonly customer: string;
  /** 1 new, 2 renewal, 3 change, 4 unsubscription, ... (partner-api.yaml) */
  readonly type: number;
  /** 5 is completed. */
  readonly status: number;
  readonly afterDiscount: Units;
  readonly official: Units;
  readonly createdAt: string | null;
  readonly paidAt: string | null;
  /** Lines' amounts after discount, when details were read. */
  readonly detailSum: Units | null;
  /** False when asking for it answered "no such order". */
  readonly exists: boolean;
  /** Sum of its discounts and what vouchers and cards paid (semantics.md #24); absent where the source does not say. */
  readonly discount?: Units | null;
  readonly vouchers?: Units | null;
  /** Fee and used-up value of an unsubscription (#25). */
  readonly commission?: Units | null;
  readonly consumed?: Units | null;
  /** Orders inside a combined transaction (`sub_order_infos`); absent for an ordinary one. */
  readonly parts?: readonly OrderPart[];
}

/** An order inside a combined transaction. */
export interface OrderPart {
  readonly id: string;
  readonly status: number;
  readonly afterDiscount: Units;
}

/** One line of ShowRefundOrderDetails; negative is money given back, positive a used-up part or fee (semantics.md #26). */
export interface RefundLine {
  readonly refundOrder: string;
  readonly customer: string;
  readonly service: string;
  readonly amount: Units;
  readonly baseOrder: string | null;
}

export interface Movement {
  readonly id: string;
  readonly account: 'BALANCE_TYPE_DEBIT' | 'BALANCE_TYPE_CREDIT';
  readonly detailType: string;
  /** UTC instant. */
  readonly time: string;
  readonly change: Units;
  readonly balanceAfter: Units | null;
  /** 1 income, 2 expense. */
  readonly type: string;
  readonly customer: string | null;
  /** Trade the movement belongs to (`trade_id`), a number a book may name it by. */
  readonly trade?: string | null;
}

export interface Adjustment {
  /** trans_id, or a name made of the record's content. */
  readonly id: string;
  readonly customer: string;
  readonly operation: string;
  readonly amount: Units;
  readonly time: string;
  /** Reseller asked for when the record came, or null. */
  readonly reseller: string | null;
}

/** International monthly statement (ListPostpaidBillSum). */
export interface Statement {
  readonly period: Period;
  readonly due: Units;
  readonly consumption: Units;
  readonly refunds: Units;
  readonly adjustments: Units;
  readonly tax: Units;
  readonly currency: Currency;
  /** Typed by a person where the API gave none. */
  readonly typed?: true;
}

/** A month of an imported bill file (api/files.md A1, B1-B3): C1's side that owes the API nothing. */
export interface BillDocument {
  readonly period: Period;
  readonly importId: string;
  /** `statement-figures`: typed by a person from the bill's PDF, each figure perhaps rounded to the cent. */
  readonly kind: 'partner-bill' | 'bill-push' | 'statement-figures';
  readonly currency: Currency;
  readonly rows: number;
  readonly consumption: Units;
  readonly refunds: Units;
  readonly adjustments: Units;
  /** True when the month's bill lines were taken from this very file, which proves nothing against itself. */
  readonly isSource: boolean;
  /** False for a file that does not tell consumption, refunds and adjustments apart: all of it stands as consumption. True unless said. */
  readonly hasKinds?: boolean;
}

export const LEDGER_ROLES = ['cost', 'revenue', 'prepayment'] as const;
export type LedgerRole = (typeof LEDGER_ROLES)[number];
export const GRAINS = ['customer', 'customer-service', 'order', 'line'] as const;
export type Grain = (typeof GRAINS)[number];
export const BASES = ['pretax', 'taxed', 'unknown'] as const satisfies readonly TaxBasis[];

/** One row of the user's book after mapping; `row` names it for people. */
export interface LedgerEntry {
  readonly importId: string;
  /** 1-based row of the sheet. */
  readonly row: number;
  readonly role: LedgerRole;
  readonly grain: Grain;
  readonly period: Period;
  /** Text of the customer cell as the book has it. */
  readonly party: string;
  /** Customer or reseller it was resolved to; both null when unknown. */
  readonly customer: string | null;
  readonly reseller: string | null;
  /** Service type code, or null at grain customer. */
  readonly service: string | null;
  readonly units: Units;
  readonly currency: Currency;
  readonly basis: TaxBasis;
  /** Tax rate the row or its import declares, decimal text; used for `taxed` revenue where no price rule names one. */
  readonly tax?: string | null;
  readonly reference: string | null;
}

/**
 * Rows of all books after mapping, one element per row, in any order. Texts are codes of the input's dictionary, references numbers of
 * `EngineInput.trades`, so that a reference and the trade ID of a fee record are equal when their numbers are; 0 stands for absent.
 */
export interface LedgerColumns {
  readonly rows: number;
  /** Import IDs; `importIndex` points here. */
  readonly imports: readonly string[];
  /** Periods that rows name; `period` points here. */
  readonly periods: readonly Period[];
  readonly importIndex: Uint16Array;
  /** 1-based row of the sheet. */
  readonly row: Uint32Array;
  /** Index into {@link LEDGER_ROLES}. */
  readonly role: Uint8Array;
  /** Index into {@link GRAINS}. */
  readonly grain: Uint8Array;
  /** Index into {@link BASES}. */
  readonly basis: Uint8Array;
  readonly period: Uint16Array;
  readonly party: Uint32Array;
  readonly customer: Uint32Array;
  readonly reseller: Uint32Array;
  readonly service: Uint32Array;
  readonly currency: Uint32Array;
  readonly units: BigInt64Array;
  readonly reference: Uint32Array;
  /** Code of the decimal text. */
  readonly tax: Uint32Array;
  /** The very column of earlier ones, where who made these knows them: an import that stands in both has the same rows in both. */
  readonly since?: { readonly importIndex: Uint16Array };
}

/** Balance a general-ledger account had in the user's own book (期初余额, 期末余额), for prepayment ledgers (semantics.md #44). */
export interface BookBalance {
  readonly importId: string;
  /** 1-based row of the sheet. */
  readonly row: number;
  readonly period: Period;
  /** Whose account it is; both null for the partner's own at Huawei Cloud. */
  readonly customer: string | null;
  readonly reseller: string | null;
  readonly at: 'opening' | 'closing';
  readonly units: Units;
  readonly currency: Currency;
}

/** What a balance interface answered at one moment (semantics.md #44): no interface takes a date, so each sync keeps a dated snapshot. */
export interface BalanceSnapshot {
  /** UTC instant of the answer. */
  readonly at: string;
  /** The partner's own account type, `allocatable` for what it may hand out (account type 8, #33), or null for a customer's. */
  readonly account: Movement['account'] | 'allocatable' | null;
  readonly customer: string | null;
  readonly reseller: string | null;
  readonly amount: Units;
  /** Reserved part of the partner's balance (#33); null where the answer has none. */
  readonly designated: Units | null;
  /** Arrears of a customer; null for the partner's. */
  readonly debt: Units | null;
}

/** What the International consumption quota answered last (ShowPartnerConsumptionQuota, semantics.md #34); null where it named no such part. */
export interface ConsumptionQuota {
  readonly used: Units | null;
  readonly due: Units | null;
  readonly unbilled: Units | null;
  readonly amount: Units | null;
  readonly coupons: Units | null;
}

/** A movement of a reseller's account, as its distributor reads it. */
export interface ResellerMovement extends Movement {
  readonly reseller: string;
}

/** A coupon quota the partner issues from (ListQuotaCoupons), or one given to a reseller (ListIssuedCouponQuotas). */
export interface CouponQuota {
  readonly id: string;
  readonly value: Units;
  readonly balance: Units;
  readonly status: number;
  readonly createdAt: string | null;
  /** Reseller it was given to, null for the partner's own. */
  readonly reseller: string | null;
  /** Quota it was cut from. */
  readonly parent: string | null;
}

/** A coupon of a resale customer (ListIssuedPartnerCoupons). */
export interface Coupon {
  readonly id: string;
  readonly customer: string;
  /** 1 not activated, 2 usable, 3 used, 4 expired, 5 reclaimed. */
  readonly status: number;
  readonly faceValue: Units;
  readonly balance: Units;
  readonly createdAt: string | null;
  readonly expiresAt: string | null;
  /** Reseller asked for when it came. */
  readonly reseller: string | null;
}

/** An issue or a reclaim of a coupon, or of a quota given to a reseller (#35, #36). */
export interface CouponOperation {
  readonly id: string;
  readonly operation: 'issue' | 'reclaim';
  readonly quota: string | null;
  readonly parentQuota: string | null;
  readonly coupon: string | null;
  readonly customer: string | null;
  readonly reseller: string | null;
  /** Face value on issue, what was taken back on reclaim. */
  readonly amount: Units;
  readonly time: string;
  /** False for what the log says failed. */
  readonly succeeded: boolean;
}

/** Coupon sources of all synced months; a part that is null was not read. */
export interface CouponRecords {
  readonly quotas: readonly CouponQuota[] | null;
  readonly coupons: readonly Coupon[] | null;
  readonly operations: readonly CouponOperation[] | null;
  /** Months that the log covers where it came from files; absent: all of the coupons' life, as the interface gives it. */
  readonly logged?: { readonly from: Period; readonly to: Period };
  /** Coupon part of a customer's charges per month, from fee records (#37). */
  readonly used: readonly { readonly period: Period; readonly customer: string; readonly units: Units }[];
}

/** An invoice from Huawei Cloud (api/files.md G1, semantics.md #48, #49). */
export interface Invoice {
  readonly id: string;
  /** Billing period it was applied for, or null (an order's, or by amount). */
  readonly period: Period | null;
  readonly order: string | null;
  readonly status: string | null;
  readonly taxRate: string | null;
  readonly units: Units;
  readonly appliedAt: string | null;
  /** The input's currency unless said. */
  readonly currency?: Currency;
}

/** One line of the incentive details (api/files.md E2, semantics.md #47). */
export interface Incentive {
  readonly bill: string | null;
  readonly id: string;
  readonly period: Period | null;
  readonly status: string | null;
  readonly units: Units;
  /** The input's currency unless said. */
  readonly currency?: Currency;
}

/** An identity inside single records, tested as they are read (row-checks.ts): how many hold, and the first that does not. */
export interface RowCheck {
  /** Number in semantics.md. */
  readonly identity: string;
  readonly period: Period;
  readonly tested: number;
  readonly broken: number;
  /** Sums over the records tested. */
  readonly left: Units;
  readonly right: Units;
  /** First by name: the record's ID, else its customer. */
  readonly first: { readonly name: string; readonly left: Units; readonly right: Units } | null;
}

/** Announced against received, per slice that counts (C7, semantics.md #8). */
export interface SliceCount {
  readonly slice: string;
  readonly period: Period | null;
  readonly announced: number | null;
  readonly received: number;
  /** null when published, else why not. */
  readonly failure: string | null;
}

export interface EngineInput {
  /** File names by import, for sentences that name a row; the import's ID where there is none. */
  readonly files?: Readonly<Record<string, string>>;
  readonly site: 'cn' | 'intl';
  readonly currency: Currency;
  /** Ascending; every column's period index points here. */
  readonly periods: readonly Period[];
  readonly texts: Texts;
  readonly bills: BillColumns;
  readonly fees: FeeColumns;
  readonly trades: Texts;
  readonly customers: readonly CustomerRecord[];
  readonly orders: readonly OrderRecord[];
  readonly refunds: readonly RefundLine[];
  readonly movements: readonly Movement[];
  readonly adjustments: readonly Adjustment[];
  readonly statements: readonly Statement[];
  /** Of several for one month the first is compared. */
  readonly documents: readonly BillDocument[];
  readonly slices: readonly SliceCount[];
  /** Sources that not every profile has; absent means not read, and what needs them is not provable. */
  readonly coupons?: CouponRecords;
  readonly invoices?: readonly Invoice[];
  readonly incentives?: readonly Incentive[];
  readonly balances?: readonly BalanceSnapshot[];
  /** Movements of resellers' accounts: chains of their own (#53). */
  readonly resellerMovements?: readonly ResellerMovement[];
  readonly consumptionQuota?: ConsumptionQuota;
  readonly bookBalances?: readonly BookBalance[];
  readonly rowChecks?: readonly RowCheck[];
  readonly entries: readonly LedgerEntry[];
  /** The same rows as columns; when given, `entries` is not read. */
  readonly ledger?: LedgerColumns;
  readonly ruleSet: RuleSet;
  readonly priceRules: PriceRules;
}
