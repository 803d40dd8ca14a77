/**
 * Chromium caps an element near 33.5 million px, so a grid has at most a million slots of 30 px. Beyond that a slot stands for
 * several rows: scrolling jumps in larger steps, but the rows in sight are always consecutive and every row can be reached.
 */
export const ROW_HEIGHT = 30;
export const MAX_SLOTS = 1_000_000;

export function slotsOf(rows: number): number {
  return Math.min(rows, MAX_SLOTS);
}

/** The slot to scroll to so that `row` comes into sight. */
export function slotOfRow(row: number, inSight: number, rows: number): number {
  const slots = slotsOf(rows);
  if (slots === rows) return row;
  const steps = Math.max(1, rows - inSight);
  return Math.min(slots - 1, Math.floor((row / steps) * Math.max(1, slots - inSight)));
}

function baseRow(first: number, inSight: number, rows: number, slots: number): number {
  return Math.round((first / Math.max(1, slots - inSight)) * Math.max(0, rows - inSight));
}

/** Rows that are drawn: consecutive, and where the first of them begins, px. */
export interface RowWindow {
  readonly from: number;
  /** Not included. */
  readonly to: number;
  readonly top: number;
}

/**
 * Rows to draw at a scroll position.
 * @param scrollTop px
 * @param inSight rows that fit
 * @param beside rows drawn above and below those in sight, at least
 * @param step the window moves by so many rows at once, so that not every frame draws
 */
export function windowOf(scrollTop: number, inSight: number, rows: number, beside: number, step: number): RowWindow {
  const slots = slotsOf(rows);
  const scaled = slots !== rows;
  const first = scaled ? Math.round(scrollTop / ROW_HEIGHT) : Math.floor(scrollTop / ROW_HEIGHT / step) * step;
  const row = scaled ? baseRow(first, inSight, rows, slots) : first;
  const from = Math.max(0, Math.min(row, rows) - beside);
  const to = Math.min(rows, row + inSight + beside + (scaled ? 1 : step));
  return { from, to: Math.max(from, to), top: (first - (row - from)) * ROW_HEIGHT };
}
