import { z } from 'zod';
import { KEPT_KINDS } from '../documents/kinds';

/** Amounts are decimal text, never numbers; null where a side does not exist. */
const Money = z.string().regex(/^-?\d+(?:\.\d+)?$/, 'is no decimal text');
const OptionalMoney = Money.nullable();
const Month = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/);
const Count = z.number().int().nonnegative();
const Seconds = z.number().nonnegative();
const Sha = z.string().regex(/^[0-9a-f]{64}$/);
const Role = z.enum(['cost', 'revenue', 'prepayment']);

export const BREAK_CLASSES = [
  'missing-in-ledger',
  'missing-in-bill',
  'amount',
  'rounding',
  'duplicate-in-ledger',
  'duplicate-in-bill',
  'timing',
  'tax-basis',
  'currency',
  'ambiguous',
  'unknown-customer',
  'refund-without-order',
  'over-refund',
  'adjustment-without-movement',
  'consumed-not-billed',
  'billed-not-consumed',
  'price-deviation',
  'no-price-rule',
] as const;

const SyncPart = z
  .object({
    requests: Count,
    retries: Count,
    throttled: Count,
    records: Count,
    seconds: Seconds,
    unpublished: z.array(z.object({ slice: z.string(), reason: z.string() }).strict()),
  })
  .strict();

const ImportPart = z
  .object({
    file: z.string(),
    sha256: Sha,
    /** The kind of a file of Huawei Cloud's; absent for a ledger. */
    document: z.enum(KEPT_KINDS).optional(),
    /** Role, grain and basis are a ledger's; null for a file of Huawei Cloud's. */
    role: Role.nullable(),
    grain: z.enum(['customer', 'customer-service', 'order', 'line']).nullable(),
    basis: z.enum(['pretax', 'taxed', 'unknown']).nullable(),
    encoding: z.string().nullable(),
    sheet: z.string().nullable(),
    rows: Count,
    leftOut: z.array(z.object({ row: Count, why: z.string() }).strict()),
    refused: z.array(z.object({ row: Count, column: z.string(), value: z.string(), why: z.string() }).strict()),
    /** One per month and currency: different currencies are never added. */
    sums: z.array(z.object({ period: Month, amount: Money, currency: z.string().optional() }).strict()),
  })
  .strict();

const SIDES = { left: OptionalMoney, right: OptionalMoney, difference: OptionalMoney };

const TotalPart = z
  .object({
    id: z.enum(['C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7', 'C8', 'C9']),
    left: OptionalMoney,
    right: OptionalMoney,
    difference: OptionalMoney,
    tolerance: OptionalMoney,
    status: z.enum(['equal', 'within', 'broken', 'not-provable']),
    blocking: z.boolean(),
    basis: z.enum(['documented', 'inferred']),
    identity: z.string(),
    covers: z.array(z.string()),
    buckets: z.object({ tested: Count, broken: Count }).strict(),
    firstDivergence: z
      .object({ bucket: z.record(z.string(), z.string()), left: OptionalMoney, right: OptionalMoney, difference: OptionalMoney })
      .strict()
      .nullable(),
    sentence: z.string(),
    // Beyond the first contract: what the amounts are, where the tolerance comes from, the way down to the first divergence, single identities.
    currency: z.string().nullable(),
    taxBasis: z.enum(['pretax', 'taxed', 'unknown']).nullable(),
    toleranceWhy: z.string().nullable(),
    path: z.array(
      z
        .object({
          level: z.string(),
          children: z.array(z.object({ name: z.string(), ...SIDES }).strict()),
          diverging: Count,
          rows: z.literal(true).optional(),
        })
        .strict(),
    ),
    checks: z.array(
      z
        .object({
          identity: z.string(),
          basis: z.enum(['documented', 'inferred']),
          status: z.enum(['equal', 'within', 'broken', 'not-provable']),
          ...SIDES,
          tested: Count,
          broken: Count,
          sentence: z.string(),
        })
        .strict(),
    ),
  })
  .strict();

const MatchingPart = z
  .object({
    role: Role,
    entries: Count,
    lines: Count,
    matched: Count,
    byPass: z.record(z.string(), Count),
    ambiguous: Count,
    breaks: z.array(z.object({ class: z.enum(BREAK_CLASSES), count: Count, amount: Money }).strict()),
    open: Money,
    residue: Money,
  })
  .strict();

/** What a result says of a month. */
const RESULT = {
  currency: z.string(),
  consumption: Money,
  refunds: Money,
  adjustments: Money,
  due: Money,
  dueReadings: z.array(z.object({ name: z.string(), amount: Money, confirmed: z.boolean().nullable() }).strict()),
  fundAdjustments: z.object({ allocated: Money, reclaimed: Money, net: Money }).strict(),
  controlTotals: z.array(TotalPart),
  matching: z.array(MatchingPart),
};

const BREAK_SIDES = { ledgerAmount: OptionalMoney, billAmount: OptionalMoney, expectedAmount: OptionalMoney, difference: OptionalMoney };

const BreakPart = z
  .object({
    id: z.string(),
    period: Month,
    otherPeriod: Month.nullable(),
    role: Role.nullable(),
    class: z.enum(BREAK_CLASSES),
    counterparty: z.string().nullable(),
    customer: z.string().nullable(),
    service: z.string().nullable(),
    ...BREAK_SIDES,
    reason: z.string(),
    rows: z.array(z.string()),
    status: z.enum(['open', 'assigned', 'explained', 'approved', 'carried']),
    // Beyond the first contract: currency of the ledger's amount where it is not the month's; breaks of closed months are those signed; `today` where today's data give it otherwise or no more.
    ledgerCurrency: z.string().nullable(),
    asSigned: z.boolean(),
    today: z
      .object({ stands: z.boolean(), ...BREAK_SIDES })
      .strict()
      .nullable(),
  })
  .strict();

const MarginPart = z
  .object({
    period: Month,
    counterparty: z.string(),
    customer: z.string().nullable(),
    revenue: Money,
    cost: Money,
    margin: Money,
    rate: Money.nullable(),
  })
  .strict();

/** An amount in another currency, at a rate of its month. A reading aid: nothing is judged by it, nothing added up from it. */
const ConvertedPart = z.object({ to: z.string(), amount: Money, rate: Money, date: z.string(), source: z.string() }).strict();

const PeriodPart = z
  .object({
    period: Month,
    ...RESULT,
    state: z.enum(['open', 'in-work', 'signed', 'closed', 'drifted']),
    // Beyond the first contract: a closed month's figures are those signed, from its archive; null while a month is open.
    asSigned: z
      .object({
        /** SHA-256 of the archive. */
        archive: Sha,
        /** False when the archive is missing or damaged: the figures are today's then. */
        read: z.boolean(),
        /** How today's data and rules stand to what was signed; null when that cannot be said. */
        today: z.enum(['same', 'differs', 'absent']).nullable(),
      })
      .strict()
      .nullable(),
    /** What today's data and rules give of a closed month, where that differs from what was signed. */
    today: z
      .object({ ...RESULT, breaks: z.array(BreakPart), margin: z.array(MarginPart) })
      .strict()
      .nullable(),
    /** Sums of the ledgers by role and currency. Rows in another currency than the bill are breaks of class `currency` and meet no bill row. */
    ledgers: z.array(z.object({ role: Role, currency: z.string(), amount: Money, converted: z.array(ConvertedPart) }).strict()),
    /** The month's figures at the rates of the profile's table; empty without a rate of this month. */
    converted: z.array(z.object({ figure: z.enum(['consumption', 'refunds', 'adjustments', 'due']), ...ConvertedPart.shape }).strict()),
  })
  .strict();

/** The report of a run: a contract that scripts depend on. */
export const ReportSchema = z
  .object({
    app: z.object({ name: z.string(), version: z.string() }).strict(),
    runtime: z.object({ electron: z.string(), chrome: z.string(), node: z.string() }).strict(),
    site: z.enum(['cn', 'intl']),
    today: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
    sync: SyncPart,
    imports: z.array(ImportPart),
    periods: z.array(PeriodPart),
    breaks: z.array(BreakPart),
    margin: z.array(MarginPart),
    timings: z.object({ sync: Seconds, import: Seconds, reconcile: Seconds, export: Seconds }).strict(),
    files: z.object({ export: z.string().nullable(), sha256: Sha.nullable() }).strict(),
    /** SHA-256 over published data, results and decisions: equal for equal content, whatever way it got there. */
    digest: Sha.nullable(),
  })
  .strict();

export type Report = z.infer<typeof ReportSchema>;

/** @throws z.ZodError naming the member at fault */
export function parseReport(document: unknown): Report {
  return ReportSchema.parse(document);
}
