import { SOURCES, type Field, type Fields, type SourceId } from '../api/sources';
import { CellFaultError, packColumn } from './pack';
import type { Dictionary } from './dictionary';
import type { PackedColumn } from './types';

/** Fields that take part in joins and so carry a hash column. */
const HASHED: Partial<Record<SourceId, readonly string[]>> = {
  'fee-records': ['trade_id'],
  orders: ['order_id'],
};

export type ContractFaultKind = 'missing' | 'not-an-integer' | 'not-an-amount' | 'unknown-field' | 'wrong-length';

/** A page whose records are outside the contract; names the record and the field, never the value. */
export class ContractFault extends Error {
  constructor(
    readonly source: SourceId,
    readonly row: number,
    readonly field: string,
    readonly fault: ContractFaultKind,
    override readonly cause?: unknown,
  ) {
    super(`${source}: ${field} of record ${row} is ${fault}`);
    this.name = 'ContractFault';
  }
}

/**
 * Packs the columns of one page after checking them against the source's table of fields. A field the page does not bring is null.
 * @param firstRow number of the page's first record in its slice, for messages
 * @throws ContractFault for a required field that is null, an amount or integer that cannot be read, a field nobody declared
 */
export function packPage(
  source: SourceId,
  columns: Readonly<Record<string, readonly (string | null)[]>>,
  rows: number,
  dictionary: Dictionary,
  firstRow = 0,
): Record<string, PackedColumn> {
  const fields: Fields = SOURCES[source];
  for (const name of Object.keys(columns)) {
    if (!Object.hasOwn(fields, name)) throw new ContractFault(source, firstRow, name, 'unknown-field');
  }
  const packed: Record<string, PackedColumn> = {};
  for (const [name, field] of Object.entries(fields)) {
    const cells = columns[name];
    if (cells && cells.length !== rows) throw new ContractFault(source, firstRow, name, 'wrong-length');
    packed[name] = cells ? packField(source, name, field, cells, dictionary, firstRow) : { kind: 'absent', of: field.kind, rows };
    if (field.required && rows > 0) requireCells(source, name, cells, firstRow);
  }
  return packed;
}

function packField(
  source: SourceId,
  name: string,
  field: Field,
  cells: readonly (string | null)[],
  dictionary: Dictionary,
  firstRow: number,
): PackedColumn {
  try {
    return packColumn(field.kind, cells, dictionary, HASHED[source]?.includes(name) ?? false);
  } catch (error) {
    if (error instanceof CellFaultError) throw new ContractFault(source, firstRow + error.row, name, error.fault, error.cause);
    throw error;
  }
}

function requireCells(source: SourceId, name: string, cells: readonly (string | null)[] | undefined, firstRow: number): void {
  const row = cells ? cells.findIndex((cell) => cell === null || cell === '') : 0;
  if (row >= 0) throw new ContractFault(source, firstRow + row, name, 'missing');
}
