import { describe, expect, test } from 'vitest';
import { TransportError, type Transport } from '../../../electron/sync/http';
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

type Said = readonly { readonly at: number; readonly trouble: SyncProgress['trouble'] }[];

/** Runs, noting at which second each report said what. @param way how requests travel, when not to the stub */
async function watched(
  stub: Omit<StubOptions, 'clock'>,
  way?: (clock: VirtualClock, usual: () => Transport) => Transport,
  signal?: AbortSignal,
) {
  const clock = new VirtualClock();
  const start = clock.now();
  const seconds = (): number => (clock.now() - start) / 1000;
  const said: { at: number; trouble: SyncProgress['trouble'] }[] = [];
  const desk = new Desk();
  const api = new StubApi({ clock, ...stub });
  const { outcome } = await aRun(stub, {
    clock,
    desk,
    emit: (event) => {
      if (event.kind === 'progress') said.push({ at: seconds(), trouble: event.progress.trouble });
      return desk.take(event);
    },
    transport: way ? way(clock, () => api.transport) : api.transport,
    ...(signal === undefined ? {} : { signal }),
  });
  return { outcome, api, desk, said: said as Said, took: seconds() };
}

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
    const { outcome, said } = await watched({
      lists: LISTS,
      hook: ({ nth }) => {
        if (nth > 3 && nth < 24) throw new TransportError('network', 'ENETUNREACH');
        return null;
      },
    });
    expect(outcome).toMatchObject({ stopped: null, problems: [], unpublished: [] });
    expect(said.some(({ trouble }) => trouble === 'network')).toBe(true);
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
