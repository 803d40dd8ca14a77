/** The window remembers where it was and how large its words are, and its frame fits a small screen. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { DeskPage } from '../support/desk-page';
import { launchDesk, type Desk } from '../support/launch';
import { syncedFolder } from '../support/synced-desk';
import { keepShot } from '../support/shots';

let folder: { path: string; remove(): void };

test.beforeAll(async () => {
  folder = await syncedFolder();
});
test.afterAll(() => folder.remove());

const sizeOf = ({ app }: Desk): Promise<number[]> => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getSize());
const resize = ({ app }: Desk, width: number, height: number): Promise<void> =>
  app.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]!.setSize(size.width, size.height), { width, height });

/** What the window shows; a page's own screenshot is cut when it is zoomed. */
const picture = ({ app }: Desk): Promise<string> =>
  app.evaluate(async ({ BrowserWindow }) => (await BrowserWindow.getAllWindows()[0]!.webContents.capturePage()).toPNG().toString('base64'));

async function opened(): Promise<{ desk: Desk; on: DeskPage }> {
  const desk = await launchDesk(folder.path, ['--offline']);
  const on = new DeskPage(desk.page);
  await on.speakChinese();
  return { desk, on };
}

test('size and zoom come back after a restart; a damaged note of them costs only them', async () => {
  const first = await opened();
  expect(await sizeOf(first.desk)).toEqual([1360, 860]);
  await first.desk.page.keyboard.press('Control+=');
  await first.desk.page.keyboard.press('Control+=');
  await expect.poll(() => first.desk.page.evaluate(() => window.devicePixelRatio)).toBeCloseTo(1.25, 2);
  // Quitting does not wait until the window has rested.
  await resize(first.desk, 1200, 700);
  await first.desk.close();

  const second = await opened();
  expect(await sizeOf(second.desk)).toEqual([1200, 700]);
  await expect.poll(() => second.desk.page.evaluate(() => window.devicePixelRatio)).toBeCloseTo(1.25, 2);
  for (let press = 0; press < 8; press += 1) await second.desk.page.keyboard.press('Control+-');
  await expect.poll(() => second.desk.page.evaluate(() => window.devicePixelRatio)).toBeCloseTo(0.8, 2);
  await second.desk.page.keyboard.press('Control+0');
  await expect.poll(() => second.desk.page.evaluate(() => window.devicePixelRatio)).toBe(1);
  await second.desk.close();

  writeFileSync(path.join(folder.path, 'window.json'), '{"bounds":');
  const third = await opened();
  expect(await sizeOf(third.desk)).toEqual([1360, 860]);
  expect(third.desk.errors).toEqual([]);
  await third.desk.close();
});

test('the frame fits 1280 by 720 in both languages and at 200 %, and the navigation gives way to icons that keep their names', async () => {
  const { desk, on } = await opened();
  await resize(desk, 1280, 720);
  const { page } = desk;
  const overflow = (): Promise<string[]> =>
    page.evaluate(() => {
      const head = document.querySelector('.shell-head')!;
      const right = head.getBoundingClientRect().right;
      const lost = [...head.querySelectorAll<HTMLElement>('button, a, .badge, .badge-age')]
        .filter(
          (part) => part.checkVisibility() && (part.getBoundingClientRect().right > right + 0.5 || part.scrollWidth > part.clientWidth + 1),
        )
        .map((part) => part.dataset['testid'] ?? part.className);
      return head.scrollWidth > head.clientWidth ? ['head', ...lost] : lost;
    });
  for (const [language, percent] of [
    ['zh', 100],
    ['en', 100],
    ['en', 200],
    ['zh', 200],
  ] as const) {
    if ((await page.evaluate(() => document.documentElement.lang)).startsWith(language) === false) await on.at('lang-toggle').click();
    await page.keyboard.press('Control+0');
    for (let zoom = 0; zoom < (percent === 200 ? 5 : 0); zoom += 1) await page.keyboard.press('Control+=');
    await expect.poll(() => page.evaluate(() => window.devicePixelRatio)).toBe(percent / 100);
    await keepShot(`frame-${language}-${percent}.png`, async () => Buffer.from(await picture(desk), 'base64'));
    await expect.poll(overflow, `${language} ${percent}`).toEqual([]);
  }
  await expect(page.locator('.shell-side')).toHaveAttribute('data-narrow', 'true');
  await expect(page.getByRole('link', { name: '毛利', exact: true })).toBeVisible();
  await on.goTo('margin');
  await expect(page.locator('h1')).toHaveText('毛利');
  await page.keyboard.press('Control+0');
  await expect(page.locator('.shell-side')).toHaveAttribute('data-narrow', 'false');
  await on.at('nav-toggle').click();
  await expect(page.locator('.shell-side')).toHaveAttribute('data-narrow', 'true');
  await page.reload();
  await expect(page.locator('.shell-side')).toHaveAttribute('data-narrow', 'true');
  await page.keyboard.press('Control+b');
  await expect(page.locator('.shell-side')).toHaveAttribute('data-narrow', 'false');
  await desk.close();
});

test('the work list has what was done in this session, with its result; the badge says that the app is offline', async () => {
  const { desk, on } = await opened();
  const { page } = desk;
  await expect(on.at('sync-badge')).toHaveAttribute('data-state', 'offline');
  await expect(on.at('sync-badge')).toContainText('离线');
  await expect(on.at('sync-badge')).toHaveAttribute('title', /\d{4}-\d{2}-\d{2} \d{2}:\d{2}/);
  await on.at('activity-toggle').click();
  await expect(on.at('activity-panel')).toContainText('还没有');
  await page.keyboard.press('Escape');
  await expect(on.at('activity-panel')).toHaveCount(0);
  await page.keyboard.press('F9');
  await expect(on.at('activity-reconcile')).toHaveAttribute('data-state', 'done', { timeout: 30_000 });
  const file = path.join(folder.path, '导出.xlsx');
  await desk.app.evaluate(({ dialog, shell }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    shell.openPath = (opened) => {
      Object.assign(globalThis, { opened });
      return Promise.resolve('');
    };
  }, file);
  await page.keyboard.press('Control+e');
  await on.at('export-start').click();
  await expect(on.at('export-result')).toBeVisible({ timeout: 60_000 });
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+j');
  await expect(on.at('work')).toHaveCount(2);
  await expect(on.at('work').first()).toHaveAttribute('data-kind', 'export');
  await expect(on.at('work').first()).toContainText('导出.xlsx');
  await expect(on.at('work').first()).toContainText('用时');
  await keepShot('works.png', () => page.screenshot());
  await on.at('work-open').click();
  await expect.poll(() => desk.app.evaluate(() => (globalThis as unknown as { opened?: string }).opened)).toBe(file);
  await on.at('work').last().getByTestId('work-result').click();
  await expect(page.locator('h1')).toHaveText('对账');
  expect(desk.errors).toEqual([]);
  await desk.close();
});
