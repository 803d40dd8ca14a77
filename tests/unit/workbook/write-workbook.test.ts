import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { strFromU8, unzipSync } from 'fflate';
import { WorkbookWriter } from '../../../electron/workbook/write-workbook';
import type { WorkbookSpec } from '../../../shared/workbook/model';

const spec: WorkbookSpec = {
  language: 'zh',
  meta: { title: '对账底稿', creator: '张三', created: '2026-11-03T02:00:00Z', journal: 'abc' },
  sheets: [
    {
      key: 'lines',
      title: '账单明细',
      columns: [
        { key: 'id', head: '客户ID', type: 'text', width: 34 },
        { key: 'amount', head: '金额', type: 'amount', width: 16, total: 'sum', exact: true },
        { key: 'count', head: '行数', type: 'integer', width: 8, total: 'sum' },
        { key: 'day', head: '日期', type: 'date', width: 12 },
        { key: 'time', head: '时间', type: 'datetime', width: 20 },
        { key: 'rate', head: '毛利率', type: 'rate', width: 10 },
        { key: 'note', head: '摘要', type: 'text', width: 30 },
      ],
      freeze: true,
      filter: true,
    },
    { key: 'empty', title: '空', columns: [{ key: 'a', head: 'A', type: 'amount', width: 10, total: 'sum' }], freeze: true, filter: true },
  ],
};

const rows = [
  ['00000000000000000001234567890123', '812.35', 3, '2026-10-31', '2026-10-31T16:00:00Z', '0.1234', '=1+1'],
  ['12345678901234567890', '-15.2', 1, '2026-11-01', '2026-11-01 08:30:00', null, '+SUM(A1)<&>"\u0000'],
  ['1e5', '12345678.12345678', 0, null, null, '0', null],
  ['0042', '0.00000001', 2, null, null, null, '  blank kept '],
];

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'workbook-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Another reader: the raw XML of the package. */
function cellsOf(path: string, sheet: number): Map<string, { type: string; style: string; value: string; formula: string | null }> {
  const parts = unzipSync(readFileSync(path));
  const xml = strFromU8(parts[`xl/worksheets/sheet${sheet}.xml`] ?? new Uint8Array());
  const cells = new Map<string, { type: string; style: string; value: string; formula: string | null }>();
  for (const match of xml.matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) {
    const attribute = (name: string): string => new RegExp(`\\b${name}="([^"]*)"`).exec(match[1] ?? '')?.[1] ?? '';
    cells.set(attribute('r'), {
      type: attribute('t') || 'n',
      style: attribute('s'),
      value: /<[vt](?: [^>]*)?>(.*?)<\/[vt]>/s.exec(match[2] ?? '')?.[1] ?? '',
      formula: /<f[^>]*>(.*?)<\/f>/s.exec(match[2] ?? '')?.[1] ?? null,
    });
  }
  return cells;
}

describe('a workbook written', () => {
  it('has typed numbers, IDs as text, dates as dates, live totals with exact cached values', async () => {
    const path = join(folder, '对账.xlsx');
    const writer = await WorkbookWriter.open(path, spec);
    await writer.appendRows('lines', rows);
    const result = await writer.close();
    expect(result.sheets).toEqual([
      { key: 'lines', name: '账单明细', rows: 4, totals: { amount: '12346475.27345679', count: '6' } },
      { key: 'empty', name: '空', rows: 0, totals: { a: '0.00' } },
    ]);
    const cells = cellsOf(path, 1);
    expect(cells.get('A2')).toMatchObject({ type: 'inlineStr', value: '00000000000000000001234567890123' });
    expect(cells.get('A3')).toMatchObject({ type: 'inlineStr', value: '12345678901234567890' });
    expect(cells.get('A4')).toMatchObject({ type: 'inlineStr', value: '1e5' });
    expect(cells.get('B2')).toMatchObject({ type: 'n', value: '812.35', formula: null });
    expect(cells.get('C2')).toBeUndefined();
    expect(cells.get('C4')).toMatchObject({ type: 'inlineStr', value: '12345678.12345678' });
    expect(cells.get('E2')).toMatchObject({ type: 'n', value: '46326' });
    expect(cells.get('F2')).toMatchObject({ type: 'n', value: '46327' });
    expect(cells.get('H2')).toMatchObject({ type: 'inlineStr', value: '=1+1', formula: null });
    expect(cells.get('H3')).toMatchObject({ type: 'inlineStr', value: '+SUM(A1)&lt;&amp;&gt;&quot;', formula: null });
    expect(cells.get('A6')).toMatchObject({ type: 'inlineStr', value: '合计' });
    expect(cells.get('B6')).toMatchObject({ type: 'n', formula: 'ROUND(SUM(B2:B5),8)', value: '12346475.27345679' });
    expect(cells.get('D6')).toMatchObject({ formula: 'SUM(D2:D5)', value: '6' });
    expect([...cells.values()].filter((cell) => cell.formula !== null)).toHaveLength(2);
  });

  it('is never there by half: an abort leaves the folder as it was', async () => {
    const path = join(folder, 'book.xlsx');
    writeFileSync(path, 'old');
    const writer = await WorkbookWriter.open(path, spec);
    await writer.appendRows('lines', rows);
    await writer.abort();
    expect(readdirSync(folder)).toEqual(['book.xlsx']);
    expect(readFileSync(path, 'utf8')).toBe('old');
    await expect(writer.appendRows('lines', rows)).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('continues on another tab when a sheet is full, with the totals of all parts', async () => {
    const path = join(folder, 'split.xlsx');
    const writer = await WorkbookWriter.open(path, spec, { mostRows: 13 });
    await writer.appendRows(
      'lines',
      Array.from({ length: 25 }, (_, index) => [`${index}`, '0.1', 1]),
    );
    const result = await writer.close();
    expect(result.sheets.map(({ name, rows: count }) => [name, count])).toEqual([
      ['账单明细', 10],
      ['账单明细 (2)', 10],
      ['账单明细 (3)', 5],
      ['空', 0],
    ]);
    const last = cellsOf(path, 3);
    expect(last.get('B8')).toMatchObject({ formula: "ROUND('账单明细'!B12+'账单明细 (2)'!B12+'账单明细 (3)'!B7,2)", value: '2.5' });
  });

  it('names what stopped it', async () => {
    await expect(WorkbookWriter.open(join(folder, 'missing', 'a.xlsx'), spec)).rejects.toMatchObject({ code: 'no-folder' });
    const writer = await WorkbookWriter.open(join(folder, 'a.xlsx'), spec);
    await writer.appendRows('lines', [['x', 'not money']]);
    await expect(writer.close()).rejects.toMatchObject({ code: 'crashed', place: 'amount not-a-number' });
    expect(readdirSync(folder)).toEqual([]);
  });
});
