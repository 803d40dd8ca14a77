/** Expected prices against the same contract worked out with a big-decimal library, which shares no arithmetic with the product. */
import Decimal from 'decimal.js-light';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatUnits } from '../../../shared/money';
import { reconcile } from '../../../shared/reconcile/engine';
import { parsePriceRules } from '../../../shared/reconcile/price-rules';
import { inputOf, type BillRow } from '../../unit/reconcile/build-input';

// 120 digits: no quotient of two amounts comes that near to half a cent without being it.
Decimal.set({ precision: 120, toExpNeg: -200, toExpPos: 200 });

const money = (most: number): fc.Arbitrary<string> =>
  fc
    .tuple(fc.integer({ min: -most, max: most }), fc.integer({ min: 0, max: 99_999_999 }))
    .map(([whole, part]) => `${whole}.${String(part).padStart(8, '0')}`);
const rate = fc.integer({ min: 0, max: 300_000_000 }).map((n) => formatUnits(BigInt(n)));
const tax = fc.constantFrom<string | undefined>(undefined, '0', '0.06', '0.13', '0.09000001');

const steps = fc
  .tuple(fc.uniqueArray(fc.integer({ min: 1, max: 200_000 }), { maxLength: 4 }), fc.array(rate, { minLength: 5, maxLength: 5 }))
  .map(([froms, factors]) => [0, ...froms.sort((a, b) => a - b)].map((from, i) => ({ from: String(from), factor: factors[i]! })));

type Price =
  | { kind: 'pass-through' }
  | { kind: 'cost-plus'; markup: string }
  | { kind: 'list-discount'; factor: string }
  | { kind: 'tiers'; of: 'list' | 'cost'; span: 'whole' | 'slices'; steps: { from: string; factor: string }[] };

const price: fc.Arbitrary<Price> = fc.oneof(
  fc.constant<Price>({ kind: 'pass-through' }),
  rate.map((markup): Price => ({ kind: 'cost-plus', markup })),
  rate.map((factor): Price => ({ kind: 'list-discount', factor })),
  fc.record({
    kind: fc.constant('tiers' as const),
    of: fc.constantFrom('list' as const, 'cost' as const),
    span: fc.constantFrom('whole' as const, 'slices' as const),
    steps,
  }),
);
const rounding = fc.constantFrom('half-up-line', 'half-up-total', 'truncate-line', 'truncate-total');
const bill = fc.record({ service: fc.constantFrom('s1', 's2', 's3', 's4'), amount: money(60_000), discount: money(9_000) });

function expectedBy(rule: { price: Price; tax?: string | undefined; rounding: string }, bills: readonly BillRow[]): Decimal {
  const cells = new Map<string, { amount: Decimal; list: Decimal }>();
  for (const { service = '', amount, discount = '0' } of bills) {
    const cell = cells.get(service) ?? { amount: new Decimal(0), list: new Decimal(0) };
    cells.set(service, { amount: cell.amount.plus(amount), list: cell.list.plus(amount).plus(discount) });
  }
  const onList = rule.price.kind === 'list-discount' || (rule.price.kind === 'tiers' && rule.price.of === 'list');
  const bases = [...cells.values()].map(({ amount, list }) => (onList ? list : amount));
  const volume = bases.reduce((sum, base) => sum.plus(base), new Decimal(0));
  const taxed = new Decimal(1).plus(rule.tax ?? '0');
  const prices = bases.map((base) => priceOf(rule.price, base, volume, taxed));
  const cent = (value: Decimal): Decimal =>
    value.toDecimalPlaces(2, rule.rounding.startsWith('truncate') ? Decimal.ROUND_DOWN : Decimal.ROUND_HALF_UP);
  const total = (values: readonly Decimal[]): Decimal => values.reduce((sum, value) => sum.plus(value), new Decimal(0));
  return rule.rounding.endsWith('line') ? total(prices.map(cent)) : cent(total(prices));
}

function priceOf(rule: Price, base: Decimal, volume: Decimal, taxed: Decimal): Decimal {
  if (rule.kind === 'pass-through') return base.times(taxed);
  if (rule.kind === 'cost-plus') return base.times(new Decimal(rule.markup).plus(1)).times(taxed);
  if (rule.kind === 'list-discount') return base.times(rule.factor).times(taxed);
  const first = rule.steps[0]!.factor;
  if (volume.lessThanOrEqualTo(0)) return base.times(first).times(taxed);
  if (rule.span === 'whole') {
    const reached = [...rule.steps].reverse().find(({ from }) => volume.greaterThanOrEqualTo(from));
    return base.times(reached?.factor ?? first).times(taxed);
  }
  let whole = new Decimal(0);
  rule.steps.forEach(({ from, factor }, i) => {
    const next = rule.steps[i + 1]?.from;
    const end = next === undefined || volume.lessThan(next) ? volume : new Decimal(next);
    if (end.greaterThan(from)) whole = whole.plus(end.minus(from).times(factor));
  });
  // Divided last, so that what divides evenly stays even.
  return base.times(whole).times(taxed).dividedBy(volume);
}

describe('expected prices', () => {
  it('are those of a big-decimal library, to the last cent', () => {
    fc.assert(
      fc.property(fc.array(bill, { minLength: 1, maxLength: 9 }), price, tax, rounding, (bills, of, rate_, how) => {
        const rule = { price: of, tax: rate_, rounding: how };
        const priceRules = parsePriceRules({ version: 1, rules: [{ id: 'r', from: '2026-01', ...rule }] });
        const entries = [{ role: 'revenue' as const, grain: 'customer' as const, service: null, basis: 'taxed' as const, amount: '1' }];
        const summary = reconcile(inputOf({ bills, priceRules, entries })).matching.find((one) => one.role === 'revenue')!;
        expect(formatUnits(summary.billTotal)).toBe(
          expectedBy(rule, bills)
            .toFixed(2)
            .replace(/^-0\.00$/, '0.00'),
        );
      }),
      { numRuns: Number(process.env['RD_SEEDS'] ?? '10') * 50 },
    );
  });
});
