/**
 * The figures of a pack's workbook, cell by cell, against what was signed and what replaying gave: summary, control totals, breaks, and the sums of
 * what is matched. Months whose rows the workbook itself says to be of another day are left out and named.
 */
import { signedIn, type SignedMonth } from '../close';
import { formatUnits, MoneyError, parseUnits, type Units } from '../money';
import { isPeriod, type Period } from '../period';
import type { Match } from '../reconcile/types';
import { SHEETS } from '../workbook/sheets';
import type { WorkbookLanguage } from '../workbook/model';
import * as words from '../workbook/words';
import { wordOf, type Words } from '../workbook/words';

/** Sheets that are compared. */
export const COMPARED = ['summary', 'totals', 'breaks', 'reconciliation'] as const;
export type ComparedKey = (typeof COMPARED)[number];

export interface ExpectedMonth {
  readonly period: Period;
  readonly signed: SignedMonth;
  /** Matches of the month as replayed; null when the archive could not be replayed. */
  readonly matches: readonly MatchedPair[] | null;
}

/** The first figure of the workbook that is another. `place` is a cell as `Sheet!C7`, or a sum in words. */
export interface CellDifference {
  readonly period: Period;
  readonly place: string;
  readonly expected: string;
  readonly found: string;
}

export type BookRow = readonly (string | null)[];

/** Which sheet a tab holds, with the language of its heads; a sheet that was too long goes on in tabs with a number. */
export function sheetOfTab(name: string): { readonly key: ComparedKey; readonly language: WorkbookLanguage } | null {
  for (const key of COMPARED)
    for (const language of ['zh', 'en'] as const) {
      const title = SHEETS[key].title[language];
      if (name === title || (name.startsWith(title) && /^ ?\(?\d+\)?$/.test(name.slice(title.length)))) return { key, language };
    }
  return null;
}

/** A row of a sheet: its texts and its cells (`C7`) by the columns' keys; of an amount the exact neighbour where there is one. */
interface Line {
  readonly tab: string;
  readonly language: WorkbookLanguage;
  readonly texts: ReadonlyMap<string, string | null>;
  readonly cells: ReadonlyMap<string, string>;
}

interface MatchedSum {
  readonly place: string;
  count: number;
  ledger: Units;
  bill: Units;
}

type Wanted = readonly (readonly [column: string, expected: Units | null])[];

/** Takes the rows of the compared sheets as they are read, then says what differs first. Of matches it keeps sums only: they may be a million. */
export class WorkbookCells {
  private readonly summary = new Map<Period, Line>();
  private readonly totals = new Map<string, Line>();
  private readonly breaks: Line[] = [];
  private readonly matched = new Map<string, MatchedSum>();
  /** The first tab of each sheet. */
  private readonly sheets = new Map<ComparedKey, string>();

  /** Takes the rows of a tab, in order, with their numbers from 1; null for a tab that is not compared. */
  tab(name: string): ((row: BookRow, number: number) => void) | null {
    const of = sheetOfTab(name);
    if (of === null) return null;
    const { key, language } = of;
    const definitions: readonly { readonly key: string; readonly head: Words }[] = SHEETS[key].columns;
    let columns: readonly (readonly [key: string, at: number, exact: boolean])[] | null = null;
    return (row, number) => {
      if (columns === null) {
        if (!row.includes(definitions[0]!.head[language])) return;
        columns = definitions.flatMap(({ key: column, head }) => {
          const at = row.indexOf(head[language]);
          return at < 0 ? [] : [[column, at, row[at + 1]?.startsWith(`${head[language]} (`) === true] as const];
        });
        if (!this.sheets.has(key)) this.sheets.set(key, name);
        return;
      }
      const texts = new Map(columns.map(([column, at, exact]) => [column, (exact ? row[at + 1] : null) ?? row[at] ?? null]));
      const cells = new Map(columns.map(([column, at]) => [column, `${lettersOf(at)}${number}`]));
      this.take(key, { tab: name, language, texts, cells });
    };
  }

  /** Whether the workbook has the month's rows as they were signed, by its own word, on every sheet that is compared. */
  has(period: Period): boolean {
    const line = this.summary.get(period);
    const from = line?.texts.get('rowsFrom') ?? null;
    return COMPARED.every((key) => this.sheets.has(key)) && line !== undefined && from !== null && AS_SIGNED.some((text) => text === from);
  }

  /** The first cell or sum of the month that is another, or null. Ask only for months that the workbook {@link has}. */
  difference({ period, signed, matches }: ExpectedMonth): CellDifference | null {
    const found = this.summaryOf(period, signed) ?? this.totalsOf(period, signed) ?? this.breaksOf(period, signed);
    if (found !== null || matches === null) return found;
    return this.matchesOf(period, matches);
  }

  private take(key: ComparedKey, line: Line): void {
    const period = line.texts.get('period') ?? '';
    if (!isPeriod(period)) return;
    if (key === 'summary') this.summary.set(period, line);
    else if (key === 'totals') this.totals.set(`${period} ${line.texts.get('id')}`, line);
    else if (key === 'breaks') this.breaks.push(line);
    else if (line.texts.get('status') === wordOf(words.LINE_STATES, 'matched', line.language)) {
      const role = line.texts.get('role') ?? '';
      const of = `${period} ${role}`;
      let sum = this.matched.get(of);
      if (sum === undefined) this.matched.set(of, (sum = { place: line.tab, count: 0, ledger: 0n, bill: 0n }));
      sum.count += 1;
      sum.ledger += unitsOf(line, 'ledger') ?? 0n;
      sum.bill += unitsOf(line, 'bill') ?? 0n;
    }
  }

  private summaryOf(period: Period, { figures }: SignedMonth): CellDifference | null {
    if (figures === null) return null;
    const { consumption, refunds, adjustments, due, fundAdjustments } = figures;
    return differing(this.summary.get(period)!, period, [
      ...([
        ['consumption', consumption],
        ['refunds', refunds],
        ['adjustments', adjustments],
        ['due', due],
      ] as const),
      ...([
        ['allocated', fundAdjustments.allocated],
        ['reclaimed', fundAdjustments.reclaimed],
        ['net', fundAdjustments.net],
      ] as const),
    ]);
  }

  private totalsOf(period: Period, { totals }: SignedMonth): CellDifference | null {
    for (const total of totals) {
      const line = this.totals.get(`${period} ${total.id}`);
      if (line === undefined) return missing(period, this.sheets.get('totals')!, total.id);
      const wanted: Wanted = (['left', 'right', 'difference', 'tolerance'] as const).map((side) => [side, total[side]]);
      const status = wordOf(words.TOTAL_STATES, total.status, line.language);
      const found = differing(line, period, wanted) ?? differingText(line, period, 'status', status);
      if (found) return found;
    }
    return null;
  }

  private breaksOf(period: Period, { breaks }: SignedMonth): CellDifference | null {
    const signed = new Map(breaks.map((one) => [one.id, one]));
    const listed = new Set<string>();
    for (const line of this.breaks) {
      if (line.texts.get('period') !== period) continue;
      const id = line.texts.get('id') ?? '';
      const due = signed.get(id);
      if (due === undefined) return { period, place: placeOf(line, 'id'), expected: NOTHING, found: id };
      listed.add(id);
      // A timing break of another month stands here when that month was signed with another amount: from this month's side.
      const difference = due.difference === null ? null : signedIn(due.difference, due, period);
      const found =
        differing(line, period, [
          ['ledger', due.ledgerAmount],
          ['bill', due.billAmount],
          ['expected', due.expectedAmount],
          ['difference', difference],
        ]) ?? differingText(line, period, 'class', wordOf(words.CLASSES, due.class, line.language));
      if (found) return found;
    }
    const gone = breaks.find((one) => one.period === period && !listed.has(one.id));
    return gone ? missing(period, this.sheets.get('breaks')!, gone.id) : null;
  }

  private matchesOf(period: Period, matches: readonly MatchedPair[]): CellDifference | null {
    const sums = new Map<string, { count: number; ledger: Units; bill: Units }>();
    for (const { role, ledgerAmount, billAmount } of matches.filter((one) => one.period === period)) {
      const sum = sums.get(role) ?? { count: 0, ledger: 0n, bill: 0n };
      sums.set(role, { count: sum.count + 1, ledger: sum.ledger + ledgerAmount, bill: sum.bill + billAmount });
    }
    for (const role of Object.keys(words.ROLES)) {
      const names = Object.values(words.ROLES[role]!);
      const found = names.map((name) => this.matched.get(`${period} ${name}`)).find((one) => one !== undefined);
      const due = sums.get(role) ?? { count: 0, ledger: 0n, bill: 0n };
      const has = found ?? { count: 0, ledger: 0n, bill: 0n, place: this.sheets.get('reconciliation')! };
      for (const side of ['ledger', 'bill'] as const)
        if (has[side] !== due[side] || has.count !== due.count)
          return {
            period,
            place: `${has.place} Σ ${names[0]}`,
            expected: `${due.count}: ${formatUnits(due[side])}`,
            found: `${has.count}: ${formatUnits(has[side])}`,
          };
    }
    return null;
  }
}

/** What comparing needs of a match. */
export type MatchedPair = Pick<Match, 'period' | 'role' | 'ledgerAmount' | 'billAmount'>;

const NOTHING = '–';
/** The words for rows that are those signed. */
const AS_SIGNED = (['same', 'archive'] as const).flatMap((from) => Object.values(words.CLOSED_ROWS[from]!));

const placeOf = (line: Line, column: string): string => `${line.tab}!${line.cells.get(column) ?? column}`;
const missing = (period: Period, place: string, expected: string): CellDifference => ({ period, place, expected, found: NOTHING });

/** A cell as units; undefined for one that is no amount at all. */
function unitsOf(line: Line, column: string): Units | null | undefined {
  const text = line.texts.get(column) ?? null;
  if (text === null || text === '') return null;
  try {
    return parseUnits(text);
  } catch (error) {
    if (error instanceof MoneyError) return undefined;
    throw error;
  }
}

function differing(line: Line, period: Period, wanted: Wanted): CellDifference | null {
  for (const [column, expected] of wanted) {
    const found = unitsOf(line, column);
    if (!line.cells.has(column) || found === expected) continue;
    const said = (units: Units | null): string => (units === null ? NOTHING : formatUnits(units));
    return {
      period,
      place: placeOf(line, column),
      expected: said(expected),
      found: found === undefined ? (line.texts.get(column) ?? NOTHING) : said(found),
    };
  }
  return null;
}

function differingText(line: Line, period: Period, column: string, expected: string | null): CellDifference | null {
  const found = line.texts.get(column) ?? null;
  if (!line.cells.has(column) || found === expected) return null;
  return { period, place: placeOf(line, column), expected: expected ?? NOTHING, found: found ?? NOTHING };
}

/** `A`, ..., `Z`, `AA`: a column's letters by its place from 0. */
function lettersOf(at: number): string {
  return at < 26 ? String.fromCharCode(65 + at) : lettersOf(Math.floor(at / 26) - 1) + String.fromCharCode(65 + (at % 26));
}
