import { describe, expect, it } from 'vitest';
import { reconcile } from '../../../../shared/reconcile/engine';
import { reasonText } from '../../../../shared/reconcile/reasons';
import { A, inputOf, PERIOD, u, type Given } from '../build-input';
import type { Invoice, Movement } from '../../../../shared/reconcile/types';

const invoice = (amount: string, more: Partial<Invoice> = {}): Invoice => ({ id: `I${amount}`, period: PERIOD, order: null, status: '已开票', taxRate: null, units: u(amount), appliedAt: null, ...more });
const c8 = (given: Given) => reconcile(inputOf({ bills: [{ amount: '100' }], ...given })).totals.find((one) => one.id === 'C8')!;

describe('C8', () => {
  it('invoices of the month add up to its consumption', () => {
    expect(c8({ invoices: [invoice('60'), invoice('40')] })).toMatchObject({ status: 'equal', left: u('100'), right: u('100'), blocking: false });
  });

  it('less than the month is no break: the rest may be offset, and incentive paid in raises what is owed', () => {
    const rebate: Movement = { id: 'M', account: 'BALANCE_TYPE_DEBIT', detailType: 'SOURCE_OPERAIION_RECHARGE_REBATE', time: `${PERIOD}-05T00:00:00Z`, change: u('7'), balanceAfter: null, type: '1', customer: null };
    const total = c8({ invoices: [invoice('60')], movements: [rebate] });
    expect(total).toMatchObject({ status: 'not-provable', difference: u('-40'), sentence: { key: 'c8-open', params: { open: '40.00', rebate: '7.00' } } });
    expect(total.checks).toMatchObject([{ identity: '48', status: 'within' }, { identity: '49', status: 'equal' }]);
  });

  it('more than the month is broken unless tax explains it', () => {
    expect(c8({ invoices: [invoice('101')] })).toMatchObject({ status: 'broken', difference: u('1'), sentence: { key: 'total-at' } });
    expect(c8({ invoices: [invoice('106', { taxRate: '6%' })] })).toMatchObject({ status: 'within', tolerance: u('6') });
    expect(c8({ invoices: [invoice('106.01', { taxRate: '6%' })] }).status).toBe('broken');
  });

  it('names the invoices of a broken month in one order, however they came', () => {
    const invoices = [invoice('90'), invoice('12'), invoice('5')];
    expect(c8({ invoices: [...invoices].reverse() })).toEqual(c8({ invoices }));
    expect(c8({ invoices }).path[0]!.children.map(({ name }) => name)).toEqual(['I12', 'I5', 'I90']);
  });

  it('leaves out what was returned, is in another currency or of no month, and says so', () => {
    const more = [invoice('5', { status: '已退票' }), invoice('6', { currency: 'USD' }), invoice('7', { period: null })];
    expect(c8({ invoices: [invoice('100'), ...more] })).toMatchObject({ status: 'equal', sentence: { key: 'c8-aside', params: { aside: '3' } } });
  });

  it('counts an invoice listed twice once, and equal ones without a number of their own twice', () => {
    const twice = c8({ invoices: [invoice('50'), invoice('50'), invoice('50', { appliedAt: '2026-10-06T00:00:00Z' })] });
    expect(twice).toMatchObject({ status: 'equal', sentence: { key: 'c8-aside', params: { aside: '1' } } });
    expect(reasonText(twice.sentence, 'zh')).toContain('重复列出');
    const ordered = invoice('60', { id: 'CS1', order: 'CS1' });
    expect(c8({ invoices: [ordered, ordered] })).toMatchObject({ status: 'broken', left: u('120') });
  });

  it('over time says of what lies above consumption that tax explains it', () => {
    const [found] = c8({ invoices: [invoice('106', { taxRate: '6%' })] }).checks;
    expect(found).toMatchObject({ identity: '48', status: 'within', sentence: { key: 'check-48-taxed' } });
    expect(reasonText(found!.sentence, 'en')).toContain('no more than that comes to with tax at 0.06');
  });

  it('places an order’s invoice in the month the order was paid', () => {
    const order = { id: 'CS1', customer: A, type: 1, status: 5, afterDiscount: u('100'), official: u('100'), createdAt: null, paidAt: `${PERIOD}-30T15:59:00Z`, detailSum: null, exists: true };
    expect(c8({ orders: [order], invoices: [invoice('100', { period: null, order: 'CS1' })] }).status).toBe('equal');
  });

  it('a negative month: nothing can be invoiced', () => {
    expect(c8({ bills: [{ amount: '-10', kind: 1 }], invoices: [invoice('1')] }).status).toBe('broken');
  });

  it('International bills are invoiced by themselves', () => {
    const statement = { period: PERIOD, due: u('100'), consumption: u('100'), refunds: 0n, adjustments: 0n, tax: 0n, currency: 'USD' };
    expect(c8({ site: 'intl', currency: 'USD', bills: [], statements: [statement], invoices: [invoice('90')] })).toMatchObject({ status: 'broken', difference: u('-10') });
  });

  it('arrears are said and not judged; no list is not provable', () => {
    const owed = c8({ bills: [{ amount: '100', debt: '30' }], invoices: [invoice('100')] });
    expect(owed.checks.find(({ identity }) => identity === '49')).toMatchObject({ status: 'not-provable', left: u('30') });
    expect(c8({})).toMatchObject({ status: 'not-provable', sentence: { key: 'c8-unread' } });
  });
});
