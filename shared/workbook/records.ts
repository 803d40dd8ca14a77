/** What becomes a row of a sheet. */
import type { Units } from '../money';
import type { Adjustment, Break, ControlTotal, Match, PeriodFigures } from '../reconcile/types';

/** Figures of a period with what people did about it. */
export interface SummaryRecord {
  /** By today's data and rules: what the workbook's other sheets add up to. */
  readonly figures: PeriodFigures;
  /** Of a closed month what it was signed with; null for the others, and where the archive is lost. */
  readonly signed: PeriodFigures | null;
  readonly state: string;
  readonly openBreaks: number;
  readonly openAmount: Units;
  readonly carriedAmount: Units;
}

/** A control total by today's data and rules, and as it was signed where its month is closed. */
export interface TotalRecord extends ControlTotal {
  readonly signed: ControlTotal | null;
}

/** A break with its decision. */
export interface BreakRecord {
  readonly break: Break;
  readonly status: string;
  readonly reasonCode: string | null;
  readonly note: string | null;
  readonly owner: string | null;
}

/** A line of the reconciliation: something that met, or a break. */
export type ReconciliationRecord = { readonly match: Match } | { readonly break: Break; readonly status: string };

export interface AdjustmentRecord {
  readonly adjustment: Adjustment;
  readonly period: string;
  /** False when no movement of the account fits; null when not looked for. */
  readonly found: boolean | null;
}

/** A bill line decoded from its columns. */
export interface BillLineRecord {
  readonly period: string;
  readonly customer: string;
  readonly reseller: string | null;
  readonly service: string;
  readonly resourceType: string | null;
  readonly chargeMode: string;
  /** 0 consumption, 1 refund, 2 bill adjustment. */
  readonly kind: number;
  readonly amount: Units;
  readonly debt: Units | null;
  readonly adjustment: Units | null;
  readonly discount: Units | null;
}

/** An entry of the journal as people read it. */
export interface AuditRecord {
  readonly seq: number;
  /** UTC instant. */
  readonly at: string;
  readonly by: string;
  readonly kind: string;
  readonly period: string | null;
  readonly text: string;
  readonly amount: Units | null;
  readonly hash: string;
}
