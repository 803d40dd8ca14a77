import { z } from 'zod';
import type { ColumnMapping } from './types';

const FIELDS = [
  'period',
  'customer',
  'customerName',
  'service',
  'serviceName',
  'amount',
  'debit',
  'credit',
  'currency',
  'taxRate',
  'reference',
  'note',
] as const;

/** A mapping as a file or the journal holds it: `{"headRow": 0, "columns": ["period", null, "amount"]}`. */
export const ColumnMappingSchema = z
  .object({
    headRow: z.number().int().min(0).max(1_000),
    columns: z.array(z.enum(FIELDS).nullable()).max(1_024),
  })
  .strict()
  .superRefine(({ columns }, context) => {
    const has = (field: (typeof FIELDS)[number]): boolean => columns.includes(field);
    const twice = columns.findIndex((field, index) => field !== null && columns.indexOf(field) < index);
    if (twice >= 0) context.addIssue({ code: 'custom', path: ['columns', twice], message: `${columns[twice]} stands twice` });
    if (!has('amount') && !has('debit') && !has('credit'))
      context.addIssue({ code: 'custom', path: ['columns'], message: 'no column holds the amount' });
    if (!has('customer') && !has('customerName'))
      context.addIssue({ code: 'custom', path: ['columns'], message: 'no column holds the customer' });
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
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const place = (issue?.path ?? []).map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  throw new MappingFileError(place.replace(/^\./, '') || 'the document', issue?.message ?? 'is not a mapping');
}
