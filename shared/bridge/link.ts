/**
 * The desk link: a MessagePort between the desk worker and the main process. The worker calls, main answers; a call may answer with a
 * stream of items first, each acknowledged, so that no more than `LINK_WINDOW` are ever on the way.
 */
import { z } from 'zod';
import { DEMAND_SOURCES } from '../api/demand';
import type { PackVerdict } from '../evidence/verdict';
import type { JournalCheck } from '../journal/check';
import { JournalBody, type JournalEntry, type JournalHead } from '../journal/entries';
import type { Period } from '../period';
import type { MonthPart } from '../sync/freshness';
import type { PermissionReport } from '../sync/permissions';
import { SYNC_GROUPS } from '../sync/picks';
import type { Page, SliceFailure, SliceId, SyncOutcome, SyncProblem, SyncProgress } from '../sync/slices';
import type { SheetTable } from '../ledger/types';
import { StatementSchema, type WrittenStatement } from '../workbook/statement-file';

/** Unacknowledged stream items at most. */
export const LINK_WINDOW = 8;

const Hex64 = z.string().regex(/^[0-9a-f]{64}$/);
const PeriodText = z.string().regex(/^\d{4}-\d{2}$/);
const SliceText = z.string().min(1).max(400);

/** A slice that a person asked for: its parts, and a source that is read on demand (checked where the run is made). */
const DemandKey = z
  .object({
    source: z.enum(DEMAND_SOURCES),
    customer: z.string().min(1).max(64).optional(),
    reseller: z.string().min(1).max(64).optional(),
    service: z.string().min(1).max(64).optional(),
    domain: z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,64}$/)
      .optional(),
    year: z
      .string()
      .regex(/^\d{4}$/)
      .optional(),
  })
  .strict();

interface LinkMethod<A extends z.ZodType, R, I> {
  readonly args: A;
  /** Types only. */
  readonly result?: R;
  readonly item?: I;
}

function method<R, I = never>() {
  return <A extends z.ZodType>(args: A): LinkMethod<A, R, I> => ({ args });
}

export type SyncEvent =
  | { readonly kind: 'slice-begin'; readonly slice: SliceId; readonly resumed: boolean }
  | { readonly kind: 'page'; readonly page: Page }
  | {
      readonly kind: 'slice-end';
      readonly slice: SliceId;
      readonly announced: number | null;
      readonly received: number;
      readonly failure: SliceFailure | null;
    }
  /** Everything that what shows a month's part leads to was read to its end. */
  | { readonly kind: 'followed'; readonly period: Period; readonly part: MonthPart }
  | { readonly kind: 'progress'; readonly progress: SyncProgress }
  | { readonly kind: 'problem'; readonly problem: SyncProblem };

/** A sheet of the workbook to be written; see shared/workbook/model.ts for the meaning of the fields. */
const SheetPlan = z.object({ key: z.string().max(60) }).passthrough();

export const link = {
  /** Appends and flushes; answers with the entries as chained. Acknowledged means: it is on disk. */
  journalAppend: method<{ entries: JournalEntry[] }>()(z.object({ bodies: z.array(JournalBody).min(1).max(1000) }).strict()),
  /** Streams batches of entries from `fromSeq` on; answers with the head. `report` tells of a torn or broken journal found at start. */
  journalRead: method<{ head: JournalHead; report: string | null }, JournalEntry[]>()(
    z.object({ fromSeq: z.number().int().min(1) }).strict(),
  ),
  /** The declared name acts are signed with now. */
  userName: method<{ name: string }>()(z.object({}).strict()),
  /**
   * Where the workbook of an evidence pack goes before it is packed: a token for a file beside the pack's target. The workbook is written and
   * journalled like any other, then `packClose` takes it.
   */
  packOpen: method<{ job: string; workbook: string }>()(z.object({ token: z.string().max(100) }).strict()),
  /** Packs workbook, archives and journal; whole and read back, or nothing. */
  packClose: method<{ sha256: string; bytes: number }>()(
    z
      .object({
        job: z.string().max(60),
        site: z.enum(['cn', 'intl']),
        months: z
          .array(z.object({ period: PeriodText, archive: Hex64, rules: Hex64 }))
          .min(1)
          .max(120),
      })
      .strict(),
  ),
  packAbort: method<null>()(z.object({ job: z.string().max(60) }).strict()),
  /** Verifies a chosen evidence pack in a process of its own. */
  packVerify: method<PackVerdict, { done: number; total: number }>()(z.object({ token: z.string().max(100) }).strict()),
  /** Proves the journal and its archives on the disk again, from the first byte to the last. */
  journalVerify: method<JournalCheck, { done: number; total: number }>()(z.object({}).strict()),
  archivePut: method<{ sha256: string }>()(z.object({ text: z.string().max(512 * 1024 * 1024) }).strict()),
  archiveGet: method<{ text: string }>()(z.object({ sha256: Hex64 }).strict()),
  syncRun: method<SyncOutcome, SyncEvent>()(
    z
      .object({
        request: z.object({
          site: z.enum(['cn', 'intl']),
          today: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
          periods: z.array(PeriodText).min(1).max(120).readonly().nullable(),
          language: z.enum(['zh_CN', 'en_US']),
          groups: z.array(z.enum(SYNC_GROUPS)).min(1).max(SYNC_GROUPS.length).readonly().optional(),
          customers: z.array(z.string().min(1).max(64)).min(1).max(1000).readonly().optional(),
          lists: z.boolean().optional(),
          demand: z.array(DemandKey).min(1).max(200_000).readonly().optional(),
        }),
        checkpoints: z.array(
          z.object({
            slice: SliceText,
            generation: z.number().int().nonnegative(),
            nextOffset: z.number().int().nonnegative(),
            nextIndex: z.number().int().nonnegative(),
            announced: z.number().int().nullable(),
          }),
        ),
        doneSlices: z.array(SliceText).max(200_000),
        /** Parts of months that are not read again while what shows them comes out the same. */
        settled: z
          .array(
            z.object({
              period: PeriodText,
              part: z.enum(['fees', 'orders']),
              shownBy: z
                .array(z.tuple([SliceText, Hex64]).readonly())
                .min(1)
                .max(200_000)
                .readonly(),
            }),
          )
          .max(400),
        /** What of them is read all the same, with the digest it should have; null: it was refused before. */
        again: z.array(z.tuple([SliceText, Hex64.nullable()]).readonly()).max(200_000),
        /** Their fee records without a record. */
        empty: z.array(SliceText).max(200_000),
      })
      .strict(),
  ),
  /** Tries every interface once with the smallest read there is; keeps nothing. One at a time, and not beside a sync: both are paced. */
  permissionCheck: method<PermissionReport, { done: number; total: number }>()(
    z
      .object({
        today: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
        language: z.enum(['zh_CN', 'en_US']),
        subjects: z
          .object({
            customer: z.string().min(1).max(64).optional(),
            order: z.string().min(1).max(64).optional(),
            service: z.string().min(1).max(64).optional(),
            domain: z
              .string()
              .regex(/^[A-Za-z0-9_-]{1,64}$/)
              .optional(),
          })
          .strict(),
        /** Interfaces to try; all unless told. */
        only: z.array(z.string().max(60)).max(200).optional(),
      })
      .strict(),
  ),
  /** Reads a chosen file in the parser process; keeps nothing. */
  tableRead: method<Omit<SheetTable, 'rows'>, SheetTable['rows']>()(
    z
      .object({
        token: z.string().max(100),
        sheet: z.string().max(200).nullable(),
        encoding: z.string().max(40).nullable(),
        separator: z.string().max(4).nullable().optional(),
        /** Reads the original of an earlier import, kept under its digest, instead of a chosen file. */
        kept: Hex64.optional(),
        /** Name the kept file had; titles and months are looked for in it. */
        name: z.string().max(255).optional(),
      })
      .strict(),
  ),
  /**
   * Keeps a chosen file beside the journal under the digest it was read with. Refused as `table` with the detail `changed` when its bytes
   * are others by now, `not-found` when it is gone.
   */
  originalKeep: method<null>()(z.object({ token: z.string().max(100), sha256: Hex64 }).strict()),
  /** Writes a text file (CSV) piece by piece: temporary file, flush, rename; answers to `fileClose` with its digest. */
  fileOpen: method<{ job: string }>()(z.object({ token: z.string().max(100) }).strict()),
  fileWrite: method<null>()(z.object({ job: z.string().max(60), text: z.string().max(16 * 1024 * 1024) }).strict()),
  fileClose: method<{ sha256: string; bytes: number }>()(z.object({ job: z.string().max(60) }).strict()),
  fileAbort: method<null>()(z.object({ job: z.string().max(60) }).strict()),
  /**
   * Statements of account, one after another: into a zip when the file's name ends so, else the one workbook itself. How they look
   * (the brand) is taken from the settings. Each is read back before the next; the file is whole or not there.
   */
  statementsOpen: method<{ job: string }>()(z.object({ token: z.string().max(100), created: z.string().max(40) }).strict()),
  statementsAdd: method<WrittenStatement>()(z.object({ job: z.string().max(60), statement: StatementSchema }).strict()),
  statementsClose: method<{ sha256: string; bytes: number }>()(z.object({ job: z.string().max(60) }).strict()),
  statementsAbort: method<null>()(z.object({ job: z.string().max(60) }).strict()),
  exportOpen: method<{ job: string }>()(
    z
      .object({
        token: z.string().max(100),
        language: z.enum(['zh', 'en']),
        sheets: z.array(SheetPlan).min(1).max(60),
        meta: z.record(z.string(), z.string()),
      })
      .strict(),
  ),
  exportRows: method<null>()(
    z
      .object({
        job: z.string().max(60),
        sheet: z.string().max(60),
        rows: z.array(z.array(z.union([z.string(), z.number(), z.null()]))).max(20_000),
      })
      .strict(),
  ),
  exportClose: method<{
    sha256: string;
    bytes: number;
    sheets: { key: string; name: string; rows: number; totals: Record<string, string> }[];
  }>()(z.object({ job: z.string().max(60) }).strict()),
  exportAbort: method<null>()(z.object({ job: z.string().max(60) }).strict()),
} as const;

export type Link = typeof link;
export type LinkName = keyof Link;
export type LinkArgs<N extends LinkName> = z.input<Link[N]['args']>;
export type LinkResult<N extends LinkName> = Link[N] extends LinkMethod<z.ZodType, infer R, unknown> ? R : never;
export type LinkItem<N extends LinkName> = Link[N] extends LinkMethod<z.ZodType, unknown, infer I> ? I : never;

/** Closed set; `detail` is for support texts and holds no keys, names or amounts. */
export type LinkErrorCode =
  | 'bad-arguments'
  | 'cancelled'
  | 'no-profile'
  | 'no-credentials'
  /** The gateway refused the kept keys before; they are not tried again by themselves. */
  | 'keys-refused'
  | 'already-running'
  | 'bad-endpoint'
  /** The profile works from files alone. */
  | 'no-gateway'
  | 'offline'
  | 'disk-full'
  | 'no-permission'
  | 'io'
  | 'damaged'
  | 'missing'
  | 'table'
  | 'file-open'
  | 'verify-failed'
  | 'no-such-file'
  | 'internal';

export interface LinkFault {
  readonly code: LinkErrorCode;
  /** A finer closed code of the part that failed, e.g. a TableError code. */
  readonly detail: string | null;
}

export type FromWorker =
  | { readonly t: 'call'; readonly id: number; readonly name: LinkName; readonly args: unknown }
  | { readonly t: 'ack'; readonly id: number; readonly seq: number }
  | { readonly t: 'cancel'; readonly id: number };

export type FromMain =
  | { readonly t: 'item'; readonly id: number; readonly seq: number; readonly value: unknown }
  | { readonly t: 'done'; readonly id: number; readonly value: unknown }
  | { readonly t: 'fault'; readonly id: number; readonly fault: LinkFault };
