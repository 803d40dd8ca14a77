import { appendFileSync, copyFileSync, createReadStream, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openArchives } from '../../../electron/journal/archives';
import { tableHandlers } from '../../../electron/link/table-handlers';
import { readWholeTable, streamTable } from '../../../electron/workbook/read-table';
import { FileTokens } from '../../../electron/workspace/file-tokens';

const fixtures = fileURLToPath(new URL('../../fixtures/ledgers/', import.meta.url));
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'kept-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the original of an earlier import', () => {
  it.each(['gb18030-tab.tsv', 'hidden-merged-formulas.xlsx', 'parts-out-of-order.tar.gz', 'zip-of-csv.zip'])(
    '%s is read from the archives as it was read from its file',
    async (name) => {
      const archives = await openArchives(path.join(folder, 'archives'), { clock: () => new Date(0) });
      const first = await readWholeTable(fixtures + name);
      const digest = await archives.put(createReadStream(fixtures + name));
      expect(first.sha256).toBe(digest);
      expect(await readWholeTable(await archives.path(digest), { name })).toEqual(first);
    },
  );

  it('is missing when it was never kept', async () => {
    const archives = await openArchives(path.join(folder, 'archives'), { clock: () => new Date(0) });
    await expect(archives.path('0'.repeat(64))).rejects.toMatchObject({ code: 'missing' });
    await expect(archives.path('../../etc/passwd')).rejects.toMatchObject({ code: 'missing' });
  });
});

describe('a chosen file', () => {
  let count = 0;
  async function aWorkspace() {
    const dir = path.join(folder, `w${count++}`);
    const archives = await openArchives(dir, { clock: () => new Date(0) });
    const tokens = new FileTokens();
    const file = path.join(folder, `${count}-gb18030-tab.tsv`);
    copyFileSync(`${fixtures}gb18030-tab.tsv`, file);
    const { token } = tokens.forReading(file);
    const reader = {
      streamTable: (name: string, options: object, onRows: (rows: never) => unknown, { signal }: { signal?: AbortSignal } = {}) =>
        streamTable(name, options, { rows: async (rows) => void (await onRows(rows as never)) }, signal),
    };
    const handlers = tableHandlers({ tokens, current: () => ({ archives }) as never }, reader as never);
    const control = new AbortController();
    const context = { emit: () => Promise.resolve(), signal: control.signal };
    const read = () => handlers.tableRead({ token, sheet: null, encoding: null }, context as never);
    const keep = (sha256: string, which = token) => handlers.originalKeep({ token: which, sha256 }, context as never);
    /** All there is in the folder of the archives, temporary files, too. */
    const lying = () => readdirSync(dir, { recursive: true }).filter((name) => statSync(path.join(dir, String(name))).isFile());
    return { archives, file, read, keep, lying, control };
  }

  it('that was only looked at, or whose reading was cancelled, leaves nothing in the archives', async () => {
    const { read, lying, control } = await aWorkspace();
    expect((await read()).sha256).toHaveLength(64);
    control.abort();
    await expect(read()).rejects.toMatchObject({ code: 'cancelled' });
    expect(lying()).toEqual([]);
  });

  it('is kept as it was read, once, also when it is gone by the second time', async () => {
    const { archives, file, read, keep, lying } = await aWorkspace();
    const { sha256 } = await read();
    await keep(sha256);
    rmSync(file);
    await keep(sha256);
    expect(await archives.list()).toEqual([sha256]);
    expect(lying()).toHaveLength(1);
  });

  it('that was edited since it was read, or is gone, is refused and leaves nothing', async () => {
    const { file, read, keep, lying, control } = await aWorkspace();
    const { sha256 } = await read();
    await expect(keep(sha256, 'unknown')).rejects.toMatchObject({ code: 'no-such-file' });
    appendFileSync(file, 'x');
    await expect(keep(sha256)).rejects.toMatchObject({ code: 'table', detail: 'changed' });
    rmSync(file);
    await expect(keep(sha256)).rejects.toMatchObject({ code: 'table', detail: 'not-found' });
    control.abort();
    expect(lying()).toEqual([]);
  });
});
