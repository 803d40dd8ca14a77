import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { packTar, type TarHeader } from 'modern-tar';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readWholeTable } from '../../../electron/workbook/read-table';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'archives-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let count = 0;
function fileOf(bytes: Uint8Array, name = 'customerBill_202607.tar.gz'): string {
  const path = join(folder, `${count++}-${name}`);
  writeFileSync(path, bytes);
  return path;
}

type Files = Record<string, string | Uint8Array>;
async function tarGz(files: Files, header: Partial<TarHeader> = {}): Promise<Buffer> {
  const entries = Object.entries(files).map(([name, body]) => {
    const bytes = typeof body === 'string' ? strToU8(body) : body;
    return { header: { name, size: bytes.length, ...header }, body: bytes };
  });
  return gzipSync(await packTar(entries));
}
const zip = (files: Files): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, body]) => [name, typeof body === 'string' ? strToU8(body) : body])));

const HEAD = '客户ID,产品ID,官网页面价';
const refusal = (path: string): Promise<string> =>
  readWholeTable(path).then(
    (table) => `read ${table.rows.length} rows`,
    (error: unknown) => (error as { code?: string }).code ?? String(error),
  );

describe('an archive of csv parts is one table', () => {
  it('parts follow each other by name, whatever their order inside; repeated heads are rows', async () => {
    const parts = {
      'customerBill_202607_10.csv': `${HEAD}\nd,4,4.5\n`,
      'customerBill_202607_2.csv': 'b,2,2.5\nc,3,3.5\n',
      'customerBill_202607_1.csv': `${HEAD}\na,1,1.5\n`,
    };
    const expected = [
      ['客户ID', '产品ID', '官网页面价'],
      ['a', '1', '1.5'],
      ['b', '2', '2.5'],
      ['c', '3', '3.5'],
      ['客户ID', '产品ID', '官网页面价'],
      ['d', '4', '4.5'],
    ];
    for (const path of [fileOf(await tarGz(parts)), fileOf(zip(parts), 'customerBill_202607.zip')]) {
      const table = await readWholeTable(path);
      expect(table.rows).toEqual(expected);
      expect(table).toMatchObject({ format: 'csv', encoding: 'utf-8', separator: ',' });
      expect(table.sheet).toMatch(/customerBill_202607$/);
      expect(table.parts).toEqual([
        { name: 'customerBill_202607_1.csv', rows: 2 },
        { name: 'customerBill_202607_2.csv', rows: 2 },
        { name: 'customerBill_202607_10.csv', rows: 2 },
      ]);
    }
  });

  it('the order of the columns in a later part is not guessed', async () => {
    const parts = { 'a_1.csv': `${HEAD}\na,1,1.5\n`, 'a_2.csv': '产品ID,客户ID,官网页面价\n1,a,1.5\n' };
    const reading = readWholeTable(fileOf(await tarGz(parts)));
    await expect(reading).rejects.toMatchObject({ code: 'other-columns', place: 'a_2.csv' });
    expect(await refusal(fileOf(zip(parts), 'a.zip'))).toBe('other-columns');
  });

  it('a part in GB18030 beside a folder, leavings of a Mac and long names are no trouble', async () => {
    const long = `${'长'.repeat(60)}/customerUsageV2_202607_20260804_00000001.csv`;
    const table = await readWholeTable(
      fileOf(
        await tarGz({ '__MACOSX/._x': 'junk', [long]: Uint8Array.of(0xd5, 0xcb, 0xc6, 0xda, 0x2c, 0x41, 0x0a, 0x31, 0x2c, 0x32, 0x0a) }),
      ),
    );
    expect(table).toMatchObject({
      encoding: 'gb18030',
      rows: [
        ['账期', 'A'],
        ['1', '2'],
      ],
      parts: [{ name: long, rows: 2 }],
    });
  });

  it('a single file behind gzip is read as that file', async () => {
    const table = await readWholeTable(fileOf(gzipSync('a;b\n1;2\n'), 'x.csv.gz'));
    expect(table).toMatchObject({
      separator: ';',
      rows: [
        ['a', 'b'],
        ['1', '2'],
      ],
    });
  });

  it('many parts larger than a piece keep every row', async () => {
    const part = (from: number): string => Array.from({ length: 40_000 }, (_, index) => `c${from + index},p,${index}.25`).join('\n');
    const files = Object.fromEntries([1, 2, 3].map((number) => [`u_${number}.csv`, part(number * 100_000)]));
    const table = await readWholeTable(fileOf(await tarGz(files)));
    expect(table.rows).toHaveLength(120_000);
    expect(table.rows[119_999]).toEqual(['c339999', 'p', '39999.25']);
  });
});

describe('a hostile or damaged archive is refused with its own code', () => {
  it.each([['../../evil.csv'], ['/etc/evil.csv'], ['C:/evil.csv'], ['a\\..\\evil.csv'], ['a/../b.csv']])('the name %s', async (name) => {
    expect(await refusal(fileOf(await tarGz({ [name]: 'a,b\n1,2\n' })))).toBe('unsafe-name');
    expect(await refusal(fileOf(zip({ [name]: 'a,b\n1,2\n' }), 'a.zip'))).toBe('unsafe-name');
  });

  it('links and devices', async () => {
    for (const type of ['symlink', 'link', 'fifo'] as const) {
      const archive = gzipSync(await packTar([{ header: { name: 'a.csv', type, size: 0, linkname: '/etc/passwd' } }]));
      expect(await refusal(fileOf(archive))).toBe('unsafe-name');
    }
  });

  it('an archive or a workbook inside, under whatever name', async () => {
    const inner = zip({ 'a.csv': 'a,b\n' });
    const hidden: Files[] = [{ 'a.zip': inner }, { 'a.csv': inner }, { 'a.csv': gzipSync('a,b\n') }, { 'book.xlsx': inner }];
    for (const files of hidden) {
      expect(await refusal(fileOf(await tarGz(files)))).toBe('nested-archive');
      expect(await refusal(fileOf(zip(files), 'a.zip'))).toBe('nested-archive');
    }
  });

  it('a bomb, in its first megabytes', async () => {
    const bomb = await tarGz({ 'a.csv': new Uint8Array(400 * 1024 * 1024).fill(0x41) });
    expect(bomb.length).toBeLessThan(450_000);
    expect(await refusal(fileOf(bomb))).toBe('bomb');
  });

  it('too many files, two of one name, none at all, and other kinds of files', async () => {
    const many = Object.fromEntries(Array.from({ length: 1_001 }, (_, index) => [`${index}.csv`, 'a,b\n']));
    expect(await refusal(fileOf(await tarGz(many)))).toBe('bomb');
    expect(await refusal(fileOf(zip(many), 'a.zip'))).toBe('bomb');
    const twice = await packTar([1, 2].map(() => ({ header: { name: 'a.csv', size: 4 }, body: 'a,b\n' })));
    expect(await refusal(fileOf(gzipSync(twice)))).toBe('not-a-table');
    expect(await refusal(fileOf(await tarGz({})))).toBe('not-a-table');
    expect(await refusal(fileOf(await tarGz({ 'a.pdf': 'x' })))).toBe('not-a-table');
  });

  it('an archive cut anywhere, or with a flipped byte', async () => {
    const rows = Array.from({ length: 3_000 }, (_, index) => `${(index * 2_654_435_761) % 1_000_003},b${index}`).join('\n');
    const whole = await tarGz({ 'a_1.csv': rows, 'a_2.csv': rows });
    for (const share of [0.1, 0.5, 0.9, 0.999])
      expect(await refusal(fileOf(whole.subarray(0, Math.floor(whole.length * share))))).toBe('truncated');
    const flipped = Buffer.from(whole);
    flipped[flipped.length >> 1] = (flipped[flipped.length >> 1] ?? 0) ^ 0x20;
    expect(await refusal(fileOf(flipped))).toBe('truncated');
    // The tar itself cut, in a gzip that is whole.
    const plain = await packTar([{ header: { name: 'a.csv', size: rows.length }, body: rows }]);
    expect(await refusal(fileOf(gzipSync(plain.subarray(0, 20_000))))).toBe('truncated');
  });

  it('a head of extended attributes that claims hundreds of megabytes', async () => {
    const plain = Buffer.from(await packTar([{ header: { name: 'a.csv', size: 4 }, body: 'a,b\n' }]));
    const head = Buffer.from(plain.subarray(0, 512));
    head.write('x', 156);
    head.write((400 * 1024 * 1024).toString(8).padStart(11, '0'), 124);
    head.write('        ', 148);
    const sum = head.reduce((total, byte) => total + byte, 0);
    head.write(`${sum.toString(8).padStart(6, '0')}\u0000 `, 148);
    expect(await refusal(fileOf(gzipSync(Buffer.concat([head, plain]))))).toBe('truncated');
  });

  it('a cancel ends the reading between two pieces', async () => {
    const control = new AbortController();
    const reading = readWholeTable(fileOf(await tarGz({ 'a.csv': 'a,b\n1,2\n' })), {}, control.signal);
    control.abort();
    await expect(reading).rejects.toMatchObject({ code: 'cancelled' });
  });
});
