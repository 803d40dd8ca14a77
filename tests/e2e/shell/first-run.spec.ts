/** From nothing to figures: by sample data, by files, by keys. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { startSandbox } from '../../../electron/sandbox/server';
import { DeskPage } from '../support/desk-page';
import { partnerBill } from '../support/files';
import { launchDesk, userDataFolder } from '../support/launch';
import { keepShot } from '../support/shots';

async function started(): Promise<{
  on: DeskPage;
  page: DeskPage['page'];
  app: Awaited<ReturnType<typeof launchDesk>>['app'];
  end(): Promise<void>;
}> {
  const folder = userDataFolder();
  const desk = await launchDesk(folder.path);
  const on = new DeskPage(desk.page);
  await on.speakChinese();
  await expect(on.at('welcome')).toBeVisible();
  return {
    on,
    page: desk.page,
    app: desk.app,
    end: async () => {
      expect(desk.errors).toEqual([]);
      await desk.close();
      folder.remove();
    },
  };
}

async function shot(on: DeskPage, name: string): Promise<void> {
  await keepShot(`${name}.png`, () => on.page.screenshot());
}

test('sample data: one click, and the figures are there', async () => {
  const { on, end } = await started();
  await shot(on, 'welcome');
  await on.at('welcome-sample').click();
  await expect(on.at('chart-monthly').locator('svg').first()).toBeVisible({ timeout: 90_000 });
  await expect(on.at('sync-badge')).toHaveAttribute('data-state', 'online');
  await expect(on.at('sync-badge')).toContainText('缓存');
  await end();
});

test('files: begin, choose the bill, confirm', async () => {
  const { on, app, end } = await started();
  const folder = mkdtempSync(path.join(os.tmpdir(), 'reconcile-desk-'));
  const bill = partnerBill(['2026-09']);
  const file = path.join(folder, bill.name);
  writeFileSync(file, bill.text);
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
  }, file);
  await on.at('welcome-files').click();
  await on.at('import-choose').first().click();
  await on.at('import-confirm').click();
  await on.goTo('overview');
  await expect(on.at('chart-monthly').locator('svg').first()).toBeVisible({ timeout: 30_000 });
  await expect(on.at('period-switch')).toContainText('2026-09');
  await end();
  rmSync(folder, { recursive: true, force: true });
});

test('keys: one form; keys that are right start the first sync, which ends with the figures', async () => {
  const sandbox = await startSandbox({ site: 'cn', size: 'tiny', rate: 'off' });
  const { on, page, end } = await started();
  await page.getByRole('radio', { name: '自定义地址' }).check();
  await on.at('profile-url').fill(sandbox.url);
  await on.at('keys-form').locator('[name="accessKey"]').fill(sandbox.ak);
  await on.at('keys-form').locator('[name="secretKey"]').fill(sandbox.sk);
  await on.at('keys-save').click();
  await expect(on.at('chart-monthly').locator('svg').first()).toBeVisible({ timeout: 90_000 });
  await end();
  await sandbox.close();
});
