import { expect, test } from 'playwright/test';
import { DeskPage } from '../support/desk-page';
import { launchDesk, userDataFolder } from '../support/launch';
import { stand } from '../support/synced-desk';

test('help is found by words in both languages, leads back, and every topic has its address', async () => {
  const folder = userDataFolder();
  const desk = await launchDesk(folder.path);
  const { page, errors } = desk;
  try {
    const on = new DeskPage(page);
    await on.speakChinese();
    await on.at('files-name').fill('示例档案');
    await on.at('welcome-files').click();
    await on.goTo('help');
    await expect(page).toHaveURL(/#\/help\/start$/);
    const search = on.at('help-search').locator('input');

    await search.fill('激励发放');
    const hit = page.locator('[data-testid="help-hit"][data-id="questions/incentive-payout"]');
    await expect(hit).toBeVisible();
    await expect(page.locator('[data-testid="help-results"] mark').first()).toBeVisible();
    await hit.click();
    await expect(page).toHaveURL(/#\/help\/questions\/incentive-payout$/);
    await expect(page.locator('[data-at="incentive-payout"] h3')).toBeFocused();
    await page.goBack();
    await expect(search).toHaveValue('激励发放');
    await expect(hit).toBeVisible();

    await search.fill('RD-103');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/#\/help\/errors\/permission$/);
    await expect(page.locator('[data-at="permission"]')).toContainText('CBC.0151');

    await on.at('lang-toggle').click();
    await expect(page.locator('[data-at="permission"] h3')).toContainText('RD-103');
    await search.fill('owed invoices');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/#\/help\/questions\/owed-invoices$/);

    for (const link of await page.locator('[data-testid^="help-to-"]').all()) {
      await link.click();
      const topic = (await link.getAttribute('data-testid'))!.replace('help-to-', '');
      await expect(on.at('help-topic')).toHaveAttribute('data-topic', topic);
      await expect(on.at('help-topic').locator('h2').first()).not.toBeEmpty();
    }
    // Whoever comes by a link sees where in the contents the topic stands, on a low window, too.
    await stand(desk, 1280, 620);
    for (const topic of ['start', 'glossary']) {
      await page.evaluate((to) => (location.hash = `#/help/${to}`), topic);
      await expect(on.at('help-topic')).toHaveAttribute('data-topic', topic);
      await expect(on.at(`help-to-${topic}`)).toBeInViewport({ ratio: 1 });
    }
    await search.focus();
    await page.keyboard.press('ArrowDown');
    await expect(on.at('help-to-start')).toBeFocused();
    expect(errors).toEqual([]);
  } finally {
    await desk.close();
    folder.remove();
  }
});

test('a refused file leads to its place in help', async () => {
  const folder = userDataFolder();
  const desk = await launchDesk(folder.path);
  const { page } = desk;
  try {
    const on = new DeskPage(page);
    await on.speakChinese();
    await on.at('files-name').fill('示例档案');
    await on.at('welcome-files').click();
    await on.goTo('ledgers');
    await page.evaluate(() => {
      const files = new DataTransfer();
      // An old Excel file is known by its first bytes.
      const head = new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Array<number>(600).fill(0)]);
      files.items.add(new File([head], '旧账.xls'));
      for (const kind of ['dragenter', 'dragover', 'drop'])
        document.querySelector('main')!.dispatchEvent(new DragEvent(kind, { dataTransfer: files, bubbles: true, cancelable: true }));
    });
    await expect(on.at('file-refusal')).toContainText('旧版 Excel');
    await on.at('file-refusal').getByTestId('learn-more').click();
    await expect(page).toHaveURL(/#\/help\/refused\/old-xls$/);
    await expect(page.locator('[data-at="old-xls"] h3')).toBeFocused();
    await on.at('go-back').click();
    await expect(page).toHaveURL(/#\/ledgers$/);
    expect(desk.errors).toEqual([]);
  } finally {
    await desk.close();
    folder.remove();
  }
});
