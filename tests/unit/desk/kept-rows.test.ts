import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it } from 'vitest';
import { billColumns } from '../../../renderer/desk/bill-columns';
import { segmentKey, type DeskCore } from '../../../renderer/desk/core';
import { resolverOf } from '../../../renderer/desk/entries';
import { ledgerColumns } from '../../../renderer/desk/ledger-columns';
import { packEntries, putEntries } from '../../../renderer/desk/packed-entries';
import { Resident } from '../../../renderer/desk/resident';
import { packPage, TextNumbering } from '../../../shared/columns';
import { parseUnits } from '../../../shared/money';
import { sliceId, type SliceKey } from '../../../shared/sync/slices';
import { costRows, seeded } from '../../bench/cost-rows';
import { anEmptyDesk, fillBills, periodAt } from '../../bench/desk-store';
import type { BillColumns, LedgerColumns, RowRange } from '../../../shared/reconcile/types';

const PERIODS = ['2026-08', '2026-09', '2026-10'];
type Next = (below: number) => number;
const some = (count: number, one: () => string): string[] => Array.from({ length: count }, one);

/** Amounts of a line as the columns should have them, whoever shares them. */
type Line = readonly [amount: string, debt: string, adjustment: string, discount: string, paid: string];

/** Publishes a slice of bill lines, some of a kind nobody knows. @returns those that count */
async function putBills(core: DeskCore, key: SliceKey, generation: number, next: Next): Promise<Line[]> {
  const slice = sliceId(key);
  const lines: Line[] = [];
  let rows = 0;
  let segments = 0;
  // Often the lines that were there with other amounts.
  const same = seeded(next(3) === 0 ? generation : 1);
  const most = 1 + same(2);
  for (; segments < most; segments++) {
    const count = same(5);
    const cells = {
      customer_id: some(count, () => `c${String(same(4))}`),
      cloud_service_type: some(count, () => `s${String(same(2))}`),
      bill_type: some(count, () => ['0', '1', '2', '7'][same(4)]!),
      charge_mode: some(count, () => ['1', '3'][same(2)]!),
      amount: some(count, () => `${String(next(9))}.5`),
      debt_amount: some(count, () => String(next(2))),
      // Most segments have nothing but the amount.
      ...(next(3) === 0 ? { adjustment_amount: some(count, () => String(next(2))) } : {}),
      ...(next(3) === 0 ? { discount_amount: some(count, () => String(next(2))) } : {}),
      ...(next(3) === 0 ? { paid_cash: some(count, () => String(next(3))) } : {}),
    };
    const { amount, debt_amount: debt, adjustment_amount: adjustment, discount_amount: discount, paid_cash: paid } = cells;
    for (let at = 0; at < count; at++) {
      const none = debt.map(() => '0');
      if (cells.bill_type[at] === '7') continue;
      const own = [amount, debt, adjustment ?? none, discount ?? none, paid ?? amount].map((column) => column[at]!);
      lines.push(own as unknown as Line);
    }
    const columns = packPage('bill-lines', cells, count, core.dictionary, rows);
    await core.store.segments.put({
      key: segmentKey(slice, generation, rows),
      slice,
      source: 'bill-lines',
      generation,
      rows: count,
      columns,
    });
    rows += count;
    if (count === 0) break;
  }
  const digest = `${slice}#${String(generation)}`;
  const row = {
    slice,
    source: 'bill-lines',
    period: key.period ?? null,
    generation,
    segments,
    rows,
    announced: rows,
    currency: 'CNY',
    digest,
  };
  await core.store.generations.put({ ...row, source: 'bill-lines', syncedAt: '2026-11-20T00:00:00Z' });
  return lines;
}

const amountsOf = ({ rows, amount, debt, adjustment, discount, paid }: BillColumns): string[] =>
  Array.from({ length: rows }, (_, row) => [amount, debt, adjustment, discount, paid].map((column) => column[row]!).join('|')).sort();

const unitsOf = (lines: readonly Line[]): string[] => lines.map((line) => line.map((text) => parseUnits(text)).join('|')).sort();

/** Rows that are in none of the ranges, as columns. */
function withoutRows(bills: BillColumns, ranges: readonly RowRange[]): unknown[] {
  const stay = Array.from({ length: bills.rows }, (_, row) => row).filter((row) => !ranges.some(([from, to]) => row >= from && row < to));
  return Object.values(bills).flatMap((column: unknown) =>
    ArrayBuffer.isView(column) ? [stay.map((row) => (column as Uint32Array)[row])] : [],
  );
}

const unsaid = <T extends BillColumns | LedgerColumns>({ since: _, ...columns }: T): Omit<T, 'since'> => columns;

let open: DeskCore | null = null;
afterEach(async () => {
  await open?.store.delete();
  open = null;
});

const seeds = Array.from({ length: Number(process.env['RD_SEEDS'] ?? '10') }, (_, seed) => seed + 1);

describe('what is kept between runs', () => {
  it.each(seeds)('of bill lines is what reading everything gives, and says what is other (%i)', async (seed) => {
    const next = seeded(seed);
    const core = (open = await anEmptyDesk(`kept-bills-${String(seed)}`));
    let last: BillColumns | null = null;
    const published = new Map<string, Line[]>();
    for (let step = 1; step < 12; step++) {
      for (let i = 0; i < 1 + next(3); i++) {
        const key = {
          source: 'bill-lines',
          period: PERIODS[next(3)]!,
          chargeMode: '3',
          ...(next(3) === 0 ? { reseller: 'r' } : {}),
        } as SliceKey;
        if (next(5) === 0) {
          await core.store.generations.delete(sliceId(key));
          published.delete(sliceId(key));
        } else published.set(sliceId(key), await putBills(core, key, step * 10 + i, next));
      }
      const periods = next(6) === 0 ? ['2026-07', ...PERIODS] : PERIODS;
      const slices = (await core.generations.published()).of('bill-lines');
      const before = structuredClone(last && unsaid(last));
      const kept = await billColumns(core, periods, slices);
      if (last) expect(unsaid(last)).toEqual(before);
      const { resident } = core;
      Object.assign(core, { resident: new Resident(-1) });
      const { bills, outside } = await billColumns(core, periods, slices);
      Object.assign(core, { resident });
      expect([unsaid(kept.bills), kept.outside]).toEqual([bills, outside]);
      expect(amountsOf(kept.bills)).toEqual(unitsOf([...published.values()].flat()));
      expect((await billColumns(core, periods, slices)).bills).toBe(kept.bills);
      if (last && kept.bills !== last && periods === PERIODS) {
        const { customer, gone, fresh } = kept.bills.since!;
        expect(customer).toBe(last.customer);
        expect(withoutRows(kept.bills, fresh)).toEqual(withoutRows(last, gone));
      }
      last = periods === PERIODS ? kept.bills : null;
    }
  });

  it('of bill lines of which some have other amounts keeps the columns of everything else', async () => {
    const core = (open = await anEmptyDesk('kept-bills-in-place'));
    const rows = costRows(600);
    await fillBills(core, rows.bill, rows.months);
    const read = async (): Promise<BillColumns> =>
      (
        await billColumns(
          core,
          Array.from({ length: rows.months }, (_, i) => periodAt(i)),
          (await core.generations.published()).of('bill-lines'),
        )
      ).bills;
    const first = await read();
    const amounts = first.amount.slice();
    await fillBills(core, rows.bill, 1, { from: 4, generation: 2, more: 100n });
    const { since, ...second } = await read();
    const [[from, to]] = since!.fresh as [RowRange];
    expect(first.amount).toEqual(amounts);
    expect(second.amount).toEqual(amounts.map((units, row) => units + (row >= from && row < to ? 100n : 0n)));
    expect(second.paid).toBe(second.amount);
    expect(second.customer).not.toBe(first.customer);
    for (const name of ['service', 'reseller', 'resourceType', 'kind', 'debt', 'discount'] as const)
      expect(second[name], name).toBe(first[name]);
  });

  it.each(seeds)('of books is what reading everything gives, and says which are the same (%i)', async (seed) => {
    const next = seeded(seed);
    const core = (open = await anEmptyDesk(`kept-books-${String(seed)}`));
    const { store, dictionary } = core;
    await store.parties.bulkPut(
      ['a', 'b'].map((name) => ({ id: name.repeat(32), kind: 'customer', name, accountName: name, reseller: null, associationType: '2' })),
    );
    const trades = new TextNumbering();
    const rowsOf = (ledger: LedgerColumns, importId: string): unknown[] => {
      const { imports, periods, since: _, importIndex, period, ...columns } = ledger;
      const own = Array.from({ length: ledger.rows }, (_, row) => row).filter((row) => imports[importIndex[row]!] === importId);
      const rest = Object.values(columns).filter((column) => ArrayBuffer.isView(column)) as Uint32Array[];
      return own.map((row) => [periods[period[row]!], ...rest.map((column) => column[row])]);
    };
    let last: LedgerColumns | null = null;
    for (let step = 0; step < 12; step++) {
      const importId = `i${String(next(4))}`;
      if (next(4) === 0) {
        await store.importData.delete(importId);
      } else {
        const rows = Array.from({ length: next(6) }, (_, at) => ({
          row: at + 2,
          period: PERIODS[next(3)]!,
          party: ['a', 'b', 'nobody'][next(3)]!,
          partyName: null,
          service: `s${String(next(2))}`,
          amount: `${String(next(9))}.25`,
          currency: 'CNY',
          taxRate: null,
          reference: next(3) === 0 ? `T${String(next(3))}` : null,
          note: null,
        }));
        const body = {
          kind: 'import',
          importId,
          role: 'cost',
          grain: 'customer-service',
          basis: 'pretax',
          rows: `${String(step)}`,
          rowCount: rows.length,
        };
        await store.transaction('rw', [store.importData, store.entries, store.dictionary], async () => {
          await store.importData.put({ importId, body: { ...body, sums: [] } as never });
          await putEntries(core, importId, packEntries(importId, rows, dictionary));
        });
      }
      const resolve = await resolverOf(core);
      const kept = await ledgerColumns(core, resolve, trades);
      const { resident } = core;
      Object.assign(core, { resident: new Resident(-1) });
      const whole = await ledgerColumns(core, resolve, trades);
      Object.assign(core, { resident });
      expect(unsaid(kept)).toEqual(whole);
      expect(await ledgerColumns(core, resolve, trades)).toBe(kept);
      if (last && kept !== last && kept.since) {
        expect(kept.since.importIndex).toBe(last.importIndex);
        for (const id of kept.imports) if (last.imports.includes(id)) expect(rowsOf(kept, id)).toEqual(rowsOf(last, id));
      }
      last = kept;
    }
  });
});
