/** The margin report against what the months' pages show. Amounts as decimal text. */
import type { PeriodSummary } from '../../../shared/desk/api';
import { formatUnits, parseUnits, type Units } from '../../../shared/money';
import type { MarginStored, StoredMatching } from '../../store/schema';

export interface MarginTie {
  /** Months that the report has rows of, ascending. */
  readonly months: readonly string[];
  /** Months with figures and without a revenue ledger: no part of the report. */
  readonly without: readonly string[];
  /** Consumption, refunds and adjustments of the months together, as their pages show them. */
  readonly due: string;
  readonly cost: string;
  /** due - cost. */
  readonly costRest: string;
  /** Revenue ledger as it is booked. */
  readonly booked: string;
  readonly revenue: string;
  /** booked - revenue: tax, and rows that belong to nobody known. */
  readonly revenueRest: string;
  /** Where the months' figures come from. */
  readonly sources: readonly PeriodSummary['source'][];
}

const text = (units: Units): string => formatUnits(units);
const add = (list: readonly string[]): Units => list.reduce((sum, one) => sum + parseUnits(one), 0n);

/** @param period the month that is looked at, null for all */
export function tieOf(
  rows: readonly Pick<MarginStored, 'period' | 'revenue' | 'cost'>[],
  figures: readonly PeriodSummary[],
  revenueMatching: readonly Pick<StoredMatching, 'period' | 'ledgerTotal'>[],
  period: string | null,
): MarginTie {
  const own = period === null ? rows : rows.filter((row) => row.period === period);
  const months = [...new Set(own.map((row) => row.period))].sort();
  const inReport = figures.filter((one) => months.includes(one.period));
  const due = inReport.reduce((sum, { consumption, refunds, adjustments }) => sum + add([consumption, refunds, adjustments]), 0n);
  const cost = add(own.map((row) => row.cost));
  const revenue = add(own.map((row) => row.revenue));
  const booked = add(revenueMatching.filter((one) => months.includes(one.period)).map(({ ledgerTotal }) => ledgerTotal));
  return {
    months,
    without: period === null ? figures.map((one) => one.period).filter((one) => !months.includes(one)) : [],
    due: text(due),
    cost: text(cost),
    costRest: text(due - cost),
    booked: text(booked),
    revenue: text(revenue),
    revenueRest: text(booked - revenue),
    sources: [...new Set(inReport.map(({ source }) => source))],
  };
}
