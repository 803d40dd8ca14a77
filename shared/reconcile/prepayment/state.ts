import { InvariantError } from '../invariant';
import type { BreakDraft } from '../break-id';
import type { EngineContext } from '../context';
import type { PassName, Reason, RowRef } from '../types';
import type { MoneyEntry, MoneyMovement, PrepaymentRows } from './rows';

export interface PrepaymentMatch {
  readonly pass: PassName;
  readonly entries: readonly MoneyEntry[];
  readonly movements: readonly MoneyMovement[];
  readonly reason: Reason;
}

/** Book and account while the passes use rows up; a row is used once. */
export class PrepaymentState {
  readonly matches: PrepaymentMatch[] = [];
  readonly breaks: BreakDraft[] = [];
  /** Rows that a pass matched or booked as timing: what a duplicate repeats. */
  readonly settled = new Set<MoneyEntry | MoneyMovement>();
  /** Keys whose groups were not all tried, and rows of a side that were tried at most. */
  readonly searched = new Map<string, { readonly entries: number; readonly movements: number; readonly most: number }>();
  private readonly used = new Set<MoneyEntry | MoneyMovement>();
  private readonly judged: ReadonlySet<string>;

  constructor(
    readonly context: EngineContext,
    readonly rows: PrepaymentRows,
  ) {
    this.judged = new Set(rows.periods);
  }

  /** Entries nothing used yet, of months that take part unless `all` are asked for; in book order. */
  openEntries(all = false): MoneyEntry[] {
    return this.rows.entries.filter((entry) => !this.used.has(entry) && (all || this.judged.has(entry.period)));
  }

  openMovements(): MoneyMovement[] {
    return this.rows.movements.filter((movement) => !this.used.has(movement));
  }

  isJudged(period: string): boolean {
    return this.judged.has(period);
  }

  /** @throws InvariantError when a row is used a second time */
  use(row: MoneyEntry | MoneyMovement): void {
    if (this.used.has(row))
      throw new InvariantError('row-used-twice', 'at' in row ? `prepayment row ${row.at}` : `movement ${row.movement.id}`);
    this.used.add(row);
  }

  match(pass: PassName, entries: readonly MoneyEntry[], movements: readonly MoneyMovement[], reason: Reason): void {
    for (const row of [...entries, ...movements]) {
      this.use(row);
      this.settled.add(row);
    }
    this.matches.push({ pass, entries, movements, reason });
  }

  entryRow({ at }: MoneyEntry): RowRef {
    return this.rowOf(at);
  }

  rowOf(at: number): RowRef {
    const { book } = this.rows;
    return { kind: 'entry', importId: book.imports[book.importIndex[at]!]!, row: book.row[at]! };
  }

  /** Counterparty and customer of a party, as breaks and matches name them. */
  who(party: string): { readonly counterparty: string | null; readonly customer: string | null } {
    if (party === '') return { counterparty: null, customer: null };
    const { codes, resellers } = this.context;
    return { counterparty: party, customer: resellers.has(codes.code(party)) ? null : party };
  }
}

/** Whose money, in which month. */
export function keyOf(row: MoneyEntry | MoneyMovement): string {
  return `${row.period}|${row.party}`;
}
