import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isDateFormat, serialText } from '../../../electron/workbook/xlsx/date-formats';
import { numberText } from '../../../electron/workbook/xlsx/number-text';
import { attribute, XmlScanner } from '../../../electron/workbook/xlsx/xml-scanner';
import { readWholeTable } from '../../../electron/workbook/read-table';
import { formatUnits, parseUnits } from '../../../shared/money';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'read-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const seeds = { numRuns: Number(process.env.RD_SEEDS ?? '10') * 100 };

describe('numbers of a sheet', () => {
  it('are exactly what a person typed, up to 15 digits and 8 decimals', () => {
    fc.assert(
      fc.property(fc.bigInt(-999_999_999_999_999n, 999_999_999_999_999n), fc.integer({ min: 0, max: 8 }), (digits, decimals) => {
        const typed = formatUnits(digits * 10n ** BigInt(8 - decimals), 0);
        fc.pre(typed.replace(/\D/g, '').length < 20);
        // A spreadsheet writes 17 digits of the double it keeps.
        const written = Number(typed).toPrecision(17);
        const text = numberText(written);
        if (Math.abs(Number(typed)) < 1e10) expect(parseUnits(text)).toBe(parseUnits(typed));
      }),
      seeds,
    );
  });

  it.each([
    ['1078.0200000000002', '1078.02'],
    ['0.30000000000000004', '0.3'],
    ['1.2345678901234567E+19', '1.2345678901234567E+19'],
    ['1234567890123456', '1.234567890123456E+15'],
    ['12345678.12345678', '12345678.12345678'],
    ['0.333333333333333', '0.333333333333333'],
    ['1E-7', '1e-7'],
    ['-0', '0'],
    ['abc', 'abc'],
  ])('%s is read as %s', (raw, text) => expect(numberText(raw)).toBe(text));
});

describe('dates of a sheet', () => {
  it.each([
    [46296, false, '2026-10-01'],
    [46296 - 1462, true, '2026-10-01'],
    [46326.5, false, '2026-10-31 12:00:00'],
    [1, false, '1900-01-01'],
    [61, false, '1900-03-01'],
    [0.25, false, '06:00:00'],
    [-1, false, null],
    [1e9, false, null],
  ])('serial %d (1904: %s) is %s', (serial, date1904, text) => expect(serialText(serial, date1904)).toBe(text));
  it.each([
    [14, undefined, true],
    [57, undefined, true],
    [2, undefined, false],
    [164, 'yyyy"年"m"月"', true],
    [165, '[$-804]yyyy/m/d', true],
    [166, '#,##0.00 "days"', false],
    [167, '[Red]#,##0', false],
    [168, 'General', false],
    [169, '[h]:mm', true],
    [170, '0.00E+00', false],
    [171, '_-* #,##0.00_-', false],
  ])('format %d %s shows a date: %s', (id, code, expected) => expect(isDateFormat(id, code)).toBe(expected));
});

describe('the XML scanner', () => {
  it('gives the same events however the text is cut', () => {
    const text = '<?xml version="1.0"?><!-- < > --><x:a b="1>2" c=\'"\'>t&amp;<![CDATA[<raw>]]><d/></x:a>';
    const events = (cut: number): string[] => {
      const log: string[] = [];
      let whole = '';
      const scanner = new XmlScanner(
        {
          open: (name, tag) => log.push(`+${name} ${attribute(tag, 'b') ?? ''}${attribute(tag, 'c') ?? ''}`),
          close: (name) => log.push(`-${name}`),
          text: (piece, literal) => (whole += literal ? `[${piece}]` : piece),
        },
        'test',
      );
      scanner.push(text.slice(0, cut));
      scanner.push(text.slice(cut));
      scanner.end();
      return [...log, whole];
    };
    const expected = ['+a 1>2"', '+d ', '-d', '-a', 't&amp;[<raw>]'];
    for (let cut = 0; cut <= text.length; cut++) expect(events(cut)).toEqual(expected);
  });
});

describe('a workbook written by another program', () => {
  it('is read with the values that program sees', async () => {
    const path = join(folder, 'other.xlsx');
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('数据');
    sheet.addRow(['账期', '客户', '金额', '标志', '日期']);
    sheet.addRow(['2026-10', 'A & B <C>\n二行', 1234.56, true, new Date(Date.UTC(2026, 9, 31))]);
    sheet.addRow([]);
    sheet.addRow([
      '2026-10',
      { richText: [{ text: '粗' }, { font: { bold: true }, text: '体' }] },
      { formula: 'C2*2', result: 2469.12 },
      { error: '#N/A' },
      new Date(Date.UTC(2026, 9, 31, 13, 5, 7)),
    ]);
    sheet.getCell('E2').numFmt = 'yyyy"年"m"月"d"日"';
    sheet.getCell('E4').numFmt = 'yyyy-mm-dd hh:mm:ss';
    await book.xlsx.writeFile(path);
    const table = await readWholeTable(path);
    expect(table.rows).toEqual([
      ['账期', '客户', '金额', '标志', '日期'],
      ['2026-10', 'A & B <C>\n二行', '1234.56', 'TRUE', '2026-10-31'],
      [],
      ['2026-10', '粗体', '2469.12', '#N/A', '2026-10-31 13:05:07'],
    ]);
    expect(table).toMatchObject({ format: 'xlsx', sheet: '数据', sheets: ['数据'], encoding: null });
  });

  it('is read the same when it was written as a stream with inline texts', async () => {
    const path = join(folder, 'stream.xlsx');
    const book = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: path, useStyles: true, useSharedStrings: true });
    const sheet = book.addWorksheet('S');
    for (let index = 0; index < 2_500; index++) sheet.addRow([`k${index}`, index / 100]).commit();
    await book.commit();
    const table = await readWholeTable(path);
    expect(table.rows).toHaveLength(2_500);
    expect(table.rows[2_499]).toEqual(['k2499', '24.99']);
  });
});
