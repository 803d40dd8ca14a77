import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { userDataFolder } from '../../e2e/support/launch';
import { runHeadless } from '../../support/headless';

interface Report {
  digest: string;
  periods: unknown[];
}

test('a store that is gone is made again from journal, archives and a sync: same digest, same figures', async () => {
  const folder = userDataFolder();
  onTestFinished(() => folder.remove());
  const args = ['--sandbox=tiny', '--rate', 'off', '--user-data', folder.path];
  const first = await runHeadless([...args, '--ledger', 'sample']);
  expect(first.code, first.stderr).toBe(1);
  const before = JSON.parse(first.stdout) as Report;
  expect(before.periods.length).toBeGreaterThan(0);
  const all = readdirSync(folder.path, { recursive: true, encoding: 'utf8' });
  const stores = all.filter((name) => path.basename(name) === 'IndexedDB');
  expect(stores, all.join(' ')).toHaveLength(1);
  for (const name of stores) rmSync(path.join(folder.path, name), { recursive: true });
  const again = await runHeadless(args);
  expect(again.code, again.stderr).toBe(1);
  const after = JSON.parse(again.stdout) as Report;
  expect(after.digest).toBe(before.digest);
  expect(after.periods).toEqual(before.periods);
});
