import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../shared/digest';
import { formatUnits } from '../../../shared/money';
import { reconcile } from '../../../shared/reconcile/engine';
import { parsePriceRules } from '../../../shared/reconcile/price-rules';
import { inputOf, type BillRow, type EntryRow, type FeeRow, type Given } from '../../unit/reconcile/build-input';
import type { Break, EngineRun } from '../../../shared/reconcile/types';

const PERIODS = ['2026-08', '2026-09', '2026-10'];
const CUSTOMERS = ['c1', 'c2', 'c3'];
const SERVICES = ['s1', 's2'];

const period = fc.constantFrom(...PERIODS);
const customer = fc.constantFrom(...CUSTOMERS);
const service = fc.constantFrom(...SERVICES);
/** Few distinct amounts, so that rows collide. */
const amount = fc.constantFrom('1', '2', '3', '5', '-1', '-2', '0', '10.6', '10', '9.99', '0.00000001');

const billRow: fc.Arbitrary<BillRow> = fc.record({
  period,
  customer,
  service,
  amount,
  reseller: fc.constantFrom('', '', 'r1'),
  resourceType: fc.constantFrom('x', 'y'),
  chargeMode: fc.constantFrom(1, 3, 11),
  kind: fc.constantFrom(0, 0, 1, 2),
  debt: fc.constantFrom('0', '0', '1'),
});

const feeRow: fc.Arbitrary<FeeRow> = fc.record({
  period,
  customer,
  service,
  payment: amount,
  chargeMode: fc.constantFrom(1, 3, 10, 11),
  billType: fc.constantFrom(1, 4, 5, 9, 16),
  trade: fc.constantFrom('', 'T1', 'T2', 'T3', 'T4'),
  association: fc.constantFrom(1, 2, 2),
});

const entryRow: fc.Arbitrary<EntryRow> = fc
  .record({
    role: fc.constantFrom('cost' as const, 'cost' as const, 'revenue' as const),
    grain: fc.constantFrom('customer' as const, 'customer-service' as const, 'order' as const, 'line' as const),
    period: fc.constantFrom(...PERIODS, ...PERIODS, '2026-11'),
    customer: fc.constantFrom<string | null>(...CUSTOMERS, ...CUSTOMERS, null, 'stranger'),
    reseller: fc.constantFrom<string | null>(null, null, null, 'r1'),
    service: fc.constantFrom<string | null>(...SERVICES, ...SERVICES, null),
    currency: fc.constantFrom('CNY', 'CNY', 'CNY', 'CNY', 'USD'),
    basis: fc.constantFrom('pretax' as const, 'taxed' as const, 'unknown' as const),
    reference: fc.constantFrom<string | null>(null, null, 'T1', 'T2', 'nothing'),
    amount,
  })
  .map((row) => (row.grain === 'customer' ? { ...row, service: null } : row));

const PRICES = parsePriceRules({
  version: 1,
  rules: [
    { id: 'a', match: { counterparty: 'c1' }, from: '2026-01', price: { kind: 'cost-plus', markup: '0.08' }, tax: '0.06' },
    { id: 'b', match: { service: 's2' }, from: '2026-01', price: { kind: 'list-discount', factor: '0.9' }, rounding: 'half-up-total' },
    { id: 'c', match: { counterparty: 'c2', chargeMode: '1' }, from: '2026-09', price: { kind: 'fixed', amount: '7' }, tax: '0.13' },
  ],
});

const given: fc.Arbitrary<Given> = fc
  .record({ bills: fc.array(billRow, { maxLength: 25 }), fees: fc.array(feeRow, { maxLength: 15 }), entries: fc.array(entryRow, { maxLength: 25 }) })
  .map(({ bills, fees, entries }) => ({ bills, fees, entries: entries.map((entry, i) => ({ ...entry, row: i + 2 })), periods: PERIODS, priceRules: PRICES }));

/** A result as text, matches as records: how their columns number keys and texts is nobody's business. */
const bytes = ({ matchColumns: _, ...result }: EngineRun): string =>
  canonicalJson(JSON.parse(JSON.stringify(result, (__, value: unknown) => (typeof value === 'bigint' ? formatUnits(value) : value))));
const runs = { numRuns: Number(process.env['RD_SEEDS'] ?? '10') * 30 };

describe('the engine on any rows', () => {
  it('explains every cent: nothing is left over in any month and role', () => {
    fc.assert(
      fc.property(given, (some) => {
        for (const one of reconcile(inputOf(some)).matching) expect(one.residue).toBe(0n);
      }),
      runs,
    );
  });

  it('uses each ledger row once, and leaves none of a judged month out', () => {
    fc.assert(
      fc.property(given, (some) => {
        const input = inputOf(some);
        const result = reconcile(input);
        const used = [
          ...result.matches.flatMap((match) => match.entries.map((entry) => entry.row)),
          ...result.breaks.flatMap((item: Break) => item.rows.flatMap((row) => (row.kind === 'entry' ? [row.row] : []))),
        ].sort((a, b) => a - b);
        expect(new Set(used).size).toBe(used.length);
        const due = input.entries.filter((entry) => entry.units !== 0n && input.periods.includes(entry.period)).map((entry) => entry.row);
        // A revenue group whose expected price is 0 and whose rows cancel out needs no match.
        const quiet = new Set(input.entries.filter((entry) => entry.role === 'revenue').map((entry) => entry.row));
        for (const row of due) if (!quiet.has(row)) expect(used).toContain(row);
      }),
      runs,
    );
  });

  it('gives the same bytes for rows in any order', () => {
    fc.assert(
      fc.property(given, fc.infiniteStream(fc.nat(1_000_000)), (some, stream) => {
        const shuffled = <T>(rows: readonly T[] | undefined): T[] => (rows ?? []).map((row) => ({ row, key: stream.next().value })).sort((a, b) => a.key - b.key).map(({ row }) => row);
        const other = { ...some, bills: shuffled(some.bills), fees: shuffled(some.fees), entries: shuffled(some.entries) };
        expect(bytes(reconcile(inputOf(other)))).toBe(bytes(reconcile(inputOf(some))));
      }),
      runs,
    );
  });

  it('gives the same result twice', () => {
    fc.assert(
      fc.property(given, (some) => {
        const input = inputOf(some);
        expect(bytes(reconcile(input))).toBe(bytes(reconcile(input)));
      }),
      { numRuns: 30 },
    );
  });

  it('gives every break an ID of its own', () => {
    fc.assert(
      fc.property(given, (some) => {
        const { breaks } = reconcile(inputOf(some));
        expect(new Set(breaks.map((item) => item.id)).size).toBe(breaks.length);
      }),
      runs,
    );
  });
});
