import { describe, expect, it } from 'vitest';
import { formatUnits, parseUnits } from '../../../shared/money';
import {
  convertMargin,
  convertMonths,
  converted,
  marginToCent,
  parseRates,
  product,
  productToCent,
  RateBook,
  rateFaults,
  readRateSheet,
  type ExchangeRate,
} from '../../../shared/rates';
import { rollUpMargin } from '../../../shared/reconcile/margin-report';
import { ruleFaultText } from '../../../shared/reconcile/rule-faults';

const RATE: ExchangeRate = { month: '2026-07', from: 'USD', to: 'CNY', rate: '7.1', date: '2026-07-31', source: '示例银行中间价' };
const table = (...rates: Partial<ExchangeRate>[]) => ({ version: 1, rates: rates.map((patch) => ({ ...RATE, ...patch })) });
const said = (document: unknown) =>
  rateFaults(document).map(({ place, fault }) => [place, ruleFaultText(fault, 'zh'), ruleFaultText(fault, 'en')]);

describe('a rate table', () => {
  it('is taken as it stands when it holds', () => {
    const document = table({}, { month: '2026-08', rate: '7.12345678' }, { from: 'CNY', to: 'USD', rate: '0.14' });
    expect(parseRates(document)).toEqual(document);
    expect(rateFaults(document)).toEqual([]);
  });

  it.each([
    [{ rate: '0' }, 'rates[0].rate', '必须大于 0'],
    [{ rate: '0.00' }, 'rates[0].rate', '必须大于 0'],
    [{ rate: '0e3' }, 'rates[0].rate', '必须大于 0'],
    [{ rate: '-7.1' }, 'rates[0].rate', '不能为负数'],
    [{ rate: '7.123456789' }, 'rates[0].rate', '“7.123456789”的小数超过 8 位'],
    [{ rate: '' }, 'rates[0].rate', '“”不是数字文本（应写成 "0.06" 这样带引号的小数）'],
    [{ from: 'usd' }, 'rates[0].from', '“usd”不是货币代码（应为 CNY、USD 这样的三个大写字母）'],
    [{ month: '2026-13' }, 'rates[0].month', '“2026-13”不是账期，应为 YYYY-MM'],
    [{ date: '2026-02-29' }, 'rates[0].date', '“2026-02-29”不是日期，应为 YYYY-MM-DD'],
    [{ source: ' ' }, 'rates[0].source', '缺少此项'],
    [{ to: 'USD' }, 'rates[0].to', '两边都是 USD，不需要汇率'],
  ])('names the place of a fault in both languages: %o', (patch, place, zh) => {
    const [[at, words, english] = []] = said(table(patch));
    expect([at, words]).toEqual([place, zh]);
    expect(english).not.toMatch(/[一-鿿]/);
    expect(() => parseRates(table(patch))).toThrow(place);
  });

  it('refuses two rates for one month and pair, and a rate written as a number', () => {
    expect(said(table({}, { rate: '7.2', source: '合同' }))).toEqual([
      ['rates[1].month', '2026-07 的 USD → CNY 已有一个汇率', '2026-07 already has a rate USD → CNY'],
    ]);
    expect(said({ version: 1, rates: [{ ...RATE, rate: 7.1 }] })[0]?.[0]).toBe('rates[0].rate');
  });
});

describe('looking up a rate', () => {
  const book = new RateBook(parseRates(table({}, { month: '2026-09', rate: '7.2' }, { from: 'EUR' })));

  it('takes the month’s own rate and no other month’s', () => {
    expect(book.at('2026-07', 'USD', 'CNY')?.rate).toBe('7.1');
    expect(book.at('2026-09', 'USD', 'CNY')?.rate).toBe('7.2');
    expect(book.at('2026-08', 'USD', 'CNY')).toBeNull();
  });

  it('neither turns a pair round nor goes over a third currency', () => {
    expect(book.at('2026-07', 'CNY', 'USD')).toBeNull();
    expect(book.at('2026-07', 'USD', 'EUR')).toBeNull();
    expect(book.targets('USD')).toEqual(['CNY']);
    expect(book.targets('CNY')).toEqual([]);
  });
});

describe('converting', () => {
  const at = (amount: string, rate: string): string => formatUnits(converted(parseUnits(amount), { ...RATE, rate }));

  it.each([
    ['100', '7.1', '710.00'],
    ['0.01', '0.5', '0.01'],
    ['-0.01', '0.5', '-0.01'],
    ['0.01', '0.49999999', '0.00'],
    ['92233720368.54775807', '7.12345678', '657022920703.96'],
    ['0.00000001', '0.00000001', '0.00'],
  ])('%s at %s is %s, half up to the cent, away from zero', (amount, rate, expected) => expect(at(amount, rate)).toBe(expected));

  it('rounds a total from the exact sum, not from rounded rows', () => {
    const rows = ['0.01', '0.01', '0.01'].map((text) => parseUnits(text));
    const rate = { ...RATE, rate: '0.4' };
    expect(rows.map((row) => formatUnits(converted(row, rate)))).toEqual(['0.00', '0.00', '0.00']);
    expect(formatUnits(productToCent(rows.reduce((sum, row) => sum + product(row, rate), 0n)))).toBe('0.01');
  });
});

describe('reading a table of rates', () => {
  it('finds its head under a title, months from dates, names and pairs of currencies', () => {
    const sheet = readRateSheet(
      [
        ['2026 年汇率'],
        ['日期', '原币种', '目标币种', '汇率', '来源'],
        ['2026/7/31', '美元', '人民币', '7.1000', '示例银行'],
        [null, ''],
        ['2026年8月31日', 'USD', 'CNY', '7.12', ''],
      ],
      '汇率.xlsx',
    );
    expect(sheet).toEqual({
      faults: [],
      rates: [
        { ...RATE, source: '示例银行' },
        { ...RATE, month: '2026-08', date: '2026-08-31', rate: '7.12', source: '汇率.xlsx' },
      ],
    });
    expect(
      readRateSheet(
        [
          ['Pair', 'Month', 'Date', 'Rate'],
          ['USD/CNY', '2026-07', '2026-06-30', '7.1'],
        ],
        'x',
      ).rates,
    ).toEqual([{ ...RATE, date: '2026-06-30', source: 'x' }]);
  });

  it('divides exactly where the head quotes 100 units', () => {
    const read = (rate: string) =>
      readRateSheet(
        [
          ['日期', '货币对', '中间价（100外币）'],
          ['2026-07-31', 'USD/CNY', rate],
        ],
        '表',
      );
    expect(read('710.46').rates[0]?.rate).toBe('7.1046');
    expect(read('abc').faults).toMatchObject([{ row: 2, fault: { key: 'not-rate' } }]);
    expect(read('710.12345678').faults).toMatchObject([{ row: 2, fault: { key: 'too-precise' } }]);
  });

  it('takes nothing of a sheet with a fault, and says row and column', () => {
    const head = ['日期', '原币种', '目标币种', '汇率'];
    const { rates, faults } = readRateSheet(
      [
        head,
        ['2026-07-31', 'USD', 'CNY', '7.1'],
        ['2026-08-31', 'USD', 'CNY', 'n/a'],
        ['2026-07-30', 'USD', 'CNY', '7.2'],
        ['某日', '?', 'CNY', '7'],
      ],
      '表',
    );
    expect(rates).toEqual([]);
    expect(faults.map(({ row, column, fault }) => [row, column, fault.key])).toEqual([
      [3, '汇率', 'missing'],
      [4, '日期', 'rate-twice'],
      [5, '日期', 'no-period'],
    ]);
    expect(readRateSheet([['金额'], ['7.1']], '表').faults).toMatchObject([{ fault: { key: 'no-rate-heads' } }]);
  });
});

describe('the converted view', () => {
  const book = new RateBook(parseRates(table({ rate: '0.4' }, { month: '2026-09', rate: '0.7' })));

  it('leaves a month without a rate as it is, and adds up each currency on its own', () => {
    const months = ['2026-07', '2026-08', '2026-09'].map((month) => ({ month, exact: { due: '0.01' } }));
    const view = convertMonths(months, book, 'USD', 'CNY');
    expect(view.months.map(({ exact, rate }) => [exact['due'], rate?.rate ?? null])).toEqual([
      ['0.00', '0.4'],
      ['0.01', null],
      ['0.01', '0.7'],
    ]);
    // 0.004 + 0.007 = 0.011, rounded once.
    expect([view.total, view.left]).toEqual([{ due: '0.01' }, { due: '0.01' }]);
  });

  it('adds up margin exactly before it rounds, at each month’s rate', () => {
    const row = (period: string, customer: string, revenue: bigint, cost: bigint) => ({
      period,
      counterparty: 'r',
      customer,
      service: null,
      revenue,
      cost,
      margin: revenue - cost,
      rate: null,
      parts: [],
    });
    const CENT = 1_000_000n;
    const rows = [
      row('2026-07', 'a', CENT, 0n),
      row('2026-07', 'b', CENT, 0n),
      row('2026-08', 'a', 500n * CENT, 0n),
      row('2026-09', 'a', 100n * CENT, 50n * CENT),
    ];
    const { rows: shown, left, rates } = convertMargin(rows, book, 'USD', 'CNY');
    expect(rates.map(({ month, rate }) => [month, rate])).toEqual([
      ['2026-07', '0.4'],
      ['2026-09', '0.7'],
    ]);
    expect(left).toEqual([rows[2]]);
    const [total] = rollUpMargin(shown, []).map(marginToCent);
    // 2 x 0.004 + 0.70 = 0.708 revenue, 0.35 cost, 0.358 margin, each rounded on its own.
    expect([total?.revenue, total?.cost, total?.margin].map((units) => formatUnits(units ?? 0n))).toEqual(['0.71', '0.35', '0.36']);
    expect(total?.rate).toBe('0.5056');
    const byCustomer = rollUpMargin(shown, ['customer']).map(marginToCent);
    expect(byCustomer.map(({ customer, revenue }) => [customer, formatUnits(revenue)])).toEqual([
      ['a', '0.70'],
      ['b', '0.00'],
    ]);
  });
});
