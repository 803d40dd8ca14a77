import { describe, expect, it } from 'vitest';
import { buildReport, displayWidth, exitCodeOf, NO_SYNC, parseReport, renderReport, sourceOf, type Report, type ReportFrame } from '../../../shared/report';
import { reconcile } from '../../../shared/reconcile/engine';
import { inputOf, type Given } from '../reconcile/build-input';
import { worldInput } from '../reconcile/world-input';
import type { BreakStatus } from '../../../shared/desk/api';

const frame: ReportFrame = {
  app: { name: 'Reconcile Desk', version: '0.1.0' },
  runtime: { electron: '33.2.1', chrome: '130', node: '20' },
  site: 'cn',
  today: '2026-11-06',
  language: 'zh',
  sync: NO_SYNC,
  imports: [{ importId: 'book', file: '成本台账.xlsx', sha256: 'a'.repeat(64), role: 'cost', grain: 'customer-service', basis: 'unknown', encoding: null, sheet: 'Sheet1', rows: 3, leftOut: [], refused: [], sums: [] }],
  timings: { sync: 0, import: 0, reconcile: 0.1, export: 0 },
  files: { export: null, sha256: null },
};

const report = (given: Given, status: BreakStatus = 'open', more: Partial<ReportFrame> = {}): Report =>
  buildReport({ ...frame, ...more }, sourceOf(reconcile(inputOf(given)), () => status, () => 'open'));

describe('the report', () => {
  it('has amounts as decimal text, null for a side that does not exist, and rows a person can look up', () => {
    const made = report({ bills: [{ amount: '10' }], entries: [{ amount: '9' }, { amount: '4', customer: null, party: '某公司' }] });
    expect(made.breaks.map((item) => [item.class, item.billAmount, item.ledgerAmount, item.difference])).toEqual([
      ['amount', '10.00', '9.00', '1.00'],
      ['unknown-customer', null, '4.00', '-4.00'],
    ]);
    expect(made.breaks[1]?.rows).toEqual(['台账 成本台账.xlsx 第 3 行']);
    expect(made.periods[0]?.matching[0]).toMatchObject({ role: 'cost', residue: '0.00', open: '-3.00', breaks: [{ class: 'amount', count: 1, amount: '1.00' }, { class: 'unknown-customer', count: 1, amount: '-4.00' }] });
    expect(parseReport(JSON.parse(JSON.stringify(made)))).toEqual(made);
  });

  it('counts a timing break in both months with its own sign', () => {
    const made = report({ periods: ['2026-09', '2026-10'], bills: [{ amount: '10' }, { amount: '1', service: 'x' }], entries: [{ amount: '1', service: 'x' }, { amount: '10', period: '2026-10' }] });
    expect(made.periods.map((period) => period.matching[0]?.open)).toEqual(['10.00', '-10.00']);
    expect(made.breaks).toHaveLength(1);
  });

  it('leaves out of "open" what is resolved or carried', () => {
    expect(report({ bills: [{ amount: '10' }], entries: [{ amount: '9' }] }, 'carried').periods[0]?.matching[0]?.open).toBe('0.00');
  });

  it('without a ledger has no matching and exits 0 while nothing blocks', () => {
    const made = report({ bills: [{ amount: '10' }] });
    expect(made.periods[0]?.matching).toEqual([]);
    expect(exitCodeOf(made)).toBe(0);
    expect(exitCodeOf(report({ bills: [{ amount: '10' }], entries: [{ amount: '9' }] }))).toBe(1);
    expect(exitCodeOf(report({ slices: [{ slice: 'bill-lines|x', period: '2026-09', announced: 2, received: 1, failure: null }] }))).toBe(1);
  });

  it('keeps a ledger in another currency apart, and shows it and the month at the rates of its month', () => {
    const given: Given = { bills: [{ amount: '10' }], entries: [{ amount: '10', currency: 'USD' }, { amount: '4', currency: 'USD' }] };
    const sums = [{ period: '2026-09', amount: '14.00', currency: 'USD' }, { period: '2026-09', amount: '1.00', currency: 'CNY' }];
    const imports = [{ ...frame.imports[0]!, sums }, { ...frame.imports[0]!, role: 'revenue' as const, sums: [{ period: '2026-09', amount: '2.00' }] }];
    const plain = report(given, 'open', { imports });
    expect(plain.breaks.every((item) => item.class === 'currency' && item.difference === null)).toBe(true);
    expect(plain.periods[0]).toMatchObject({ matching: [{ matched: 0, residue: '0.00' }], converted: [] });
    expect(plain.periods[0]!.ledgers).toEqual([
      { role: 'cost', currency: 'CNY', amount: '1.00', converted: [] },
      { role: 'cost', currency: 'USD', amount: '14.00', converted: [] },
      { role: 'revenue', currency: 'CNY', amount: '2.00', converted: [] },
    ]);
    const rate = { month: '2026-09', rate: '7.1', date: '2026-09-30', source: '示例牌价' };
    const rates = { version: 1 as const, rates: [{ ...rate, from: 'USD', to: 'CNY' }, { ...rate, from: 'CNY', to: 'EUR', rate: '0.125' }, { ...rate, month: '2026-08', from: 'CNY', to: 'JPY' }] };
    const made = report(given, 'open', { imports, rates });
    const said = { date: '2026-09-30', source: '示例牌价' };
    expect(made.periods[0]!.ledgers[1]!.converted).toEqual([{ to: 'CNY', amount: '99.40', rate: '7.1', ...said }]);
    expect(made.periods[0]!.converted.at(-1)).toEqual({ figure: 'due', to: 'EUR', amount: '1.25', rate: '0.125', ...said });
    // A reading aid: everything else is as without rates.
    const { ledgers: _l, converted: _c, ...rest } = made.periods[0]!;
    expect(plain.periods[0]).toMatchObject(rest);
    expect(made.breaks).toEqual(plain.breaks);
    expect(renderReport(made, 'zh')).toContain('99.40 CNY');
  });

  it('refuses a number where an amount belongs', () => {
    const made = report({ bills: [{ amount: '10' }] });
    expect(() => parseReport({ ...made, periods: [{ ...made.periods[0], due: 10 }] })).toThrow(/due/);
    expect(() => parseReport({ ...made, extra: 1 })).toThrow();
  });
});

describe('the text for a console', () => {
  it('counts full-width characters as two columns', () => expect([displayWidth('abc'), displayWidth('账期'), displayWidth('a账，')]).toEqual([3, 4, 5]));

  it.each(['zh', 'en'] as const)('%s: columns line up', (language) => {
    const { input } = worldInput({ site: 'cn', size: 'small', seed: 7, clean: false });
    const made = buildReport({ ...frame, language }, sourceOf(reconcile(input), () => 'open', () => 'open'));
    const text = renderReport(made, language);
    const lines = text.split('\n');
    const start = lines.findIndex((line) => line.startsWith(language === 'zh' ? '== 账期金额' : '== Figures')) + 1;
    const figures = lines.slice(start, start + 1 + made.periods.length);
    expect(figures).toHaveLength(7);
    // The last right-aligned column ends at the same place in every row.
    const ends = figures.map((line) => displayWidth(line.replace(/\s+\S+(?: \S+)*$/, '')));
    expect(new Set(ends).size).toBeLessThanOrEqual(2);
    expect(text).not.toMatch(/undefined|\{\w+\}/);
  });
});
