import { describe, expect, it } from 'vitest';
import { reconcile } from '../../../shared/reconcile/engine';
import { parsePriceRules } from '../../../shared/reconcile/price-rules';
import { A, B, ECS, inputOf, OBS, u, type EntryRow, type Given } from './build-input';

const rule = (price: object, more: object = {}) => ({ id: 'r', match: {}, from: '2026-01', to: null, price, tax: '0.06', rounding: 'half-up-line', ...more });
const rules = (...all: object[]) => parsePriceRules({ version: 1, rules: all });
const billed = (amount: string, more: Partial<EntryRow> = {}): EntryRow => ({ role: 'revenue', grain: 'customer', service: null, basis: 'taxed', amount, ...more });
const outcome = (given: Given): string[] =>
  reconcile(inputOf(given)).breaks.map((item) => `${item.class} ${item.expectedAmount === null ? '-' : Number(item.expectedAmount) / 1e8} ${item.difference === null ? '-' : Number(item.difference) / 1e8}`);

describe('expected prices', () => {
  it.each<[string, object, string]>([
    ['pass-through', rule({ kind: 'pass-through' }), '106'],
    ['cost-plus', rule({ kind: 'cost-plus', markup: '0.08' }), '114.48'],
    ['list x discount', rule({ kind: 'list-discount', factor: '0.9' }), '104.94'],
    ['fixed', rule({ kind: 'fixed', amount: '50' }), '53'],
    ['without a rate', rule({ kind: 'pass-through' }, { tax: undefined }), '100'],
  ])('%s', (_, price, expected) => {
    expect(outcome({ bills: [{ amount: '100', discount: '10' }], priceRules: rules(price), entries: [billed(expected)] })).toEqual([]);
  });

  it('prices without tax for a pre-tax ledger', () => {
    expect(outcome({ bills: [{ amount: '100' }], priceRules: rules(rule({ kind: 'pass-through' })), entries: [billed('100', { basis: 'pretax' })] })).toEqual([]);
  });

  it('rounds per line, in total, or cuts, once and after tax', () => {
    const bills = [{ amount: '0.333' }, { amount: '0.333', service: OBS }];
    const price = (rounding: string) => rules(rule({ kind: 'pass-through' }, { tax: undefined, rounding }));
    expect(outcome({ bills, priceRules: price('half-up-line'), entries: [billed('0.66')] })).toEqual([]);
    expect(outcome({ bills, priceRules: price('half-up-total'), entries: [billed('0.67')] })).toEqual([]);
    expect(outcome({ bills: [{ amount: '0.339' }], priceRules: price('truncate-line'), entries: [billed('0.33')] })).toEqual([]);
  });

  it('takes the most specific rule, then the order of the file, within its months', () => {
    const priceRules = rules(
      rule({ kind: 'fixed', amount: '1' }, { id: 'general', tax: undefined }),
      rule({ kind: 'fixed', amount: '2' }, { id: 'customer', tax: undefined, match: { counterparty: A } }),
      rule({ kind: 'fixed', amount: '3' }, { id: 'second', tax: undefined, match: { counterparty: A } }),
      rule({ kind: 'fixed', amount: '4' }, { id: 'old', tax: undefined, to: '2026-08', match: { counterparty: A, customer: A } }),
    );
    expect(outcome({ bills: [{ amount: '9' }], priceRules, entries: [billed('2')] })).toEqual([]);
  });

  it('asks for a fixed price once a month in what its rule names, whatever the grain of the ledger', () => {
    const bills = [{ amount: '100' }, { amount: '50', service: OBS }, { amount: '10', customer: B, reseller: 'R' }, { amount: '20', customer: B, reseller: 'R', service: OBS }];
    const price = (more: object, match: object = {}) => rules(rule({ kind: 'fixed', amount: '50', ...more }, { tax: undefined, match }));
    const own = [bills[0]!, bills[1]!];
    const byService = (one: string, two: string): EntryRow[] => [billed(one, { service: ECS }), billed(two, { service: OBS })];
    // A ledger by service: the counterparty pays once, under the first service that it has rows for.
    expect(outcome({ bills: own, priceRules: price({}), entries: byService('50', '0') })).toEqual([]);
    expect(outcome({ bills: own, priceRules: price({}), entries: byService('50', '50') })).toEqual(['price-deviation 0 -50']);
    expect(outcome({ bills: own, priceRules: price({}), entries: [billed('50', { service: OBS })] })).toEqual([]);
    expect(outcome({ bills: own, priceRules: price({ per: 'service' }), entries: byService('50', '50') })).toEqual([]);
    expect(outcome({ bills: own, priceRules: price({ per: 'service' }), entries: [billed('100')] })).toEqual([]);
    // A rule that names a service is about that service alone.
    const named = rules(rule({ kind: 'fixed', amount: '50' }, { tax: undefined, match: { service: OBS } }), rule({ kind: 'pass-through' }, { id: 'rest', tax: undefined }));
    expect(outcome({ bills: own, priceRules: named, entries: byService('100', '50') })).toEqual([]);
    // A reseller pays once, or for each of its customers, or for each of their services.
    const reseller = [...bills.slice(2), { amount: '5', customer: A, reseller: 'R' }];
    for (const [per, due] of [['counterparty', '50'], ['customer', '100'], ['service', '100'], ['customer-service', '150']] as const)
      expect(outcome({ bills: reseller, priceRules: price({ per }), entries: [billed(due, { customer: null, reseller: 'R' })] }), per).toEqual([]);
  });

  it('splits a cell by charge mode only where a rule asks', () => {
    const priceRules = rules(
      rule({ kind: 'cost-plus', markup: '1' }, { id: 'monthly', tax: undefined, match: { chargeMode: '1' } }),
      rule({ kind: 'pass-through' }, { id: 'rest', tax: undefined }),
    );
    expect(outcome({ bills: [{ amount: '10', chargeMode: 1 }, { amount: '5' }], priceRules, entries: [billed('25')] })).toEqual([]);
  });

  it('prices customers of a reseller through the reseller', () => {
    const priceRules = rules(rule({ kind: 'pass-through' }, { tax: undefined, match: { counterparty: 'R' } }));
    const bills = [{ amount: '10', reseller: 'R' }, { amount: '5', customer: B, reseller: 'R' }];
    expect(outcome({ bills, priceRules, entries: [billed('15', { customer: null, reseller: 'R' })] })).toEqual([]);
  });
});

describe('the classes of revenue', () => {
  const priceRules = rules(rule({ kind: 'pass-through' }, { tax: undefined }));

  it.each<[string, Given, string[]]>([
    ['consumed, not billed', { bills: [{ amount: '10' }, { amount: '3', customer: B }], entries: [billed('10')] }, ['consumed-not-billed 3 3']],
    ['billed, not consumed', { bills: [{ amount: '10' }], entries: [billed('10'), billed('4', { customer: B })] }, ['billed-not-consumed - -4']],
    ['price deviation', { bills: [{ amount: '10' }], entries: [billed('12')] }, ['price-deviation 10 -2']],
    ['unknown customer', { bills: [{ amount: '10' }], entries: [billed('10'), billed('4', { customer: null })] }, ['unknown-customer - -4']],
    ['currency', { bills: [{ amount: '10' }], entries: [billed('2', { currency: 'USD' })] }, ['currency 10 -']],
    ['several rows add up', { bills: [{ amount: '10' }], entries: [billed('4'), billed('6')] }, []],
  ])('%s', (_, given, expected) => {
    expect(outcome({ priceRules, ...given })).toEqual(expected);
  });

  it('no price rule: the rest is what is expected', () => {
    const some = rules(rule({ kind: 'pass-through' }, { tax: undefined, match: { service: OBS } }));
    expect(outcome({ priceRules: some, bills: [{ amount: '10' }, { amount: '3', service: OBS }], entries: [billed('13')] })).toEqual(['no-price-rule 3 -10']);
  });

  it('marks an unknown tax basis in the reason', () => {
    const found = reconcile(inputOf({ priceRules: rules(rule({ kind: 'pass-through' })), bills: [{ amount: '100' }], entries: [billed('106', { basis: 'unknown' })] }));
    expect(found.breaks).toEqual([]);
    expect(found.matches[0]?.reason.key).toBe('basis-unknown');
  });
});

describe('the margin', () => {
  it('is revenue net of tax less cost, with its rate', () => {
    const result = reconcile(inputOf({ priceRules: rules(rule({ kind: 'cost-plus', markup: '0.25' })), bills: [{ amount: '100' }], entries: [billed('132.5')] }));
    expect(result.margin).toEqual([{ period: '2026-09', counterparty: A, customer: A, service: null, revenue: u('125'), cost: u('100'), margin: u('25'), rate: '0.2000', parts: [{ customer: A, service: ECS, cost: u('100') }] }]);
  });
});
