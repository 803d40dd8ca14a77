import { describe, expect, it } from 'vitest';
import { reconcile } from '../../../../shared/reconcile/engine';
import { reasonText } from '../../../../shared/reconcile/reasons';
import { B, inputOf, PERIOD, u, type Given } from '../build-input';
import type { BillDocument, TotalCheck } from '../../../../shared/reconcile/types';

const R = 'r'.repeat(32);
const file = (consumption: string, more: Partial<BillDocument> = {}): BillDocument => ({
  ...{ period: PERIOD, importId: 'F', kind: 'partner-bill', currency: 'CNY', rows: 1, refunds: 0n, adjustments: 0n, isSource: false },
  consumption: u(consumption),
  ...more,
});
const check43 = (given: Given): TotalCheck | undefined =>
  reconcile(inputOf(given))
    .totals.find((one) => one.id === 'C1')!
    .checks.find((one) => one.identity === '43');
const own = { amount: '10' };
const through = { amount: '5', customer: B, reseller: R };

describe('#43, a distributor’s month by reseller', () => {
  it('is the sum of its own customers and each reseller’s, to the last decimal where a file says so', () => {
    const held = check43({ bills: [own, through], documents: [file('15')] });
    expect(held).toMatchObject({ status: 'equal', left: u('15'), right: u('15'), tested: 2 });
    expect(reasonText(held!.sentence, 'zh')).toBe('按云经销商分开：直属客户 10.00，1 个云经销商的客户 5.00，合计 15.00');
    const off = check43({ bills: [own, through], documents: [file('15.01')] });
    expect(off).toMatchObject({ status: 'broken', difference: u('0.01') });
    expect(reasonText(off!.sentence, 'en')).toContain('the bill has 15.01, 0.01 apart');
    expect(check43({ bills: [own, through], documents: [file('15.01', { kind: 'statement-figures' })] })!.status).toBe('within');
  });

  it.each([
    ['6a', '22'],
    ['6b', '15'],
  ])('counts arrears by the reading the bill confirms: %s', (_, amount) => {
    const bills = [
      { ...own, debt: '4', paid: '10' },
      { ...through, debt: '3', paid: '5' },
    ];
    expect(check43({ bills, documents: [file(amount)] })).toMatchObject({ status: 'equal', left: u(amount), right: u(amount) });
  });

  it('is told alone without a bill, and not at all without resellers', () => {
    expect(check43({ bills: [own, through] })).toMatchObject({ status: 'not-provable', left: null, right: u('15') });
    expect(check43({ bills: [own], documents: [file('10')] })).toBeUndefined();
  });
});
