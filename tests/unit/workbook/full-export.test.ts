/** The export as a person gets it: made by the desk, written by the writer, looked at by other programs. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256Hex } from '../../../shared/digest';
import type { ExportTemplate } from '../../../shared/workbook/template';
import { C, exportingDesk, type ExportingDesk } from './support/exporting-desk';
import { hasOffice, print, printed, recalculate, recalculatedPath } from './support/office';

const PERIODS = ['2026-09', '2026-10'];
const OUR_FORMULA = /^(?:ROUND\(.*(?:SUM|SUMIFS|COUNTIFS|[A-Z]+\d+|!).*\)|SUM\([A-Z]+\d+:[A-Z]+\d+\)|[-+]?COUNTIFS\(.*\))$/;

let folder = '';
let desk: ExportingDesk;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'full-export-'));
  desk = await exportingDesk();
});
afterAll(async () => {
  await desk.close();
  rmSync(folder, { recursive: true, force: true });
});

async function made(name: string, language: 'zh' | 'en', template?: ExportTemplate, periods = PERIODS): Promise<string> {
  const path = join(folder, name);
  const result = await desk.exported({ token: path, language, periods, ...(template && { template }) });
  expect(result.sha256).toBe(sha256Hex(readFileSync(path)));
  return path;
}

async function read(path: string): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(path);
  return book;
}

const SUBSET: ExportTemplate = {
  version: 1,
  name: '示例',
  language: 'en',
  sheets: [
    { key: 'breaks', columns: ['difference', 'customer', 'status', 'line', 'sources', 'no-such-column'] },
    { key: 'summary', columns: ['period', 'refunds', 'consumption', 'openAmount'] },
    { key: 'billLines', columns: ['customer', 'amount'] },
  ],
};

describe('the exported workbook', () => {
  it.each(['zh', 'en'] as const)('has amounts as numbers, IDs and texts as texts, no formula but its own (%s)', async (language) => {
    const book = await read(await made(`types-${language}.xlsx`, language));
    const { sheets } = desk.main.specs.at(-1)!;
    expect(book.worksheets.map(({ name }) => name)).toEqual(sheets.map(({ title }) => title));
    let amounts = 0;
    let formulas = 0;
    for (const spec of sheets) {
      const sheet = book.getWorksheet(spec.title)!;
      const heads = (sheet.getRow(1).values as string[]).slice(1);
      expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
      expect(sheet.pageSetup).toMatchObject({ paperSize: 9, orientation: 'landscape', fitToPage: true });
      expect(sheet.autoFilter).toBeTruthy();
      sheet.eachRow((row, number) => {
        if (number === 1) return;
        row.eachCell((cell, column) => {
          const found = spec.columns.find(({ head }) => head === heads[column - 1]);
          if (cell.type === ExcelJS.ValueType.Formula) {
            formulas++;
            expect(cell.formula).toMatch(OUR_FORMULA);
            expect(typeof cell.result).toBe('number');
          } else if (found?.type === 'amount' && cell.value !== null) {
            amounts++;
            expect([spec.key, found.key, typeof cell.value]).toEqual([spec.key, found.key, 'number']);
          } else if (found?.type === 'text' && cell.value !== null) expect(typeof cell.value).toBe('string');
        });
      });
    }
    expect(amounts).toBeGreaterThan(60);
    expect(formulas).toBeGreaterThan(30);
    const texts = new Set<unknown>();
    book.eachSheet((sheet) => sheet.eachRow((row) => row.eachCell((cell) => texts.add(cell.value))));
    for (const text of ['=HYPERLINK("x")', '@示例科技有限公司', '-示例贸易有限公司', C]) expect(texts).toContain(text);
  });

  it('keeps every digit: the exact text stands beside each number that does not hold it, in a marked column', async () => {
    const path = await made('exact.xlsx', 'zh');
    const book = await read(path);
    for (const [title, head] of [
      ['账单明细', '金额'],
      ['对账明细', '账单金额'],
      ['差异', '账单金额'],
      ['汇总', '消费'],
    ] as const) {
      const sheet = book.getWorksheet(title)!;
      const heads = sheet.getRow(1).values as string[];
      const column = heads.indexOf(`${head} (精确值)`);
      expect([title, heads[column - 1]]).toEqual([title, head]);
      const texts = sheet.getColumn(column).values.filter((value) => typeof value === 'string');
      expect(texts.some((text) => /^\d{8}\.\d{3,8}$/.test(text))).toBe(true);
      const cells = Array.from({ length: sheet.rowCount - 1 }, (_, row) => sheet.getCell(row + 2, column));
      expect(cells.find((cell) => cell.value !== null)?.style.font?.italic).toBe(true);
    }
    // Columns that need none have none.
    expect(book.getWorksheet('账单明细')!.getRow(1).values).not.toContain('优惠金额 (精确值)');
  });

  it('leads from a break to its rows and back', async () => {
    const book = await read(await made('links.xlsx', 'en'));
    const breaks = book.getWorksheet('Breaks')!;
    const parts = unzipSync(readFileSync(join(folder, 'links.xlsx')));
    const linksOf = (title: string): Map<string, string> => {
      const index = book.worksheets.findIndex(({ name }) => name === title);
      // Summary is packed last and shown first.
      const xml = strFromU8(parts[`xl/worksheets/sheet${index === 0 ? book.worksheets.length : index}.xml`]!);
      return new Map([...xml.matchAll(/<hyperlink ref="(\w+)" location="([^"]+)"\/>/g)].map(([, cell, to]) => [cell!, to!]));
    };
    const heads = (title: string): string[] => book.getWorksheet(title)!.getRow(1).values as string[];
    const forward = linksOf('Breaks');
    const back = linksOf('Reconciliation');
    const id = (title: string, row: number, head: string): unknown =>
      book.getWorksheet(title)!.getCell(row, heads(title).indexOf(head)).value;
    let followed = 0;
    for (let row = 2; row < breaks.rowCount; row++) {
      const cell = breaks.getCell(row, heads('Breaks').indexOf('Reconciliation line')).address;
      const to = /^'Reconciliation'!A(\d+)$/.exec(forward.get(cell) ?? '');
      if (!to) continue;
      followed++;
      const target = Number(to[1]);
      for (const head of ['Period', 'Customer ID', 'Service code', 'Difference'])
        expect(value(id('Reconciliation', target, head))).toEqual(value(id('Breaks', row, head)));
      const home = book.getWorksheet('Reconciliation')!.getCell(target, heads('Reconciliation').indexOf('Break')).address;
      expect(back.get(home)).toBe(`'Breaks'!A${row}`);
      const source = /^'Bill lines'!A(\d+)$/.exec(
        forward.get(breaks.getCell(row, heads('Breaks').indexOf('Lines of bill, refund, adjustment')).address) ?? '',
      );
      if (source)
        for (const head of ['Period', 'Customer ID', 'Service code'])
          expect(id('Bill lines', Number(source[1]), head)).toBe(id('Breaks', row, head));
    }
    expect(followed).toBeGreaterThan(2);
    expect(linksOf('Bill lines').size).toBeGreaterThan(2);
  });

  it('has live sums, names, charts of its months and says what it is', async () => {
    const path = await made('live.xlsx', 'zh');
    const parts = unzipSync(readFileSync(path));
    const book = strFromU8(parts['xl/workbook.xml']!);
    for (const name of ['Breaks_Data', 'Breaks_Difference_Total', 'Bill_Lines_Amount', 'Summary_Consumption_Total', '_xlnm.Print_Titles'])
      expect(book).toContain(`name="${name}"`);
    const summary = (await read(path)).getWorksheet('汇总')!;
    const heads = summary.getRow(1).values as string[];
    const cell = summary.getCell(2, heads.indexOf('消费'));
    expect(cell.formula).toBe('ROUND(SUMIFS(Bill_Lines_Amount,Bill_Lines_Period,$A2&"*",Bill_Lines_Kind,"消费"),8)');
    expect(summary.getCell(2, heads.indexOf('未处理差异金额')).formula).toContain('SUMIFS(Breaks_Difference,Breaks_Period');
    for (const [chart, text] of [
      [1, '每月消费'],
      [2, '每月退款'],
      [3, '每月账单调账'],
      [4, '每月拨款与回收'],
    ] as const) {
      const xml = strFromU8(parts[`xl/charts/chart${chart}.xml`]!);
      expect(xml).toContain(text);
      expect(xml).toContain('金额（CNY）');
      expect(xml).toContain("<c:f>'汇总'!$A$2:$A$3</c:f>");
      expect(xml.match(/<c:pt idx="\d+"><c:v>2026-/g)?.length).toBeGreaterThanOrEqual(2);
    }
    const styles = strFromU8(parts['xl/styles.xml']!);
    expect(styles).toContain('[$¥-804]#,##0.00;[Red]-[$¥-804]#,##0.00');
    expect(strFromU8(parts['docProps/core.xml']!)).toContain('2026-09 – 2026-10');
    const sheet = strFromU8(parts['xl/worksheets/sheet9.xml']!);
    expect(sheet).toMatch(/<oddHeader>[^<]*汇总[^<]*CNY<\/oddHeader>/);
    expect(sheet).toMatch(/<oddFooter>[^<]*操作日志链头 \d+ [0-9a-f]{64}[^<]*第 &amp;P 页，共 &amp;N 页<\/oddFooter>/);
  });

  it('has the sheets and columns of a template in their order; totals, links, charts follow', async () => {
    const path = await made('subset.xlsx', 'zh', SUBSET);
    const book = await read(path);
    expect(book.worksheets.map(({ name }) => name)).toEqual(['Breaks', 'Summary', 'Bill lines']);
    const heads = (title: string): unknown[] =>
      (book.getWorksheet(title)!.getRow(1).values as unknown[]).slice(1).filter((head) => !String(head).endsWith('(Exact)'));
    // No column of links to a sheet that is not there.
    expect(heads('Breaks')).toEqual(['Difference', 'Customer ID', 'Status', 'Lines of bill, refund, adjustment']);
    expect(heads('Summary')).toEqual(['Period', 'Refunds', 'Consumption', 'Open amount']);
    // The columns a sum would need are not there: the value stands alone.
    expect(book.getWorksheet('Summary')!.getCell('B2').type).toBe(ExcelJS.ValueType.Number);
    const parts = unzipSync(readFileSync(path));
    expect(Object.keys(parts).filter((name) => name.startsWith('xl/charts/'))).toHaveLength(2);
  });

  it('without anything in its month has heads alone', async () => {
    const path = await made('empty.xlsx', 'zh', undefined, ['2025-01']);
    const book = await read(path);
    expect(book.getWorksheet('账单明细')!.rowCount).toBe(1);
    expect(Object.keys(unzipSync(readFileSync(path))).some((name) => name.startsWith('xl/charts/'))).toBe(false);
  });

  it('is split with an index, links across the parts, totals of all', async () => {
    desk.main.options = { mostRows: 14 };
    const path = await made('split.xlsx', 'zh').finally(() => (desk.main.options = {}));
    const book = await read(path);
    const names = book.worksheets.map(({ name }) => name);
    expect(names.slice(0, 2)).toEqual(['目录', '汇总']);
    expect(names).toContain('账单明细 (5)');
    const index = book.getWorksheet('目录')!;
    const listed = Array.from({ length: names.length - 1 }, (_, row) => index.getCell(row + 2, 1).text);
    expect(listed).toEqual(names.slice(1));
    const xml = Object.entries(unzipSync(readFileSync(path)))
      .filter(([name]) => name.startsWith('xl/worksheets/sheet'))
      .map(([, bytes]) => strFromU8(bytes))
      .join('');
    const targets = [...xml.matchAll(/location="'([^']+)'!A(\d+)"/g)];
    expect(targets.some(([, name]) => /\(\d\)$/.test(name ?? ''))).toBe(true);
    for (const [, name, row] of targets) expect(book.getWorksheet(name)!.rowCount).toBeGreaterThanOrEqual(Number(row));
    expect(xml).toContain('SUMIFS(Bill_Lines_2_Amount');
  });

  it('given up while it is read back leaves nothing', async () => {
    const before = readdirSync(folder).sort();
    const path = join(folder, 'given-up.xlsx');
    desk.main.options = { onStep: () => void desk.cancel() };
    await expect(
      desk.exported({ token: path, language: 'zh', periods: PERIODS }).finally(() => (desk.main.options = {})),
    ).rejects.toBeTruthy();
    expect(readdirSync(folder).sort()).toEqual(before);
  });
});

function value(cell: unknown): unknown {
  return typeof cell === 'object' && cell !== null && 'result' in cell ? cell.result : cell;
}

const OFFICE = [
  ['zh.xlsx', 'zh', undefined, PERIODS, 0],
  ['en.xlsx', 'en', undefined, PERIODS, 0],
  ['template.xlsx', 'en', SUBSET, PERIODS, 0],
  ['none.xlsx', 'zh', undefined, ['2025-01'], 0],
  ['parts.xlsx', 'en', undefined, PERIODS, 14],
] as const;

describe.skipIf(!hasOffice())('LibreOffice', () => {
  beforeAll(async () => {
    const paths: string[] = [];
    for (const [name, language, template, periods, mostRows] of OFFICE) {
      desk.main.options = mostRows === 0 ? {} : { mostRows };
      paths.push(await made(name, language, template, [...periods]).finally(() => (desk.main.options = {})));
    }
    recalculate(paths, folder);
    print(paths, folder);
  }, 180_000);

  it.each(OFFICE)('opens %s, computes the same totals, shows the charts', async (name, _language, _template, periods) => {
    const before = await read(join(folder, name));
    const after = await read(recalculatedPath(name, folder));
    let compared = 0;
    before.eachSheet((sheet) =>
      sheet.eachRow((row) =>
        row.eachCell((cell) => {
          if (cell.type !== ExcelJS.ValueType.Formula) return;
          const other = after.getWorksheet(sheet.name)!.getCell(cell.address);
          expect([sheet.name, cell.address, Number(other.result).toPrecision(15)]).toEqual([
            sheet.name,
            cell.address,
            Number(cell.result).toPrecision(15),
          ]);
          compared++;
        }),
      ),
    );
    const charted = periods.length > 1;
    expect(compared).toBeGreaterThan(charted ? 3 : -1);
    const ink = printed(name, folder);
    // Columns of the colours of consumption and refunds: 2F6EA8, C2702A.
    expect(/0\.18\d* 0\.43\d* 0\.6[56]\d* rg/.test(ink)).toBe(charted);
    expect(/0\.76\d* 0\.4[34]\d* 0\.16\d* rg/.test(ink)).toBe(charted);
  });
});
