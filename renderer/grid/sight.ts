/** What of a grid is in sight of its scroller, and how a cell is brought there. */
import type { ColumnModel } from './layout';
import { ROW_HEIGHT, slotOfRow, slotsOf, windowOf, type RowWindow } from './scale';

const HEAD_HEIGHT = 61;
const FOOT_HEIGHT = 31;
/** Height a grid is taken to have before it is laid out. */
const UNKNOWN_HEIGHT = 400;
/** Rows drawn beyond those in sight, and rows by which what is drawn moves at once. */
const BESIDE = 8;
const STEP = 8;

/** Rows that fit between heads and totals. */
export function rowsInSight(frame: HTMLElement | null): number {
  return Math.max(1, Math.floor(((frame?.clientHeight ?? UNKNOWN_HEIGHT) - HEAD_HEIGHT - FOOT_HEIGHT) / ROW_HEIGHT));
}

/** Rows to draw. */
export function rowWindow(frame: HTMLElement | null, rows: number): RowWindow {
  return windowOf(frame?.scrollTop ?? 0, rowsInSight(frame), rows, BESIDE, STEP);
}

/** Rows that can be drawn at once at most: even, so that stripes stay with their elements. */
export function poolOf(frame: HTMLElement | null): number {
  const most = rowsInSight(frame) + 2 * BESIDE + STEP;
  return most + (most % 2);
}

export function rowIntoSight(frame: HTMLElement | null, row: number, rows: number): void {
  if (!frame) return;
  if (slotsOf(rows) !== rows) {
    frame.scrollTop = slotOfRow(row, rowsInSight(frame), rows) * ROW_HEIGHT;
    return;
  }
  const top = row * ROW_HEIGHT;
  const room = frame.clientHeight - HEAD_HEIGHT - FOOT_HEIGHT;
  if (top < frame.scrollTop) frame.scrollTop = top;
  else if (top + ROW_HEIGHT > frame.scrollTop + room) frame.scrollTop = top + ROW_HEIGHT - room;
}

export function columnIntoSight(frame: HTMLElement | null, column: number, { laid, startWidth, endWidth }: ColumnModel): void {
  const cell = laid[column];
  if (!cell || !frame || cell.pin !== false) return;
  const left = frame.scrollLeft + startWidth;
  const right = frame.scrollLeft + frame.clientWidth - endWidth;
  if (cell.offset < left) frame.scrollLeft = cell.offset - startWidth;
  else if (cell.offset + cell.width > right) frame.scrollLeft = cell.offset + cell.width - frame.clientWidth + endWidth;
}

/** Unpinned columns in sight, and one more on either side: places in `laid`, the last not included. */
export interface ColumnWindow {
  readonly from: number;
  readonly to: number;
}

export function columnWindow(
  frame: HTMLElement | null,
  { laid, startWidth, endWidth }: Pick<ColumnModel, 'laid' | 'startWidth' | 'endWidth'>,
): ColumnWindow {
  const start = laid.findIndex(({ pin }) => pin !== 'start');
  const firstEnd = laid.findIndex(({ pin }) => pin === 'end');
  const begin = start < 0 ? laid.length : start;
  const end = firstEnd < 0 ? laid.length : firstEnd;
  if (!frame || frame.clientWidth === 0) return { from: begin, to: end };
  const left = frame.scrollLeft + startWidth;
  const right = frame.scrollLeft + frame.clientWidth - endWidth;
  let from = begin;
  while (from < end - 1 && laid[from]!.offset + laid[from]!.width <= left) from++;
  let to = from;
  while (to < end && laid[to]!.offset < right) to++;
  return { from: Math.max(begin, from - 1), to: Math.min(end, to + 1) };
}
