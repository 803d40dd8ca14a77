import { describe, expect, test } from 'vitest';
import { TransportError, type Transport, type TransportFault } from '../../../electron/sync/http';
import type { Connection } from '../../../electron/sync/away';
import type { SyncOptions } from '../../../electron/sync/run';
import type { SyncProgress } from '../../../shared/sync/slices';
import { aRun, fee, line } from './a-run';
import { Desk } from './desk';
import { PATHS, reply, StubApi, type Lists, type StubOptions } from './stub-api';
import { VirtualClock } from './virtual-clock';

const LISTS: Lists = {
  [PATHS.customers]: () => [{ customer_id: 'a' }],
  [PATHS.lines]: ({ parameters }) => (parameters['charge_mode'] === '3' ? [line('a')] : []),
  [PATHS.consuming]: () => [{ customer_id: 'a' }],
  [PATHS.fees]: () => [fee('a', '1')],
};

/** Many customers: a run of a quarter of a minute at its pace. */
const LONG: Lists = {
  ...LISTS,
  [PATHS.consuming]: () => Array.from({ length: 120 }, (_, i) => ({ customer_id: `c${String(i)}` })),
  [PATHS.fees]: ({ parameters }) => [fee(parameters['customer_id'] ?? '', `${parameters['customer_id'] ?? ''}-1`)],
};

type Said = readonly ({ readonly at: number } & Pick<SyncProgress, 'trouble' | 'paused'>)[];

/** Runs, noting at which second each report said what. @param way how requests travel, when not to the stub */
async function watched(
  stub: Omit<StubOptions, 'clock'>,
  way?: (clock: VirtualClock, usual: () => Transport) => Transport,
  signal?: AbortSignal,
  more: (clock: VirtualClock) => Partial<Omit<SyncOptions, 'clock' | 'request'>> = () => ({}),
) {
  const clock = new VirtualClock();
  const start = clock.now();
  const seconds = (): number => (clock.now() - start) / 1000;
  const said: ({ at: number } & Pick<SyncProgress, 'trouble' | 'paused'>)[] = [];
  const desk = new Desk();
  const api = new StubApi({ clock, ...stub });
  const { outcome } = await aRun(stub, {
    clock,
    desk,
    emit: (event) => {
      if (event.kind === 'progress') {
        const { trouble, paused } = event.progress;
        said.push({ at: seconds(), trouble, paused });
      }
      return desk.take(event);
    },
    transport: way ? way(clock, () => api.transport) : api.transport,
    ...(signal === undefined ? {} : { signal }),
    ...more(clock),
  });
  return { outcome, api, desk, said: said as Said, took: seconds() };
}

/** Nobody answers between these seconds of the run. */
const gone =
  (from: number, until: number, fault: TransportFault = 'network'): StubOptions['hook'] =>
  ({ at }) => {
    const second = (at - Date.parse('2026-11-05T04:00:00Z')) / 1000;
    if (second >= from && second < until) throw new TransportError(fault, 'ENETUNREACH');
    return null;
  };

const first = (said: Said, trouble: SyncProgress['trouble']): number => said.find((one) => one.trouble === trouble)?.at ?? Infinity;

/** An address where nobody answers: no refusal, just silence. */
const silent =
  (clock: VirtualClock): Transport =>
  async (_request, signal, firstSignMs = 60_000) => {
    await clock.sleep(firstSignMs, signal);
    throw new TransportError('timeout');
  };

describe('an address that cannot be reached', () => {
  test('refused connections are said at once, and the run ends within half a minute', async () => {
    const { outcome, said, took } = await watched({
      lists: LISTS,
      hook: () => {
        throw new TransportError('network', 'ECONNREFUSED');
      },
    });
    expect(first(said, 'network')).toBeLessThan(1);
    expect(outcome.stopped).toBe('network');
    expect(outcome.problems.map(({ failure }) => failure)).toEqual(['network']);
    expect(took).toBeGreaterThan(10);
    expect(took).toBeLessThan(30);
  });

  test('silence is said after 5 seconds, called the network within 10, and the run ends after about half a minute', async () => {
    const { outcome, said, took } = await watched({ lists: LISTS }, silent);
    expect(first(said, 'silent')).toBe(5);
    expect(first(said, 'network')).toBeLessThanOrEqual(10);
    expect(outcome).toMatchObject({ stopped: 'network', retries: 2 });
    expect(took).toBeLessThan(35);
  });

  test('cancelling ends the run at once', async () => {
    const cancel = new AbortController();
    const { outcome, took } = await watched(
      { lists: LISTS },
      (clock) => (request, signal, firstSignMs) => {
        void clock.sleep(3000, new AbortController().signal).then(() => cancel.abort());
        return silent(clock)(request, signal, firstSignMs);
      },
      cancel.signal,
    );
    expect(outcome.stopped).toBe('cancelled');
    expect(took).toBe(3);
  });
});

describe('a network that fails on the way', () => {
  test('is said while it lasts and forgotten when an answer comes; nothing is left of it in the outcome', async () => {
    const { outcome, said } = await watched({ lists: LONG, hook: gone(5, 8) });
    expect(outcome).toMatchObject({ stopped: null, problems: [], unpublished: [] });
    expect(said.some(({ trouble }) => trouble === 'network')).toBe(true);
    // So short an interruption is none to a person.
    expect(said.some(({ paused }) => paused !== null)).toBe(false);
    expect(said.at(-1)?.trouble).toBeNull();
  });

  test('a service that answers with errors is not called the network', async () => {
    const { said } = await watched({ lists: LISTS, hook: ({ nth }) => (nth < 3 ? reply(503, { error_code: 'APIGW.0613' }) : null) });
    expect(new Set(said.map(({ trouble }) => trouble))).toEqual(new Set([null, 'service']));
  });

  test('a gateway that was reached may take its time', async () => {
    const { outcome, said } = await watched({ lists: LISTS }, (clock, usual) => async (request, signal, firstSignMs) => {
      if (request.url.includes('monthly-sum')) {
        await clock.sleep(20_000, signal);
        if (firstSignMs !== undefined) throw new TransportError('timeout');
      }
      return usual()(request, signal, firstSignMs);
    });
    expect(outcome).toMatchObject({ stopped: null, retries: 0 });
    expect(said.some(({ trouble }) => trouble === 'silent')).toBe(true);
    expect(said.some(({ trouble }) => trouble === 'network')).toBe(false);
  });
});

describe('a way that closes for long', () => {
  const reasons = (said: Said): (string | undefined)[] => [...new Set(said.map(({ paused }) => paused?.reason))];

  test.each([
    ['network', 'network'],
    ['timeout', 'network'],
    ['proxy', 'proxy'],
  ] as const)('%s: the run stands still, says so, and goes on by itself; nothing is lost or doubled', async (fault, reason) => {
    const calm = await watched({ lists: LONG });
    const { outcome, desk, api, said, took } = await watched({ lists: LONG, hook: gone(5, 3605, fault) });
    expect(outcome).toMatchObject({ stopped: null, problems: [], unpublished: [] });
    expect(desk.content()).toBe(calm.desk.content());
    expect(reasons(said)).toEqual([undefined, reason]);
    expect(said.find(({ paused }) => paused !== null)?.at).toBeLessThan(15);
    expect(said.at(-1)?.paused).toBeNull();
    expect(took).toBeLessThan(calm.took + 3600 + 30);
    // Somebody knocks now and then, unsigned; nobody storms.
    const knocks = api.of('/');
    expect(knocks.length).toBeLessThan(3600 / 15 + 30);
    expect(knocks.every(({ headers }) => headers['authorization'] === undefined)).toBe(true);
  });

  /** A system that says what the test says. */
  const system = () => {
    const state = { online: true, tell: (_what: 'suspend' | 'resume' | 'online'): void => undefined, watched: 0 };
    const connection: Connection = {
      online: () => state.online,
      watch: (listener) => {
        state.tell = listener;
        state.watched++;
        return () => state.watched--;
      },
    };
    return { state, connection };
  };
  const later = (clock: VirtualClock, seconds: number, act: () => void): void =>
    void clock.sleep(seconds * 1000, new AbortController().signal).then(act);

  test('a machine that sleeps sends nothing, and goes on when it wakes', async () => {
    const { state, connection } = system();
    const { outcome, api, said, desk } = await watched({ lists: LONG }, undefined, undefined, (clock) => {
      later(clock, 5, () => state.tell('suspend'));
      later(clock, 105, () => state.tell('resume'));
      return { connection };
    });
    expect(outcome).toMatchObject({ stopped: null, problems: [], unpublished: [] });
    expect(desk.rowsOf('fee-records')).toBe(121);
    const start = api.asked[0]?.at ?? 0;
    expect(said.find(({ paused }) => paused?.reason === 'sleep')?.at).toBe(5);
    expect(api.asked.filter(({ at }) => at - start > 5050 && at - start < 104_990)).toEqual([]);
    expect(state.watched).toBe(0);
  });

  test('without a network it is called offline, and goes on at once when there is one', async () => {
    const { state, connection } = system();
    const { outcome, said, took } = await watched({ lists: LONG, hook: gone(5, 1000) }, undefined, undefined, (clock) => {
      later(clock, 4, () => (state.online = false));
      later(clock, 1000, () => {
        state.online = true;
        state.tell('online');
      });
      return { connection };
    });
    expect(outcome).toMatchObject({ stopped: null, unpublished: [] });
    expect(reasons(said)).toContain('offline');
    const calm = await watched({ lists: LONG });
    expect(took).toBeLessThan(calm.took + 1000);
  });

  test('one interface that cuts every connection is not the network: its slices are lost, the others are read', async () => {
    const { outcome, desk } = await watched({
      lists: LONG,
      hook: ({ path }) => {
        if (path === PATHS.fees) throw new TransportError('network', 'ECONNRESET');
        return null;
      },
    });
    expect(outcome.stopped).toBeNull();
    expect(new Set(outcome.unpublished.map(({ reason }) => reason))).toEqual(new Set(['network']));
    expect(desk.slices('bill-lines').length).toBeGreaterThan(0);
  });

  test('a run that nobody watches ends after its patience and says why; a cancelled one at once', async () => {
    const patient = await watched({ lists: LONG, hook: gone(5, Infinity) }, undefined, undefined, () => ({ patienceMs: 120_000 }));
    expect(patient.outcome).toMatchObject({ stopped: 'network' });
    expect(patient.took).toBeGreaterThan(120);
    expect(patient.took).toBeLessThan(160);

    const cancel = new AbortController();
    const cancelled = await watched({ lists: LONG, hook: gone(5, Infinity) }, undefined, cancel.signal, (clock) => {
      later(clock, 60, () => cancel.abort());
      return {};
    });
    expect(cancelled.outcome.stopped).toBe('cancelled');
    expect(cancelled.took).toBe(60);
  });
});
