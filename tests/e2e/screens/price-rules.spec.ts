import { expect, test } from 'playwright/test';
import type { DeskPage } from '../support/desk-page';
import type { Desk } from '../support/launch';
import { syncedDesk, type SyncedDesk } from '../support/synced-desk';

let open: SyncedDesk;
let desk: Desk;
let on: DeskPage;

test.beforeAll(async () => {
  open = await syncedDesk();
  ({ desk, on } = open);
});
test.afterAll(() => open.close());

test('a rule is changed to tiers, previewed, saved and taken back to the version before', async () => {
  await on.goTo('settings');
  await on.at('settings-prices').click();
  await expect(on.at('rule-version')).toHaveCount(1);
  const digest = await on.at('digest-now').innerText();
  expect(await on.at('digest-result').innerText()).toBe(digest);

  await on.at('rule-edit').last().click();
  await on.at('rule-kind').click();
  await desk.page.locator('.ant-select-item-option').filter({ hasText: '阶梯价' }).click();
  await on.at('rule-step-0-factor').fill('-1');
  await on.at('rule-ok').click();
  // A fault stands under its field, and the form stays.
  await expect(on.at('rule-tiers').getByText('不能为负数')).toBeVisible();
  await on.at('rule-step-0-factor').fill('7');
  await on.at('rule-ok').click();
  await expect(on.at('rule-form')).toHaveCount(0);

  await on.at('price-preview-run').click();
  await expect(on.at('price-preview-result')).toHaveAttribute('data-changed', '1');
  const figures = on.at('price-preview-result').locator('tbody [data-figure]');
  for (const [at, said] of [
    [0, ['台账金额', 'CNY', '导入的收入台账', '2026-10']],
    [2, ['应开（修改后）', 'CNY', '含税口径与台账一致', '按价格规则计算']],
    [5, ['毛利（修改后）', 'CNY', '不含税', '收入台账']],
  ] as const) {
    await figures.nth(at).hover();
    for (const words of said) await expect(on.at('figure-tip')).toContainText(words);
  }
  await on.at('prices-save').click();
  await expect(on.at('rule-version')).toHaveCount(2);
  await expect(on.at('digest-now')).not.toHaveText(digest);
  await expect(on.at('digest-result')).toHaveText(await on.at('digest-now').innerText());

  await on.at('version-restore').click();
  await on.at('version-restore-confirm').click();
  await expect(on.at('rule-version')).toHaveCount(3);
  await expect(on.at('digest-now')).toHaveText(digest);
});

test('the rule set is a form that refuses what does not hold', async () => {
  await on.at('settings-rules').click();
  await on.at('rule-set-tolerance').fill('-1');
  await expect(on.at('rule-set-tolerance-fault')).toBeVisible();
  await expect(on.at('rule-set-save')).toBeDisabled();
  await on.at('rule-set-tolerance').fill('0.05');
  await on.at('rule-set-save').click();
  await expect(on.at('rule-version')).toHaveCount(1);
});

test('rates are a list like the rules: added, refused, saved, and one taken out is back when changes are discarded', async () => {
  await on.at('settings-rates').click();
  await on.at('rate-add').click();
  await on.at('rate-rate').fill('seven');
  await on.at('rate-ok').click();
  await expect(on.at('rate-rate-fault')).toBeVisible();
  await on.at('rate-rate').fill('0.14');
  await on.at('rate-date').fill('2026-10-31');
  await on.at('rate-source').fill('示例银行');
  await on.at('rate-ok').click();
  await expect(on.at('rate')).toContainText('0.14');
  await on.at('rates-save').click();
  await expect(on.at('rule-version')).toHaveCount(1);
  await expect(on.at('rates-changed')).toHaveCount(0);
  await on.at('rate-remove').click();
  await desk.page.locator('.ant-popconfirm .ant-btn-primary').click();
  await expect(on.at('rate')).toHaveCount(0);
  await on.at('rates').getByRole('button', { name: '放弃修改' }).click();
  await expect(on.at('rate')).toHaveCount(1);
});

test('the margin is grouped as asked, its total stays, and a line opens its bill lines', async () => {
  await on.goTo('margin');
  const total = await on.at('margin-total').innerText();
  const lines = Number(await on.at('margin-table').getAttribute('data-lines'));
  expect(lines).toBeGreaterThan(1);
  await on.at('margin-by').getByText('服务').click();
  await expect(on.at('margin-part').first()).toBeVisible();
  expect((await on.at('margin-total').innerText()).replaceAll(/\s+/g, ' ')).toBe(total.replaceAll(/\s+/g, ' '));
  await on.at('margin-drill').first().click();
  await expect(on.at('grid-margin-lines')).not.toHaveAttribute('data-rows', '0');
});
