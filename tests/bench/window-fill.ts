/** Fills the store of a profile of the built app, in its page, as syncing and importing would have. Sets `window.fillDesk`. */
import { DeskCore } from '../../renderer/desk/core';
import type { LinkClient } from '../../renderer/desk/link';
import { refreshNames } from '../../renderer/desk/names';
import { runReconcile } from '../../renderer/desk/reconcile-job';
import { RollupBuilder } from '../../renderer/desk/rollups';
import { DeskStore } from '../../renderer/store/schema';
import { parseSliceId } from '../../shared/sync/slices';
import { costRows, type CostRows, type Side } from './cost-rows';
import { fillBills, fillFees, fillLedger, fillParties, finish } from './desk-store';

interface World {
  /** Rows of the books; each has so many lines in the bill. */
  readonly entries: number;
  readonly lines: number;
  /** All in one month. */
  readonly oneMonth?: boolean;
  readonly fees?: boolean;
  /** Rows of one customer and as many services that no bill has: a break each. */
  readonly breaks?: number;
}

(globalThis as unknown as { fillDesk: unknown }).fillDesk = async (profile: string, world: World): Promise<string> => {
  const store = new DeskStore(profile);
  await store.open();
  const link = { call: () => Promise.reject(new Error('no main process here')) } as unknown as LinkClient;
  const core = new DeskCore(store, link, profile, 'cn');
  await core.loadDictionary();
  const rows = rowsOf(world);
  await fillParties(
    core,
    rows.bill.customer.reduce((most, one) => Math.max(most, one), 0),
  );
  await fillBills(core, rows.bill, rows.months);
  if (world.fees) await fillFees(core, rows.bill, rows.months);
  await fillLedger(core, rows.ledger);
  await finish(core);
  for (const { slice } of await store.generations.where('source').equals('bill-lines').toArray()) {
    const builder = new RollupBuilder(slice, parseSliceId(slice), core.dictionary);
    for (const segment of await store.segments.where('key').between(`${slice}#`, `${slice}#\uffff`).toArray())
      builder.add(segment.rows, segment.columns);
    await store.rollups.bulkPut(builder.rows('CNY'));
  }
  await refreshNames(core);
  await runReconcile(core);
  const said = `${rows.bill.rows} bill lines, ${world.fees ? rows.bill.rows : 0} fee records, ${rows.ledger.rows} book rows, ${await store.rollups.count()} sums, ${await store.breaks.count()} breaks`;
  store.close();
  return said;
};

function rowsOf({ entries, lines, oneMonth, breaks }: World): CostRows {
  if (breaks !== undefined) {
    const bill = side(1, () => ({ customer: 1, service: 1, amount: 100_000_000n }));
    const ledger = side(breaks, (row) => ({ customer: 1, service: row + 2, amount: BigInt((row % 9_973) + 1) * 100_000_000n }));
    return { months: 1, bill, ledger, planted: { onlyBill: 1, onlyLedger: breaks, differ: 0, equal: 0 } };
  }
  const rows = costRows(entries);
  const bill = split(rows.bill, lines);
  if (!oneMonth) return { ...rows, bill };
  return {
    ...rows,
    months: 1,
    bill: { ...bill, period: new Uint16Array(bill.rows) },
    ledger: { ...rows.ledger, period: new Uint16Array(rows.ledger.rows) },
  };
}

/** Each line as several that come to the same. */
function split(bill: Side, lines: number): Side {
  const of = <T extends Uint16Array | Uint32Array>(column: T, made: T): T => {
    for (let row = 0; row < made.length; row++) made[row] = column[Math.floor(row / lines)]!;
    return made;
  };
  const rows = bill.rows * lines;
  const amount = new BigInt64Array(rows);
  for (let row = 0; row < rows; row++) {
    const whole = bill.amount[Math.floor(row / lines)]!;
    const part = whole / BigInt(lines);
    amount[row] = row % lines === 0 ? whole - part * BigInt(lines - 1) : part;
  }
  return {
    rows,
    period: of(bill.period, new Uint16Array(rows)),
    customer: of(bill.customer, new Uint32Array(rows)),
    service: of(bill.service, new Uint32Array(rows)),
    amount,
  };
}

function side(rows: number, of: (row: number) => { customer: number; service: number; amount: bigint }): Side {
  const all = Array.from({ length: rows }, (_, row) => of(row));
  return {
    rows,
    period: new Uint16Array(rows),
    customer: Uint32Array.from(all, ({ customer }) => customer),
    service: Uint32Array.from(all, ({ service }) => service),
    amount: BigInt64Array.from(all, ({ amount }) => amount),
  };
}
