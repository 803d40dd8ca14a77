import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { safeBaseName, withEnding } from '../../../electron/files/safe-name';
import { LIMITS } from '../../../electron/workbook/limits';
import { FileTokens } from '../../../electron/workspace/file-tokens';
import { ReceivedFiles } from '../../../electron/workspace/received-files';

let root = '';
let now = 0;
let tokens = new FileTokens();
let received = new ReceivedFiles('', tokens, () => new Date(now));
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'received-'));
  tokens = new FileTokens();
  received = new ReceivedFiles(path.join(root, 'in'), tokens, () => new Date(now));
});
afterEach(async () => {
  await received.clear();
  rmSync(root, { recursive: true, force: true });
});

const left = (): string[] => (existsSync(path.join(root, 'in')) ? readdirSync(path.join(root, 'in')) : []);

describe('a file handed over in pieces', () => {
  it('lies under its own name, byte for byte, in the order the pieces came', async () => {
    const job = await received.begin('台账 7月.csv', 6);
    await Promise.all([
      received.piece(job, Buffer.from('ab')),
      received.piece(job, Buffer.from('cd')),
      received.piece(job, Buffer.from('ef')),
    ]);
    const token = await received.end(job);
    expect(token).toMatchObject({ name: '台账 7月.csv', bytes: 6 });
    expect(readFileSync(tokens.path(token.token, 'read') ?? '', 'utf8')).toBe('abcdef');
    expect(tokens.path(token.token, 'write')).toBeNull();
  });

  it('is given up when more or less comes than was announced, and nothing is left of it', async () => {
    const more = await received.begin('a.csv', 3);
    await expect(received.piece(more, Buffer.from('abcd'))).rejects.toMatchObject({ code: 'too-large' });
    await expect(received.piece(more, Buffer.from('a'))).rejects.toMatchObject({ code: 'no-such-file' });
    const less = await received.begin('a.csv', 3);
    await received.piece(less, Buffer.from('ab'));
    await expect(received.end(less)).rejects.toMatchObject({ code: 'not-saved', detail: 'incomplete' });
    await expect(received.end('made-up')).rejects.toMatchObject({ code: 'no-such-file' });
    expect(left()).toEqual([]);
  });

  it('is refused when it is larger than a book may be, alone or with the others of the run', async () => {
    await expect(received.begin('a.csv', LIMITS.fileBytes + 1)).rejects.toMatchObject({ code: 'too-large' });
    for (let index = 0; index < 8; index++) await received.begin('a.csv', LIMITS.fileBytes);
    await expect(received.begin('a.csv', 1)).rejects.toMatchObject({ code: 'too-large' });
  });

  it('waits for a place: sixteen at once, those left behind are forgotten', async () => {
    const first = await received.begin('a.csv', 1);
    for (let index = 1; index < 16; index++) await received.begin('a.csv', 1);
    await expect(received.begin('b.csv', 1)).rejects.toMatchObject({ code: 'not-saved' });
    now += 3 * 60_000;
    await received.begin('b.csv', 1);
    await expect(received.piece(first, Buffer.from('a'))).rejects.toMatchObject({ code: 'no-such-file' });
    expect(left()).toHaveLength(1);
  });

  it('does not outlive the next start', async () => {
    mkdirSync(path.join(root, 'in', 'old'), { recursive: true });
    writeFileSync(path.join(root, 'in', 'old', 'x.csv'), 'x');
    await received.clear();
    expect(left()).toEqual([]);
  });

  it('cannot name a place outside the folder', async () => {
    const token = await received.begin('../../../evil.csv', 0).then((job) => received.end(job));
    expect(path.dirname(path.dirname(tokens.path(token.token, 'read') ?? ''))).toBe(path.join(root, 'in'));
  });
});

describe('a name from outside', () => {
  it.each([
    ['账单 2026-07.xlsx', '账单 2026-07.xlsx'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\x\\台账.csv', '台账.csv'],
    ['a\u0000b\n.csv', 'ab.csv'],
    ['..', 'file'],
    ['', 'file'],
    ['nul.csv', '_nul.csv'],
    ['a<b>:"c|?*.txt', 'abc.txt'],
    ['gpj.\u202excslx.exe', 'gpj.xcslx.exe'],
    ['trailing. . ', 'trailing'],
  ])('%j becomes %s', (name, expected) => expect(safeBaseName(name)).toBe(expected));

  it('is cut between characters and keeps its extension', () => {
    const name = safeBaseName(`${'账'.repeat(200)}.tar.gz`);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(180);
    expect(name).toMatch(/^账+\.tar\.gz$/);
  });
});

describe('a file that a person names', () => {
  it.each([
    ['/home/demo/图.svg', 'svg', '/home/demo/图.svg'],
    ['/home/demo/图.SVG', 'svg', '/home/demo/图.SVG'],
    ['/home/demo/图', 'png', '/home/demo/图.png'],
    ['/home/demo/rules.bat', 'json', '/home/demo/rules.bat.json'],
    ['/home/demo/chart.svg.html', 'svg', '/home/demo/chart.svg.html.svg'],
  ])('%s has the ending of what is written into it (%s)', async (file, kind, expected) =>
    expect(await withEnding(file, kind)).toBe(expected),
  );

  it('does not replace a file that the dialog did not ask about', async () => {
    const named = path.join(root, 'ledger');
    for (const expected of ['ledger.xlsx', 'ledger (2).xlsx', 'ledger (3).xlsx']) {
      const file = await withEnding(named, 'xlsx');
      expect(path.basename(file)).toBe(expected);
      writeFileSync(file, '');
    }
    // With its ending, the dialog asked.
    expect(await withEnding(`${named}.xlsx`, 'xlsx')).toBe(`${named}.xlsx`);
  });
});
