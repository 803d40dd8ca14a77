/** Subtotals and totals without a word: known by arithmetic, exactly, and only where no genuine row can be meant. */
import type { Units } from '../money';
import { UnitSum } from './unit-sum';

interface Running {
  readonly sums: readonly UnitSum[];
  /** Rows with an amount other than zero in some column. */
  rows: number;
  /** A row whose amount could not be read: no sum can be told. */
  broken: boolean;
}

/**
 * Watches a book's amounts from the top down. A row that names no customer is the sum of the rows since the last such row, or of all rows
 * so far, when every amount column agrees to the last digit and at least two amounts other than zero were added.
 */
export class SumRows {
  private readonly since: Running;
  private readonly all: Running;
  /** Some row was the sum of two amounts or more: the book does write sums without a word. */
  established = false;

  /** @param columns how many amount columns there are */
  constructor(columns: number) {
    const running = (): Running => ({ sums: Array.from({ length: columns }, () => new UnitSum()), rows: 0, broken: false });
    this.since = running();
    this.all = running();
  }

  /** An amount of an entry, before {@link rowDone}. */
  add(column: number, units: number | Units): void {
    this.since.sums[column]?.add(units);
    this.all.sums[column]?.add(units);
  }

  /** @param filled the row had an amount other than zero */
  rowDone(filled: boolean): void {
    if (!filled) return;
    this.since.rows++;
    this.all.rows++;
  }

  /** An entry whose amount cannot be read. */
  unknown(): void {
    this.since.broken = true;
    this.all.broken = true;
  }

  /** A total known by its word: the next group begins. */
  groupDone(): void {
    for (const sum of this.since.sums) sum.clear();
    this.since.rows = 0;
    this.since.broken = false;
  }

  /**
   * What the amounts of a row without a customer are. `single`: the same as the one row above, which is a sum only in a book that has others.
   * @param units per amount column, null for a blank cell
   */
  judge(units: readonly (Units | null)[]): 'sum' | 'single' | null {
    const group = agrees(this.since, units);
    if (!group && !agrees(this.all, units)) return null;
    if (Math.max(group ? this.since.rows : 0, agrees(this.all, units) ? this.all.rows : 0) >= 2) {
      this.established = true;
      return 'sum';
    }
    return 'single';
  }
}

function agrees({ sums, broken, rows }: Running, units: readonly (Units | null)[]): boolean {
  if (broken || rows === 0 || units.every((value) => value === null || value === 0n)) return false;
  return units.every((value, column) => (value ?? 0n) === (sums[column]?.total ?? 0n));
}
