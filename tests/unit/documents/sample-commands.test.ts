import fs from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { sampleCommands, type SampleContext } from '../../../electron/app/sample-commands';
import type { Profile } from '../../../shared/bridge/contract';
import { startSandbox } from '../../../electron/sandbox/server';

// The bridge's module names Electron's parts; none of them is used here.
vi.mock('electron', () => ({ ipcMain: {}, net: {}, protocol: {} }));

const folders = new Set<string>();
afterAll(() => folders.forEach((folder) => fs.rmSync(folder, { recursive: true, force: true })));

/** The commands over an open profile; a token is the path itself here. */
function commandsOf(
  endpoint: Profile['endpoint'],
  sandbox: Awaited<ReturnType<SampleContext['workspace']['sandbox']>> = null,
  site: 'cn' | 'intl' = 'cn',
) {
  const profile: Profile = { id: 'p', name: 'p', site, endpoint };
  const forReading = (file: string) => {
    folders.add(path.dirname(file));
    return { token: file, name: path.basename(file), bytes: fs.statSync(file).size };
  };
  const workspace = { current: () => ({ profile }), sandbox: () => Promise.resolve(sandbox), tokens: { forReading } };
  return sampleCommands({ workspace: workspace as unknown as SampleContext['workspace'], today: () => '2026-11-22' });
}

const call = async <T>(handler: unknown): Promise<T> => (handler as (args: object, event: null) => Promise<T>)({}, null);

describe('sample files', () => {
  it.each(['cn', 'intl'] as const)('are there for a profile of files alone, %s', async (site) => {
    const commands = commandsOf({ kind: 'files' }, null, site);
    const { files } = await call<{ files: { name: string; bytes: number }[] }>(commands.sampleDocuments);
    const names = files.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['伙伴账单明细_2026-09.xlsx', '伙伴账单明细_2026-10.xlsx', '收支明细.csv']));
    expect(names.includes('customerBill_202610.tar.gz')).toBe(site === 'intl');
    expect(files.every(({ bytes }) => bytes > 0)).toBe(true);
    const books = await call<{ cost: { name: string }; aliases: { version: number } }>(commands.sampleLedgers);
    const prepayment = site === 'cn' ? { name: 'sample-prepayment.csv' } : null;
    expect(books).toMatchObject({ cost: { name: 'sample-cost.xlsx' }, prepayment, aliases: { version: 1 } });
  });

  it('come from the running sandbox of its profile', async () => {
    const sandbox = await startSandbox({ site: 'cn', size: 'tiny', today: '2026-10-06' });
    try {
      const { files } = await call<{ files: { name: string }[] }>(commandsOf({ kind: 'sandbox', size: 'tiny' }, sandbox).sampleDocuments);
      expect(files.map(({ name }) => name).filter((name) => name.startsWith('伙伴账单'))).toEqual(['伙伴账单明细_2026-09.xlsx']);
    } finally {
      await sandbox.close();
    }
  });

  it('are not there for a profile with a gateway of its own', async () => {
    await expect(call(commandsOf({ kind: 'official' }).sampleDocuments)).rejects.toMatchObject({ code: 'no-sandbox' });
    await expect(call(commandsOf({ kind: 'official' }).sampleLedgers)).rejects.toMatchObject({ code: 'no-sandbox' });
  });
});
