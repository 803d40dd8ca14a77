/** Which result the rows of each exported month come from: a closed month's from its archive wherever today's is another. */
import {
  belongsTo,
  replayOf,
  signedMonth,
  stateAfter,
  withSignOff,
  type BreakState,
  type ClosedRows,
  type SignedMonth,
} from '../../shared/close';
import { parseUnits, sum, type Units } from '../../shared/money';
import type { Period } from '../../shared/period';
import type { EngineInput, EngineResult } from '../../shared/reconcile/types';
import { sameMonth, sourceOf } from '../../shared/report';
import type { DeskCore } from './core';
import { archiveText } from './drift';
import { signedPeriods } from './statuses';

/** Months of one result, whose rows stand together. */
export interface ExportPart {
  readonly periods: ReadonlySet<Period>;
  readonly input: EngineInput;
  readonly result: EngineResult;
}

/** A closed month in a workbook. */
export interface ClosedPart {
  readonly signed: SignedMonth | null;
  /**
   * `same`: today's rows are those signed. `archive`: the rows are those signed, made from the archive again. `today`: they are today's, because the
   * archive does not give its rows again (an older format or engine); what was signed stands beside. `lost`: no archive can be read.
   */
  readonly rows: 'same' | 'archive' | 'today' | 'lost';
  /** Sum of the bill lines as signed. */
  readonly billTotal: Units;
}

export interface ExportMonths {
  /** Today's first, then a closed month each. */
  readonly parts: readonly ExportPart[];
  readonly closed: ReadonlyMap<Period, ClosedPart>;
}

/** @param asked months of the workbook */
export async function exportMonths(
  core: DeskCore,
  asked: ReadonlySet<Period>,
  input: EngineInput,
  result: EngineResult,
): Promise<ExportMonths> {
  const { store } = core;
  const closed = new Map<Period, ClosedPart>();
  const parts: ExportPart[] = [];
  for (const { period, archive } of await store.closings.orderBy('period').toArray()) {
    if (!asked.has(period)) continue;
    const text = await archiveText(core, archive);
    if (text === null) {
      closed.set(period, { signed: null, rows: 'lost', billTotal: 0n });
      continue;
    }
    const signed = signedMonth(text);
    const billTotal = sum((JSON.parse(text) as ClosedRows).billCells.map((row) => parseUnits((row as readonly string[])[AMOUNT]!)));
    const moved = ((await store.archived.get(period))?.drift.lines.length ?? 0) > 0 || !isAsSigned(period, signed, result);
    const again = moved ? replayOf(text) : null;
    if (again !== null && again.difference === null) parts.push({ periods: new Set([period]), input: again.input, result: again.result });
    closed.set(period, { signed, rows: !moved ? 'same' : again !== null && again.difference === null ? 'archive' : 'today', billTotal });
  }
  const own = new Set([...asked].filter((period) => closed.get(period)?.rows !== 'archive'));
  return { parts: [{ periods: own, input, result }, ...parts], closed };
}

/** Place of the amount in an archive's bill cells (shared/close/drift.ts). */
const AMOUNT = 5;

function isAsSigned(period: Period, signed: SignedMonth, today: EngineResult): boolean {
  const of = <T extends { readonly period: Period }>(rows: readonly T[]): T[] => rows.filter((row) => row.period === period);
  const [then, now] = [
    { ...signed, figures: signed.figures === null ? [] : [signed.figures] },
    {
      figures: of(today.figures),
      totals: of(today.totals),
      matching: of(today.matching),
      breaks: today.breaks.filter((one) => belongsTo(one, period)),
      margin: of(today.margin),
    },
  ].map((month) =>
    sourceOf(
      month,
      () => 'open',
      () => 'open',
    ),
  );
  return sameMonth(period, then!, now!);
}

/** What listing needs of a break, its difference in units. */
export interface ListedBreak {
  readonly id: string;
  readonly period: Period;
  readonly otherPeriod: Period | null;
  readonly difference: Units | null;
}

/** Breaks of the result that a month's rows come from: those of the month, and the timing breaks whose other month it is. */
export interface MonthBreaks<T> {
  /** The same for months of one result. */
  readonly of: unknown;
  readonly list: readonly T[];
}

/**
 * Breaks of the workbook, each in the months in which it stands. A timing break between a closed month and another one stands in both only where
 * both results have it with the same amount; else each month has a row of its own, so that the rows of a month are what its result says.
 */
export function listedBreaks<T extends ListedBreak>(asked: ReadonlySet<Period>, ofMonth: (period: Period) => MonthBreaks<T>): T[] {
  const periods = [...asked].sort();
  const months = new Map(periods.map((period) => [period, ofMonth(period)]));
  const ids = new Map<Period, ReadonlyMap<string, T>>();
  const twinIn = (period: Period, id: string): T | undefined => {
    const known = ids.get(period) ?? new Map(months.get(period)!.list.map((one) => [one.id, one]));
    ids.set(period, known);
    return known.get(id);
  };
  const rows: T[] = [];
  for (const period of periods) {
    const { of, list } = months.get(period)!;
    for (const one of list) {
      const other = one.period === period ? one.otherPeriod : one.period;
      const elsewhere = other !== null && other !== period && months.has(other) && months.get(other)!.of !== of;
      const whole = !elsewhere || twinIn(other, one.id)?.difference === one.difference;
      if (one.period === period) rows.push(whole ? one : { ...one, otherPeriod: null });
      else if (!whole) rows.push({ ...one, period, otherPeriod: null, difference: one.difference === null ? null : -one.difference });
    }
  }
  return rows;
}

/** Where breaks stand that only an archive has. */
export async function archivedStates(core: DeskCore, { parts }: ExportMonths): Promise<ReadonlyMap<string, BreakState>> {
  const ids = new Set(parts.slice(1).flatMap(({ result }) => result.breaks.map(({ id }) => id)));
  if (ids.size === 0) return new Map();
  const signed = await signedPeriods(core);
  const rows = (await core.store.decisions.toArray()).filter(({ breakId }) => ids.has(breakId));
  return new Map(rows.map(({ breakId, acts }) => [breakId, withSignOff(stateAfter(acts), signed)]));
}
