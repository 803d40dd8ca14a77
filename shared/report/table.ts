/** Plain-text tables for the console: columns aligned by display width, CJK characters two columns wide. */

export interface Column {
  readonly head: string;
  readonly align: 'left' | 'right';
}

/** Columns a text takes on a terminal; full-width and CJK characters take two, combining marks none. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const char of text) width += /\p{Mn}/u.test(char) ? 0 : isWide(char.codePointAt(0)!) ? 2 : 1;
  return width;
}

const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1faff],
  [0x20000, 0x3fffd],
];

function isWide(point: number): boolean {
  return WIDE.some(([from, to]) => point >= from && point <= to);
}

/** Lines of a table with heads, two blanks between columns, nothing trailing. */
export function tableLines(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const widths = columns.map((column, i) => Math.max(displayWidth(column.head), ...rows.map((row) => displayWidth(row[i] ?? ''))));
  const line = (cells: readonly string[]): string =>
    columns
      .map((column, i) => {
        const cell = cells[i] ?? '';
        const blanks = ' '.repeat(widths[i]! - displayWidth(cell));
        return column.align === 'right' ? blanks + cell : cell + blanks;
      })
      .join('  ')
      .trimEnd();
  return [line(columns.map((column) => column.head)), ...rows.map(line)];
}
