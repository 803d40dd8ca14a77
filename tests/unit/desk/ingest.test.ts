import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Ingest } from '../../../renderer/desk/ingest';
import type { DeskCore } from '../../../renderer/desk/core';
import type { Desk } from '../../../renderer/desk/desk';
import type { DeskStore } from '../../../renderer/store/schema';
import type { Page } from '../../../shared/sync/slices';
import { aDesk, aName, Main } from './a-desk';

let desk: Desk;
let store: DeskStore;
let core: DeskCore;
let now = 0;

beforeEach(async () => {
  ({ desk, store } = await aDesk(new Main(), aName()));
  core = (Reflect.get(desk, 'open_') as { core: DeskCore }).core;
  // Every page finds that what is held has waited long enough.
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 2000));
});

afterEach(async () => {
  vi.restoreAllMocks();
  await desk.close();
  store.close();
});

const SLICES = ['a', 'b', 'c'].map((customer) => `fee-records|customer=${customer}|period=2026-10`);
const PAGES = 12;
const ROWS = 2;

const page = (slice: string, index: number): Page => {
  const ids = Array.from({ length: ROWS }, (_, row) => String(index * ROWS + row));
  const all = (value: string): string[] => ids.map(() => value);
  return {
    slice,
    index,
    offset: index * ROWS,
    announced: PAGES * ROWS,
    rows: ROWS,
    currency: 'CNY',
    columns: {
      id: ids,
      customer_id: all(slice),
      service_type_code: all('ec2'),
      charging_mode: all('3'),
      bill_detail_type: all('5'),
      payment_amount: ids.map((id) => `${id}.5`),
    },
    last: index === PAGES - 1,
  };
};

test('slices whose pages arrive side by side while others are being written lose and double nothing', async () => {
  const ingest = new Ingest(core, '2026-11-06', () => undefined);
  await Promise.all(
    SLICES.map(async (slice, nth) => {
      for (let index = 0; index < PAGES; index++) {
        await ingest.page(page(slice, index));
        for (let turns = 0; turns < nth; turns++) await Promise.resolve();
      }
      expect(await ingest.end({ kind: 'slice-end', slice, announced: PAGES * ROWS, received: PAGES * ROWS, failure: null })).toBeNull();
    }),
  );
  for (const slice of SLICES) {
    const segments = (await store.segments.toArray()).filter((segment) => segment.slice === slice);
    expect(segments.reduce((sum, { rows }) => sum + rows, 0)).toBe(PAGES * ROWS);
  }
  expect(await store.checkpoints.count()).toBe(0);
  expect(new Set((await store.generations.toArray()).map(({ digest }) => digest)).size).toBe(SLICES.length);
});

test('a last page that arrives while the pages before it are being written is not lost', async () => {
  const ingest = new Ingest(core, '2026-11-06', () => undefined);
  const slice = SLICES[0]!;
  const put = core.store.segments.put.bind(core.store.segments);
  let late: Promise<void> | null = null;
  vi.spyOn(core.store.segments, 'put').mockImplementation((...args) => {
    late ??= ingest.page({ ...page(slice, 1), last: true });
    return put(...args);
  });
  await ingest.page(page(slice, 0));
  await late;
  expect(await ingest.end({ kind: 'slice-end', slice, announced: null, received: 2 * ROWS, failure: null })).toBeNull();
  const segments = await store.segments.toArray();
  expect(segments.reduce((sum, { rows }) => sum + rows, 0)).toBe(2 * ROWS);
});

test('a segment that cannot be written is never counted by a later checkpoint, and its slice is not published', async () => {
  const ingest = new Ingest(core, '2026-11-06', () => undefined);
  const slice = SLICES[0]!;
  await ingest.page(page(slice, 0));
  const put = vi.spyOn(core.store.segments, 'put').mockRejectedValueOnce(new DOMException('full', 'QuotaExceededError'));
  await expect(ingest.page(page(slice, 1))).rejects.toThrow();
  put.mockRestore();
  await ingest.page(page(slice, 2)).catch(() => undefined);
  await ingest.flushAll();
  const counted = (await store.checkpoints.get(slice))?.nextOffset ?? 0;
  const stored = (await store.segments.toArray()).reduce((sum, { rows }) => sum + rows, 0);
  expect(counted).toBe(stored);
  expect(await ingest.end({ kind: 'slice-end', slice, announced: 6, received: 6, failure: null })).not.toBeNull();
  expect(await store.generations.get(slice)).toBeUndefined();
});

test('a slice gone on with at its checkpoint is not published when its list moved in between; the next run reads it from the start', async () => {
  const slice = SLICES[0]!;
  const first = new Ingest(core, '2026-11-06', () => undefined);
  await first.page(page(slice, 0));
  await first.page(page(slice, 1));
  await first.flushAll();
  expect((await store.checkpoints.get(slice))?.nextOffset).toBe(2 * ROWS);

  const again = new Ingest(core, '2026-11-06', () => undefined);
  // What came in front pushed the last record read over the page's end; the total is the same because another went.
  const moved = page(slice, 2);
  await again.page({ ...moved, last: true, columns: { ...moved.columns, id: ['3', '4'] } });
  expect(await again.end({ kind: 'slice-end', slice, announced: null, received: 3 * ROWS, failure: null })).toBe('unstable');
  expect(await store.generations.get(slice)).toBeUndefined();
  expect(await store.checkpoints.get(slice)).toBeUndefined();

  const whole = new Ingest(core, '2026-11-06', () => undefined);
  for (let index = 0; index < PAGES; index++) await whole.page(page(slice, index));
  expect(await whole.end({ kind: 'slice-end', slice, announced: PAGES * ROWS, received: PAGES * ROWS, failure: null })).toBeNull();
});
