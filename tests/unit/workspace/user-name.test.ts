import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSettings } from '../../../electron/profiles/profiles';
import type { Vault } from '../../../electron/vault/vault';
import type { SandboxPool } from '../../../electron/workspace/endpoint';
import { Workspace } from '../../../electron/workspace/workspace';
import { systemUserName } from '../../../electron/workspace/user-name';

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(os.tmpdir(), 'workspace-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function workspace(): Promise<Workspace> {
  const clock = (): Date => new Date('2026-11-05T04:00:00Z');
  return new Workspace(folder, await openSettings(folder, { clock }), {} as Vault, {} as SandboxPool, clock);
}

test('acts are signed with the system user until a name is declared, and again when it is taken back', async () => {
  const desk = await workspace();
  expect(systemUserName()).toBe(os.userInfo().username);
  expect(desk.settings().userName).toBe(systemUserName());
  expect((await desk.changeSettings({ userName: '示例会计' })).userName).toBe('示例会计');
  expect((await workspace()).settings().userName).toBe('示例会计');
  expect((await desk.changeSettings({ userName: '' })).userName).toBe(systemUserName());
});

test('the system user is not written into the settings: it belongs to the machine, not to the folder', async () => {
  const desk = await workspace();
  await desk.changeSettings({ theme: 'dark' });
  const stored = (await openSettings(folder, { clock: () => new Date() })).settings.app;
  expect(stored).toMatchObject({ theme: 'dark', userName: '' });
});
