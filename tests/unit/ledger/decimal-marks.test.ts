import { describe, expect, it } from 'vitest';
import { DecimalEvidence } from '../../../shared/ledger/decimal-marks';
import { readAmount } from '../../../shared/ledger/amounts';
import { formatUnits } from '../../../shared/money';

const mark = (...cells: string[]): string | null => {
  const evidence = new DecimalEvidence();
  for (const cell of cells) evidence.look(cell);
  return evidence.mark();
};

describe('the mark before the decimals of a column', () => {
  it.each([
    [['1,234.50'], '.'],
    [['12.5'], '.'],
    [['0.123'], '.'],
    [['1234.567'], '.'],
    [['1,234,567'], '.'],
    [['1.5E-7'], '.'],
    [['1.234,50'], ','],
    [['12,5'], ','],
    [['1.234.567'], ','],
    [['1 234,56'], ','],
    [['0,123'], ','],
    [['1.234', '0.5'], '.'],
    [['1.234', '0,5'], ','],
    [['１，２３４', '１．５'], '.'],
    [['1,234', '560'], '.'],
    [['1.234', '56000'], '.'],
    [['1,234', '56000'], null],
    [['1.234'], null],
    [['1,234'], null],
    [['1.234', '560'], null],
    [['12', '-'], null],
    [['1.5', '1,5'], 'mixed'],
    [['1.234', '1,234'], 'mixed'],
  ] as const)('%j: %s', (cells, expected) => expect(mark(...cells)).toBe(expected));
});

describe('an amount that can be read both ways', () => {
  const read = (text: string, decimal: '.' | ',' | 'open'): string => {
    const result = readAmount(text, 1, { decimal });
    return result.ok ? formatUnits(result.value.units) : result.fault;
  };
  it.each([
    ['1.234', '.', '1.234'],
    ['1.234', ',', '1234.00'],
    ['1,234', '.', '1234.00'],
    ['1,234', ',', '1.234'],
    ['¥1,234', 'open', 'ambiguous-number'],
    ['(1.234)', 'open', 'ambiguous-number'],
    ['1.234', 'open', 'ambiguous-number'],
    ['0.234', 'open', '0.234'],
    ['1234.567', 'open', '1234.567'],
    ['12,5', ',', '12.50'],
    ['12,5', '.', 'not-a-number'],
    ['12,5', 'open', 'not-a-number'],
    ['1.234,5', '.', '1234.50'],
    ['1 234,5', '.', '1234.50'],
    ['1,234.5', ',', '1234.50'],
  ] as const)('%s with %s is %s', (text, decimal, expected) => expect(read(text, decimal)).toBe(expected));
});

describe('units and sides', () => {
  it('said in the cell count before the head', () => {
    const units = (text: string, unit: 1 | 10_000): string => {
      const result = readAmount(text, unit);
      return result.ok ? formatUnits(result.value.units) : result.fault;
    };
    expect(units('1.5万', 10_000)).toBe('15000.00');
    expect(units('15000元', 10_000)).toBe('15000.00');
    expect(units('1.5', 10_000)).toBe('15000.00');
    expect(units('1.5万元', 1)).toBe('15000.00');
    expect(units('1.5百万', 1)).toBe('1500000.00');
  });
  it('are refused unless asked for, and never together with a minus', () => {
    expect(readAmount('12.50 CR')).toEqual({ ok: false, fault: 'not-a-number' });
    expect(readAmount('12.50 CR', 1, { sides: true })).toMatchObject({ ok: true, value: { units: 1_250_000_000n, side: 'credit' } });
    expect(readAmount('借 12.50', 1, { sides: true })).toMatchObject({ ok: true, value: { side: 'debit' } });
    expect(readAmount('(12.50) CR', 1, { sides: true })).toEqual({ ok: false, fault: 'not-a-number' });
  });
});
