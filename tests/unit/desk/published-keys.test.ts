import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { segmentKey } from '../../../renderer/desk/core';
import { publishedKeys } from '../../../renderer/desk/published';
import { byMonthAndSlice } from '../../../renderer/desk/slice-layout';
import { sliceId } from '../../../shared/sync/slices';
import { anEmptyDesk } from '../../bench/desk-store';

// A file's slices are named by the file first: by name alone, October of file "a" would stand before September of file "b".
it('reads segments in the order of the engine’s columns: by month, then by slice, then as they were written', async () => {
  const core = await anEmptyDesk('published-keys');
  const expected: string[] = [];
  const slices = [
    ['b', '2026-09'],
    ['a', '2026-10'],
    ['c', '2026-08'],
  ].map(([file, period]) => ({ file: file!, period: period!, slice: sliceId({ source: 'bill-lines', period: period!, file: file! }) }));
  for (const { slice, period } of slices) {
    const row = { slice, period, generation: 2, segments: 2, rows: 2, announced: 2, currency: 'CNY', digest: slice };
    await core.store.generations.put({ ...row, source: 'bill-lines', syncedAt: '2026-11-20T00:00:00Z' });
    for (const offset of [1, 0])
      await core.store.segments.put({
        key: segmentKey(slice, 2, offset),
        slice,
        source: 'bill-lines',
        generation: 2,
        rows: 1,
        columns: {},
      });
  }
  const generations = await core.store.generations.toArray();
  for (const { slice } of generations.sort(byMonthAndSlice)) expected.push(segmentKey(slice, 2, 0), segmentKey(slice, 2, 1));
  const keys = await publishedKeys(core, 'bill-lines');
  expect(keys).toEqual(expected);
  expect(keys.map((key) => /2026-\d\d/.exec(key)?.[0])).toEqual(['2026-08', '2026-08', '2026-09', '2026-09', '2026-10', '2026-10']);
  await core.store.delete();
});
