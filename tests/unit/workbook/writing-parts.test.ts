import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WorkbookWriter } from '../../../electron/workbook/write-workbook';
import { readSmallAmount, typedAmount } from '../../../electron/workbook/writing/cell-values';
import { checkPackage } from '../../../electron/workbook/writing/package-check';
import { SheetNames } from '../../../electron/workbook/writing/sheet-names';
import { verifyWorkbook, type ExpectedSheet } from '../../../electron/workbook/writing/verify';
import { inlineText } from '../../../electron/workbook/writing/xml-text';
import { lineIndex } from '../../../renderer/desk/export-plan';
import { parseUnits } from '../../../shared/money';
import type { EngineInput } from '../../../shared/reconcile/types';
import { isHeld } from '../../../shared/workbook/exactness';
import type { WorkbookSpec } from '../../../shared/workbook/model';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'writing-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('amounts', () => {
  it.each(['0', '0.00', '812.35', '-15.2', '1234567.12345678', '-0.00000001', '7.10000000', '9999999.99999999'])(
    '%s is read the same without big numbers',
    (text) => {
      const one = { units: 0, fine: false };
      expect(readSmallAmount(text, one)).toBe(true);
      const typed = typedAmount(text)!;
      expect([BigInt(one.units), one.fine]).toEqual([typed.units, typed.fine]);
    },
  );

  it.each(['12345678.1', '1e5', '', '-', '1.', '.5', '1.123456789', '1,000', '-0', ' 1'])('"%s" is left to the careful reader', (text) => {
    expect(readSmallAmount(text, { units: 0, fine: false })).toBe(false);
  });

  it('are held by a double up to 15 digits, as the writer and the desk agree', () => {
    for (const text of [
      '12345678.12345678',
      '1234567.12345678',
      '12345678901.50',
      '92233720368.54775807',
      '-99999999.99999999',
      '50000000000',
    ])
      expect([text, isHeld(parseUnits(text))]).toEqual([text, typedAmount(text)!.exact === null]);
  });
});

describe('texts and names', () => {
  it('keep blanks at their ends, what looks like an escape, and nothing XML cannot hold', () => {
    expect(inlineText(' a')).toBe('<is><t xml:space="preserve"> a</t></is>');
    expect(inlineText('_x0041_')).toBe('<is><t>_x005F_x0041_</t></is>');
    expect(inlineText('a\r\nb\u0000<')).toBe('<is><t>a\nb&lt;</t></is>');
  });

  it('of tabs are known before their sheets are written, also where titles look like parts', () => {
    const names = new SheetNames(['账单', '账单 (2)', 'History', "'a/b'"]);
    expect([names.name(0, 1), names.name(1, 1), names.name(2, 1), names.name(3, 1)]).toEqual(['账单', '账单 (2)', 'History Sheet', 'a b']);
    expect(names.name(0, 2)).not.toBe('账单 (2)');
    expect(new SheetNames(['x'.repeat(40)]).name(0, 12)).toHaveLength(31);
  });
});

const spec: WorkbookSpec = {
  language: 'en',
  meta: { title: 'A & B' },
  sheets: [
    { key: 'a', title: 'A', freeze: true, filter: true, columns: [{ key: 'to', head: 'To', type: 'link', width: 10, to: 'b' }] },
    {
      key: 'b',
      title: 'B',
      freeze: true,
      filter: true,
      above: ['Title', 'Line'],
      below: ['Note'],
      columns: [
        { key: 'name', head: 'Name', type: 'text', width: 10 },
        { key: 'amount', head: 'Amount', type: 'amount', width: 10, total: 'sum' },
      ],
    },
  ],
};

describe('a workbook', () => {
  it('with lines above and below its rows counts rows from the head', async () => {
    const path = join(folder, 'a.xlsx');
    const writer = await WorkbookWriter.open(path, spec);
    await writer.appendRows('a', [['0'], ['1+1'], [null]]);
    await writer.appendRows('b', [
      ['x', '1.10'],
      ['y', '2.20'],
    ]);
    await writer.close();
    const parts = unzipSync(readFileSync(path));
    expect(strFromU8(parts['xl/worksheets/sheet1.xml']!)).toContain(
      `<hyperlink ref="A2" location="'B'!A4"/><hyperlink ref="A3" location="'B'!A5"/>`,
    );
    const sheet = strFromU8(parts['xl/worksheets/sheet2.xml']!);
    expect(sheet).toContain('<f>ROUND(SUM(B4:B5),2)</f><v>3.3</v>');
    expect(sheet).toMatch(/<row r="8">.*Note/);
    expect(sheet).toContain('&amp;LA &amp;&amp; B');
    expect(strFromU8(parts['xl/workbook.xml']!)).toContain(`<definedName name="B_Amount_Total">'B'!$B$6</definedName>`);
  });

  it('whose link leads to no row is not handed out', async () => {
    const writer = await WorkbookWriter.open(join(folder, 'a.xlsx'), spec);
    await writer.appendRows('a', [['2']]);
    await writer.appendRows('b', [['x', '1']]);
    await expect(writer.close()).rejects.toMatchObject({ code: 'verify-failed', place: 'A: link to row 3 of 1' });
    expect(readdirSync(folder)).toEqual([]);
  });

  const expected: readonly ExpectedSheet[] = [
    { name: 'A', top: 1, rows: 0, sums: new Map(), exactColumns: new Map(), totals: [] },
    { name: 'B', top: 3, rows: 1, sums: new Map([[1, 100_000_000n]]), exactColumns: new Map(), totals: [new Map([[1, 1]])] },
  ];

  it.each([
    ['a lost row', 'xl/worksheets/sheet2.xml', /<row r="4">.*?<\/row>/, '', 'B: 0 rows of 1'],
    ['a changed amount', 'xl/worksheets/sheet2.xml', '<v>1</v></c></row><row r="5"', '<v>2</v></c></row><row r="5"', 'B: column 2'],
    ['a changed total', 'xl/worksheets/sheet2.xml', '</f><v>1</v>', '</f><v>2</v>', 'B: total of column 2'],
    ['a half sheet', 'xl/worksheets/sheet2.xml', '</sheetData>', '', 'no end of the rows'],
    ['a part without a type', '[Content_Types].xml', 'Extension="rels"', 'Extension="relsx"', 'no type'],
    ['a lost part', 'xl/styles.xml', '', null, 'xl/styles.xml'],
    ['XML that does not close', 'docProps/core.xml', '</dc:creator>', '', 'docProps/core.xml'],
  ] as const)('read back shows %s', async (_what, part, from, to, place) => {
    const path = join(folder, 'a.xlsx');
    const writer = await WorkbookWriter.open(path, spec);
    await writer.appendRows('b', [['x', '1']]);
    await writer.close();
    await verifyWorkbook(path, expected);
    const parts = unzipSync(readFileSync(path));
    const before = strFromU8(parts[part]!);
    if (to === null) delete parts[part];
    else {
      const after = before.replace(from, to);
      expect(after).not.toBe(before);
      parts[part] = strToU8(after);
    }
    writeFileSync(path, zipSync(parts));
    await expect(verifyWorkbook(path, expected)).rejects.toMatchObject({
      code: 'verify-failed',
      place: expect.stringContaining(place) as string,
    });
  });

  it('holds together as a package', async () => {
    const path = join(folder, 'a.xlsx');
    const writer = await WorkbookWriter.open(path, spec);
    await writer.close();
    const file = await open(path);
    await checkPackage(file, readFileSync(path).length);
    await file.close();
  });
});

describe('where the lines of a break stand', () => {
  const texts = ['', 'A', 'B', 'ecs', 'obs'];
  const input = {
    periods: ['2026-09', '2026-10'],
    texts: { text: (code: number) => texts[code] ?? '', code: (text: string) => Math.max(0, texts.indexOf(text)) },
    bills: {
      rows: 5,
      period: Uint16Array.of(0, 1, 1, 1, 1),
      customer: Uint32Array.of(1, 2, 1, 1, 2),
      service: Uint32Array.of(3, 3, 4, 3, 4),
    },
  } as unknown as EngineInput;

  it('counts the lines of the chosen months alone', () => {
    const key = (customer: string | null, service: string | null, period = '2026-10') => ({ period, customer, service });
    const wanted = [key('A', 'ecs'), key('A', null), key('B', 'obs'), key('A', 'ecs', '2026-09'), key('C', null)];
    const find = lineIndex(input, new Set(['2026-10']), wanted);
    expect(wanted.map(find)).toEqual([{ first: 2, count: 1 }, { first: 1, count: 2 }, { first: 3, count: 1 }, null, null]);
    expect(find(key('B', 'ecs'))).toBeNull();
  });
});
