/** The grid's keyboard: one tab stop; the cursor walks cells and, above the first row, heads. */
import type { KeyboardEvent } from 'react';
import type { GroupHead } from '../../shared/desk/api';
import type { LaidColumn } from './layout';
import { GROUPS } from './layout';
import { afterKey, type Selection } from './selection';

/** Px a key makes a column wider or narrower. */
const NUDGE = 16;

export interface KeyState {
  readonly selection: Selection;
  readonly onHeads: boolean;
  readonly rows: number;
  readonly laid: readonly LaidColumn[];
  /** Rows in sight. */
  readonly page: number;
  headAt(row: number): GroupHead | null;
}

export interface KeyActs {
  select(next: Selection): void;
  toHeads(on: boolean): void;
  toggle(head: GroupHead, open: boolean): void;
  open(row: number): void;
  copy(bare: boolean): void;
  menu(where: 'head' | 'cell'): void;
  sort(column: string, add: boolean): void;
  resize(column: string, width: number): void;
  nudge(column: string, by: -1 | 1): void;
}

/** Does what a key asks for. @returns whether it was one of the grid's */
export function onGridKey(event: KeyboardEvent, state: KeyState, acts: KeyActs): boolean {
  const { selection, onHeads, rows, laid, page } = state;
  const { cursor } = selection;
  const control = event.ctrlKey || event.metaKey;
  const shift = event.shiftKey;
  const { key } = event;
  if (event.altKey && !(key === 'ArrowDown')) return false;
  if (key === 'ContextMenu' || (shift && key === 'F10') || (event.altKey && key === 'ArrowDown')) {
    acts.menu(onHeads || rows === 0 ? 'head' : 'cell');
    return true;
  }
  // What is about all rows is so from the heads, too.
  const overall = control && ['a', 'c', 'home', 'end', ' '].includes(key.toLowerCase());
  if ((onHeads && !overall) || rows === 0) return onHeadKey(key, control, shift, state, acts);
  if (control && key.toLowerCase() === 'c') {
    acts.copy(shift);
    return true;
  }
  const head = state.headAt(cursor.row);
  if (key === 'Enter') {
    if (head) acts.toggle(head, !head.open);
    else acts.open(cursor.row);
    return true;
  }
  if (key === ' ') {
    if (control && shift) acts.select(everything(rows, laid.length));
    else if (control) acts.select({ anchor: { row: 0, column: cursor.column }, cursor: { row: rows - 1, column: cursor.column } });
    else if (shift) acts.select({ anchor: { row: cursor.row, column: 0 }, cursor: { row: cursor.row, column: laid.length - 1 } });
    else if (head) acts.toggle(head, !head.open);
    else return false;
    return true;
  }
  if (key === 'Escape') {
    acts.select({ anchor: cursor, cursor });
    return true;
  }
  if (head && !control && !shift && cursor.column === 0) {
    if (key === 'ArrowRight' && !head.open) {
      acts.toggle(head, true);
      return true;
    }
    if (key === 'ArrowLeft' && head.open) {
      acts.toggle(head, false);
      return true;
    }
  }
  if (key === 'ArrowLeft' && !control && !shift && cursor.column === 0 && laid[0]?.column === GROUPS) {
    const outer = outerHead(state, cursor.row, head?.level ?? Infinity);
    if (outer === null) return true;
    acts.select({ anchor: { row: outer, column: 0 }, cursor: { row: outer, column: 0 } });
    return true;
  }
  if (key === 'ArrowUp' && cursor.row === 0 && !control && !shift) {
    acts.toHeads(true);
    return true;
  }
  const next = afterKey(selection, key, { shift, control }, { rows, columns: laid.length, page });
  if (!next) return false;
  acts.select(next);
  return true;
}

function everything(rows: number, columns: number): Selection {
  return { anchor: { row: 0, column: 0 }, cursor: { row: rows - 1, column: columns - 1 } };
}

/** Rows looked at upwards for the head of a group: those farther away may not be here. */
const LOOKED_UP = 2_000;

function outerHead({ headAt }: KeyState, row: number, level: number): number | null {
  for (let above = row - 1; above >= Math.max(0, row - LOOKED_UP); above--) {
    const head = headAt(above);
    if (head && head.level < level) return above;
  }
  return null;
}

function onHeadKey(key: string, control: boolean, shift: boolean, { selection, laid, rows }: KeyState, acts: KeyActs): boolean {
  const { cursor } = selection;
  const one = laid[cursor.column];
  const to = (column: number): boolean => {
    const at = { row: 0, column: Math.max(0, Math.min(laid.length - 1, column)) };
    acts.select({ anchor: at, cursor: at });
    acts.toHeads(true);
    return true;
  };
  switch (key) {
    case 'ArrowDown':
      if (rows > 0) acts.toHeads(false);
      return true;
    case 'ArrowUp':
      return true;
    case 'ArrowLeft':
    case 'ArrowRight': {
      const by = key === 'ArrowLeft' ? -1 : 1;
      if (one && control && shift) {
        acts.nudge(one.column.key, by);
        return true;
      }
      if (one && shift) {
        acts.resize(one.column.key, one.width + by * NUDGE);
        return true;
      }
      return to(control ? (by < 0 ? 0 : laid.length - 1) : cursor.column + by);
    }
    case 'Home':
      return to(0);
    case 'End':
      return to(laid.length - 1);
    case 'Enter':
    case ' ':
      if (one && one.column !== GROUPS) acts.sort(one.column.key, shift);
      return true;
    default:
      return false;
  }
}
