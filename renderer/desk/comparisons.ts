/** Months that the API and files, or several files, gave: both sides with rows and exact sums, and whose rows count. */
import type { SourceComparison } from '../../shared/desk/api';
import type { SourceId } from '../../shared/api/sources';
import { byCodeUnit } from '../../shared/digest';
import { formatUnits } from '../../shared/money';
import { sumUnits } from '../../shared/columns';
import { parseSliceId } from '../../shared/sync/slices';
import type { GenerationRow } from '../store/schema';
import type { DeskCore } from './core';
import { fileOf, scopeOf, sidesInUse } from './precedence';
import { eachSegmentOf } from './published';

/** The amount that a source's records are compared by; sources without one are compared by their rows. */
const AMOUNT: Partial<Record<SourceId, string>> = {
  'bill-lines': 'amount',
  'fee-records': 'payment_amount',
  movements: 'change_amount',
  'adjust-records': 'amount',
  performance: 'amount',
  incentives: 'amount',
  'coupon-operations': 'amount',
  invoices: 'amount',
};

interface Side {
  readonly file: string | null;
  readonly slices: GenerationRow[];
}

/**
 * One comparison per source and month that has more than one side; of movements one per account as well. Equal means equal sums: how many
 * lines an amount is cut into differs between a file and an interface.
 */
export async function comparisons(core: DeskCore): Promise<SourceComparison[]> {
  const rows = await core.store.generations.toArray();
  if (rows.every((row) => fileOf(row.slice) === null)) return [];
  const used = sidesInUse(rows);
  const names = new Map((await core.store.documents.toArray()).map((row) => [row.importId, row]));
  const found: SourceComparison[] = [];
  for (const [scope, sides] of sidesByScope(rows)) {
    if (sides.length < 2) continue;
    const ordered = [...sides].sort((a, b) => order(names, b) - order(names, a));
    const first = ordered[0]?.slices[0];
    if (!first || first.period === null) continue;
    const summed: { side: Side; rows: number; units: bigint }[] = [];
    for (const side of ordered) summed.push({ side, ...(await sumOf(core, first.source, side.slices)) });
    const from = (file: string | null): 'api' | { importId: string; file: string } =>
      file === null ? 'api' : { importId: file, file: names.get(file)?.file ?? file };
    const winner = used.get(scope) ?? null;
    found.push({
      period: first.period,
      source: first.source,
      account: parseSliceId(first.slice).account ?? null,
      used: winner === null ? 'api' : { importId: winner },
      sides: summed.map(({ side, rows: count, units }) => ({ from: from(side.file), rows: count, amount: formatUnits(units) })),
      equal: summed.every((one) => one.units === summed[0]?.units && (AMOUNT[first.source] !== undefined || one.rows === summed[0]?.rows)),
    });
  }
  return found.sort((a, b) => byCodeUnit(a.period, b.period) || byCodeUnit(a.source, b.source));
}

function order(names: ReadonlyMap<string, { readonly seq: number }>, side: Side): number {
  return side.file === null ? Infinity : (names.get(side.file)?.seq ?? 0);
}

function sidesByScope(rows: readonly GenerationRow[]): Map<string, Side[]> {
  const scopes = new Map<string, Side[]>();
  for (const row of rows) {
    const scope = scopeOf(row);
    const sides = scopes.get(scope) ?? [];
    scopes.set(scope, sides);
    const file = fileOf(row.slice);
    const side = sides.find((one) => one.file === file);
    if (side) side.slices.push(row);
    else sides.push({ file, slices: [row] });
  }
  return scopes;
}

async function sumOf(core: DeskCore, source: SourceId, slices: readonly GenerationRow[]): Promise<{ rows: number; units: bigint }> {
  const name = AMOUNT[source];
  let units = 0n;
  if (name !== undefined) {
    await eachSegmentOf(core, source, slices, (segment) => {
      const column = segment.columns[name];
      if (column?.kind === 'amount') units += sumUnits(column.units);
    });
  }
  return { rows: slices.reduce((sum, slice) => sum + slice.rows, 0), units };
}
