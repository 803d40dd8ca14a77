import { expect, test } from 'playwright/test';
import { startSandbox } from '../../../electron/sandbox/server';
import { CALLS } from '../../../shared/api/catalogue';
import { RETIRED, UNCALLED } from '../../../shared/api/uncalled';
import { DeskPage } from '../support/desk-page';
import { launchDesk, userDataFolder } from '../support/launch';

test('a role that lacks items is told which, in the settings; Help names every interface and what replaces an old one', async () => {
  test.setTimeout(120_000);
  const folder = userDataFolder();
  const sandbox = await startSandbox({
    site: 'cn',
    size: 'small',
    rate: 'off',
    // After a sync and a check, each with one call, the second check does not end before it is cancelled.
    faults: { rules: [{ operation: 'ListUsageTypes', from: 3, delayMs: 100_000 }] },
    denied: ['BPC_ITEM_FINANCE_020100', 'BPC_ITEM_SUBCUSTSERV_060100', 'BPC_ITEM_SUBCUSTSERV_060200', 'ListMeasureUnits'],
  });
  const { page, errors, close } = await launchDesk(folder.path);
  const desk = new DeskPage(page);
  const stateOf = (id: string) => page.locator(`[data-testid="permission-row"][data-id="${id}"]`);
  await desk.speakChinese();
  await page.getByRole('radio', { name: '自定义地址' }).check();
  await desk.at('profile-url').fill(sandbox.url);
  await desk.at('keys-form').locator('[name="accessKey"]').fill(sandbox.ak);
  await desk.at('keys-form').locator('[name="secretKey"]').fill(sandbox.sk);
  await desk.at('keys-save').click();

  await test.step('the check tries every interface of the site once and says what is missing', async () => {
    await expect(desk.at('activity-sync')).toHaveAttribute('data-state', /done|failed/, { timeout: 60_000 });
    await desk.goTo('settings');
    await desk.at('settings-permissions').click();
    await expect(desk.at('permission-at')).toHaveText('还没有检查过。');
    // Saving keys tries them with one call of its own.
    const before = sandbox.stats().byOperation;
    await desk.at('permission-start').click();
    await expect(desk.at('permission-matrix')).toBeVisible({ timeout: 60_000 });
    // Followed by the status bar, so that the daily sync waits for it.
    await expect(desk.at('activity-check')).toHaveAttribute('data-state', 'done');
    await expect(desk.at('permission-row')).toHaveCount(CALLS.length + UNCALLED.length);
    for (const id of ['ListSubCustomerBillDetail', 'ListCustomerOrders', 'ShowRefundOrderDetails', 'ListMeasureUnits'])
      await expect(stateOf(id), id).toHaveAttribute('data-state', 'missing');
    await expect(stateOf('ListSubCustomerBillDetail')).toContainText('BPC_ITEM_FINANCE_020100');
    await expect(stateOf('ListSubCustomerBillDetail')).toContainText('CBC.0151');
    await expect(stateOf('ListSubcustomerMonthlyBills')).toHaveAttribute('data-state', 'callable');
    await expect(stateOf('ListPostpaidBillSum')).toHaveAttribute('data-state', 'other-site');
    await expect(stateOf('ShowCustomerMonthlySum')).toHaveAttribute('data-state', 'customer');
    await expect(stateOf('UpdateCustomerAccountAmount')).toHaveAttribute('data-state', 'writing');
    const tried = Object.entries(sandbox.stats().byOperation).map(([id, { requests }]) => requests - (before[id]?.requests ?? 0));
    expect(tried).toEqual(CALLS.filter(({ sites }) => sites.includes('cn')).map(() => 1));
  });

  await test.step('the result is still there, with its date, after the app was elsewhere', async () => {
    await desk.goTo('help');
    await desk.goTo('settings');
    await desk.at('settings-permissions').click();
    await expect(desk.at('permission-at')).toContainText('检查于');
    await expect(stateOf('ListMeasureUnits')).toHaveAttribute('data-state', 'missing');
  });

  await test.step('a check that is cancelled leaves the last result', async () => {
    const before = await desk.at('permission-at').textContent();
    await desk.at('permission-start').click();
    await desk.at('permission-cancel').click();
    await expect(desk.at('permission-at')).toBeVisible();
    expect(await desk.at('permission-at').textContent()).toBe(before);
  });

  await test.step('Help lists every interface, finds them by item, and knows what replaced an old one', async () => {
    await desk.goTo('help');
    await desk.at('help-to-retired').click();
    await desk.at('lookup-address').fill('https://bss.myhuaweicloud.com/v2/bases/service-types?limit=10');
    await expect(desk.at('lookup-found')).toContainText('GET /v2/products/service-types');
    await desk.at('help-to-interfaces').click();
    await expect(desk.at('interface')).toHaveCount(CALLS.length + UNCALLED.length + RETIRED.length);
    await desk.at('interface-filter').fill('BPC_ITEM_FINANCE_090100');
    await expect(desk.at('interface')).toHaveCount(2);
    await desk.at('interface-filter').fill('调账记录');
    await expect(desk.at('interface').first()).toHaveAttribute('data-id', 'ListPartnerAdjustRecords');
  });

  expect(errors).toEqual([]);
  await close();
  await sandbox.close();
  folder.remove();
});
