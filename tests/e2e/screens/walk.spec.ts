import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { runHeadless } from '../../support/headless';
import { DeskPage } from '../support/desk-page';
import { launchDesk, userDataFolder, type Desk } from '../support/launch';
import { PAGES } from '../support/pages';

let folder: { path: string; remove(): void };
let desk: Desk;
let on: DeskPage;

test.beforeAll(async () => {
  folder = userDataFolder();
  const run = await runHeadless([
    '--sandbox=tiny',
    '--rate',
    'off',
    '--ledger',
    'sample',
    '--user-data',
    folder.path,
    '--report',
    path.join(folder.path, 'r.json'),
  ]);
  expect(run.code, run.stderr).toBe(1);
  desk = await launchDesk(folder.path, ['--offline']);
  on = new DeskPage(desk.page);
  await on.speakChinese();
});
test.afterAll(async () => {
  await desk.close();
  folder.remove();
});

test('every page comes up in both languages and themes without an error or an untranslated key', async () => {
  for (const turn of ['theme-toggle', 'lang-toggle', 'theme-toggle']) {
    for (const name of PAGES) {
      await on.goTo(name);
      await on.settled();
      await expect(on.at('state-failed')).toHaveCount(0);
      // A key without words shows itself as `area.part`.
      expect(await desk.page.locator('main').innerText()).not.toMatch(
        /\b(?:app|codes|columns|period|reconcile|ledgers|sync|settings|figures|faults|help|lists|audit)\.[a-z]+[A-Za-z.]+\b/,
      );
    }
    await on.at(turn).click();
  }
  expect(desk.errors).toEqual([]);
});

test('a grid filters, sorts, and copies what is selected as TSV', async () => {
  await on.speakChinese();
  await on.goTo('customers');
  const grid = desk.page.locator('[data-testid^="grid-customers"]').first();
  await expect(grid).toHaveAttribute('data-rows', /^[1-9]/);
  const all = Number(await grid.getAttribute('data-rows'));
  const cells = grid.locator('[role="gridcell"].grid-cell');
  await expect(cells.first()).not.toHaveText('');
  const names = async (): Promise<string[]> =>
    (await grid.locator('[role="row"]').allInnerTexts()).filter((text) => text.includes('公司')).map((text) => text.split('\n')[0]!);
  await desk.page.getByTestId('head-customerName').first().click();
  const ascending = [...(await names())].sort();
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
  await on.speakChinese();
  const file = path.join(folder.path, 'own.csv');
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
  await on.at('role-cost').click();
  await expect(desk.page.locator('[data-testid="break-row"][data-class="unknown-customer"]')).toHaveCount(1);

  await on.goTo('ledgers');
  await on.at('import-choose').click();
  await expect(on.at('import-same')).toBeVisible();
  expect((await on.table('sandbox-cn-tiny', 'imports')).length).toBe(before.length + 1);
});
