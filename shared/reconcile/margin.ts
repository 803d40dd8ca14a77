import { byCodeUnit } from '../digest';
import { CENT, divideHalfUp, divideToCent, ONE, parseUnits, type Units } from '../money';
import type { EngineContext } from './context';
import { byMarginKey, marginRate } from './margin-report';
import { sumOfKinds } from './price-cells';
import type { RevenueGroup, RevenueGroups } from './revenue-groups';
import type { LedgerEntry, MarginPart, MarginRow } from './types';

interface Sum {
  readonly group: RevenueGroup;
  /** 0 where the row does not name one. */
  readonly customer: number;
  readonly service: number;
  revenue: Units;
  cost: Units;
  /** Cost by `customer|service`. */
  readonly parts: Map<string, { customer: number; service: number; cost: Units }>;
}

/**
 * Margin per month at the finest grain the revenue ledger allows (semantics.md #56): revenue net of tax - cost, reported and never forced to 0.
 * Cost is the bill as it is, pre-tax; months without a revenue ledger have no rows.
 *
 * By service where every entry of the counterparty names one. A reseller's revenue is by customer only where every entry names the customer;
 * else its customers' cost stands in the row's parts and the margin is known for the reseller alone. Revenue is never split.
 */
export function marginRows(context: EngineContext, { groups }: Pick<RevenueGroups, 'groups'>): MarginRow[] {
  const named = entriesNameCustomers(context, groups);
  const sums = new Map<string, Sum>();
  for (const group of groups) {
    const single = !context.resellers.has(group.counterparty);
    const byCustomer = single || named.get(placeOf(group)) === true;
    const at = (own: number): Sum => {
      const customer = single ? group.counterparty : byCustomer ? own : 0;
      const key = `${placeOf(group)}|${customer}|${group.service}`;
      const sum = sums.get(key) ?? { group, customer, service: group.service, revenue: 0n, cost: 0n, parts: new Map() };
      sums.set(key, sum);
      return sum;
    };
    for (const entry of group.entries) at(context.codes.code(entry.customer)).revenue += netOf(group, entry);
    for (const cell of group.priced) {
      const sum = at(cell.customer);
      const cost = sumOfKinds(cell.amount);
      sum.cost += cost;
      if (sum.customer !== 0 && sum.service !== 0) continue;
      const key = `${cell.customer}|${cell.service}`;
      const part = sum.parts.get(key);
      if (part) part.cost += cost;
      else sum.parts.set(key, { customer: cell.customer, service: cell.service, cost });
    }
  }
  return [...sums.values()]
    .filter(({ revenue, cost, parts }) => revenue !== 0n || cost !== 0n || [...parts.values()].some((part) => part.cost !== 0n))
    .map((sum) => rowOf(context, sum))
    .sort(byMarginKey);
}

const placeOf = ({ period, counterparty }: RevenueGroup): string => `${period}|${counterparty}`;

/** Counterparties and months in which there are entries and each names its customer. */
function entriesNameCustomers({ resellers }: EngineContext, groups: readonly RevenueGroup[]): ReadonlyMap<string, boolean> {
  const named = new Map<string, boolean>();
  for (const group of groups) {
    if (!resellers.has(group.counterparty)) continue;
    const place = placeOf(group);
    for (const entry of group.entries) if (entry.units !== 0n) named.set(place, (named.get(place) ?? true) && entry.customer !== null);
  }
  return named;
}

function rowOf(context: EngineContext, { group, customer, service, revenue, cost, parts }: Sum): MarginRow {
  const { codes } = context;
  const margin = revenue - cost;
  return {
    period: context.periods[group.period]!,
    counterparty: codes.text(group.counterparty),
    customer: codes.optional(customer),
    service: codes.optional(service),
    revenue,
    cost,
    margin,
    rate: marginRate(margin, revenue),
    parts: [...parts.values()]
      .filter((part) => part.cost !== 0n)
      .map((part): MarginPart => ({ customer: codes.text(part.customer), service: codes.text(part.service), cost: part.cost }))
      .sort((a, b) => byCodeUnit(a.customer, b.customer) || byCodeUnit(a.service, b.service)),
  };
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
