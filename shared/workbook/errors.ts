/** Closed sets of what can go wrong with files; the screens have words for each code. */

export const TABLE_ERROR_CODES = [
  'not-found',
  'too-large',
  'not-a-table',
  'old-xls',
  'encrypted',
  'bomb',
  'truncated',
  'encoding',
  'cancelled',
  'crashed',
  'no-such-sheet',
  /** A name inside an archive that climbs, is absolute, or is no plain file. */
  'unsafe-name',
  /** An archive or a workbook inside an archive. */
  'nested-archive',
  /** A later part of an archive has other columns, or in another order. */
  'other-columns',
  /** The file has other bytes than when it was read. */
  'changed',
] as const;
export type TableErrorCode = (typeof TABLE_ERROR_CODES)[number];

/** A file that cannot be read as a table; `place` says where, when a place is known (`row 7`, `xl/sheet1.xml`). */
export class TableError extends Error {
  constructor(
    readonly code: TableErrorCode,
    readonly place?: string,
  ) {
    super(place === undefined ? code : `${code}: ${place}`);
    this.name = 'TableError';
  }
}

export const WORKBOOK_ERROR_CODES = [
  'disk-full',
  'file-open',
  'no-permission',
  'no-folder',
  'verify-failed',
  'cancelled',
  'crashed',
] as const;
export type WorkbookErrorCode = (typeof WORKBOOK_ERROR_CODES)[number];

/** A workbook that could not be written; no half file is left behind. */
export class WorkbookError extends Error {
  constructor(
    readonly code: WorkbookErrorCode,
    readonly place?: string,
  ) {
    super(place === undefined ? code : `${code}: ${place}`);
    this.name = 'WorkbookError';
  }
}
