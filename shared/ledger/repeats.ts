/** Rows of one book that are equal in every field: kept, and said. Found by hashing, so that a million rows take a moment. */
import type { MappedRow, RepeatedRows } from './types';

/** Groups that are listed; a book with more has no accidental repeats. */
export const MAX_REPEATED = 1_000;

/** Groups of equal rows in the order of their first; rows by their numbers in the sheet. */
export function repeatedRows(rows: readonly MappedRow[]): RepeatedRows[] {
  let size = 16;
  while (size < rows.length * 2) size *= 2;
  const mask = size - 1;
  /** Index + 1 of the first row in each place, and the hashes, so that rows are looked at only when theirs agree. */
  const places = new Int32Array(size);
  const hashes = new Int32Array(rows.length);
  const groups = new Map<number, number[]>();
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index]!;
    const hash = hashOf(row);
    hashes[index] = hash;
    let place = (hash ^ (hash >>> 15)) & mask;
    for (;;) {
      const first = places[place]! - 1;
      if (first < 0) {
        places[place] = index + 1;
        break;
      }
      if (hashes[first] === hash && same(rows[first]!, row)) {
        const group = groups.get(first);
        if (group) group.push(index);
        else if (groups.size < MAX_REPEATED) groups.set(first, [first, index]);
        break;
      }
      place = (place + 1) & mask;
    }
  }
  return [...groups].sort(([a], [b]) => a - b).map(([, indexes]) => ({ rows: indexes.map((index) => rows[index]!.row) }));
}

function same(a: MappedRow, b: MappedRow): boolean {
  return (
    a.amount === b.amount &&
    a.party === b.party &&
    a.period === b.period &&
    a.service === b.service &&
    a.reference === b.reference &&
    a.note === b.note &&
    a.partyName === b.partyName &&
    a.currency === b.currency &&
    a.taxRate === b.taxRate
  );
}

function hashOf(row: MappedRow): number {
  let hash = mix(0x811c9dc5, row.amount);
  hash = mix(hash, row.party);
  hash = mix(hash, row.period);
  if (row.service !== null) hash = mix(hash, row.service);
  if (row.reference !== null) hash = mix(hash, row.reference);
  if (row.note !== null) hash = mix(hash, row.note);
  return hash;
}

/** Both ends of a text; what stands between tells no two rows apart that these do not. */
function mix(start: number, text: string): number {
  const { length } = text;
  let hash = Math.imul(start ^ length, 0x01000193);
  const cut = length > 32 ? 16 : length;
  for (let index = 0; index < cut; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  for (let index = Math.max(cut, length - 16); index < length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash;
}
