import { textAt } from '../../shared/columns';
import { RECORD_KEYS } from '../../shared/sync/record-keys';
import type { SegmentRow } from '../store/schema';
import type { DeskCore } from './core';

/**
 * Whether a record came twice. Main notices that within one reading; a slice that was gone on with at its checkpoint was read in two, and its
 * list may have moved in between under an unchanged total.
 */
export function repeatsKey(core: DeskCore, source: SegmentRow['source'], segments: readonly SegmentRow[]): boolean {
  const fields = RECORD_KEYS[source];
  if (fields === undefined) return false;
  const seen = new Set<string>();
  for (const { rows, columns } of segments) {
    const parts = fields.map((field) => columns[field]);
    for (let row = 0; row < rows; row++) {
      const texts = parts.map((column) => (column ? (textAt(column, row, core.dictionary) ?? '') : ''));
      if (texts[0] === '') continue;
      const key = texts.join('\u0000');
      if (seen.has(key)) return true;
      seen.add(key);
    }
  }
  return false;
}
