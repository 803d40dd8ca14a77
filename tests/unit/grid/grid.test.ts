import { describe, expect, it } from 'vitest';
import { RowCache, WINDOW } from '../../../renderer/grid/row-cache';
import type { LaidColumn } from '../../../renderer/grid/layout';
import { MAX_SLOTS, ROW_HEIGHT, slotOfRow, slotsOf, windowOf } from '../../../renderer/grid/scale';
import { START, afterKey, contains, rangeOf } from '../../../renderer/grid/selection';
import { shownColumns } from '../../../renderer/grid/shown-columns';
import { columnWindow } from '../../../renderer/grid/sight';
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

  /** Rows that lie in sight at a scroll position, by where they are drawn. */
  const inSight = (scrollTop: number, count: number): number[] => {
    const { from, to, top } = windowOf(scrollTop, 20, count, 8, 4);
    return Array.from({ length: to - from }, (_, at) => ({ row: from + at, y: top + at * ROW_HEIGHT - scrollTop }))
      .filter(({ y }) => y > -ROW_HEIGHT && y < 20 * ROW_HEIGHT)
      .map(({ row }) => row);
  };

  it('reaches the first and the last row, with consecutive rows in sight', () => {
    expect(inSight(0, rows)).toEqual(Array.from({ length: 20 }, (_, row) => row));
    const end = (MAX_SLOTS - 20) * ROW_HEIGHT;
    expect(inSight(end, rows)).toEqual(Array.from({ length: 20 }, (_, at) => rows - 20 + at));
    const middle = inSight(500_000 * ROW_HEIGHT + 7, rows);
    expect(middle.length).toBeGreaterThanOrEqual(20);
    expect(middle).toEqual(middle.map((_, at) => (middle[0] ?? 0) + at));
  });

  it('brings any row into sight', () => {
    for (const row of [0, 1, 17, 999_999, 2_500_000, 4_999_999]) {
      const slot = Math.min(MAX_SLOTS - 20, slotOfRow(row, 20, rows));
      expect(inSight(slot * ROW_HEIGHT, rows)).toContain(row);
    }
  });

  it('is plain below a million rows: all that is in sight is drawn, where it belongs', () => {
    expect(slotOfRow(1234, 20, 5000)).toBe(1234);
    for (const scrollTop of [0, 15, 119, 120, 36_901, 4_980 * ROW_HEIGHT]) {
      const { from, to, top } = windowOf(scrollTop, 20, 5000, 8, 4);
      expect(top).toBe(from * ROW_HEIGHT);
      expect(from).toBeLessThanOrEqual(Math.max(0, Math.floor(scrollTop / ROW_HEIGHT) - 8));
      expect(to).toBeGreaterThanOrEqual(Math.min(5000, Math.ceil(scrollTop / ROW_HEIGHT) + 20 + 8));
      expect(to - from).toBeLessThanOrEqual(20 + 2 * 8 + 4);
    }
    expect(windowOf(0, 20, 0, 8, 4)).toEqual({ from: 0, to: 0, top: 0 });
    expect(windowOf(90_000, 20, 3, 8, 4).to).toBe(3);
  });

  it('moves by several rows at once, so that most frames draw nothing', () => {
    expect(windowOf(3_000, 20, 5000, 8, 4)).toEqual(windowOf(3_119, 20, 5000, 8, 4));
    expect(windowOf(3_120, 20, 5000, 8, 4).from).toBe(windowOf(3_000, 20, 5000, 8, 4).from + 4);
  });
});

describe('columns that are drawn', () => {
  const wide = (key: string, pin: 'start' | 'end' | false, offset: number): LaidColumn => ({
    column: { key, type: 'text' },
    width: 100,
    pin,
    offset,
  });
  const laid = [
    wide('first', 'start', 0),
    ...Array.from({ length: 10 }, (_, at) => wide(`c${at}`, false, 100 * (at + 1))),
    wide('last', 'end', 0),
  ];
  const model = { laid, width: 1200, startWidth: 100, endWidth: 100 };
  const frame = (scrollLeft: number): HTMLElement => ({ clientWidth: 500, scrollLeft }) as HTMLElement;

  it('are those in sight, one more on either side, and the pinned ones; each stands where it would among all', () => {
    for (const scrollLeft of [0, 50, 230, 450, 700]) {
      const window = columnWindow(frame(scrollLeft), model);
      const shown = shownColumns(
        model,
        laid.map((_, at) => at),
        window,
      );
      let x = 0;
      for (const { at, style } of shown) {
        x += Number(style.marginInlineStart ?? 0);
        expect(x).toBe(at === laid.length - 1 ? 1100 : at * 100);
        x += 100;
      }
      const keys = shown.map(({ column }) => column.key);
      expect(keys[0]).toBe('first');
      expect(keys.at(-1)).toBe('last');
      for (let at = 1; at <= 10; at++)
        if (at * 100 + 100 > scrollLeft + 100 && at * 100 < scrollLeft + 400) expect(keys).toContain(`c${at - 1}`);
      expect(keys.length).toBeLessThanOrEqual(2 + 4 + 2);
    }
  });

  it('are all of them before anything is laid out', () => {
    expect(
      shownColumns(
        model,
        laid.map(() => -1),
        columnWindow(null, model),
      ),
    ).toHaveLength(laid.length);
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

  it('fetches the next window before its rows are asked for', async () => {
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
    cache.get(0);
    await settled();
    cache.ahead(0, 30);
    await settled();
    expect(asked).toEqual([0]);
    cache.ahead(70, 100);
    await settled();
    expect(asked).toEqual([0, WINDOW]);
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
