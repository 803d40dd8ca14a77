/**
 * What the engine takes of a month's fee records, kept beside their segments: put together from the parts made when the slices were published
 * (fee-parts.ts) and from the month as it was last kept, so that a changed slice costs its own rows only. Segments are read for slices that
 * neither has.
 */
import { concatColumns, sliceColumns, type PackedColumn } from '../../shared/columns';
import { canonicalJson, sha256Hex } from '../../shared/digest';
import { ENGINE_VERSION } from '../../shared/reconcile/engine-version';
import { mergeRowChecks } from '../../shared/reconcile/row-checks';
import type { FeeMonthRow, FeeSlice, GenerationRow, SegmentRow } from '../store/schema';
import { after, type DeskCore } from './core';
import { feePiece, identityOf, partPrefix } from './fee-parts';
import { eachSegmentOf } from './published';
import { bytesOfColumns } from './resident';

/**
 * The months of fee records, ascending; those that moved are made and kept.
 * @param published every published slice of them
 * @throws DamagedSegmentError
 */
export async function feeMonths(core: DeskCore, published: readonly GenerationRow[]): Promise<FeeMonthRow[]> {
  const { store } = core;
  const slices = new Map<string, GenerationRow[]>();
  for (const row of published) {
    const month = slices.get(row.period ?? '');
    if (month) month.push(row);
    else slices.set(row.period ?? '', [row]);
  }
  for (const period of await store.feeMonths.toCollection().primaryKeys()) if (!slices.has(period)) await drop(core, period);
  const months: FeeMonthRow[] = [];
  for (const period of [...slices.keys()].sort()) {
    const own = slices.get(period)!;
    const stamp = stampOf(own);
    const read = async (): Promise<FeeMonthRow> => {
      const month = await store.feeMonths.get(period);
      return month?.stamp === stamp ? month : made(core, period, own, stamp, month);
    };
    months.push(await core.resident.of(`fee month ${period}`, stamp, read, ({ columns }) => bytesOfColumns(columns)));
  }
  return months;
}

/** A slice read again and found equal keeps its generation. */
export function stampOf(slices: readonly GenerationRow[]): string {
  return sha256Hex(canonicalJson([ENGINE_VERSION, ...slices.map((row) => [row.slice, row.generation, row.digest, row.rows])]));
}

async function drop(core: DeskCore, period: string): Promise<void> {
  const { store } = core;
  await store.transaction('rw', [store.feeMonths, store.feeParts], async () => {
    await store.feeMonths.delete(period);
    await partsOf(core, period).delete();
  });
}

const partsOf = (core: DeskCore, period: string) => core.store.feeParts.where('key').between(partPrefix(period), after(partPrefix(period)));

/** Where a slice's rows lie. */
interface Place {
  readonly slice: FeeSlice;
  readonly columns: Readonly<Record<string, PackedColumn>>;
  readonly from: number;
}

async function made(
  core: DeskCore,
  period: string,
  slices: readonly GenerationRow[],
  stamp: string,
  last: FeeMonthRow | undefined,
): Promise<FeeMonthRow> {
  const { store } = core;
  const places = await placesOf(core, period, last);
  const missing = slices.filter((row) => !places.has(identityOf(row)));
  for (const place of await readPlaces(core, missing)) places.set(identityOf(place.slice), place);
  const found = slices.map((row) => places.get(identityOf(row))!);
  const own = found.map(({ slice }) => slice);
  const month: FeeMonthRow = {
    period,
    stamp,
    rows: own.reduce((sum, { rows }) => sum + rows, 0),
    columns: joined(found),
    checks: mergeRowChecks(own.flatMap(({ checks }) => [...checks])),
  };
  await store.transaction('rw', [store.feeMonths, store.feeParts], async () => {
    await store.feeMonths.put(month);
    await partsOf(core, period).delete();
    await store.feeParts.put({ key: partPrefix(period), engine: ENGINE_VERSION, slices: own, month: stamp, columns: {} });
  });
  core.feeParts.drop(period);
  return month;
}

/** Slices of which a part is there, by what they hold: in memory, in the store, or in the month as it was kept last. */
async function placesOf(core: DeskCore, period: string, last: FeeMonthRow | undefined): Promise<Map<string, Place>> {
  const places = new Map<string, Place>();
  for (const part of await partsOf(core, period).toArray()) {
    if (part.engine !== ENGINE_VERSION || (part.month !== undefined && part.month !== last?.stamp)) continue;
    const columns = part.month === undefined ? part.columns : last!.columns;
    let from = 0;
    for (const slice of part.slices) {
      places.set(identityOf(slice), { slice, columns, from });
      from += slice.rows;
    }
  }
  for (const { slice, columns } of core.feeParts.of(period)) places.set(identityOf(slice), { slice, columns, from: 0 });
  return places;
}

async function readPlaces(core: DeskCore, slices: readonly GenerationRow[]): Promise<Place[]> {
  const read = new Map<string, Pick<SegmentRow, 'rows' | 'columns'>[]>(slices.map(({ slice }) => [slice, []]));
  await eachSegmentOf(core, 'fee-records', slices, (segment, _, { slice }) => void read.get(slice)!.push(segment));
  return slices.map((row) => ({ ...feePiece(core, row, read.get(row.slice)!), from: 0 }));
}

/** The rows of all places in their order; neighbours that lie side by side already are taken as one run. */
function joined(places: readonly Place[]): Record<string, PackedColumn> {
  const runs: { columns: Place['columns']; from: number; rows: number }[] = [];
  for (const { slice, columns, from } of places) {
    const last = runs.at(-1);
    if (last?.columns === columns && last.from + last.rows === from) last.rows += slice.rows;
    else runs.push({ columns, from, rows: slice.rows });
  }
  const parts = runs.map(({ columns, from, rows }) => ({ rows, columns: sliceColumns(columns, from, from + rows) }));
  // The empty part makes one of a single run a copy: the store would write the whole array behind a view of it.
  return concatColumns([...parts, { rows: 0, columns: {} }]);
}
