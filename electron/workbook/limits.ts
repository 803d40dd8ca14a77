/** How large a file may be before it is refused. A book of a million rows passes; a bomb does not. */
export const LIMITS = {
  fileBytes: 512 * 1024 * 1024,
  /** Parts of a package; a workbook of 200 sheets has under 1,000. */
  entries: 5_000,
  /** Files of an archive of csv parts. */
  archiveFiles: 1_000,
  /** All parts unpacked. */
  unpackedBytes: 2 * 1024 * 1024 * 1024,
  /** Unpacked over packed size of one part, looked at from `ratioFrom` bytes on; spreadsheets stay under 60. */
  ratio: 200,
  ratioFrom: 16 * 1024 * 1024,
  /** Parts read whole: workbook, relations, styles. */
  smallPartBytes: 16 * 1024 * 1024,
  /** Characters of all shared texts, 16 more for each; of a small part at most the base and so many for each packed byte, else a bomb. */
  sharedTextChars: 160_000_000,
  sharedTextBase: 24_000_000,
  sharedTextRatio: 30,
  rows: 1_048_576,
  columns: 1_024,
  merges: 100_000,
  /** Characters of one cell; a spreadsheet holds 32,767. */
  cellChars: 40_000,
  /** Characters of one tag. */
  tagChars: 1_000_000,
  /** Cells with something in them. */
  cells: 30_000_000,
} as const;
