/**
 * One call of the partner API, from parameters to a parsed answer: paced, signed, tried again where that can help, and stopped where
 * it cannot. Only reads go through here, so trying again is always safe.
 */
import type { Call, Parameters } from '../../shared/api/catalogue';
import { OF_THE_WAY } from '../../shared/sync/failures';
import type { PauseReason, SyncProgress, SyncTrouble } from '../../shared/sync/slices';
import { ALWAYS_ONLINE, Away, type Connection } from './away';
import type { Clock, Random } from './clock';
import { CallFailure, contractFailure, failureOf, failureOfTransport, garbledFailure, isWebPage, webPageFailure } from './errors';
import { ExactJsonError, isObject, parseExact, type Exact, type ExactObject } from './exact-json';
import { TransportError, type Reply, type Transport } from './http';
import { backOffMs, retryAfterMs, type Pacer } from './pace';
import { sign, type Credentials } from './signer';

/** The gateway refuses a date more than 15 minutes off (signing.md, Clock). Half of it leaves room for slow answers. */
const CLOCK_TOLERANCE_MS = 7.5 * 60_000;
/** Transient failures in a row, without one answer in between, after which an interface is taken as down. */
const STRIKES = 3;
/** An answer that is no JSON is asked for again so many times: a line that garbles answers has other troubles. */
const GARBLED_RETRIES = 2;
/** No answer for so long, and the run says that it waits. */
const SILENCE_MS = 5_000;
/** While nothing gets through, a try waits this long for a first sign of an answer: half a minute of tries shows that nobody is there. */
const FIRST_SIGN_MS = 8_000;
/** Tries of a call that reaches nobody end so long after the first of them failed. */
const NETWORK_PATIENCE_MS = 20_000;

export interface GatewayOptions {
  /** Checked by hosts.ts. */
  readonly origin: string;
  readonly credentials: Credentials;
  readonly transport: Transport;
  readonly pacer: Pacer;
  readonly clock: Clock;
  readonly random: Random;
  readonly language: 'zh_CN' | 'en_US';
  /** Nothing is said of sleep and network unless given. */
  readonly connection?: Connection;
  /** How long who has been answered before waits for the way to open again, ms; not at all unless told. */
  readonly patienceMs?: number;
  /** Called when `trouble` or `pause` changed. */
  readonly onTrouble: () => void;
}

export interface GatewayCounts {
  requests: number;
  retries: number;
  /** Answers 429. */
  throttled: number;
  /** Answers that were not refusals. */
  answers: number;
}

export class Gateway {
  readonly counts: GatewayCounts = { requests: 0, retries: 0, throttled: 0, answers: 0 };
  private offsetMs = 0;
  private corrected = false;
  private readonly closed = new Map<string, CallFailure>();
  private readonly strikes = new Map<string, number>();
  private readonly doors = new Map<string, Door>();
  private recent: number[] = [];
  /** Replies of any kind. */
  private heard = 0;
  /** Somebody answered, and no call has failed to reach anybody since. */
  private reached = false;
  /** Somebody answered in this run: the address is right, so a way that closes may open again. */
  private everReached = false;
  private readonly away: Away;
  private readonly patienceMs: number;
  private readonly connection: Connection;
  private knocking: Promise<boolean> | null = null;
  private keptWaiting: SyncTrouble | null = null;

  constructor(private readonly options: GatewayOptions) {
    this.patienceMs = options.patienceMs ?? 0;
    this.connection = options.connection ?? ALWAYS_ONLINE;
    this.away = new Away(options.clock, this.connection, options.onTrouble, (signal) => this.anybodyThere(signal), this.patienceMs);
  }

  /** Listens to the machine's sleep and network for as long as the run lasts; returns how to stop. */
  watchSystem(): () => void {
    return this.connection.watch((what) => {
      if (what === 'suspend') return this.away.suspend();
      // A clock that was set during the sleep may be corrected once more.
      if (what === 'resume') this.corrected = false;
      this.away.nudge();
    });
  }

  /** Set while the run stands still. */
  get pause(): SyncProgress['paused'] {
    return this.away.pause;
  }

  /** What has to be added to the machine's clock, seconds. */
  get clockOffsetSeconds(): number {
    return Math.round(this.offsetMs / 1000);
  }

  /** What keeps the calls waiting right now, or null. */
  get trouble(): SyncTrouble | null {
    return this.keptWaiting;
  }

  /** Requests a second over the last five. */
  get rate(): number {
    const since = this.options.clock.now() - 5000;
    this.recent = this.recent.filter((at) => at > since);
    return this.recent.length / 5;
  }

  /**
   * The failure that a kind of call ended in for the rest of the run, or null.
   * @param variant kinds of one interface that may be allowed or not by themselves, e.g. asking for resellers
   */
  closedFor(operation: Call, variant: string): CallFailure | null {
    return this.closed.get(operation.id + variant) ?? null;
  }

  /**
   * Calls an interface. The first call of a kind goes alone, so that a refusal is met once and not by all that wait.
   * @param paging `offset` and `limit`, put where the interface wants them
   * @throws CallFailure; the signal's reason when cancelled
   */
  async call(
    operation: Call,
    variant: string,
    parameters: Parameters,
    paging: Readonly<Record<string, number>>,
    signal: AbortSignal,
  ): Promise<ExactObject> {
    const kind = operation.id + variant;
    let door = this.doors.get(kind);
    if (!door) this.doors.set(kind, (door = new Door()));
    return door.pass(async () => {
      const closed = this.closed.get(kind);
      if (closed) throw closed;
      try {
        const root = await this.tries(operation, parameters, paging, signal);
        this.strikes.delete(kind);
        return root;
      } catch (error) {
        if (!(error instanceof CallFailure)) throw error;
        throw this.judged(error, kind);
      }
    });
  }

  /** Widens a failure that keeps coming back: to its kind of call, or to the run when nothing at all gets through. */
  private judged(failure: CallFailure, kind: string): CallFailure {
    const { verdict } = failure;
    if (verdict.reach === 'source') this.closed.set(kind, failure);
    if (!verdict.retry) return failure;
    if (verdict.reach === 'run') return failure;
    if (OF_THE_WAY.has(verdict.failure) && !this.reached) return widened(failure, 'run');
    const strikes = (this.strikes.get(kind) ?? 0) + 1;
    this.strikes.set(kind, strikes);
    if (strikes >= STRIKES) this.closed.set(kind, widened(failure, 'source'));
    return failure;
  }

  private async tries(
    operation: Call,
    parameters: Parameters,
    paging: Readonly<Record<string, number>>,
    signal: AbortSignal,
  ): Promise<ExactObject> {
    const { clock, random, pacer } = this.options;
    let unreachedSince: number | null = null;
    for (let attempt = 0, clockTries = 0; ;) {
      let signedWith = this.offsetMs;
      let failure: CallFailure;
      let reply: Reply | null = null;
      const heardBefore = this.heard;
      let watch: AbortController | null = null;
      try {
        do {
          await this.away.over(signal);
          await pacer.take(operation, signal);
        } while (this.away.is && this.away.forMs < this.patienceMs);
        signedWith = this.offsetMs;
        this.counts.requests++;
        this.recent.push(clock.now());
        watch = this.watchSilence();
        reply = await this.options.transport(this.signed(operation, parameters, paging), signal, this.reached ? undefined : FIRST_SIGN_MS);
        const answer = read(reply);
        if (!(answer instanceof CallFailure) || !OF_THE_WAY.has(answer.verdict.failure)) this.heardSomebody();
        if (reply.status < 500) this.tell(null);
        if (!(answer instanceof CallFailure)) {
          this.counts.answers++;
          pacer.answered(operation);
          return answer;
        }
        failure = answer;
      } catch (error) {
        if (!(error instanceof TransportError)) throw error;
        failure = failureOfTransport(error);
      } finally {
        watch?.abort();
      }
      signal.throwIfAborted();
      const way = OF_THE_WAY.has(failure.verdict.failure);
      // Others may get through meanwhile: then it is this call's bad luck, not the network.
      if (way && this.heard === heardBefore) this.reached = false;
      if (reply !== null && !way && reply.status !== 429 && reply.status < 500) this.counts.answers++;

      if (reply?.status === 401) {
        // One more try per call at most: failures are counted by the gateway, and a locked key helps nobody.
        if (clockTries++ === 0 && this.clockWasOff(reply, signedWith)) {
          this.counts.retries++;
          continue;
        }
        throw this.skewOf(reply) > CLOCK_TOLERANCE_MS
          ? new CallFailure({ failure: 'clock', reach: 'run', retry: false }, reply.status, failure.code, failure.requestId)
          : failure;
      }
      if (!failure.verdict.retry) throw failure;
      if (way && !this.reached && this.everReached) {
        if (this.away.forMs >= this.patienceMs) throw widened(failure, 'run');
        // Where somebody still answers, it is this call's own trouble, and its tries are counted.
        if (!(await this.anybodyThere(signal))) {
          this.away.lost(failure.verdict.failure as PauseReason);
          this.tell('network');
          this.counts.retries++;
          continue;
        }
      }
      const unreached = way && !this.reached;
      unreachedSince = unreached ? (unreachedSince ?? clock.now()) : null;
      if (unreachedSince !== null) this.tell('network');
      else if (failure.verdict.failure === 'service') this.tell('service');
      if (failure.verdict.failure === 'contract' && attempt >= GARBLED_RETRIES) throw failure;
      const wait = backOffMs(attempt++, random, retryAfterMs(reply?.headers['retry-after'], clock.now() + this.offsetMs));
      if (failure.verdict.failure === 'throttled') {
        this.counts.throttled++;
        pacer.refused(operation, wait ?? 0);
      }
      if (wait === null || (unreachedSince !== null && clock.now() + wait - unreachedSince > NETWORK_PATIENCE_MS)) throw failure;
      this.counts.retries++;
      await clock.sleep(wait, signal);
    }
  }

  /** Asks for nothing, without a signature: any answer that is the gateway's shows that the way is open. */
  private anybodyThere(signal: AbortSignal): Promise<boolean> {
    this.knocking ??= this.knock(signal).finally(() => (this.knocking = null));
    return this.knocking;
  }

  private async knock(signal: AbortSignal): Promise<boolean> {
    try {
      const reply = await this.options.transport(
        { method: 'GET', url: `${this.options.origin}/`, headers: {}, body: null },
        signal,
        FIRST_SIGN_MS,
      );
      if (reply.status === 407 || isWebPage(reply)) return false;
      this.heardSomebody();
      return true;
    } catch (error) {
      if (!(error instanceof TransportError)) throw error;
      return false;
    }
  }

  private heardSomebody(): void {
    this.heard++;
    this.reached = true;
    this.everReached = true;
    this.away.back();
  }

  /** Says that nothing comes, unless something does or the returned controller is aborted. */
  private watchSilence(): AbortController {
    const ended = new AbortController();
    const before = this.heard;
    this.options.clock.sleep(SILENCE_MS, ended.signal).then(
      () => this.heard === before && this.keptWaiting === null && this.tell('silent'),
      () => undefined,
    );
    return ended;
  }

  private tell(trouble: SyncTrouble | null): void {
    if (trouble === this.keptWaiting) return;
    this.keptWaiting = trouble;
    this.options.onTrouble();
  }

  private signed(operation: Call, parameters: Parameters, paging: Readonly<Record<string, number>>): ReturnType<typeof sign> {
    const { origin, credentials, clock, language } = this.options;
    const inBody = operation.paging.kind === 'records' && operation.paging.where === 'body';
    const body = operation.method === 'POST' ? JSON.stringify({ ...parameters.body, ...(inBody ? paging : {}) }) : undefined;
    return sign({
      ...credentials,
      method: operation.method,
      origin,
      path: filled(operation.path, parameters.path ?? {}),
      query: { ...parameters.query, ...(inBody ? {} : paging) },
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(operation.language ? { 'x-language': parameters.language ?? language } : {}),
      },
      ...(body === undefined ? {} : { body }),
      date: new Date(clock.now() + this.offsetMs),
    });
  }

  private skewOf(reply: Reply): number {
    const theirs = Date.parse(reply.headers['date'] ?? '');
    return Number.isNaN(theirs) ? 0 : Math.abs(theirs - (this.options.clock.now() + this.offsetMs));
  }

  /** Corrects the offset from the answer's Date header, once a run. True when a call signed before has reason to try again. */
  private clockWasOff(reply: Reply, signedWith: number): boolean {
    if (signedWith !== this.offsetMs) return true;
    if (this.corrected || this.skewOf(reply) <= CLOCK_TOLERANCE_MS) return false;
    this.corrected = true;
    this.offsetMs = Date.parse(reply.headers['date'] ?? '') - this.options.clock.now();
    return true;
  }
}

function widened(failure: CallFailure, reach: 'source' | 'run'): CallFailure {
  return new CallFailure({ ...failure.verdict, reach }, failure.status, failure.code, failure.requestId, failure.detail);
}

/** Values in the path come from answers (order IDs): only what no URL parser changes may stand there. */
function filled(path: string, values: Readonly<Record<string, string>>): string {
  return path.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = values[name] ?? '';
    if (!/^[A-Za-z0-9_-]{1,64}$/.test(value)) throw contractFailure(`path parameter ${name}`, null);
    return value;
  });
}

function read(reply: Reply): ExactObject | CallFailure {
  let root: Exact | null = null;
  let broken: ExactJsonError | null = null;
  try {
    root = parseExact(reply.body);
  } catch (error) {
    if (!(error instanceof ExactJsonError)) throw error;
    broken = error;
  }
  const ok = reply.status >= 200 && reply.status < 300;
  if (ok && broken !== null) {
    if (isWebPage(reply)) return webPageFailure(reply);
    if (broken.meant) return contractFailure(broken.message, reply.status, reply.headers['x-request-id'] ?? null);
    return garbledFailure(broken.message, reply);
  }
  const failure = failureOf(reply, root);
  if (failure) return failure;
  if (isObject(root)) return root;
  return contractFailure('not an object', reply.status, reply.headers['x-request-id'] ?? null);
}

/** Lets the first one through alone; once somebody came back well, everybody. */
class Door {
  private open = false;
  private trying: Promise<void> | null = null;

  async pass<T>(work: () => Promise<T>): Promise<T> {
    while (!this.open && this.trying) await this.trying;
    if (this.open) return work();
    let done = (): void => undefined;
    this.trying = new Promise((resolve) => (done = resolve));
    try {
      const result = await work();
      this.open = true;
      return result;
    } catch (error) {
      // "No such order" is an answer like any other.
      if (error instanceof CallFailure && error.verdict.reach === 'slice' && !error.verdict.retry) this.open = true;
      throw error;
    } finally {
      this.trying = null;
      done();
    }
  }
}
