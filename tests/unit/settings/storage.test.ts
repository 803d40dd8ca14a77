import 'fake-indexeddb/auto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DeskStore } from '../../../renderer/store/schema';
import { roughBytes, storeSizes, SUBJECT_OF } from '../../../renderer/store/table-sizes';
import { folderSize } from '../../../electron/files/folder-size';

vi.mock('electron', () => ({ shell: { openPath: () => Promise.resolve('') } }));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'reconcile-desk-storage-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, bytes: number): void => {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  writeFileSync(path.join(folder, name), 'x'.repeat(bytes));
};

describe('size of a folder', () => {
  it('counts what is in it and below it, and never follows a link', async () => {
    write('a', 10);
    write('deep/er/b', 7);
    write('left-out/c', 100);
    if (process.platform !== 'win32') symlinkSync('/', path.join(folder, 'deep', 'root'));
    const { bytes, files } = await folderSize(folder, new Set(['left-out']));
    expect(files).toBe(process.platform === 'win32' ? 2 : 3);
    expect(bytes - 17).toBeLessThan(10);
  });

  it('is nothing for a folder that is not there', async () => {
    expect(await folderSize(path.join(folder, 'none'))).toEqual({ bytes: 0, files: 0 });
  });
});

describe('what main says of the disk', () => {
  it('tells the open profile from the others and from what all share', async () => {
    const { storageCommands } = await import('../../../electron/app/storage-commands');
    write('profiles/mine/journal/journal-000001.jsonl', 30);
    write('profiles/mine/archives/ab/abcd', 50);
    write('profiles/other/journal/journal-000001.jsonl', 5);
    write('profiles/other/archives/ab/abcd', 6);
    write('logs/app.log', 3);
    write('keys/mine.json', 9);
    write('Partitions/desk/db', 1000);
    const shown: string[] = [];
    const commands = storageCommands({
      workspace: { current: () => ({ profile: { id: 'mine' } }) as never },
      userData: folder,
      show: (place) => {
        shown.push(path.relative(folder, place));
        return Promise.resolve('');
      },
    });
    const { parts, free } = await commands.storageUse({}, undefined as never);
    expect(parts).toEqual({
      journal: { bytes: 30, files: 1 },
      archives: { bytes: 50, files: 1 },
      others: { bytes: 11, files: 2 },
      received: { bytes: 0, files: 0 },
      logs: { bytes: 3, files: 1 },
      window: { bytes: 1000, files: 1 },
    });
    expect(free).toBeGreaterThan(0);
    for (const place of ['profile', 'logs', 'data'] as const) await commands.storageOpen({ place }, undefined as never);
    expect(shown).toEqual([path.join('profiles', 'mine'), 'logs', '']);
  });

  it('says when the folder could not be shown', async () => {
    const { storageCommands } = await import('../../../electron/app/storage-commands');
    const commands = storageCommands({
      workspace: { current: () => null },
      userData: folder,
      show: () => Promise.resolve('no file manager'),
    });
    await expect(commands.storageOpen({ place: 'profile' }, undefined as never)).rejects.toMatchObject({ code: 'no-such-file' });
  });
});

describe('size of the tables', () => {
  it('every table of the store has its subject, and no other has', () => {
    const store = new DeskStore('subjects');
    expect(Object.keys(SUBJECT_OF).sort()).toEqual(store.tables.map((table) => table.name).sort());
    store.close();
  });

  it('grows with the rows, by what they hold', async () => {
    const store = new DeskStore('sizes');
    const before = await storeSizes(store);
    expect(Object.values(before).every((bytes) => bytes === 0)).toBe(true);
    const row = (n: number) => ({
      id: `c${n}`,
      kind: 'customer' as const,
      name: '示例'.repeat(10),
      accountName: '',
      reseller: null,
      associationType: null,
    });
    await store.parties.bulkPut(Array.from({ length: 100 }, (_, n) => row(n)));
    const small = (await storeSizes(store)).names;
    await store.parties.bulkPut(Array.from({ length: 200 }, (_, n) => row(n)));
    expect((await storeSizes(store)).names / small).toBeGreaterThan(1.9);
    expect(roughBytes(new Uint8Array(1000))).toBe(1000);
    expect(roughBytes('示例')).toBe(4);
    store.close();
  });
});
