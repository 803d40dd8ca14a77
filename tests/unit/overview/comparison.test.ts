import { describe, expect, it } from 'vitest';
import { changeOf, comparedFigures, percentText, tenthsOf } from '../../../renderer/pages/overview/comparison';

const NAMES = ['consumption', 'refunds', 'adjustments', 'due'] as const;
const month = (period: string, consumption: string, refunds = '0.00', currency = 'CNY') => ({
  period,
  currency,
  consumption,
  refunds,
  adjustments: '0.00',
  due: consumption,
});

describe('a figure against another month', () => {
  it('is exact to the last decimal and rounds only the percentage, half up', () => {
    expect(changeOf('100.00000001', '112.345')).toEqual({ kind: 'change', amount: '12.34499999', tenths: 123n });
    expect(changeOf('1000.00', '1000.50').tenths).toBe(1n);
    expect(changeOf('1000.00', '1000.49').tenths).toBe(0n);
  });
  it('never divides by zero: what grew from nothing has an amount and no percentage', () => {
    expect(changeOf('0.00', '5.00')).toEqual({ kind: 'change', amount: '5.00', tenths: null });
    expect(changeOf('0.00', '0.00')).toEqual({ kind: 'change', amount: '0.00', tenths: null });
    expect(tenthsOf(5n, 0n)).toBeNull();
  });
  it('goes down where money back grows, in amount and percentage alike', () => {
    expect(changeOf('-100.00', '-150.00')).toEqual({ kind: 'change', amount: '-50.00', tenths: -500n });
    expect(changeOf('-100.00', '50.00').tenths).toBe(1500n);
  });
  it('holds sums past 2^53 cents', () => {
    expect(changeOf('90000000000.01', '90000000000.02').amount).toBe('0.01');
  });
  it('writes percentages with one decimal and the minus of the screens', () => {
    expect(percentText(123n, true)).toBe('+12.3%');
    expect(percentText(-5n, true)).toBe('\u22120.5%');
    expect(percentText(0n, true)).toBe('0.0%');
    expect(percentText(1_234_567n)).toBe('123,456.7%');
  });
});

describe('the key figures of a month', () => {
  const months = [month('2025-01', '80.00'), month('2025-12', '90.00'), month('2026-01', '100.00', '-1.00')];
  it('stand against the month before, over the turn of the year, and the same month last year', () => {
    const [consumption, refunds] = comparedFigures(months, '2026-01', NAMES);
    expect(consumption).toMatchObject({ month: { amount: '10.00', tenths: 111n }, year: { amount: '20.00', tenths: 250n } });
    expect(refunds).toMatchObject({ amount: '-1.00', month: { amount: '-1.00', tenths: null } });
  });
  it('say that there is no such month instead of taking it for zero', () => {
    const [first] = comparedFigures(months, '2025-01', NAMES);
    expect(first).toMatchObject({ amount: '80.00', month: { kind: 'no-month' }, year: { kind: 'no-month' } });
  });
  it('are not compared across currencies, and a month that is not there has none', () => {
    const mixed = [month('2025-12', '90.00', '0.00', 'USD'), month('2026-01', '100.00')];
    expect(comparedFigures(mixed, '2026-01', NAMES)[0]!.month).toEqual({ kind: 'other-currency' });
    expect(comparedFigures(mixed, '2026-02', NAMES)).toEqual([]);
  });
});
