import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { loadDataset } from './data-folder';
import type { Dataset, Site } from './dataset';
import { ApiError, badParameter, internal, notAuthorized, notAuthorizedCaller, throttled } from './errors';
import { certificateOf } from './faults/certificate';
import { Faults, errorCodeFor } from './faults/faults';
import type { Effect, FaultPlan } from './faults/plan';
import { send, type Answer } from './faults/sending';
import { findRoute } from './routes';
import type { Route } from './routes/route';
import { checkParameters, fromBody, fromQuery, type Query } from './routes/parameters';
import type { ExportedFile } from './exports/write';
import type { SampleFiles } from './ledgers/sample';
import { Throttle } from './throttle';
import { verifyRequest, type ReceivedRequest, type SigningKeys } from './verify';
import type { Wire, WireRecord } from './wire';
import { datasetOf } from './world/rows';
import { DEFAULT_SEED, DEFAULT_TODAY, plantedWorld, type WorldSize } from './world';

export interface SandboxOptions {
  readonly site: Site;
  readonly size: WorldSize;
  readonly seed?: number;
  /** 0 or absent: any free port. */
  readonly port?: number;
  /** Calls a second for every interface, `off` for no throttling; absent: each interface's documented quota. */
  readonly rate?: number | 'off';
  /** Day the sandbox believes it is (UTC+8); what lies later is not served. */
  readonly today?: string;
  /** Serve this folder of JSON Lines instead of a generated world. */
  readonly dataDir?: string;
  readonly faults?: FaultPlan;
  /** What the caller's role lacks: permission items (`BPC_ITEM_...`), or operation IDs where none is documented. */
  readonly denied?: readonly string[];
  /** A world and ledgers without planted breaks. */
  readonly clean?: boolean;
  /** Clock for signatures and the Date header; the real one unless told. */
  readonly clock?: () => Date;
}

/** Counts since the start. `refused` are answers with an error status, planned ones included. */
export interface SandboxStats {
  readonly requests: number;
  readonly refused: number;
  readonly byOperation: Readonly<Record<string, { requests: number; refused: number }>>;
}

export interface Sandbox {
  readonly url: string;
  readonly ak: string;
  readonly sk: string;
  readonly today: string;
  /** PEM of the certificate it serves with, when the plan wants one. */
  readonly certificate: string | null;
  stats(): SandboxStats;
  /** Writes the two sample ledgers with aliases and price rules into `dir`. @throws Error for a data folder, which has none */
  sampleLedgers(dir: string): Promise<SampleFiles>;
  /** Writes the files a partner would download into `dir`. @throws Error for a data folder, which has none */
  exportFiles(dir: string): Promise<readonly ExportedFile[]>;
  close(): Promise<void>;
}

/** Largest signed body the gateway takes. */
const MAX_BODY = 12 * 1024 * 1024;

interface Serving {
  readonly options: SandboxOptions;
  readonly keys: SigningKeys;
  readonly data: Dataset;
  readonly today: string;
  readonly throttle: Throttle;
  readonly faults: Faults;
  readonly counts: Map<string, { requests: number; refused: number }>;
  readonly sockets: Set<Socket>;
  /** Connections are cut until then, ms of the monotonic clock. */
  awayUntil: number;
}

async function readBody(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY) throw new ApiError(413, 'APIGW.0201', 'The request body is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function headerPairs(request: IncomingMessage): [string, string][] {
  const pairs: [string, string][] = [];
  for (let i = 0; i + 1 < request.rawHeaders.length; i += 2) {
    pairs.push([request.rawHeaders[i] ?? '', request.rawHeaders[i + 1] ?? '']);
  }
  return pairs;
}

function languageIsEnglish(request: IncomingMessage): boolean {
  const asked = request.headers['x-language'];
  return typeof asked === 'string' && asked.toLowerCase() === 'en_us';
}

function shifted(body: WireRecord, delta: number): WireRecord {
  if (delta === 0) return body;
  const moved: Record<string, Wire | undefined> = { ...body };
  for (const key of ['count', 'total_count']) {
    const total = moved[key];
    if (typeof total === 'number') moved[key] = total + delta;
  }
  return moved;
}

/** The page the plan wants instead of the one asked for. */
function turned(query: Query, { shift = 0, repeatPage, pageAtMost }: Effect): Query {
  const later = query.offset > 0;
  const moved = repeatPage === true ? 0 : Math.max(0, query.offset - shift);
  return { ...query, offset: later ? moved : 0, limit: Math.min(query.limit, pageAtMost ?? query.limit) };
}

function changed(body: WireRecord, { totalDelta, errorDetails }: Effect): WireRecord {
  const sent = totalDelta === undefined ? body : shifted(body, totalDelta);
  return errorDetails === undefined ? sent : { ...sent, error_details: [{ error_code: errorDetails, error_msg: 'planned fault' }] };
}

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

const clockOf = ({ options }: Serving, { clockSkewSeconds = 0 }: Effect): Date =>
  new Date((options.clock ?? (() => new Date()))().getTime() + clockSkewSeconds * 1000);

/** @throws Refused with what the plan wants of the refusal */
async function answer(serving: Serving, request: IncomingMessage): Promise<Answer> {
  const target = request.url ?? '/';
  const method = request.method ?? 'GET';
  const at = target.indexOf('?');
  const path = at < 0 ? target : target.slice(0, at);
  const body = await readBody(request);
  const { route, pathText } = findRoute(method, path, serving.options.site);
  const counts = serving.counts.get(route.operation) ?? { requests: 0, refused: 0 };
  serving.counts.set(route.operation, counts);
  counts.requests++;
  const effect = serving.faults.next(route.operation);
  try {
    if (effect.vanishMs !== undefined) vanish(serving, effect.vanishMs);
    const received: ReceivedRequest = { method, target, headers: headerPairs(request), body };
    const verdict = verifyRequest(received, serving.keys, clockOf(serving, effect));
    if (!verdict.ok) throw notAuthorized(verdict.why);
    const over = serving.throttle.count(route.operation, route.quota, performance.now());
    if (over !== null) throw throttled(over);
    if (lacksPermission(route, serving.options.denied ?? [])) throw notAuthorizedCaller();
    if (effect.delayMs !== undefined) await pause(effect.delayMs);
    if (effect.status !== undefined) throw new ApiError(effect.status, effect.code ?? errorCodeFor(effect.status), 'planned fault');
    const raw = method === 'POST' ? fromBody(body, route.parameters) : fromQuery(at < 0 ? '' : target.slice(at + 1));
    const query = turned(checkParameters(raw, route.parameters, route.pageMax), effect);
    const plain = route.respond({
      operation: route.operation,
      data: serving.data,
      query,
      pathText,
      english: languageIsEnglish(request),
      today: serving.today,
    });
    const total = [plain['count'], plain['total_count']].find((one) => typeof one === 'number') ?? 0;
    const late = serving.data.arriving?.(route.operation, query, Number(total)) ?? 0;
    return { status: 200, body: changed(shifted(plain, -late), effect), effect };
  } catch (error) {
    counts.refused++;
    throw new Refused(asApiError(error), effect);
  }
}

/** Any one of an interface's items will do, so all of them have to be missing. */
function lacksPermission({ operation, permission }: Route, denied: readonly string[]): boolean {
  return denied.includes(operation) || (permission.length > 0 && permission.every((item) => denied.includes(item)));
}

/** A refusal, with what the plan wants of it. */
class Refused extends Error {
  constructor(
    readonly refusal: ApiError,
    readonly effect: Effect,
  ) {
    super(refusal.message);
  }
}

/** Cuts every connection, and every new one for a while. */
function vanish(serving: Serving, ms: number): void {
  serving.awayUntil = performance.now() + ms;
  for (const socket of serving.sockets) socket.destroy();
}

function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof URIError) return badParameter('the address holds a broken escape');
  return internal(error instanceof Error ? error.message : 'unknown');
}

async function serve(serving: Serving, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const requestId = randomBytes(16).toString('hex');
  let answered: Answer;
  try {
    answered = await answer(serving, request);
  } catch (error) {
    const { refusal, effect } = error instanceof Refused ? error : { refusal: asApiError(error), effect: {} };
    answered = { status: refusal.status, body: refusal.body(requestId), effect };
  }
  if (!response.destroyed) await send(response, answered, requestId, clockOf(serving, answered.effect));
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', fail);
      done((server.address() as AddressInfo).port);
    });
  });
}

function statsOf(serving: Serving): SandboxStats {
  const byOperation: Record<string, { requests: number; refused: number }> = {};
  const total = { requests: 0, refused: 0 };
  for (const [operation, counts] of serving.counts) {
    byOperation[operation] = { ...counts };
    total.requests += counts.requests;
    total.refused += counts.refused;
  }
  return { ...total, byOperation };
}

/**
 * Starts a partner API on loopback with made-up keys of its own.
 * @throws Error when the port is taken or the data folder cannot be read
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const today = options.today ?? DEFAULT_TODAY;
  const world = { site: options.site, size: options.size, seed: options.seed ?? DEFAULT_SEED, clean: options.clean ?? false };
  const data =
    options.dataDir === undefined ? datasetOf(plantedWorld(world).world, today) : await loadDataset(options.dataDir, options.site);
  const serving: Serving = {
    options,
    keys: { ak: 'SANDBOX' + randomBytes(7).toString('hex').toUpperCase().slice(0, 13), sk: randomBytes(20).toString('hex') },
    data,
    today,
    throttle: new Throttle(options.rate === 'off' ? null : options.rate),
    faults: new Faults(options.faults),
    counts: new Map(),
    sockets: new Set(),
    awayUntil: 0,
  };
  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    // A caller that hung up in the middle of its own request is told nothing.
    serve(serving, request, response).catch(() => response.destroy());
  };
  const tls = options.faults?.tls;
  const certificate = tls === undefined ? null : certificateOf(tls, (options.clock ?? (() => new Date()))().getTime());
  const server = certificate === null ? createServer(handle) : createSecureServer(certificate, handle);
  server.on('connection', (socket: Socket) => {
    if (performance.now() < serving.awayUntil) return socket.destroy();
    serving.sockets.add(socket);
    socket.on('close', () => serving.sockets.delete(socket));
  });
  const port = await listen(server, options.port ?? 0);
  return {
    url: `${certificate === null ? 'http' : 'https'}://127.0.0.1:${String(port)}`,
    ...serving.keys,
    today,
    certificate: certificate?.cert ?? null,
    stats: () => statsOf(serving),
    sampleLedgers: async (dir) => {
      if (options.dataDir !== undefined) throw new Error('a data folder has no sample ledgers');
      const { writeSampleLedgers } = await import('./ledgers/sample');
      return writeSampleLedgers(plantedWorld(world), dir);
    },
    exportFiles: async (dir) => {
      if (options.dataDir !== undefined) throw new Error('a data folder has no files to export');
      const { writeExports } = await import('./exports/write');
      return writeExports(plantedWorld(world).world, dir, { today, planted: !world.clean });
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
