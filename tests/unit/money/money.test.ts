import { describe, expect, it } from 'vitest';
import { displayUnits, formatUnits, halfUpToCent, MoneyError, parseOptionalUnits, parseUnits, truncateToCent, type MoneyFault } from '../../../shared/money';

describe('reading amounts', () => {
  it.each([
    ['812.35', 81_235_000_000n],
    ['-15.2', -1_520_000_000n],
    ['1.5E-7', 15n],
    ['1e3', 100_000_000_000n],
    ['.5', 50_000_000n],
    ['5.', 500_000_000n],
    ['-0', 0n],
    ['90071992547.40993', 9_007_199_254_740_993_000n],
  ])('%s', (text, units) => expect(parseUnits(text)).toBe(units));

  it.each<[string, MoneyFault]>([
    ['', 'empty'],
    ['abc', 'not-a-number'],
    ['1,234.5', 'not-a-number'],
    ['.', 'not-a-number'],
    ['NaN', 'not-a-number'],
    ['0.000000001', 'too-precise'],
    ['99999999999999', 'too-large'],
    ['1e99', 'too-large'],
  ])('refuses %j as %s', (text, fault) => {
    expect(() => parseUnits(text)).toThrow(MoneyError);
    try {
      parseUnits(text);
    } catch (error) {
      expect((error as MoneyError).fault).toBe(fault);
    }
  });

  it('blank is no amount', () => expect([parseOptionalUnits(' '), parseOptionalUnits(null), parseOptionalUnits(' 1 ')]).toEqual([null, null, 100_000_000n]));
});

describe('writing amounts', () => {
  it('keeps at least two decimals and every significant one', () => {
    expect([formatUnits(0n), formatUnits(-1n), formatUnits(150_000_000n), formatUnits(100n * 100_000_000n)]).toEqual(['0.00', '-0.00000001', '1.50', '100.00']);
  });

  it('separates thousands for people', () => expect(displayUnits(-123_456_789_000_000n)).toBe('-1,234,567.89'));
});

describe('rounding to the cent', () => {
  it('half up away from zero; truncation towards zero', () => {
    const half = parseUnits('0.005');
    expect([halfUpToCent(half), halfUpToCent(-half), truncateToCent(half), truncateToCent(parseUnits('-0.019'))].map((units) => formatUnits(units))).toEqual(['0.01', '-0.01', '0.00', '-0.01']);
  });
});
