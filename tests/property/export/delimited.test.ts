import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { csvRecord, htmlTable, safeText, tsvLine } from '../../../shared/workbook/delimited';

/** Texts as people and attackers write them. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.stringMatching(/^[=+\-@＝＋\t\r\n",;' a1]{0,8}$/),
  fc.constantFrom('=cmd|calc', '+1', '-1+1', '@SUM(A1)', '\t=1', '-12.30', '00123', '12345678901234567890', '"', '\r\n'),
);

it('any cells come back from a CSV as they went in, apart from the apostrophe', () => {
  fc.assert(
    fc.property(fc.array(fc.array(text, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 }), (rows) => {
      const width = rows[0]!.length;
      const table = rows.map((row) => Array.from({ length: width }, (_, at) => row[at] ?? ''));
      const safe = table.map((row) => row.map((cell) => safeText(cell, false)));
      const read = parse(safe.map(csvRecord).join(''), { record_delimiter: '\r\n', skip_empty_lines: false }) as string[][];
      expect(read).toEqual(safe);
      safe.forEach((row, y) => row.forEach((cell, x) => expect([table[y]![x], `'${table[y]![x]}`]).toContain(cell)));
    }),
  );
});

it('no text cell begins like a formula, and a number keeps its sign', () => {
  fc.assert(
    fc.property(text, (cell) => {
      expect(safeText(cell, false)).not.toMatch(/^[=+\-@\t\r\n]/);
      // In a number column only a plain decimal may begin with a minus sign.
      const number = safeText(cell, true);
      if (/^[=+\-@\t\r\n]/.test(number)) expect(number).toMatch(/^-\d+(\.\d+)?$/);
    }),
  );
  expect(safeText('-12.30', true)).toBe('-12.30');
  expect(safeText('-12.30', false)).toBe("'-12.30");
  expect(safeText('-1+1', true)).toBe("'-1+1");
});

it('a line of the clipboard has as many cells as were put in, whatever they hold', () => {
  fc.assert(
    fc.property(fc.array(text, { minLength: 2, maxLength: 5 }), (cells) => {
      const line = tsvLine(cells);
      const [read] = parse(line, { delimiter: '\t', record_delimiter: '\u0000', relax_column_count: true }) as string[][];
      expect(read).toEqual(cells);
    }),
  );
});

it('a copied table holds no markup of its cells and declares its text columns', () => {
  fc.assert(
    fc.property(fc.array(text, { minLength: 2, maxLength: 2 }), (cells) => {
      const html = htmlTable(['a', 'b'], [cells], [false, false]);
      expect(html.match(/<(?!\/?(?:table|tr|td|meta|br)\b)/g)).toBeNull();
      expect(html.match(/<td /g)).toHaveLength(4);
    }),
  );
  expect(htmlTable(['编号', '金额'], [['00123', '-12.30']], [false, true])).toContain(
    `<td style='mso-number-format:"\\@"' sdnum="1033;0;@">00123</td><td>-12.30</td>`,
  );
});

it('a line break in a cell begins no row of the spreadsheet', () => {
  const html = htmlTable(null, [['一\r\n二', '1.00']], [false, true]);
  expect(html).toContain('一<br style="mso-data-placement:same-cell">二');
  expect(html).not.toContain('<br>');
});
