import { describe, expect, it } from 'vitest';
import { reconcile } from '../../../shared/reconcile/engine';
import type { Movement } from '../../../shared/reconcile/types';
import { A, inputOf, PERIOD, u, type EntryRow } from './build-input';

const movement: Movement = {
  id: 'm',
  account: 'BALANCE_TYPE_DEBIT',
  detailType: 'SOURCE_OPERATION_BEADJUST',
  time: `${PERIOD}-05T00:00:00Z`,
  change: u('-10'),
  balanceAfter: null,
  type: '2',
  customer: A,
};

const breaksOf = (entry: Partial<EntryRow>, party: string | null = A) =>
  reconcile(
    inputOf({
      bills: [{ amount: '10' }],
      movements: [movement],
      entries: [{ row: 2, amount: '7', ...(party === null ? { customer: null, party: '无名公司' } : {}), ...entry }],
    }),
  ).breaks.filter((item) => item.ledgerAmount !== null && item.class !== 'adjustment-without-movement');

describe('a break', () => {
  it.each(['cost', 'revenue', 'prepayment'] as const)('of the %s ledger names the currency of the book where it is another one', (role) => {
    expect(breaksOf({ role, currency: 'USD' })).toMatchObject([{ class: 'currency', ledgerCurrency: 'USD', difference: null }]);
    // Nobody knows the party: what cannot be subtracted is in another currency all the same.
    expect(breaksOf({ role, currency: 'USD' }, null)).toMatchObject([
      { class: 'unknown-customer', ledgerCurrency: 'USD', difference: null },
    ]);
  });

  it.each(['cost', 'revenue', 'prepayment'] as const)('of the %s ledger in the bill’s own names none', (role) => {
    const own = [...breaksOf({ role, currency: 'CNY' }), ...breaksOf({ role, currency: 'CNY' }, null)];
    expect(own.length).toBeGreaterThan(1);
    for (const item of own) expect(item).not.toHaveProperty('ledgerCurrency');
  });
});
