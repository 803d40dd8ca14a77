import { describe, expect, test } from 'vitest';
import { operationOf, type Call } from '../../../shared/api/catalogue';
import { backOffMs, Pacer, retryAfterMs, TokenBucket } from '../../../electron/sync/pace';
import { VirtualClock } from './virtual-clock';

const signal = new AbortController().signal;

/** Most calls in any window of one second. */
function busiestSecond(times: readonly number[]): number {
  return Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 1000).length));
}

async function drive(calls: number, take: () => Promise<void>, clock: VirtualClock): Promise<number[]> {
  const times: number[] = [];
  await Promise.all(Array.from({ length: calls }, () => take().then(() => times.push(clock.now()))));
  return times;
}

describe('default pace', () => {
  test.each([
    ['bill-lines', 10],
    ['orders', 20],
  ] as const)('%s: never more than the quota of %i in any second, and four fifths of it kept up', async (source, quota) => {
    const clock = new VirtualClock();
    const pacer = new Pacer(undefined, clock);
    const operation = operationOf(source);
    const times = await drive(200, () => pacer.take(operation, signal), clock);
    expect(busiestSecond(times)).toBeLessThanOrEqual(quota);
    const seconds = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1000;
    expect(200 / seconds).toBeGreaterThan(quota * 0.78);
    expect(200 / seconds).toBeLessThan(quota * 0.85);
  });

  test('interfaces do not wait for each other', async () => {
    const clock = new VirtualClock();
    const pacer = new Pacer(undefined, clock);
    const start = clock.now();
    await Promise.all([pacer.take(operationOf('bill-lines'), signal), pacer.take(operationOf('movements'), signal)]);
    expect(clock.now()).toBe(start);
  });
});

test('a rate of the user holds for every interface, and "off" for none', async () => {
  const clock = new VirtualClock();
  const slow = new Pacer(2, clock);
  const times = await drive(10, () => slow.take(operationOf('orders'), signal), clock);
  expect(busiestSecond(times)).toBeLessThanOrEqual(3);
  const start = clock.now();
  await drive(500, () => new Pacer('off', clock).take(operationOf('orders'), signal), clock);
  expect(clock.now()).toBe(start);
});

test('a refusal halves the rate once for calls refused together, and answers win it back', () => {
  const clock = new VirtualClock();
  const bucket = new TokenBucket({ rate: 8, burst: 2 }, clock);
  bucket.refused(1000);
  bucket.refused(1100);
  expect(bucket.currentRate).toBe(4);
  for (let i = 0; i < 19; i++) bucket.answered();
  expect(bucket.currentRate).toBeLessThan(8);
  for (let i = 0; i < 5; i++) bucket.answered();
  expect(bucket.currentRate).toBe(8);
});

test('nobody calls a refused interface before the wait is over', async () => {
  const clock = new VirtualClock();
  const bucket = new TokenBucket({ rate: 8, burst: 2 }, clock);
  const start = clock.now();
  bucket.refused(2000);
  await bucket.take(signal);
  expect(clock.now() - start).toBeGreaterThanOrEqual(2000);
});

test('waiting for a turn ends when the run is cancelled', async () => {
  const bucket = new TokenBucket({ rate: 0.001, burst: 1 }, new VirtualClock());
  const cancel = new AbortController();
  await bucket.take(cancel.signal);
  const waiting = bucket.take(cancel.signal);
  cancel.abort(new Error('cancelled'));
  await expect(waiting).rejects.toThrow('cancelled');
});

describe('back-off', () => {
  test('1, 2, 4, 8 seconds, up to a quarter longer, then an end', () => {
    expect([0, 1, 2, 3].map((attempt) => backOffMs(attempt, () => 0, null))).toEqual([1000, 2000, 4000, 8000]);
    expect(backOffMs(3, () => 0.999, null)).toBeLessThan(10_000);
    expect(backOffMs(4, () => 0, null)).toBeNull();
  });

  test('a Retry-After that is longer wins; one beyond a minute ends the tries', () => {
    expect(backOffMs(0, () => 0, 5000)).toBe(5000);
    expect(backOffMs(1, () => 0, 500)).toBe(2000);
    expect(backOffMs(0, () => 0, 3_600_000)).toBeNull();
  });

  test('Retry-After is read as seconds or as a date', () => {
    const now = Date.parse('2026-11-05T04:00:00Z');
    expect(retryAfterMs('3', now)).toBe(3000);
    expect(retryAfterMs('Thu, 05 Nov 2026 04:00:07 GMT', now)).toBe(7000);
    expect(retryAfterMs('soon', now)).toBeNull();
    expect(retryAfterMs(undefined, now)).toBeNull();
  });
});

describe('a pace of the user’s own for one interface', () => {
  const call = (id: string): Call => ({ id, quota: { requests: 10, perSeconds: 1 } }) as Call;

  test('is kept, held below the quota, and leaves the others alone; a pace for all wins', () => {
    const pacer = new Pacer(undefined, new VirtualClock(), { slow: 2, fast: 50 });
    expect([pacer.rateOf(call('slow')), pacer.rateOf(call('fast')), pacer.rateOf(call('other'))]).toEqual([2, 9, 8]);
    expect(new Pacer(4, new VirtualClock(), { slow: 2 }).rateOf(call('slow'))).toBe(4);
  });
});
