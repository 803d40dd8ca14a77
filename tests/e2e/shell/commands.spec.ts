/** The window around the pages: palette, shortcuts, native menu, back and forward. */
import type Electron from 'electron';
import { expect, test } from 'playwright/test';
import { seriousFindings } from '../support/axe';
import type { DeskPage } from '../support/desk-page';
import type { Desk } from '../support/launch';
import { syncedDesk, type SyncedDesk } from '../support/synced-desk';
import { keepShot } from '../support/shots';

let open: SyncedDesk;
let desk: Desk;
let on: DeskPage;

test.beforeAll(async () => {
  open = await syncedDesk();
  ({ desk, on } = open);
});
test.afterAll(() => open.close());

const shot = (name: string): Promise<void> => keepShot(`${name}.png`, () => desk.page.screenshot());

test('the palette opens by keys, finds by pinyin, runs by Enter and says when it finds nothing', async () => {
  const { keyboard } = desk.page;
  await keyboard.press('Control+k');
  await expect(on.at('palette-input')).toBeFocused();
  await shot('palette-open');
  await keyboard.type('ml');
  await expect(on.at('palette-option').first()).toHaveAttribute('data-id', 'go-margin');
  await expect(on.at('palette-input')).toHaveAttribute(
    'aria-activedescendant',
    (await on.at('palette-option').first().getAttribute('id'))!,
  );
  await shot('palette-ml');
  await keyboard.press('Enter');
  await expect(desk.page.locator('h1')).toHaveText('毛利');
  await expect(on.at('palette-input')).toHaveCount(0);

  await keyboard.press('Control+k');
  await expect(on.at('palette-option').first()).toHaveAttribute('data-id', 'go-margin');
  await keyboard.type('qqqqzz');
  await expect(on.at('palette-nothing')).toContainText('qqqqzz');
  await shot('palette-nothing');
  await keyboard.press('Escape');
  await expect(on.at('palette-input')).toHaveCount(0);
});

test('palette and work list have nothing serious for axe in either theme', async () => {
  for (const tone of ['light', 'dark']) {
    await on.at('theme-toggle').click();
    await desk.page.keyboard.press('Control+k');
    await expect(on.at('palette-input')).toBeFocused();
    await desk.page.keyboard.type('sz');
    await expect(on.at('palette-option').first()).toBeVisible();
    // A dialog that still fades in is paler than it will be.
    await expect.poll(() => seriousFindings(desk.page), `palette ${tone}`).toEqual([]);
    await shot(`palette-${tone}`);
    await desk.page.keyboard.press('Escape');
    await desk.page.keyboard.press('Control+j');
    await expect(on.at('activity-panel')).toBeVisible();
    await expect.poll(() => seriousFindings(desk.page), `work list ${tone}`).toEqual([]);
    await desk.page.keyboard.press('Escape');
  }
});

test('the palette leads to a customer, a month, a tab of the settings and a topic of Help', async () => {
  const { keyboard } = desk.page;
  const go = async (text: string, id: RegExp): Promise<void> => {
    await keyboard.press('Control+k');
    await on.at('palette-input').fill(text);
    await expect(on.at('palette-option').first()).toHaveAttribute('data-id', id);
    await keyboard.press('Enter');
    await expect(on.at('palette-input')).toHaveCount(0);
  };
  const [party] = await on.table<{ id: string; name: string }>('sandbox-cn-tiny', 'parties');
  await go(party!.name, /^customer-/);
  await expect(on.at('asked')).toContainText(party!.name);
  await expect(on.at('grid-customers')).toHaveAttribute('data-rows', '1');
  await go('2026-10', /^month-2026-10$/);
  await expect(on.at('period-2026-10')).toBeVisible();
  await go('备份与恢复', /^setting-backup$/);
  await expect(desk.page.locator('#settings-section')).toContainText('备份');
  await go('帮助：关账后变动', /^help-glossary\/drift$/);
  await expect(desk.page.locator('[data-at="drift"] h3')).toBeFocused();
});

test('keys lead to pages and neighbouring months, and back leads to the month before', async () => {
  const { keyboard } = desk.page;
  await keyboard.press('Control+2');
  await expect(on.at('period-2026-10')).toBeVisible();
  await keyboard.press('Control+5');
  await expect(desk.page.locator('h1')).toHaveText('毛利');
  await keyboard.press('Control+PageUp');
  await expect(on.at('period-switch')).toContainText('2026-09');
  await keyboard.press('Control+6');
  await expect(desk.page.locator('h1')).toHaveText('退款');
  await expect(on.at('period-switch')).toContainText('2026-09');
  await keyboard.press('Alt+ArrowLeft');
  await expect(desk.page.locator('h1')).toHaveText('毛利');
  await keyboard.press('Alt+ArrowLeft');
  await expect(desk.page.locator('h1')).toHaveText('毛利');
  await expect(on.at('period-switch')).toContainText('2026-10');
  await on.at('go-back').click();
  await expect(on.at('period-2026-10')).toBeVisible();
  await keyboard.press('Alt+ArrowRight');
  await expect(desk.page.locator('h1')).toHaveText('毛利');
  await on.at('go-forward').click();
  await expect(on.at('period-switch')).toContainText('2026-09');
});

test('the buttons of a mouse go back and forward, and a page is as far scrolled as it was left', async () => {
  await on.goTo('help');
  await on.at('help-to-errors').click();
  const main = desk.page.locator('#main');
  await main.evaluate((element) => element.scrollTo({ top: 400 }));
  await expect.poll(() => main.evaluate((element) => element.scrollTop)).toBe(400);
  // The position is noted when the browser tells of the scroll, a frame later.
  await desk.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  await on.goTo('sync');
  await expect.poll(() => main.evaluate((element) => element.scrollTop)).toBe(0);
  const press = (button: number): Promise<void> =>
    desk.page.evaluate((which) => void window.dispatchEvent(new MouseEvent('mouseup', { button: which, bubbles: true })), button);
  await press(3);
  await expect(desk.page.locator('h1')).toHaveText('帮助');
  await expect.poll(() => main.evaluate((element) => element.scrollTop)).toBe(400);
  await press(4);
  await expect(desk.page.locator('h1')).toHaveText('同步');
});

test('keys of the window are silent in a text field and inside a dialog, and Ctrl+F goes to the search of the page', async () => {
  const { keyboard } = desk.page;
  await on.goTo('help');
  await expect(desk.page.locator('h1')).toHaveText('帮助');
  await keyboard.press('Control+f');
  await expect(on.at('help-search').locator('input')).toBeFocused();
  await keyboard.press('Control+1');
  await expect(desk.page.locator('h1')).toHaveText('帮助');
  await on.goTo('overview');
  await keyboard.press('Control+e');
  await expect(on.at('export-start')).toBeVisible();
  await keyboard.press('Control+5');
  await keyboard.press('Control+k');
  await expect(on.at('palette-input')).toHaveCount(0);
  await keyboard.press('Escape');
  await expect(on.at('export-start')).toHaveCount(0);
  await expect(desk.page.locator('h1')).toHaveText('总览');
});

test('the native menu speaks the language of the screen, and its items run commands', async () => {
  // Where there is no display no menu can be drawn; what would be drawn is caught here.
  await desk.app.evaluate(({ app, Menu }) => {
    app.commandLine.removeSwitch('ozone-platform');
    Menu.setApplicationMenu = (shown) => void Object.assign(globalThis, { shownMenu: shown });
  });
  const menu = (): Promise<unknown> =>
    desk.app.evaluate(() => {
      const { shownMenu } = globalThis as unknown as { shownMenu?: Electron.Menu };
      return {
        labels: shownMenu?.items.map(({ label }) => label) ?? [],
        margin: shownMenu?.getMenuItemById('go-margin')?.label,
        reload: shownMenu?.items.some((top) => top.submenu?.items.some(({ role }) => /reload|devtools/i.test(String(role)))),
        signoff: shownMenu?.getMenuItemById('signoff')?.enabled,
        forward: shownMenu?.getMenuItemById('forward')?.enabled,
      };
    });
  await on.at('lang-toggle').click();
  await expect.poll(menu).toMatchObject({ labels: ['File', 'Edit', 'View', 'Go', 'Window', 'Help'], margin: 'Margin' });
  await on.at('lang-toggle').click();
  await expect.poll(menu).toMatchObject({
    labels: ['文件', '编辑', '显示', '前往', '窗口', '帮助'],
    margin: '毛利',
    reload: false,
    signoff: true,
    forward: false,
  });
  await desk.app.evaluate(() => {
    const { shownMenu } = globalThis as unknown as { shownMenu: Electron.Menu };
    shownMenu.getMenuItemById('go-margin')?.click({});
  });
  await expect(desk.page.locator('h1')).toHaveText('毛利');
  expect(desk.errors).toEqual([]);
});
