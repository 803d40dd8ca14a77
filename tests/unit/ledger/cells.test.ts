import { describe, expect, it } from 'vitest';
import { readAmount, readCurrency, readIdentifier, readPeriod, readTaxRate } from '../../../shared/ledger/cells';
import { formatUnits } from '../../../shared/money';

const amount = (text: string | null): string => {
  const read = readAmount(text);
  return read.ok ? formatUnits(read.value.units) + (read.value.currency === null ? '' : ` ${read.value.currency}`) : read.fault;
};

describe('an amount', () => {
  it.each([
    ['812.35', '812.35'],
    ['-15.2', '-15.20'],
    ['1,234,567.891', '1234567.891'],
    ['1.234.567,89', '1234567.89'],
    ['1.234.567', '1234567.00'],
    ['1 234 567.8', '1234567.80'],
    ["1'234.5", '1234.50'],
    ['１２３．４５', '123.45'],
    ['￥1,234.50', '1234.50 CNY'],
    ['¥ -3', '-3.00 CNY'],
    ['-¥3', '-3.00 CNY'],
    ['(¥3.10)', '-3.10 CNY'],
    ['¥(3.10)', '-3.10 CNY'],
    ['（3.10）', '-3.10'],
    ['3.10-', '-3.10'],
    ['−3.10', '-3.10'],
    ['+3.10', '3.10'],
    ['US$12.5', '12.50 USD'],
    ['$12.5', '12.50 USD'],
    ['USD 12.5', '12.50 USD'],
    ['12.5 RMB', '12.50 CNY'],
    ['12.5元', '12.50 CNY'],
    ['人民币12.5元', '12.50 CNY'],
    ['1.5万', '15000.00'],
    ['1.23456789万元', '12345.6789 CNY'],
    ['0.2亿', '20000000.00'],
    ['1.5E-7', '0.00000015'],
    ['.5', '0.50'],
    ['5.', '5.00'],
    ['\u00a01,000.00\u3000', '1000.00'],
    ['12345678.12345678', '12345678.12345678'],
  ])('%s is %s', (text, expected) => expect(amount(text)).toBe(expected));

  it.each([
    [null, 'empty-amount'],
    ['', 'empty-amount'],
    [' - ', 'empty-amount'],
    ['--', 'empty-amount'],
    ['#REF!', 'error-cell'],
    ['#N/A', 'error-cell'],
    ['######', 'error-cell'],
    ['12,5', 'not-a-number'],
    ['1,23,456', 'not-a-number'],
    ['1,234.5,6', 'not-a-number'],
    ["1,234'567", 'not-a-number'],
    ['12.34.56', 'not-a-number'],
    ['(-3)', 'not-a-number'],
    ['--3', 'not-a-number'],
    ['3-4', 'not-a-number'],
    ['abc', 'not-a-number'],
    ['2026-10', 'not-a-number'],
    ['0x10', 'not-a-number'],
    ['Infinity', 'not-a-number'],
    ['$5 CNY', 'bad-currency'],
    ['0.123456789', 'too-precise'],
    ['92233720369', 'too-large'],
  ])('%s is refused: %s', (text, fault) => expect(amount(text)).toBe(fault));
});

describe('a period', () => {
  it.each(
    [
      '2026-10',
      '2026/10',
      '2026.10',
      '202610',
      '20261015',
      '2026年10月',
      '2026 年 10 月',
      '2026年10月份',
      '２０２６年１０月',
      '2026-10-15',
      '2026/10/5',
      '2026-10-15 08:00:00',
      '2026-10-01T00:00:00Z',
      '2026-10-01 00:00:00 GMT+08:00',
      '2026年10月15日',
      'Oct 2026',
      'October 2026',
      'Oct-26',
      '15-Oct-2026',
      'Oct 15, 2026',
      '2026 Oct',
      '10/2026',
      '2026-10 ',
    ].map((text) => [text]),
  )('%s is 2026-10', (text) => expect(readPeriod(text)).toEqual({ ok: true, value: '2026-10' }));

  it.each([
    ['2026-1', '2026-01'],
    ['2026年1月', '2026-01'],
    ['2026/1/31', '2026-01'],
  ])('%s is %s', (text, value) => expect(readPeriod(text)).toEqual({ ok: true, value }));

  it.each(
    [
      '2026-13',
      '2026-00',
      '2026',
      '2026.1',
      '26-10',
      '10-15',
      'Q4 2026',
      'Okt 2026',
      'Mayday 2026',
      '2026-02-30',
      '1026-10',
      '2026-10-15abc',
      '十月',
    ].map((text) => [text]),
  )('%s is refused', (text) => expect(readPeriod(text)).toEqual({ ok: false, fault: 'bad-period' }));
  it('that lost its date format is told by its number', () => {
    for (const text of ['46296', '46296.0']) expect(readPeriod(text)).toEqual({ ok: false, fault: 'serial-date' });
  });
  it('that is blank is no period', () => expect(readPeriod(' ')).toEqual({ ok: false, fault: 'no-period' }));
});

describe('a tax rate', () => {
  it.each([
    ['6%', '0.06'],
    ['0.06', '0.06'],
    ['6', '0.06'],
    ['6.00%', '0.06'],
    ['13', '0.13'],
    ['１３％', '0.13'],
    ['0', '0'],
    ['0%', '0'],
    ['免税', '0'],
    ['0.5%', '0.005'],
    ['1', '0.01'],
  ])('%s is %s', (text, value) => expect(readTaxRate(text)).toEqual({ ok: true, value }));
  it.each([['六'], ['100'], ['-6%'], ['6%%']])('%s is refused', (text) =>
    expect(readTaxRate(text)).toEqual({ ok: false, fault: 'bad-tax-rate' }),
  );
});

describe('an identifier', () => {
  it.each([['1.23457E+19'], ['1E+20'], ['1234567890123450000']])('%s lost digits and is refused', (text) =>
    expect(readIdentifier(text)).toEqual({ ok: false, fault: 'lost-digits' }),
  );
  it.each([['CS2610011200ABCDE'], ['12345678901234567890'], ['00000000000000000000000000001e10'], ['1234567890123450'], ['0042']])(
    '%s is kept as it is',
    (text) => expect(readIdentifier(text)).toEqual({ ok: true, value: text }),
  );
});

describe('a currency', () => {
  it.each([
    ['CNY', 'CNY'],
    ['rmb', 'CNY'],
    ['人民币', 'CNY'],
    ['人民币(CNY)', 'CNY'],
    ['美元', 'USD'],
    ['￥', 'CNY'],
    ['usd', 'USD'],
  ])('%s is %s', (text, value) => expect(readCurrency(text)).toEqual({ ok: true, value }));
  it('that nobody knows is refused', () => expect(readCurrency('??')).toEqual({ ok: false, fault: 'bad-currency' }));
});
