import { expect } from 'playwright/test';
import type { Desk } from './launch';

/** What another program would get when it pastes. */
export async function pasted({ app, page }: Desk): Promise<{ text: string; html: string }> {
  await page.evaluate(() => {
    const area = document.createElement('textarea');
    area.id = 'pasted';
    area.addEventListener('paste', (event) => {
      event.preventDefault();
      for (const kind of ['plain', 'html']) area.dataset[kind] = event.clipboardData?.getData(`text/${kind}`) ?? '';
      area.dataset['done'] = 'yes';
    });
    document.body.append(area);
    area.focus();
  });
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.paste());
  const area = page.locator('#pasted');
  await expect(area).toHaveAttribute('data-done', 'yes');
  const found = await area.evaluate((element) => ({ text: element.dataset['plain'] ?? '', html: element.dataset['html'] ?? '' }));
  await area.evaluate((element) => element.remove());
  return found;
}
