/** Rows that two books have in common: a book handed in again with more in it. Pure. */
import { byCodeUnit } from '../../shared/digest';
import type { MappedRow } from '../../shared/ledger/types';

/** What makes two rows the same for a person, wherever they stand in the sheet. */
function textOf(row: MappedRow): string {
  return [row.period, row.party, row.partyName, row.service, row.amount, row.currency, row.taxRate, row.reference, row.note]
    .map((part) => part ?? '')
    .join('\u0001');
}

/** A 53-bit hash of each row, for counting alone: nothing is stored or left out by it. */
export function rowHashes(rows: readonly MappedRow[]): Float64Array {
  return Float64Array.from(rows, (row) => hash(textOf(row)));
}

/** How many of the earlier rows are among the new ones; equal rows count as often as both have them. */
export function commonRows(earlier: Float64Array, rows: ReadonlyMap<number, number>): number {
  const left = new Map<number, number>();
  let common = 0;
  for (const one of earlier) {
    const rest = left.get(one) ?? rows.get(one) ?? 0;
    if (rest === 0) continue;
    left.set(one, rest - 1);
    common++;
  }
  return common;
}

export function counted(hashes: Float64Array): Map<number, number> {
  const counts = new Map<number, number>();
  for (const one of hashes) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
}

/** Months of both lists, ascending. */
export function sharedMonths(a: Iterable<string>, b: ReadonlySet<string>): string[] {
  return [...new Set(a)].filter((month) => b.has(month)).sort(byCodeUnit);
}

/** Two lanes of 32 bits over the UTF-16 units, mixed into 53. */
function hash(text: string): number {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    a = Math.imul(a ^ unit, 2654435761);
    b = Math.imul(b ^ unit, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return 4294967296 * (2097151 & b) + (a >>> 0);
}
