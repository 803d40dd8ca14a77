/** Rows that pages read from the store as they are, and what is said of acts on breaks; amounts as decimal text. */
import type { BreakClass, Grain, LedgerRole, PassName } from '../reconcile/types';
import type { TaxBasis } from '../money';
import type { Period } from '../period';
import type { KeptKind } from '../documents/kinds';
import type { DocumentSum } from '../documents/types';
import type { BodyOf } from '../journal/entries';
import type { DeskFault } from './api';

export type BreakStatus = 'open' | 'assigned' | 'explained' | 'approved' | 'carried';

/** Row of the breaks list as the store keeps it; amounts as decimal text. */
export interface StoredBreak {
  readonly id: string;
  readonly period: Period;
  readonly otherPeriod: Period | null;
  readonly role: LedgerRole | null;
  readonly class: BreakClass;
  readonly counterparty: string | null;
  readonly customer: string | null;
  readonly customerName: string | null;
  readonly service: string | null;
  readonly ledgerAmount: string | null;
  /** Of `ledgerAmount` where it is not the bill's; null else, and absent in rows of before it was kept. */
  readonly ledgerCurrency?: string | null;
  readonly billAmount: string | null;
  readonly expectedAmount: string | null;
  readonly difference: string | null;
  readonly reason: { readonly zh: string; readonly en: string };
  readonly rows: readonly string[];
  readonly status: BreakStatus;
  /** Who has to act, or acted; null (or absent in rows of before it was kept) while nobody was named. */
  readonly owner?: string | null;
  /** Month the last standing act was made for: later than its own where it was carried there and taken up again. */
  readonly workedIn?: Period | null;
  readonly decision: StoredDecision | null;
}

/** An act of a person on breaks. */
export type BreakDecision = Omit<BodyOf<'decision'>, 'kind' | 'amounts' | 'undoes' | 'action'> & {
  readonly action: Exclude<BodyOf<'decision'>['action'], 'undo'>;
};

/** Another break that may be the same matter. */
export interface BreakSuggestion {
  readonly other: string;
  /** 0 to 100: how much the two have in common. Not a probability. */
  readonly score: number;
  /** Weightiest first. */
  readonly reasons: readonly { readonly zh: string; readonly en: string }[];
}

/** A sentence in both languages. */
export interface Said {
  readonly zh: string;
  readonly en: string;
}

/** A row of a book behind a break. */
export interface EvidenceEntry {
  readonly importId: string;
  readonly file: string;
  /** 1-based row of the sheet. */
  readonly row: number;
  readonly period: Period;
  /** Text of the customer cell. */
  readonly party: string;
  readonly service: string | null;
  readonly reference: string | null;
  readonly amount: string;
  readonly currency: string;
  readonly basis: TaxBasis;
  readonly note: string | null;
}

/** A row of the bill, an order, an adjustment record or a movement behind a break. */
export interface EvidenceLine {
  readonly source: 'bill-lines' | 'orders' | 'adjust-records' | 'movements';
  readonly period: Period | null;
  readonly service: string | null;
  readonly serviceName: string | null;
  /** Resource type of a bill line, the number of anything else. */
  readonly what: string | null;
  readonly chargeMode: string | null;
  /** Kind of a bill line, type of anything else. */
  readonly kind: string | null;
  readonly amount: string | null;
}

/** What stands behind a break and what else was considered, as the why-panel shows it. */
export interface BreakEvidence {
  /** `total` counts rows beyond those that are given. */
  readonly ledger: { readonly total: number; readonly rows: readonly EvidenceEntry[] };
  readonly bill: { readonly total: number; readonly rows: readonly EvidenceLine[] };
  /** What each pass made of it, in order; empty where no pass has to do with it. */
  readonly trail: readonly { readonly pass: PassName; readonly made: boolean; readonly why: Said }[];
  readonly candidates: readonly {
    readonly other: string;
    readonly score: number;
    readonly suggested: boolean;
    readonly reasons: readonly Said[];
    readonly against: readonly Said[];
  }[];
  /** Compared and not named. */
  readonly moreCandidates: number;
  /** Traits that too many breaks have to be compared one by one. */
  readonly crowds: readonly Said[];
  readonly rules: {
    readonly tolerance: string;
    readonly taxRates: readonly string[];
    readonly adjacentPeriods: number;
    readonly movementHours: number;
    /** SHA-256 of rule set and price rules, as results print it. */
    readonly digest: string;
  };
}

interface ReviewedState {
  readonly status: BreakStatus;
  readonly note: string;
  readonly owner: string | null;
  readonly by: string | null;
}

/** A colleague's file as it stands to what is here. */
export interface SharedDecisions {
  /** Name of the profile it was made in. */
  readonly from: string;
  readonly list: readonly DecisionReview[];
}

/** One break of a colleague's file; `unknown` breaks do not exist here, of `closed` ones the month is signed off. */
export interface DecisionReview {
  readonly id: string;
  readonly kind: 'same' | 'new' | 'conflict' | 'unknown' | 'closed';
  readonly period: string;
  readonly class: string;
  readonly customer: string | null;
  readonly difference: string | null;
  /** As the break stands here; null where it does not exist. */
  readonly differenceHere: string | null;
  /** What it was matched with by hand, there or here: taken over together or not at all. */
  readonly together: readonly string[];
  readonly theirs: ReviewedState;
  readonly ours: ReviewedState | null;
}

/** What an act came to: the numbers of its entries, by the first of which it is taken back as a whole. */
export interface DecisionDone {
  readonly seqs: readonly number[];
  readonly breaks: number;
  /** Breaks it did not come to, because a person stopped it or a part of it failed; nothing was done about them. */
  readonly left: number;
  /** Why a part failed. */
  readonly fault: DeskFault | null;
}

/** Acts to be taken back: the last one of some breaks, with all that were closed together, or an act by the number of its first entry. */
export type UndoneActs = { readonly breaks: readonly string[] } | { readonly act: number };

/** What was decided about a break that is explained, approved or carried. */
export interface StoredDecision {
  readonly action: 'explain' | 'match' | 'carry';
  readonly reason: string | null;
  readonly note: string;
  readonly owner: string;
  readonly at: string;
  readonly by: string;
  /** Month it was made for. */
  readonly period: string;
  /** Who approved the explanation by an act of their own; absent where only the sign-off did. */
  readonly approved?: { readonly by: string; readonly at: string };
  /** Breaks closed together by hand, itself among them. */
  readonly together?: readonly string[];
  /** Difference it was made about; absent when the journal does not say. */
  readonly amount?: string | null;
}

/** How months are closed. People are named local users: a declaration, not a control. */
export interface Policy {
  /** Explanations are approved, and the month is signed off, by someone who did not prepare it. */
  readonly approverOther: boolean;
}

export interface StoredImport {
  readonly importId: string;
  readonly file: string;
  readonly sha256: string;
  readonly role: LedgerRole;
  readonly grain: Grain;
  readonly basis: TaxBasis;
  /** Months its rows stand in, ascending. */
  readonly periods: readonly Period[];
  readonly rows: number;
  readonly leftOut: number;
  readonly refused: number;
  readonly at: string;
  readonly by: string;
  readonly undone: boolean;
}

/** What became of an imported book's rows. */
export interface ImportSummary {
  /** By month and currency, ascending; sums as decimal text. */
  readonly months: readonly { readonly period: Period; readonly currency: string; readonly rows: number; readonly sum: string }[];
  readonly rows: number;
  /** Rows that met the other side. */
  readonly matched: number;
  /** Rows in breaks. */
  readonly inBreaks: number;
}

/** A file of Huawei Cloud's in the history. */
export interface StoredDocument {
  readonly importId: string;
  readonly document: KeptKind;
  readonly file: string;
  readonly sha256: string;
  /** Digest of the canonical records. */
  readonly records: string;
  readonly periods: readonly Period[];
  readonly rows: number;
  readonly leftOut: number;
  readonly refused: number;
  readonly sums: readonly DocumentSum[];
  /** Of typed figures: the amount due, the bill's number and a note beside the three sums. */
  readonly statement?: { readonly due: string | null; readonly number: string; readonly note: string };
  readonly at: string;
  readonly by: string;
  readonly undone: boolean;
}
