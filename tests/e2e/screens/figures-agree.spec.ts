/** One figure is one figure: what a month comes to, on every page that says so, in the lists behind it and in the workbook. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { formatUnits, parseUnits } from '../../../shared/money';
import type { PeriodSummary } from '../../../shared/desk/api';
import { moneyText } from '../../../renderer/app/parts/Money';
import type { DeskPage } from '../support/desk-page';
import type { Desk } from '../support/launch';
import { sheetsOf } from '../../support/sheets';
import { speak, syncedDesk, type SyncedDesk } from '../support/synced-desk';

const MONTH = '2026-10';
const PROFILE = 'sandbox-cn';

let open: SyncedDesk;
let desk: Desk;
let on: DeskPage;
/** Of the store: as the screens write them. */
let month: PeriodSummary;
let billed: string;

test.beforeAll(async () => {
  open = await syncedDesk('small');
  ({ desk, on } = open);
  await on.choosePeriod(MONTH);
  month = (await on.table<PeriodSummary>(PROFILE, 'figures')).find(({ period }) => period === MONTH)!;
  billed = sum([month.consumption, month.refunds, month.adjustments]);
});
test.afterAll(() => open.close());

const sum = (texts: readonly string[]): string => formatUnits(texts.reduce((all, text) => all + parseUnits(text), 0n));
const total = (id: string) => on.at(id).locator('tfoot td');
/** The total below a grid. */
const below = (grid: string) => on.at(`grid-${grid}`).locator('.grid-totals .amount');

test('what the month comes to is the same on the overview, its page, its lists, the margin and the reconciliation', async () => {
  await on.goTo('overview');
  await expect(on.at('key-due').locator('.money').first()).toHaveText(moneyText(month.due));
  const row = on.at('table-monthly').locator('tbody tr').filter({ hasText: MONTH });
  for (const name of ['consumption', 'refunds', 'adjustments', 'due'] as const) {
    await expect(row.locator(`[data-series="${name}"]`)).toHaveText(moneyText(month[name]));
    await expect(on.at(`key-${name}`).locator('.money').first()).toHaveText(moneyText(month[name]));
  }
  for (const name of ['counterparties', 'services'])
    await expect(on.at(`top-${name}`).locator('tfoot .amount')).toHaveText(moneyText(billed));

  await on.goTo('period');
  for (const name of ['consumption', 'refunds', 'adjustments', 'due'] as const)
    await expect(on.at(`figure-${name}`).locator('.money')).toHaveText(moneyText(month[name]));
  for (const [tab, table] of [
    ['按客户', 'table-customer'],
    ['按服务', 'table-service'],
  ] as const) {
    await desk.page.getByRole('tab', { name: tab }).click();
    await expect(total(table).last()).toHaveText(moneyText(billed));
  }
  await desk.page.getByRole('tab', { name: '账单明细' }).click();
  await expect(below('bill-lines').first()).toHaveText(moneyText(billed));

  await on.goTo('margin');
  await expect(on.at('margin-totals').locator('.money').nth(1)).toHaveText(moneyText(billed));
  await expect(on.at('margin-tie')).toHaveAttribute('data-rest', '0.00');
  await expect(total('margin-table').nth(2)).toHaveText(moneyText(billed));
  await expect(below('margin').nth(1)).toHaveText(moneyText(billed));
  const margin = await on.at('margin-totals').locator('.money').nth(2).innerText();
  await on.goTo('overview');
  await expect(on.at('key-margin').locator('.money').first()).toHaveText(margin);

  await on.goTo('reconcile');
  await expect(on.at('matching-summary')).toContainText(moneyText(billed));
});

test('each list comes to what the board says, of the month and of all', async () => {
  const figures = await on.table<PeriodSummary>(PROFILE, 'figures');
  const every = async (all: boolean): Promise<void> => {
    await on.goTo('refunds');
    await on.showAllPeriods(all);
    await expect(on.at('tie-refunds')).toHaveAttribute('data-difference', '0.00');
    const refunds = all ? sum(figures.map((one) => one.refunds)) : month.refunds;
    await expect(on.at('tie-refunds').locator('.money').first()).toHaveText(moneyText(refunds));
    await expect(on.at('tie-C3').first()).toHaveAttribute('data-status', 'broken');
    await on.goTo('accounts');
    await on.showAllPeriods(all);
    await desk.page.getByRole('tab', { name: '调账记录' }).click();
    for (const name of ['allocated', 'reclaimed'] as const) {
      await expect(on.at(`tie-${name}`)).toHaveAttribute('data-difference', '0.00');
      const funds = all ? sum(figures.map((one) => one.fundAdjustments[name])) : month.fundAdjustments[name];
      await expect(on.at(`tie-${name}`).locator('.money').last()).toHaveText(moneyText(funds));
    }
    await expect(on.at('tie-C4').first()).toBeVisible();
  };
  await every(false);
  await every(true);
  await on.goTo('customers');
  await expect(on.at('tie-customers')).toHaveAttribute('data-difference', '0.00');
  await expect(below('customers').first()).toHaveText(
    moneyText(sum(figures.flatMap(({ consumption, refunds, adjustments }) => [consumption, refunds, adjustments]))),
  );
  await on.goTo('orders');
  await on.showAllPeriods(false);
  await expect(on.at('tie-C6')).toHaveAttribute('data-status', 'equal');
});

test('while another month is read, no list is held against the board of the month before', async () => {
  const { page } = desk;
  await on.goTo('refunds');
  await on.showAllPeriods(false);
  await expect(on.at('tie-refunds')).toHaveAttribute('data-difference', '0.00');
  await page.evaluate(() => {
    const held = window as unknown as { seen: (string | null)[] };
    held.seen = [];
    const look = (): void => {
      const tie = document.querySelector('[data-testid="tie-refunds"]');
      if (tie) held.seen.push(tie.getAttribute('data-difference'));
    };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
  });
  for (const month of ['2026-08', '2026-10', MONTH]) {
    await on.choosePeriod(month);
    await expect(on.at('tie-refunds').getByRole('link')).toHaveAttribute('href', new RegExp(month));
    await expect(on.at('tie-refunds')).toHaveAttribute('data-difference', '0.00');
  }
  const seen = await page.evaluate(() => (window as unknown as { seen: (string | null)[] }).seen);
  expect(seen.length).toBeGreaterThan(0);
  expect(new Set(seen)).toEqual(new Set(['0.00']));
});

test('the roll-forwards close, and say what their control total says', async () => {
  await on.goTo('accounts');
  await on.showAllPeriods(false);
  await desk.page.getByRole('tab', { name: '账户滚动' }).click();
  for (const account of ['BALANCE_TYPE_DEBIT', 'BALANCE_TYPE_CREDIT'])
    await expect(on.at(`roll-forward-${account}`).getByTestId('roll-unexplained').locator('.money')).toHaveText('0.00');
  const C4 = await on.at(`roll-c4-${MONTH}`).getAttribute('data-status');
  await on.goTo('coupons');
  const C5 = await on.at(`roll-c5-${MONTH}`).getAttribute('data-status');
  await on.goTo('period');
  await desk.page.getByRole('tab', { name: '看板' }).click();
  await expect(on.at('total-C4')).toHaveAttribute('data-status', C4!);
  await expect(on.at('total-C5')).toHaveAttribute('data-status', C5!);
});

test('the rounding court shows where it judged, and each side leads to its rows', async () => {
  await on.goTo('period');
  await desk.page.getByRole('tab', { name: '看板' }).click();
  for (const [side, grid] of [
    ['left', 'bill-lines'],
    ['right', 'fee-records'],
  ] as const) {
    await on.at('rounding-court').locator('> summary').click();
    await expect(on.at('court-examples').first()).toHaveAttribute('data-count', /^[1-9]/);
    const first = on.at('court-examples').getByTestId(`court-${side}`).first();
    const amount = await first.innerText();
    await first.click();
    await expect(on.at(`grid-${grid}`)).toHaveAttribute('data-rows', /^[1-9]/);
    await expect(below(grid).first()).toHaveText(amount);
    await on.at('asked-back').click();
    await expect(on.at('total-C2')).toBeVisible();
  }
});

test('the workbook has the figures of the screens', async () => {
  const file = path.join(open.folder, 'all.xlsx');
  await desk.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  await on.goTo('overview');
  await on.at('export').click();
  await on.at('export-start').click();
  await expect(on.at('export-result')).toHaveAttribute('data-sha256', /^[0-9a-f]{64}$/, { timeout: 60_000 });
  const sheets = await sheetsOf(readFileSync(file));
  const summary = [...sheets].find(([name]) => name.includes('汇总'))![1];
  const own = summary.find((row) => row[0] === MONTH || row.includes(MONTH))!.map((cell) => cell ?? '');
  const amounts = own.flatMap((cell) => (/^-?\d+(\.\d+)?$/.test(cell) ? [formatUnits(parseUnits(cell))] : []));
  for (const name of ['consumption', 'refunds', 'adjustments', 'due'] as const) expect(amounts).toContain(month[name]);
  await desk.page.keyboard.press('Escape');
});

test('the margin says on hover what its figures are', async () => {
  await on.goTo('margin');
  for (const [at, words] of [
    [0, '收入台账'],
    [1, '账单明细'],
    [2, '毛利'],
  ] as const) {
    await on.at('margin-line').first().locator('.money').nth(at).hover();
    await expect(on.at('figure-tip')).toContainText(words);
    await expect(on.at('figure-tip')).toContainText('CNY');
    await expect(on.at('figure-tip')).toContainText('不含税');
    await desk.page.mouse.move(5, 5);
    await expect(on.at('figure-tip')).toHaveCount(0);
  }
  await on.goTo('overview');
  // A tip goes when the page scrolls or is drawn anew under it, which it may while it is still being filled: a hand moves again.
  await expect(async () => {
    await desk.page.mouse.move(5, 5);
    await on.at('key-due').getByTestId('against-month').locator('.money').hover();
    await expect(on.at('figure-tip')).toContainText('与 2026-09 相比', { timeout: 2_000 });
  }).toPass();
});

test('a figure is explained by keys after a press of the mouse, and again where it was scrolled under the pointer', async () => {
  const { page } = desk;
  const tip = on.at('figure-tip');
  await on.goTo('overview');
  await expect(on.at('chart-monthly')).toBeVisible();
  await page.getByRole('heading', { level: 1 }).click();
  // Far enough for the page to be scrolled to them.
  for (let i = 0; i < 30; i++) await page.keyboard.press('Alt+Period');
  await expect(tip).toContainText('CNY');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-describedby'))).toBe(await tip.getAttribute('id'));
  await page.keyboard.press('Escape');
  await expect(tip).toHaveCount(0);
  await page.getByRole('heading', { level: 1 }).click();
  const figure = on.at('key-due').locator('.money').first();
  await figure.hover();
  await expect(tip).toBeVisible();
  await figure.evaluate((element) => {
    for (let one: Element | null = element; one; one = one.parentElement) one.scrollTop += 2;
  });
  await expect(tip).toHaveCount(0);
  await expect(tip).toBeVisible();
});

test('names are there at once: no part of a page that is opened later shows an ID until they are read again', async () => {
  const { page } = desk;
  await page.evaluate(() => {
    const held = window as unknown as { ids: string[] };
    held.ids = [];
    const look = (): void => void held.ids.push(...(document.getElementById('main')?.innerText.match(/\b[0-9a-f]{32}\b/g) ?? []));
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  await on.goTo('reconcile');
  for (const place of [0, 1]) {
    await on.at('break-row').nth(place).click();
    await expect(on.at('why-panel')).toBeVisible();
  }
  await on.goTo('overview');
  await expect(on.at('chart-monthly')).toBeVisible();
  expect(await page.evaluate(() => (window as unknown as { ids: string[] }).ids)).toEqual([]);
});

test('the calendar of the audit speaks the language of the app', async () => {
  await on.goTo('audit');
  const all = Number(await on.at('audit-shown').getAttribute('data-count'));
  const calendar = desk.page.locator('.ant-picker-dropdown:not(.ant-picker-dropdown-hidden)');
  await on.at('audit-from').click();
  await expect(calendar.locator('thead')).toHaveText('日一二三四五六');
  await desk.page.keyboard.type('2026-01-01');
  await desk.page.keyboard.press('Enter');
  await expect(on.at('audit-shown')).toHaveAttribute('data-count', String(all));
  await on.at('audit-from').fill('2999-01-01');
  await desk.page.keyboard.press('Enter');
  await expect(on.at('audit-shown')).toHaveAttribute('data-count', '0');
  await on.at('audit-clear').click();
  await expect(on.at('audit-shown')).toHaveAttribute('data-count', String(all));
  await expect(on.at('audit-from')).toHaveValue('');
  await speak(desk.page, 'en');
  await on.at('audit-from').click();
  await expect(calendar.locator('thead')).toHaveText('SunMonTueWedThuFriSat');
  await desk.page.keyboard.press('Escape');
  await speak(desk.page, 'zh');
  expect(desk.errors).toEqual([]);
});
