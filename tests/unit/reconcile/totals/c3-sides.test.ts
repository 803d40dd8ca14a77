import { describe, expect, it } from 'vitest';
import { reconcile } from '../../../../shared/reconcile/engine';
import { reasonText } from '../../../../shared/reconcile/reasons';
import { A, ECS, inputOf, PERIOD, u, type Given } from '../build-input';
import type { OrderRecord } from '../../../../shared/reconcile/types';

const order = (id: string, type: number, amount: string, more: Partial<OrderRecord> = {}): OrderRecord => ({
  ...{ id, type, customer: A, status: 5, afterDiscount: u(amount), official: u(amount), detailSum: null, exists: true },
  ...{ createdAt: `${PERIOD}-03T00:00:00Z`, paidAt: `${PERIOD}-03T00:00:00Z` },
  ...more,
});
const line = (amount: string, baseOrder: string | null = 'N') => ({
  refundOrder: 'R',
  customer: A,
  service: ECS,
  amount: u(amount),
  baseOrder,
});
const fee = (payment: string) => ({ payment, trade: 'R', billType: 4, chargeMode: 1 });
const c3 = (given: Given) =>
  reconcile(inputOf({ bills: [{ amount: '-50', kind: 1, chargeMode: 1 }], ...given })).totals.find((one) => one.id === 'C3')!;

describe('C3, its sides', () => {
  it.each([
    ['the order, where fee records agree', order('R', 4, '-51'), '-50', '-51'],
    ['the fee records, where the order agrees', order('R', 4, '-50'), '-49', '-49'],
    ['the fee records, where both differ', order('R', 4, '-51'), '-49', '-49'],
  ])('shows the side that differs: %s', (_, refund, paid, right) => {
    const total = c3({ orders: [order('N', 1, '100'), refund], refunds: [line('-50')], fees: [fee(paid)] });
    expect(total).toMatchObject({
      status: 'broken',
      firstDivergence: { left: u('-50'), right: u(right), difference: u(right) === u('-51') ? u('1') : u('-1') },
    });
  });

  it('has equal sides where orders hold what was given back without what was kept', () => {
    const total = c3({ orders: [order('N', 1, '100'), order('R', 4, '-90')], refunds: [line('-90'), line('40')], fees: [fee('-90')] });
    expect(total).toMatchObject({ status: 'equal', left: u('-90'), right: u('-90'), difference: 0n });
  });

  it('says of how many refunds the original was not read', () => {
    const said = (orders: OrderRecord[], base: string | null) => c3({ orders, refunds: [line('-50', base)], fees: [fee('-50')] });
    const unread = said([order('R', 4, '-50')], 'N');
    expect(unread.status).toBe('equal');
    expect(reasonText(unread.sentence, 'zh')).toContain('其中 1 笔的原订单没有读到，是否超额退款无法核对');
    expect(reasonText(said([order('R', 4, '-50')], null).sentence, 'en')).toContain('the original orders of 1 of them were not read');
    expect(reasonText(said([order('N', 1, '100'), order('R', 4, '-50')], 'N').sentence, 'zh')).not.toContain('没有读到');
  });
});
