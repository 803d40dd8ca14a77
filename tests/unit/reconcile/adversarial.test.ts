import { describe, expect, it } from 'vitest';
import { reconcile } from '../../../shared/reconcile/engine';
import { A, B, ECS, inputOf, OBS, u, type BillRow, type EntryRow, type Given } from './build-input';
import type { EngineRun } from '../../../shared/reconcile/types';

/** Books made to break the engine: every row is accounted for once and nothing is left over. */
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
const count = (result: EngineRun, kind: string): number => result.breaks.filter((item) => item.class === kind).length;

describe('books made to break the engine', () => {
  it('10,000 rows of 0.01, by line: as many as the bill has meet, the rest are duplicates', () => {
    const bills = times(9_990, (): BillRow => ({ amount: '0.01' }));
    const entries = times(10_000, (): EntryRow => ({ amount: '0.01', grain: 'line' }));
    const result = accounted({ bills, entries });
    expect(result.matches).toHaveLength(9_990);
    expect(count(result, 'duplicate-in-ledger')).toBe(10);
  });

  it('10,000 rows of 0.01 add up to one bill amount', () => {
    const result = accounted({ bills: [{ amount: '100' }], entries: times(10_000, (): EntryRow => ({ amount: '0.01' })) });
    expect(result.matching[0]).toMatchObject({ matched: 10_000, byPass: { 'key-sum': 10_000 } });
  });

  it('equal amounts everywhere: keys decide, never the amount', () => {
    const services = times(40, (i) => `s${i}`);
    const months = ['2026-08', '2026-09', '2026-10'];
    const rows = months.flatMap((period) => services.map((service) => ({ period, service, amount: '10' })));
    const result = accounted({ periods: months, bills: rows, entries: rows.filter((_, i) => i % 7 !== 3) });
    expect(count(result, 'missing-in-ledger')).toBe(result.breaks.length);
    expect(result.breaks).toHaveLength(rows.filter((_, i) => i % 7 === 3).length);
  });

  it('equal amounts under the wrong services are no groups', () => {
    const result = accounted({
      bills: times(30, (i): BillRow => ({ amount: '10', service: `b${i}` })),
      entries: times(30, (i): EntryRow => ({ amount: '10', service: `l${i}` })),
    });
    expect(result.matches).toEqual([]);
    expect(count(result, 'missing-in-ledger')).toBe(30);
    expect(count(result, 'missing-in-bill')).toBe(30);
  });

  it('amounts beyond 2^53 units, to the last unit', () => {
    const result = accounted({
      bills: [{ amount: '90071992.54740993' }, { amount: '20000000000.00000001', service: OBS }],
      entries: [{ amount: '90071992.54740993' }, { amount: '20000000000.00000002', service: OBS }],
    });
    expect(result.matches).toHaveLength(1);
    expect(result.breaks).toMatchObject([{ class: 'amount', difference: u('-0.00000001') }]);
    expect(() => reconcile(inputOf({ bills: times(6, () => ({ amount: '20000000000' })) }))).toThrow(/amounts-too-large/);
  });

  it('months of refunds alone', () => {
    const result = accounted({
      bills: [
        { amount: '-30', kind: 1 },
        { amount: '-5', kind: 2 },
        { amount: '-8', kind: 1, service: OBS },
      ],
      entries: [{ amount: '-35' }, { amount: '8', service: OBS }],
    });
    expect(result.figures[0]).toMatchObject({ consumption: 0n, refunds: u('-38'), adjustments: u('-5'), due: u('-43') });
    expect(result.breaks).toMatchObject([{ class: 'amount', reason: { key: 'amount-sign' } }]);
  });

  it('one customer in two resellers, with a book by reseller', () => {
    const bills = [
      { amount: '10', reseller: 'R1' },
      { amount: '20', reseller: 'R2' },
    ];
    const entries = [
      { amount: '10', customer: null, reseller: 'R1', service: null, grain: 'customer' as const },
      { amount: '20', customer: null, reseller: 'R2', service: null, grain: 'customer' as const },
    ];
    expect(accounted({ bills, entries })).toMatchObject({ breaks: [], matching: [{ matched: 2 }] });
    expect(accounted({ bills, entries: entries.slice(0, 1) }).breaks).toMatchObject([
      { class: 'missing-in-ledger', customer: A, billAmount: u('20'), counterparty: 'R2' },
    ]);
  });

  it('a customer renamed in mid-month is one customer, found by its ID', () => {
    const customers = ['old', 'new'].map((name) => ({ id: A, name, accountName: name, associationType: '2', reseller: null }));
    expect(accounted({ customers, bills: [{ amount: '5' }, { amount: '6' }], entries: [{ amount: '11', party: 'old' }] }).breaks).toEqual(
      [],
    );
  });

  it('empty sides', () => {
    expect(accounted({}).breaks).toEqual([]);
    expect(accounted({ bills: [{ amount: '5' }] }).breaks).toEqual([]);
    expect(accounted({ entries: [{ amount: '5' }] }).breaks).toMatchObject([{ class: 'missing-in-bill', difference: u('-5') }]);
    expect(accounted({ periods: [], entries: [] }).matching).toEqual([]);
  });

  it('keys in a space too large for bits are hashed and found all the same', () => {
    const bills = times(400, (i): BillRow => ({
      amount: `${i + 1}`,
      customer: `c${i}`,
      service: i % 2 === 0 ? ECS : `s${i}`,
      reseller: `r${i}`,
      chargeMode: [1, 3, 11][i % 3]!,
    }));
    const many = times(1_200, (i): BillRow => ({ amount: '1', customer: `x${i}`, service: `y${i}` }));
    const entries = bills.map((row): EntryRow => ({
      amount: row.amount,
      customer: row.customer!,
      service: row.service!,
      reseller: row.reseller!,
    }));
    const result = accounted({ bills: [...bills, ...many], entries: [...entries, { amount: '2', customer: B }] });
    expect(result.matches).toHaveLength(400);
    expect(count(result, 'missing-in-ledger')).toBe(1_200);
  });
});
