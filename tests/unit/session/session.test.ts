import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { syncArgs } from '../../../renderer/app/activity/work';
import type { OpenedEarly } from '../../../renderer/app/begun';
import { Session } from '../../../renderer/app/session/session';
import { storeName } from '../../../renderer/store/schema';
import type { AppInfo, AppSettings, Profile } from '../../../shared/bridge/contract';

const answers = new Map<string, () => unknown>();
vi.mock('../../../renderer/app/bridge', () => ({
  call: (name: string) => Promise.resolve().then(() => answers.get(name)?.()),
}));

/** Like a page's: the keys are its own members, the methods are not. */
class Memory {
  getItem(key: string): string | null {
    return (Reflect.get(this, key) as string | undefined) ?? null;
  }
  setItem(key: string, value: string): void {
    Reflect.set(this, key, value);
  }
  removeItem(key: string): void {
    Reflect.deleteProperty(this, key);
  }
}
const memory = new Memory();
vi.stubGlobal('localStorage', memory);

const A: Profile = { id: 'profile-a', name: 'a', site: 'cn', endpoint: { kind: 'official' } };
const SAMPLE: Profile = { id: 'sample-a', name: 's', site: 'cn', endpoint: { kind: 'sandbox', size: 'tiny' } as Profile['endpoint'] };
const info = (today: string): AppInfo => ({ today }) as AppInfo;
const sessionOf = (profiles: readonly Profile[]): Session =>
  new Session(info('2026-11-20'), {} as never, { language: 'zh' } as AppSettings, profiles);

async function aStore(id: string): Promise<void> {
  const store = new Dexie(storeName(id));
  store.version(1).stores({ rows: 'key' });
  await store.open();
  store.close();
}
const stores = async (): Promise<string[]> => (await Dexie.getDatabaseNames()).filter((name) => name.includes('-a'));

beforeEach(async () => {
  answers.clear();
  for (const key of Object.keys(memory)) memory.removeItem(key);
  for (const { id } of [A, SAMPLE]) await Dexie.delete(storeName(id));
});

describe('an app left open over night', () => {
  test('asks for the bills of the day it is', async () => {
    answers.set('appInfo', () => info('2026-12-01'));
    expect(await syncArgs(sessionOf([A]), { periods: null })).toMatchObject({ today: '2026-12-01', periods: null });
  });
});

describe('a profile opened while the window’s code was still read', () => {
  test('is looked at with its own date: that of sample data, not the clock’s', async () => {
    let current = false;
    answers.set('appInfo', () => info(current ? '2026-11-06' : '2026-11-20'));
    const session = new Session(info('2026-11-20'), { checked: () => Promise.resolve(null) } as never, {} as AppSettings, [SAMPLE]);
    const begun = new Promise<OpenedEarly>((resolve) =>
      setTimeout(() => {
        current = true;
        resolve({ profile: SAMPLE, report: { state: 'ok' } as never });
      }, 20),
    );
    await session.openProfile(SAMPLE.id, begun);
    expect(session.info.today).toBe('2026-11-06');
    session.state.get().open?.store.close();
  });

  test('is shut again when its store cannot be looked through', async () => {
    answers.set('appInfo', () => info('2026-11-20'));
    const lost = new Error('the disk went away');
    const close = vi.fn(() => Promise.resolve());
    const session = new Session(info('2026-11-20'), { checked: () => Promise.reject(lost), close } as never, {} as AppSettings, [A]);
    await session.openProfile(A.id, Promise.resolve({ profile: A, report: { state: 'ready' } as never }));
    await vi.waitFor(() => expect(session.state.get().phase).toBe('failed'));
    expect(session.state.get()).toMatchObject({ open: null, wanted: A.id, fault: lost });
    expect(close).toHaveBeenCalledOnce();
  });
});

describe('another profile', () => {
  test('becomes the current one when the desk has ended what it did in the one before: main has one journal open', async () => {
    let current = A.id;
    const journals: string[] = [];
    const acts = { going: Promise.resolve() };
    const desk = {
      open: () => Promise.resolve({ state: 'ready' }),
      checked: () => Promise.resolve('ready'),
      close: () => acts.going,
    };
    answers.set('appInfo', () => info('2026-11-20'));
    answers.set('profileOpen', () => ((current = SAMPLE.id), SAMPLE));
    const session = new Session(info('2026-11-20'), desk as never, {} as AppSettings, [A, SAMPLE]);
    await session.openProfile(A.id, Promise.resolve({ profile: A, report: { state: 'ready' } as never }));
    acts.going = new Promise((resolve) => setTimeout(() => resolve(void journals.push(current)), 20));
    await session.openProfile(SAMPLE.id);
    expect([journals, session.state.get().open?.profile]).toEqual([[A.id], SAMPLE]);
    session.state.get().open?.store.close();
  });

  test('that main cannot open leaves none open: the journal of the one before is closed', async () => {
    const desk = { checked: () => Promise.resolve('ready'), close: () => Promise.resolve() };
    answers.set('appInfo', () => info('2026-11-20'));
    const session = new Session(info('2026-11-20'), desk as never, {} as AppSettings, [A, SAMPLE]);
    await session.openProfile(A.id, Promise.resolve({ profile: A, report: { state: 'ready' } as never }));
    const fault = new Error('its journal cannot be read');
    answers.set('profileOpen', () => Promise.reject(fault));
    await session.openProfile(SAMPLE.id);
    expect(session.state.get()).toMatchObject({ open: null, phase: 'failed', wanted: SAMPLE.id, fault });
  });
});

test('a profile whose data a newer version wrote can be left for the others', async () => {
  const closed: string[] = [];
  const desk = {
    open: () => Promise.resolve({ state: 'newer' }),
    close: () => Promise.resolve(void closed.push('closed')),
  };
  answers.set('appInfo', () => info('2026-11-20'));
  answers.set('profileOpen', () => A);
  const session = new Session(info('2026-11-20'), desk as never, {} as AppSettings, [A, SAMPLE]);
  await session.openProfile(A.id);
  expect(session.state.get().open?.report.state).toBe('newer');
  closed.length = 0;
  await session.leave();
  expect([session.state.get().open, session.state.get().phase, closed]).toEqual([null, 'none', ['closed']]);
});

describe('deleting a profile', () => {
  test('takes its store and what the window remembers of it, and notes nothing once done', async () => {
    await aStore(A.id);
    memory.setItem(`desk.daily.${A.id}`, '2026-11-20');
    answers.set('profilesList', () => ({ profiles: [], current: null }));
    await sessionOf([A]).deleteProfile(A.id);
    expect([await stores(), Object.keys(memory)]).toEqual([[], []]);
  });

  test('killed after main’s part: the next start removes the store', async () => {
    await aStore(A.id);
    memory.setItem(`desk.deleting.${A.id}`, '');
    await sessionOf([]).finishDeleting();
    expect([await stores(), Object.keys(memory).length]).toEqual([[], 0]);
  });

  test('killed before main’s part: the profile keeps its store; sample data start anew', async () => {
    await aStore(A.id);
    await aStore(SAMPLE.id);
    for (const { id } of [A, SAMPLE]) memory.setItem(`desk.deleting.${id}`, '');
    await sessionOf([A, SAMPLE]).finishDeleting();
    expect([await stores(), Object.keys(memory).length]).toEqual([[storeName(A.id)], 0]);
  });

  test('refused by main: nothing is deleted, now or later', async () => {
    await aStore(A.id);
    answers.set('profileDelete', () => {
      throw new Error('not saved');
    });
    await expect(sessionOf([A]).deleteProfile(A.id)).rejects.toThrow('not saved');
    await sessionOf([A]).finishDeleting();
    expect([await stores(), Object.keys(memory).length]).toEqual([[storeName(A.id)], 0]);
  });
});
