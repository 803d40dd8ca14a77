import { expect, test, type Locator } from 'playwright/test';
import { syncedDesk } from '../support/synced-desk';

/** What tells it from the others where the system chooses the colours: frame and ground. */
const looks = (element: Locator): Promise<string> =>
  element.evaluate((one) => {
    const { outlineStyle, backgroundColor } = getComputedStyle(one);
    return `${outlineStyle} ${backgroundColor}`;
  });

/** What is on looks otherwise than what is not. */
const differ = async (one: Locator, other: Locator): Promise<void> =>
  expect.poll(async () => (await looks(one)) === (await looks(other))).toBe(false);

test('in forced colours what is current, chosen or on is told from what is not', async () => {
  const open = await syncedDesk();
  const { desk, on } = open;
  const { page } = desk;
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });

  await on.goTo('overview');
  await differ(on.at('nav-overview'), on.at('nav-period'));
  const views = page.locator('.ant-segmented-item');
  await differ(views.nth(0), views.nth(1));

  await on.goTo('sync');
  const choices = page.locator('.ant-radio');
  await differ(choices.nth(0), choices.nth(1));

  await on.goTo('settings');
  await on.at('settings-closing').click();
  await differ(on.at('settings-closing'), on.at('settings-desk'));
  const off = await looks(on.at('policy-approver'));
  await on.at('policy-approver').click();
  await expect(on.at('policy-approver')).toHaveAttribute('aria-checked', 'true');
  await expect.poll(() => looks(on.at('policy-approver'))).not.toBe(off);

  await on.goTo('period');
  const tabs = page.locator('.ant-tabs-tab');
  await differ(tabs.nth(0), tabs.nth(1));
  await open.close();
});
