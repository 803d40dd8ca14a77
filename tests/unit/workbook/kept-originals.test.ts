import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openArchives } from '../../../electron/journal/archives';
import { readWholeTable } from '../../../electron/workbook/read-table';

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
