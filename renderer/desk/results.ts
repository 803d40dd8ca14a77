/** The engine's result in the store: one transaction replaces the last result as a whole. */
import { formatUnits, type Units } from '../../shared/money';
import { keptTotal } from '../../shared/report/totals';
import { sameContent } from '../../shared/reconcile/changes';
import type {
  AccountRoll,
  Break,
  ControlTotal,
  CouponRoll,
  EngineRun,
  MatchColumns,
  PeriodFigures,
  RefundTrace,
} from '../../shared/reconcile/types';
import type { Language, PeriodSummary } from '../../shared/desk/api';
import { ACCOUNTS, type StoredRoll } from '../store/account-rolls';
import { MARGIN_MONTHS, marginMonths } from '../store/margin-months';
import { COUPON_ROLLS, parseCouponRolls, type StoredCouponRoll } from '../store/coupon-rolls';
import type { BlobRow, ExplanationRow, MarginStored, PartyRow, StoredMatching, StoredTotal } from '../store/schema';
import { openAmong, putOpenBreaks } from './break-index';
import { after, type DeskCore } from './core';
import { partiesOf } from './entries';
import { refreshStates } from './statuses';
import { packBreaks } from '../store/breaks';
import { partyNames, serviceNames } from '../store/names';

type Money<T, K extends keyof T> = Omit<T, K> & {
  readonly [P in K]: Units extends T[P] ? (null extends T[P] ? string | null : string) : never;
};
export type StoredTrace = Money<RefundTrace, 'paid' | 'vouchers' | 'refunded' | 'kept' | 'fee' | 'used' | 'orderAmount' | 'billAmount'>;

/** Records in one blob. */
const BLOB_RECORDS = 5_000;
/** Bytes of matches in a row: Chromium keeps one above 64 KiB as a file, which takes several times as long for rows of a shard's size. */
const ROW_BYTES = 60_000;
/** Bytes of matches that are written at once: on its way to the store each is in memory twice more. */
const BATCH_BYTES = 4_000_000;

const text = (units: Units): string => formatUnits(units);
const orNull = (units: Units | null): string | null => (units === null ? null : formatUnits(units));

export interface Names {
  party(id: string | null): string | null;
  service(code: string | null): string | null;
}

/** Names as they are shown in a language. */
export async function namesOf(core: DeskCore, language: Language): Promise<Names> {
  const partyName = await partyNames(core.store);
  const serviceName = await serviceNames(core.store);
  return {
    party: (id) => (id === null ? null : partyName(id)),
    service: (code) => (code === null ? null : serviceName(code, language)),
  };
}

/** Stores a result with the digest of what it was made from. */
export async function storeResult(core: DeskCore, result: EngineRun, madeFrom: string): Promise<void> {
  const { store } = core;
  const kept = keptOf(core);
  const names = (await partiesOf(core)).rows;
  const parties = new Map(names.map((row) => [row.id, row.name]));
  // Breaks and matches are the bulk of a result: what is stored already is not written again.
  const moved = movedMonths(kept?.names === names ? kept.result.breaks : null, result.breaks);
  const breaks = packBreaks(
    result.breaks.filter(({ period }) => moved.has(period)),
    (id) => parties.get(id),
  );
  const { rows: matches, left } = movedSets(kept?.result ?? null, result);
  const tables = [
    store.figures,
    store.totals,
    store.matching,
    store.breakSets,
    store.margin,
    store.blobs,
    store.meta,
    store.decisionSets,
    store.explanations,
    store.closings,
  ];
  await store.transaction('rw', tables, async () => {
    const explanations = new Map((await store.explanations.toArray()).map((row) => [`${row.period}|${row.id}`, row]));
    for (const table of [store.figures, store.totals, store.matching, store.margin]) await table.clear();
    if (kept?.names !== names) await store.breakSets.clear();
    else
      for (const period of moved)
        await store.breakSets
          .where('key')
          .between(`${period}#`, after(`${period}#`))
          .delete();
    await store.figures.bulkPut(result.figures.map((figures): PeriodSummary => ({ ...figuresRow(figures), state: 'open' })));
    await store.totals.bulkPut(result.totals.map((total) => totalRow(total, explanations.get(`${total.period}|${total.id}`))));
    await store.matching.bulkPut(
      result.matching.map((one): StoredMatching => ({
        ...one,
        billTotal: text(one.billTotal),
        ledgerTotal: text(one.ledgerTotal),
        residue: text(one.residue),
      })),
    );
    await store.breakSets.bulkPut(breaks);
    await store.margin.bulkPut(
      result.margin.map((row): MarginStored => ({
        ...row,
        key: [row.period, row.counterparty, row.customer ?? '', row.service ?? ''].join('|'),
        revenue: text(row.revenue),
        cost: text(row.cost),
        margin: text(row.margin),
        parts: row.parts.map((part) => ({ ...part, cost: text(part.cost) })),
      })),
    );
    if (kept === null) await store.blobs.where('key').between('matches#', after('matches#')).delete();
    else await store.blobs.bulkDelete(left);
    await store.blobs.where('key').between('refunds#', after('refunds#')).delete();
    await store.blobs.put({ key: ACCOUNTS, text: JSON.stringify(result.accounts.map(rollRow)) });
    await store.blobs.put({ key: COUPON_ROLLS, text: JSON.stringify(result.coupons.map(couponRow)) });
    for (const batch of inBatches(matches)) await store.blobs.bulkPut(batch);
    await store.blobs.bulkPut(blobs('refunds', result.refundTrace.map(traceRow)));
    await store.meta.put({ key: MARGIN_MONTHS, value: marginMonths(result.margin) });
    await store.meta.put({ key: 'result', value: { madeFrom, rulesDigest: result.rulesDigest } satisfies ResultMark });
    // Acts keep the count; it moves by itself only with the breaks, of which the last ones are not known beside other names.
    if (moved.size > 0 || kept?.names !== names) await putOpenBreaks(core, openAmong(result.breaks, await store.decisions.book()));
    await refreshStates(core);
  });
  core.results++;
  core.stored = { result, names, written: writtenTo(core) };
}

/** A result that is in the store, and how often its tables had been written to by then. */
export interface StoredResult {
  readonly result: Pick<EngineRun, 'breaks' | 'matchColumns'>;
  /** Rows of the parties whose names stand in its breaks. */
  readonly names: readonly PartyRow[];
  readonly written: string;
}

const writtenTo = ({ store: { writes } }: DeskCore): string => [writes.of('breakSets'), writes.of('blobs')].join();

/** The last result, where nobody has written to its tables since. */
function keptOf(core: DeskCore): StoredResult | null {
  return core.stored?.written === writtenTo(core) ? core.stored : null;
}

/** Months whose breaks are not those that they were. */
function movedMonths(before: readonly Break[] | null, now: readonly Break[]): Set<string> {
  const [old, fresh] = [byMonth(before ?? []), byMonth(now)];
  const moved = new Set<string>();
  for (const [period, breaks] of fresh) {
    const own = old.get(period);
    if (before === null || own?.length !== breaks.length || !breaks.every((one, at) => isSame(one, own[at]!))) moved.add(period);
  }
  for (const period of old.keys()) if (!fresh.has(period)) moved.add(period);
  return moved;
}

function byMonth(breaks: readonly Break[]): Map<string, Break[]> {
  const months = new Map<string, Break[]>();
  for (const one of breaks) {
    const month = months.get(one.period);
    if (month) month.push(one);
    else months.set(one.period, [one]);
  }
  return months;
}

/** Most breaks are the very objects of the last run; others were found again. */
function isSame(a: Break, b: Break): boolean {
  return a === b || (a.id === b.id && sameContent(a, b));
}

export interface ResultMark {
  readonly madeFrom: string;
  readonly rulesDigest: string;
}

/** What the stored result was made from, or null when there is none. */
export async function resultMark(core: DeskCore): Promise<ResultMark | null> {
  return ((await core.store.meta.get('result'))?.value as ResultMark | undefined) ?? null;
}

/** Sets of matches by the beginning of their keys in the store: a role's first, and of the others those that have any. */
function setsByKey({ matchColumns }: Pick<EngineRun, 'matchColumns'>): Map<string, MatchColumns> {
  const sets = new Map<string, MatchColumns>();
  const counts = new Map<string, number>();
  for (const columns of matchColumns) {
    const number = counts.get(columns.role) ?? 0;
    counts.set(columns.role, number + 1);
    if (number === 0 || columns.count > 0) sets.set(`matches#${columns.role}#${String(number).padStart(4, '0')}`, columns);
  }
  return sets;
}

/** What of a result's matches is to be written, and the keys of what is to go. */
function movedSets(
  before: Pick<EngineRun, 'matchColumns'> | null,
  now: Pick<EngineRun, 'matchColumns'>,
): { rows: BlobRow[]; left: string[] } {
  const [old, sets] = [before ? setsByKey(before) : new Map<string, MatchColumns>(), setsByKey(now)];
  const rows = [...sets].filter(([key, columns]) => old.get(key) !== columns).flatMap((set) => matchRows(...set));
  const written = new Set(rows.map(({ key }) => key));
  const moved = [...old].filter(([key, columns]) => sets.get(key) !== columns);
  return { rows, left: moved.flatMap((set) => matchRows(...set).map(({ key }) => key)).filter((key) => !written.has(key)) };
}

function inBatches(rows: readonly BlobRow[]): BlobRow[][] {
  const batches: BlobRow[][] = [];
  let room = 0;
  for (const row of rows) {
    const bytes = bytesIn(row.columns);
    if (bytes > room) {
      batches.push([]);
      room = BATCH_BYTES;
    }
    batches.at(-1)!.push(row);
    room -= bytes;
  }
  return batches;
}

/** A set as rows of the store: columns side by side as far as they fit. */
function matchRows(key: string, set: MatchColumns): BlobRow[] {
  const parts: Record<string, unknown>[] = [];
  let room = 0;
  let inRow = new Set<unknown>();
  for (const [name, column] of Object.entries(set)) {
    // What is there already is a reference to it.
    const bytes = inRow.has(column) ? 0 : bytesIn(column);
    if (bytes > room) {
      parts.push({});
      room = ROW_BYTES;
      inRow = new Set();
    }
    parts.at(-1)![name] = column;
    inRow.add(column);
    room -= bytes;
  }
  return parts.map((columns: Partial<MatchColumns>, at) => ({ key: `${key}#${String(at)}`, text: '', columns }));
}

/** About as many as it takes in the store. */
function bytesIn(value: unknown): number {
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 8;
  return [...new Set<unknown>(Object.values(value))].reduce<number>((sum, one) => sum + bytesIn(one), 0);
}

/** Matches of the last result; a role may have several sets. Stores of earlier versions have one per role, without a number in its keys. */
export async function storedMatchColumns(core: DeskCore): Promise<MatchColumns[]> {
  const sets = new Map<string, Partial<MatchColumns>>();
  for (const { key, columns } of await core.store.blobs.where('key').between('matches#', after('matches#')).toArray()) {
    const set = key.slice(0, key.lastIndexOf('#'));
    sets.set(set, { ...sets.get(set), ...columns });
  }
  return [...sets.values()] as MatchColumns[];
}

export async function storedTraces(core: DeskCore): Promise<StoredTrace[]> {
  return readBlobs<StoredTrace>(core, 'refunds');
}

/** Quotas and customers' coupons as the last result rolled them. */
export async function storedCouponRolls(core: DeskCore): Promise<StoredCouponRoll[]> {
  return parseCouponRolls((await core.store.blobs.get(COUPON_ROLLS))?.text);
}

async function readBlobs<T>(core: DeskCore, name: string): Promise<T[]> {
  const rows = await core.store.blobs
    .where('key')
    .between(`${name}#`, after(`${name}#`))
    .toArray();
  return rows.flatMap((row) => JSON.parse(row.text) as T[]);
}

function blobs(name: string, records: readonly unknown[]): BlobRow[] {
  const rows: BlobRow[] = [];
  for (let start = 0; start < records.length; start += BLOB_RECORDS) {
    rows.push({ key: `${name}#${String(rows.length).padStart(6, '0')}`, text: JSON.stringify(records.slice(start, start + BLOB_RECORDS)) });
  }
  return rows;
}

/** A month's figures as the store has them, but for the month's state. */
export function figuresRow(figures: PeriodFigures): Omit<PeriodSummary, 'state'> {
  const { allocated, reclaimed, net } = figures.fundAdjustments;
  return {
    period: figures.period,
    currency: figures.currency,
    consumption: text(figures.consumption),
    refunds: text(figures.refunds),
    adjustments: text(figures.adjustments),
    due: text(figures.due),
    source: figures.source,
    dueReadings: figures.dueReadings.map((reading) => ({ ...reading, amount: text(reading.amount) })),
    fundAdjustments: { allocated: text(allocated), reclaimed: text(reclaimed), net: text(net) },
  };
}

function totalRow(total: ControlTotal, explained: ExplanationRow | undefined): StoredTotal {
  return { ...keptTotal(total), explained: explained ? { note: explained.note, owner: explained.owner, at: explained.at } : null };
}

function rollRow(roll: AccountRoll): StoredRoll {
  return {
    ...roll,
    opening: orNull(roll.opening),
    closing: orNull(roll.closing),
    movements: roll.movements.map((one) => ({ ...one, units: text(one.units) })),
    bookOpening: orNull(roll.bookOpening),
    bookClosing: orNull(roll.bookClosing),
  };
}

function couponRow(roll: CouponRoll): StoredCouponRoll {
  return {
    ...roll,
    value: text(roll.value),
    issued: text(roll.issued),
    reclaimed: text(roll.reclaimed),
    used: orNull(roll.used),
    left: text(roll.left),
    difference: orNull(roll.difference),
  };
}

function traceRow(trace: RefundTrace): StoredTrace {
  return {
    ...trace,
    paid: orNull(trace.paid),
    vouchers: orNull(trace.vouchers),
    refunded: text(trace.refunded),
    kept: text(trace.kept),
    fee: orNull(trace.fee),
    used: orNull(trace.used),
    orderAmount: orNull(trace.orderAmount),
    billAmount: orNull(trace.billAmount),
  };
}
