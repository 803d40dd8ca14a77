import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { startSandbox } from '../../../electron/sandbox/server';
import { DeskPage } from '../support/desk-page';
import { launchDesk, userDataFolder } from '../support/launch';

test('keys are checked when they are entered; a profile is deleted with everything of it, once its name is typed', async () => {
  test.setTimeout(120_000);
  const folder = userDataFolder();
  const sandbox = await startSandbox({ site: 'cn', size: 'tiny', rate: 'off' });
  const { page, close } = await launchDesk(folder.path);
  const desk = new DeskPage(page);
  const type = async (accessKey: string, secretKey: string): Promise<void> => {
    await desk.at('keys-form').locator('[name="accessKey"]').fill(accessKey);
    await desk.at('keys-form').locator('[name="secretKey"]').fill(secretKey);
    await desk.at('keys-save').click();
  };
  await desk.speakChinese();
  await desk.at('profile-name').fill('示例科技');
  await page.getByRole('radio', { name: '自定义地址' }).check();
  await desk.at('profile-url').fill(sandbox.url);

  await test.step('a wrong secret key is refused after one call, and asked for again', async () => {
    await type(sandbox.ak, 'wrong-secret');
    await expect(desk.at('keys-refused')).toHaveAttribute('data-failure', 'credentials', { timeout: 15_000 });
    expect(sandbox.stats()).toMatchObject({ requests: 1, refused: 1 });
  });

  await test.step('the right ones open the profile, the same one', async () => {
    await type(sandbox.ak, sandbox.sk);
    // What was found right is put to use: the first sync needs no further step.
    await expect(desk.at('activity-sync')).toHaveAttribute('data-state', 'done', { timeout: 60_000 });
  });

  await test.step('keys that the gateway refuses later are not tried again by themselves; a person may have them tried, or types others', async () => {
    const requests = (): number => sandbox.stats().requests;
    await desk.goTo('settings');
    await desk.at('settings-profiles').click();
    await type(sandbox.ak, 'wrong-secret');
    await expect(desk.at('keys-refused-before')).toContainText('接口拒绝了密钥', { timeout: 15_000 });
    await desk.goTo('sync');
    await expect(desk.at('keys-refused-before')).toBeVisible();
    await expect(desk.at('sync-start')).toBeDisabled();
    const before = requests();
    // What does not ask the page first, as the check of permissions, makes no call either.
    await page.evaluate(() => (location.hash = '#/settings?tab=permissions'));
    await desk.at('permission-start').click();
    await expect(desk.at('permission-check')).toContainText('接口已拒绝这组密钥');
    expect(requests()).toBe(before);
    await desk.goTo('sync');
    await desk.at('keys-again').click();
    await expect.poll(requests).toBe(before + 1);
    await type(sandbox.ak, sandbox.sk);
    await expect(desk.at('keys-refused-before')).toHaveCount(0);
    await expect(desk.at('sync-start')).toBeEnabled();
  });

  const id = await test.step('it is the only one of its name', async () => {
    await desk.goTo('settings');
    await desk.at('settings-profiles').click();
    const rows = page.locator('tr[data-testid^="profile-"]', { hasText: '示例科技' });
    await expect(rows).toHaveCount(1);
    return ((await rows.getAttribute('data-testid')) ?? '').slice('profile-'.length);
  });

  await test.step('it is deleted when its name is typed: list, folder, store', async () => {
    const stores = (): Promise<(string | undefined)[]> => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
    expect(existsSync(path.join(folder.path, 'profiles', id))).toBe(true);
    expect(await stores()).toContain(`reconcile-desk-${id}`);
    await desk.at(`profile-delete-${id}`).click();
    await expect(desk.at('profile-delete-confirm')).toBeDisabled();
    await desk.at('profile-delete-name').fill('示例科技');
    await desk.at('profile-delete-confirm').click();
    await expect(desk.at('welcome')).toBeVisible();
    await expect.poll(stores).not.toContain(`reconcile-desk-${id}`);
    expect(existsSync(path.join(folder.path, 'profiles', id))).toBe(false);
    await expect(page.getByText('示例科技')).toHaveCount(0);
  });

  await close();
  await sandbox.close();
  folder.remove();
});
