import Decimal from 'decimal.js-light';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  add,
  divideHalfUp,
  divideToCent,
  formatUnits,
  halfUpToCent,
  multiply,
  multiplyToCent,
  parseUnits,
  sum,
  truncateToCent,
  type Units,
} from '../../../shared/money';

/** Money against a library of big decimals: another author's arithmetic, by text in and text out. */
const Big = Decimal.clone({ precision: 80, rounding: Decimal.ROUND_HALF_UP, toExpNeg: -40, toExpPos: 60 });
const SCALE = new Big('100000000');

/** To 10^12 and eight decimals, often near a half cent. */
const units: fc.Arbitrary<Units> = fc.oneof(
  fc.bigInt(-(10n ** 20n), 10n ** 20n),
  fc.bigInt(-1_000_000n, 1_000_000n),
  fc.tuple(fc.bigInt(-(10n ** 8n), 10n ** 8n), fc.constantFrom(-1n, 0n, 1n)).map(([cents, off]) => cents * 1_000_000n + 500_000n + off),
);
/** What fits into 64 bits with a sign: more is refused, never cut. */
const LARGEST = 2n ** 63n - 1n;
const readable = fc.oneof(fc.bigInt(-LARGEST, LARGEST), fc.bigInt(-1_000_000n, 1_000_000n), fc.constantFrom(LARGEST, -LARGEST));
const factor = fc.bigInt(1n, 3n * 10n ** 8n);
const big = (value: Units): Decimal => new Big(value.toString()).dividedBy(SCALE);
const text = (value: Decimal): string => formatUnits(BigInt(value.times(SCALE).toFixed(0)), 8);
const shown = (value: Units): string => formatUnits(value, 8);
const runs = { numRuns: Number(process.env['RD_SEEDS'] ?? '10') * 100 };

describe('money against a big-decimal library', () => {
  it('reads and writes the same numbers', () => {
    fc.assert(
      fc.property(readable, fc.nat(8), (value, decimals) => {
        const written = big(value).toFixed(8);
        expect(parseUnits(written)).toBe(value);
        expect(new Big(formatUnits(value, decimals)).eq(big(value))).toBe(true);
        expect(parseUnits(big(value).toExponential())).toBe(value);
      }),
      runs,
    );
  });

  it('refuses what is larger', () => {
    fc.assert(
      fc.property(fc.bigInt(1n, 10n ** 20n), fc.boolean(), (more, negative) => {
        const value = negative ? -LARGEST - more : LARGEST + more;
        expect(() => parseUnits(big(value).toFixed(8))).toThrow(/too-large/);
      }),
    );
  });

  it('adds and sums the same', () => {
    fc.assert(
      fc.property(fc.array(units, { maxLength: 30 }), (values) => {
        const total = values.reduce((all, value) => all.plus(big(value)), new Big(0));
        expect(shown(sum(values))).toBe(text(total));
        const money = values.map((one) => ({ units: one, currency: 'CNY', basis: 'pretax' }) as const);
        expect(
          shown(
            money.reduce((a, b) => ({ ...add(a, b), currency: 'CNY', basis: 'pretax' }), {
              units: 0n,
              currency: 'CNY',
              basis: 'pretax',
            } as const).units,
          ),
        ).toBe(text(total));
      }),
      runs,
    );
  });

  it('rounds to the cent the same: halves away from zero, cuts towards it', () => {
    fc.assert(
      fc.property(units, (value) => {
        expect(shown(halfUpToCent(value))).toBe(text(big(value).toDecimalPlaces(2, Decimal.ROUND_HALF_UP)));
        expect(shown(truncateToCent(value))).toBe(text(big(value).toDecimalPlaces(2, Decimal.ROUND_DOWN)));
      }),
      runs,
    );
  });

  it('multiplies by a rate the same, to 10^-8 and to the cent in one step', () => {
    fc.assert(
      fc.property(units, factor, (value, rate) => {
        const product = big(value).times(big(rate));
        expect(shown(multiply(value, rate))).toBe(text(product.toDecimalPlaces(8, Decimal.ROUND_HALF_UP)));
        expect(shown(multiplyToCent(value, rate))).toBe(text(product.toDecimalPlaces(2, Decimal.ROUND_HALF_UP)));
      }),
      runs,
    );
  });

  it('divides the same', () => {
    fc.assert(
      fc.property(units, factor, (value, by) => {
        // Eighty digits tell every half of these sizes apart.
        const quotient = big(value).dividedBy(big(by));
        expect(shown(divideToCent(value, by))).toBe(text(quotient.toDecimalPlaces(2, Decimal.ROUND_HALF_UP)));
        expect(divideHalfUp(value, by).toString()).toBe(
          new Big(value.toString())
            .dividedBy(new Big(by.toString()))
            .toDecimalPlaces(0, Decimal.ROUND_HALF_UP)
            .toFixed(0)
            .replace(/^-0$/, '0'),
        );
      }),
      runs,
    );
  });
});
