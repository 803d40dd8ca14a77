import { formatUnits, type Units } from '../money';
import type { Period } from '../period';
import type { EngineContext } from './context';
import { InvariantError } from './invariant';
import { ExpectedPrice } from './price';
import { priceCells, sumOfKinds, type PriceCell } from './price-cells';
import type { RevenueGroup, RevenueGroups } from './revenue-groups';

/** What a counterparty owes for one customer's service in a month, at its agreed price; never what it costs the partner. */
export interface PricedLine {
  readonly period: Period;
  readonly counterparty: string;
  readonly customer: string;
  readonly service: string;
  /** Parts of `expected`, which they add up to exactly; null where no rule prices the line. */
  readonly consumption: Units | null;
  readonly refunds: Units | null;
  readonly adjustments: Units | null;
  readonly expected: Units | null;
  /** Basis of the price: the ledger's, and with tax where the month has no revenue ledger. */
  readonly basis: RevenueGroup['basis'];
  /** True when a rule with a tax rate priced it. */
  readonly taxed: boolean;
}

/**
 * The bill at the price rules' prices, line by line. Lines of a group add up to the engine's expected amount of it to the cent: a group's
 * rounding (half up over the total, a fixed amount) goes to the lines in code-unit order as the running total takes it.
 * @throws InvariantError when they do not
 */
export function pricedLines(context: EngineContext, grouped: RevenueGroups, periods: ReadonlySet<Period>): PricedLine[] {
  const { codes, input } = context;
  const groups = new Map(grouped.groups.map((group) => [`${group.period}|${group.counterparty}|${group.service}`, group]));
  const running = new Map<string, ExpectedPrice>();
  const lines = new Map<string, PricedLine>();
  const keyOf = (cell: PriceCell): string =>
    [cell.service, 0].map((service) => `${cell.period}|${cell.counterparty}|${service}`).find((name) => groups.has(name)) ??
    `${cell.period}|${cell.counterparty}|0`;
  const booked = (cell: PriceCell): boolean => {
    const group = groups.get(keyOf(cell));
    return group !== undefined && group.entries.length + group.foreign.length > 0;
  };
  for (const cell of priceCells(context, grouped.parties, (period) => periods.has(input.periods[period] ?? ''), booked)) {
    const names = {
      period: input.periods[cell.period]!,
      counterparty: codes.text(cell.counterparty),
      customer: codes.text(cell.customer),
      service: codes.text(cell.service),
    };
    const key = keyOf(cell);
    const basis = groups.get(key)?.basis ?? 'taxed';
    const price = running.get(key) ?? new ExpectedPrice(basis !== 'pretax');
    running.set(key, price);
    const part = priced(cell, price);
    if (part === null) continue;
    const id = `${cell.period}|${cell.counterparty}|${cell.customer}|${cell.service}`;
    lines.set(id, merged(lines.get(id), { ...names, ...part, basis }));
  }
  for (const [key, group] of groups) {
    if (!periods.has(input.periods[group.period] ?? '')) continue;
    const found = running.get(key)?.units ?? 0n;
    if (found !== group.expected.units)
      throw new InvariantError('residue', `priced lines: ${formatUnits(found)} instead of ${formatUnits(group.expected.units)}`);
  }
  return [...lines.values()];
}

type Parts = Pick<PricedLine, 'consumption' | 'refunds' | 'adjustments' | 'expected' | 'taxed'>;

/** Prices one cell; null for a cell of nothing. */
function priced({ amount, discount, choice, factor }: PriceCell, price: ExpectedPrice): Parts | null {
  const rule = choice?.rule ?? null;
  const total = { amount: sumOfKinds(amount), discount: sumOfKinds(discount), factor };
  const nothing = amount.every((units) => units === 0n);
  if (rule === null) return nothing ? null : { consumption: null, refunds: null, adjustments: null, expected: null, taxed: false };
  const before = price.units;
  if (total.amount !== 0n || total.discount !== 0n) price.add(rule, total);
  const expected = price.units - before;
  const of = (kind: 1 | 2): Units => {
    if (rule.price.kind === 'fixed' || (amount[kind] === 0n && discount[kind] === 0n)) return 0n;
    const alone = new ExpectedPrice(price.withTax);
    alone.add(rule, { amount: amount[kind], discount: discount[kind], factor });
    return alone.units;
  };
  const refunds = of(1);
  const adjustments = of(2);
  if (expected === 0n && refunds === 0n && adjustments === 0n) return null;
  return {
    consumption: expected - refunds - adjustments,
    refunds,
    adjustments,
    expected,
    taxed: price.withTax && (rule.tax ?? '0') !== '0',
  };
}

/** A line of several charge modes; one part without a price leaves the whole line without. */
function merged(before: PricedLine | undefined, line: PricedLine): PricedLine {
  if (!before) return line;
  const add = (a: Units | null, b: Units | null): Units | null => (a === null || b === null ? null : a + b);
  return {
    ...line,
    consumption: add(before.consumption, line.consumption),
    refunds: add(before.refunds, line.refunds),
    adjustments: add(before.adjustments, line.adjustments),
    expected: add(before.expected, line.expected),
    taxed: before.taxed || line.taxed,
  };
}
