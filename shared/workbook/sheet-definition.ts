import type { ColumnType, SheetSpec, WorkbookCell, WorkbookLanguage, WorkbookRow } from './model';
import type { Words } from './words';

/** A column of a sheet and how its value comes out of a record: head and value cannot drift apart. */
export interface ColumnDefinition<T, C> {
  readonly key: string;
  readonly head: Words;
  readonly type: ColumnType;
  readonly width: number;
  readonly total?: 'sum';
  readonly exact?: boolean;
  readonly value: (record: T, context: C) => WorkbookCell;
}

export interface SheetDefinition<T, C> {
  readonly key: string;
  readonly title: Words;
  readonly columns: readonly ColumnDefinition<T, C>[];
}

/** The sheet as the writer takes it. */
export function specOf<T, C>(sheet: SheetDefinition<T, C>, language: WorkbookLanguage): SheetSpec {
  return {
    key: sheet.key,
    title: sheet.title[language],
    columns: sheet.columns.map(({ key, head, type, width, total, exact }) => ({
      key,
      head: head[language],
      type,
      width,
      ...(total && { total }),
      ...(exact === true && { exact }),
    })),
    freeze: true,
    filter: true,
  };
}

/** A record as a row of its sheet. */
export function rowOf<T, C>(sheet: SheetDefinition<T, C>, record: T, context: C): WorkbookRow {
  return sheet.columns.map((column) => column.value(record, context));
}
