/**
 * What the engine gives: matches, breaks, control totals and figures, plain records and columns. Amounts are bigint units of 10^-8; codes are ids of one dictionary that `texts` resolves, 0 stands for "absent".
 */
import type { Period } from '../../period';
import type { Currency, TaxBasis, Units } from '../../money';
import type { Movement, LedgerRole } from './input';

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
  /** Of `ledgerAmount` where it is not the input's, in which the other amounts are; absent else. */
  readonly ledgerCurrency?: Currency;
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

/** Numbers in as few bytes each as the largest takes. */
export type Numbers = Uint8Array | Uint16Array | Uint32Array;

/**
 * Matches of one role as columns, in order of period and book row: a million of them stay a few typed arrays that can be stored as they are.
 * `matchAt` (match-columns.ts) makes one readable and works out its ID. Texts are numbers into `texts`, 0 is null. Columns may be one: what the
 * ledger says is mostly what the bill says.
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
    readonly period: Numbers;
    readonly counterparty: Numbers;
    readonly customer: Numbers;
    readonly service: Numbers;
    readonly party: Numbers;
  };
  readonly key: Numbers;
  /** Index into {@link PASS_NAMES}. */
  readonly pass: Uint8Array;
  readonly ledger: BigInt64Array;
  readonly bill: BigInt64Array;
  readonly reason: Numbers;
  /** Entries of match m stand in `start[m] .. start[m + 1] - 1` of the two columns below; one element more than `count`. */
  readonly start: Numbers;
  readonly entryImport: Numbers;
  readonly entryRow: Uint32Array;
  /** Bill keys of the matches that met several (groups): match, party and service of each, by match. */
  readonly groupMatch: Numbers;
  readonly groupParty: Numbers;
  readonly groupService: Numbers;
  /** Account movements by match (role prepayment): those of match m stand in `start[m] .. start[m + 1] - 1`, as texts. */
  readonly movements?: { readonly start: Numbers; readonly id: Numbers };
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

/** A bucket that differs within the tolerance: one of the largest that a rounding rule explains. */
export interface RuledExample {
  /** Key of the rule's words (reasons.ts). */
  readonly rule: string;
  readonly bucket: Readonly<Record<string, string>>;
  readonly left: Units | null;
  readonly right: Units | null;
  readonly difference: Units | null;
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
  /** Of C2 alone: a few buckets for each rounding rule, the largest difference first. */
  readonly examples?: readonly RuledExample[];
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

/**
 * A result with its matches as columns, in one or several sets per role; `matches` are made from them when first asked for. A set whose matches are those of
 * the run before is the very object that it was.
 */
export interface EngineRun extends EngineResult {
  readonly matchColumns: readonly MatchColumns[];
}
