import { z } from 'zod';
import { isPeriod } from '../period';
import type { AmountUnit, ColumnMapping, LedgerField } from './types';

const FIELDS = [
  'period',
  'year',
  'customer',
  'customerName',
  'service',
  'serviceName',
  'amount',
  'debit',
  'credit',
  'direction',
  'currency',
  'taxRate',
  'reference',
  'note',
  'monthAmount',
] as const satisfies readonly LedgerField[];

/** Columns a file may have; the reader refuses more. */
export const MAX_COLUMNS = 1_024;
/** The row of the heads stands in the first thousand. */
export const MAX_HEAD_ROW = 1_000;

const Column = z
  .number()
  .int()
  .min(0)
  .max(MAX_COLUMNS - 1);
const Year = z.number().int().min(1990).max(2199);
const UNITS: readonly AmountUnit[] = [1, 1_000, 10_000, 1_000_000, 100_000_000];

export const PartyRuleSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('label'), column: Column, label: z.string().trim().min(1).max(40) }).strict(),
  z.object({ kind: z.literal('known-name'), column: Column }).strict(),
  z.object({ kind: z.literal('group-row'), column: Column, label: z.string().trim().min(1).max(40) }).strict(),
]);

/**
 * A mapping as a file or the journal holds it: `{"headRow": 0, "columns": ["period", null, "amount"]}`, and where the book needs it
 * `headRows`, `months`, `partyRule`, `year`, `decimal`, `unit`.
 */
export const ColumnMappingSchema = z
  .object({
    headRow: z.number().int().min(-1).max(MAX_HEAD_ROW),
    headRows: z.union([z.literal(1), z.literal(2)]).optional(),
    columns: z.array(z.enum(FIELDS).nullable()).max(MAX_COLUMNS),
    months: z
      .record(z.string().regex(/^(?:0|[1-9]\d{0,3})$/, 'is not the index of a column'), z.string().refine(isPeriod, 'is not a month'))
      .optional(),
    partyRule: PartyRuleSchema.nullable().optional(),
    year: Year.nullable().optional(),
    decimal: z.enum(['.', ',']).nullable().optional(),
    unit: z
      .custom<AmountUnit>((value) => UNITS.includes(value as AmountUnit), `is not one of ${UNITS.join(', ')}`)
      .nullable()
      .optional(),
  })
  .strict()
  .superRefine(({ headRow, headRows, columns, months = {}, partyRule }, context) => {
    const fault = (path: (string | number)[], message: string): void => void context.addIssue({ code: 'custom', path, message });
    const has = (field: LedgerField): boolean => columns.includes(field as (typeof columns)[number]);
    const twice = columns.findIndex((field, index) => field !== null && field !== 'monthAmount' && columns.indexOf(field) < index);
    if (twice >= 0) fault(['columns', twice], `${columns[twice]} stands twice`);
    if (headRows === 2 && headRow < 1) fault(['headRows'], 'a head of two rows ends in row 1 or below');
    const single = has('amount') || has('debit') || has('credit');
    if (!single && !has('monthAmount')) fault(['columns'], 'no column holds the amount');
    if (single && has('monthAmount')) fault(['columns'], 'months side by side leave no room for another amount column');
    columns.forEach((field, index) => {
      if (field === 'monthAmount' && months[index] === undefined) fault(['months'], `the month of column ${index} is not said`);
    });
    for (const index of Object.keys(months))
      if (columns[Number(index)] !== 'monthAmount') fault(['months', index], 'that column holds no amount of a month');
    if (!has('customer') && !has('customerName') && !partyRule) fault(['columns'], 'no column holds the customer');
  });

/** A document that is no mapping; `place` names the fault, as `columns[2]`. */
export class MappingFileError extends Error {
  constructor(
    readonly place: string,
    readonly why: string,
  ) {
    super(`${place}: ${why}`);
    this.name = 'MappingFileError';
  }
}

/** Checks a mapping document. @throws MappingFileError with the first fault's place */
export function asColumnMapping(document: unknown): ColumnMapping {
  const result = ColumnMappingSchema.safeParse(document);
  if (result.success) return result.data as ColumnMapping;
  throw mappingFault(result.error, 'is not a mapping');
}

/** The first fault of a checked document, with its place in it. */
export function mappingFault(error: z.ZodError, fallback: string): MappingFileError {
  const issue = error.issues[0];
  const place = (issue?.path ?? []).map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return new MappingFileError(place.replace(/^\./, '') || 'the document', issue?.message ?? fallback);
}
