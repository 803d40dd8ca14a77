/**
 * Reads one slice to its end and hands its pages on in order. The announced total is held against the first and the last page; a list
 * that moved between two pages shows in it and is read again from the start (errors-and-limits.md, Paging: there is no cursor).
 */
import { operationOf, type Operation, type Paging, type Parameters } from '../../shared/api/catalogue';
import type { SourceId } from '../../shared/api/sources';
import type { SyncEvent } from '../../shared/bridge/link';
import { parseUnits } from '../../shared/money';
import { sliceId, type Checkpoint, type Page, type SliceFailure, type SliceId, type SliceKey } from '../../shared/sync/slices';
import { CallFailure, contractFailure } from './errors';
import { exactText, isList, isNumber, isObject, member, type Exact, type ExactObject } from './exact-json';
import { extract, type Extracted, type RecordFault } from './extract';
import type { Gateway } from './gateway';
import { SliceContent } from './slice-content';
import { FEEDS, type Found } from './planner';
import { RecordKeys } from './record-keys';

/** A list that still moves after so many readings from the start is given up for this run. */
const REREADS = 3;
/**
 * Each reading asks for pages of another size: bill lines may be equal, so a page that begins as the one before ended proves nothing by
 * itself, but where equal lines happened to meet at a page's end they are inside a page the next time.
 */
const SMALLER_BY = [0, 3, 11, 17] as const;
/** More records than any slice has: who announces them would be asked for ever. */
const MOST_RECORDS = 5_000_000;
/** Lines of one order. */
const MOST_LINES = 50_000;
/** Faults of one slice that are reported one by one. */
const REPORTED_FAULTS = 5;

export interface SliceTask {
  readonly key: SliceKey;
  readonly resume?: Checkpoint;
  /** What a slice read in batches asks about, in the order asked. */
  readonly items?: readonly string[];
  /** Keep the events of a slice that turns out to hold nothing (`all`: of any slice) instead of sending them: the caller decides. */
  readonly hold?: boolean | 'all';
  /** Digest of the content published before: the result says whether it came out the same. */
  readonly known?: string;
}

export interface SliceResult {
  readonly key: SliceKey;
  readonly slice: SliceId;
  readonly failure: SliceFailure | null;
  readonly found: readonly Found[];
  /** Records came, whether or not they could be used. */
  readonly seen: boolean;
  /** Read to its end, with the content that was known. */
  readonly same: boolean;
  /** What was kept back of an empty slice; null when everything was sent. */
  readonly held: readonly SyncEvent[] | null;
}

export interface ReaderTools {
  readonly gateway: Gateway;
  readonly signal: AbortSignal;
  /** Awaited: resolves when the event is taken. */
  readonly emit: (event: SyncEvent) => Promise<void>;
  readonly received: (rows: number) => void;
  /** The site's currency: sums never mix two. */
  readonly currency: string;
  /** Reports a failure; the same one only once. */
  readonly problem: (slice: SliceId, failure: CallFailure, place?: string) => Promise<void>;
}

type Batches = Extract<Paging, { kind: 'batch' }>;

/** The count did not hold; the slice may be read again. */
class Moved extends Error {
  constructor(readonly failure: 'unstable' | 'count-mismatch' | 'conflict') {
    super(failure);
  }
}

/** Page sizes that the gateway refused, by interface, for the rest of the run. */
export type PageLimits = Map<string, number>;

/**
 * @throws CallFailure that ends the whole run; the signal's reason when cancelled; what `emit` rejects with.
 *   Every other failure is in the result.
 */
export async function readSlice(task: SliceTask, tools: ReaderTools, limits: PageLimits): Promise<SliceResult> {
  const reading = new SliceReading(task, tools, limits);
  return reading.run();
}

class SliceReading {
  private readonly slice: SliceId;
  private readonly operation: Operation;
  private readonly variant: string;
  private found = new Map<string, Found>();
  private begun = false;
  private announced: number | null = null;
  /** Items of a batch slice asked about so far. */
  private asked = 0;
  /** Those of the last call. */
  private batch: readonly string[] = [];
  private taken = 0;
  /** Number of the first page, where pages are counted. */
  private firstPage = 1;
  private held: SyncEvent[] | null = null;
  private content: SliceContent | null = null;
  private keys: RecordKeys;
  private seen = false;
  private reread = 0;

  constructor(
    private readonly task: SliceTask,
    private readonly tools: ReaderTools,
    private readonly limits: PageLimits,
  ) {
    this.slice = sliceId(task.key);
    this.operation = operationOf(task.key.source);
    this.keys = new RecordKeys(task.key.source);
    this.variant = task.key.reseller === undefined ? '' : '|reseller';
  }

  async run(): Promise<SliceResult> {
    let resume = this.task.resume;
    for (; ; this.reread++) {
      try {
        const received = await this.pass(resume);
        await this.send({ kind: 'slice-end', slice: this.slice, announced: this.announced, received, failure: null });
        return this.result(null);
      } catch (error) {
        if (error instanceof Moved && this.reread < REREADS) {
          resume = undefined;
          this.begun = false;
          this.found = new Map();
          // Full pages do not tell whether they are counted from 0 or 1; the announced number does.
          if (this.operation.paging.kind === 'pages') this.firstPage = 1 - this.firstPage;
          continue;
        }
        const failure =
          error instanceof Moved ? new CallFailure({ failure: error.failure, reach: 'slice', retry: false }, 200, null, null) : error;
        if (!(failure instanceof CallFailure)) throw failure;
        return await this.failed(failure, resume !== undefined);
      }
    }
  }

  private async failed(failure: CallFailure, resumed: boolean): Promise<SliceResult> {
    const what = failure.verdict.failure;
    // "No such order" is data; faults of records were reported with their places.
    if (what !== 'not-found' && !(failure instanceof RecordFailure))
      await this.tools.problem(this.slice, failure, failure.detail ?? undefined);
    if (failure.verdict.reach === 'run') throw failure;
    await this.begin(resumed);
    await this.send({ kind: 'slice-end', slice: this.slice, announced: this.announced, received: this.taken, failure: what });
    return this.result(what);
  }

  private result(failure: SliceFailure | null): SliceResult {
    const same = failure === null && this.content !== null && this.content.digest() === this.task.known;
    return { key: this.task.key, slice: this.slice, failure, found: [...this.found.values()], seen: this.seen, same, held: this.held };
  }

  private async begin(resumed: boolean): Promise<void> {
    if (this.begun) return;
    this.begun = true;
    await this.send({ kind: 'slice-begin', slice: this.slice, resumed });
  }

  private async send(event: SyncEvent): Promise<void> {
    if (this.held) this.held.push(event);
    else await this.tools.emit(event);
  }

  /** Reads from where `resume` points, or from the start, to the last page. Resolves with the number of records of the whole slice. */
  private async pass(resume: Checkpoint | undefined): Promise<number> {
    let offset = resume?.nextOffset ?? 0;
    let index = resume?.nextIndex ?? 0;
    let first = resume === undefined;
    this.content = first && this.task.known !== undefined ? new SliceContent(this.task.key.source) : null;
    this.keys = new RecordKeys(this.task.key.source);
    this.asked = 0;
    this.taken = offset;
    this.announced = resume?.announced ?? null;
    for (;;) {
      const answer = await this.answer(offset);
      if (!first && answer.announced !== this.announced) throw new Moved('unstable');
      first = false;
      this.announced = answer.announced;

      this.seen ||= answer.records.length > 0;
      const { source } = this.task.key;
      const extracted = extract(source, answer.records, answer.root, answer.place);
      const faults = extracted.faults.length > 0 ? extracted.faults : this.strangers(extracted, answer.place);
      if (faults.length > 0) throw await this.reportFaults(faults, answer);
      const currency = currencyOf(answer.root);
      if (currency !== null && currency !== this.tools.currency)
        throw await this.reportFaults([{ place: 'currency', why: 'unknown-unit' }], answer);

      const received = offset + extracted.rows;
      if (received > MOST_RECORDS) throw contractFailure(`${answer.place}: too-many`);
      const repeated = this.keys.add(extracted.columns, extracted.rows);
      if (repeated !== null) throw new Moved(repeated === 'same' ? 'unstable' : 'conflict');
      const last = this.isLast(answer, received);
      if (answer.announced !== null && (received > answer.announced || (last && received !== answer.announced)))
        throw new Moved('count-mismatch');
      this.keep(source, extracted.columns, extracted.rows);
      this.content?.add(extracted.columns, extracted.rows);
      const page: Page = {
        slice: this.slice,
        index,
        offset,
        announced: answer.announced,
        rows: extracted.rows,
        currency,
        columns: extracted.columns,
        last,
      };
      if (index === 0 && this.keepsBack(page)) this.held = [];
      await this.begin(resume !== undefined);
      await this.send({ kind: 'page', page });
      this.tools.received(extracted.rows);
      await this.sayLeftOut(extracted);
      this.taken = received;
      if (last) return received;
      offset = received;
      index++;
    }
  }

  private keepsBack(page: Page): boolean {
    if (this.task.hold === 'all') return true;
    return this.task.hold === true && page.last && holdsNothing(this.task.key.source, page);
  }

  private isLast(answer: Answered, received: number): boolean {
    if (this.operation.paging.kind === 'batch') return this.asked >= (this.task.items?.length ?? 0);
    const { kind } = this.operation.paging;
    if ((kind !== 'records' && kind !== 'pages') || answer.records.length === 0) return true;
    // A page that is not full has no next one: its number would not be whole.
    if (kind === 'pages' && answer.records.length < answer.limit) return true;
    if (answer.announced !== null) return received >= answer.announced;
    // Without the total that the contract promises nobody knows whether a full page was the last.
    const { total } = this.operation;
    if (total !== null && answer.records.length >= answer.limit) throw contractFailure(`${total}: missing`);
    return answer.records.length < answer.limit;
  }

  /** Records of somebody or something else than was asked for. */
  private strangers({ columns, rows }: Extracted, place: string): RecordFault[] {
    const { source, customer, order } = this.task.key;
    const asked = source === 'fee-records' ? customer : source === 'order-details' ? order : undefined;
    const field = source === 'order-details' ? 'order_id' : 'customer_id';
    const wanted = this.batch.length > 0 ? new Set(this.batch) : asked === undefined ? null : new Set([asked]);
    const got = columns[field];
    if (wanted === null || got === undefined) return [];
    const known = new Set([...wanted].map((id) => id.toLowerCase()));
    const faults: RecordFault[] = [];
    for (let row = 0; row < rows; row++)
      if (!known.has((got[row] ?? '').toLowerCase())) faults.push({ place: `${place}[${String(row)}].${field}`, why: 'not-asked-for' });
    return faults;
  }

  /** An answer leaves out silently whom the caller has no right to (errors-and-limits.md, "Not errors, but empty"): said, not guessed. */
  private async sayLeftOut({ columns, rows }: Extracted): Promise<void> {
    const got = new Set((columns['customer_id'] ?? []).slice(0, rows));
    const left = this.batch.filter((id) => !got.has(id)).length;
    if (left === 0) return;
    const failure = new CallFailure({ failure: 'foreign', reach: 'slice', retry: false }, 200, null, null);
    await this.tools.problem(this.slice, failure, `asked ${String(this.batch.length)}, left out ${String(left)}`);
  }

  private async answer(offset: number): Promise<Answered> {
    const { paging, parameters } = this.operation;
    const asked = parameters(this.task.key);
    if (paging.kind === 'none') return this.answered(await this.call(asked, {}), 0);
    if (paging.kind === 'batch') return this.nextBatch(asked, paging);
    if (paging.kind === 'pages') return this.numberedPage(asked, offset, paging.max);
    if (paging.kind === 'lines') return this.wholeRecord(asked, paging.lines, paging.max);
    const limit = Math.max(1, (this.limits.get(this.operation.id) ?? paging.max) - (SMALLER_BY[this.reread] ?? 0));
    try {
      return this.answered(await this.call(asked, { offset, limit }), limit);
    } catch (error) {
      const safe = Math.min(paging.safe ?? limit, limit);
      if (!(error instanceof CallFailure) || !/^CBC\.010[01]$/.test(error.code ?? '') || safe >= limit) throw error;
      this.limits.set(this.operation.id, safe);
      return this.answered(await this.call(asked, { offset, limit: safe }), safe);
    }
  }

  /** The next items asked about; what the answer leaves out has no record (referral customers have no balance). */
  private async nextBatch(asked: Parameters, { max, list, item, sized }: Batches): Promise<Answered> {
    const part = this.task.items?.slice(this.asked, this.asked + max) ?? [];
    const body = {
      ...asked.body,
      [list]: item === null ? part : part.map((id) => ({ [item]: id })),
      ...(sized === true ? { limit: part.length } : {}),
    };
    const answer = this.answered(await this.call({ ...asked, body }, {}), part.length);
    this.asked += part.length;
    this.batch = part;
    return answer;
  }

  /**
   * Interfaces of v1.0 count pages, from 1 by habit, from 0 as this one's bounds allow: where page 1 holds fewer than a first page would, they
   * are counted from 0. Whatever is still missed in the end shows against the announced number.
   */
  private async numberedPage(asked: Parameters, offset: number, limit: number): Promise<Answered> {
    const number = offset / limit + this.firstPage;
    const answer = this.answered(await this.call(asked, { offset: number, limit }), limit);
    if (offset > 0 || this.firstPage === 0 || answer.records.length >= Math.min(limit, answer.announced ?? 0)) return answer;
    this.firstPage = 0;
    return this.numberedPage(asked, 0, limit);
  }

  private call(asked: ReturnType<Operation['parameters']>, paging: Record<string, number>): Promise<ExactObject> {
    return this.tools.gateway.call(this.operation, this.variant, asked, paging, this.tools.signal);
  }

  /** One record whose lines come in pages: they are put together, so that the record is whole. */
  private async wholeRecord(asked: ReturnType<Operation['parameters']>, name: string, limit: number): Promise<Answered> {
    const first = await this.call(asked, { offset: 0, limit });
    const total = totalOf(first, this.operation.total);
    const lines = [...linesOf(first, name)];
    const seen = new Set(lines.map(exactText));
    if ((total ?? 0) > MOST_LINES) throw contractFailure(`${name}: too-many`);
    while (total !== null && lines.length < total) {
      const next = await this.call(asked, { offset: lines.length, limit });
      const more = linesOf(next, name);
      if (totalOf(next, this.operation.total) !== total) throw new Moved('unstable');
      if (more.length === 0) throw new Moved('count-mismatch');
      lines.push(...more);
      for (const line of more) seen.add(exactText(line));
      // Each line has an ID of its own, so equal ones are one line that came twice.
      if (seen.size < lines.length) throw new Moved('unstable');
    }
    if (total !== null && lines.length !== total) throw new Moved('count-mismatch');
    return { ...this.answered({ ...first, [name]: lines }, limit), announced: null };
  }

  private answered(root: ExactObject, limit: number): Answered {
    const { rows, total, source } = this.operation;
    const announced = totalOf(root, total);
    if (rows === null) {
      // A month without a statement may be answered with nothing in it.
      const empty = source === 'statement' && member(root, 'initial_amount_due') === undefined && member(root, 'bill_cycle') === undefined;
      return { root, records: empty ? [] : [root], announced, limit, place: 'answer' };
    }
    const value = member(root, rows);
    if (value === undefined || value === null) {
      if (this.operation.paging.kind === 'lines') throw contractFailure(`${rows}: missing`);
      return { root, records: [], announced, limit, place: rows };
    }
    if (isObject(value)) return { root, records: [value], announced, limit, place: rows };
    if (!isList(value)) throw contractFailure(`${rows}: not-a-list`);
    return { root, records: value, announced, limit, place: rows };
  }

  private async reportFaults(faults: readonly RecordFault[], answer: Answered): Promise<RecordFailure> {
    const failure = new RecordFailure();
    for (const fault of faults.slice(0, REPORTED_FAULTS)) {
      const { place, why } = fault;
      await this.tools.problem(this.slice, new CallFailure(failure.verdict, 200, null, requestIdOf(answer.root)), `${place}: ${why}`);
    }
    return failure;
  }

  private keep(source: SourceId, columns: Page['columns'], rows: number): void {
    const fields = FEEDS[source];
    if (!fields) return;
    for (let row = 0; row < rows; row++) {
      const values = fields.map((field) => columns[field]?.[row] ?? null);
      const name = values.join('\u0000');
      if (!this.found.has(name)) this.found.set(name, Object.fromEntries(fields.map((field, i) => [field, values[i] ?? null])));
    }
  }
}

/** Records outside the contract, each reported already. */
class RecordFailure extends CallFailure {
  constructor() {
    super({ failure: 'contract', reach: 'slice', retry: false }, 200, null, null);
  }
}

interface Answered {
  readonly root: ExactObject;
  readonly records: readonly Exact[];
  readonly announced: number | null;
  readonly limit: number;
  readonly place: string;
}

function totalOf(root: ExactObject, name: string | null): number | null {
  if (name === null) return null;
  const value = member(root, name);
  if (value === undefined || value === null) return null;
  const text = isNumber(value) ? value.value : typeof value === 'string' ? value : '';
  if (!/^\d{1,10}$/.test(text)) throw contractFailure(`${name}: not-an-integer`);
  if (Number(text) > MOST_RECORDS) throw contractFailure(`${name}: too-many`);
  return Number(text);
}

function linesOf(root: ExactObject, name: string): readonly Exact[] {
  const value = member(root, name);
  if (value === undefined || value === null) return [];
  if (!isList(value)) throw contractFailure(`${name}: not-a-list`);
  return value;
}

function currencyOf(root: ExactObject): string | null {
  const value = member(root, 'currency');
  return typeof value === 'string' && value !== '' ? value : null;
}

function requestIdOf(root: ExactObject): string | null {
  const value = member(root, 'request_id');
  return typeof value === 'string' ? value : null;
}

const STATEMENT_FIGURES = ['initial_amount_due', 'consume_amount', 'refunds', 'adjustments'] as const;

/** No record, or a statement of nothing but zeros. */
function holdsNothing(source: SourceId, page: Page): boolean {
  if (page.rows === 0) return true;
  return (
    source === 'statement' &&
    STATEMENT_FIGURES.every((name) => (page.columns[name] ?? []).every((text) => text === null || parseUnits(text) === 0n))
  );
}
