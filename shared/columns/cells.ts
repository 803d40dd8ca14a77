/** Reading packed columns back, a cell or a record at a time. */
import type { FieldOf, SourceId } from '../api/sources';
import { formatUnits } from '../money';
import { decodeUtf8 } from './utf8';
import { isNullAt, rowsOf, type PackedColumn, type PackedColumns } from './types';

/** What resolves dictionary codes. */
export interface CodeTexts {
  text(code: number): string;
}

export function textAt(column: PackedColumn, row: number, texts: CodeTexts): string | null {
  if (isNullAt(column, row)) return null;
  if (column.kind === 'code') return texts.text(column.codes[row] ?? 0);
  if (column.kind === 'text') return decodeUtf8(column.bytes, column.offsets[row] ?? 0, column.offsets[row + 1] ?? 0);
  return cellAt(column, row, texts);
}

export function unitsAt(column: PackedColumn, row: number): bigint | null {
  return column.kind !== 'amount' || isNullAt(column, row) ? null : (column.units[row] ?? 0n);
}

export function intAt(column: PackedColumn, row: number): number | null {
  return column.kind !== 'int' || isNullAt(column, row) ? null : (column.values[row] ?? 0);
}

/** The cell as text for people and reports: amounts as canonical decimal text. */
export function cellAt(column: PackedColumn, row: number, texts: CodeTexts): string | null {
  if (isNullAt(column, row)) return null;
  switch (column.kind) {
    case 'amount':
      return formatUnits(column.units[row] ?? 0n);
    case 'int':
      return String(column.values[row] ?? 0);
    case 'absent':
      return null;
    default:
      return textAt(column, row, texts);
  }
}

/** All cells as exact text: the inverse of packColumn up to the canonical form of amounts. */
export function unpackColumn(column: PackedColumn, texts: CodeTexts): (string | null)[] {
  return Array.from({ length: rowsOf(column) }, (_, row) => cellAt(column, row, texts));
}

/** One record of a source at a time, field by field: reads only what is asked for. */
export class RecordView<S extends SourceId> {
  private row = 0;

  constructor(
    private readonly columns: PackedColumns,
    private readonly texts: CodeTexts,
  ) {}

  /** Moves to a row. */
  at(row: number): this {
    this.row = row;
    return this;
  }

  text(field: FieldOf<S>): string | null {
    const column = this.columns[field];
    return column ? textAt(column, this.row, this.texts) : null;
  }

  units(field: FieldOf<S>): bigint | null {
    const column = this.columns[field];
    return column ? unitsAt(column, this.row) : null;
  }

  int(field: FieldOf<S>): number | null {
    const column = this.columns[field];
    return column ? intAt(column, this.row) : null;
  }
}
