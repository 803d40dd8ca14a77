import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it, onTestFinished } from 'vitest';
import { StatementsWriter } from '../../../electron/workbook/statements/statements-writer';
import { buildStatement as buildBook } from '../../../electron/workbook/statements/build-book';
import { verifyStatement } from '../../../electron/workbook/statements/verify';
import type { Statement } from '../../../shared/workbook/statement-file';
import type { StatementBrand } from '../../../shared/workbook/template';
import { buildStatement } from '../../../shared/workbook/statements';
import { sheetsOf } from '../../support/sheets';
import { content } from './statement-content';

const CREATED = '2026-11-03T01:02:03.000Z';
/** One pixel. */
const LOGO = 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const BRAND: StatementBrand = {
  version: 1,
  company: '示例科技有限公司',
  title: '客户对账单',
  contact: '联系：财务部',
  footer: '如有疑问，请在 10 个工作日内联系我们。\n谢谢。',
  colour: '0B6E4F',
  logo: LOGO,
};
const names = {
  party: (id: string) => (id === 'c1' ? '示例客户一号' : null),
  service: (code: string) => (code === 'ec2' ? '弹性云服务器' : null),
};
const statement = (file = '示例客户_2026-09.xlsx'): Statement => ({ ...buildStatement(content(), names, 'zh'), file });

async function folder(): Promise<string> {
  const made = await mkdtemp(path.join(os.tmpdir(), 'rd-statements-'));
  onTestFinished(() => rm(made, { recursive: true, force: true }));
  return made;
}

const rowsOf = async (file: string): Promise<Map<string, (string | null)[][]>> => sheetsOf(await readFile(file));

describe('a statement as a file', () => {
  it('has brand, head, live months and what stands behind them, read back by the own reader', async () => {
    const file = path.join(await folder(), 'one.xlsx');
    const writer = await StatementsWriter.open(file, { brand: BRAND, created: CREATED });
    const written = await writer.add(statement());
    const whole = await writer.close();
    expect(whole.sha256).toBe(
      createHash('sha256')
        .update(await readFile(file))
        .digest('hex'),
    );
    expect(whole.sha256).toBe(written.sha256);
    const sheets = await rowsOf(file);
    expect([...sheets.keys()]).toEqual(['对账单', '消费明细', '开单明细', '待核对事项']);
    const first = sheets.get('对账单') ?? [];
    expect(first[0]?.[0]).toBe('示例科技有限公司');
    expect(first[1]?.[0]).toBe('客户对账单');
    expect(first.flat()).toContain('如有疑问，请在 10 个工作日内联系我们。');
    const months = first.filter((row) => /^\d{4}-\d{2}$/.test(row[0] ?? ''));
    expect(months.map((row) => row.slice(0, 7))).toEqual([
      ['2026-08', '100', '-10', '0', '90', '90', '0'],
      ['2026-09', '200.5', '0', '-0.5', '200', '180', '20'],
    ]);
    expect(first.find((row) => row[0] === '合计')?.slice(1, 7)).toEqual(['300.5', '-10', '-0.5', '290', '270', '20']);
  });

  it('has formulas that another reader finds, and the brand colour, logo and text types', async () => {
    const { book } = buildBook(statement(), BRAND, CREATED);
    const again = new ExcelJS.Workbook();
    await again.xlsx.load((await book.xlsx.writeBuffer()) as ArrayBuffer);
    const tab = again.getWorksheet('对账单')!;
    const head = statement().head.length + 5;
    expect(tab.getCell(head, 1).fill).toMatchObject({ fgColor: { argb: 'FF0B6E4F' } });
    expect(tab.getCell(head + 1, 2).value).toMatchObject({
      formula: expect.stringMatching(/^SUMIFS\('消费明细'!\$E\$2:\$E\$\d+,'消费明细'!\$A\$2:\$A\$\d+,A\d+\)$/),
      result: 100,
    });
    expect(tab.getCell(head + 1, 7).value).toMatchObject({ formula: `E${head + 1}-F${head + 1}` });
    expect(tab.getCell(head + 3, 6).value).toMatchObject({ formula: `SUM(F${head + 1}:F${head + 2})`, result: 270 });
    expect(tab.getImages()).toHaveLength(1);
    const entries = again.getWorksheet('开单明细')!;
    expect(entries.getCell(2, 4).value).toBe('=1+1');
    expect(entries.getCell(2, 4).type).toBe(ExcelJS.ValueType.String);
  });

  it('is refused when a cell reads back otherwise', async () => {
    const { book, placed } = buildBook(statement(), null, CREATED);
    await expect(verifyStatement(Buffer.from(await book.xlsx.writeBuffer()), placed)).resolves.toBeUndefined();
    book.getWorksheet('消费明细')!.getCell(2, 5).value = 100.01;
    await expect(verifyStatement(Buffer.from(await book.xlsx.writeBuffer()), placed)).rejects.toMatchObject({
      code: 'verify-failed',
      place: '消费明细: row 2, column 5',
    });
  });
});

describe('a zip of statements', () => {
  it('holds each workbook under its own name and digest, and nothing else is left in the folder', async () => {
    const place = await folder();
    const file = path.join(place, 'all.zip');
    const writer = await StatementsWriter.open(file, { brand: null, created: CREATED });
    const written = [await writer.add(statement('甲_2026-09.xlsx')), await writer.add(statement('乙_2026-09.xlsx'))];
    const { sha256, bytes } = await writer.close();
    const packed = await readFile(file);
    expect(packed.length).toBe(bytes);
    expect(createHash('sha256').update(packed).digest('hex')).toBe(sha256);
    const parts = unzipSync(packed);
    expect(Object.keys(parts)).toEqual(['甲_2026-09.xlsx', '乙_2026-09.xlsx']);
    for (const { file: name, sha256: own } of written) expect(createHash('sha256').update(parts[name]!).digest('hex')).toBe(own);
    expect(strFromU8(unzipSync(parts['甲_2026-09.xlsx']!)['xl/workbook.xml']!)).toContain('对账单');
    expect(await readdir(place)).toEqual(['all.zip']);
  });

  it('leaves an existing file and no other when it is given up or a statement is refused', async () => {
    const place = await folder();
    const file = path.join(place, 'all.zip');
    await writeFile(file, 'old');
    const given = await StatementsWriter.open(file, { brand: null, created: CREATED });
    await given.add(statement('甲_2026-09.xlsx'));
    await given.abort();
    const twice = await StatementsWriter.open(file, { brand: null, created: CREATED });
    await twice.add(statement('甲_2026-09.xlsx'));
    await expect(twice.add(statement('甲_2026-09.XLSX'.toLowerCase()))).rejects.toMatchObject({ code: 'crashed' });
    await expect(twice.close()).rejects.toMatchObject({ code: 'cancelled' });
    expect(await readdir(place)).toEqual(['all.zip']);
    expect(await readFile(file, 'utf8')).toBe('old');
  });

  it.each(['../up.xlsx', 'a/b.xlsx', 'a\\b.xlsx', 'C:x.xlsx', 'x.txt'])('takes no name that leads elsewhere (%s)', async (name) => {
    const writer = await StatementsWriter.open(path.join(await folder(), 'all.zip'), { brand: null, created: CREATED });
    await expect(writer.add(statement(name))).rejects.toMatchObject({ code: 'crashed', place: 'statement: file' });
  });

  it('says at once that the folder is not there', async () => {
    await expect(
      StatementsWriter.open(path.join(await folder(), 'no', 'all.zip'), { brand: null, created: CREATED }),
    ).rejects.toMatchObject({
      code: 'no-folder',
    });
  });
});

it('an amount longer than a number can hold stands exactly in a note', async () => {
  const long = statement();
  const lines = long.sheets[1]!;
  const rows = lines.rows.map((row, at) => (at === 0 ? row.map((cell, column) => (column === 4 ? '12345678901.12345678' : cell)) : row));
  const { book, placed } = buildBook({ ...long, sheets: [long.sheets[0]!, { ...lines, rows }, ...long.sheets.slice(2)] }, null, CREATED);
  await verifyStatement(Buffer.from(await book.xlsx.writeBuffer()), placed);
  const texts: string[] = [];
  book.getWorksheet('消费明细')!.eachRow((row) => texts.push(String(row.getCell(1).value)));
  expect(texts.some((text) => text.includes('E2 = 12345678901.12345678'))).toBe(true);
});
