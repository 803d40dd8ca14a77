import { reason, type ReasonKey } from './reasons';
import type { EngineInput, LedgerColumns, Reason } from './types';

/** Sentences of a second booking: inside one file, and across two. */
interface Keys {
  readonly inFile: ReasonKey;
  readonly acrossFiles: ReasonKey;
}

/**
 * What a row booked a second time says: with which row, and whether both stand in one file (a row entered twice) or in two (two books that overlap, as
 * when an export was imported again). Of several twins one of the same file counts first, then the first in book order.
 */
export function duplicateReason(input: EngineInput, book: LedgerColumns, row: number, twins: readonly number[], keys: Keys): Reason {
  const twin = twins.find((other) => book.importIndex[other] === book.importIndex[row]) ?? twins[0]!;
  const fileOf = (at: number): string => {
    const id = book.imports[book.importIndex[at]!]!;
    return input.files?.[id] ?? id;
  };
  const same = book.importIndex[twin] === book.importIndex[row];
  return reason(same ? keys.inFile : keys.acrossFiles, {
    file: fileOf(row),
    row: String(book.row[row]!),
    twinFile: fileOf(twin),
    twinRow: String(book.row[twin]!),
  });
}
