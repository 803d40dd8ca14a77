/** Remembered mappings as one document that a colleague can take: checked on the way in, the same bytes for the same mappings on the way out. */
import { z } from 'zod';
import { byCodeUnit } from '../digest';
import { DOCUMENT_KINDS, type DocumentKind } from '../documents/kinds';
import type { DocumentMapping } from '../documents/types';
import { isPeriod } from '../period';
import { layoutFingerprint } from './fingerprint';
import { ColumnMappingSchema, MAX_COLUMNS, MAX_HEAD_ROW, mappingFault } from './mapping-file';
import type { Cell, ColumnMapping, LedgerOptions } from './types';

/** A mapping remembered for a layout; `use` says for what: a book of the user's, or a kind of Huawei Cloud's files. */
export type RememberedMapping =
  | {
      readonly use: 'ledger';
      readonly fingerprint: string;
      /** Heads as they stand in the file, so that a person sees which layout is meant. */
      readonly heads: readonly Cell[];
      readonly mapping: ColumnMapping;
      readonly options: Partial<LedgerOptions>;
    }
  | {
      readonly use: DocumentKind;
      readonly fingerprint: string;
      readonly heads: readonly Cell[];
      readonly mapping: DocumentMapping;
      readonly options: { readonly period?: string | null };
    };

export interface MappingDocument {
  readonly version: 1;
  readonly mappings: readonly RememberedMapping[];
}

const Fingerprint = z.string().regex(/^[0-9a-f]{64}$/, 'is not a fingerprint');
const Heads = z.array(z.string().max(2_000).nullable()).max(MAX_COLUMNS);
const Month = z.string().refine(isPeriod, 'is not a month');
const Name = z.string().max(200).nullable();

const Options = z
  .object({
    role: z.enum(['cost', 'revenue', 'prepayment']),
    grain: z.enum(['customer', 'customer-service', 'order', 'line']),
    basis: z.enum(['pretax', 'taxed', 'unknown']),
    tax: z
      .string()
      .regex(/^0(?:\.\d{1,8})?$/, 'is not a tax rate such as 0.06')
      .nullable(),
    period: Month.nullable(),
    sheet: Name,
    encoding: Name,
    separator: z.string().length(1).nullable(),
    periodShift: z.number().int().min(-12).max(12),
    side: z.enum(['debit', 'credit']),
  })
  .strict()
  .partial();

const OfLedger = z
  .object({ use: z.literal('ledger'), fingerprint: Fingerprint, heads: Heads, mapping: ColumnMappingSchema, options: Options })
  .strict()
  .superRefine(({ fingerprint, heads }, context) => {
    if (layoutFingerprint(heads) !== fingerprint)
      context.addIssue({ code: 'custom', path: ['fingerprint'], message: 'is not the fingerprint of these heads' });
  });

const OfDocument = z
  .object({
    use: z.enum(DOCUMENT_KINDS),
    fingerprint: Fingerprint,
    heads: Heads,
    mapping: z
      .object({
        headRow: z.number().int().min(-1).max(MAX_HEAD_ROW),
        headRows: z.union([z.literal(1), z.literal(2)]).optional(),
        columns: z.array(z.string().min(1).max(100).nullable()).max(MAX_COLUMNS),
        year: z.number().int().nullable().optional(),
        decimal: z.enum(['.', ',']).nullable().optional(),
        unit: z.number().int().nullable().optional(),
      })
      .strict(),
    options: z.object({ period: Month.nullable().optional() }).strict(),
  })
  .strict();

const Document = z
  .object({ version: z.literal(1), mappings: z.array(z.discriminatedUnion('use', [OfLedger, OfDocument])).max(10_000) })
  .strict()
  .superRefine(({ mappings }, context) => {
    const first = new Map<string, number>();
    mappings.forEach(({ use, fingerprint }, index) => {
      const before = first.get(`${use} ${fingerprint}`);
      if (before === undefined) first.set(`${use} ${fingerprint}`, index);
      else
        context.addIssue({
          code: 'custom',
          path: ['mappings', index, 'fingerprint'],
          message: `the same layout stands at mappings[${before}]`,
        });
    });
  });

/** Checks a document of mappings. @throws MappingFileError with the first fault's place, as `mappings[2].mapping.columns[4]` */
export function parseMappings(document: unknown): MappingDocument {
  const result = Document.safeParse(document);
  if (result.success) return result.data as MappingDocument;
  throw mappingFault(result.error, 'is not a document of mappings');
}

/** The document of some mappings, ordered by use and fingerprint: whoever exports the same mappings gets the same document. */
export function formatMappings(mappings: readonly RememberedMapping[]): MappingDocument {
  const key = ({ use, fingerprint }: RememberedMapping): string => `${use} ${fingerprint}`;
  return parseMappings({ version: 1, mappings: [...mappings].sort((a, b) => byCodeUnit(key(a), key(b))) });
}
