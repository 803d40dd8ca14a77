import { describe, expect, it } from 'vitest';
import { reconcile } from '../../../shared/reconcile/engine';
import { A, B, ECS, inputOf, OBS, PERIOD, u, type Given } from './build-input';
import { MONTHS, outcome } from './outcome';

describe('the classes of what is left', () => {
  it.each<[string, Given, string[]]>([
    ['missing in ledger', { bills: [{ amount: '10' }, { amount: '5', service: OBS }], entries: [{ amount: '10' }] }, ['missing-in-ledger 2026-09 5']],
    ['missing in bill', { bills: [{ amount: '10' }], entries: [{ amount: '10' }, { amount: '3', customer: B }] }, ['missing-in-bill 2026-09 -3']],
    ['duplicate in ledger', { bills: [{ amount: '10' }], entries: [{ amount: '10' }, { amount: '10' }, { amount: '10' }] }, ['duplicate-in-ledger 2026-09 -10', 'duplicate-in-ledger 2026-09 -10']],
    ['duplicate part of a split booking', { bills: [{ amount: '10' }], entries: [{ amount: '6' }, { amount: '4' }, { amount: '4' }] }, ['duplicate-in-ledger 2026-09 -4']],
    ['two bookings of something the bill does not have', { bills: [{ amount: '1', service: OBS }], entries: [{ amount: '4' }, { amount: '4' }, { amount: '1', service: OBS }] }, ['missing-in-bill 2026-09 -4', 'missing-in-bill 2026-09 -4']],
    ['ambiguous repeats: either could be the duplicate', { bills: [{ amount: '7' }], entries: [{ amount: '2' }, { amount: '2' }, { amount: '1' }, { amount: '1' }, { amount: '1' }, { amount: '2', reference: 'other' }] }, ['ambiguous 2026-09 -2']],
    ['duplicate in bill', { bills: [{ amount: '10' }, { amount: '4' }, { amount: '4' }], entries: [{ amount: '14' }] }, ['duplicate-in-bill 2026-09 4']],
    ['tax basis, with tax', { bills: [{ amount: '99.99' }], entries: [{ amount: '105.99' }] }, ['tax-basis 2026-09 -6']],
    ['tax basis, net of tax', { bills: [{ amount: '113' }], entries: [{ amount: '100' }] }, ['tax-basis 2026-09 13']],
    ['amount', { bills: [{ amount: '100' }], entries: [{ amount: '98' }] }, ['amount 2026-09 2']],
    ['unknown customer', { bills: [], entries: [{ amount: '8', customer: null, party: '某公司' }] }, ['unknown-customer 2026-09 -8']],
    ['currency takes its cell', { bills: [{ amount: '71' }], entries: [{ amount: '10', currency: 'USD' }] }, ['currency 2026-09 -']],
  ])('%s', (_, given, expected) => {
    expect(outcome(given).breaks).toEqual(expected);
  });

  it('names a wrong sign', () => {
    expect(outcome({ bills: [{ amount: '100' }, { amount: '-10', kind: 1 }], entries: [{ amount: '110' }] }).reasons).toEqual(['amount-sign']);
  });

  it('rounding: the ledger rounds where charging truncates', () => {
    const found = outcome({
      bills: [{ amount: '100.01' }],
      fees: [{ payment: '60.00900001', trade: 'T1' }, { payment: '40.00900001', trade: 'T2' }],
      entries: [{ amount: '100.02' }],
    });
    expect(found).toMatchObject({ breaks: ['rounding 2026-09 -0.01'] });
  });

  it('an entry off by a cent that no rule makes is an amount break', () => {
    expect(outcome({ bills: [{ amount: '100' }], fees: [{ payment: '100', trade: 'T1' }], entries: [{ amount: '99.99' }] }).breaks).toEqual(['amount 2026-09 0.01']);
  });

  it('zero cells and zero entries make no break', () => {
    expect(outcome({ bills: [{ amount: '5' }, { amount: '-5', kind: 1 }, { amount: '1', service: OBS }], entries: [{ amount: '0' }, { amount: '1', service: OBS }] }).breaks).toEqual([]);
  });

  it('nothing is missing in a month that no entry names', () => {
    expect(outcome({ periods: MONTHS, bills: MONTHS.map((period) => ({ period, amount: '1' })), entries: [{ amount: '1' }] }).breaks).toEqual([]);
  });
});

describe('the grain of a cost ledger', () => {
  it('per customer: an entry without a service meets the customer’s whole bill', () => {
    const found = outcome({ bills: [{ amount: '10' }, { amount: '5', service: OBS }, { amount: '7', customer: B }], entries: [{ amount: '15', service: null, grain: 'customer' }] });
    expect(found.breaks).toEqual(['missing-in-ledger 2026-09 7']);
  });

  it('per reseller: an entry of a reseller meets all its customers', () => {
    const found = outcome({ bills: [{ amount: '10', reseller: 'R' }, { amount: '7', customer: B, reseller: 'R' }], entries: [{ amount: '17', customer: null, reseller: 'R', service: null, grain: 'customer' }] });
    expect(found).toMatchObject({ breaks: [], passes: { exact: 1 } });
  });
});

describe('identities of results', () => {
  it('keep their ID when other rows change', () => {
    const one = reconcile(inputOf({ bills: [{ amount: '10' }], entries: [{ amount: '9' }] })).breaks[0]!.id;
    const other = reconcile(inputOf({ bills: [{ amount: '10' }, { amount: '3', service: OBS }], entries: [{ amount: '9' }, { amount: '3', service: OBS }] })).breaks[0]!.id;
    expect(one).toMatch(/^b-[0-9a-f]{16}$/);
    expect(other).toBe(one);
  });

  it('names month, customer and service of a break', () => {
    expect(reconcile(inputOf({ bills: [{ amount: '10' }], entries: [{ amount: '9' }] })).breaks[0]).toMatchObject({
      period: PERIOD,
      customer: A,
      counterparty: A,
      service: ECS,
      role: 'cost',
      ledgerAmount: u('9'),
      billAmount: u('10'),
    });
  });
});
