import { expect, test, type Locator } from 'playwright/test';
import { seriousFindings } from '../support/axe';
import { DeskPage } from '../support/desk-page';
import { launchDesk, userDataFolder, type Desk } from '../support/launch';
import { keepShot } from '../support/shots';

const folder = userDataFolder();
let desk: Desk;
let on: DeskPage;

test.beforeAll(async () => {
  test.setTimeout(150_000);
  desk = await launchDesk(folder.path);
  on = new DeskPage(desk.page);
  await on.speakChinese();
  await on.startWithSample();
  await on.goTo('period');
  await on.choosePeriod('2026-10');
  await desk.page.getByRole('tab', { name: '账单明细' }).click();
  await expect(on.at('grid-bill-lines')).toHaveAttribute('data-rows', /^[1-9]/);
});

test.afterAll(async () => {
  await desk.close();
  folder.remove();
});

const shot = (name: string): Promise<void> => keepShot(`grid-${name}.png`, () => desk.page.screenshot());
const grid = (): Locator => on.at('grid-bill-lines');
const cells = (): Locator => grid().locator('.grid');
const press = (keys: string): Promise<void> => desk.page.keyboard.press(keys);
const units = (text: string): bigint =>
  BigInt(
    text
      .replaceAll(',', '')
      .replace('\u2212', '-')
      .replace(/\.(\d\d)$/, '$1'),
  );
/** Cells of a column's rows that are on the screen, by the column's place. */
const column = async (place: number, rows = '.grid-row'): Promise<string[]> => {
  const own = grid().locator(`${rows} [data-col="${place}"]`);
  await expect(own.filter({ hasText: /^…$/ })).toHaveCount(0);
  return (await own.allInnerTexts()).map((text) => text.trim());
};
const total = (place: number): Locator => grid().locator(`.grid-totals [aria-colindex="${place + 1}"]`);

test('rows are grouped by keyboard, with exact sums; groups open and close, and are copied as they are shown', async () => {
  const all = Number(await grid().getAttribute('data-records'));
  await cells().focus();
  await press('Control+Home');
  await press('ArrowUp');
  await press('Shift+F10');
  await on.at('menu-group').focus();
  await press('Enter');
  await expect(on.at('group-customerName')).toBeVisible();
  await expect(cells()).toHaveAttribute('role', 'treegrid');
  await expect(grid().locator('[role="row"][aria-level="1"][aria-expanded="false"]').first()).toBeVisible();
  const groups = Number(await grid().getAttribute('data-rows'));
  expect(groups).toBeLessThan(all);
  // Column 4 is the amount: group, service, charge mode, kind, amount.
  const sums = await column(4, '.grid-group');
  expect(sums).toHaveLength(groups);
  expect(sums.reduce((sum, text) => sum + units(text), 0n)).toBe(units(await total(4).innerText()));
  await shot('grouped');

  await cells().focus();
  await press('Control+Home');
  await press('ArrowRight');
  await expect(grid().locator('[role="row"][aria-expanded="true"]')).toHaveCount(1);
  const opened = Number(await grid().getAttribute('data-rows')) - groups;
  const parts = (await column(4, '.grid-row[aria-level="2"]')).slice(0, opened);
  expect(parts.reduce((sum, text) => sum + units(text), 0n)).toBe(units(sums[0] ?? ''));
  await press('ArrowDown');
  await press('ArrowLeft');
  await press('ArrowLeft');
  await expect(grid()).toHaveAttribute('data-rows', String(groups));

  await press('Control+a');
  await press('Control+c');
  await expect(grid()).toContainText('已复制');
  const copied = (await desk.app.evaluate(({ clipboard }) => clipboard.readText())).split('\n');
  expect(copied).toHaveLength(groups + 1);
  expect(copied[0]?.split('\t').slice(0, 2)).toEqual(['客户', '行数']);
  const counts = copied.slice(1).map((text) => Number(text.split('\t')[1]));
  expect(counts.reduce((sum, n) => sum + n, 0)).toBe(all);
  await on.at('grid-bill-lines-clear').click();
  await expect(grid()).toHaveAttribute('data-rows', String(all));
});

test('filters fit their columns, say what they do, and are cleared together', async () => {
  const all = Number(await grid().getAttribute('data-records'));
  await on.at('filter-kind').click();
  await on.at('filter-panel').locator('[data-value="1"]').check();
  await on.at('ask-apply').click();
  await expect(on.at('chip-kind')).toHaveText('类别 = 退款');
  await expect.poll(async () => new Set(await column(3))).toEqual(new Set(['退款']));
  const refunds = Number(await grid().getAttribute('data-records'));
  expect(refunds).toBeLessThan(all);
  await on.at('filter-amount').click();
  await on.at('ask-question').selectOption('between');
  await on.at('ask-first').fill('0');
  await on.at('ask-second').fill('much');
  await expect(on.at('ask-apply')).toBeDisabled();
  await on.at('ask-second').fill('1,000');
  await press('Enter');
  await expect(grid()).toHaveAttribute('data-records', '0');
  await shot('none-fit');
  await on.at('grid-bill-lines-empty-clear').click();
  await expect(grid()).toHaveAttribute('data-records', String(all));
  await expect(on.at('grid-bill-lines-chips')).toHaveCount(0);

  await grid().locator('.grid-row [data-col="2"]').first().click({ button: 'right' });
  const value = (await column(2))[0] ?? '';
  await on.at('menu-onlyThis').click();
  await expect.poll(async () => new Set(await column(2))).toEqual(new Set([value]));
  await expect(total(0)).toContainText('筛选合计');
  await on.at('grid-bill-lines-clear').click();
  await expect(grid()).toHaveAttribute('data-records', String(all));
});

test('what is selected is added up exactly', async () => {
  await grid().locator('.grid-row [data-col="4"]').first().click();
  await press('Control+Space');
  const summary = on.at('grid-bill-lines-summary');
  await expect(summary).toContainText(`合计 ${await total(4).innerText()} CNY`);
  await expect(summary).toContainText('平均');
  await press('Control+Home');
  await press('ArrowRight');
});

test('columns are pinned, moved, made wider and fitted by keyboard, and stay so', async () => {
  const heads = async (): Promise<string[]> =>
    grid()
      .locator('[role="columnheader"]')
      .evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset['column'] ?? ''));
  const before = await heads();
  await cells().focus();
  await press('Control+Home');
  await press('ArrowUp');
  await press('Control+Shift+ArrowRight');
  await expect.poll(heads).toEqual([before[1], before[0], ...before.slice(2)]);
  const head = grid().locator('[data-column="serviceName"]');
  const width = async (): Promise<number> => Math.round((await head.boundingBox())?.width ?? 0);
  const was = await width();
  await press('Home');
  await press('Shift+ArrowRight');
  await expect.poll(width).toBe(was + 16);
  await on.at('head-amount').click({ button: 'right' });
  await on.at('menu-pinLeft').click();
  await expect.poll(heads).toEqual(['amount', before[1], before[0], ...before.slice(2).filter((key) => key !== 'amount')]);
  await shot('pinned');
  await on.goTo('overview');
  await on.goTo('period');
  await desk.page.getByRole('tab', { name: '账单明细' }).click();
  await expect.poll(async () => (await heads())[0]).toBe('amount');
  await on.at('head-amount').click({ button: 'right' });
  await on.at('menu-reset').click();
  await expect.poll(heads).toEqual(before);
});

test('a column is dragged to another place', async () => {
  const from = (await on.at('head-serviceName').boundingBox())!;
  const to = (await on.at('head-customerName').boundingBox())!;
  await desk.page.mouse.move(from.x + 20, from.y + 10);
  await desk.page.mouse.down();
  await desk.page.mouse.move(from.x - 60, from.y + 10, { steps: 4 });
  await desk.page.mouse.move(to.x + 10, to.y + 10, { steps: 4 });
  await desk.page.mouse.up();
  await expect(grid().locator('[role="columnheader"]').first()).toHaveAttribute('data-column', 'serviceName');
  // Dropping is no sorting.
  await expect(grid().locator('[role="columnheader"][aria-sort="ascending"]')).toHaveCount(0);
  await on.at('grid-bill-lines-columns').click();
  await on.at('grid-bill-lines-columns-reset').click();
  await on.at('grid-bill-lines-columns').click();
  await expect(grid().locator('[role="columnheader"]').first()).toHaveAttribute('data-column', 'customerName');
});

test('heads that came with a list are read whole, in both languages', async () => {
  const cut = (): Promise<string[]> =>
    desk.page
      .locator('.grid-headcell > button:first-of-type')
      .evaluateAll((heads) => heads.flatMap((head) => (head.scrollWidth > head.clientWidth ? [head.textContent ?? ''] : [])));
  for (const list of ['orders', 'refunds', 'customers']) {
    await on.goTo(list);
    await on.settled();
    for (const language of ['en', 'zh']) {
      await on.at('lang-toggle').click();
      await expect(desk.page.locator('html')).toHaveAttribute('lang', new RegExp(`^${language}`));
      await expect.poll(cut).toEqual([]);
      expect(await desk.page.locator('.grid-headcell').count()).toBeGreaterThan(3);
    }
  }
  await on.goTo('period');
});

test('a refund opens with all its fields and the orders behind it, and leads to them', async () => {
  await on.goTo('refunds');
  await expect(on.at('tie-refunds')).toHaveAttribute('data-difference', '0.00');
  await expect(on.at('tie-C3')).toBeVisible();
  const list = on.at('grid-refunds');
  await expect(list).toHaveAttribute('data-rows', /^[1-9]/);
  await list.locator('.grid').focus();
  await press('Enter');
  await expect(on.at('field-refundOrder')).toContainText('CS');
  await expect(on.at('related-baseOrder')).toHaveAttribute('data-rows', '1');
  await shot('refund');
  await on.at('related-baseOrder-open').click();
  await expect(on.at('asked')).toContainText('只显示');
  await expect(on.at('grid-orders')).toHaveAttribute('data-rows', '1');
});

test('lists say how they tie to the board', async () => {
  await on.goTo('customers');
  await expect(on.at('tie-customers')).toHaveAttribute('data-difference', '0.00');
  await shot('customers');
  await on.goTo('accounts');
  await desk.page.getByRole('tab', { name: '调账记录' }).click();
  await expect(on.at('tie-allocated')).toHaveAttribute('data-difference', '0.00');
  await expect(on.at('tie-reclaimed')).toHaveAttribute('data-difference', '0.00');
  await shot('adjustments');
  await on.goTo('orders');
  await expect(on.at('tie-C6')).toBeVisible();
});

test('axe finds nothing serious in a grid, grouped or not, with its menu or its filter open', async () => {
  await on.goTo('period');
  await desk.page.getByRole('tab', { name: '账单明细' }).click();
  await expect(grid()).toHaveAttribute('data-rows', /^[1-9]/);
  expect(await seriousFindings(desk.page)).toEqual([]);
  await on.at('head-serviceName').click({ button: 'right' });
  await expect(on.at('menu-group')).toBeVisible();
  expect(await seriousFindings(desk.page)).toEqual([]);
  await on.at('menu-group').click();
  await expect(cells()).toHaveAttribute('role', 'treegrid');
  await on.at('filter-kind').click();
  await expect(on.at('ask-value').first()).toBeVisible();
  expect(await seriousFindings(desk.page)).toEqual([]);
  await press('Escape');
  await on.at('theme-toggle').click();
  // The kit takes a moment to change its colours.
  await expect.poll(() => seriousFindings(desk.page)).toEqual([]);
  await on.at('theme-toggle').click();
  expect(desk.errors).toEqual([]);
});
