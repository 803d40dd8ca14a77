import { describe, expect, it } from 'vitest';
import { afterMove, layoutFrom } from '../../../renderer/grid/layout-memory';

const first = layoutFrom(null, ['fee']);
const all = ['a', 'b', 'c', 'd'];

describe('what a grid remembers of its columns', () => {
  it('is what was kept, and what it comes with where nothing can be read', () => {
    expect(first).toEqual({ order: [], widths: {}, start: [], end: [], hidden: ['fee'] });
    expect(layoutFrom('not json', ['fee'])).toEqual(first);
    expect(layoutFrom('{"order":["b",7],"widths":{"a":90,"b":"wide"},"hidden":[]}', ['fee'])).toEqual({
      order: ['b'],
      widths: { a: 90 },
      start: [],
      end: [],
      hidden: [],
    });
    const kept = { ...first, order: all, start: ['a'], widths: { a: 100 } };
    expect(layoutFrom(JSON.stringify(kept), [])).toEqual(kept);
  });

  it('moves a column before another, behind one, or to the end', () => {
    expect(afterMove(first, all, 'd', 'b', false, null).order).toEqual(['a', 'd', 'b', 'c']);
    expect(afterMove(first, all, 'a', null, false, 'b').order).toEqual(['b', 'a', 'c', 'd']);
    expect(afterMove(first, all, 'a', null, false, null).order).toEqual(['b', 'c', 'd', 'a']);
  });

  it('pins a column that comes to stand among pinned ones, and frees one that leaves them', () => {
    const pinned = { ...first, start: ['a', 'b'], end: ['d'] };
    const into = afterMove(pinned, all, 'c', 'b', 'start', null);
    expect([into.start, into.end]).toEqual([['a', 'c', 'b'], ['d']]);
    const out = afterMove(pinned, all, 'a', 'c', false, null);
    expect([out.start, out.order]).toEqual([['b'], ['b', 'a', 'c', 'd']]);
  });
});
