import { describe, expect, it } from 'vitest';
import { reconcile } from '../../../shared/reconcile/engine';
import { parsePriceRules } from '../../../shared/reconcile/price-rules';
import { reasonText } from '../../../shared/reconcile/reasons';
import { A, B, ECS, inputOf, OBS, u, type BillRow, type EntryRow, type Given } from './build-input';
import { suggested } from './suggested';
import type { EngineRun } from '../../../shared/reconcile/types';

/** Runs, and checks that nothing is left over and no row is used twice. */
function accounted(given: Given): EngineRun {
  const result = reconcile(inputOf(given));
  const used = [
    ...result.matches.flatMap((match) => match.entries.map((entry) => entry.row)),
    ...result.breaks.flatMap((item) => item.rows.flatMap((row) => (row.kind === 'entry' ? [row.row] : []))),
  ];
  expect(new Set(used).size).toBe(used.length);
  expect(used).toHaveLength(given.entries?.length ?? 0);
  for (const one of result.matching) expect(one.residue).toBe(0n);
  return result;
}

const times = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
const classes = (result: EngineRun): string[] => [...new Set(result.breaks.map((item) => item.class))].sort();

const PASS_THROUGH = parsePriceRules({
  version: 1,
  rules: ['R1', 'R2', A].map((counterparty) => ({
    id: counterparty,
    match: { counterparty },
    from: '2026-01',
    price: { kind: 'pass-through' },
  })),
});

describe('customers that will not stand still', () => {
  const MOVED: BillRow[] = [{ amount: '10', reseller: 'R1' }, { amount: '20', reseller: 'R2' }, { amount: '5' }];

  it('moved in mid-month between two resellers and the partner: each is charged for its own part', () => {
    const invoices = [
      { customer: null, reseller: 'R1', amount: '10' },
      { customer: null, reseller: 'R2', amount: '21' },
      { customer: A, reseller: null, amount: '5' },
    ].map((row): EntryRow => ({ ...row, role: 'revenue', grain: 'customer', service: null }));
    const result = accounted({ bills: MOVED, entries: invoices, priceRules: PASS_THROUGH });
    expect(result.breaks).toMatchObject([{ class: 'price-deviation', counterparty: 'R2', difference: u('-1') }]);
  });

  it('moved in mid-month: a cost book by customer has one figure for all parts', () => {
    expect(accounted({ bills: MOVED, entries: [{ amount: '35' }] }).breaks).toEqual([]);
    expect(accounted({ bills: MOVED, entries: [{ amount: '30' }] }).breaks).toMatchObject([{ class: 'amount', difference: u('5') }]);
  });

  it('two customers that swapped their names are told apart by their IDs, and a shared name decides nothing', () => {
    const customers = [A, B].map((id) => ({
      id,
      name: '同名公司',
      accountName: `acc-${id.slice(0, 3)}`,
      associationType: '2',
      reseller: null,
    }));
    const bills = [
      { amount: '5', customer: A },
      { amount: '6', customer: B },
    ];
    const entries = [
      { amount: '5', customer: A, party: '同名公司' },
      { amount: '6', customer: B, party: '同名公司' },
    ];
    expect(accounted({ customers, bills, entries }).breaks).toEqual([]);
    const unsure = accounted({ customers, bills, entries: entries.map((row) => ({ ...row, customer: null })) });
    expect(classes(unsure)).toEqual(['missing-in-ledger', 'unknown-customer']);
  });
});

describe('one voucher number on every row', () => {
  it('finds at most what its fee records are worth, and the rest is judged by its key', () => {
    const services = times(12, (i) => `s${i}`);
    const result = accounted({
      bills: services.map((service): BillRow => ({ service, amount: '10' })),
      fees: services.map((service) => ({ service, payment: '10', trade: 'V1' })),
      entries: services.map((service): EntryRow => ({ service, amount: service === 's3' ? '11' : '10', reference: 'V1' })),
    });
    expect(result.breaks).toMatchObject([{ class: 'amount', service: 's3', difference: u('-1') }]);
    expect(result.matching[0]!.byPass).toEqual({ exact: 11 });
  });

  it('never books two rows against one order', () => {
    const result = accounted({
      bills: [{ service: ECS, amount: '10' }],
      fees: [{ service: ECS, payment: '10', trade: 'V1' }],
      entries: times(3, (): EntryRow => ({ service: OBS, amount: '10', reference: 'V1', grain: 'order' })),
    });
    expect(result.matches.length).toBeLessThanOrEqual(1);
  });
});

describe('searches that would take for ever', () => {
  it('give up at a limit, and every break left says so in both languages', () => {
    // Five of these entries could make one of these cells by their cents, two never do: nothing is found before the limit.
    const result = accounted({
      bills: times(60, (i): BillRow => ({ service: `b${i}`, amount: `${1_000 + i * i * 7}.05` })),
      entries: times(60, (i): EntryRow => ({ service: `l${i}`, amount: `${2_001 + i * i * 11}.01` })),
    });
    expect(result.breaks).toHaveLength(120);
    for (const item of result.breaks) {
      expect(item.reason.key).toMatch(/^groups-not/);
      expect(item.reason.params).toMatchObject({ bills: '60', entries: '60' });
      expect(reasonText(item.reason, 'zh')).toContain('60');
      expect(reasonText(item.reason, 'en')).toContain('60');
    }
  });

  it('are not begun for thousands of equal rows in neighbouring months', () => {
    const months = ['2026-08', '2026-09', '2026-10'];
    const bills = months.flatMap((period) => times(1_000, (i): BillRow => ({ period, service: `s${i}`, amount: '10' })));
    const entries = bills.slice(500).map((row): EntryRow => ({ period: row.period!, service: row.service!, amount: '10' }));
    const result = accounted({ periods: months, bills, entries });
    expect(classes(result)).toEqual(['missing-in-ledger']);
    expect(result.breaks).toHaveLength(500);
  });

  it('a month booked late as a whole is 1,000 timing breaks and nothing else', () => {
    const bills = times(1_000, (i): BillRow => ({ period: '2026-08', service: `s${i}`, amount: `${10 + i}` }));
    const entries = bills.map((row): EntryRow => ({ period: '2026-09', service: row.service!, amount: row.amount }));
    const mark: EntryRow = { period: '2026-08', service: 'mark', amount: '1' };
    const result = accounted({
      periods: ['2026-08', '2026-09'],
      bills: [...bills, { ...mark, customer: A, service: 'mark', reseller: '' } as BillRow],
      entries: [mark, ...entries],
    });
    expect(classes(result)).toEqual(['timing']);
    expect(result.breaks).toHaveLength(1_000);
    expect(result.matching.map((one) => one.residue)).toEqual([0n, 0n]);
  });

  it('nothing is suggested among thousands of breaks of one amount and customer', () => {
    const result = accounted({
      bills: times(1_500, (i): BillRow => ({ service: `b${i}`, amount: '10' })),
      entries: times(1_500, (i): EntryRow => ({ service: `l${i}`, amount: '10' })),
    });
    expect(result.breaks).toHaveLength(3_000);
    expect(suggested(result.breaks)).toEqual([]);
  });
});

describe('figures at the edge', () => {
  it('revenue beyond 2^53 units, to the last unit', () => {
    const given = (amount: string): Given => ({
      bills: [{ amount: '90071992547.40' }],
      entries: [{ role: 'revenue', grain: 'customer', service: null, amount }],
      priceRules: PASS_THROUGH,
    });
    expect(accounted(given('90071992547.40')).breaks).toEqual([]);
    expect(accounted(given('90071992547.40000001')).breaks).toMatchObject([{ class: 'price-deviation', difference: u('-0.00000001') }]);
  });

  it('a month of refunds alone is credited, and a positive invoice for it is a deviation of twice the sum', () => {
    const given = (amount: string): Given => ({
      bills: [{ amount: '-30', kind: 1 }],
      entries: [{ role: 'revenue', grain: 'customer', service: null, amount }],
      priceRules: PASS_THROUGH,
    });
    expect(accounted(given('-30')).breaks).toEqual([]);
    expect(accounted(given('30')).breaks).toMatchObject([{ class: 'price-deviation', difference: u('-60') }]);
  });
});
