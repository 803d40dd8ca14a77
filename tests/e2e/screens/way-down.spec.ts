/** From a control total down to the rows behind it, and back. */
import { expect, test, type Locator } from 'playwright/test';
import type { DeskPage } from '../support/desk-page';
import type { Desk } from '../support/launch';
import { syncedDesk, type SyncedDesk } from '../support/synced-desk';
import { keepShot } from '../support/shots';

let open: SyncedDesk;
let desk: Desk;
let on: DeskPage;

test.beforeAll(async () => {
  open = await syncedDesk('small');
  ({ desk, on } = open);
});
test.afterAll(() => open.close());

const link = (total: string, side: string, level: string): Locator =>
  on.at(`proof-${total}`).locator(`[data-testid="rows-${side}"][data-level="${level}"]`).first();

/** Opens the rows behind one amount of a total and answers how many there are; `back` returns to the open proof. */
async function rowsOf(total: string, side: string, level: string, grid: string): Promise<{ rows: number; sum: string | null }> {
  await link(total, side, level).click();
  await expect(on.at('asked')).toContainText('只显示');
  const list = on.at(`grid-${grid}`);
  await expect(list).toHaveAttribute('data-rows', /^[1-9]/);
  const rows = Number(await list.getAttribute('data-rows'));
  const totals = list.locator('.grid-totals .amount').first();
  const sum = (await totals.count()) > 0 ? await totals.innerText() : null;
  await keepShot(`down-${total}-${side}-${level}.png`, () => desk.page.screenshot());
  await on.at('asked-back').click();
  await expect(on.at(`proof-${total}`)).toHaveAttribute('open', '');
  await expect(on.at(`total-${total}`)).toBeInViewport();
  return { rows, sum };
}

test('each step of the way down opens its rows, filtered, and going back finds the proof open', async () => {
  await on.goTo('period');
  await on.choosePeriod('2026-10');
  const c2 = on.at('proof-C2');
  await c2.locator('summary').click();
  const amount = await link('C2', 'left', 'counterparty').innerText();
  // The amount that was clicked is the sum of the rows it opens.
  expect(await rowsOf('C2', 'left', 'counterparty', 'bill-lines')).toMatchObject({ sum: amount });
  const kind = await rowsOf('C2', 'left', 'kind', 'bill-lines');
  expect(kind.sum).toBe(await link('C2', 'left', 'kind').innerText());
  const mode = await rowsOf('C2', 'left', 'chargeMode', 'bill-lines');
  expect(kind.rows).toBeLessThanOrEqual(mode.rows);
  // A deduction may stand in several records.
  expect((await rowsOf('C2', 'right', 'line', 'fee-records')).rows).toBeLessThan(5);

  await on.at('proof-C3').locator('summary').click();
  expect((await rowsOf('C3', 'left', 'refundOrder', 'refunds')).rows).toBe(1);
  expect((await rowsOf('C3', 'right', 'baseOrder', 'orders')).rows).toBeGreaterThan(0);
  expect(desk.errors).toEqual([]);
});

test('all rows are a click away, and a filter of the address does not stay on other lists', async () => {
  await on.goTo('period');
  await on.choosePeriod('2026-10');
  await on.at('proof-C3').locator('summary').click();
  await link('C3', 'left', 'counterparty').click();
  await expect(on.at('grid-refunds')).toHaveAttribute('data-rows', /^[1-9]/);
  const some = Number(await on.at('grid-refunds').getAttribute('data-rows'));
  await on.at('asked-all').click();
  await expect(on.at('asked')).toHaveCount(0);
  await expect.poll(async () => Number(await on.at('grid-refunds').getAttribute('data-rows'))).toBeGreaterThan(some);
  await on.goTo('orders');
  await expect(on.at('asked')).toHaveCount(0);
});

test('a list shows the columns that are chosen, and remembers them', async () => {
  await on.goTo('refunds');
  await expect(on.at('head-refundOrder')).toBeVisible();
  await expect(on.at('head-vouchers')).toHaveCount(0);
  await on.at('grid-refunds-columns').click();
  await on.at('column-vouchers').click();
  await on.at('column-kept').click();
  await expect(on.at('head-vouchers')).toHaveCount(1);
  await expect(on.at('head-kept')).toHaveCount(0);
  await on.at('grid-refunds-columns').click();
  await on.goTo('orders');
  await on.goTo('refunds');
  await expect(on.at('head-vouchers')).toHaveCount(1);
  await expect(on.at('head-kept')).toHaveCount(0);
});
