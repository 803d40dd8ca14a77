/** The year that a person gives to months written without one, in the heads or in the period's cells. */
import { readMonthHead } from './month-heads';
import type { Cell, ColumnMapping } from './types';

/** Columns whose heads are months without a year: 9月, Sep. */
export function bareMonths(heads: readonly Cell[]): number[] {
  return heads.flatMap((head, index) => (head !== null && readMonthHead(head)?.year === null ? [index] : []));
}

/**
 * The mapping with the year declared. Two months or more side by side without a year become the amounts of that year's months, and no
 * other column can hold an amount or the period then. @param year null takes it back
 */
export function withYear(mapping: ColumnMapping, heads: readonly Cell[], year: number | null): ColumnMapping {
  const bare = bareMonths(heads);
  const { year: _, ...rest } = mapping;
  if (bare.length < 2) return year === null ? rest : { ...rest, year };
  const single: readonly (string | null)[] = ['amount', 'debit', 'credit', 'period', 'direction'];
  const columns = mapping.columns.map((field, index) =>
    bare.includes(index) ? (year === null ? null : 'monthAmount') : single.includes(field) && year !== null ? null : field,
  );
  const months = Object.fromEntries([
    ...Object.entries(mapping.months ?? {}).filter(([index]) => !bare.includes(Number(index))),
    ...(year === null
      ? []
      : bare.map((index) => [String(index), `${year}-${String(readMonthHead(heads[index] ?? '')?.month ?? 0).padStart(2, '0')}`])),
  ]);
  return { ...rest, columns, months, ...(year === null ? {} : { year }) };
}
