import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvRows } from '../../../electron/workbook/csv-rows';
import { findSeparator, type Separator } from '../../../electron/workbook/csv-shape';

async function* pieces(text: string, cuts: readonly number[]): AsyncGenerator<string> {
  let from = 0;
  for (const cut of [...cuts.map((share) => share % (text.length + 1))].sort((a, b) => a - b)) {
    yield text.slice(from, cut);
    from = cut;
  }
  yield text.slice(from);
}

async function rowsOf(text: string, separator: Separator = ',', cuts: readonly number[] = []): Promise<(string | null)[][]> {
  const rows: (string | null)[][] = [];
  for await (const batch of csvRows(pieces(text, cuts), separator)) for (const row of batch) rows.push([...row]);
  return rows;
}

const field = fc.oneof(
  fc.constantFrom('', 'a', '1,234.50', '"', '""', 'x"y', 'line\nbreak', 'cr\r\nlf', '客户', ';', '|', '\t', ' padded ', "'", '\r'),
  fc.string({ maxLength: 6 }),
);
const quoted = (text: string, separator: string): string =>
  /["\r\n]/.test(text) || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text;

/** Blank cells and rows at the ends are no part of a table. */
function trimmed(rows: readonly (readonly (string | null)[])[]): (string | null)[][] {
  const cut = rows.map((row) => {
    const cells = row.map((cell) => (cell === '' ? null : cell));
    while (cells.length > 0 && cells.at(-1) === null) cells.pop();
    return cells;
  });
  while (cut.length > 0 && cut.at(-1)?.length === 0) cut.pop();
  return cut;
}

describe('rows of a text with separators', () => {
  it('are what was written, and what csv-parse reads, however the text is cut into pieces', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(field, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 8 }),
        fc.constantFrom<Separator[]>(',', ';', '\t', '|'),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        fc.array(fc.nat(400), { maxLength: 6 }),
        async (table, separator, newline, closed, cuts) => {
          const text =
            table.map((row) => row.map((cell) => quoted(cell, separator)).join(separator)).join(newline) + (closed ? newline : '');
          const rows = await rowsOf(text, separator, cuts);
          expect(rows).toEqual(trimmed(table));
          const oracle = parse(text, {
            delimiter: separator,
            relax_column_count: true,
            record_delimiter: newline,
          }) as unknown as string[][];
          expect(rows).toEqual(trimmed(oracle));
        },
      ),
      { numRuns: Number(process.env.RD_SEEDS ?? '10') * 60 },
    );
  });

  it.each([
    [
      'a quote inside a field',
      'a,5" disk,1\nb,2,3\n',
      [
        ['a', '5" disk', '1'],
        ['b', '2', '3'],
      ],
    ],
    ['text after a closing quote', 'a,"b" c,1\nd\n', [['a', '"b" c', '1'], ['d']]],
    ['blank lines between rows, not after the last', 'a\n\n,\nb\n\n\n', [['a'], [], [], ['b']]],
    [
      'lines that end with CR alone',
      'a,b\rc,"d\re"\r',
      [
        ['a', 'b'],
        ['c', 'd\re'],
      ],
    ],
    [
      'a lone CR in a file of other line ends',
      'a\rb,c\r\nd,e\r\n',
      [
        ['a\rb', 'c'],
        ['d', 'e'],
      ],
    ],
    ['no line end after the last quote', 'a,"b"', [['a', 'b']]],
    ['an empty quoted field', 'a,"",b\n', [['a', null, 'b']]],
    ['blanks behind a closing quote', 'a,"b" ,"c"  \n"d"\r', [['a', 'b', 'c'], ['d']]],
    ['a CR that a last quoted field ends with', 'a,"b\r"\r\n"\r"\n', [['a', 'b\r'], ['\r']]],
    [
      'several fields of a record with text behind their quotes',
      '"a"1,"b\n","c" 2\n"d",e',
      [
        ['"a"1', 'b\n', '"c" 2'],
        ['d', 'e'],
      ],
    ],
    [
      'an open quote that a loose one would close',
      '"a" b,c\nd,"e"f\n',
      [
        ['"a" b', 'c'],
        ['d', '"e"f'],
      ],
    ],
  ])('%s', async (_, text, expected) => {
    for (let cut = 0; cut <= text.length; cut++) expect(await rowsOf(text, ',', [cut])).toEqual(expected);
  });

  it('text behind a closing quote in every line of a long file stays in its own line', async () => {
    const lines = Array.from({ length: 5_000 }, (_, index) => `${index},"客户" ${index % 7},${index % 3 === 0 ? '"x"' : 'x'}`);
    const rows = await rowsOf(lines.join('\n'), ',', [70_000, 70_001, 90_003]);
    expect(rows).toEqual(lines.map((_, index) => [String(index), `"客户" ${index % 7}`, 'x']));
    await expect(rowsOf(`${lines.join('\n')}\n"open`)).rejects.toMatchObject({ code: 'not-a-table', place: 'line 5001' });
    await expect(rowsOf(`a,"b\nc"\n${'"a"b,'.repeat(101)}`)).rejects.toMatchObject({ code: 'not-a-table', place: 'line 3' });
  });

  it('an open quote is refused with its line, at the end and after four million characters', async () => {
    await expect(rowsOf('a,b\nc,"d\ne\n')).rejects.toMatchObject({ code: 'not-a-table', place: 'line 2' });
    const endless = `a,b\nc,"d\n${'x\n'.repeat(3_000_000)}`;
    await expect(
      rowsOf(
        endless,
        ',',
        Array.from({ length: 60 }, (_, index) => index * 100_000),
      ),
    ).rejects.toMatchObject({ code: 'not-a-table', place: 'line 2' });
  });

  it('too many columns and too long a cell are refused', async () => {
    await expect(rowsOf(`a\n${'1,'.repeat(2_000)}1`)).rejects.toMatchObject({ code: 'too-large', place: 'line 2: 2001 columns' });
    await expect(rowsOf(`a,${'x'.repeat(50_000)}`)).rejects.toMatchObject({ code: 'too-large', place: 'line 1' });
  });
});

describe('the separator', () => {
  it.each<[Separator, string]>([
    [',', 'a,b\n"1;2",3\n'],
    [';', 'a;b\n1,5;2,5\n'],
    ['\t', 'a\tb\n1,000\t2,000\n'],
    ['|', 'a|b\n1|2\n'],
    [',', 'one column only\n1\n'],
  ])('%j of %j', (separator, text) => expect(findSeparator(text)).toBe(separator));
});
