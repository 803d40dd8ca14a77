import { byCodeUnit } from '../digest';
import { CENT, divideHalfUp, divideToCent, formatUnits, ONE, parseUnits, type Units } from '../money';
import type { EngineContext } from './context';
import type { RevenueGroup, RevenueGroups } from './revenue-groups';
import type { LedgerEntry, MarginRow } from './types';

/**
 * Margin per counterparty and month: revenue net of tax - cost (semantics.md #56), reported and never forced to 0. Cost is the bill as it
 * is, pre-tax; months without a revenue ledger have no rows.
 */
export function marginRows(context: EngineContext, grouped: RevenueGroups): MarginRow[] {
  const sums = new Map<string, { group: RevenueGroup; revenue: Units; cost: Units }>();
  for (const group of grouped.groups) {
    const key = `${group.period}|${group.counterparty}`;
    const sum = sums.get(key) ?? { group, revenue: 0n, cost: 0n };
    for (const entry of group.entries) sum.revenue += netOf(group, entry);
    sum.cost += group.cost;
    sums.set(key, sum);
  }
  return [...sums.values()]
    .filter(({ revenue, cost }) => revenue !== 0n || cost !== 0n)
    .map(({ group, revenue, cost }) => {
      const counterparty = context.codes.text(group.counterparty);
      const margin = revenue - cost;
      const rate = revenue === 0n ? null : marginRate(margin, revenue);
      return { period: context.periods[group.period]!, counterparty, customer: context.resellers.has(group.counterparty) ? null : counterparty, service: null, revenue, cost, margin, rate };
    })
    .sort((a, b) => byCodeUnit(a.period, b.period) || byCodeUnit(a.counterparty, b.counterparty));
}

/**
 * Entry without tax, half up to the cent: divided by the one tax rate of the group's rules, else by the entry's own, else by what the
 * rules' rates come to together. Pre-tax entries and entries without any rate stay as they are.
 */
function netOf(group: RevenueGroup, entry: LedgerEntry): Units {
  if (entry.basis === 'pretax') return entry.units;
  const [only] = group.expected.taxes;
  if (group.expected.taxes.size === 1 && only !== undefined && only !== '0') return divideToCent(entry.units, ONE + parseUnits(only));
  if (group.expected.taxes.size > 1) {
    const taxed = group.expected.withTax ? group.expected.units : group.other.units;
    const net = group.expected.withTax ? group.other.units : group.expected.units;
    if (taxed > 0n) return divideHalfUp(entry.units * net, taxed * CENT) * CENT;
  }
  return entry.tax ? divideToCent(entry.units, ONE + parseUnits(entry.tax)) : entry.units;
}

/** margin / revenue with 4 decimals, half up. */
function marginRate(margin: Units, revenue: Units): string {
  const negative = revenue < 0n;
  const scaled = divideHalfUp((negative ? -margin : margin) * 10_000n, negative ? -revenue : revenue);
  return formatUnits(scaled, 4, 4);
}
