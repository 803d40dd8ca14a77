import { byCodeUnit } from '../digest';
import { divideHalfUp, formatUnits, type Units } from '../money';
import type { Period } from '../period';
import type { MarginRow } from './types';

/** What a margin report can be grouped by, in the order its columns stand. */
export const MARGIN_BY = ['period', 'counterparty', 'customer', 'service'] as const;
export type MarginBy = (typeof MARGIN_BY)[number];

/** Cost inside a line that the report asks to see finer than its revenue goes; it is part of the line's cost, not beside it. */
export interface MarginCost {
  readonly customer: string | null;
  readonly service: string | null;
  readonly cost: Units;
}

/** A line of a margin report; a member that is not grouped by is null. */
export interface MarginLine {
  readonly period: Period | null;
  /** Also named where the report asks for customers and the counterparty's revenue does not. */
  readonly counterparty: string | null;
  readonly customer: string | null;
  readonly service: string | null;
  readonly revenue: Units;
  readonly cost: Units;
  readonly margin: Units;
  /** margin / revenue, decimal text with 4 decimals, or null without revenue. */
  readonly rate: string | null;
  /** Members grouped by that this line's revenue does not name. */
  readonly unsplit: readonly ('customer' | 'service')[];
  readonly parts: readonly MarginCost[];
}

/** margin / revenue with 4 decimals, half up; null without revenue. */
export function marginRate(margin: Units, revenue: Units): string | null {
  if (revenue === 0n) return null;
  const negative = revenue < 0n;
  const scaled = divideHalfUp((negative ? -margin : margin) * 10_000n, negative ? -revenue : revenue);
  return formatUnits(scaled, 4, 4);
}

type Names = Pick<MarginLine, 'period' | 'counterparty' | 'customer' | 'service'>;

/** Order of rows and lines: month, counterparty, customer, service by code unit; what names none first. */
export function byMarginKey(a: Names, b: Names): number {
  return MARGIN_BY.reduce((order, name) => order || byCodeUnit(a[name] ?? '', b[name] ?? ''), 0);
}

interface Growing extends Names {
  revenue: Units;
  cost: Units;
  readonly unsplit: ('customer' | 'service')[];
  readonly parts: Map<string, { customer: string | null; service: string | null; cost: Units }>;
}

/**
 * Margin rows added up to lines. Revenue, cost and margin of all lines add up to those of all rows. Where a row's revenue does not name the
 * customers or services asked for, it makes a line of its own for its counterparty that says so (`unsplit`) and shows the cost by them as parts.
 */
export function rollUpMargin(rows: readonly MarginRow[], by: readonly MarginBy[]): MarginLine[] {
  const wants = new Set(by);
  const lines = new Map<string, Growing>();
  for (const row of rows) {
    const unsplit = (['customer', 'service'] as const).filter((name) => wants.has(name) && row[name] === null);
    const names: Names = {
      period: wants.has('period') ? row.period : null,
      counterparty: wants.has('counterparty') || unsplit.length > 0 ? row.counterparty : null,
      customer: wants.has('customer') ? row.customer : null,
      service: wants.has('service') ? row.service : null,
    };
    const key = JSON.stringify([names.period, names.counterparty, names.customer, names.service, unsplit]);
    const line = lines.get(key) ?? { ...names, revenue: 0n, cost: 0n, unsplit, parts: new Map() };
    lines.set(key, line);
    line.revenue += row.revenue;
    line.cost += row.cost;
    for (const part of unsplit.length > 0 ? row.parts : []) {
      const customer = wants.has('customer') ? part.customer : null;
      const service = wants.has('service') ? part.service : null;
      const at = JSON.stringify([customer, service]);
      const known = line.parts.get(at);
      if (known) known.cost += part.cost;
      else line.parts.set(at, { customer, service, cost: part.cost });
    }
  }
  return [...lines.values()]
    .map(({ parts, ...line }): MarginLine => {
      const margin = line.revenue - line.cost;
      return {
        ...line,
        margin,
        rate: marginRate(margin, line.revenue),
        parts: [...parts.values()].filter(({ cost }) => cost !== 0n).sort(byPart),
      };
    })
    .sort(byMarginKey);
}

const byPart = (a: MarginCost, b: MarginCost): number =>
  byCodeUnit(a.customer ?? '', b.customer ?? '') || byCodeUnit(a.service ?? '', b.service ?? '');
