/** Tests of a view's filters on packed columns, each made once and asked per row. */
import { cellAt, intAt, isNullAt, textAt, type CodeTexts, type PackedColumn } from '../../shared/columns';
import type { ViewFilter } from '../../shared/desk/views';
import { MoneyError, parseUnits } from '../../shared/money';
import { billingTime } from '../../shared/period/billing-time';

/** A column in memory with what resolves its codes. */
export interface KeyColumn {
  readonly column: PackedColumn;
  readonly texts: CodeTexts;
}

type Bare<T> = T extends unknown ? Omit<T, 'column'> : never;

/** A filter on a column that is in memory. */
export type Filter = Bare<ViewFilter> & { readonly key: KeyColumn };

type RowTest = (row: number) => boolean;

/** Whether a row fits. A bound or value that is no amount fits no amount. */
export function rowTest(filter: Filter): RowTest {
  const { key } = filter;
  const { column, texts } = key;
  const empty: RowTest = (row) => isNullAt(column, row) || textAt(column, row, texts) === '';
  switch (filter.op) {
    case 'is':
      return filter.value === '' ? empty : valueTest(key, filter.value);
    case 'not': {
      const same = filter.value === '' ? empty : valueTest(key, filter.value);
      // Nothing is no amount other than the one asked for.
      if (filter.value !== '' && (column.kind === 'amount' || column.kind === 'int')) return (row) => !isNullAt(column, row) && !same(row);
      return (row) => !same(row);
    }
    case 'contains': {
      const wanted = filter.value.toLowerCase();
      return textTest(key, (text) => text !== null && text.toLowerCase().includes(wanted));
    }
    case 'in': {
      if (column.kind === 'amount') {
        const each = filter.values.map((value) => (value === '' ? empty : valueTest(key, value)));
        return (row) => each.some((fits) => fits(row));
      }
      const wanted = new Set(filter.values);
      return textTest(key, (text) => wanted.has(text ?? ''));
    }
    case 'range':
      return rangeTest(key, filter.from, filter.to);
    case 'negative':
      return column.kind === 'amount' ? (row) => (column.units[row] ?? 0n) < 0n : (row) => (intAt(column, row) ?? 0) < 0;
  }
}

function valueTest(key: KeyColumn, value: string): RowTest {
  const { column } = key;
  if (column.kind !== 'amount') return textTest(key, (text) => text === value);
  const units = unitsOf(value);
  return (row) => units !== null && !isNullAt(column, row) && column.units[row] === units;
}

/** A test of a cell's text; of a column of codes each code is looked at once. */
function textTest({ column, texts }: KeyColumn, fits: (text: string | null) => boolean): RowTest {
  if (column.kind !== 'code') return (row) => fits(cellAt(column, row, texts));
  const verdicts = new Map<number, boolean>();
  return (row) => {
    const code = column.codes[row] ?? 0;
    let verdict = verdicts.get(code);
    if (verdict === undefined) verdicts.set(code, (verdict = fits(code === 0 ? null : texts.text(code))));
    return verdict;
  };
}

function rangeTest(key: KeyColumn, from: string | null, to: string | null): RowTest {
  const { column } = key;
  if (column.kind === 'amount' || column.kind === 'int') {
    const [least, most] = [from, to].map((bound) => (bound === null ? null : unitsOf(bound)));
    if ((from !== null && least === null) || (to !== null && most === null)) return () => false;
    const inside = (units: bigint): boolean => (least == null || units >= least) && (most == null || units <= most);
    if (column.kind === 'amount') return (row) => !isNullAt(column, row) && inside(column.units[row] ?? 0n);
    return (row) => !isNullAt(column, row) && inside(parseUnits(String(column.values[row] ?? 0)));
  }
  // Months and days compare as text, up to what the bound says: a day holds all its instants.
  return textTest(key, (text) => {
    if (text === null || text === '') return false;
    const at = billingTime(text);
    return (from === null || at.slice(0, from.length) >= from) && (to === null || at.slice(0, to.length) <= to);
  });
}

function unitsOf(value: string): bigint | null {
  try {
    return parseUnits(value.replaceAll(',', '').trim().replace('\u2212', '-'));
  } catch (error) {
    if (error instanceof MoneyError) return null;
    throw error;
  }
}
