import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { Generations } from '../../../renderer/desk/generations';
import { anEmptyDesk } from '../../bench/desk-store';
import type { GenerationRow } from '../../../renderer/store/schema';

const row = (period: string, digest: string): GenerationRow => ({
  slice: `bill-lines#${period}#3`,
  source: 'bill-lines',
  period,
  generation: 1,
  segments: 0,
  rows: 0,
  announced: 0,
  currency: 'CNY',
  digest,
  syncedAt: '2026-11-20T00:00:00Z',
});

it('tells everybody who asks at once the same, and digests what is published, whatever was before', async () => {
  const { store } = await anEmptyDesk('generations');
  await store.generations.bulkPut([row('2026-08', 'a'), row('2026-09', 'b')]);
  const generations = new Generations(store);
  const [one, other] = await Promise.all([generations.published(), generations.published()]);
  expect(one.rows.map(({ period }) => period)).toEqual(['2026-08', '2026-09']);
  expect(other).toBe(one);
  await store.generations.put(row('2026-09', 'c'));
  const [changed, again] = await Promise.all([generations.published(), generations.published()]);
  expect(changed.digest).not.toBe(one.digest);
  expect(again).toBe(changed);
  await store.generations.put(row('2026-09', 'b'));
  expect((await generations.published()).digest).toBe(one.digest);
  await store.delete();
});
