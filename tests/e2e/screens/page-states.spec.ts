/** What pages say when there is less than everything: a store that cannot be read, interfaces that are not permitted, no ledger yet. */
import { expect, test } from 'playwright/test';
import { startSandbox, type Sandbox } from '../../../electron/sandbox/server';
import { DeskPage } from '../support/desk-page';
import { launchDesk, userDataFolder, type Desk } from '../support/launch';

const TODAY = '2026-11-06';

let folder: { path: string; remove(): void };
let sandbox: Sandbox;
let desk: Desk;
let on: DeskPage;

test.beforeAll(async () => {
  folder = userDataFolder();
  // Fee records and orders are not permitted to this user.
  const denied = ['BPC_ITEM_FINANCE_020100', 'BPC_ITEM_SUBCUSTSERV_060100', 'BPC_ITEM_SUBCUSTSERV_060200'];
  sandbox = await startSandbox({ site: 'cn', size: 'tiny', rate: 'off', today: TODAY, denied });
  desk = await launchDesk(folder.path, ['--today', TODAY]);
  on = new DeskPage(desk.page);
  await on.speakChinese();
  await desk.page.getByRole('radio', { name: '自定义地址' }).check();
  await on.at('profile-url').fill(sandbox.url);
  await on.at('keys-form').locator('[name="accessKey"]').fill(sandbox.ak);
  await on.at('keys-form').locator('[name="secretKey"]').fill(sandbox.sk);
  await on.at('keys-save').click();
  await expect(on.at('activity-sync')).toHaveAttribute('data-state', /done|failed/, { timeout: 60_000 });
  await expect(on.at('chart-monthly')).toBeVisible();
});
test.afterAll(async () => {
  await desk.close();
  await sandbox.close();
  folder.remove();
});

test('an empty list that was not permitted says so, and which permission items would do', async () => {
  await on.goTo('orders');
  await expect(on.at('unread-orders')).toHaveAttribute('data-failure', 'permission');
  await expect(on.at('unread-orders')).toContainText('BPC_ITEM_SUBCUSTSERV_060100');
  await expect(on.at('grid-orders')).toContainText('没有记录');
  await on.goTo('refunds');
  await expect(on.at('unread-fee-records')).toContainText('BPC_ITEM_FINANCE_020100');
  await on.at('unread-fee-records').getByRole('link').click();
  await on.isOn('sync');
  await on.goTo('customers');
  await expect(on.at('tie-customers')).toBeVisible();
  await expect(desk.page.locator('[data-testid^="unread-"]')).toHaveCount(0);
});

test('without a ledger nothing is called an agreement', async () => {
  await on.goTo('reconcile');
  await expect(on.at('no-ledger')).toBeVisible();
  await expect(desk.page.locator('main')).toContainText('还没有可以比较的台账');
  await expect(desk.page.locator('main')).not.toContainText('两边逐项一致');
});

test('pages of one month read none of the others, and a month that is none is not shown as one', async () => {
  await on.goTo('help');
  await desk.page.evaluate(() => {
    const read: string[] = [];
    const { getAll } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.getAll = function (this: IDBObjectStore, ...args: Parameters<typeof getAll>) {
      read.push(this.name);
      return getAll.apply(this, args);
    };
    Object.assign(window, { read });
  });
  await on.goTo('margin');
  await expect(desk.page.locator('h1')).toHaveText('毛利');
  await on.goTo('reconcile');
  await expect(on.at('no-ledger')).toBeVisible();
  const read = (): Promise<string[]> => desk.page.evaluate(() => (window as unknown as { read: string[] }).read);
  expect((await read()).filter((name) => name === 'margin' || name === 'matching' || name === 'breakSets')).toEqual([]);
  // What is chosen stands in the address: it is drawn as chosen once the page of that address is.
  await on.showAllPeriods(true);
  await expect.poll(read).toContain('matching');
  for (const page of ['reconcile', 'margin', 'accounts']) {
    await on.goTo(page);
    await expect(desk.page.locator('h1')).toBeVisible();
    await desk.page.evaluate((to) => (location.hash = to), `#/${page}?period=1999-99`);
    await expect(on.at('state-empty'), page).toContainText('没有这个账期的数据');
  }
  // The same page of a month that is one.
  await on.at('state-empty').getByRole('link').click();
  // Followed on the same page, a link to the rows of all months shows those of all.
  await expect(on.at('all-periods')).not.toBeChecked();
  await desk.page.evaluate(() => (location.hash = '#/accounts?all=1'));
  await expect(on.at('all-periods')).toBeChecked();
});

test('what waits and the strip of months are made from facts read once', async () => {
  await on.goTo('help');
  await desk.page.evaluate(() => {
    const looked: string[] = [];
    const { openCursor } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.openCursor = function (this: IDBObjectStore, ...args: Parameters<typeof openCursor>) {
      looked.push(this.name);
      return openCursor.apply(this, args);
    };
    Object.assign(window, { looked });
  });
  await on.goTo('overview');
  await expect(on.at('attention').locator('li').first()).toBeVisible();
  await expect(on.at('month-2026-10')).toContainText(/待处理|不符|数据不全|无待办/);
  const looked = await desk.page.evaluate(() => (window as unknown as { looked: string[] }).looked);
  expect(looked.filter((name) => name === 'failures')).toHaveLength(1);
});

test('the months are known before a page is opened: an export proposes all of them at once', async () => {
  await on.goTo('help');
  await desk.page.evaluate(() => {
    const { getAllKeys } = IDBObjectStore.prototype;
    // Never answered: a page that read the months for itself would have none.
    IDBObjectStore.prototype.getAllKeys = function (this: IDBObjectStore, ...args: Parameters<typeof getAllKeys>) {
      return this.name === 'figures' ? ({} as IDBRequest<IDBValidKey[]>) : getAllKeys.apply(this, args);
    };
    Object.assign(window, { answer: () => (IDBObjectStore.prototype.getAllKeys = getAllKeys) });
  });
  await on.goTo('overview');
  await on.at('export').click();
  // Two months were synced.
  await expect(on.at('export-periods').locator('.ant-select-selection-item')).toHaveText(['2026-09', '2026-10']);
  await expect(on.at('export-start')).toBeEnabled();
  await desk.page.keyboard.press('Escape');
  await desk.page.evaluate(() => (window as unknown as { answer(): void }).answer());
});

test('a page that cannot be read says so and leaves the way to the others', async () => {
  await on.goTo('help');
  await desk.page.evaluate(() => {
    const mends: (() => void)[] = [];
    for (const kind of [IDBObjectStore, IDBIndex])
      for (const name of ['get', 'getAll', 'count', 'openCursor'] as const) {
        const whole = Object.getOwnPropertyDescriptor(kind.prototype, name)!;
        const broken = () => {
          throw new DOMException('planted', 'UnknownError');
        };
        Object.defineProperty(kind.prototype, name, { ...whole, value: broken });
        mends.push(() => Object.defineProperty(kind.prototype, name, whole));
      }
    Object.assign(window, { mend: () => mends.forEach((mend) => mend()) });
  });
  await on.at('nav-audit').click();
  await expect(desk.page.locator('main').getByTestId('state-failed')).toBeVisible();
  await desk.page.evaluate(() => (window as unknown as { mend(): void }).mend());
  await on.goTo('customers');
  await expect(on.at('grid-customers')).toHaveAttribute('data-rows', /^[1-9]/);
});
