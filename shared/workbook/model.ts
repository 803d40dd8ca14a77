/** What a workbook consists of. Built from results by `sheets.ts`, written by the writer process; amounts travel as decimal text. */
import { z } from 'zod';

export type WorkbookLanguage = 'zh' | 'en';

export const COLUMN_TYPES = ['text', 'amount', 'integer', 'date', 'datetime', 'rate'] as const;
/**
 * `text`: anything that must stay as it is, IDs above all · `amount`: decimal text, becomes a typed number · `integer` ·
 * `date`: `YYYY-MM-DD` · `datetime`: `YYYY-MM-DD HH:MM:SS` as it is to be shown, or an instant, shown in UTC+8 · `rate`: decimal text, shown in per cent.
 */
export type ColumnType = (typeof COLUMN_TYPES)[number];

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
  })
  .strict();

const SheetSchema = z
  .object({
    key: z.string().min(1).max(60),
    title: z.string().min(1).max(120),
    columns: z.array(ColumnSchema).min(1).max(200),
    /** Rows above the data stay in view. */
    freeze: z.boolean(),
    filter: z.boolean(),
  })
  .strict();

export const WorkbookSpecSchema = z
  .object({
    language: z.enum(['zh', 'en']),
    /** In the order of the tabs, which is the order in which rows are sent. */
    sheets: z.array(SheetSchema).min(1).max(60),
    /** Document properties: `title`, `subject`, `creator`, `company`, `keywords`, `created` (instant); others are listed in the description. */
    meta: z.record(z.string(), z.string()),
  })
  .strict();

export type ColumnSpec = Readonly<z.infer<typeof ColumnSchema>>;
export type SheetSpec = Readonly<Omit<z.infer<typeof SheetSchema>, 'columns'>> & { readonly columns: readonly ColumnSpec[] };
export interface WorkbookSpec {
  readonly language: WorkbookLanguage;
  readonly sheets: readonly SheetSpec[];
  readonly meta: Readonly<Record<string, string>>;
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
