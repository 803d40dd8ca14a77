import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { startSandbox } from '../../../electron/sandbox/server';
import { runHeadless } from '../../support/headless';
import { DeskPage } from '../support/desk-page';
import { launchDesk, userDataFolder } from '../support/launch';

test('a certificate that nobody vouches for ends a sync with what it means; no signed call reaches the gateway', async () => {
  test.setTimeout(120_000);
  const folder = userDataFolder();
  const sandbox = await startSandbox({ site: 'cn', size: 'tiny', rate: 'off', faults: { tls: 'self-signed', rules: [] } });
  const { page, close } = await launchDesk(folder.path);
  const desk = new DeskPage(page);
  await desk.speakChinese();
  await page.getByRole('radio', { name: '自定义地址' }).check();
  await desk.at('profile-url').fill(sandbox.url);
  await desk.at('keys-form').locator('[name="accessKey"]').fill(sandbox.ak);
  await desk.at('keys-form').locator('[name="secretKey"]').fill(sandbox.sk);
  await desk.at('keys-save').click();
  // The keys themselves are not to blame: they are kept.
  await expect(desk.at('sync-start')).toBeEnabled({ timeout: 15_000 });
  await desk.at('sync-start').click();
  await expect(desk.at('activity-sync')).toHaveAttribute('data-state', 'failed', { timeout: 15_000 });
  const problem = page.locator('[data-testid="sync-problem"][data-failure="certificate"]').first();
  await expect(problem).toContainText('证书');
  await expect(problem).toContainText('RD-203');
  await expect(problem).toContainText('ERR_CERT_AUTHORITY_INVALID');
  await expect(desk.at('sync-start')).toBeEnabled();
  expect(sandbox.stats().requests).toBe(0);
  await close();
  await sandbox.close();
  folder.remove();
});

for (const tls of ['self-signed', 'expired', 'wrong-host'])
  test(`a run without a window ends with 2 and one sentence about it: ${tls}`, async () => {
    const folder = userDataFolder();
    const plan = path.join(folder.path, 'plan.json');
    writeFileSync(plan, JSON.stringify({ tls, rules: [] }));
    const run = await runHeadless(['--sandbox=tiny', '--rate', 'off', '--faults', plan, '--user-data', path.join(folder.path, 'desk')]);
    expect(run.code).toBe(2);
    expect(run.stdout).toBe('');
    expect(run.stderr.trim().split('\n').at(-1)).toMatch(/ListIndirectPartners.*证书/);
    folder.remove();
  });
