import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { syncedDesk, type SyncedDesk } from '../support/synced-desk';

let open: SyncedDesk;
test.beforeAll(async () => {
  open = await syncedDesk();
});
test.afterAll(() => open.close());

test('a grid filters, sorts, and copies what is selected as TSV', async () => {
  const { desk, on } = open;
  await on.speakChinese();
  await on.goTo('customers');
  const grid = desk.page.locator('[data-testid^="grid-customers"]').first();
  await expect(grid).toHaveAttribute('data-rows', /^[1-9]/);
  const all = Number(await grid.getAttribute('data-rows'));
  const cells = grid.locator('[role="gridcell"].grid-cell');
  await expect(cells.first()).not.toHaveText('');
  // Who is billed most comes first, who is not billed at all last.
  const billed = grid.locator('[role="columnheader"][data-column="billed"]');
  await expect(billed).toHaveAttribute('aria-sort', 'descending');
  const at = Number(await billed.getAttribute('aria-colindex')) - 1;
  const amounts = (await grid.locator(`.grid-row [data-col="${at}"]`).allInnerTexts()).map((text) =>
    text === '' ? -Infinity : Number(text.replaceAll(',', '').replace('\u2212', '-')),
  );
  expect(amounts.length).toBeGreaterThan(1);
  expect(amounts).toEqual([...amounts].sort((a, b) => b - a));
  const names = async (): Promise<string[]> =>
    (await grid.locator('[role="row"]').allInnerTexts()).filter((text) => text.includes('公司')).map((text) => text.split('\n')[0]!);
  await expect(cells.filter({ hasText: '…' })).toHaveCount(0);
  const ascending = [...(await names())].sort();
  expect(ascending).toHaveLength(all);
  await desk.page.getByTestId('head-customerName').first().click();
  await expect.poll(names).toEqual(ascending);
  await desk.page.getByTestId('head-customerName').first().click();
  await expect.poll(names).toEqual([...ascending].reverse());
  await desk.page.getByTestId('filter-customerName').first().fill('没有这样的客户');
  await expect(grid).toHaveAttribute('data-rows', '0');
  await desk.page.getByTestId('filter-customerName').first().fill('');
  await expect(grid).toHaveAttribute('data-rows', String(all));
  await cells.first().click();
  await desk.page.keyboard.press('Control+Home');
  await desk.page.keyboard.press('Shift+ArrowDown');
  await desk.page.keyboard.press('Shift+ArrowRight');
  await desk.page.keyboard.press('Control+c');
  await expect
    .poll(() => desk.app.evaluate(({ clipboard }) => clipboard.readText()))
    .toMatch(/^[^\t\n]+\t[^\t\n]+\n[^\n]+\t[^\n]*\n[^\n]+\t[^\n]*\n?$/);
});

test("a user's own ledger is imported by hand: bad cells are listed, nothing is stored until they are left out, and the same file changes nothing", async () => {
  const { desk, on } = open;
  await on.speakChinese();
  const file = path.join(open.folder, 'own.csv');
  writeFileSync(
    file,
    '账期,客户名称,云服务类型编码,成本金额(不含税),币种\n2026-10,无此客户,hws.service.type.ec2,"1,234.50",CNY\n2026-10,无此客户,hws.service.type.ec2,十二,CNY\n',
  );
  await desk.app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
  }, file);
  const before = await on.table('sandbox-cn-tiny', 'imports');
  await on.goTo('ledgers');
  await on.at('import-choose').click();
  await expect(on.at('import-wizard')).toContainText('十二');
  await expect(on.at('unresolved')).toContainText('无此客户');
  await expect(on.at('import-confirm')).toBeDisabled();
  expect(await on.table('sandbox-cn-tiny', 'imports')).toEqual(before);
  await on.at('leave-out-remaining').click();
  await on.at('import-confirm').click();
  await expect(on.at('import-row')).toHaveCount(before.length + 1);
  await on.goTo('reconcile');
  await on.chooseRole('cost');
  await expect(desk.page.locator('[data-testid="break-row"][data-class="unknown-customer"]')).toHaveCount(1);

  await on.goTo('ledgers');
  await on.at('import-choose').click();
  await expect(on.at('import-same')).toBeVisible();
  expect((await on.table('sandbox-cn-tiny', 'imports')).length).toBe(before.length + 1);
});

test('started offline, the Sync page says that nothing is called and what to do, and offers nothing that would fail', async () => {
  const { on } = open;
  await on.goTo('sync');
  await expect(on.at('sync-offline')).toContainText('以离线方式启动');
  await expect(on.at('sync-start')).toBeDisabled();
  await expect(on.at('sync-badge')).toHaveAttribute('data-state', 'offline');
});

test('an alias is removed once it is said what that means, and can be added again', async () => {
  const { on, desk } = open;
  await on.goTo('settings');
  await on.at('settings-aliases').click();
  await expect(on.at('alias-remove')).toHaveCount(1);
  await on.at('alias-remove').click();
  await expect(desk.page.getByText('会变成“未知客户”')).toBeVisible();
  await expect(on.at('alias-remove')).toHaveCount(1);
  await on.at('alias-remove-confirm').click();
  await expect(on.at('alias-remove')).toHaveCount(0);
});
