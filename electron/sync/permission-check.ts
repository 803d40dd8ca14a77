/**
 * Which interfaces the keys' role may call: each of the catalogue is tried once, one after another, with the smallest read there is (one
 * record, one customer, one past month). Reads only; a refusal is met once and never tried again.
 */
import { CALLS, type AskedFor, type Call, type CallId, type Parameters } from '../../shared/api/catalogue';
import { shiftPeriod } from '../../shared/period';
import type { CheckedCall, PermissionReport, Subjects } from '../../shared/sync/permissions';
import type { Site, SliceFailure } from '../../shared/sync/slices';
import { systemClock, type Clock, type Random } from './clock';
import { CallFailure } from './errors';
import { isList, isObject, member, type ExactObject } from './exact-json';
import { Gateway } from './gateway';
import { checkedOrigin } from './hosts';
import type { Transport } from './http';
import { Pacer, type RateSetting } from './pace';
import type { Credentials } from './signer';

export interface CheckOptions {
  readonly site: Site;
  readonly today: string;
  readonly language: 'zh_CN' | 'en_US';
  readonly subjects: Subjects;
  /** Nothing but these; all unless told. */
  readonly only?: readonly string[];
  readonly credentials: Credentials;
  readonly endpoint: string;
  readonly allowOtherHost?: boolean;
  readonly transport: Transport;
  readonly rate?: RateSetting;
  readonly paces?: ConstructorParameters<typeof Pacer>[2];
  readonly clock?: Clock;
  readonly random?: Random;
  /** Told before each interface; a rejection ends the check. */
  readonly onProgress: (step: { done: number; total: number }) => Promise<void>;
  readonly signal: AbortSignal;
}

/** Answers of one interface that another can be asked about. */
const TEACHES: Partial<Record<CallId, { readonly subject: keyof Subjects; readonly field: string }>> = {
  ListSubCustomers: { subject: 'customer', field: 'customer_id' },
  ListServiceTypes: { subject: 'service', field: 'service_type_code' },
  ListCustomerOrders: { subject: 'order', field: 'order_id' },
};

/** Asked about where nothing is known: nobody has such a customer or order, but a role without permission is refused before anybody looks. */
const MADE_UP = { customer: '0'.repeat(32), order: 'CS0000000000000000', service: 'hws.service.type.none' } as const;

/** Failures that say the role lacks something; every other one leaves the question open. */
const REFUSALS: ReadonlySet<SliceFailure> = new Set<SliceFailure>(['permission', 'not-partner', 'account-kind']);

/**
 * Tries every interface. Never throws for what a gateway answers: what ended it early is in the report, with the rest unknown.
 * @throws HostRefusedError before anything is signed; the signal's reason when cancelled
 */
export async function checkPermissions(options: CheckOptions): Promise<PermissionReport> {
  const clock = options.clock ?? systemClock;
  const gateway = new Gateway({
    origin: checkedOrigin(options.endpoint, { allowOther: options.allowOtherHost ?? false }),
    credentials: options.credentials,
    transport: options.transport,
    pacer: new Pacer(options.rate, clock, options.paces),
    clock,
    random: options.random ?? Math.random,
    language: options.language,
    onTrouble: () => undefined,
  });
  const subjects: { -readonly [K in keyof Subjects]: Subjects[K] } = { ...options.subjects };
  const calls: CheckedCall[] = [];
  let stopped: SliceFailure | null = null;
  const { only } = options;
  // What names somebody to ask about is asked for again where nobody is known.
  const teaches = (id: string): boolean => {
    const lesson = TEACHES[id as CallId];
    return lesson !== undefined && subjects[lesson.subject] === undefined;
  };
  const asked = only === undefined ? CALLS : CALLS.filter(({ id }) => only.includes(id) || teaches(id));
  for (const call of asked) {
    options.signal.throwIfAborted();
    await options.onProgress({ done: calls.length, total: asked.length });
    const id = call.id as CallId;
    if (!call.sites.includes(options.site)) {
      calls.push({ id, permitted: 'other-site', why: null, status: null, code: null, requestId: null });
      continue;
    }
    if (stopped !== null) {
      calls.push({ id, permitted: 'unknown', why: stopped, status: null, code: null, requestId: null });
      continue;
    }
    const known = smallest(call, subjects, options.today);
    const read = known ?? smallest(call, { ...MADE_UP, ...subjects }, options.today);
    if (read === null) {
      calls.push({ id, permitted: 'unknown', why: 'no-subject', status: null, code: null, requestId: null });
      continue;
    }
    try {
      const root = await gateway.call(call, '', read.parameters, read.paging, options.signal);
      const lesson = TEACHES[id];
      if (lesson !== undefined) subjects[lesson.subject] ??= firstOf(root, call.rows, lesson.field);
      calls.push({ id, permitted: 'callable', why: null, status: 200, code: null, requestId: null });
    } catch (error) {
      if (!(error instanceof CallFailure)) throw error;
      if (error.verdict.reach === 'run') stopped = error.verdict.failure;
      calls.push(judged(id, error, known !== null));
    }
  }
  await options.onProgress({ done: asked.length, total: asked.length });
  return { site: options.site, at: new Date(clock.now()).toISOString(), requests: gateway.counts.requests, stopped, calls };
}

/** @param real what it was asked about exists, as far as is known */
function judged(id: CallId, { verdict, status, code, requestId }: CallFailure, real: boolean): CheckedCall {
  const { failure, reach } = verdict;
  const facts = { status, code, requestId };
  if (REFUSALS.has(failure) && reach !== 'run') return { id, permitted: 'missing', why: failure, ...facts };
  // About something made up no other failure says anything.
  if (!real && reach !== 'run') return { id, permitted: 'unknown', why: 'no-subject', ...facts };
  // "No such order", "not a refund order": whoever is told so may ask.
  if (failure === 'not-found') return { id, permitted: 'callable', why: null, ...facts };
  return { id, permitted: 'unknown', why: failure, ...facts };
}

/** The smallest read of an interface; null when there is nothing to ask it about. */
function smallest(
  call: Call,
  { customer, order, service, domain }: Subjects,
  today: string,
): { readonly parameters: Parameters; readonly paging: Readonly<Record<string, number>> } | null {
  const month = shiftPeriod(today.slice(0, 7), -1);
  const key: AskedFor = {
    period: month,
    year: month.slice(0, 4),
    chargeMode: '3',
    account: 'BALANCE_TYPE_DEBIT',
    quotaType: '0',
    ...(customer === undefined ? {} : { customer }),
    ...(order === undefined ? {} : { order }),
    ...(service === undefined ? {} : { service }),
    ...(domain === undefined ? {} : { domain }),
  };
  let parameters: Parameters;
  try {
    parameters = call.parameters(key);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
  const { paging } = call;
  if (paging.kind === 'batch') {
    if (customer === undefined) return null;
    const list = paging.item === null ? [customer] : [{ [paging.item]: customer }];
    return { parameters: { ...parameters, body: { ...parameters.body, [paging.list]: list } }, paging: {} };
  }
  if (paging.kind === 'none') return { parameters, paging: {} };
  return { parameters, paging: { offset: paging.kind === 'pages' ? 1 : 0, limit: 1 } };
}

function firstOf(root: ExactObject, rows: string | null, field: string): string | undefined {
  const list = rows === null ? undefined : member(root, rows);
  const first = list !== undefined && isList(list) ? list[0] : undefined;
  const value = first !== undefined && isObject(first) ? member(first, field) : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}
