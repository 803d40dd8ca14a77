import { z } from 'zod';

const Key = z.string().min(1).max(60);
const Text = z.string().max(4_000);
/** Amounts and dates as text; numbers only in integer columns. */
const Cell = z.union([z.string().max(32_767), z.number(), z.null()]);

/** Where a cell's live value comes from; the row's own cell is what a reader without formulas shows, and must be equal. */
const Formula = z.discriminatedUnion('kind', [
  /** Sum of another sheet's column over the rows whose `match` column holds the same text as this row's. */
  z.object({ kind: z.literal('sumifs'), sheet: Key, column: Key, match: Key, own: Key }).strict(),
  /** Difference of two columns of the same row. */
  z.object({ kind: z.literal('minus'), left: Key, right: Key }).strict(),
]);

const Column = z
  .object({
    key: Key,
    head: z.string().max(120),
    type: z.enum(['text', 'amount', 'integer', 'date', 'datetime', 'rate']),
    /** In characters of the default font; a Chinese character counts as two. */
    width: z.number().min(1).max(120),
    /** A live SUM under the column. */
    total: z.literal('sum').optional(),
    formula: Formula.optional(),
  })
  .strict();

const Sheet = z
  .object({
    key: Key,
    title: z.string().min(1).max(31),
    columns: z.array(Column).min(1).max(40),
    rows: z.array(z.array(Cell).max(40)).max(200_000),
    /** Said under the table. */
    notes: z.array(Text).max(20),
  })
  .strict();

/**
 * One statement of account as it is written: a small workbook whose first sheet carries the brand, the head and the months, the others what
 * stands behind them. How it looks (shared/workbook/template StatementBrand) is main's to add.
 */
export const StatementSchema = z
  .object({
    /** Name of the workbook, safe on every system (`statementFileName`); main takes no path. */
    file: z
      .string()
      .max(120)
      .regex(/^[^\u0000-\u001f<>:"/\\|?*]+\.xlsx$/),
    language: z.enum(['zh', 'en']),
    /** Used where the brand has no title of its own. */
    title: Text,
    /** Label and value, in order. */
    head: z.array(z.tuple([Text, Text])).max(20),
    sheets: z.array(Sheet).min(1).max(8),
  })
  .strict();

export type Statement = z.infer<typeof StatementSchema>;
export type StatementSheet = Statement['sheets'][number];
export type StatementColumn = StatementSheet['columns'][number];

export interface WrittenStatement {
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly sheets: readonly { readonly key: string; readonly name: string; readonly rows: number }[];
}
