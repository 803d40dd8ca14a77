/** How an answer leaves the sandbox, whole or as the plan wants it. */
import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { writeJson, type Wire } from '../wire';
import type { Effect } from './plan';

export interface Answer {
  readonly status: number;
  readonly body: Wire;
  readonly effect: Effect;
}

const WEB_PAGE = '<!doctype html><html><head><title>Sign in</title></head><body><h1>Sign in to use this network</h1></body></html>';
const HUGE_PIECE = 1 << 20;

/** @param date what the answer says the time is */
export async function send(response: ServerResponse, { status, body, effect }: Answer, requestId: string, date: Date): Promise<void> {
  if (effect.dropAfter === 0) {
    response.destroy();
    return;
  }
  const headers = { 'X-Request-Id': requestId, Date: date.toUTCString() };
  if (effect.redirect !== undefined) {
    response.writeHead(302, { ...headers, Location: effect.redirect, 'Content-Length': 0 });
    response.end();
    return;
  }
  if (effect.webPage === true) {
    response.writeHead(200, { ...headers, 'Content-Type': 'text/html; charset=utf-8', 'Content-Length': WEB_PAGE.length });
    response.end(WEB_PAGE);
    return;
  }
  const whole = Buffer.from(writeJson(body), 'utf8');
  const payload = effect.truncate === undefined ? whole : whole.subarray(0, effect.truncate);
  const padding = effect.hugeBytes ?? 0;
  const head = Buffer.from('{"padding":"');
  const tail = Buffer.concat([Buffer.from('",'), payload.subarray(1)]);
  response.writeHead(status, {
    ...headers,
    'Content-Type': 'application/json;charset=utf-8',
    'Content-Length': padding > 0 ? head.length + padding + tail.length : payload.length,
    ...(effect.retryAfter !== undefined && status === effect.status ? { 'Retry-After': effect.retryAfter } : {}),
  });
  if (effect.dropAfter !== undefined && effect.dropAfter < payload.length) {
    response.write(payload.subarray(0, effect.dropAfter), () => response.destroy());
    return;
  }
  if (padding > 0) return huge(response, head, padding, tail);
  if (effect.drip !== undefined) return drip(response, payload, effect.drip);
  response.end(payload);
}

async function huge(response: ServerResponse, head: Buffer, padding: number, tail: Buffer): Promise<void> {
  const piece = Buffer.alloc(HUGE_PIECE, 'x');
  response.write(head);
  for (let left = padding; left > 0 && !response.destroyed; left -= HUGE_PIECE) {
    if (!response.write(left < HUGE_PIECE ? piece.subarray(0, left) : piece)) await drained(response);
  }
  response.end(tail);
}

/** Resolves when more may be written, or when nobody listens any more. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.on('drain', done).on('close', done);
  });
}

async function drip(response: ServerResponse, payload: Buffer, { bytes, everyMs }: NonNullable<Effect['drip']>): Promise<void> {
  for (let at = 0; at < payload.length && !response.destroyed; at += bytes) {
    response.write(payload.subarray(at, at + bytes));
    await pause(everyMs);
  }
  response.end();
}
