/** What small views are made of: a table in memory, filled from published records. */
import type { Language } from '../../shared/desk/api';
import { formatUnits } from '../../shared/money';
import { periodOfInstant } from '../../shared/period';
import type { RecordView } from '../../shared/columns';
import type { SourceId } from '../../shared/api/sources';
import type { SliceKey } from '../../shared/sync/slices';
import type { DeskCore } from './core';
import { eachRecord } from './published';
import type { Names } from './results';
import { listed, MemoryTable, type CellText, type ViewTable } from './view-tables';

/** Makes the table of a source, with names and sentences in a language. */
export type Build = (core: DeskCore, names: Names, language: Language) => Promise<ViewTable>;

/** A memory table of records in the order of the heads. */
export function table(heads: string, records: readonly (readonly CellText[])[]): ViewTable {
  return new MemoryTable(listed(heads), records);
}

export const money = (units: bigint | null): CellText => (units === null ? null : formatUnits(units));
export const whole = (value: number | null): CellText => (value === null ? null : String(value));

/** Period of an instant that may be missing or malformed. */
export const periodAt = (time: CellText): CellText =>
  time !== null && /Z$|[+-]\d\d:?\d\d$/.test(time) && !Number.isNaN(Date.parse(time)) ? periodOfInstant(time) : null;

/** A row of each published record of a source. */
export async function collect<S extends SourceId>(
  core: DeskCore,
  source: S,
  read: (record: RecordView<S>, slice: SliceKey) => CellText[],
): Promise<CellText[][]> {
  const rows: CellText[][] = [];
  await eachRecord(core, source, (record, key) => void rows.push(read(record, key)));
  return rows;
}
