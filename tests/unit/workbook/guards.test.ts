import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIMITS } from '../../../electron/workbook/limits';
import { readWholeTable } from '../../../electron/workbook/read-table';

const sample = readFileSync(fileURLToPath(new URL('../../fixtures/ledgers/typed-cells.xlsx', import.meta.url)));
const SHEET = 'xl/worksheets/sheet1.xml';
const sheetOf = (rows: string): string =>
  `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`;

let folder = '';
/** 400 MB of zeros behind a few hundred kilobytes. */
let bomb: Buffer = Buffer.alloc(0);
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'guards-'));
  bomb = repacked({ [SHEET]: new Uint8Array(400 * 1024 * 1024) });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let count = 0;
function fileOf(bytes: Uint8Array, name = 'book.xlsx'): string {
  const path = join(folder, `${count++}-${name}`);
  writeFileSync(path, bytes);
  return path;
}

/** The sample with some of its parts replaced. */
function repacked(parts: Record<string, string | Uint8Array>): Buffer {
  const files: Record<string, Uint8Array> = { ...unzipSync(sample) };
  for (const [name, content] of Object.entries(parts)) files[name] = typeof content === 'string' ? strToU8(content) : content;
  return Buffer.from(zipSync(files));
}

async function refusal(path: string): Promise<string> {
  const before = process.memoryUsage.rss();
  const started = Date.now();
  const failure = await readWholeTable(path).then(
    (table) => `read ${table.rows.length} rows`,
    (error: unknown) => (error as { code?: string }).code ?? String(error),
  );
  // Two seconds are measured by the bench; here a busy machine may take longer.
  expect(Date.now() - started).toBeLessThan(10_000);
  expect(process.memoryUsage.rss() - before).toBeLessThan(300 * 1024 * 1024);
  return failure;
}

describe('a hostile or damaged package gets a clear answer within 2 s and 300 MB', () => {
  it('a part that unpacks to hundreds of megabytes is refused before it is unpacked', async () => {
    expect(bomb.length).toBeLessThan(600 * 1024);
    expect(await refusal(fileOf(bomb))).toBe('bomb');
  });

  it('a directory that lies about a size does not help a bomb', async () => {
    const liar = Buffer.from(bomb);
    const mark = Buffer.from('504b0102', 'hex');
    for (let at = liar.indexOf(mark); at >= 0; at = liar.indexOf(mark, at + 4)) {
      if (liar.toString('latin1', at + 46, at + 46 + SHEET.length) === SHEET) liar.writeUInt32LE(1_000, at + 24);
    }
    expect(await refusal(fileOf(liar))).toBe('bomb');
  });

  it('shared texts that repeat without end are refused in a small file, though no single size tells', async () => {
    const text = (index: number): string => `<si><t>${index % 5 === 0 ? (index * 7919) % 97 : ''}${'x'.repeat(44)}</t></si>`;
    const part = `<sst>${Array.from({ length: 1_000_000 }, (_, index) => text(index)).join('')}</sst>`;
    const book = repacked({ 'xl/sharedStrings.xml': part });
    // Below the ratio that is refused unread.
    expect(part.length / book.length).toBeLessThan(LIMITS.ratio);
    expect(await refusal(fileOf(book))).toBe('bomb');
  });

  it('too many parts', async () => {
    const parts = Object.fromEntries(Array.from({ length: 6_000 }, (_, index) => [`x/${index}`, '']));
    expect(await refusal(fileOf(repacked(parts)))).toBe('bomb');
  });

  it.each([[0.2], [0.6], [0.99]])('a file cut at %f of its length', async (share) => {
    expect(await refusal(fileOf(sample.subarray(0, Math.floor(sample.length * share))))).toBe('truncated');
  });

  it('a flipped bit in a packed part', async () => {
    const broken = Buffer.from(sample);
    const at = broken.indexOf(SHEET) + SHEET.length + 40;
    broken[at] = (broken[at] ?? 0) ^ 0x10;
    expect(['truncated', 'not-a-table']).toContain(await refusal(fileOf(broken)));
  });

  it.each([
    ['a row number of 10^9', '<row r="1000000000"><c r="A1000000000"><v>1</v></c></row>', 'too-large'],
    ['a column beyond all sheets', '<row r="1"><c r="ZZZZZZ1"><v>1</v></c></row>', 'too-large'],
    ['rows that go backwards', '<row r="2"/><row r="1"/>', 'not-a-table'],
    ['a shared text that is not there', '<row r="1"><c r="A1" t="s"><v>99999</v></c></row>', 'not-a-table'],
    ['an entity nobody defined', '<row r="1"><c r="A1" t="str"><v>&bomb;</v></c></row>', 'not-a-table'],
    ['a text longer than a cell holds', `<row r="1"><c r="A1" t="str"><v>${'x'.repeat(50_000)}</v></c></row>`, 'too-large'],
    ['a tag that never ends', `<row r="1"><c r="${'A'.repeat(1_500_000)}`, 'bomb'],
  ])('%s', async (_, rows, code) => {
    expect(await refusal(fileOf(repacked({ [SHEET]: sheetOf(rows) })))).toBe(code);
  });

  it.each([
    ['a formula without its text', '<c r="A1" t="str"><f>B1</f></c>', ['#CALC!']],
    ['a formula with an empty number', '<c r="A1"><f>B1</f><v></v></c>', ['#CALC!']],
    ['a formula that gives an empty text', '<c r="A1" t="str"><f>""</f><v></v></c><c r="B1"><v>1</v></c>', [null, '1']],
    ['a shared formula', '<c r="A1"><f t="shared" si="0"/><v>2</v></c>', ['2']],
  ])('%s is no empty cell, and no bad one when it has a value', async (_, cells, expected) => {
    const table = await readWholeTable(fileOf(repacked({ [SHEET]: sheetOf(`<row r="1" ht="0">${cells}</row>`) })));
    expect(table.rows).toEqual([expected]);
    expect(table.marks).toMatchObject({ hiddenRows: [0], formulas: [{ column: 0, cells: 1, firstRow: 0 }] });
  });

  it('more merged ranges than any sheet has are refused', async () => {
    const merges = Array.from({ length: 100_001 }, (_, index) => `<mergeCell ref="A${index + 1}:B${index + 1}"/>`).join('');
    const xml = sheetOf('<row r="1"><c r="A1"><v>1</v></c></row>').replace(
      '</worksheet>',
      `<mergeCells>${merges}</mergeCells></worksheet>`,
    );
    expect(await refusal(fileOf(repacked({ [SHEET]: xml })))).toBe('too-large');
  });

  it('a document type with entities is refused, not expanded', async () => {
    const xml = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>${sheetOf('<row r="1"><c r="A1" t="str"><v>&b;</v></c></row>')}`;
    expect(await refusal(fileOf(repacked({ [SHEET]: xml })))).toBe('not-a-table');
  });

  it('names that climb out of the package are only names', async () => {
    const rels = '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="../../../../etc/passwd"/></Relationships>';
    expect(await refusal(fileOf(repacked({ 'xl/_rels/workbook.xml.rels': rels, '../../evil.txt': 'x' })))).toBe('not-a-table');
  });

  it('a zip that is no workbook, an empty file, a folder, nothing at all', async () => {
    expect(await refusal(fileOf(zipSync({ 'a.pdf': strToU8('x') })))).toBe('not-a-table');
    expect(await refusal(fileOf(new Uint8Array()))).toBe('not-a-table');
    expect(await refusal(folder)).toBe('not-found');
    expect(await refusal(join(folder, 'missing.xlsx'))).toBe('not-found');
  });

  it('a sheet that is not in the book', async () => {
    await expect(readWholeTable(fileOf(sample), { sheet: '没有' })).rejects.toMatchObject({ code: 'no-such-sheet', place: '没有' });
  });

  it('an encoding the user named but the file does not have', async () => {
    await expect(readWholeTable(fileOf(Buffer.from([0xd5, 0xcb, 0x2c, 0x31, 0x0a]), 'a.csv'), { encoding: 'utf-8' })).rejects.toMatchObject(
      { code: 'encoding' },
    );
  });

  it('a cancel ends the reading', async () => {
    const control = new AbortController();
    control.abort();
    await expect(readWholeTable(fileOf(Buffer.from('a,b\n1,2\n'), 'a.csv'), {}, control.signal)).rejects.toMatchObject({
      code: 'cancelled',
    });
  });
});
