/** What becomes a row of a sheet. */
import type { Units } from '../money';
import type { Adjustment, Break, ControlTotal, Match, PeriodFigures } from '../reconcile/types';

/** Figures of a period with what people did about it. */
export interface SummaryRecord {
  /** What the workbook's other sheets add up to: of a closed month what was signed, wherever its archive gives its rows again. */
  readonly figures: PeriodFigures;
  /** Where a closed month's rows come from; null for open months. */
  readonly rows: ClosedRowsFrom | null;
  /** What was signed, where the rows are today's because the archive does not give its own again. */
  readonly signed: PeriodFigures | null;
  /** What today's data and rules give, where the rows are those signed and today's are others. */
  readonly today: { readonly figures: PeriodFigures | null; readonly breaks: number; readonly breakAmount: Units } | null;
  readonly state: string;
  readonly openBreaks: number;
  readonly openAmount: Units;
  readonly carriedAmount: Units;
}

/** `same`: today's are those signed; `archive`: from the archive; `today`, `lost`: today's, for want of an archive that gives its own. */
export type ClosedRowsFrom = 'same' | 'archive' | 'today' | 'lost';

/** A control total from where the rows of its month come; the other one beside, as in {@link SummaryRecord}. */
export interface TotalRecord extends ControlTotal {
  readonly signed: ControlTotal | null;
  readonly today: ControlTotal | null;
}

/** A break with its decision. */
export interface BreakRecord {
  readonly break: Break;
  readonly status: string;
  readonly reasonCode: string | null;
  readonly note: string | null;
  readonly owner: string | null;
  /** Of a break as signed whose month moved: whether today's data still give it, and with which difference. */
  readonly today?: { readonly stands: boolean; readonly difference: Units | null };
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
