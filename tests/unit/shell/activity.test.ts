import { afterEach, describe, expect, it } from 'vitest';
import {
  activities,
  clearEnded,
  dismissActivity,
  measured,
  runActivity,
  stage,
  type Activity,
} from '../../../renderer/app/activity/activities';
import { isNews, LONG_MS, shareOf } from '../../../renderer/app/activity/news';
import { badgeState } from '../../../renderer/app/shell/badge-state';

afterEach(() => activities.set([]));
const states = (): unknown[] => activities.get().map(({ kind, state, told }) => [kind, state, told]);

describe('long work', () => {
  it('stays in the list of the session when the status bar has moved on', async () => {
    await runActivity('reconcile', null, () => Promise.resolve(1));
    await expect(runActivity('export', null, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(states()).toEqual([
      ['reconcile', 'done', false],
      ['export', 'failed', true],
    ]);
    dismissActivity(activities.get()[1]!.id);
    expect(states()[1]).toEqual(['export', 'failed', false]);
    clearEnded();
    expect(states()).toEqual([]);
  });

  it('leads to its result once there is one', async () => {
    const link = (result: string | null) => (result === null ? null : ({ to: 'file', token: result, name: 'a.xlsx' } as const));
    await runActivity('export', null, () => Promise.resolve('t1'), undefined, { what: 'a.xlsx', link });
    const cancelled = Object.assign(new Error('stopped'), { code: 'cancelled' });
    await expect(runActivity('export', null, () => Promise.reject(cancelled), undefined, { what: 'b.xlsx', link })).rejects.toBe(cancelled);
    expect(activities.get().map((one) => [one.what, one.state, one.link, one.endedAt !== null])).toEqual([
      ['a.xlsx', 'done', { to: 'file', token: 't1', name: 'a.xlsx' }, true],
      ['b.xlsx', 'cancelled', null, true],
    ]);
  });

  it('has its rate and time left measured where it tells neither, and not from its first moment', () => {
    expect(measured({ done: 50, total: 200 }, 0, 5_000)).toEqual({ done: 50, total: 200, rate: 10, secondsLeft: 15 });
    expect(measured({ done: 50, total: 200 }, 0, 900)).toEqual({ done: 50, total: 200 });
    expect(measured({ done: 50, total: null }, 0, 5_000).secondsLeft).toBeNull();
    expect(measured({ done: 50, total: 200, rate: 3 }, 0, 5_000)).toEqual({ done: 50, total: 200, rate: 3 });
  });
});

it('stages of unlike length give neither a rate nor a time left', () => {
  const step = stage({ step: 'matching', done: 1, total: 3 });
  expect(measured(step, 0, 5_000)).toEqual({ step: 'matching', done: 1, total: 3, rate: null, secondsLeft: null });
});

describe('the task bar', () => {
  const running = (done: number, total: number | null): Activity => ({ state: 'running', done, total }) as Activity;
  it.each([
    [[], null],
    [[{ state: 'done', done: 9, total: 9 } as Activity], null],
    [[running(3, null)], 'unknown'],
    [[running(1, 3)], 0.33],
    [[running(1, 2), running(5, null), running(4, 2)], 0.75],
  ] as const)('%#', (all, share) => expect(shareOf(all)).toBe(share));
});

it('the end of work is news when it took long and the user did not end it', () => {
  const took = (ms: number, state: Activity['state']) => isNews({ state, startedAt: 1_000, endedAt: 1_000 + ms });
  expect(took(LONG_MS, 'done')).toBe(true);
  expect(took(LONG_MS, 'failed')).toBe(true);
  expect(took(LONG_MS, 'cancelled')).toBe(false);
  expect(took(LONG_MS - 1, 'done')).toBe(false);
  expect(isNews({ state: 'running', startedAt: 0, endedAt: null })).toBe(false);
});

describe('the badge says', () => {
  it.each([
    [{ paused: null }, true, true, 'syncing'],
    [{ paused: 'network' }, false, false, 'paused'],
    [null, false, true, 'offline'],
    [null, true, true, 'problem'],
    [null, true, false, 'online'],
  ] as const)('%j, connected %j, unread %j: %s', (progress, connected, unread, state) =>
    expect(badgeState(progress, connected, unread)).toBe(state),
  );
});
