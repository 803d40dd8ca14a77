/** A mapping proposed from heads and content, for a person to look at; nothing is imported without confirmation. */
import type { TaxBasis } from '../money';
import { shiftPeriod } from '../period';
import type { Grain, LedgerRole } from '../reconcile/types';
import { readAmount, readPeriod } from './cells';
import { withoutDoubled, type DoubledColumns } from './doubled-columns';
import { findHeadRows, headsOf } from './find-head';
import { layoutFingerprint } from './fingerprint';
import { readHead, type HeadMeaning } from './headings';
import { missingFields } from './map';
import { moneyFindings, topOf } from './money-columns';
import { readMonthHead } from './month-heads';
import type { KnownParty } from './party-rule';
import { byContent, chooseColumns, headlessColumns, monthColumns, sample } from './propose-columns';
import { proposePartyRule } from './propose-party';
import { sideOfBook } from './side';
import { basisOf, currencyOfTitles, periodAbove, textsAbove, yearAbove } from './titles';
import type { AmountUnit, Cell, ColumnMapping, DecimalMark, LedgerField, MissingField, PartyRule, SheetTable, Side } from './types';

/** What the sheet itself says about options; null (or `unknown`) when it says nothing. */
export interface OptionGuesses {
  readonly role: LedgerRole | null;
  readonly grain: Grain;
  readonly basis: TaxBasis;
  readonly period: string | null;
  readonly currency: string | null;
  /** What 1 in the amount columns means, and the mark of their decimals, as the reading takes them; null where nothing is said or needed. */
  readonly unit: AmountUnit | null;
  readonly decimal: DecimalMark | null;
  /** The side that counts as plus, where the account's title tells. */
  readonly side: Side | null;
}

export interface MappingProposal {
  readonly mapping: ColumnMapping;
  readonly guesses: OptionGuesses;
  /** `sure`: all needed columns by known heads and fitting content; `likely`: something was chosen; `none`: the heads are unknown. */
  readonly confidence: 'sure' | 'likely' | 'none';
  /** Fields an import needs that no column and no option gives. */
  readonly missing: readonly MissingField[];
  /** Of these, fields that are missing because two columns with the same head hold different things. */
  readonly doubled: readonly DoubledColumns[];
  /** Heads by column; of a head of two rows both texts, of a month without a year the year as well. */
  readonly heads: readonly Cell[];
  /** Digest of {@link heads}, to remember the confirmed mapping by. */
  readonly fingerprint: string;
}

/** What the user already gave. */
export interface Wanted {
  readonly role?: LedgerRole;
  /** Decides between two amount columns. */
  readonly basis?: TaxBasis;
  readonly periodShift?: number;
  /** Whom the desk knows: only with them a customer can be found inside a text without labels. */
  readonly parties?: readonly KnownParty[];
}

const ROLE_WORDS: readonly (readonly [LedgerRole, RegExp])[] = [
  ['prepayment', /预付|充值|拨款|prepa(?:y|id)|top-?up/i],
  ['revenue', /收入|应收|开票|销售|revenue|sales|receivable|income/i],
  ['cost', /成本|应付|采购|cost|payable|purchase/i],
];

/**
 * Proposes a field for each column and guesses the options.
 * @param given the user's own mapping: kept as it is, and what the options are guessed from
 */
export function proposeMapping(table: SheetTable, wanted: Wanted = {}, given: ColumnMapping | null = null): MappingProposal {
  const found = given ?? findHeadRows(table.rows, table.marks?.merges);
  const headless = found === null ? headlessColumns(table) : null;
  const place = { headRow: found?.headRow ?? (headless === null ? 0 : -1), headRows: found?.headRows ?? 1 } as const;
  const written = headsOf(table, place);
  const above = textsAbove(table, topOf(place));
  const heads = withYears(written, yearAbove(table, [...above, ...written.filter((head): head is string => head !== null)]));
  const role = wanted.role ?? guessRole(table, heads, above);
  const basis = wanted.basis ?? (role === 'revenue' ? 'taxed' : 'pretax');
  const meanings = heads.map((head) => readHead(head ?? ''));
  const { mapping, doubled } =
    given !== null ? { mapping: given, doubled: [] } : proposed(table, place, heads, meanings, basis, headless, wanted.parties ?? []);
  const { columns } = mapping;
  const money = columns.findIndex((field) => field === 'amount' || field === 'debit' || field === 'credit' || field === 'monthAmount');
  const said = columns[money] === 'monthAmount' ? readMonthHead(heads[money] ?? '') : meanings[money];
  const months = columns.includes('period') || columns.includes('monthAmount');
  const named = months || doubled.some(({ field }) => field === 'period') ? null : periodAbove(table, above);
  const period = named === null ? null : shiftPeriod(named, wanted.periodShift ?? 0);
  const grain = guessGrain(heads, columns);
  const guesses: OptionGuesses = {
    role,
    grain,
    basis: said?.basis ?? basisOf(above) ?? 'unknown',
    period,
    currency: said?.currency ?? currencyOfTitles(above),
    ...moneyFindings(table, mapping, heads),
    side: sideOfBook(table, mapping, heads, role ?? 'cost'),
  };
  const missing = missingFields(mapping, { grain, period, role });
  const sure =
    found !== null &&
    missing.length === 0 &&
    !mapping.partyRule &&
    unambiguous(meanings, columns) &&
    fits(table, mapping) &&
    knownHeads(heads, meanings, columns);
  return {
    mapping,
    guesses,
    confidence: found === null ? 'none' : sure ? 'sure' : 'likely',
    missing,
    doubled,
    heads,
    fingerprint: layoutFingerprint(heads),
  };
}

/**
 * A remembered mapping put on the file at hand: the same heads may stand under another number of title rows.
 * @param proposal of a table with the fingerprint the mapping is remembered by
 */
export function atHead(remembered: ColumnMapping, { mapping: { headRow, headRows = 1 } }: MappingProposal): ColumnMapping {
  const { headRows: _, ...rest } = remembered;
  return headRows === 1 ? { ...rest, headRow } : { ...rest, headRow, headRows };
}

function proposed(
  table: SheetTable,
  place: { readonly headRow: number; readonly headRows: 1 | 2 },
  heads: readonly Cell[],
  meanings: readonly HeadMeaning[],
  basis: TaxBasis,
  headless: readonly (LedgerField | null)[] | null,
  parties: readonly KnownParty[],
): { readonly mapping: ColumnMapping; readonly doubled: readonly DoubledColumns[] } {
  const rows = place.headRows === 2 ? ({ headRow: place.headRow, headRows: 2 } as const) : { headRow: place.headRow };
  if (headless !== null) return { mapping: { ...rows, columns: headless }, doubled: [] };
  let columns = chooseColumns(table, place.headRow, meanings, basis);
  const months = monthColumns(table, place.headRow, heads, columns, basis);
  if (months !== null) {
    columns = columns.map((field, index) =>
      months[index] !== undefined
        ? 'monthAmount'
        : field === 'amount' || field === 'debit' || field === 'credit' || field === 'period' || field === 'direction'
          ? null
          : field,
    );
  }
  const undoubled = withoutDoubled(table, place.headRow, heads, columns);
  const { doubled } = undoubled;
  // What is to be asked is not found from content instead.
  if (doubled.length > 0) return { mapping: { ...rows, columns: undoubled.columns, ...(months === null ? {} : { months }) }, doubled };
  columns = byContent(table, place.headRow, heads, columns);
  const rule: PartyRule | null = proposePartyRule(table, place.headRow, heads, columns, parties);
  if (rule !== null) columns = columns.map((field, index) => (index === rule.column && field === 'customerName' ? null : field));
  return { mapping: { ...rows, columns, ...(months === null ? {} : { months }), ...(rule === null ? {} : { partyRule: rule }) }, doubled };
}

/** 9月 -> 2026年9月, so that next year's file of the same book is another layout and its months are found anew. */
function withYears(heads: readonly Cell[], year: number | null): readonly Cell[] {
  if (year === null) return heads;
  const read = heads.map((head) => (head === null ? null : readMonthHead(head)));
  const bare = read.filter((head) => head !== null && head.year === null);
  // 11月, 12月, 1月 are months of two years; which, the book does not say.
  const ascending = bare.every((head, index) => index === 0 || (head?.month ?? 0) >= (bare[index - 1]?.month ?? 0));
  if (bare.length < 2 || !ascending) return heads;
  return heads.map((head, index) => (read[index] != null && read[index].year === null ? `${year}年${head ?? ''}` : head));
}

/** No second column competed for a chosen field. */
function unambiguous(meanings: readonly HeadMeaning[], columns: readonly (LedgerField | null)[]): boolean {
  if (columns.includes('monthAmount')) return true;
  return meanings.every(
    (meaning, index) =>
      meaning.field === null ||
      columns[index] !== null ||
      meaning.strength < 2 ||
      meaning.field === 'note' ||
      meaning.field === 'direction',
  );
}

/** Every chosen column was chosen by its head. */
function knownHeads(heads: readonly Cell[], meanings: readonly HeadMeaning[], columns: readonly (LedgerField | null)[]): boolean {
  return columns.every(
    (field, index) =>
      field === null || meanings[index]?.field != null || (field === 'monthAmount' && readMonthHead(heads[index] ?? '') !== null),
  );
}

/** Most cells of the amount and period columns can be read as such. */
function fits(table: SheetTable, { headRow, columns }: ColumnMapping): boolean {
  const readable = (field: LedgerField, reads: (cell: Cell) => boolean): boolean => {
    const index = columns.indexOf(field);
    const cells = index < 0 ? [] : sample(table, headRow, index);
    return cells.filter(reads).length * 10 >= cells.length * 8;
  };
  return (
    readable('amount', (cell) => readAmount(cell, 1, { decimal: ',' }).ok || readAmount(cell).ok) &&
    readable('period', (cell) => readPeriod(cell, 2_000).ok)
  );
}

function guessGrain(heads: readonly Cell[], columns: readonly (LedgerField | null)[]): Grain {
  if (columns.includes('service') || columns.includes('serviceName')) return 'customer-service';
  const reference = heads[columns.indexOf('reference')] ?? '';
  return /订单|交易|order|trade|transaction/i.test(reference) ? 'order' : 'customer';
}

function guessRole(table: SheetTable, heads: readonly Cell[], above: readonly string[]): LedgerRole | null {
  const file = table.file.split(/[/\\]/).pop() ?? '';
  for (const text of [heads.join(' '), table.sheet, ...above, file]) {
    const roles = ROLE_WORDS.filter(([, words]) => words.test(text)).map(([role]) => role);
    if (roles.length === 1 && roles[0]) return roles[0];
  }
  return null;
}
