/** The largest of many and the rest as one, with shares. Pure. */
import { absolute, formatUnits, type Units } from '../../../shared/money';
import { byCodeUnit } from '../../../shared/digest';
import { tenthsOf } from './comparison';

export interface Ranked {
  readonly id: string;
  readonly amount: string;
  /** Share of the total in tenths of a percent; null where the total is nothing or negative: of that there are no shares. */
  readonly tenths: bigint | null;
  /** Length of its bar against the longest, 0 to 1; drawn only. */
  readonly length: number;
  readonly negative: boolean;
}

export interface Ranking {
  readonly top: readonly Ranked[];
  /** What is not among the top, as one; null when all are. */
  readonly others: (Omit<Ranked, 'id'> & { readonly count: number }) | null;
  readonly total: string;
}

/** The `count` largest by size, the largest first, equal ones by their code; one more stands by itself rather than as "others". */
export function rankingOf(sums: ReadonlyMap<string, Units>, count: number): Ranking {
  const rows = [...sums].sort(([a, x], [b, y]) => {
    const [left, right] = [absolute(x), absolute(y)];
    return left === right ? byCodeUnit(a, b) : left < right ? 1 : -1;
  });
  let total = 0n;
  for (const [, units] of rows) total += units;
  const shown = rows.length === count + 1 ? rows.length : count;
  const rest = rows.slice(shown);
  let left = 0n;
  for (const [, units] of rest) left += units;
  const longest = [...rows.slice(0, shown).map(([, units]) => units), left]
    .map(absolute)
    .reduce((most, size) => (size > most ? size : most), 0n);
  const row = (units: Units): Omit<Ranked, 'id'> => ({
    amount: formatUnits(units),
    tenths: total > 0n ? tenthsOf(units, total) : null,
    length: longest === 0n ? 0 : Number((absolute(units) * 1000n) / longest) / 1000,
    negative: units < 0n,
  });
  return {
    top: rows.slice(0, shown).map(([id, units]) => ({ id, ...row(units) })),
    others: rest.length === 0 ? null : { count: rest.length, ...row(left) },
    total: formatUnits(total),
  };
}
