/** What people did, as the journal keeps it: one schema per kind of entry. The journal is the truth; the store applies it. */
import { z } from 'zod';
import { DOCUMENT_KINDS, KEPT_KINDS } from '../documents/kinds';

const Text = z.string().max(4000);
/** Breaks that one entry decides about at most; an act on more of them is several entries of one batch. */
export const MOST_BREAKS = 100_000;
const Hex64 = z.string().regex(/^[0-9a-f]{64}$/);
const PeriodText = z.string().regex(/^\d{4}-\d{2}$/);

/** Exact sums of a document's month by the kinds of the bill; null where the kind of document has none. */
const DocumentSum = z.object({
  period: PeriodText,
  currency: z.string(),
  rows: z.number().int(),
  consumption: z.string().nullable(),
  refunds: z.string().nullable(),
  adjustments: z.string().nullable(),
});

/** A cell that cannot be read; `expected` is what its value should be where that is known. */
const Refused = z.object({
  sheet: z.string(),
  row: z.number().int(),
  column: z.string(),
  value: z.string(),
  fault: z.string(),
  expected: z.string().optional(),
});

/** A mapping as shared/ledger has it; `columns` holds field names, of ledgers or of documents. */
const Mapping = z.object({
  headRow: z.number().int(),
  headRows: z.union([z.literal(1), z.literal(2)]).optional(),
  columns: z.array(z.string().nullable()),
  months: z.record(z.string(), PeriodText).optional(),
  partyRule: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('label'), column: z.number().int(), label: z.string().max(200) }),
      z.object({ kind: z.literal('known-name'), column: z.number().int() }),
      z.object({ kind: z.literal('group-row'), column: z.number().int(), label: z.string().max(200) }),
    ])
    .nullable()
    .optional(),
  year: z.number().int().nullable().optional(),
  decimal: z.enum(['.', ',']).nullable().optional(),
  unit: z.number().int().nullable().optional(),
});

export const ImportEntry = z.object({
  kind: z.literal('import'),
  importId: z.string().min(1).max(100),
  role: z.enum(['cost', 'revenue', 'prepayment']),
  grain: z.enum(['customer', 'customer-service', 'order', 'line']),
  basis: z.enum(['pretax', 'taxed', 'unknown']),
  tax: z.string().nullable(),
  file: Text,
  /** Digest of the original file, kept beside the journal. */
  original: Hex64,
  /** Digest of the mapped canonical rows (JSON), kept beside the journal. */
  rows: Hex64,
  rowCount: z.number().int().nonnegative(),
  mapping: Mapping,
  encoding: z.string().nullable(),
  separator: z.string().nullable().optional(),
  sheet: z.string().nullable(),
  periodShift: z.number().int().min(-12).max(12).optional(),
  /** The side that counts as plus, in books that have two. */
  side: z.enum(['debit', 'credit']).optional(),
  /** Digest of the layout's heads: the mapping is offered again for the next file of the layout. */
  fingerprint: Hex64.optional(),
  /** Cells put right by a person before the import; the original file is kept as it came. */
  edits: z.array(z.object({ row: z.number().int(), column: z.number().int(), value: Text })).optional(),
  leftOut: z.array(z.object({ row: z.number().int(), why: z.string() })),
  refused: z.array(Refused),
  /** Per month and currency; without a currency in imports of before it was kept. */
  sums: z.array(z.object({ period: z.string(), amount: z.string(), currency: z.string().optional() })),
  /** Opening and closing balances a book of prepayments states (期初余额, 期末余额). */
  balances: z
    .array(
      z.object({
        row: z.number().int(),
        period: PeriodText,
        at: z.enum(['opening', 'closing']),
        amount: z.string(),
        currency: z.string(),
        party: Text,
        partyName: Text.nullable(),
      }),
    )
    .max(100_000)
    .optional(),
  /** Heads of the layout, for people. */
  heads: z.array(Text).max(1_024).optional(),
});

/** A file of Huawei Cloud's (api files.md), taken as a source beside or instead of the API. Undone by `import-undone`, too. */
export const DocumentEntry = z.object({
  kind: z.literal('document'),
  importId: z.string().min(1).max(100),
  document: z.enum(KEPT_KINDS),
  file: Text,
  original: Hex64,
  /** Digest of the canonical records (JSON of DocumentRecords), kept beside the journal. */
  rows: Hex64,
  rowCount: z.number().int().nonnegative(),
  mapping: Mapping,
  encoding: z.string().nullable(),
  separator: z.string().nullable().optional(),
  sheet: z.string().nullable(),
  fingerprint: Hex64.optional(),
  heads: z.array(Text).max(1_024).optional(),
  edits: z.array(z.object({ row: z.number().int(), column: z.number().int(), value: Text })).optional(),
  leftOut: z.array(z.object({ row: z.number().int(), why: z.string() })),
  refused: z.array(Refused),
  sums: z.array(DocumentSum),
  /** What was typed beside the three figures of `sums`; only with `statement-figures`. */
  statement: z.object({ due: z.string().nullable(), number: Text, note: Text }).optional(),
  /** Slices the records make in the store: fewer there mean that they have to be made again. */
  slices: z.number().int().nonnegative(),
});

/** Mappings taken over from a colleague's file, by layout; those of imports are in the imports. */
export const MappingsTaken = z.object({
  kind: z.literal('mappings'),
  layouts: z
    .array(
      z.object({
        fingerprint: Hex64,
        use: z.union([z.literal('ledger'), z.enum(DOCUMENT_KINDS)]),
        mapping: Mapping,
        options: z.record(z.string(), z.union([z.string(), z.number(), z.null()])).nullable(),
        heads: z.array(Text).max(1_024),
      }),
    )
    .min(1)
    .max(5_000),
});

export const ImportUndone = z.object({ kind: z.literal('import-undone'), importId: z.string().min(1) });

export const AliasesSet = z.object({
  kind: z.literal('aliases'),
  aliases: z.array(
    z.union([
      z.object({ ledger: Text, customer: z.string().min(1).max(64) }).strict(),
      z.object({ ledger: Text, reseller: z.string().min(1).max(64) }).strict(),
    ]),
  ),
});

/** Whole documents, validated by their own schemas before they get here. */
export const PriceRulesSet = z.object({ kind: z.literal('price-rules'), document: z.unknown() });
export const RatesSet = z.object({ kind: z.literal('rates'), document: z.unknown() });
export const RuleSetSet = z.object({ kind: z.literal('rule-set'), document: z.unknown() });

export const REASON_CODES = [
  'timing',
  'rounding',
  'huawei-to-correct',
  'ledger-to-correct',
  'price-agreed',
  'duplicate',
  'matched-by-hand',
  'other',
] as const;

export const Decision = z.object({
  kind: z.literal('decision'),
  breaks: z.array(z.string().min(1).max(100)).min(1).max(MOST_BREAKS),
  period: PeriodText,
  /**
   * assign names who has to act, explain closes the break for this month, approve confirms the explanation, carry takes it into the next month,
   * match closes the breaks together because their differences cancel out, reopen makes it open again, undo takes back the last act.
   */
  action: z.enum(['explain', 'carry', 'reopen', 'assign', 'approve', 'undo', 'match']),
  reason: z.enum(REASON_CODES).nullable(),
  note: Text,
  owner: Text,
  /** Differences at the time of the act, as `breaks`; null where a break has none. */
  amounts: z.array(z.string().nullable()).max(MOST_BREAKS).optional(),
  /** Numbers of the entries an undo takes back; one that something newer stands above stays. Absent: the last act of each break. */
  undoes: z.array(z.number().int().positive()).max(1_000).optional(),
  /** Of an act that took several entries, one a month, in one append: how many they are, which of them (from 0) this is, breaks in all. */
  batch: z
    .object({ entries: z.number().int().min(2).max(1_000), entry: z.number().int().nonnegative(), breaks: z.number().int().positive() })
    .optional(),
  /** Of an act on so many breaks that it took several appends: number of its first entry; 0 in the first append, which has that entry itself. */
  partOf: z.number().int().nonnegative().optional(),
});

/** An act of a colleague's journal on a break. */
const TakenAct = z.object({
  seq: z.number().int().positive(),
  at: z.string().max(40),
  by: Text,
  action: z.enum(['explain', 'carry', 'reopen', 'assign', 'approve', 'undo', 'match']),
  period: PeriodText,
  reason: z.enum(REASON_CODES).nullable(),
  note: Text,
  owner: Text,
  amount: z.string().nullable().optional(),
  undoes: z.array(z.number().int().positive()).max(1_000).optional(),
  together: z.array(z.string().min(1).max(100)).max(100_000).optional(),
});

/** Decisions taken over from a colleague's file, break by break as a person chose; nothing else of the file counts. */
export const DecisionsTaken = z.object({
  kind: z.literal('decisions-taken'),
  /** Earliest of the months concerned. */
  period: PeriodText,
  /** Where they were made, and the head of that journal when the file was written. */
  from: z.object({ profile: Text, site: z.enum(['cn', 'intl']), seq: z.number().int().nonnegative(), hash: z.string().max(64) }),
  note: Text,
  breaks: z
    .array(z.object({ id: z.string().min(1).max(100), acts: z.array(TakenAct).min(1).max(1_000) }))
    .min(1)
    .max(100_000),
});

/** How months are closed: with `approverOther`, an explanation is approved and the month signed off by someone who did not prepare it. */
export const PolicySet = z.object({ kind: z.literal('policy'), approverOther: z.boolean() });

export const TotalExplained = z.object({
  kind: z.literal('total-explained'),
  total: z.string().max(4),
  period: PeriodText,
  note: Text.min(1),
  owner: Text,
});

export const SignOff = z.object({
  kind: z.literal('sign-off'),
  period: PeriodText,
  archive: Hex64,
  carried: z.array(z.string()),
  carriedTotal: z.string(),
  note: Text,
});

export const Reopened = z.object({ kind: z.literal('reopened'), period: PeriodText, reason: Text.min(1) });

export const Exported = z.object({
  kind: z.literal('export'),
  file: Text,
  sha256: Hex64,
  periods: z.array(PeriodText),
  rows: z.number().int().nonnegative(),
});

export const JournalBody = z.discriminatedUnion('kind', [
  ImportEntry,
  DocumentEntry,
  MappingsTaken,
  ImportUndone,
  AliasesSet,
  PriceRulesSet,
  RuleSetSet,
  RatesSet,
  Decision,
  DecisionsTaken,
  PolicySet,
  TotalExplained,
  SignOff,
  Reopened,
  Exported,
]);
export type JournalBody = z.infer<typeof JournalBody>;
export type JournalKind = JournalBody['kind'];
export type BodyOf<K extends JournalKind> = Extract<JournalBody, { kind: K }>;

/** A line of the journal: chained by `previous` to the line before it. */
export const JournalEntry = z.object({
  seq: z.number().int().positive(),
  /** UTC instant of the append. */
  at: z.string(),
  /** Local user who declared the act (a declaration, not a control). */
  by: Text,
  body: JournalBody,
  /** SHA-256 of the line before, 64 zeros for the first. */
  previous: Hex64,
  /** SHA-256 over the canonical JSON of everything above. */
  hash: Hex64,
});
export type JournalEntry = z.infer<typeof JournalEntry>;

export interface JournalHead {
  readonly seq: number;
  readonly hash: string;
}
