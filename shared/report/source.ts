import { formatUnits, type Units } from '../money';
import { reasonWords, type ServiceName } from '../reconcile/reasons';
import { rowKey } from '../reconcile/break-id';
import type { BreakStatus, PeriodState, PeriodSummary, StoredBreak } from '../desk/api';
import type { EngineResult, LedgerRole, PassName } from '../reconcile/types';
import { keptTotal, type KeptTotal } from './totals';
import type { Period } from '../period';

export interface SourceMatching {
  readonly role: LedgerRole;
  readonly period: Period;
  readonly entries: number;
  readonly lines: number;
  readonly matched: number;
  readonly byPass: Readonly<Partial<Record<PassName, number>>>;
  readonly ambiguous: number;
  readonly residue: string;
}

export type SourceBreak = Omit<StoredBreak, 'customerName' | 'decision'>;

/** As fine as the engine has it; the report adds services up. */
export interface SourceMargin {
  readonly period: Period;
  readonly counterparty: string;
  readonly customer: string | null;
  readonly service: string | null;
  readonly revenue: string;
  readonly cost: string;
  readonly margin: string;
  readonly rate: string | null;
}

/** A closed month beside today's result. */
export interface ClosedMonth {
  readonly period: Period;
  /** SHA-256 of its archive. */
  readonly archive: string;
  /** What was signed; null when the archive is missing or damaged. */
  readonly signed: ReportSource | null;
}

/** Figures and findings with amounts as decimal text: what the store keeps, and what an engine result becomes. */
export interface ReportSource {
  readonly figures: readonly PeriodSummary[];
  readonly totals: readonly KeptTotal[];
  readonly matching: readonly SourceMatching[];
  readonly breaks: readonly SourceBreak[];
  readonly margin: readonly SourceMargin[];
}

const text = (units: Units): string => formatUnits(units);
const orNull = (units: Units | null): string | null => (units === null ? null : formatUnits(units));

/** A report's source straight from an engine result; without `serviceName` its sentences hold codes of services. */
export function sourceOf(
  result: Pick<EngineResult, 'figures' | 'totals' | 'matching' | 'breaks' | 'margin'>,
  statusOf: (breakId: string) => BreakStatus,
  stateOf: (period: Period) => PeriodState,
  serviceName?: ServiceName,
): ReportSource {
  return {
    figures: result.figures.map((one) => ({
      ...one,
      consumption: text(one.consumption),
      refunds: text(one.refunds),
      adjustments: text(one.adjustments),
      due: text(one.due),
      dueReadings: one.dueReadings.map((reading) => ({ ...reading, amount: text(reading.amount) })),
      fundAdjustments: {
        allocated: text(one.fundAdjustments.allocated),
        reclaimed: text(one.fundAdjustments.reclaimed),
        net: text(one.fundAdjustments.net),
      },
      state: stateOf(one.period),
    })),
    totals: result.totals.map(keptTotal),
    matching: result.matching.map((one) => ({ ...one, residue: text(one.residue) })),
    breaks: result.breaks.map((item) => ({
      ...item,
      ledgerAmount: orNull(item.ledgerAmount),
      ledgerCurrency: item.ledgerCurrency ?? null,
      billAmount: orNull(item.billAmount),
      expectedAmount: orNull(item.expectedAmount),
      difference: orNull(item.difference),
      reason: reasonWords(item.reason, serviceName),
      rows: item.rows.map(rowKey),
      status: statusOf(item.id),
    })),
    margin: result.margin.map(({ parts: _, ...row }) => ({
      ...row,
      revenue: text(row.revenue),
      cost: text(row.cost),
      margin: text(row.margin),
    })),
  };
}
