/** Entries of all books as the engine's columns, straight from their segments; kept in memory between runs: only books that are new are read. */
import { textAt, type PackedColumn, type TextNumbering } from '../../shared/columns';
import { byCodeUnit, canonicalJson } from '../../shared/digest';
import { emptyLedger } from '../../shared/reconcile/ledger-columns';
import { sameList } from '../../shared/reconcile/changes';
import type { PartyResolver } from '../../shared/reconcile/resolve-party';
import { BASES, GRAINS, LEDGER_ROLES, type LedgerColumns } from '../../shared/reconcile/types';
import type { DeskCore } from './core';
import { activeImports, resolveEntry, type ActiveImport } from './entries';
import { eachEntries, type EntryColumns } from './packed-entries';
import { copyRun } from './slice-layout';
import { readAliases } from '../store/names';

/**
 * @param trades numbers of the fee records' trade IDs: an entry's reference gets the number of the trade it names
 * @returns rows in book order
 */
export async function ledgerColumns(core: DeskCore, resolve: PartyResolver, trades: TextNumbering): Promise<LedgerColumns> {
  const last = core.resident.peek<KeptLedger>('ledger');
  const meaning = canonicalJson([core.store.writes.of('parties'), await readAliases(core.store)]);
  const books = (await activeImports(core)).map(({ body }): Book => ({
    body,
    content: canonicalJson([body.rows, body.role, body.grain, body.basis]),
  }));
  const known = last?.meaning === meaning && last.trades === trades ? last : null;
  const kept =
    known && sameBooks(known.books, books) ? known : { meaning, trades, ...(await make(core, books, known, { resolve, trades })) };
  core.resident.put('ledger', kept, bytesIn(kept.ledger));
  return kept.ledger;
}

/** An import, whose rows never change under its ID. */
interface Book {
  readonly body: ActiveImport['body'];
  readonly content: string;
}

/** A book's rows stand in the ledger's from one on, up to before another. */
interface LaidBook extends Book {
  readonly from: number;
  readonly to: number;
}

/** The books' rows with what they were made from. */
interface KeptLedger {
  /** Whom cells mean hangs on it. */
  readonly meaning: string;
  readonly trades: TextNumbering;
  readonly books: readonly LaidBook[];
  readonly ledger: LedgerColumns;
}

const isSame = (a: Book, b: Book): boolean => a.body.importId === b.body.importId && a.content === b.content;

function sameBooks(laid: readonly Book[], books: readonly Book[]): boolean {
  return laid.length === books.length && laid.every((one, at) => isSame(one, books[at]!));
}

function bytesIn(ledger: LedgerColumns): number {
  return Object.values(ledger).reduce((sum: number, one: unknown) => sum + (ArrayBuffer.isView(one) ? one.byteLength : 0), 0);
}

interface Part {
  readonly columns: EntryColumns;
  readonly rows: number;
}

/** Columns that are copied as they lie; import and period are places in lists that may have others now. */
const COPIED = [
  'row',
  'role',
  'grain',
  'basis',
  'party',
  'customer',
  'reseller',
  'service',
  'currency',
  'units',
  'reference',
  'tax',
] as const;

/** @param last with books that may stand in it already */
async function make(
  core: DeskCore,
  books: readonly Book[],
  last: KeptLedger | null,
  names: { readonly resolve: PartyResolver; readonly trades: TextNumbering },
): Promise<Pick<KeptLedger, 'books' | 'ledger'>> {
  const before = new Map(last?.books.map((one) => [one.body.importId, one]));
  const read = new Map<Book, Part[]>();
  const laid: LaidBook[] = [];
  let rows = 0;
  for (const book of books) {
    const old = before.get(book.body.importId);
    let own = old ? old.to - old.from : 0;
    if (!old || !isSame(old, book)) {
      const parts: Part[] = [];
      await eachEntries(core, book.body.importId, (columns, count) => parts.push({ columns, rows: count }));
      read.set(book, parts);
      own = parts.reduce((sum, part) => sum + part.rows, 0);
    }
    laid.push({ ...book, from: rows, to: rows + own });
    rows += own;
  }
  const keptBooks = books.map((book) => (last && !read.has(book) ? before.get(book.body.importId)! : null));
  const periods = periodsOf(core, last?.ledger ?? null, keptBooks, [...read.values()].flat());
  const ledger = emptyLedger(
    rows,
    books.map(({ body }) => body.importId),
    periods,
  );
  const parties = new Parties(core, names.resolve);
  laid.forEach(({ body, from, to }, importIndex) => {
    ledger.importIndex.fill(importIndex, from, to);
    const old = keptBooks[importIndex];
    if (last && old) copyBook(last.ledger, old, ledger, from);
    else fill(core, ledger, body, read.get(books[importIndex]!)!, from, parties, names.trades);
  });
  // Another content under an ID would have to be compared row by row.
  const said = last !== null && books.every((book) => !read.has(book) || !before.has(book.body.importId));
  return { books: laid, ledger: said ? { ...ledger, since: { importIndex: last.ledger.importIndex } } : ledger };
}

/** All months that rows name, ascending. */
function periodsOf(
  { dictionary }: DeskCore,
  ledger: LedgerColumns | null,
  kept: readonly (LaidBook | null)[],
  parts: readonly Part[],
): string[] {
  const periods = new Set<string>();
  const named = new Uint8Array(ledger?.periods.length ?? 0);
  for (const book of kept) if (ledger && book) for (const place of ledger.period.subarray(book.from, book.to)) named[place] = 1;
  named.forEach((one, place) => one === 1 && periods.add(ledger!.periods[place]!));
  const codes = new Set<number>();
  for (const { columns } of parts) for (const code of codesIn(columns.period)) codes.add(code);
  for (const code of codes) periods.add(dictionary.text(code));
  return [...periods].sort(byCodeUnit);
}

function copyBook(from: LedgerColumns, book: LaidBook, to: LedgerColumns, at: number): void {
  const run = { from: book.from, to: at, rows: book.to - book.from };
  for (const name of COPIED) copyRun(from[name], to[name], run);
  if (sameList(from.periods, to.periods)) return copyRun(from.period, to.period, run);
  const places = Uint16Array.from(from.periods, (period) => Math.max(0, to.periods.indexOf(period)));
  const [old, now] = [from.period, to.period];
  for (let row = 0; row < run.rows; row++) now[at + row] = places[old[book.from + row]!]!;
}

/** Writes a book's rows from one on. */
function fill(
  { dictionary }: DeskCore,
  ledger: LedgerColumns,
  { role, grain, basis }: Book['body'],
  parts: readonly Part[],
  from: number,
  parties: Parties,
  trades: TextNumbering,
): void {
  const periodAt = new Map(ledger.periods.map((period, index) => [dictionary.code(period), index]));
  let at = from;
  for (const { columns, rows } of parts) {
    const end = at + rows;
    ledger.role.fill(LEDGER_ROLES.indexOf(role), at, end);
    ledger.grain.fill(GRAINS.indexOf(grain), at, end);
    ledger.basis.fill(BASES.indexOf(basis), at, end);
    ledger.row.set(columns.row.kind === 'int' ? columns.row.values : [], at);
    ledger.party.set(codesIn(columns.party), at);
    ledger.service.set(codesIn(columns.service), at);
    ledger.currency.set(codesIn(columns.currency), at);
    ledger.tax.set(codesIn(columns.taxRate), at);
    if (columns.amount.kind === 'amount') ledger.units.set(columns.amount.units, at);
    ledger.reference.set(trades.number(columns.reference), at);
    const period = codesIn(columns.period);
    for (let row = 0; row < rows; row++) ledger.period[at + row] = periodAt.get(period[row]!)!;
    parties.fill(ledger, columns, at, rows);
    at = end;
  }
}

function codesIn(column: PackedColumn): Uint32Array {
  return column.kind === 'code' ? column.codes : new Uint32Array();
}

/** Whom cells mean; each pair of party and name is resolved once. */
class Parties {
  private readonly known = new Map<number, readonly [customer: number, reseller: number]>();

  constructor(
    private readonly core: DeskCore,
    private readonly resolve: PartyResolver,
  ) {}

  fill(ledger: LedgerColumns, columns: EntryColumns, at: number, rows: number): void {
    const [party, name] = [codesIn(columns.party), codesIn(columns.partyName)];
    let [last, codes] = [-1, NOBODY];
    for (let row = 0; row < rows; row++) {
      const pair = (party[row] ?? 0) * 2 ** 26 + (name[row] ?? 0);
      if (pair !== last)
        codes = this.of(
          (last = pair),
          textAt(columns.party, row, this.core.dictionary),
          textAt(columns.partyName, row, this.core.dictionary),
        );
      ledger.customer[at + row] = codes[0];
      ledger.reseller[at + row] = codes[1];
    }
  }

  private of(pair: number, party: string | null, name: string | null): readonly [number, number] {
    const known = this.known.get(pair);
    if (known) return known;
    const { customer, reseller } = resolveEntry(this.resolve, party ?? '', name);
    const code = (id: string | null): number => (id === null ? 0 : this.core.dictionary.add(id));
    const made = [code(customer), code(reseller)] as const;
    this.known.set(pair, made);
    return made;
  }
}

const NOBODY: readonly [number, number] = [0, 0];
