/**
 * What an answer means and what to do about it (errors-and-limits.md). Decided on status and code only: texts change without notice.
 */
import type { SliceFailure } from '../../shared/sync/failures';
import { isList, isNumber, isObject, member, type Exact, type ExactObject } from './exact-json';
import { type TransportError, type Reply } from './http';

/** How far a failure reaches: one slice, every slice of the same kind, or the whole run. */
export type Reach = 'slice' | 'source' | 'run';

export interface Verdict {
  readonly failure: SliceFailure;
  readonly reach: Reach;
  /** The same call may succeed later: back off and try again (reads only). */
  readonly retry: boolean;
}

/** A call that brought no data. The message names interface facts only, never content. */
export class CallFailure extends Error {
  constructor(
    readonly verdict: Verdict,
    readonly status: number | null,
    readonly code: string | null,
    readonly requestId: string | null,
    /** Where in the answer, or which system error; for support. */
    readonly detail: string | null = null,
  ) {
    super(`${verdict.failure}${status === null ? '' : ` ${String(status)}`}${code === null ? '' : ` ${code}`}`);
    this.name = 'CallFailure';
  }
}

const verdict = (failure: SliceFailure, reach: Reach, retry = false): Verdict => ({ failure, reach, retry });

/** Codes whose meaning does not follow from the status. */
export const BY_CODE: Readonly<Record<string, Verdict>> = {
  'APIGW.0101': verdict('withdrawn', 'source'),
  'APIGW.0301': verdict('credentials', 'run'),
  'APIGW.0303': verdict('credentials', 'run'),
  'APIGW.0305': verdict('credentials', 'run'),
  'APIGW.0307': verdict('credentials', 'run'),
  'APIGW.0311': verdict('credentials', 'run'),
  'APIGW.0302': verdict('permission', 'source'),
  'APIGW.0304': verdict('permission', 'source'),
  'APIGW.0306': verdict('permission', 'source'),
  'APIGW.0308': verdict('throttled', 'slice', true),
  'APIGW.0310': verdict('service', 'source'),
  // The caller's network address is not on the allow list: no interface will answer.
  'APIGW.0401': verdict('address', 'run'),
  'APIGW.0402': verdict('address', 'run'),
  'APIGW.0404': verdict('service', 'source'),
  'APIGW.0501': verdict('throttled', 'source'),
  'APIGW.0502': verdict('permission', 'run'),
  'APIGW.0801': verdict('permission', 'source'),
  'APIGW.0802': verdict('permission', 'source'),
  'CBC.0100': verdict('contract', 'slice'),
  'CBC.0101': verdict('contract', 'slice'),
  'CBC.0150': verdict('permission', 'source'),
  'CBC.0151': verdict('permission', 'source'),
  'CBC.0154': verdict('credentials', 'run'),
  'CBC.0155': verdict('account-kind', 'source'),
  'CBC.0250': verdict('throttled', 'slice', true),
  'CBC.0999': verdict('service', 'slice', true),
  'CBC.5001': verdict('not-partner', 'source'),
  'CBC.5002': verdict('not-found', 'slice'),
  'CBC.30000010': verdict('not-found', 'slice'),
  'CBC.99005026': verdict('not-found', 'slice'),
  'CBC.99003012': verdict('not-found', 'slice'),
  'CBC.99000000': verdict('foreign', 'slice'),
  'CBC.99000035': verdict('foreign', 'slice'),
  'CBC.99000037': verdict('foreign', 'slice'),
  'CBC.99000047': verdict('not-found', 'slice'),
  'CBC.99000049': verdict('permission', 'slice'),
  'CBC.99000084': verdict('permission', 'slice'),
};

function byStatus(status: number): Verdict {
  if (status === 401) return verdict('credentials', 'run');
  if (status === 403) return verdict('permission', 'source');
  if (status === 407) return verdict('proxy', 'slice', true);
  if (status === 404 || status === 405) return verdict('withdrawn', 'source');
  if (status === 429) return verdict('throttled', 'slice', true);
  if (status >= 500) return verdict('service', 'slice', true);
  if (status >= 400) return verdict('contract', 'slice');
  // A success that says it failed, with a code nobody documented for it.
  return verdict('service', 'slice');
}

/** Codes that mean success wherever they stand (v1.0 interfaces put one into every answer). */
const SUCCESS = new Set(['CBC.0000', '']);

interface ErrorBody {
  readonly code: string | null;
  readonly requestId: string | null;
}

function plain(value: Exact | undefined): string | null {
  return typeof value === 'string' ? value : isNumber(value) ? value.value : null;
}

/** `error_code`, or `code` beside a message; also one level down, as the official SDK accepts it. */
function errorBody(root: Exact | null, failed: boolean): ErrorBody {
  if (!isObject(root)) return { code: null, requestId: null };
  const direct = codeIn(root);
  const requestId = plain(member(root, 'request_id'));
  if (direct !== null) return { code: direct, requestId };
  if (failed) {
    for (const inner of Object.values(root)) {
      const code = isObject(inner) ? codeIn(inner) : null;
      if (code !== null) return { code, requestId: requestId ?? plain(member(inner as ExactObject, 'request_id')) };
    }
  }
  return { code: null, requestId };
}

function codeIn(object: ExactObject): string | null {
  const named = plain(member(object, 'error_code'));
  if (named !== null) return named;
  const message = member(object, 'message') ?? member(object, 'error_msg') ?? member(object, 'msg');
  return message === undefined ? null : plain(member(object, 'code'));
}

/**
 * Null when the reply is a success, else what it means.
 * @param root the parsed body; null when it is no JSON (an error page of something in between)
 */
export function failureOf(reply: Reply, root: Exact | null): CallFailure | null {
  const ok = reply.status >= 200 && reply.status < 300;
  const { code, requestId } = errorBody(root, !ok);
  const id = requestId ?? reply.headers['x-request-id'] ?? null;
  if (ok) {
    if (code === null || SUCCESS.has(code)) return partialFailure(reply, root, id);
    return new CallFailure(BY_CODE[code] ?? byStatus(reply.status), reply.status, code, id);
  }
  // A code decides within its own status family: CBC.0999 with a 403 is still a refusal that no retry cures.
  const known = code === null ? undefined : BY_CODE[code];
  const general = byStatus(reply.status);
  const chosen = known === undefined || (known.retry && !general.retry) ? general : known;
  return new CallFailure(reply.status === 401 ? general : chosen, reply.status, code, id);
}

/** A success that says that it failed for some of what was asked (errors-and-limits.md: batch calls answer 200 with `error_details`). */
function partialFailure(reply: Reply, root: Exact | null, requestId: string | null): CallFailure | null {
  const details = isObject(root) ? member(root, 'error_details') : undefined;
  if (!isList(details) || details.length === 0) return null;
  const [first] = details;
  const code = isObject(first) ? codeIn(first) : null;
  const known = code === null ? undefined : BY_CODE[code];
  const meant = known === undefined || known.retry || known.reach !== 'slice' ? verdict('partial', 'slice') : known;
  return new CallFailure(meant, reply.status, code, requestId, `error_details: ${String(details.length)}`);
}

/** A web page where JSON should be: a network's sign-in page, or the page of something in between. */
export function isWebPage(reply: Reply): boolean {
  return (
    /^text\/html\b/i.test(reply.headers['content-type'] ?? '') ||
    /^\s*<(?:!doctype|html)/i.test(Buffer.from(reply.body.subarray(0, 200)).toString('latin1'))
  );
}

/** The web page instead of an answer; it may go away, as the sign-in page does. */
export function webPageFailure(reply: Reply): CallFailure {
  return new CallFailure(verdict('intercepted', 'slice', true), reply.status, null, null, 'web page');
}

/** What a transport fault means. */
export function failureOfTransport(error: TransportError): CallFailure {
  switch (error.fault) {
    case 'certificate':
      return new CallFailure(verdict('certificate', 'run'), null, null, null, error.detail);
    case 'redirect':
      return new CallFailure(verdict('intercepted', 'run'), null, null, null, 'redirect');
    case 'proxy':
      return new CallFailure(verdict('proxy', 'slice', true), null, null, null, error.detail);
    case 'too-large':
    case 'too-many-headers':
      return new CallFailure(verdict('contract', 'slice'), null, null, null, error.fault);
    default:
      return new CallFailure(verdict('network', 'slice', true), null, null, null, error.detail ?? error.fault);
  }
}

/** Bytes that are no JSON: cut off or garbled on the way, so asking once more may help. */
export function garbledFailure(detail: string, reply: Reply): CallFailure {
  return new CallFailure(verdict('contract', 'slice', true), reply.status, null, reply.headers['x-request-id'] ?? null, detail);
}

/** An answer that breaks the contract: a wrong type, a required member missing. */
export function contractFailure(detail: string, status: number | null = 200, requestId: string | null = null): CallFailure {
  return new CallFailure(verdict('contract', 'slice'), status, null, requestId, detail);
}
