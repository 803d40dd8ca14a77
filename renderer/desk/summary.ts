/** What a selection's amounts come to, and the values a column has: one pass each, in steps. */
import { cellAt, isNullAt } from '../../shared/columns';
import type { ColumnSummary, ViewFacet } from '../../shared/desk/views';
import { byCodeUnit } from '../../shared/digest';
import { divideHalfUp, formatUnits } from '../../shared/money';
import type { KeyColumn } from './filters';
import type { Stretch } from './groups';
import { STEP, type Steps } from './steps';

/** Values of a column that a list is offered of. */
const LISTED = 500;

interface Sum {
  sum: bigint;
  least: bigint;
  most: bigint;
}

/** @param currency column that names the rows' currency; null where the source has none */
export function* summing(
  order: Uint32Array,
  stretches: readonly Stretch[],
  name: string,
  { column }: KeyColumn,
  currency: KeyColumn | null,
): Steps<ColumnSummary> {
  const sums = new Map<string | null, Sum>();
  let amounts = 0;
  if (column.kind === 'amount')
    for (const { from, to } of stretches)
      for (let at = from; at < to; at++) {
        if (at % STEP === STEP - 1) yield;
        const row = order[at] ?? 0;
        if (isNullAt(column, row)) continue;
        amounts++;
        const units = column.units[row] ?? 0n;
        const of = currency === null ? null : cellAt(currency.column, row, currency.texts);
        const known = sums.get(of);
        if (!known) {
          sums.set(of, { sum: units, least: units, most: units });
          continue;
        }
        known.sum += units;
        if (units < known.least) known.least = units;
        if (units > known.most) known.most = units;
      }
  const [only] = sums.values();
  return {
    column: name,
    sums: [...sums]
      .sort(([a], [b]) => byCodeUnit(a ?? '', b ?? ''))
      .map(([of, { sum, least, most }]) => ({ currency: of, sum: formatUnits(sum), least: formatUnits(least), most: formatUnits(most) })),
    amounts,
    average: only && sums.size === 1 ? formatUnits(divideHalfUp(only.sum, BigInt(amounts))) : null,
  };
}

/** Values of a column among some rows; of very many those that most rows have. */
export function* facetOf({ column, texts }: KeyColumn, rows: Uint32Array): Steps<ViewFacet> {
  const counts = new Map<string, number>();
  const add = (value: string, more: number): void => void counts.set(value, (counts.get(value) ?? 0) + more);
  if (column.kind === 'code') {
    const byCode = new Map<number, number>();
    for (const row of rows) {
      const code = column.codes[row] ?? 0;
      byCode.set(code, (byCode.get(code) ?? 0) + 1);
    }
    for (const [code, count] of byCode) add(code === 0 ? '' : texts.text(code), count);
  } else {
    let at = 0;
    for (const row of rows) {
      add(cellAt(column, row, texts) ?? '', 1);
      if (++at % STEP === 0) yield;
    }
  }
  const frequent = [...counts].sort(([a, n], [b, m]) => m - n || byCodeUnit(a, b)).slice(0, LISTED);
  return {
    values: frequent.sort(([a], [b]) => byCodeUnit(a, b)).map(([value, count]) => ({ value, rows: count })),
    more: Math.max(0, counts.size - LISTED),
  };
}
