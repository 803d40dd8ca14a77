import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { expect, it, onTestFinished } from 'vitest';
import { aDesk, aName, quiet } from '../desk/a-desk';
import { bill, ECS, MONTH, NEXT } from '../desk/two-months';
import { ExportingMain } from './support/exporting-desk';

/** What the workbook says of a month that was closed, before and after its bill moved. */

const SIGNED = bill([MONTH, 'a', '10.00'], [MONTH, 'b', '5.00'], [NEXT, 'a', '7.00']);
/** In the closed month a moved and b is gone, with it the row that was booked a month late. */
const MOVED = bill([MONTH, 'a', '12.50'], [NEXT, 'a', '7.00']);

async function closedDesk() {
  const folder = await mkdtemp(path.join(tmpdir(), 'closed-'));
  const main = Object.assign(new ExportingMain(), { gateway: SIGNED });
  const { desk, store } = await aDesk(main, aName());
  onTestFinished(async () => {
    await desk.close();
    store.close();
    await rm(folder, { recursive: true, force: true });
  });
  const sync = () => desk.sync({ periods: [MONTH, NEXT], today: '2026-11-10', language: 'zh' }, quiet);
  await sync();
  main.add('book', {
    name: '成本.csv',
    rows: [
      ['账期', '客户ID', '云服务类型编码', '成本金额(未税)'],
      [MONTH, 'a', ECS, '9.00'],
      [NEXT, 'b', ECS, '5.00'],
      [NEXT, 'a', ECS, '7.00'],
    ],
  });
  const preview = await desk.preview({ token: 'book', options: { role: 'cost' }, mapping: null }, quiet);
  await desk.confirmImport({ preview: preview.preview, skipBadRows: false, replace: [] });
  const breaks = (await store.breaks.toArray()).map(({ id }) => id);
  await desk.decide({ breaks, action: 'explain', period: MONTH, reason: 'other', note: 'known', owner: '示例会计' });
  await desk.signOff({ period: MONTH, note: '' });
  let made = 0;
  const sheets = async (): Promise<(name: string) => Record<string, ExcelJS.CellValue>[]> => {
    const file = path.join(folder, `${String(made++)}.xlsx`);
    await desk.exportWorkbook({ token: file, file: 'export.xlsx', language: 'en', periods: [MONTH, NEXT] }, quiet);
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(file);
    return (name) => {
      const sheet = book.getWorksheet(name)!;
      const heads = (sheet.getRow(1).values as string[]).slice(1);
      const rows: Record<string, ExcelJS.CellValue>[] = [];
      sheet.eachRow((row, at) => {
        if (at === 1) return;
        rows.push(Object.fromEntries(heads.map((head, i) => [head, valueOf(row.getCell(i + 1))])));
      });
      return rows;
    };
  };
  return { main, desk, sync, sheets };
}

/** A formula's kept value. */
function valueOf({ value, result }: ExcelJS.Cell): ExcelJS.CellValue {
  return typeof value === 'object' && value !== null && 'formula' in value ? (result as ExcelJS.CellValue) : value;
}

it('gives a closed month as it was signed, row by row, with today beside', async () => {
  const { main, sync, sheets } = await closedDesk();
  const before = await sheets();
  expect(before('Summary')[0]).toMatchObject({ Period: MONTH, Consumption: 15, 'Rows are': "As signed (today's data agree)" });
  expect(Object.keys(before('Summary')[0]!)).not.toContain("Consumption by today's data");
  main.gateway = MOVED;
  await sync();
  const after = await sheets();
  const [month, next] = after('Summary');
  expect(month).toMatchObject({
    Period: MONTH,
    Consumption: 15,
    'Amount due': 15,
    State: 'Drifted',
    'Rows are': 'As signed (from the archive)',
    "Consumption by today's data": 12.5,
    "Breaks by today's data": 1,
    "Amount of breaks by today's data": 3.5,
    'Open breaks': 0,
  });
  // The row booked in October is nobody's by today's data, and open there.
  expect(next).toMatchObject({ Period: NEXT, Consumption: 7, 'Rows are': null, 'Open breaks': 1, 'Open amount': -5 });
  const lines = (of: typeof after) =>
    of('Bill lines')
      .filter(({ Period }) => Period === MONTH)
      .map(({ 'Customer ID': id, Amount }) => [id, Amount]);
  expect(lines(after).sort()).toEqual(lines(before).sort());
  const breaks = after('Breaks').map((row) => [
    row.Period,
    row['Other period'],
    row.Class,
    row.Difference,
    row["By today's data"],
    row["Difference by today's data"],
  ]);
  expect(breaks).toEqual(
    expect.arrayContaining([
      [MONTH, null, 'Amount', 1, 'Stands', 3.5],
      [MONTH, null, 'Timing', 5, 'Is gone', null],
      [NEXT, null, 'Unknown customer', -5, null, null],
    ]),
  );
  expect(after('Drift').map(({ Change, Effect }) => [Change, Effect])).toEqual(
    expect.arrayContaining([
      ['Changed', 2.5],
      ['Vanished', -5],
    ]),
  );
});

it('says when the archive does not give its rows again, and has what was signed beside', async () => {
  const { main, sync, sheets } = await closedDesk();
  for (const [sha256, text] of main.archives) {
    const archive = JSON.parse(text) as Record<string, unknown>;
    if (archive.input === undefined) continue;
    delete archive.input;
    main.archives.set(sha256, JSON.stringify({ ...archive, version: 1 }));
  }
  main.gateway = MOVED;
  await sync();
  expect((await sheets())('Summary')[0]).toMatchObject({
    Consumption: 12.5,
    'Consumption as signed': 15,
    'Rows are': "Today's data (the archive does not give its rows again)",
  });
  main.archives.clear();
  expect((await sheets())('Summary')[0]).toMatchObject({ Consumption: 12.5, 'Rows are': "Today's data (the archive cannot be read)" });
});

it('has a sheet of converted amounts once some month has a rate, and none without', async () => {
  const { desk, sheets } = await closedDesk();
  await desk.setRates({
    version: 1,
    rates: [{ month: MONTH, from: 'CNY', to: 'USD', rate: '0.14', date: '2026-09-30', source: '示例牌价' }],
  });
  const rows = (await sheets())('Converted');
  expect(rows.map((row) => [row.Period, row.Item, row.Amount, row['Converted amount'], row['Converted to'], row.Rate])).toEqual([
    [MONTH, 'Consumption', 15, 2.1, 'USD', '0.14'],
    [MONTH, 'Refunds', 0, 0, 'USD', '0.14'],
    [MONTH, 'Bill adjustments', 0, 0, 'USD', '0.14'],
    [MONTH, 'Amount due', 15, 2.1, 'USD', '0.14'],
    [MONTH, 'Cost ledger', 9, 1.26, 'USD', '0.14'],
  ]);
  await desk.setRates({ version: 1, rates: [] });
  await expect(sheets().then((of) => of('Converted'))).rejects.toThrow();
});
