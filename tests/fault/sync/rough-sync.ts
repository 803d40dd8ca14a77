/** The whole way of a sync, from the sandbox over loopback to the published store, in one process; main's other parts are stand-ins. */
import { checkFaultPlan, type FaultPlan, type FaultRule } from '../../../electron/sandbox/faults/plan';
import { OPERATIONS } from '../../../electron/sandbox/dataset';
import { startSandbox } from '../../../electron/sandbox/server';
import { systemClock } from '../../../electron/sync/clock';
import { fetchTransport } from '../../../electron/sync/http';
import { runSync, type SyncOptions } from '../../../electron/sync/run';
import type { SyncEvent } from '../../../shared/bridge/link';
import type { LinkClient } from '../../../renderer/desk/link';
import type { SyncOutcome } from '../../../shared/sync/slices';
import { aDesk, aName, Main, quiet } from '../../unit/desk/a-desk';

/** Waits shrink so much: what is tested is what follows from them. Drips and vanishing are real time, so the limits are short. */
const HURRY = 200;
const LIMITS = { timeoutMs: 300, maxBytes: 2_000_000 };

class SyncingMain extends Main {
  plan: FaultPlan = { rules: [] };

  override link(): LinkClient {
    const link = super.link();
    return {
      ...link,
      call: async (name: string, args: never, options: { onItem?: (item: unknown) => unknown; signal?: AbortSignal } = {}) =>
        name === 'syncRun'
          ? this.synced(args, options)
          : (link as unknown as { call: typeof link.call }).call(name as never, args, options as never),
    } as unknown as LinkClient;
  }

  private async synced(
    args: { request: SyncOptions['request']; settled: NonNullable<SyncOptions['settled']> } & SyncOptions['resume'],
    { onItem, signal }: { onItem?: (item: unknown) => unknown; signal?: AbortSignal },
  ): Promise<SyncOutcome> {
    const sandbox = await startSandbox({ site: 'cn', size: 'tiny', rate: 'off', faults: this.plan });
    try {
      const outcome = await runSync({
        request: { ...args.request, today: sandbox.today },
        resume: { checkpoints: args.checkpoints, doneSlices: args.doneSlices },
        credentials: { accessKey: sandbox.ak, secretKey: sandbox.sk },
        endpoint: sandbox.url,
        transport: fetchTransport(fetch, LIMITS),
        emit: async (event: SyncEvent) => void (await onItem?.(structuredClone(event))),
        signal: signal ?? new AbortController().signal,
        rate: 'off',
        patienceMs: 3000,
        clock: { ...systemClock, sleep: (ms, ends) => systemClock.sleep(ms / HURRY, ends) },
      });
      return structuredClone(outcome);
    } finally {
      await sandbox.close();
    }
  }
}

export interface Rough {
  /** What a sync under a plan came to. */
  sync(plan: FaultPlan): Promise<SyncOutcome>;
  /** Digest of everything published, found and decided. */
  digest(): Promise<string>;
  /** Published slices with their content. */
  slices(): Promise<ReadonlyMap<string, string>>;
  close(): Promise<void>;
}

/** A desk of its own, with nothing in it. */
export async function roughDesk(): Promise<Rough> {
  const main = new SyncingMain();
  const { desk, store } = await aDesk(main, aName());
  return {
    sync: (plan) => {
      main.plan = plan;
      return desk.sync({ periods: null, today: '2026-11-06', language: 'zh' }, quiet);
    },
    digest: () => desk.digest(),
    slices: async () => new Map((await store.generations.toArray()).map((row) => [row.slice, `${String(row.rows)} ${row.digest}`])),
    close: async () => {
      await desk.close();
      store.close();
      await store.delete();
    },
  };
}

/** mulberry32 */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Every single fault, as rules. Pages of two records first, so that a tiny world has pages to shift. */
export const FAULTS: Readonly<Record<string, (at: FaultRule) => FaultRule>> = {
  latency: (at) => ({ ...at, delayMs: 15 }),
  'cut before the answer': (at) => ({ ...at, dropAfter: 0 }),
  'cut inside the answer': (at) => ({ ...at, dropAfter: 40 }),
  'truncated JSON': (at) => ({ ...at, truncate: 50 }),
  'an empty answer': (at) => ({ ...at, truncate: 0 }),
  '500': (at) => ({ ...at, status: 500 }),
  '502': (at) => ({ ...at, status: 502 }),
  '503 with a time': (at) => ({ ...at, status: 503, retryAfter: 2 }),
  '429 storm': (at) => ({ ...at, status: 429, retryAfter: 1 }),
  'throttled by the service': (at) => ({ ...at, status: 429, code: 'CBC.0250' }),
  'a total too high': (at) => ({ ...at, totalDelta: 1 }),
  'a total too low': (at) => ({ ...at, totalDelta: -1 }),
  'records pushed in': (at) => ({ ...at, shift: 1 }),
  'records taken out': (at) => ({ ...at, shift: -1 }),
  'the first page again': (at) => ({ ...at, repeatPage: true }),
  'a clock that is off': (at) => ({ ...at, clockSkewSeconds: -3600 }),
  'slow drip': (at) => ({ ...at, drip: { bytes: 200, everyMs: 5 } }),
  'a drip that never ends': (at) => ({ ...at, drip: { bytes: 1, everyMs: 100 } }),
  'a huge answer': (at) => ({ ...at, hugeBytes: 3_000_000 }),
  'a redirect': (at) => ({ ...at, redirect: 'http://127.0.0.1:9/elsewhere' }),
  'a web page': (at) => ({ ...at, webPage: true }),
  'failures in a success': (at) => ({ ...at, errorDetails: 'CBC.99999999' }),
  'no permission': (at) => ({ ...at, status: 403 }),
  'gone for a while': (at) => ({ ...at, vanishMs: 120 }),
};
const NAMES = Object.keys(FAULTS);

/** One to five faults at random places, for a while or now and then, over pages of one to five records or whole ones. */
export function mix(seed: number): FaultPlan {
  const random = randomFrom(seed * 7919);
  const whole = (from: number, until: number): number => from + Math.floor(random() * (until - from + 1));
  const rules = Array.from({ length: whole(1, 5) }, (): FaultRule => {
    const operation = random() < 0.6 ? { operation: OPERATIONS[whole(0, OPERATIONS.length - 1)]! } : {};
    const when = random() < 0.5 ? { from: whole(1, 12), count: whole(1, 8) } : { chance: 0.02 + random() * 0.4, count: whole(5, 60) };
    return FAULTS[NAMES[whole(0, NAMES.length - 1)]!]!({ ...operation, ...when } as FaultRule);
  });
  // A total that is too low under pages that are too short is a lie that fits itself: nobody can see it from outside.
  const seen = rules.every(({ totalDelta = 0 }) => totalDelta >= 0);
  const pages = seen && random() < 0.7 ? [{ pageAtMost: whole(1, 5) } as FaultRule] : [];
  return checkFaultPlan({ seed, rules: [...rules, ...pages] });
}
