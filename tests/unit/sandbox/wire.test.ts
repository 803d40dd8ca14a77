import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NumberText, amountText, scalarText, writeJson } from '../../../electron/sandbox/wire';
import { MAX_UNITS, parseUnits } from '../../../shared/money';

describe('amounts on the wire', () => {
  test('are written from their digits, without trailing zeros', () => {
    expect(amountText(81_235_000_000n)).toBe('812.35');
    expect(amountText(-1_520_000_000n)).toBe('-15.2');
    expect(amountText(10_000_000_000n)).toBe('100');
    expect(amountText(0n)).toBe('0');
    expect(amountText(9_007_199_254_740_993n)).toBe('90071992.54740993');
  });

  test('below a millionth take the exponent form', () => {
    expect(amountText(15n)).toBe('1.5E-7');
    expect(amountText(-1n)).toBe('-1E-8');
    expect(amountText(20n)).toBe('2E-7');
    expect(amountText(100n)).toBe('0.000001');
  });

  test('read back to the same units, and are JSON numbers', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -MAX_UNITS, max: MAX_UNITS }), fc.bigInt({ min: -200n, max: 200n }), (large, small) => {
        for (const units of [large, small]) {
          expect(parseUnits(amountText(units))).toBe(units);
          expect(typeof JSON.parse(amountText(units))).toBe('number');
        }
      }),
    );
  });
});

describe('answers', () => {
  test('leave undefined members out and keep number texts as they were written', () => {
    expect(writeJson({ a: undefined, b: null, c: new NumberText('1.50'), d: [1n, 'x"y', true] })).toBe(
      '{"b":null,"c":1.50,"d":[1E-8,"x\\"y",true]}',
    );
  });

  test('scalars compare with request parameters as text', () => {
    expect([scalarText(3), scalarText('3'), scalarText(new NumberText('3')), scalarText([]), scalarText(undefined)]).toEqual([
      '3',
      '3',
      '3',
      null,
      null,
    ]);
  });
});
