import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../shared/digest';
import { formatUnits } from '../../../shared/money';
import { reconcile } from '../../../shared/reconcile/engine';
import { parsePriceRules } from '../../../shared/reconcile/price-rules';
import { DEFAULT_RULE_SET } from '../../../shared/reconcile/rule-set';
import { RunMemory } from '../../../shared/reconcile/run-memory';
import { sameContent } from '../../../shared/reconcile/changes';
import { CodeSpace } from '../../../shared/reconcile/code-space';
import { entriesToColumns } from '../../../shared/reconcile/ledger-columns';
import { inputOf, newCodes, u, type BillRow, type EntryRow, type FeeRow, type Given } from '../../unit/reconcile/build-input';
import type { BillColumns, CustomerRecord, EngineInput, EngineRun, OrderRecord } from '../../../shared/reconcile/types';

const PERIODS = ['2026-08', '2026-09', '2026-10'];
const CUSTOMERS = ['c1', 'c2', 'c3', 'c4', 'c5', 'c6'];
const SERVICES = ['s1', 's2'];

const period = fc.constantFrom(...PERIODS);
const customer = fc.constantFrom(...CUSTOMERS);
const service = fc.constantFrom(...SERVICES);
const amount = fc.constantFrom('1', '2', '3', '5', '-1', '-2', '0', '10.6', '10', '9.99', '0.00500001');

const billRow: fc.Arbitrary<BillRow> = fc.record({
  period,
  customer,
  service,
  amount,
  reseller: fc.constantFrom('', '', '', '', 'r1', 'r2'),
  resourceType: fc.constantFrom('x', 'y'),
  chargeMode: fc.constantFrom(1, 3, 11),
  kind: fc.constantFrom(0, 0, 1, 2),
  debt: fc.constantFrom('0', '0', '0', '1'),
});
const feeRow: fc.Arbitrary<FeeRow> = fc.record({
  period,
  customer,
  service,
  payment: amount,
  chargeMode: fc.constantFrom(1, 3, 10, 11),
  billType: fc.constantFrom(1, 4, 5, 9),
  trade: fc.constantFrom('', 'T1', 'T2', 'T3', 'T4', 'T5'),
  association: fc.constantFrom(1, 2, 2),
});
const entryRow: fc.Arbitrary<EntryRow> = fc
  .record({
    importId: fc.constantFrom('p', 'p', 'q', 'r'),
    grain: fc.constantFrom('customer' as const, 'customer-service' as const, 'order' as const, 'line' as const),
    period: fc.constantFrom(...PERIODS, ...PERIODS, '2026-11'),
    customer: fc.constantFrom<string | null>(...CUSTOMERS, ...CUSTOMERS, null),
    reseller: fc.constantFrom<string | null>(null, null, null, null, 'r1'),
    service: fc.constantFrom<string | null>(...SERVICES, ...SERVICES, ...SERVICES, null),
    currency: fc.constantFrom('CNY', 'CNY', 'CNY', 'CNY', 'USD'),
    basis: fc.constantFrom('pretax' as const, 'taxed' as const),
    reference: fc.constantFrom<string | null>(null, null, null, null, 'T1', 'T2', 'O1', 'nothing'),
    amount,
  })
  // A book has one role; without one of revenue the cost book is the whole ledger.
  .map((row) => ({
    ...row,
    role: row.importId === 'r' ? ('revenue' as const) : ('cost' as const),
    ...(row.grain === 'customer' ? { service: null } : {}),
  }));
const customerRow: fc.Arbitrary<CustomerRecord> = fc.record({
  id: customer,
  name: fc.constant(null),
  accountName: fc.constant(null),
  associationType: fc.constant('2'),
  reseller: fc.constantFrom<string | null>(null, null, null, 'r1', 'r2'),
});
const orderRow: fc.Arbitrary<OrderRecord> = fc
  .record({ customer, type: fc.constantFrom(1, 4), paid: amount, month: fc.constantFrom('08', '09', '10') })
  .map(({ customer: own, type, paid, month }) => ({
    id: 'O1',
    customer: own,
    type,
    status: 5,
    afterDiscount: u(paid),
    official: u(paid),
    createdAt: `2026-${month}-05T00:00:00Z`,
    paidAt: null,
    detailSum: null,
    exists: true,
  }));

const PRICES = [[], [{ id: 'a', match: {}, from: '2026-01', price: { kind: 'cost-plus', markup: '0.08' }, tax: '0.06' }]].map((rules) =>
  parsePriceRules({ version: 1, rules }),
);
const RULES = [DEFAULT_RULE_SET, { ...DEFAULT_RULE_SET, tolerance: '0.5' }];

/** What changes between two runs: mostly a few rows. */
type Change = (world: Given) => Given;
const at = <T>(rows: readonly T[] | undefined, place: number, row: T | null): T[] => {
  const all = [...(rows ?? [])];
  if (all.length === 0) return row === null ? [] : [row];
  all.splice(place % all.length, 1, ...(row === null ? [] : [row]));
  return all;
};
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(fc.nat(99), fc.option(feeRow)).map(([place, row]): Change => (world) => ({ ...world, fees: at(world.fees, place, row) })),
  fc.tuple(fc.nat(99), fc.option(billRow)).map(([place, row]): Change => (world) => ({ ...world, bills: at(world.bills, place, row) })),
  fc
    .tuple(fc.nat(99), fc.option(entryRow))
    .map(([place, row]): Change => (world) => ({ ...world, entries: at(world.entries, place, row) })),
  fc.tuple(fc.nat(99), amount).map(([place, payment]): Change => (world) => ({
    ...world,
    fees: (world.fees ?? []).map((row, i) => (i === place % world.fees!.length ? { ...row, payment } : row)),
  })),
  feeRow.map((row): Change => (world) => ({ ...world, fees: [...(world.fees ?? []), row] })),
  fc.array(billRow, { maxLength: 3 }).map((rows): Change => (world) => ({ ...world, bills: [...rows, ...(world.bills ?? [])] })),
  fc.array(entryRow, { maxLength: 4 }).map((rows): Change => (world) => ({
    ...world,
    entries: [...rows.map((row) => ({ ...row, importId: 'q', role: 'cost' as const })), ...(world.entries ?? [])],
  })),
  fc.constant<Change>((world) => ({ ...world, entries: (world.entries ?? []).filter(({ importId }) => importId !== 'p') })),
  fc.array(customerRow, { maxLength: 4 }).map((customers): Change => (world) => ({ ...world, customers })),
  fc.array(orderRow, { maxLength: 1 }).map((orders): Change => (world) => ({ ...world, orders })),
  fc.constantFrom(...PRICES).map((priceRules): Change => (world) => ({ ...world, priceRules })),
  fc.constantFrom(...RULES).map((ruleSet): Change => (world) => ({ ...world, ruleSet })),
  fc.constant<Change>((world) => world),
);
const world: fc.Arbitrary<Given> = fc
  .record({
    bills: fc.array(billRow, { maxLength: 30 }),
    fees: fc.array(feeRow, { maxLength: 25 }),
    entries: fc.oneof(
      fc.array(entryRow, { maxLength: 25 }),
      fc.array(
        entryRow.filter(({ role }) => role === 'cost'),
        { maxLength: 25 },
      ),
    ),
    customers: fc.array(customerRow, { maxLength: 3 }),
  })
  .map((some) => ({ ...some, periods: PERIODS, priceRules: PRICES[1]! }));

const bytes = ({ matchColumns: _, ...result }: EngineRun): string =>
  canonicalJson(JSON.parse(JSON.stringify(result, (__, value: unknown) => (typeof value === 'bigint' ? formatUnits(value) : value))));

/** Inputs as the desk makes them: columns that did not change are the same objects, and the others say what did. */
class Desk {
  private readonly codes = newCodes();
  private readonly imports = new Map<string, string>();
  private last: { readonly world: Given; readonly input: EngineInput } | null = null;

  inputOf(world: Given): EngineInput {
    const { texts, trades } = this.codes;
    const before = this.last;
    const made = inputOf({ ...world, entries: this.inImports(world.entries ?? []) }, this.codes);
    // Columns of books have codes of the dictionary alone.
    for (const entry of made.entries) {
      for (const text of [entry.party, entry.customer, entry.reseller, entry.service, entry.currency]) texts.add(text ?? '');
      trades.add(entry.reference ?? '');
    }
    const ledger = entriesToColumns(made.entries, new CodeSpace(texts), new CodeSpace(trades));
    const input: EngineInput = {
      ...made,
      files: Object.fromEntries(made.entries.map(({ importId }) => [importId, `${importId}.csv`])),
      bills:
        before?.world.bills === world.bills
          ? before!.input.bills
          : { ...sharing(made.bills, before?.input.bills), ...sinceOf(before?.world.bills, world.bills, before?.input.bills) },
      entries: [],
      ledger:
        before?.world.entries === world.entries
          ? before!.input.ledger
          : { ...ledger, ...(before ? { since: { importIndex: before.input.ledger!.importIndex } } : {}) },
      fees:
        before?.world.fees === world.fees
          ? before!.input.fees
          : { ...made.fees, ...sinceOf(before?.world.fees, world.fees, before?.input.fees) },
    };
    this.last = { world, input };
    return input;
  }

  /** Other rows come under another ID. */
  private inImports(entries: readonly EntryRow[]): EntryRow[] {
    return ['p', 'q', 'r'].flatMap((book) => {
      const rows = entries.filter(({ importId }) => importId === book);
      const content = JSON.stringify(rows);
      const importId = this.imports.get(content) ?? `${book}@${String(this.imports.size)}`;
      this.imports.set(content, importId);
      return rows.map((row, i) => ({ ...row, importId, row: i + 2 }));
    });
  }
}

/** Columns that are what they were are the very same ones, but for the one that tells lines from others. */
function sharing(now: BillColumns, before: BillColumns | undefined): BillColumns {
  const old = { ...before, customer: null } as Readonly<Record<string, unknown>>;
  const kept = Object.entries(now).map(([name, column]) => [name, sameContent(column, old[name]) ? old[name] : column]);
  return Object.fromEntries(kept) as BillColumns;
}

/** One range that holds everything that changed. */
function sinceOf<T>(
  old: readonly T[] | undefined,
  now: readonly T[] | undefined,
  before: Pick<EngineInput['fees'], 'customer'> | undefined,
): Pick<EngineInput['fees'], 'since'> {
  if (!before) return {};
  const [a, b] = [old ?? [], now ?? []];
  let head = 0;
  while (head < Math.min(a.length, b.length) && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  return { since: { customer: before.customer, gone: [[head, a.length - tail]], fresh: [[head, b.length - tail]] } };
}

const seeds = Number(process.env['RD_SEEDS'] ?? '10');

describe('a run that remembers the one before', () => {
  it('gives the bytes of a run that knows nothing, in shards or as a whole, whatever changed', () => {
    let kept = 0;
    fc.assert(
      fc.property(world, fc.array(change, { minLength: 1, maxLength: 6 }), fc.boolean(), (first, changes, asDesk) => {
        const memory = new RunMemory(4);
        const desk = new Desk();
        const codes = newCodes();
        let now = first;
        for (const step of [(same: Given) => same, ...changes]) {
          now = step(now);
          const input = asDesk ? desk.inputOf(now) : inputOf(now, codes);
          const alone = bytes(reconcile(input));
          expect(bytes(reconcile(input, new RunMemory(2)))).toBe(alone);
          expect(bytes(reconcile(input, memory))).toBe(alone);
          kept += memory.last!.shards.length - memory.fresh;
        }
      }),
      { numRuns: seeds * 10 },
    );
    expect(kept).toBeGreaterThan(seeds * 10);
  }, 120_000);
});
