/**
 * Chromium caps an element near 33.5 million px, so a grid has at most a million slots of 30 px. Beyond that a slot stands for
 * several rows: scrolling jumps in larger steps, but the rows in sight are always consecutive and every row can be reached.
 */
export const ROW_HEIGHT = 30;
export const MAX_SLOTS = 1_000_000;

export function slotsOf(rows: number): number {
  return Math.min(rows, MAX_SLOTS);
}

/** The row a slot shows while `first` is the first slot in sight and `inSight` slots fit. */
export function rowOfSlot(slot: number, first: number, inSight: number, rows: number): number {
  const slots = slotsOf(rows);
  if (slots === rows) return slot;
  const row = baseRow(first, inSight, rows, slots) + (slot - first);
  return Math.min(rows - 1, Math.max(0, row));
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
