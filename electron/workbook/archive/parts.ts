/** Files inside an archive. Their names are shown and never used as paths; tricks in them are refused all the same. */
import { TableError } from '../../../shared/workbook/errors';

/** An archive whose files can be gone through, as often as asked for. */
export interface PartArchive {
  /**
   * Goes through the archive's plain files.
   * @param order names to be visited, in this order; null: all, in the archive's own order
   * @throws TableError `unsafe-name`, `bomb`, `truncated`, `encrypted`
   */
  visit(
    order: readonly string[] | null,
    act: (name: string, pieces: AsyncIterable<Uint8Array>) => Promise<void>,
    signal: AbortSignal | undefined,
  ): Promise<void>;
}

const UNSAFE = /^(?:[\\/]|[A-Za-z]:)|\\|[\u0000-\u001f\u007f]|(?:^|\/)\.\.?(?:\/|$)/;

/** @throws TableError `unsafe-name` for names that climb, are absolute, name a drive, hold a backslash or a control character */
export function checkName(name: string): void {
  if (name === '' || name.length > 500 || UNSAFE.test(name.replace(/^(?:\.\/)+/, '') || '/'))
    throw new TableError('unsafe-name', shown(name));
}

/** A name as it may stand in a message. */
export function shown(name: string): string {
  return name.replace(/[\u0000-\u001f\u007f]/g, '?').slice(0, 120);
}

/** Leavings of the systems that packed the archive. */
export function isLitter(name: string): boolean {
  return /(?:^|\/)(?:__MACOSX\/|\.DS_Store$|\._|Thumbs\.db$|desktop\.ini$)/i.test(name);
}
