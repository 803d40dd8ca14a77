import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  add,
  CENT,
  displayUnits,
  divideHalfUp,
  divideToCent,
  formatUnits,
  halfUpToCent,
  MoneyError,
  multiply,
  multiplyToCent,
  ONE,
  parseUnits,
  sum,
  truncateToCent,
} from '../../../shared/money';

/** Decimal text with up to 10 digits before and 8 after the point, the way the gateway may send it. */
const decimal = fc
  .tuple(fc.boolean(), fc.bigInt(0n, 9_999_999_999n), fc.bigInt(0n, 99_999_999n), fc.nat(8))
  .map(([negative, whole, fraction, decimals]) => ({ negative, whole, fraction: fraction.toString().padStart(8, '0').slice(0, decimals) }));

/** The obvious reading: digits as one integer, scaled by counting decimals. */
function naive(negative: boolean, whole: bigint, fraction: string): bigint {
  const units = BigInt(`${whole}${fraction}`) * 10n ** BigInt(8 - fraction.length);
  return negative ? -units : units;
}

const units = fc.bigInt(-(10n ** 18n), 10n ** 18n);

describe('exact money', () => {
  it('reads what the naive reading reads, with and without an exponent', () => {
    fc.assert(
      fc.property(decimal, fc.nat(6), ({ negative, whole, fraction }, exponent) => {
        const sign = negative ? '-' : '';
        const text = `${sign}${whole}${fraction === '' ? '' : `.${fraction}`}`;
        const expected = naive(negative, whole, fraction);
        expect(parseUnits(text)).toBe(expected);
        const digits = `${whole}${fraction}`;
        expect(parseUnits(`${sign}${digits}E-${fraction.length}`)).toBe(expected);
        if (exponent > 0 && whole < 1000n) expect(parseUnits(`${sign}${whole}e${exponent}`)).toBe(naive(negative, whole * 10n ** BigInt(exponent), ''));
      }),
    );
  });

  it('writes what it reads back', () => {
    fc.assert(fc.property(units, (value) => parseUnits(formatUnits(value)) === value));
    fc.assert(fc.property(units, (value) => parseUnits(displayUnits(value).replaceAll(',', '')) === value));
  });

  it('never rounds while reading', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 9n), fc.integer({ min: 1, max: 9 }), (whole, last) => {
        expect(() => parseUnits(`${whole}.00000000${last}`)).toThrow(MoneyError);
        expect(parseUnits(`${whole}.000000000`)).toBe(whole * ONE);
      }),
    );
  });

  it('truncates towards zero and rounds halves away from zero', () => {
    fc.assert(
      fc.property(units, (value) => {
        const cut = truncateToCent(value);
        expect(cut % CENT).toBe(0n);
        expect(value >= 0n ? value - cut : cut - value).toBeLessThan(CENT);
        const rounded = halfUpToCent(value);
        expect(halfUpToCent(-value)).toBe(-rounded);
        const off = rounded - value;
        expect(off * 2n <= CENT && off * 2n >= -CENT).toBe(true);
        if (off * 2n === CENT || off * 2n === -CENT) expect(rounded > 0n ? off > 0n : off < 0n).toBe(true);
      }),
    );
  });

  it('divides to the nearest integer', () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 12n), 10n ** 12n), fc.bigInt(1n, 10n ** 6n), (value, divisor) => {
        const quotient = divideHalfUp(value, divisor);
        const rest = value - quotient * divisor;
        expect(rest * 2n <= divisor && rest * 2n >= -divisor).toBe(true);
      }),
    );
  });

  it('takes tax to the cent in one rounding, never a half that only rounding to 10^-8 makes', () => {
    const amount = parseUnits('0.00471698');
    expect(halfUpToCent(multiply(amount, parseUnits('1.06')))).toBe(CENT);
    expect(multiplyToCent(amount, parseUnits('1.06'))).toBe(0n);
    fc.assert(
      fc.property(units, fc.bigInt(1n, 2n * ONE), (value, factor) => {
        const off = multiplyToCent(value, factor) * ONE - value * factor;
        expect(off * 2n <= CENT * ONE && off * 2n >= -CENT * ONE).toBe(true);
        const rest = divideToCent(value, factor) * factor - value * ONE;
        expect(rest * 2n <= CENT * factor && rest * 2n >= -CENT * factor).toBe(true);
      }),
    );
  });

  it('multiplies by one to itself and sums in any order, past 2^53', () => {
    fc.assert(fc.property(units, (value) => multiply(value, ONE) === value));
    fc.assert(fc.property(fc.array(units), (values) => sum(values) === sum([...values].reverse())));
  });

  it('refuses to add different currencies or tax bases', () => {
    expect(() => add({ units: 1n, currency: 'CNY', basis: 'pretax' }, { units: 1n, currency: 'USD', basis: 'pretax' })).toThrow(/CNY/);
    expect(() => add({ units: 1n, currency: 'CNY', basis: 'pretax' }, { units: 1n, currency: 'CNY', basis: 'unknown' })).toThrow(/unknown/);
  });
});
