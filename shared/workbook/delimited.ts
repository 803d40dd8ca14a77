/** Rows as delimited text: CSV files (RFC 4180) and what goes to the clipboard. Pure. */

/** What a spreadsheet takes for the beginning of a formula, full-width forms included: East Asian versions read them alike. */
const STARTER = /^[=+\-@\t\r\n＝＋－＠]/;
const DECIMAL = /^-?\d+(?:\.\d+)?$/;

/** First characters of a UTF-8 file by which spreadsheets know the encoding. */
export const BOM = '\ufeff';

/**
 * The text of a cell before quoting. In a text column a formula starter gets an apostrophe before it, so that no program calculates it; a
 * number column keeps `-12.30` as it is. What stands in a number column and is no number is treated as text.
 */
export function safeText(value: string | null, number: boolean): string {
  if (value === null || value === '') return '';
  if (number && DECIMAL.test(value)) return value;
  return STARTER.test(value) ? `'${value}` : value;
}

/** One record with CRLF; cells that hold comma, quote or line break are quoted. */
export function csvRecord(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`;
}

/** One line of tab-separated text, quoted as spreadsheets do; the line end is the caller's. */
export function tsvLine(cells: readonly string[]): string {
  return cells.map((cell) => (/[\t\n\r"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join('\t');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const TEXT_CELL = `style='mso-number-format:"\\@"' sdnum="1033;0;@"`;

/** A line break inside of a cell: a plain one would begin another row in Excel. */
const BREAK = '<br style="mso-data-placement:same-cell">';

/**
 * The same rows as a table for spreadsheets: text columns are declared as text, so that a code of twenty digits stays what it is; numbers
 * are numbers. Formula starters need no apostrophe here.
 */
export function htmlTable(
  heads: readonly string[] | null,
  rows: readonly (readonly (string | null)[])[],
  numbers: readonly boolean[],
): string {
  const escape = (text: string): string => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? '').replace(/\r\n|[\r\n]/g, BREAK);
  const cell = (text: string | null, number: boolean): string =>
    number && (text === null || DECIMAL.test(text)) ? `<td>${text ?? ''}</td>` : `<td ${TEXT_CELL}>${escape(text ?? '')}</td>`;
  const line = (cells: string): string => `<tr>${cells}</tr>`;
  return [
    '<meta charset="utf-8"><table>',
    heads === null ? '' : line(heads.map((head) => cell(head, false)).join('')),
    ...rows.map((row) => line(numbers.map((number, at) => cell(row[at] ?? null, number)).join(''))),
    '</table>',
  ].join('');
}
