/**
 * Sums of bill lines read some thousand at a time: a month of a large partner has tens of thousands of them, and reading those at once would hold up the
 * window. A slice's rows lie together under its key, so the next page begins after the last key of the one before.
 */
import type { Period } from '../../shared/period';
import { byCodeUnit } from '../../shared/digest';
import { absolute, parseUnits, sum, type Units } from '../../shared/money';
import { parseSliceId } from '../../shared/sync/slices';
import type { DeskStore, RollupRow } from './schema';

/** Rows of one read: about 10 ms. */
const PAGE = 2_000;

type Sources = Pick<DeskStore, 'generations' | 'rollups'>;

/** Calls `take` with the rows of the published bill-line slices that are wanted. @param period null for all months */
export async function eachRollupPage(
  { generations, rollups }: Sources,
  { period, reseller }: { readonly period: Period | null; readonly reseller?: string },
  take: (rows: readonly RollupRow[]) => void,
): Promise<void> {
  const slices = await generations.where('source').equals('bill-lines').primaryKeys();
  for (const slice of slices) {
    const key = parseSliceId(slice);
    if ((period !== null && key.period !== period) || (reseller !== undefined && key.reseller !== reseller)) continue;
    let after = `${slice}#`;
    for (;;) {
      const rows = await rollups.where('key').between(after, `${slice}$`, false, false).limit(PAGE).toArray();
      if (rows.length > 0) take(rows);
      if (rows.length < PAGE) break;
      after = rows.at(-1)!.key;
    }
  }
}

/** A month's bill lines added up; all kinds together. */
export interface MonthSums {
  readonly counterparties: ReadonlyMap<string, Units>;
  readonly services: ReadonlyMap<string, Units>;
}

export async function monthSums(store: Sources, period: Period): Promise<MonthSums> {
  const counterparties = new Map<string, Units>();
  const services = new Map<string, Units>();
  await eachRollupPage(store, { period }, (rows) => {
    for (const { counterparty, service, amount } of rows) {
      const units = parseUnits(amount);
      counterparties.set(counterparty, (counterparties.get(counterparty) ?? 0n) + units);
      services.set(service, (services.get(service) ?? 0n) + units);
    }
  });
  return { counterparties, services };
}

/** A month's bill lines of one customer or service, added up by kind: consumption, refunds, adjustments. */
export interface GroupSums {
  readonly id: string;
  readonly kinds: readonly [Units, Units, Units];
  readonly net: Units;
}

/** The largest net first. */
export async function monthGroups(store: Sources, period: Period, by: 'customer' | 'service'): Promise<GroupSums[]> {
  const groups = new Map<string, [Units, Units, Units]>();
  await eachRollupPage(store, { period }, (rows) => {
    for (const row of rows) {
      const kinds = groups.get(row[by]) ?? [0n, 0n, 0n];
      kinds[Number(row.kind) as 0 | 1 | 2] += parseUnits(row.amount);
      groups.set(row[by], kinds);
    }
  });
  const sums = [...groups].map(([id, kinds]): GroupSums => ({ id, kinds, net: sum(kinds) }));
  return sums.sort((a, b) => {
    const [left, right] = [absolute(a.net), absolute(b.net)];
    return left < right ? 1 : left > right ? -1 : byCodeUnit(a.id, b.id);
  });
}
