/** A mapping proposed from heads and content, for a person to look at; nothing is imported without confirmation. */
import type { TaxBasis } from '../money';
import type { Grain, LedgerRole } from '../reconcile/types';
import { isBlank, readAmount, readPeriod } from './cells';
import { findHead } from './find-head';
import { layoutFingerprint } from './fingerprint';
import { basisHint, currencyHint, readHead, type HeadMeaning } from './headings';
import type { Cell, ColumnMapping, LedgerField, SheetTable } from './types';

/** What the sheet itself says about options; null (or `unknown`) when it says nothing. */
export interface OptionGuesses {
  readonly role: LedgerRole | null;
  readonly grain: Grain;
  readonly basis: TaxBasis;
  readonly period: string | null;
  readonly currency: string | null;
}

export interface MappingProposal {
  readonly mapping: ColumnMapping;
  readonly guesses: OptionGuesses;
  /** `sure`: all needed columns by known heads and fitting content; `likely`: something was chosen; `none`: the heads are unknown. */
  readonly confidence: 'sure' | 'likely' | 'none';
  /** Fields an import needs that no column and no option gives. */
  readonly missing: readonly ('amount' | 'period' | 'customer' | 'service')[];
  /** Digest of the heads, to remember the confirmed mapping by. */
  readonly fingerprint: string;
}

const SAMPLE = 200;
const HEX_ID = /^[0-9a-f]{32}$/i;
const SERVICE_CODE = /^hws\.[a-z0-9._-]+$/i;
const ROLE_WORDS: readonly (readonly [LedgerRole, RegExp])[] = [
  ['prepayment', /预付|充值|拨款|prepa(?:y|id)|top-?up/i],
  ['revenue', /收入|应收|开票|销售|revenue|sales|receivable|income/i],
  ['cost', /成本|应付|采购|cost|payable|purchase/i],
];

/**
 * Proposes a field for each column and guesses the options.
 * @param wanted role and basis the user already gave; they decide between two amount columns
 * @param given the user's own mapping: kept as it is, and what the options are guessed from
 */
export function proposeMapping(
  table: SheetTable,
  wanted: { readonly role?: LedgerRole; readonly basis?: TaxBasis } = {},
  given: ColumnMapping | null = null,
): MappingProposal {
  const found = given?.headRow ?? findHead(table.rows);
  const headRow = found ?? 0;
  const heads = table.rows[headRow] ?? [];
  const meanings = heads.map((head) => readHead(head ?? ''));
  const role = wanted.role ?? guessRole(table, headRow, heads);
  const basis = wanted.basis ?? (role === 'revenue' ? 'taxed' : 'pretax');
  const columns = given !== null ? given.columns : found === null ? heads.map(() => null) : chooseColumns(table, headRow, meanings, basis);
  const has = (field: LedgerField): boolean => columns.includes(field);
  const money = meanings.find((_, index) => columns[index] === 'amount' || columns[index] === 'debit' || columns[index] === 'credit');
  const above = textsAbove(table, headRow);
  const period = has('period') ? null : periodAbove(table, above);
  const guesses: OptionGuesses = {
    role,
    grain: guessGrain(heads, columns),
    basis: money?.basis ?? basisOf(above) ?? 'unknown',
    period,
    currency: money?.currency ?? currencyOf(above),
  };
  const missing: MappingProposal['missing'][number][] = [];
  if (!has('amount') && !has('debit') && !has('credit')) missing.push('amount');
  if (!has('period') && period === null) missing.push('period');
  if (!has('customer') && !has('customerName')) missing.push('customer');
  if (guesses.grain === 'customer-service' && !has('service') && !has('serviceName')) missing.push('service');
  const confidence =
    found === null ? 'none' : missing.length === 0 && unambiguous(meanings, columns) && fits(table, headRow, columns) ? 'sure' : 'likely';
  return { mapping: { headRow, columns }, guesses, confidence, missing, fingerprint: layoutFingerprint(heads) };
}

function chooseColumns(table: SheetTable, headRow: number, meanings: readonly HeadMeaning[], basis: TaxBasis): (LedgerField | null)[] {
  const fields = meanings.map((meaning, index) => byContent(meaning.field, sample(table, headRow, index)));
  const chosen = fields.map((): LedgerField | null => null);
  for (const field of new Set(fields)) {
    if (field === null) continue;
    let best = -1;
    fields.forEach((candidate, index) => {
      if (candidate === field && (best < 0 || rank(meanings[index], basis) > rank(meanings[best], basis))) best = index;
    });
    chosen[best] = field;
  }
  // An amount column makes debit and credit columns redundant, unless it is the account's running balance side.
  if (chosen.includes('amount') && (chosen.includes('debit') || chosen.includes('credit'))) {
    return chosen.map((field) => (field === 'debit' || field === 'credit' ? null : field));
  }
  return chosen;
}

function rank(meaning: HeadMeaning | undefined, basis: TaxBasis): number {
  if (!meaning) return -1;
  return meaning.strength * 2 + (meaning.basis === basis ? 11 : 0);
}

/** A head says customer, the content says which kind: 32 hex digits are IDs, service codes are codes. */
function byContent(field: LedgerField | null, cells: readonly string[]): LedgerField | null {
  const share = (pattern: RegExp): boolean =>
    cells.length > 0 && cells.filter((cell) => pattern.test(cell.trim())).length * 2 > cells.length;
  if (field === 'customerName' && share(HEX_ID)) return 'customer';
  if (field === 'serviceName' && share(SERVICE_CODE)) return 'service';
  if (field === 'service' && cells.length > 0 && !cells.some((cell) => SERVICE_CODE.test(cell.trim()))) return 'serviceName';
  return field;
}

function sample(table: SheetTable, headRow: number, column: number): string[] {
  const cells: string[] = [];
  for (let index = headRow + 1; index < table.rows.length && cells.length < SAMPLE; index++) {
    const cell = table.rows[index]?.[column] ?? null;
    if (cell !== null && !isBlank(cell)) cells.push(cell);
  }
  return cells;
}

/** No second column competed for a chosen field. */
function unambiguous(meanings: readonly HeadMeaning[], columns: readonly (LedgerField | null)[]): boolean {
  return meanings.every(
    (meaning, index) => meaning.field === null || columns[index] !== null || meaning.strength < 2 || meaning.field === 'note',
  );
}

/** Most cells of the amount and period columns can be read as such. */
function fits(table: SheetTable, headRow: number, columns: readonly (LedgerField | null)[]): boolean {
  const readable = (field: LedgerField, reads: (cell: Cell) => boolean): boolean => {
    const index = columns.indexOf(field);
    const cells = index < 0 ? [] : sample(table, headRow, index);
    return cells.filter(reads).length * 10 >= cells.length * 8;
  };
  return readable('amount', (cell) => readAmount(cell).ok) && readable('period', (cell) => readPeriod(cell).ok);
}

function guessGrain(heads: readonly Cell[], columns: readonly (LedgerField | null)[]): Grain {
  if (columns.includes('service') || columns.includes('serviceName')) return 'customer-service';
  const reference = heads[columns.indexOf('reference')] ?? '';
  return /订单|交易|order|trade|transaction/i.test(reference) ? 'order' : 'customer';
}

function guessRole(table: SheetTable, headRow: number, heads: readonly Cell[]): LedgerRole | null {
  const file = table.file.split(/[/\\]/).pop() ?? '';
  for (const text of [heads.join(' '), table.sheet, ...textsAbove(table, headRow), file]) {
    const roles = ROLE_WORDS.filter(([, words]) => words.test(text)).map(([role]) => role);
    if (roles.length === 1 && roles[0]) return roles[0];
  }
  return null;
}

function textsAbove(table: SheetTable, headRow: number): string[] {
  return table.rows.slice(0, headRow).flatMap((row) => row.filter((cell): cell is string => cell !== null && !isBlank(cell)));
}

function basisOf(texts: readonly string[]): TaxBasis | null {
  return texts.map(basisHint).find((basis) => basis !== null) ?? null;
}

function currencyOf(texts: readonly string[]): string | null {
  return texts.map(currencyHint).find((currency) => currency !== null) ?? null;
}

const PERIOD_IN_TEXT = /(?<!\d)(20\d{2})(?:\s*年\s*|[-/._ ]?)(1[0-2]|0?[1-9])(?:\s*月|(?!\d))/g;

/** The one period named by the titles, the sheet's name or the file's name; null when none or more than one is named. */
function periodAbove(table: SheetTable, above: readonly string[]): string | null {
  const file = table.file.split(/[/\\]/).pop() ?? '';
  for (const texts of [above, [table.sheet], [file]]) {
    const periods = new Set<string>();
    for (const text of texts) {
      for (const match of text.normalize('NFKC').matchAll(PERIOD_IN_TEXT))
        periods.add(`${match[1] ?? ''}-${(match[2] ?? '').padStart(2, '0')}`);
    }
    if (periods.size === 1) return [...periods][0] ?? null;
  }
  return null;
}
