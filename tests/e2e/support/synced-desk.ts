import path from 'node:path';
import { expect, type Page } from 'playwright/test';
import { runHeadless } from '../../support/headless';
import { DeskPage } from './desk-page';
import { launchDesk, userDataFolder, type Desk } from './launch';

/** A desk whose sample is synced and reconciled with the sample ledgers, opened offline and speaking Chinese. */
export interface SyncedDesk {
  readonly desk: Desk;
  readonly on: DeskPage;
  readonly folder: string;
  close(): Promise<void>;
}

/** User data after a headless run with the sample and its ledgers. @param args further options of the run */
export async function syncedFolder(
  size: 'tiny' | 'small' = 'tiny',
  args: readonly string[] = [],
): Promise<ReturnType<typeof userDataFolder>> {
  const folder = userDataFolder();
  const run = await runHeadless([
    `--sandbox=${size}`,
    '--rate',
    'off',
    '--ledger',
    'sample',
    '--user-data',
    folder.path,
    '--report',
    path.join(folder.path, 'r.json'),
    ...args,
  ]);
  // The sample has breaks.
  expect(run.code, run.stderr).toBe(1);
  return folder;
}

export async function syncedDesk(size: 'tiny' | 'small' = 'tiny', args: readonly string[] = []): Promise<SyncedDesk> {
  const folder = await syncedFolder(size, args);
  const desk = await launchDesk(folder.path, ['--offline']);
  const on = new DeskPage(desk.page);
  await on.speakChinese();
  const close = async (): Promise<void> => {
    await desk.close();
    folder.remove();
  };
  return { desk, on, folder: folder.path, close };
}

export type Language = 'zh' | 'en';

export async function speak(page: Page, language: Language): Promise<void> {
  const html = page.locator('html');
  if (!(await html.getAttribute('lang'))?.startsWith(language)) await page.getByTestId('lang-toggle').click();
  await expect(html).toHaveAttribute('lang', new RegExp(`^${language}`));
}

export async function paint(page: Page, tone: 'light' | 'dark'): Promise<void> {
  const toggle = page.getByTestId('theme-toggle');
  if ((await toggle.getAttribute('data-tone')) !== tone) await toggle.click();
  await expect(toggle).toHaveAttribute('data-tone', tone);
}

/** Sets what the page has to stand on: points of the screen, and how large a point of the page is. */
export async function stand({ app, page }: Desk, width: number, height: number, zoom = 1): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, [w, h, z]) => {
      const [window] = BrowserWindow.getAllWindows();
      window!.setContentSize(w!, h!);
      window!.webContents.setZoomFactor(z!);
    },
    [width, height, zoom],
  );
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(Math.round(width / zoom));
}
