import { describe, expect, it } from 'vitest';
import { formatUnits } from '../../../shared/money';
import { reconcile } from '../../../shared/reconcile/engine';
import { priceRuleOverlaps } from '../../../shared/reconcile/price-book';
import { parsePriceRules } from '../../../shared/reconcile/price-rules';
import { tierFactor } from '../../../shared/reconcile/price-tiers';
import { A, B, inputOf, OBS, u, type EntryRow, type Given } from './build-input';

const STEPS = [
  { from: '0', factor: '1' },
  { from: '100', factor: '0.9' },
  { from: '1000', factor: '0.8' },
];
const tiers = (span: 'whole' | 'slices', of: 'list' | 'cost' = 'cost', steps = STEPS) => ({ kind: 'tiers', of, span, steps });
const rule = (price: object, more: object = {}) => ({ id: 'r', from: '2026-01', price, ...more });
const rules = (...all: object[]) => parsePriceRules({ version: 1, rules: all });
const billed = (amount: string, more: Partial<EntryRow> = {}): EntryRow => ({
  role: 'revenue',
  grain: 'customer',
  service: null,
  basis: 'pretax',
  amount,
  ...more,
});
const breaksOf = (given: Given): string[] =>
  reconcile(inputOf(given)).breaks.map((item) => `${item.class} ${item.expectedAmount === null ? '-' : formatUnits(item.expectedAmount)}`);
/** What is expected in the month, by the matching summary. */
const expected = (given: Given): string =>
  formatUnits(reconcile(inputOf({ entries: [billed('1')], ...given })).matching.find((one) => one.role === 'revenue')!.billTotal);

describe('the factor of tiers', () => {
  it.each([
    ['99.99999999', '1'],
    ['100', '0.9'],
    ['999.99', '0.9'],
    ['1000', '0.8'],
  ])('of the whole: a volume of %s has reached %s', (volume, factor) => {
    expect(tierFactor({ span: 'whole', steps: STEPS }, u(volume))).toEqual({ by: u(factor), per: 1n });
  });

  it('of slices is the price of all slices over the volume', () => {
    // 100 x 1 + 900 x 0.9 + 500 x 0.8 = 1310
    expect(tierFactor({ span: 'slices', steps: STEPS }, u('1500'))).toEqual({ by: u('1310') * 100_000_000n, per: u('1500') });
  });

  it.each(['0', '-5000'])('is the first step’s at a volume of %s', (volume) => {
    for (const span of ['whole', 'slices'] as const) expect(tierFactor({ span, steps: STEPS }, u(volume))).toEqual({ by: u('1'), per: 1n });
  });
});

describe('tiers in a month', () => {
  it('count what the rule governs at one counterparty, over services', () => {
    const bills = [{ amount: '600' }, { amount: '400', service: OBS }, { amount: '50', customer: B }];
    const entries = [billed('800'), billed('50', { customer: B })];
    expect(breaksOf({ bills, priceRules: rules(rule(tiers('whole'))), entries })).toEqual([]);
  });

  it('count neither what another rule prices nor another month', () => {
    const bills = [{ amount: '90' }, { amount: '400', service: OBS }, { amount: '5000', period: '2026-08' }];
    const priceRules = rules(rule(tiers('whole')), rule({ kind: 'pass-through' }, { id: 'obs', match: { service: OBS } }));
    expect(expected({ periods: ['2026-08', '2026-09'], bills, priceRules })).toBe('490.00');
  });

  it('add up the reseller’s customers', () => {
    const bills = [
      { amount: '600', reseller: 'R' },
      { amount: '400', customer: B, reseller: 'R' },
    ];
    expect(expected({ bills, priceRules: rules(rule(tiers('whole'))), entries: [billed('1', { customer: null, reseller: 'R' })] })).toBe(
      '800.00',
    );
  });

  it('measure list price where the contract does', () => {
    expect(expected({ bills: [{ amount: '90', discount: '10' }], priceRules: rules(rule(tiers('whole', 'list'))) })).toBe('90.00');
  });

  it('spread the price of slices in proportion, whatever the grain of the ledger', () => {
    const bills = [{ amount: '1000' }, { amount: '500', service: OBS }];
    const priceRules = rules(rule(tiers('slices')));
    // 1310 / 1500 of each: 873.33 and 436.67
    const entries = [
      billed('873.33', { grain: 'customer-service', service: 'hws.service.type.ec2' }),
      billed('436.67', { grain: 'customer-service', service: OBS }),
    ];
    expect(breaksOf({ bills, priceRules, entries })).toEqual([]);
    expect(breaksOf({ bills, priceRules, entries: [billed('1310')] })).toEqual([]);
  });

  it('give refunds back at what the month costs, and price a month of refunds at the first step', () => {
    const bills = [{ amount: '1100' }, { amount: '-100', kind: 1 }];
    expect(expected({ bills, priceRules: rules(rule(tiers('whole'))) })).toBe('800.00');
    expect(expected({ bills: [{ amount: '-2000', kind: 1 }], priceRules: rules(rule(tiers('slices'))) })).toBe('-2000.00');
  });

  it('round the total of slices once', () => {
    const thirds = [
      { from: '0', factor: '1' },
      { from: '1', factor: '0' },
    ];
    // Three cells of 1 share a price of 1: 0.33 each by line, 1.00 in total, 0.99 cut by line.
    const bills = [{ amount: '1' }, { amount: '1', service: OBS }, { amount: '1', service: 's3' }];
    const of = (rounding: string): string => expected({ bills, priceRules: rules(rule(tiers('slices', 'cost', thirds), { rounding })) });
    expect(['half-up-line', 'half-up-total', 'truncate-line', 'truncate-total'].map(of)).toEqual(['0.99', '1.00', '0.99', '1.00']);
  });
});

describe('rules over time and beside each other', () => {
  it('takes the version of the month', () => {
    const priceRules = rules(
      rule({ kind: 'cost-plus', markup: '0.5' }, { to: '2026-08' }),
      rule({ kind: 'cost-plus', markup: '0.1' }, { from: '2026-09' }),
    );
    expect(expected({ bills: [{ amount: '10' }], priceRules })).toBe('11.00');
  });

  const beside = rules(
    rule({ kind: 'cost-plus', markup: '0.1' }, { id: 'customer', match: { counterparty: A } }),
    rule({ kind: 'pass-through' }, { id: 'service', match: { service: OBS } }),
  );

  it('says where the order of equally specific rules decided a price', () => {
    const given = { bills: [{ amount: '10', service: OBS }], priceRules: beside };
    const right = reconcile(inputOf({ ...given, entries: [billed('11')] }));
    expect(right.breaks).toEqual([]);
    expect(right.matches[0]?.reason).toMatchObject({ key: 'price-order', params: { chosen: 'customer', rival: 'service' } });
    expect(right.matching[0]?.ambiguous).toBe(1);
    const wrong = reconcile(inputOf({ ...given, entries: [billed('10')] }));
    expect(wrong.breaks[0]).toMatchObject({ class: 'price-deviation', reason: { key: 'price-order' } });
  });

  it('says nothing where both ask for the same price, or only one fits', () => {
    const same = rules(
      rule({ kind: 'pass-through' }, { id: 'a', match: { counterparty: A } }),
      rule({ kind: 'cost-plus', markup: '0' }, { id: 'b', match: { service: OBS } }),
    );
    for (const given of [
      { bills: [{ amount: '10', service: OBS }], priceRules: same, entries: [billed('10')] },
      { bills: [{ amount: '10' }], priceRules: beside, entries: [billed('11')] },
    ])
      expect(reconcile(inputOf(given)).matches[0]?.reason.key).toBe('match-price');
  });

  it('lists the pairs that can meet', () => {
    expect(priceRuleOverlaps(beside)).toEqual([{ first: 0, second: 1 }]);
    const apart = rules(
      rule({ kind: 'fixed', amount: '1' }, { id: 'a', match: { counterparty: A } }),
      rule({ kind: 'fixed', amount: '2' }, { id: 'b', match: { counterparty: B } }),
    );
    expect(priceRuleOverlaps(apart)).toEqual([]);
    const later = rules(
      rule({ kind: 'fixed', amount: '1' }, { id: 'a', to: '2026-08' }),
      rule({ kind: 'fixed', amount: '2' }, { id: 'b', from: '2026-09' }),
    );
    expect(priceRuleOverlaps(later)).toEqual([]);
  });
});

describe('who a price is for', () => {
  const pass = rules(rule({ kind: 'pass-through' }));

  it('gives a customer that moved to a reseller in mid-month two rows', () => {
    const bills = [{ amount: '10' }, { amount: '7', reseller: 'R' }];
    const customers = [{ id: A, name: null, accountName: null, associationType: '2', reseller: 'R' }];
    const given = { bills, customers, priceRules: pass, entries: [billed('10'), billed('7', { customer: null, reseller: 'R' })] };
    const result = reconcile(inputOf(given));
    expect(result.breaks).toEqual([]);
    expect(result.margin.map(({ counterparty, customer, revenue, cost }) => [counterparty, customer, revenue, cost])).toEqual([
      ['R', null, u('7'), u('7')],
      [A, A, u('10'), u('10')],
    ]);
  });

  it('keeps a customer that left and is in no list any more', () => {
    const customers = [{ id: B, name: null, accountName: null, associationType: '2', reseller: null }];
    expect(breaksOf({ bills: [{ amount: '10' }], customers, priceRules: pass, entries: [billed('10')] })).toEqual([]);
    expect(breaksOf({ bills: [{ amount: '10' }], customers, priceRules: pass, entries: [billed('1', { customer: B })] })).toEqual([
      'billed-not-consumed -',
      'consumed-not-billed 10.00',
    ]);
  });

  it('settles a reseller’s customer through it by the master data where lines name none', () => {
    const customers = [{ id: A, name: null, accountName: null, associationType: '2', reseller: 'R' }];
    expect(
      breaksOf({ bills: [{ amount: '10' }], customers, priceRules: pass, entries: [billed('10', { customer: null, reseller: 'R' })] }),
    ).toEqual([]);
  });

  it('passes refunds through, and says when they were kept back or added', () => {
    const given = { bills: [{ amount: '100' }, { amount: '-30', kind: 1 }], priceRules: rules(rule({ kind: 'cost-plus', markup: '0.1' })) };
    const reasonOf = (amount: string) => reconcile(inputOf({ ...given, entries: [billed(amount)] })).breaks[0]?.reason.key;
    expect(reasonOf('77')).toBeUndefined();
    expect(reasonOf('110')).toBe('price-deviation-refund');
    expect(reasonOf('143')).toBe('price-deviation-refund-sign');
    expect(reasonOf('100')).toBe('price-deviation');
  });
});
