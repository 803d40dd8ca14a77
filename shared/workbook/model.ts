/** What a workbook consists of. Built from results by `sheets.ts`, written by the writer process; amounts travel as decimal text. */
import { z } from 'zod';

export type WorkbookLanguage = 'zh' | 'en';

export const COLUMN_TYPES = ['text', 'amount', 'integer', 'date', 'datetime', 'rate', 'link'] as const;
/**
 * `text`: anything that must stay as it is, IDs above all · `amount`: decimal text, becomes a typed number · `integer` ·
 * `date`: `YYYY-MM-DD` · `datetime`: `YYYY-MM-DD HH:MM:SS` as it is to be shown, or an instant, shown in UTC+8 · `rate`: decimal text, shown in per cent ·
 * `link`: `row` or `row+count`, zero-based rows of the sheet named by the column's `to` as they are sent, or `sheet:row`; becomes a link that says
 * where.
 */
export type ColumnType = (typeof COLUMN_TYPES)[number];

/** How a status looks besides its word. */
export const TONES = ['good', 'attention', 'bad', 'quiet'] as const;
export type Tone = (typeof TONES)[number];

const Key = z.string().min(1).max(60);

/** A sum over another sheet's column: of its rows whose column `column` has this row's value of `own`, or the text `text`. */
const TermSchema = z
  .object({
    sign: z.union([z.literal(1), z.literal(-1)]),
    sheet: Key,
    /** null counts rows. */
    column: Key.nullable(),
    where: z
      .array(z.object({ column: Key, own: Key.optional(), text: z.string().max(200).optional() }).strict())
      .min(1)
      .max(4),
  })
  .strict();
export type LiveTerm = Readonly<z.infer<typeof TermSchema>>;

/**
 * A live formula for each cell of a column: `row`, amounts of the same row added and subtracted; `sums`, SUMIFS over other sheets. The cell's
 * value is always the one sent; the formula stands in the file only where it gives this very value, else the value stands alone.
 */
const LiveSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('row'), plus: z.array(Key).min(1).max(8), minus: z.array(Key).max(8) }).strict(),
  z.object({ kind: z.literal('sums'), terms: z.array(TermSchema).min(1).max(12) }).strict(),
]);
export type Live = Readonly<z.infer<typeof LiveSchema>>;

const ColumnSchema = z
  .object({
    key: z.string().min(1).max(60),
    head: z.string().max(120),
    type: z.enum(COLUMN_TYPES),
    /** In characters of the default font; a Chinese character counts as two. */
    width: z.number().min(1).max(120),
    /** A live SUM under the column, with the exact sum as its cached value. */
    total: z.literal('sum').optional(),
    /**
     * Amounts of this column may have more digits than a double holds: a neighbouring text column then shows them exactly, beside the
     * rounded number.
     */
    exact: z.boolean().optional(),
    /** Sheet a `link` column points to unless its cells say another; where that sheet is not in the workbook the cells are empty. */
    to: Key.optional(),
    /** Level of the column group that can be folded away: codes, digests and the like. */
    outline: z.number().int().min(1).max(7).optional(),
    /** Looks of the texts of this column, as conditional formats. */
    marks: z
      .array(z.object({ text: z.string().min(1).max(120), tone: z.enum(TONES) }).strict())
      .max(20)
      .optional(),
    /** Amounts whose currency may differ from the sheet's: no sign is shown. */
    plain: z.boolean().optional(),
    live: LiveSchema.optional(),
  })
  .strict();

/** A column chart under the sheet's rows, one group of columns for each row. */
const ChartSchema = z
  .object({
    title: z.string().min(1).max(120),
    /** Text column of the categories. */
    category: Key,
    categoryTitle: z.string().max(120),
    valueTitle: z.string().max(120),
    series: z
      .array(
        z
          .object({
            column: Key,
            colour: z.string().regex(/^[0-9A-Fa-f]{6}$/),
          })
          .strict(),
      )
      .min(1)
      .max(6),
  })
  .strict();
export type ChartSpec = Readonly<z.infer<typeof ChartSchema>>;

const SheetSchema = z
  .object({
    key: z.string().min(1).max(60),
    title: z.string().min(1).max(120),
    columns: z.array(ColumnSchema).min(1).max(200),
    /** Rows above the data stay in view. */
    freeze: z.boolean(),
    filter: z.boolean(),
    /** ISO code of the currency of all its amounts; none is shown without. */
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .optional(),
    /** Totals follow the filter (SUBTOTAL), for rows of which only some belong together. */
    shownTotals: z.boolean().optional(),
    /** Charts of the rows; such a sheet is written last, wherever its tab stands, and has at most 5,000 rows. */
    charts: z.array(ChartSchema).max(8).optional(),
    /** Lines above the head (the first is the title) and below the totals, one cell each. */
    above: z.array(z.string().max(2_000)).max(20).optional(),
    below: z.array(z.string().max(2_000)).max(20).optional(),
  })
  .strict();

export const WorkbookSpecSchema = z
  .object({
    language: z.enum(['zh', 'en']),
    /** In the order of the tabs, which is the order in which rows are sent. */
    sheets: z.array(SheetSchema).min(1).max(60),
    /** Document properties: `title`, `subject`, `creator`, `company`, `keywords`, `created` (instant); others are listed in the description. On paper
     *  `title` stands at the top left, `period` at the top right, `journalHead` at the foot. */
    meta: z.record(z.string(), z.string()),
    /** `RRGGBB` of the heads. */
    colour: z
      .string()
      .regex(/^[0-9A-Fa-f]{6}$/)
      .optional(),
  })
  .strict();

export type ColumnSpec = Readonly<z.infer<typeof ColumnSchema>>;
export type SheetSpec = Readonly<Omit<z.infer<typeof SheetSchema>, 'columns'>> & { readonly columns: readonly ColumnSpec[] };
export interface WorkbookSpec {
  readonly language: WorkbookLanguage;
  readonly sheets: readonly SheetSpec[];
  readonly meta: Readonly<Record<string, string>>;
  readonly colour?: string;
}

/** Amounts, dates and rates as text; numbers only in integer columns. */
export type WorkbookCell = string | number | null;
export type WorkbookRow = readonly WorkbookCell[];

/** A written sheet; long ones are split, and each part is listed under its own name. */
export interface WrittenSheet {
  readonly key: string;
  readonly name: string;
  /** Without head and totals. */
  readonly rows: number;
  /** Exact sums of the columns that have a total, by column key. */
  readonly totals: Readonly<Record<string, string>>;
}

export interface WorkbookResult {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly sheets: readonly WrittenSheet[];
}
