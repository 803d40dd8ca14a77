import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../shared/digest';
import { formatUnits } from '../../../shared/money';
import { reconcile } from '../../../shared/reconcile/engine';
import { DEFAULT_RULE_SET } from '../../../shared/reconcile/rule-set';
import { RunMemory } from '../../../shared/reconcile/run-memory';
import { CodeSpace } from '../../../shared/reconcile/code-space';
import { entriesToColumns } from '../../../shared/reconcile/ledger-columns';
import { inputOf, newCodes, u, type Given } from './build-input';
import type { EngineRun, LedgerColumns, OrderRecord } from '../../../shared/reconcile/types';

const bytes = ({ matchColumns: _, ...result }: EngineRun): string =>
  canonicalJson(JSON.parse(JSON.stringify(result, (__, value: unknown) => (typeof value === 'bigint' ? formatUnits(value) : value))));

const CUSTOMERS = Array.from({ length: 24 }, (_, i) => `c${String(i)}`);
const order = (paid: string): OrderRecord => ({
  id: 'O1',
  customer: 'c1',
  type: 1,
  status: 5,
  afterDiscount: u(paid),
  official: u(paid),
  createdAt: '2026-09-05T00:00:00Z',
  paidAt: null,
  detailSum: null,
  exists: true,
});

/** A bill, fee records and a book of many customers, each in a shard of its own as far as the shards go. */
const WORLD: Given = {
  periods: ['2026-09'],
  customers: CUSTOMERS.map((id) => ({ id, name: null, accountName: null, associationType: '2', reseller: null })),
  bills: CUSTOMERS.flatMap((customer) => [
    { customer, amount: '10' },
    { customer, service: 'other', amount: '4' },
  ]),
  fees: CUSTOMERS.map((customer, i) => ({ customer, payment: '10', trade: `T${String(i)}` })),
  entries: CUSTOMERS.map((customer, i) => ({ customer, amount: '10', row: i + 2 })),
};

/** Runs each world after the one before; every one has to come out as if it were alone. Answers with the shards worked out anew in the last run. */
function lastFresh(...worlds: Given[]): { fresh: number; shards: number } {
  const codes = newCodes();
  const memory = new RunMemory(2);
  for (const world of worlds) {
    const input = inputOf(world, codes);
    const alone = bytes(reconcile(input));
    expect(bytes(reconcile(input, memory))).toBe(alone);
  }
  return { fresh: memory.fresh, shards: memory.last!.shards.length };
}

describe('what the engine keeps between runs', () => {
  it('is worked out anew for the shard that changed alone', () => {
    const fees = WORLD.fees!.map((row, i) => (i === 5 ? { ...row, payment: '11' } : row));
    expect(lastFresh(WORLD, WORLD).fresh).toBe(0);
    const { fresh, shards } = lastFresh(WORLD, { ...WORLD, fees });
    expect([fresh, shards]).toEqual([1, 32]);
  });

  it("adds the month up from what each shard's lines come to, of which one changed", () => {
    const line = (change: Partial<NonNullable<Given['bills']>[number]>): Given => ({
      ...WORLD,
      bills: WORLD.bills!.map((row, i) => (i === 10 ? { ...row, ...change } : row)),
    });
    for (const change of [{ amount: '11' }, { kind: 1 }, { kind: 2 }, { debt: '1', adjustment: '-1' }, { debt: '2' }])
      expect(lastFresh(WORLD, line(change), WORLD).fresh, JSON.stringify(change)).toBe(1);
    lastFresh(WORLD, line({ reseller: 'r' }), line({ reseller: 'r', amount: '12', debt: '3' }), WORLD);
  });

  it('goes when the rule set does', () => {
    const entries = WORLD.entries!.map((row, i) => (i === 3 ? { ...row, amount: '9.99' } : row));
    const { fresh, shards } = lastFresh({ ...WORLD, entries }, { ...WORLD, entries, ruleSet: { ...DEFAULT_RULE_SET, tolerance: '0.05' } });
    expect(fresh).toBe(shards);
  });

  it('goes when orders do, by which entries are matched', () => {
    const entries = [...WORLD.entries!, { customer: 'c1', service: 'other', amount: '3', reference: 'O1', row: 99 }];
    lastFresh({ ...WORLD, entries, orders: [order('2')] }, { ...WORLD, entries, orders: [order('3')] });
  });

  it('follows the fee records that an entry names, whosever they are: a book kept by order gets its service from them', () => {
    const entries = WORLD.entries!.map((row, i) =>
      i === 3 ? { ...row, amount: '4', service: null, grain: 'order' as const, reference: 'T7' } : row,
    );
    const named = (service: string): Given => ({
      ...WORLD,
      entries,
      fees: WORLD.fees!.map((row, i) => (i === 7 ? { ...row, service } : row)),
    });
    lastFresh(named('other'), named('third'), named('other'));
  });

  it('keeps those together that settle through one reseller, by the bill, by the books or by the customers', () => {
    const through = (place: number) => (row: NonNullable<Given['bills']>[number], i: number) =>
      [6, 7, 20, 21].includes(i) ? { ...row, reseller: 'r', amount: String(place + (i % 2)) } : row;
    const own = WORLD.entries!.filter((_, i) => i !== 3 && i !== 10);
    const whole = (sum: string): Given => ({
      ...WORLD,
      bills: WORLD.bills!.map(through(5)),
      entries: [...own, { customer: null, reseller: 'r', service: null, grain: 'customer', amount: sum, row: 90 }],
    });
    lastFresh(whole('22'), { ...whole('22'), bills: WORLD.bills!.map(through(6)) }, whole('21'));
    const settled = WORLD.customers!.map((one, i) => (i === 3 || i === 10 ? { ...one, reseller: 'r' } : one));
    const { fresh, shards } = lastFresh(whole('22'), { ...whole('22'), bills: WORLD.bills!, customers: settled });
    expect(fresh).toBe(shards);
  });

  it('looks at columns that are the very same ones too, where their rows have changed hands', () => {
    const codes = newCodes();
    const memory = new RunMemory(2);
    const bills = WORLD.bills!.map((row, i) => ({ ...row, amount: String(i) }));
    const first = inputOf({ ...WORLD, bills }, codes);
    expect(bytes(reconcile(first, memory))).toBe(bytes(reconcile(first)));
    const customer = first.bills.customer.slice();
    [customer[10], customer[12]] = [customer[12]!, customer[10]!];
    const rows = [[10, 13]] as const;
    const second = { ...first, bills: { ...first.bills, customer, since: { customer: first.bills.customer, gone: rows, fresh: rows } } };
    expect(bytes(reconcile(second, memory))).toBe(bytes(reconcile(second)));
    expect(memory.fresh).toBe(2);
  });

  it('takes a book that came or went, where the others are said to be the same, as a change of its own rows', () => {
    const book = WORLD.entries!.map((row) => ({ ...row, importId: 'b' }));
    const more = (importId: string, amount: string) => ({ customer: 'c7', service: 'other', amount, importId, row: 2 });
    const codes = newCodes();
    const memory = new RunMemory(2);
    let last: LedgerColumns | null = null;
    const fresh: number[] = [];
    for (const entries of [book, [more('a', '4'), ...book], [more('c', '3'), ...book], book]) {
      const made = inputOf({ ...WORLD, entries }, codes);
      for (const { importId, party, currency, service } of made.entries)
        [importId, party, currency, service!].forEach((text) => codes.texts.add(text));
      const ledger: LedgerColumns = {
        ...entriesToColumns(made.entries, new CodeSpace(codes.texts), new CodeSpace(codes.trades)),
        ...(last ? { since: { importIndex: last.importIndex } } : {}),
      };
      const input = { ...made, entries: [], ledger, files: Object.fromEntries(ledger.imports.map((id) => [id, `${id}.csv`])) };
      expect(bytes(reconcile(input, memory))).toBe(bytes(reconcile(input)));
      fresh.push(memory.fresh);
      last = ledger;
    }
    expect(fresh).toEqual([32, 1, 1, 1]);
  });
});
