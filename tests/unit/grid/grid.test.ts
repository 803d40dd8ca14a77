import { describe, expect, it } from 'vitest';
import { RowCache, WINDOW } from '../../../renderer/grid/row-cache';
import { MAX_SLOTS, ROW_HEIGHT, rowOfSlot, slotOfRow, slotsOf } from '../../../renderer/grid/scale';
import { START, afterKey, contains, rangeOf } from '../../../renderer/grid/selection';
import { afterHeadClick } from '../../../renderer/grid/sorting';
import { percentText } from '../../../renderer/grid/cell-text';

const size = { rows: 100, columns: 5, page: 10 };
const none = { shift: false, control: false };

describe('cell cursor', () => {
  it('moves by keys and stays inside', () => {
    expect(afterKey(START, 'ArrowUp', none, size)?.cursor).toEqual({ row: 0, column: 0 });
    expect(afterKey(START, 'PageDown', none, size)?.cursor).toEqual({ row: 10, column: 0 });
    expect(afterKey(START, 'End', { shift: false, control: true }, size)?.cursor).toEqual({ row: 99, column: 4 });
    expect(afterKey(START, 'F5', none, size)).toBeNull();
  });

  it('keeps the anchor while Shift is held', () => {
    const down = afterKey(START, 'ArrowDown', { shift: true, control: false }, size) ?? START;
    const right = afterKey(down, 'ArrowRight', { shift: true, control: false }, size) ?? START;
    expect(rangeOf(right)).toEqual({ fromRow: 0, toRow: 1, fromColumn: 0, toColumn: 1 });
    expect(contains(rangeOf(right), 1, 1)).toBe(true);
    expect(contains(rangeOf(right), 2, 1)).toBe(false);
  });

  it('selects everything with Ctrl+A', () => {
    expect(rangeOf(afterKey(START, 'a', { shift: false, control: true }, size) ?? START)).toEqual({
      fromRow: 0,
      toRow: 99,
      fromColumn: 0,
      toColumn: 4,
    });
  });
});

describe('order of columns', () => {
  it('goes ascending, descending, none on one head', () => {
    const up = afterHeadClick([], 'amount', false);
    const down = afterHeadClick(up, 'amount', false);
    expect(up).toEqual([{ column: 'amount', descending: false }]);
    expect(down).toEqual([{ column: 'amount', descending: true }]);
    expect(afterHeadClick(down, 'amount', false)).toEqual([]);
  });

  it('adds a column with Shift and keeps the first in place', () => {
    const sort = afterHeadClick(afterHeadClick([], 'period', false), 'amount', true);
    expect(afterHeadClick(sort, 'period', true)).toEqual([
      { column: 'period', descending: true },
      { column: 'amount', descending: false },
    ]);
  });
});

describe('scaled scrolling', () => {
  const rows = 5_000_000;

  it('never makes an element higher than Chromium can', () => {
    expect(slotsOf(rows) * ROW_HEIGHT).toBeLessThan(33_000_000);
  });

  it('reaches the first and the last row, with consecutive rows in sight', () => {
    expect(rowOfSlot(0, 0, 20, rows)).toBe(0);
    const first = MAX_SLOTS - 20;
    expect(rowOfSlot(MAX_SLOTS - 1, first, 20, rows)).toBe(rows - 1);
    expect(rowOfSlot(500_001, 500_000, 20, rows) - rowOfSlot(500_000, 500_000, 20, rows)).toBe(1);
  });

  it('brings any row into sight', () => {
    for (const row of [0, 1, 17, 999_999, 2_500_000, 4_999_999]) {
      const first = Math.min(MAX_SLOTS - 20, slotOfRow(row, 20, rows));
      const shown = Array.from({ length: 20 }, (_, slot) => rowOfSlot(first + slot, first, 20, rows));
      expect(shown).toContain(row);
    }
  });

  it('is plain below a million rows', () => {
    expect(rowOfSlot(1234, 1230, 20, 5000)).toBe(1234);
    expect(slotOfRow(1234, 20, 5000)).toBe(1234);
  });
});

describe('row cache', () => {
  const cellsOf = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => [String(from + index)]);
  const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

  it('fetches a window once and serves rows from it', async () => {
    const asked: number[] = [];
    const cache = new RowCache(
      1000,
      async (from, to) => (asked.push(from), { from, cells: cellsOf(from, to), heads: null, stale: false }),
      {
        loaded: () => undefined,
        stale: () => undefined,
        failed: () => undefined,
      },
    );
    expect(cache.get(5)).toBeUndefined();
    expect(cache.get(6)).toBeUndefined();
    await settled();
    expect(cache.get(5)).toEqual(['5']);
    expect(asked).toEqual([0]);
  });

  it('drops the oldest windows, so that memory stays the same', async () => {
    const cache = new RowCache(1_000_000, async (from, to) => ({ from, cells: cellsOf(from, to), heads: null, stale: false }), {
      loaded: () => undefined,
      stale: () => undefined,
      failed: () => undefined,
    });
    for (let window = 0; window < 60; window++) {
      cache.get(window * WINDOW);
      await settled();
    }
    expect(cache.get(59 * WINDOW)).toEqual([String(59 * WINDOW)]);
    expect(cache.get(0)).toBeUndefined();
  });

  it('says once that its view is void', async () => {
    let stale = 0;
    const cache = new RowCache(1000, async (from) => ({ from, cells: [], heads: null, stale: true }), {
      loaded: () => undefined,
      stale: () => stale++,
      failed: () => undefined,
    });
    cache.get(0);
    await settled();
    cache.get(300);
    await settled();
    expect(stale).toBe(1);
  });
});

describe('margin rates', () => {
  it('show as percentages with the minus sign', () => {
    expect(percentText('0.1234')).toBe('12.34%');
    expect(percentText('-0.05')).toBe('\u22125.00%');
  });
});
