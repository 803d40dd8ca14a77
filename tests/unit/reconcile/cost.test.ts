import { describe, expect, it } from 'vitest';
import { reconcile } from '../../../shared/reconcile/engine';
import { DEFAULT_RULE_SET } from '../../../shared/reconcile/rule-set';
import { A, B, ECS, inputOf, OBS, PERIOD, u, type Given } from './build-input';

const MONTHS = ['2026-08', '2026-09', '2026-10'];

/** Class, difference, period and reason of each break, and entries matched by pass. */
function outcome(given: Given): { breaks: string[]; passes: Record<string, number>; reasons: string[] } {
  const result = reconcile(inputOf(given));
  const passes: Record<string, number> = {};
  for (const one of result.matching) for (const [pass, count] of Object.entries(one.byPass)) passes[pass] = (passes[pass] ?? 0) + count;
  const shown = result.breaks.map((item) => `${item.class} ${item.period}${item.otherPeriod ? `/${item.otherPeriod}` : ''} ${item.difference === null ? '-' : Number(item.difference) / 1e8}`);
  return { breaks: shown, passes, reasons: result.breaks.map((item) => item.reason.key) };
}

describe('the passes of cost matching', () => {
  it('exact: same customer, service, month and amount', () => {
    expect(outcome({ bills: [{ amount: '60' }, { amount: '40', resourceType: 'disk' }], entries: [{ amount: '100' }] })).toMatchObject({ breaks: [], passes: { exact: 1 } });
  });

  it('exact nets refunds and write-offs with the signs as they come', () => {
    expect(outcome({ bills: [{ amount: '100' }, { amount: '-15.2', kind: 1 }, { amount: '-1', kind: 2 }], entries: [{ amount: '83.8' }] }).breaks).toEqual([]);
  });

  it('exact at line grain meets single bill lines', () => {
    const found = outcome({ bills: [{ amount: '60' }, { amount: '40' }], entries: [{ amount: '60', grain: 'line' }, { amount: '40', grain: 'line' }] });
    expect(found).toMatchObject({ breaks: [], passes: { exact: 2 } });
  });

  it('line grain: a line without a row is missing in the ledger with its own amount', () => {
    expect(outcome({ bills: [{ amount: '60' }, { amount: '40' }], entries: [{ amount: '60', grain: 'line' }] }).breaks).toEqual(['missing-in-ledger 2026-09 40']);
  });

  it('key-sum: an amount booked in several rows', () => {
    expect(outcome({ bills: [{ amount: '100' }], entries: [{ amount: '33.33' }, { amount: '66.67' }] })).toMatchObject({ breaks: [], passes: { 'key-sum': 2 } });
  });

  it('key-sum: a booking and its reversal beside the right row', () => {
    expect(outcome({ bills: [{ amount: '100' }], entries: [{ amount: '100' }, { amount: '-100' }, { amount: '100' }] }).breaks).toEqual([]);
  });

  it('reference: an order number finds its fee records and is netted from the cell', () => {
    const found = outcome({
      bills: [{ amount: '300', chargeMode: 1 }, { amount: '7' }],
      fees: [{ payment: '300', chargeMode: 1, billType: 1, trade: 'CS1' }],
      entries: [{ amount: '300', reference: 'CS1', grain: 'order', service: null }, { amount: '6' }],
    });
    expect(found).toMatchObject({ breaks: ['amount 2026-09 1'], passes: { reference: 1 } });
  });

  it('tolerance has no effect by default and matches within the rule set’s', () => {
    const given: Given = { bills: [{ amount: '100' }], entries: [{ amount: '100.01' }] };
    expect(outcome(given).breaks).toEqual(['amount 2026-09 -0.01']);
    expect(outcome({ ...given, ruleSet: { ...DEFAULT_RULE_SET, tolerance: '0.02' } })).toMatchObject({ breaks: [], passes: { tolerance: 1 } });
  });

  it('adjacent-period: one timing break with both months, counted in both', () => {
    const given: Given = {
      periods: MONTHS,
      bills: [{ period: '2026-08', amount: '5', service: OBS }, { amount: '100' }, { period: '2026-10', amount: '70' }],
      entries: [{ period: '2026-08', amount: '5', service: OBS }, { amount: '0' }, { period: '2026-10', amount: '70' }, { period: '2026-10', amount: '100' }],
    };
    expect(outcome(given).breaks).toEqual(['timing 2026-09/2026-10 100']);
    expect(reconcile(inputOf(given)).matching.every((one) => one.residue === 0n)).toBe(true);
  });

  it('adjacent-period: a late booking of a fixed fee is timing, not a duplicate', () => {
    const found = outcome({
      periods: MONTHS,
      bills: MONTHS.map((period) => ({ period, amount: '100' })),
      entries: [{ period: '2026-08', amount: '100' }, { period: '2026-10', amount: '100' }, { period: '2026-10', amount: '100' }, { amount: '1', service: OBS }],
    });
    expect(found.breaks).toEqual(['missing-in-bill 2026-09 -1', 'timing 2026-09/2026-10 100']);
  });

  it('adjacent-period: an entry between two equal unbooked cells is ambiguous and both stay missing', () => {
    const bills = [{ period: '2026-08', amount: '9' }, { period: '2026-10', amount: '9' }];
    const others = MONTHS.map((period) => ({ period, amount: '1', service: OBS }));
    const found = outcome({ periods: MONTHS, bills: [...bills, ...others], entries: [{ amount: '9' }, ...others] });
    expect(found.breaks).toEqual(['missing-in-ledger 2026-08 9', 'ambiguous 2026-09 -9', 'missing-in-ledger 2026-10 9']);
  });

  it('adjacent-period: two entries that could take one cell are both ambiguous', () => {
    const others = MONTHS.map((period) => ({ period, amount: '1', service: OBS }));
    const found = outcome({ periods: MONTHS, bills: [{ amount: '9' }, ...others], entries: [{ period: '2026-08', amount: '9' }, { period: '2026-10', amount: '9' }, ...others] });
    expect(found.breaks).toEqual(['ambiguous 2026-08 -9', 'missing-in-ledger 2026-09 9', 'ambiguous 2026-10 -9']);
  });

  it('adjacent-period: an entry of a month that was not synced can still be the late booking', () => {
    const found = outcome({ bills: [{ amount: '100' }], entries: [{ amount: '1', service: OBS }, { period: '2026-10', amount: '100' }] });
    expect(found.breaks).toEqual(['missing-in-bill 2026-09 -1', 'timing 2026-09/2026-10 100']);
  });
});

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
