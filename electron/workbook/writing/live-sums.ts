/**
 * Live sums over other sheets. While rows pass, the sums that formulas will make are made here, too: a formula is only written where
 * it gives the very value that was sent.
 */
import type { Units } from '../../../shared/money';
import type { ColumnSpec, Live, LiveTerm, SheetSpec, WorkbookCell, WorkbookRow, WorkbookSpec } from '../../../shared/workbook/model';
import { nameOf, rangeName } from './defined-names';

/** A sheet's column summed by the texts of other columns. */
export class Observer {
  private readonly sums = new Map<string, Units>();

  constructor(
    /** Index of the summed column; null counts. */
    readonly column: number | null,
    private readonly where: readonly number[],
  ) {}

  add(row: WorkbookRow, units: Units): void {
    const key = this.where.map((index) => String(row[index] ?? '')).join('\u0001');
    this.sums.set(key, (this.sums.get(key) ?? 0n) + units);
  }

  sum(texts: readonly string[]): Units {
    return this.sums.get(texts.join('\u0001')) ?? 0n;
  }
}

/** Parts of a sheet that have rows, by key. */
export type PartsOf = (sheet: string) => readonly number[];

const COUNT: Units = 100_000_000n;

export class LiveSums {
  private readonly observers = new Map<string, Observer>();
  private readonly bySheet = new Map<string, Observer[]>();
  private readonly ranges = new Map<string, Set<string>>();

  constructor(private readonly spec: WorkbookSpec) {
    for (const sheet of spec.sheets)
      for (const { live } of sheet.columns)
        if (live?.kind === 'sums' && this.applies(sheet, live.terms)) for (const term of live.terms) this.observe(term);
  }

  /** What watches the rows of a sheet. */
  observersOf(sheet: string): readonly Observer[] {
    return this.bySheet.get(sheet) ?? [];
  }

  /** Columns of a sheet that formulas name. */
  rangesOf(sheet: string): ReadonlySet<string> {
    return this.ranges.get(sheet) ?? new Set();
  }

  /** Formula of a cell, or null when none gives `value`. @param decimals the formula rounds to */
  formula(sheet: SheetSpec, column: ColumnSpec, row: WorkbookRow, at: Place): string | null {
    const { live } = column;
    if (live === undefined || at.value === null) return null;
    if (live.kind === 'row') return rowFormula(sheet, live, row, at);
    if (!this.applies(sheet, live.terms)) return null;
    let sum = 0n;
    const texts: string[] = [];
    for (const term of live.terms) {
      const values = term.where.map(({ own, text }) => (own === undefined ? (text ?? '') : String(row[indexOf(sheet, own)] ?? '')));
      // An empty own value would be the criterion "anything".
      if (values.includes('')) return null;
      sum += BigInt(term.sign) * (this.observers.get(idOf(term))?.sum(values) ?? 0n);
      for (const part of at.parts(term.sheet)) texts.push((term.sign < 0 ? '-' : '+') + termFormula(term, sheet, part, at));
    }
    if (sum !== at.value || texts.length === 0) return null;
    const whole = texts.join('').replace(/^\+/, '');
    return at.decimals === null ? whole : `ROUND(${whole},${at.decimals})`;
  }

  private applies(sheet: SheetSpec, terms: readonly LiveTerm[]): boolean {
    return terms.every((term) => {
      const target = this.spec.sheets.find(({ key }) => key === term.sheet);
      if (!target || target.key === sheet.key) return false;
      const has = (key: string): boolean => target.columns.some((one) => one.key === key);
      return (
        (term.column === null || has(term.column)) &&
        term.where.every(({ column, own }) => has(column) && (own === undefined || indexOf(sheet, own) >= 0))
      );
    });
  }

  private observe(term: LiveTerm): void {
    const id = idOf(term);
    const target = this.spec.sheets.find(({ key }) => key === term.sheet);
    if (this.observers.has(id) || !target) return;
    const observer = new Observer(
      term.column === null ? null : indexOf(target, term.column),
      term.where.map(({ column }) => indexOf(target, column)),
    );
    this.observers.set(id, observer);
    this.bySheet.set(term.sheet, [...(this.bySheet.get(term.sheet) ?? []), observer]);
    const ranges = this.ranges.get(term.sheet) ?? new Set();
    for (const key of [...(term.column === null ? [] : [term.column]), ...term.where.map(({ column }) => column)]) ranges.add(key);
    this.ranges.set(term.sheet, ranges);
  }
}

/** Where a formula stands and what it must give. */
export interface Place {
  readonly value: Units | null;
  readonly decimals: number | null;
  /** Row of the file. */
  readonly row: number;
  /** Letters of one of the sheet's own columns. */
  readonly letters: (column: string) => string;
  readonly parts: PartsOf;
  /** Units of one of the row's own amounts, null when it is empty or no double holds it. */
  readonly own: (column: string) => Units | null;
}

/** One row counts as one whole. */
export function countUnits(column: number | null, units: Units): Units {
  return column === null ? COUNT : units;
}

function idOf({ sheet, column, where }: LiveTerm): string {
  return JSON.stringify([sheet, column, where.map((one) => one.column)]);
}

function indexOf({ columns }: SheetSpec, key: string): number {
  return columns.findIndex((one) => one.key === key);
}

/** A criterion with a star is compared as text: without it a spreadsheet takes `2026-10` for a date. */
function termFormula(term: LiveTerm, sheet: SheetSpec, part: number, at: Place): string {
  const criteria = term.where.map(({ column, own, text }) => {
    const range = rangeName(term.sheet, part, nameOf(column));
    return own === undefined ? `${range},"${(text ?? '').replaceAll('"', '""')}"` : `${range},$${at.letters(own)}${at.row}&"*"`;
  });
  if (term.column === null) return `COUNTIFS(${criteria.join(',')})`;
  return `SUMIFS(${rangeName(term.sheet, part, nameOf(term.column))},${criteria.join(',')})`;
}

function rowFormula(sheet: SheetSpec, live: Extract<Live, { kind: 'row' }>, row: WorkbookRow, at: Place): string | null {
  let sum = 0n;
  const cells: string[] = [];
  for (const [sign, keys] of [
    ['+', live.plus],
    ['-', live.minus],
  ] as const) {
    for (const key of keys) {
      const index = indexOf(sheet, key);
      const cell: WorkbookCell = index < 0 ? null : (row[index] ?? null);
      const units = cell === null ? null : at.own(key);
      if (units === null) return null;
      sum += sign === '+' ? units : -units;
      cells.push(`${sign}${at.letters(key)}${at.row}`);
    }
  }
  if (sum !== at.value) return null;
  return `ROUND(${cells.join('').replace(/^\+/, '')},${at.decimals ?? 0})`;
}
