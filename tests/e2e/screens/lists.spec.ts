import { expect, test } from 'playwright/test';
import { startSandbox } from '../../../electron/sandbox/server';
import { DeskPage } from '../support/desk-page';
import { launchDesk, userDataFolder } from '../support/launch';

test("the day's lists come with the first sync of a day; resources are read when somebody asks, and show when they expire", async () => {
  test.setTimeout(150_000);
  const folder = userDataFolder();
  const sandbox = await startSandbox({ site: 'cn', size: 'tiny', rate: 'off' });
  const { page, errors, close } = await launchDesk(folder.path, ['--today', '2026-11-06']);
  const desk = new DeskPage(page);
  const calls = (operation: string): number => sandbox.stats().byOperation[operation]?.requests ?? 0;
  const cells = page.locator('[role="gridcell"]');
  await desk.speakChinese();
  await page.getByRole('radio', { name: '自定义地址' }).check();
  await desk.at('profile-url').fill(sandbox.url);
  await desk.at('keys-form').locator('[name="accessKey"]').fill(sandbox.ak);
  await desk.at('keys-form').locator('[name="secretKey"]').fill(sandbox.sk);
  await desk.at('keys-save').click();

  await test.step('the first sync reads them once, the next one not again', async () => {
    for (const round of [1, 2]) {
      // Keys that are right start the first one.
      if (round === 1) await expect(desk.at('activity-sync')).toHaveAttribute('data-state', 'done', { timeout: 60_000 });
      else {
        await desk.goTo('sync');
        await desk.syncedBy(() => desk.at('sync-start').click());
      }
      expect(calls('ListPartnerBalances')).toBe(round);
      // Units and types in both languages.
      expect([calls('ListMeasureUnits'), calls('ListResourceTypes'), calls('ListConversions'), calls('ListSubCustomerNewTag')]).toEqual([
        2, 2, 1, 1,
      ]);
    }
  });

  await test.step('yearly/monthly resources cost a call per customer, said before', async () => {
    await desk.goTo('orders');
    expect(calls('ListPayPerUseCustomerResources')).toBe(0);
    await page.getByRole('tab', { name: '包年/包月资源' }).click();
    const panel = desk.at('demand-period-resources');
    await expect(panel).toContainText('还没有读取过。');
    await expect(panel).toContainText('至少 3 次调用');
    await desk.at('demand-start').click();
    await expect(desk.at('demand-outcome')).toHaveAttribute('data-read', '3', { timeout: 30_000 });
    expect(calls('ListPayPerUseCustomerResources')).toBe(3);
    await expect(cells.filter({ hasText: /^(使用中|已关闭|已过期)$/ }).first()).toBeVisible();
    await expect(panel).toContainText('3 份，读取于');
  });

  await test.step('units have names, conversions and a kind; usage in fee records names its unit', async () => {
    await page.getByRole('tab', { name: '度量单位' }).click();
    await expect(cells.filter({ hasText: '1 小时 = 3600 秒' })).toBeVisible();
    await desk.goTo('period');
    await page.getByRole('tab', { name: '资源明细' }).click();
    const head = page.locator('[role="columnheader"]').filter({ hasText: '用量单位' });
    await expect(head).toHaveCount(1);
    // Only columns in sight have cells.
    await head.scrollIntoViewIfNeeded();
    await expect(cells.filter({ hasText: /^秒$/ }).first()).toBeVisible();
  });

  await test.step('customers show their tag', async () => {
    await desk.goTo('customers');
    await expect(cells.filter({ hasText: '符合条件的新客户' }).first()).toBeVisible();
  });

  expect(errors).toEqual([]);
  await close();
  await sandbox.close();
  folder.remove();
});
