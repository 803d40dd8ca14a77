import type { ChartSpec, ColumnType, Live, SheetSpec, Tone, WorkbookCell, WorkbookLanguage, WorkbookRow } from './model';
import type { Catalogue, Words } from './words';

/** A column of a sheet and how its value comes out of a record: head and value cannot drift apart. */
export interface ColumnDefinition<T, C> {
  readonly key: string;
  readonly head: Words;
  readonly type: ColumnType;
  readonly width: number;
  readonly total?: 'sum';
  /** Has an exact neighbour unless {@link SheetFacts.exact} says which columns do. */
  readonly exact?: boolean;
  readonly outline?: number;
  /** Looks of the words of a catalogue, by code. */
  readonly marks?: { readonly words: Catalogue; readonly tones: Readonly<Record<string, Tone>> };
  /** Sheets the links of this column lead to; it is left out where none of them is in the workbook. */
  readonly leadsTo?: readonly string[];
  /** Amounts shown without a currency, because some of them are counts. */
  readonly plain?: boolean;
  /** Amounts of the user's own book, which may be in another currency. */
  readonly ofLedger?: boolean;
  readonly live?: (language: WorkbookLanguage) => Live;
  readonly value: (record: T, context: C) => WorkbookCell;
}

export interface SheetDefinition<T, C> {
  readonly key: string;
  readonly title: Words;
  readonly columns: readonly ColumnDefinition<T, C>[];
  readonly charts?: (language: WorkbookLanguage, currency: string | undefined) => readonly ChartSpec[];
  /** Rows of different books stand together: totals follow the filter, and the note under them says so. */
  readonly shownTotals?: { readonly note: Words; readonly mixed: Words };
}

/** What is known of a workbook before its rows come. */
export interface SheetFacts {
  readonly currency?: string;
  /** Some ledger amounts are in another currency: they show none and have no total. */
  readonly mixedLedger?: boolean;
  /** Columns (`sheet.column`) with an amount or a total of more digits than a double holds; each gets its exact neighbour. */
  readonly exact?: ReadonlySet<string>;
}

/** The sheet as the writer takes it. */
export function specOf<T, C>(sheet: SheetDefinition<T, C>, language: WorkbookLanguage, facts: SheetFacts = {}): SheetSpec {
  const { currency, mixedLedger = false } = facts;
  return {
    key: sheet.key,
    title: sheet.title[language],
    columns: sheet.columns.map((column) => {
      const { key, head, type, width, total, outline, marks, leadsTo, live, plain } = column;
      const foreign = column.ofLedger === true && mixedLedger;
      const exact = type === 'amount' && (facts.exact === undefined ? column.exact === true : facts.exact.has(`${sheet.key}.${key}`));
      return {
        key,
        head: head[language],
        type,
        width,
        ...(total && !foreign && { total }),
        ...(exact && { exact }),
        ...(outline !== undefined && { outline }),
        ...(marks && { marks: Object.entries(marks.tones).map(([code, tone]) => ({ text: marks.words[code]?.[language] ?? code, tone })) }),
        ...(leadsTo?.length === 1 && { to: leadsTo[0] }),
        ...((foreign || plain === true) && { plain: true }),
        ...(live && { live: live(language) }),
      };
    }),
    freeze: true,
    filter: true,
    ...(currency !== undefined && { currency }),
    ...(sheet.shownTotals && {
      shownTotals: true,
      below: [sheet.shownTotals.note[language], ...(mixedLedger ? [sheet.shownTotals.mixed[language]] : [])],
    }),
    ...(sheet.charts && { charts: [...sheet.charts(language, currency)] }),
  };
}

/** A record as a row of its sheet. */
export function rowOf<T, C>(sheet: SheetDefinition<T, C>, record: T, context: C): WorkbookRow {
  return sheet.columns.map((column) => column.value(record, context));
}
