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

test('keys on the way: an address that will not do, wrong keys, then the right ones; nothing typed before is lost', async () => {
  const sandbox = await startSandbox({ site: 'cn', size: 'tiny', rate: 'off' });
  const { on, page, end } = await started();
  const key = (name: string) => on.at('keys-form').locator(`[name="${name}"]`);
  await on.at('profile-name').fill('示例科技');
  await page.getByRole('radio', { name: '自定义地址' }).check();
  await on.at('profile-url').fill('https://example.com');
  await key('accessKey').fill('EXAMPLEKEY');
  await key('secretKey').fill('not the right one');
  await on.at('keys-save').click();
  await expect(page.getByText('这里只能填写华为云的官方接口地址或本机地址')).toBeVisible();
  await expect(key('accessKey')).toHaveValue('EXAMPLEKEY');
  await expect(on.at('profile-name')).toHaveValue('示例科技');

  await on.at('profile-url').fill(sandbox.url);
  await on.at('keys-save').click();
  await expect(on.at('keys-refused')).toHaveAttribute('data-failure', 'credentials');
  await expect(on.at('keys-refused')).toContainText('请核对后在上面重新填写');
  await shot(on, 'welcome-refused');
  await expect(on.at('profile-name')).toHaveValue('示例科技');
  await expect(on.at('profile-url')).toHaveValue(sandbox.url);

  await key('accessKey').fill(sandbox.ak);
  await key('secretKey').fill(sandbox.sk);
  await on.at('keys-save').click();
  await expect(on.at('chart-monthly').locator('svg').first()).toBeVisible({ timeout: 90_000 });
  await expect(on.at('profile-menu')).toContainText('示例科技');
  await end();
  await sandbox.close();
});

test('keys while nobody answers: they are kept, the Sync page says so, and the sync can be started there', async () => {
  const { on, page, end } = await started();
  await page.getByRole('radio', { name: '自定义地址' }).check();
  // Nobody listens on the discard port.
  await on.at('profile-url').fill('http://127.0.0.1:9');
  await on.at('keys-form').locator('[name="accessKey"]').fill('EXAMPLEKEY');
  await on.at('keys-form').locator('[name="secretKey"]').fill('example-secret');
  await on.at('keys-save').click();
  await expect(page.getByText('密钥已保存，但暂时无法验证')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('网络不通')).toBeVisible();
  await on.isOn('sync');
  await shot(on, 'welcome-nobody');
  await expect(on.at('sync-start')).toBeEnabled();
  await end();
});

test('files: one that is no table is refused with what to do; the next one goes on', async () => {
  const { on, app, end } = await started();
  const folder = mkdtempSync(path.join(os.tmpdir(), 'reconcile-desk-'));
  const wrong = path.join(folder, '台账.xls');
  writeFileSync(wrong, Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(4096)]));
  const bill = partnerBill(['2026-09']);
  const right = path.join(folder, bill.name);
  writeFileSync(right, bill.text);
  const choose = (file: string): Promise<void> =>
    app.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
    }, file);
  await on.at('welcome-files').click();
  await choose(wrong);
  await on.at('import-choose').first().click();
  await expect(on.at('file-refusal')).toContainText('另存为');
  await shot(on, 'welcome-wrong-file');
  await choose(right);
  await on.at('import-choose').first().click();
  await on.at('import-confirm').click();
  await expect(on.at('import-row')).toHaveCount(1);
  await end();
  rmSync(folder, { recursive: true, force: true });
});
