import { describe, expect, it } from 'vitest';
import { reconcile } from '../../../shared/reconcile/engine';
import { reasonText } from '../../../shared/reconcile/reasons';
import { inputOf, PERIOD, u, type Given } from './build-input';
import type { BillDocument, ControlTotal, Statement } from '../../../shared/reconcile/types';

const c1 = (given: Given): ControlTotal => reconcile(inputOf(given)).totals.find((one) => one.id === 'C1')!;

function file(consumption: string, refunds = '0', adjustments = '0', more: Partial<BillDocument> = {}): BillDocument {
  const sums = { consumption: u(consumption), refunds: u(refunds), adjustments: u(adjustments) };
  return { period: PERIOD, importId: 'F1', kind: 'partner-bill', currency: 'CNY', rows: 3, ...sums, isSource: false, ...more };
}

const LINES: Given['bills'] = [{ amount: '10.00000001' }, { amount: '-3', kind: 1 }, { amount: '-0.5', kind: 2 }];

describe('C1 on the China site with a partner bill file', () => {
  it('holds where every kind is equal to the eighth decimal', () => {
    const total = c1({ bills: LINES, documents: [file('10.00000001', '-3', '-0.5')] });
    expect(total).toMatchObject({ status: 'equal', identity: '42', difference: 0n, buckets: { tested: 3, broken: 0 }, firstDivergence: null });
    expect(total.left).toBe(u('6.50000001'));
    expect(reasonText(total.sentence, 'zh')).toContain('逐项相等');
  });

  it('breaks in the kind that differs and names it', () => {
    const total = c1({ bills: LINES, documents: [file('10.00000001', '-2.99', '-0.5')] });
    expect(total).toMatchObject({ status: 'broken', difference: u('0.01'), buckets: { tested: 3, broken: 1 } });
    expect(total.firstDivergence).toEqual({ bucket: { kind: '1' }, left: u('-2.99'), right: u('-3'), difference: u('0.01') });
    expect(reasonText(total.sentence, 'en')).toContain('what differs: refunds');
    expect(reasonText(total.sentence, 'zh')).toContain('不一致的是：退款');
  });

  it('breaks where the sum is right and its parts are not', () => {
    const total = c1({ bills: LINES, documents: [file('9.50000001', '-3', '0')] });
    expect(total).toMatchObject({ status: 'broken', difference: 0n, buckets: { tested: 3, broken: 2 } });
    expect(reasonText(total.sentence, 'en')).toContain('consumption and adjustments');
  });

  it.each([
    ['6a', '4.14'],
    ['6b', '3.07'],
  ])('with arrears takes the reading the file confirms: %s', (reading, amount) => {
    const total = c1({ bills: [{ amount: '3.07', debt: '1.07', paid: '3.07' }], documents: [file(amount)] });
    expect(total).toMatchObject({ status: 'equal', right: u(amount) });
    expect(total.sentence.params['reading']).toBe(reading);
    const { figures } = reconcile(inputOf({ bills: [{ amount: '3.07', debt: '1.07', paid: '3.07' }], documents: [file(amount)] }));
    expect(figures[0]?.dueReadings.filter((one) => one.confirmed).map((one) => one.name)).toEqual([reading]);
  });

  const inDebt = { amount: '23.07', debt: '12.34', paid: '23.07' };

  it('with arrears and a wrong file says how far it is off by either reading, first by the one that the lines show', () => {
    const total = c1({ bills: [inDebt], documents: [file('23.08')] });
    expect(total).toMatchObject({ status: 'broken', right: u('35.41'), difference: u('-12.33') });
    expect(reasonText(total.sentence, 'zh')).toMatch(/相差 -12\.33；.*读法 6a；按读法 6b，账单明细合计 23\.07，相差 0\.01/);
    expect(reasonText(total.sentence, 'en')).toContain('by reading 6b the lines add up to 23.07 and the difference is 0.01');
  });

  it('with arrears and a wrong file goes by the reading that the files of other months confirm', () => {
    const bills = [inDebt, { ...inDebt, period: '2026-08' }];
    const given = { bills, periods: ['2026-08', PERIOD] };
    const of = (documents: BillDocument[]): ControlTotal =>
      reconcile(inputOf({ ...given, documents })).totals.find((one) => one.id === 'C1' && one.period === PERIOD)!;
    const total = of([file('23.07', '0', '0', { period: '2026-08' }), file('23.08')]);
    expect(total).toMatchObject({ status: 'broken', right: u('23.07'), difference: u('0.01') });
    expect(total.firstDivergence).toMatchObject({ bucket: { kind: '0' }, difference: u('0.01') });
    expect(reasonText(total.sentence, 'zh')).toContain('按读法 6a，账单明细合计 35.41');
    // A month that confirms neither says nothing.
    expect(of([file('23.06', '0', '0', { period: '2026-08' }), file('23.08')]).difference).toBe(u('-12.33'));
  });

  it('of several wrong files still says both readings', () => {
    const total = c1({ bills: [inDebt], documents: [file('23.08'), file('1', '0', '0', { importId: 'F2' })] });
    expect(reasonText(total.sentence, 'zh')).toMatch(/相差 -12\.33.*相差 0\.01.*有 2 份账单文件/);
  });

  const typed = (consumption: string, refunds: string, adjustments: string): BillDocument =>
    file(consumption, refunds, adjustments, { importId: 'T', kind: 'statement-figures' });
  const own = file('10.00000001', '-3', '-0.5', { isSource: true });

  it('is proven by typed figures where the lines come from the file, to the eighth decimal or rounded at the totals', () => {
    const equal = c1({ bills: LINES, documents: [own, typed('10.00000001', '-3', '-0.5')] });
    expect(equal).toMatchObject({ status: 'equal', difference: 0n, buckets: { tested: 3, broken: 0 } });
    expect(reasonText(equal.sentence, 'en')).toContain('typed figures');
    const rounded = c1({ bills: LINES, documents: [typed('10', '-3', '-0.5'), own] });
    expect(rounded).toMatchObject({ status: 'within', difference: u('-0.00000001'), firstDivergence: null });
    expect(reasonText(rounded.sentence, 'zh')).toContain('录入的账单金额');
  });

  it('breaks by a cent of a typed figure and names the kind', () => {
    const total = c1({ bills: LINES, documents: [own, typed('10', '-3.01', '-0.5')] });
    expect(total).toMatchObject({ status: 'broken', buckets: { tested: 3, broken: 1 } });
    expect(total.firstDivergence).toMatchObject({ bucket: { kind: '1' }, difference: u('-0.01') });
    expect(reasonText(total.sentence, 'zh')).toContain('不一致的是：退款');
  });

  it('has to agree with both a file and typed figures where the interface gave the lines', () => {
    const good = file('10.00000001', '-3', '-0.5');
    expect(c1({ bills: LINES, documents: [good, typed('10', '-3', '-0.5')] }).status).toBe('equal');
    expect(c1({ bills: LINES, documents: [good, typed('11', '-3', '-0.5')] }).status).toBe('broken');
    expect(c1({ bills: LINES, documents: [file('11', '-3', '-0.5'), typed('10', '-3', '-0.5')] }).status).toBe('broken');
  });

  it('says where the figures of the month come from', () => {
    const source = (documents: BillDocument[]): unknown => reconcile(inputOf({ bills: LINES, documents })).figures[0]?.source;
    expect(source([])).toBe('bill-lines');
    expect(source([file('10.00000001', '-3', '-0.5')])).toBe('bill-lines');
    expect(source([own])).toBe('bill-file');
  });

  it('proves nothing of a file by itself', () => {
    const total = c1({ bills: LINES, documents: [file('10.00000001', '-3', '-0.5', { isSource: true })] });
    expect(total).toMatchObject({ status: 'not-provable', left: u('6.50000001'), right: null });
    expect(reasonText(total.sentence, 'zh')).toContain('取自这份文件');
  });

  it('of several files compares the first and says how many there are', () => {
    const total = c1({ bills: LINES, documents: [file('10.00000001', '-3', '-0.5'), file('1', '0', '0', { importId: 'F2' })] });
    expect(total.status).toBe('equal');
    expect(reasonText(total.sentence, 'zh')).toMatch(/逐项相等.*有 2 份账单文件/);
  });

  it('looks at files of the month alone', () => {
    expect(c1({ bills: LINES, documents: [file('10', '0', '0', { period: '2026-08' })] }).status).toBe('not-provable');
  });

  it('compares only sums where the file does not tell the kinds', () => {
    const total = c1({ bills: LINES, documents: [file('6.50000001', '0', '0', { hasKinds: false })] });
    expect(total).toMatchObject({ status: 'equal', buckets: { tested: 1, broken: 0 } });
  });

  it('does not subtract currencies from each other', () => {
    const total = c1({ bills: LINES, documents: [file('10', '0', '0', { currency: 'USD' })] });
    expect(total.status).toBe('not-provable');
    expect(reasonText(total.sentence, 'en')).toContain('USD');
  });
});

describe('C1 on the International site with a detail file', () => {
  const statement = (due: string, tax = '0', parts: readonly [string, string, string] = ['10.01', '-3', '0']): Statement => {
    const [consumption, refunds, adjustments] = parts;
    const sums = { consumption: u(consumption), refunds: u(refunds), adjustments: u(adjustments) };
    return { period: PERIOD, due: u(due), ...sums, tax: u(tax), currency: 'USD' };
  };
  const intl = (given: Given): ControlTotal => c1({ site: 'intl', currency: 'USD', ...given });
  const usd = { currency: 'USD', isSource: true, kind: 'bill-push' } as const;

  it.each<[string, Statement, BillDocument, string]>([
    ['1', statement('7.01'), file('10.005', '-3', '0', usd), '7.005'],
    ['1+tax', statement('7.43', '0.42'), file('10.005', '-3', '0', usd), '7.425'],
    ['40', statement('0', '0', ['1', '-3', '0']), file('1', '-3', '0', usd), '0'],
  ])('names the reading that held: %s', (reading, one, bill, right) => {
    const total = intl({ statements: [one], documents: [bill] });
    expect(total.status).toBe(total.difference === 0n ? 'equal' : 'within');
    expect(total).toMatchObject({ identity: '1, 2, 40, 41', right: u(right), tolerance: u('0.015'), buckets: { tested: 4, broken: 0 } });
    expect(total.sentence.params['reading']).toBe(reading);
    expect(reasonText(total.sentence, 'en')).toContain('0.015');
  });

  it('takes a typed statement in the place of the interface’s, and says so', () => {
    const given = { statements: [{ ...statement('7.01'), typed: true as const }], documents: [file('10.005', '-3', '0', usd)] };
    const total = intl(given);
    expect(total).toMatchObject({ status: 'within', right: u('7.005') });
    expect(reasonText(total.sentence, 'zh')).toMatch(/读法 1.*手工录入/);
    expect(reasonText(total.sentence, 'en')).toContain('typed figures');
    expect(reconcile(inputOf({ site: 'intl', currency: 'USD', ...given })).figures[0]?.source).toBe('typed-statement');
    expect(intl({ ...given, documents: [] }).status).toBe('not-provable');
  });

  it('breaks in the kind whose rounded total differs', () => {
    const total = intl({ statements: [statement('7.01')], documents: [file('10.00499999', '-3', '0', usd)] });
    expect(total).toMatchObject({ status: 'broken', firstDivergence: { bucket: { kind: '0' }, left: u('10.01'), right: u('10.00499999') } });
    expect(reasonText(total.sentence, 'zh')).toContain('消费');
  });

  it('says that coupons may be the rest where the parts agree and the amount due does not', () => {
    const total = intl({ statements: [statement('6.01')], documents: [file('10.005', '-3', '0', usd)] });
    expect(total).toMatchObject({ status: 'broken', firstDivergence: { bucket: { kind: 'due' } } });
    expect(reasonText(total.sentence, 'zh')).toContain('代金券');
  });

  it('waits for the statement', () => {
    const total = intl({ bills: [{ amount: '7.005' }], documents: [file('10.005', '-3', '0', usd)] });
    expect(total).toMatchObject({ status: 'not-provable', right: u('7.005') });
    expect(reasonText(total.sentence, 'zh')).toContain('没有伙伴账单');
  });
});
