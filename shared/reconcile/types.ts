/**
 * What the engine takes and gives. Columns in, plain records out; amounts inside are bigint units of 10^-8, outside (reports, store,
 * bridge) decimal text. Codes are ids of one dictionary that `texts` resolves; 0 stands for "absent".
 */
import type { Period } from '../period';
import type { Currency, RoundingName, TaxBasis, Units } from '../money';

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
  /** The partner's own account type, or null for a customer's. */
  readonly account: Movement['account'] | null;
  readonly customer: string | null;
  readonly reseller: string | null;
  readonly amount: Units;
  /** Reserved part of the partner's balance (#33); null where the answer has none. */
  readonly designated: Units | null;
  /** Arrears of a customer; null for the partner's. */
  readonly debt: Units | null;
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
  readonly bookBalances?: readonly BookBalance[];
  readonly rowChecks?: readonly RowCheck[];
  readonly entries: readonly LedgerEntry[];
  /** The same rows as columns; when given, `entries` is not read. */
  readonly ledger?: LedgerColumns;
  readonly ruleSet: RuleSet;
  readonly priceRules: PriceRules;
}

/** Versioned settings of the engine; its digest stands in every result. */
export interface RuleSet {
  readonly version: 1;
  /** Largest |difference| matched by the tolerance pass, decimal text; "0" unless set (interfaces.md, reading 1). */
  readonly tolerance: string;
  /** Tax rates tried by the tax-basis class, decimal text. */
  readonly taxRates: readonly string[];
  /** Hours between an adjustment record and its movement at most (interfaces.md, reading 10). */
  readonly movementHours: number;
  /** Periods to either side searched by the adjacent-period pass. */
  readonly adjacentPeriods: number;
}

export interface PriceRule {
  /** Rules with one ID are versions of it, in months that do not overlap. */
  readonly id: string;
  readonly match: { readonly counterparty?: string; readonly customer?: string; readonly service?: string; readonly chargeMode?: string };
  readonly from: Period;
  readonly to: Period | null;
  readonly price:
    | { readonly kind: 'pass-through' }
    | { readonly kind: 'cost-plus'; readonly markup: string }
    | { readonly kind: 'list-discount'; readonly factor: string }
    | {
        readonly kind: 'tiers';
        /** What the volume and the price are made of: list price or cost (price-tiers.ts). */
        readonly of: 'list' | 'cost';
        /** `whole`: the step reached prices all of the month; `slices`: each step prices the slice that lies in it. */
        readonly span: 'whole' | 'slices';
        /** Ascending, the first from 0; amounts per counterparty and month. */
        readonly steps: readonly { readonly from: string; readonly factor: string }[];
      }
    | { readonly kind: 'fixed'; readonly amount: string };
  readonly tax?: string;
  readonly rounding: RoundingName;
}

export interface PriceRules {
  readonly version: 1;
  readonly rules: readonly PriceRule[];
}

export type BreakClass =
  | 'missing-in-ledger'
  | 'missing-in-bill'
  | 'amount'
  | 'rounding'
  | 'duplicate-in-ledger'
  | 'duplicate-in-bill'
  | 'timing'
  | 'tax-basis'
  | 'currency'
  | 'ambiguous'
  | 'unknown-customer'
  | 'refund-without-order'
  | 'over-refund'
  | 'adjustment-without-movement'
  | 'consumed-not-billed'
  | 'billed-not-consumed'
  | 'price-deviation'
  | 'no-price-rule';

export const PASS_NAMES = ['exact', 'key-sum', 'reference', 'tolerance', 'group', 'adjacent-period', 'price', 'movement'] as const;
export type PassName = (typeof PASS_NAMES)[number];

/** A sentence that exists in both languages: a key of the reasons' catalogue and what is put into it. */
export interface Reason {
  readonly key: string;
  readonly params: Readonly<Record<string, string>>;
}

/** Where a row stands: a bill key, a ledger row, an order, a movement. */
export type RowRef =
  | { readonly kind: 'bill'; readonly period: Period; readonly customer: string; readonly service: string | null }
  | { readonly kind: 'entry'; readonly importId: string; readonly row: number }
  | { readonly kind: 'order'; readonly order: string }
  | { readonly kind: 'adjustment'; readonly id: string }
  | { readonly kind: 'movement'; readonly id: string };

/** One difference. The id is made from content (period, class, sorted row keys), so decisions survive re-matching. */
export interface Break {
  readonly id: string;
  readonly period: Period;
  readonly otherPeriod: Period | null;
  readonly role: LedgerRole | null;
  readonly class: BreakClass;
  readonly counterparty: string | null;
  readonly customer: string | null;
  readonly service: string | null;
  readonly ledgerAmount: Units | null;
  readonly billAmount: Units | null;
  readonly expectedAmount: Units | null;
  /** Bill (or expected) - ledger; null where amounts cannot be compared. */
  readonly difference: Units | null;
  readonly reason: Reason;
  readonly rows: readonly RowRef[];
}

/** One line of the reconciliation: what met what, by which pass. */
export interface Match {
  readonly id: string;
  readonly period: Period;
  readonly role: LedgerRole;
  readonly pass: PassName;
  readonly counterparty: string | null;
  readonly customer: string | null;
  readonly service: string | null;
  readonly ledgerAmount: Units;
  readonly billAmount: Units;
  readonly entries: readonly { readonly importId: string; readonly row: number }[];
  /** Bill keys of a group that met several; left out where `customer` and `service` say it. */
  readonly bills?: readonly { readonly customer: string; readonly service: string | null }[];
  /** Account movements that a prepayment ledger's rows met; only with that role. */
  readonly movements?: readonly string[];
  readonly reason: Reason;
}

/**
 * Matches of one role as columns, in order of period and book row: a million of them stay a few typed arrays that can be stored as they are.
 * `matchAt` (match-columns.ts) makes one readable and works out its ID. Texts are numbers into `texts`, 0 is null.
 */
export interface MatchColumns {
  readonly role: LedgerRole;
  readonly count: number;
  readonly texts: readonly string[];
  readonly periods: readonly Period[];
  readonly imports: readonly string[];
  /** Interned; most matches share one. */
  readonly reasons: readonly Reason[];
  /** What matches stand on: a bill key, or a group's place. `party` is the bill key's, 0 where there is no single one. */
  readonly keys: {
    readonly period: Uint16Array;
    readonly counterparty: Uint32Array;
    readonly customer: Uint32Array;
    readonly service: Uint32Array;
    readonly party: Uint32Array;
  };
  readonly key: Uint32Array;
  /** Index into {@link PASS_NAMES}. */
  readonly pass: Uint8Array;
  readonly ledger: BigInt64Array;
  readonly bill: BigInt64Array;
  readonly reason: Uint32Array;
  /** Entries of match m stand in `start[m] .. start[m + 1] - 1` of the two columns below; one element more than `count`. */
  readonly start: Uint32Array;
  readonly entryImport: Uint16Array;
  readonly entryRow: Uint32Array;
  /** Bill keys of the matches that met several (groups): match, party and service of each, by match. */
  readonly groupMatch: Uint32Array;
  readonly groupParty: Uint32Array;
  readonly groupService: Uint32Array;
  /** Account movements by match (role prepayment): those of match m stand in `start[m] .. start[m + 1] - 1`, as texts. */
  readonly movements?: { readonly start: Uint32Array; readonly id: Uint32Array };
}

export interface MatchingSummary {
  readonly role: LedgerRole;
  readonly period: Period;
  /** Ledger rows of the period. */
  readonly entries: number;
  /** Bill cells (cost), groups (revenue) or movements (prepayment) of the period that are not zero. */
  readonly lines: number;
  /** Entries matched. */
  readonly matched: number;
  readonly byPass: Readonly<Partial<Record<PassName, number>>>;
  /** Cost: entries that several choices would fit. Revenue: matched entries whose price hangs on the order of equally specific rules. */
  readonly ambiguous: number;
  readonly billTotal: Units;
  readonly ledgerTotal: Units;
  /**
   * billTotal - ledgerTotal - the breaks' differences (a timing break counts in both months with its own sign) - what the tolerance pass
   * accepted (0 unless the rule set has a tolerance); 0 always.
   */
  readonly residue: Units;
}

export type TotalId = 'C1' | 'C2' | 'C3' | 'C4' | 'C5' | 'C6' | 'C7' | 'C8' | 'C9';
export type TotalStatus = 'equal' | 'within' | 'broken' | 'not-provable';

/** What diverges, or stands, at one level of a descent. A side that does not exist is null. */
export interface DescentChild {
  readonly name: string;
  readonly left: Units | null;
  readonly right: Units | null;
  readonly difference: Units | null;
}

/** One level of the way down to what diverges first; the first child is the one followed. */
export interface DescentStep {
  /** counterparty, customer, service, chargeMode, kind, then what the total is made of (order, movement, coupon, slice, ...). */
  readonly level: string;
  /** Sums of each diverging child over all that was tested in it, in code-unit order; at most `DESCENT_SHOWN`. */
  readonly children: readonly DescentChild[];
  /** How many diverge in all. */
  readonly diverging: number;
  /** True for the last step of totals whose sides meet above the single row: all rows of the bucket, each on its own side. */
  readonly rows?: true;
}

/** One identity of semantics.md tested on its own inside a total. */
export interface TotalCheck {
  /** Number in semantics.md, of the register (identities.ts). */
  readonly identity: string;
  readonly basis: 'documented' | 'inferred';
  readonly status: TotalStatus;
  readonly left: Units | null;
  readonly right: Units | null;
  readonly difference: Units | null;
  readonly tested: number;
  readonly broken: number;
  readonly sentence: Reason;
}

/** An equality between two independently obtained sides. */
export interface ControlTotal {
  readonly id: TotalId;
  readonly period: Period;
  /** Currency of the amounts; null where they are counts (C7). */
  readonly currency: Currency | null;
  /** Tax basis of both sides as documented, `unknown` where nothing states it; null for counts. */
  readonly taxBasis: TaxBasis | null;
  readonly left: Units | null;
  readonly right: Units | null;
  readonly difference: Units | null;
  readonly tolerance: Units | null;
  /** How the tolerance is derived; null where there is none to speak of. */
  readonly toleranceWhy: Reason | null;
  readonly status: TotalStatus;
  readonly blocking: boolean;
  readonly basis: 'documented' | 'inferred';
  /** Numbers in semantics.md, of the register (identities.ts). */
  readonly identity: string;
  /** Fields it covers. */
  readonly covers: readonly string[];
  readonly buckets: { readonly tested: number; readonly broken: number };
  /** Where `path` ends: the first diverging bucket; null when none. */
  readonly firstDivergence: {
    readonly bucket: Readonly<Record<string, string>>;
    readonly left: Units | null;
    readonly right: Units | null;
    readonly difference: Units | null;
  } | null;
  /** The way down to it, from the counterparty; empty when nothing diverges. */
  readonly path: readonly DescentStep[];
  /** Identities tested beside the total's own sides, in order of their numbers. */
  readonly checks: readonly TotalCheck[];
  readonly sentence: Reason;
}

export interface DueReading {
  /** `6a`, `6b`, `1`, `1+tax`, `40`. */
  readonly name: string;
  readonly amount: Units;
  /** True when an imported or API statement confirms it, false when it contradicts it, null when there is none. */
  readonly confirmed: boolean | null;
}

export interface PeriodFigures {
  readonly period: Period;
  readonly currency: Currency;
  readonly consumption: Units;
  readonly refunds: Units;
  readonly adjustments: Units;
  readonly due: Units;
  readonly dueReadings: readonly DueReading[];
  /** The statement's own on the International site, else computed from bill lines: of the API, or of an imported bill file. */
  readonly source: 'statement' | 'typed-statement' | 'bill-lines' | 'bill-file';
  readonly fundAdjustments: { readonly allocated: Units; readonly reclaimed: Units; readonly net: Units };
}

/** Cost of one customer and service inside a margin row that is coarser than that; revenue is never split to fit it. */
export interface MarginPart {
  readonly customer: string;
  readonly service: string;
  readonly cost: Units;
}

/** Margin at the finest grain the revenue ledger's month allows; coarser reports add rows up (`rollUpMargin`). */
export interface MarginRow {
  readonly period: Period;
  readonly counterparty: string;
  /** Null where the revenue of a reseller does not name its customers. */
  readonly customer: string | null;
  /** Null where the counterparty's revenue does not name services. */
  readonly service: string | null;
  /** What the row's cost consists of; empty where the row is as fine itself. */
  readonly parts: readonly MarginPart[];
  /** Net of tax. */
  readonly revenue: Units;
  readonly cost: Units;
  readonly margin: Units;
  /** margin / revenue, decimal text with 4 decimals, or null without revenue. */
  readonly rate: string | null;
}

/** An account's month rolled forward: opening + income - expense = closing, by kind of movement (semantics.md #30, #44 to #46). */
export interface AccountRoll {
  readonly period: Period;
  readonly account: Movement['account'];
  readonly opening: Units | null;
  readonly closing: Units | null;
  /** Signed sums by `trade_detail_type`, in code-unit order; unknown kinds as they come. */
  readonly movements: readonly { readonly kind: string; readonly count: number; readonly units: Units }[];
  /** The user's own general-ledger balances, where a book gave them. */
  readonly bookOpening: Units | null;
  readonly bookClosing: Units | null;
}

/** A coupon quota's or a customer's coupons rolled forward (C5). */
export interface CouponRoll {
  readonly kind: 'quota' | 'customer';
  readonly id: string;
  readonly value: Units;
  readonly issued: Units;
  readonly reclaimed: Units;
  readonly used: Units | null;
  readonly left: Units;
  /** What the identity leaves over: 0 when it holds, null when a part was not read. */
  readonly difference: Units | null;
}

/** One refund order traced back (C3). */
export interface RefundTrace {
  readonly refundOrder: string;
  readonly period: Period;
  readonly customer: string;
  readonly baseOrder: string | null;
  /** 1 new, 2 renewal, 3 change (partner-api.yaml); null where the original order is not known. */
  readonly baseType: number | null;
  readonly basePeriod: Period | null;
  readonly paid: Units | null;
  /** What of it vouchers and cards paid (semantics.md #24); null where the order does not say. */
  readonly vouchers: Units | null;
  /** Money given back, as a positive amount. */
  readonly refunded: Units;
  /** Used-up part and fee kept. */
  readonly kept: Units;
  /** The two apart, as the unsubscription order states them (#25); null where it does not, or not for which of several originals. */
  readonly fee: Units | null;
  readonly used: Units | null;
  readonly orderAmount: Units | null;
  readonly billAmount: Units | null;
  /** Whether the counterparty was credited (#55): a row of the revenue ledger names the order, the month's billed sum holds it, or it is missing. */
  readonly credit: 'row' | 'sum' | 'missing' | 'untold';
  readonly status: 'equal' | 'broken' | 'orphan' | 'over-refund' | 'not-provable';
}

export interface EngineResult {
  /** Digest of rule set and price rules the result was made with. */
  readonly rulesDigest: string;
  readonly figures: readonly PeriodFigures[];
  readonly totals: readonly ControlTotal[];
  readonly matching: readonly MatchingSummary[];
  readonly matches: readonly Match[];
  readonly breaks: readonly Break[];
  readonly margin: readonly MarginRow[];
  readonly refundTrace: readonly RefundTrace[];
  readonly accounts: readonly AccountRoll[];
  readonly coupons: readonly CouponRoll[];
}

/** A result with its matches as columns, one set per role; `matches` are made from them when first asked for. */
export interface EngineRun extends EngineResult {
  readonly matchColumns: readonly MatchColumns[];
}
