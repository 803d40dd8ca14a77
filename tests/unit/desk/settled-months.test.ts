/** Settled months from end to end: the desk keeps what runs of several days tell it, and says to the next run what may be left. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Desk } from '../../../renderer/desk/desk';
import type { LinkClient } from '../../../renderer/desk/link';
import type { DeskStore } from '../../../renderer/store/schema';
import type { SyncArgs } from '../../../shared/desk/api';
import type { SyncOptions } from '../../../electron/sync/run';
import { aRun, fee, line, order } from '../sync/a-run';
import { PATHS, reply, type Lists, type Row, type StubApi } from '../sync/stub-api';
import { aDesk, aName, Main, quiet } from './a-desk';

type Told = Pick<SyncOptions, 'request' | 'settled'> & SyncOptions['resume'] & Required<SyncOptions>['looked'];

class SyncingMain extends Main {
  lines: readonly Row[] = [line('a', 1), line('b', 2)];
  api: StubApi | null = null;
  /** A fee record of b carries this ID. */
  fee = '1';
  /** Orders whose details nobody may read. */
  refused: readonly string[] = [];
  /** The line is cut after so many fee records' slices. */
  slices = Infinity;

  override link(): LinkClient {
    const link = super.link() as unknown as { call: (name: string, args: unknown, options?: unknown) => Promise<unknown> };
    return {
      ...link,
      call: (name: string, args: unknown, options: { onItem?: (item: unknown) => unknown; signal?: AbortSignal } = {}) =>
        name === 'syncRun' ? this.synced(args as Told, options) : link.call(name, args, options),
    } as unknown as LinkClient;
  }

  private async synced(told: Told, { onItem, signal }: { onItem?: (item: unknown) => unknown; signal?: AbortSignal }): Promise<unknown> {
    const lists: Lists = {
      [PATHS.customers]: () => [{ customer_id: 'a' }, { customer_id: 'b' }],
      [PATHS.lines]: ({ parameters }) => (parameters['charge_mode'] === '3' && parameters['cycle'] === '2026-10' ? this.lines : []),
      [PATHS.consuming]: () => [{ customer_id: 'a' }, { customer_id: 'b' }],
      [PATHS.fees]: ({ parameters }) => [fee(parameters['customer_id'] ?? '', parameters['customer_id'] === 'b' ? this.fee : '1')],
      [PATHS.orders]: () => [order('CS1', 'a'), order('CS2', 'b')],
      details: () => [order('CS1', 'a')],
    };
    const { request, settled, checkpoints, doneSlices, again, empty } = told;
    let left = this.slices;
    const { outcome, api } = await aRun(
      {
        lists,
        hook: ({ path }) =>
          this.refused.some((id) => path.endsWith(`/${id}`)) ? reply(403, { error_code: 'CBC.99000000', error_msg: 'x' }) : null,
      },
      {
        request,
        ...(settled === undefined ? {} : { settled }),
        looked: { again, empty },
        resume: { checkpoints, doneSlices },
        emit: async (event) => {
          if (event.kind === 'slice-end' && event.slice.startsWith('fee-records') && left-- <= 0) throw new Error('cut');
          await onItem?.(structuredClone(event));
        },
        ...(signal === undefined ? {} : { signal }),
      },
    );
    this.api = api;
    return structuredClone(outcome);
  }
}

let main: SyncingMain;
let desk: Desk;
let store: DeskStore;
beforeEach(async () => {
  main = new SyncingMain();
  ({ desk, store } = await aDesk(main, aName()));
});
afterEach(async () => {
  await desk.close();
  store.close();
});

const sync = async (today: string, more: Partial<SyncArgs> = {}): Promise<{ fees: number; orders: number }> => {
  const outcome = await desk.sync({ periods: ['2026-10'], today, language: 'zh', ...more }, quiet);
  expect(outcome.stopped).toBeNull();
  return { fees: main.api!.of(PATHS.fees).length, orders: main.api!.asked.filter(({ path }) => path.includes('/details/')).length };
};

const digests = async () => (await store.generations.where('source').equals('fee-records').toArray()).map(({ digest }) => digest);

describe('a closed month', () => {
  it('is left after two days on which it was read whole', async () => {
    expect(await sync('2026-11-06')).toEqual({ fees: 2, orders: 2 });
    expect(await sync('2026-11-07')).toEqual({ fees: 2, orders: 2 });
    // One fee record's slice in turn, so that each is read again sooner or later.
    expect(await sync('2026-11-08')).toEqual({ fees: 1, orders: 0 });
  });

  it('has its fee records read again when they changed and bill and consumers did not', async () => {
    for (const day of ['06', '07', '08']) await sync(`2026-11-${day}`);
    main.fee = '2';
    const before = await digests();
    // b's turn: it differs, so the other is read, too.
    expect(await sync('2026-11-09')).toEqual({ fees: 2, orders: 0 });
    expect(await digests()).not.toEqual(before);
    // Not settled any more.
    expect(await sync('2026-11-10')).toEqual({ fees: 2, orders: 0 });
    expect(await sync('2026-11-11')).toEqual({ fees: 1, orders: 0 });
  });

  it('is left although an order of it is refused: that one alone is asked for again, and stays reported', async () => {
    main.refused = ['CS2'];
    for (const day of ['06', '07']) await sync(`2026-11-${day}`, { periods: null });
    expect(await sync('2026-11-08', { periods: null })).toEqual({ fees: 1, orders: 1 });
    expect(await store.failures.toArray()).toMatchObject([{ slice: 'order-details|order=CS2', failure: 'foreign' }]);
    expect((await desk.problems()).map(({ failure }) => failure)).toEqual(['foreign']);
  });

  it('is read for everybody after runs that asked for one customer only', async () => {
    await sync('2026-11-06', { customers: ['a'] });
    await sync('2026-11-07', { customers: ['a'] });
    expect(await sync('2026-11-08')).toEqual({ fees: 2, orders: 2 });
  });

  it('has its fee records read again when runs for the bill alone saw it change first', async () => {
    for (const day of ['06', '07']) await sync(`2026-11-${day}`);
    main.lines = [line('a', 1.01), line('b', 2)];
    for (const day of ['08', '09']) await sync(`2026-11-${day}`, { groups: ['bills'] });
    expect(await sync('2026-11-10')).toEqual({ fees: 2, orders: 0 });
  });

  it('keeps that there is no such order', async () => {
    const missing = async () => (await store.failures.toArray()).map(({ slice }) => slice);
    for (const day of ['06', '07', '08']) await sync(`2026-11-${day}`, { periods: null });
    expect(main.api!.of(PATHS.fees)).toHaveLength(1);
    expect(await missing()).toEqual(['order-details|order=CS2']);
  });
});

describe('a sync of everything that was cut off', () => {
  it('goes on where it was, also after another run for a part', async () => {
    const all = { periods: null, today: '2026-11-06', language: 'zh' } as const;
    main.slices = 1;
    expect((await desk.sync(all, quiet)).stopped).toBe('storage');
    main.slices = Infinity;
    await sync('2026-11-06', { groups: ['accounts'] });
    expect(await sync('2026-11-06', { periods: null })).toMatchObject({ fees: 1 });
    expect(await sync('2026-11-06', { periods: null })).toMatchObject({ fees: 2 });
  });
});
