/** The overview as a month-end opens with it: what waits, figures against other months, the chart and where it leads, its pictures. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { periodRange, shiftPeriod } from '../../../shared/period';
import type { DeskPage } from '../support/desk-page';
import type { Desk } from '../support/launch';
import { syncedDesk, type SyncedDesk } from '../support/synced-desk';
import { keepShot } from '../support/shots';

const MONTH = '2026-10';

let open: SyncedDesk;
let desk: Desk;
let on: DeskPage;

test.beforeAll(async () => {
  open = await syncedDesk('small');
  ({ desk, on } = open);
});
test.beforeEach(async () => {
  await on.goTo('overview');
  await expect(on.at('chart-monthly').locator('.chart-mark').first()).toBeVisible();
});
test.afterAll(() => open.close());

const mark = (id: string) => on.at('chart-monthly').locator(`[data-mark="${id}"]`);
/** Text of a cell of the monthly table. */
const cell = async (period: string, series: string): Promise<string> =>
  (await on.at('table-monthly').locator('tbody tr').filter({ hasText: period }).locator(`[data-series="${series}"]`).textContent())!;

test('what waits leads to where it is settled', async () => {
  const broken = on.at('attention-broken');
  await expect(broken).toContainText('C3');
  await broken.locator('.go').click();
  await expect(on.at(`period-${MONTH}`)).toBeVisible();
  await expect(on.at('total-C3')).toBeInViewport();
  await on.goTo('overview');
  await on.at('attention-breaks').locator('.go').click();
  await expect(on.at('break-list')).toBeVisible();
});

test('a month stands against the one before, and says where there is none', async () => {
  await on.choosePeriod(MONTH);
  const tile = on.at('key-consumption');
  const amount = async (period: string) => BigInt((await cell(period, 'consumption')).replace(/[,.]/g, ''));
  const change = (await amount(MONTH)) - (await amount('2026-09'));
  const said = (await tile.getByTestId('against-month').textContent())!;
  expect(BigInt(/[\d,]+\.\d\d/.exec(said)![0].replace(/[,.]/g, ''))).toBe(change < 0n ? -change : change);
  expect(said).toContain(change < 0n ? '\u2212' : '+');
  await expect(tile.getByTestId('against-year')).toContainText('无数据');
});

test('a column opens its month, a bar the rows it is the sum of; both by mouse and by keyboard', async () => {
  const sum = await cell('2026-09', 'refunds');
  await mark('2026-09|refunds').click();
  await expect(on.at('asked')).toContainText('退款');
  await expect(on.at('grid-bill-lines')).toHaveAttribute('data-rows', /^[1-9]/);
  expect(await on.at('grid-bill-lines').locator('.grid-totals .amount').first().innerText()).toBe(sum);
  await on.at('asked-back').click();
  await mark('2026-09').click({ position: { x: 4, y: 4 } });
  await expect(on.at('period-2026-09')).toBeVisible();
  await on.goTo('overview');
  await mark(MONTH).focus();
  for (const key of ['ArrowLeft', 'ArrowUp', 'ArrowUp']) await desk.page.keyboard.press(key);
  await expect(mark('2026-09|refunds')).toBeFocused();
  await desk.page.keyboard.press('Enter');
  await expect(on.at('asked')).toContainText('退款');
  await on.at('asked-back').click();
  await mark('2026-08').focus();
  await desk.page.keyboard.press('Enter');
  await expect(on.at('period-2026-08')).toBeVisible();
});

test('series are switches, never all off; the same figures stand in a table', async () => {
  const bars = on.at('chart-monthly').locator('.chart-mark[data-mark*="|"]');
  const before = await bars.count();
  expect(before + (await on.at('chart-monthly').locator('.recharts-line-dot').count())).toBeLessThanOrEqual(600);
  await on.at('panel-monthly').getByTestId('legend-refunds').click();
  await expect.poll(() => bars.count()).toBeLessThan(before);
  for (const name of ['consumption', 'adjustments', 'due']) await on.at('panel-monthly').getByTestId(`legend-${name}`).click();
  await expect(on.at('panel-monthly').getByTestId('legend-due')).toHaveAttribute('aria-pressed', 'true');
  await on.at('chart-monthly-as-table').click();
  await expect(on.at('chart-monthly')).toHaveCount(0);
  await expect(on.at('table-monthly')).toBeVisible();
  await on.at('table-monthly').getByRole('link', { name: MONTH }).click();
  await expect(on.at(`period-${MONTH}`)).toBeVisible();
});

test('the largest come with their share and open their rows; all add up to the bill', async () => {
  const panel = on.at('top-counterparties');
  await expect(panel.getByTestId('top-row')).toHaveCount(10);
  expect(await panel.locator('tfoot .money').first().textContent()).toBe(await cell(MONTH, 'due'));
  const first = panel.getByTestId('top-row').first();
  await expect(first).toContainText('%');
  const amount = await first.locator('.amount').innerText();
  await first.getByRole('link').click();
  await expect(on.at('grid-bill-lines')).toHaveAttribute('data-rows', /^[1-9]/);
  expect(await on.at('grid-bill-lines').locator('.grid-totals .amount').first().innerText()).toBe(amount);
});

for (const tone of ['light', 'dark'] as const)
  test(`the chart is saved as PNG and SVG in the ${tone} theme, complete by itself`, async () => {
    if ((await on.at('theme-toggle').getAttribute('data-tone')) !== tone) await on.at('theme-toggle').click();
    await expect(on.at('theme-toggle')).toHaveAttribute('data-tone', tone);
    const save = async (kind: 'png' | 'svg'): Promise<Buffer> => {
      const file = path.join(open.folder, `chart-${tone}.${kind}`);
      await desk.app.evaluate(({ dialog }, filePath) => {
        dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
      }, file);
      await on.at('chart-monthly-picture').click();
      await on.at(`chart-monthly-${kind}`).click();
      await expect(desk.page.locator('.ant-message')).toContainText(path.basename(file));
      expect(existsSync(file)).toBe(true);
      return readFileSync(file);
    };
    const svg = (await save('svg')).toString('utf8');
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    for (const word of ['各账期账单', 'CNY · 不含税', '由账单明细计算', '应付金额', MONTH]) expect(svg).toContain(word);
    expect(svg).not.toMatch(/var\(|class=|style=|data-/);
    expect(svg).toContain(tone === 'light' ? 'fill="#fff' : 'fill="#1a2027');
    const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg)!;
    const png = await save('png');
    expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([2 * Number(width), 2 * Number(height)]);
    await keepShot(`chart-${tone}.png`, () => png);
  });

test('bars that would be too many are quarters, which open into their months and those into their pages', async () => {
  await addMonthsBefore('sandbox-cn', 130);
  await desk.page.reload();
  const months = on.at('table-monthly').locator('tbody tr');
  await expect(months).toHaveCount(136);
  // Four marks a month are within the six hundred; with last year's they are five.
  await expect(on.at('chart-step')).toHaveCount(0);
  await on.at('compare-year').check();
  await expect(on.at('chart-step')).toHaveAttribute('data-step', 'quarter');
  const drawn = await on.at('chart-monthly').locator('.chart-mark').count();
  expect(drawn).toBeGreaterThan(46);
  expect(drawn).toBeLessThanOrEqual(600);

  await test.step('by mouse: a quarter, its months alone with their sum, a month', async () => {
    const sum = await cell('2017-Q2', 'due');
    await mark('2017-Q2').click({ position: { x: 2, y: 2 } });
    await expect(months).toHaveCount(3);
    expect(await on.at('table-monthly').locator('tfoot td').allTextContents()).toContain(sum);
    await mark('2017-05').click({ position: { x: 4, y: 4 } });
    await expect(on.at('period-2017-05')).toBeVisible();
  });

  await test.step('by keyboard; what is opened stays open when its neighbours are months again', async () => {
    await on.goTo('overview');
    await on.at('compare-year').check();
    await mark('2026-Q3').focus();
    await desk.page.keyboard.press('Enter');
    await expect(months).toHaveCount(3);
    await on.at('compare-year').uncheck();
    await expect(months).toHaveCount(3);
    await on.at('chart-all').click();
    await expect(months).toHaveCount(136);
  });

  await test.step('in the table too, and a bar of a month inside opens its rows', async () => {
    await on.at('compare-year').check();
    await on.at('chart-monthly-as-table').click();
    await on.at('table-monthly').getByRole('button', { name: '2026-Q3' }).click();
    await on.at('chart-monthly-as-chart').click();
    await mark('2026-09|refunds').click();
    await expect(on.at('asked')).toContainText('退款');
  });
});

/** As many months before the sample's own, with the figures of its first. */
async function addMonthsBefore(profile: string, count: number): Promise<void> {
  const [first] = await on.table<{ period: string }>(profile, 'figures');
  const rows = periodRange(shiftPeriod(first!.period, -count), shiftPeriod(first!.period, -1)).map((period) => ({ ...first, period }));
  await desk.page.evaluate(
    ([name, added]) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open(`reconcile-desk-${name}`);
        opening.onerror = () => reject(new Error('no store'));
        opening.onsuccess = () => {
          const transaction = opening.result.transaction('figures', 'readwrite');
          for (const row of added) transaction.objectStore('figures').put(row);
          transaction.onabort = () => reject(new Error('not written'));
          transaction.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
    [profile, rows] as const,
  );
}

test('nothing went wrong on the way', () => {
  expect(desk.errors).toEqual([]);
});
