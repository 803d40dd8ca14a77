import { expect, test } from 'playwright/test';
import { DeskPage } from '../support/desk-page';
import { launchDesk, userDataFolder } from '../support/launch';
import { speak, stand } from '../support/synced-desk';

test('each section has its address, is found by its words, and is reached by keys', async () => {
  const folder = userDataFolder();
  const desk = await launchDesk(folder.path);
  try {
    const on = new DeskPage(desk.page);
    await on.at('files-name').fill('示例档案');
    await on.at('welcome-files').click();
    await on.goTo('settings');
    await expect(desk.page).toHaveURL(/#\/settings\/desk$/);
    for (const id of [
      'users',
      'statements',
      'profiles',
      'permissions',
      'paces',
      'aliases',
      'prices',
      'rules',
      'rates',
      'closing',
      'backup',
      'storage',
      'about',
    ]) {
      await on.at(`settings-${id}`).click();
      await expect(desk.page).toHaveURL(new RegExp(`#/settings/${id}$`));
      await expect(desk.page.locator('.section-body .panel').first()).toBeVisible();
      await expect(on.at(`settings-${id}`)).toHaveAttribute('aria-current', 'page');
    }
    // Addresses of before still lead there.
    await desk.page.evaluate(() => (location.hash = '#/settings?tab=rates'));
    await expect(desk.page).toHaveURL(/#\/settings\/rates$/);

    await on.at('settings-search').fill('bucket-that-no-setting-has');
    await expect(on.at('settings-about')).toBeHidden();
    await on.at('settings-search').fill('AES-256');
    await expect(on.at('settings-backup')).toBeVisible();
    await expect(on.at('settings-desk')).toBeHidden();
    await desk.page.keyboard.press('Enter');
    await expect(desk.page).toHaveURL(/#\/settings\/backup$/);
    await on.at('settings-search').fill('');
    await desk.page.keyboard.press('ArrowDown');
    await expect(on.at('settings-desk')).toBeFocused();
    await desk.page.keyboard.press('ArrowDown');
    await desk.page.keyboard.press('Enter');
    await expect(desk.page).toHaveURL(/#\/settings\/users$/);
    expect(desk.errors).toEqual([]);
  } finally {
    await desk.close();
    folder.remove();
  }
});

test('users are declared names, and storage says what takes how much', async () => {
  const folder = userDataFolder();
  const desk = await launchDesk(folder.path);
  try {
    const on = new DeskPage(desk.page);
    await on.at('files-name').fill('示例档案');
    await on.at('welcome-files').click();
    await on.goTo('settings');
    await on.at('settings-users').click();
    await on.at('user-name').fill('示例会计');
    await desk.page.keyboard.press('Enter');
    await expect(on.at('users')).toContainText('示例会计');
    await on.at('users').locator('input').fill('示例主管');
    await on.at('users-add').click();
    await on.at('users-sign-示例主管').click();
    await expect(on.at('user-menu')).toHaveAttribute('data-user', '示例主管');
    await on.at('users-remove-示例会计').click();
    await expect(on.at('users')).not.toContainText('示例会计');

    await on.at('settings-storage').click();
    await expect(on.at('storage-journal')).toHaveAttribute('data-bytes', /^[1-9]/);
    await expect(on.at('storage-window')).toHaveAttribute('data-bytes', /^[1-9]/);
    // What the profile of files has not got is said as nothing, not left out.
    await expect(on.at('storage-books')).toHaveAttribute('data-bytes', '0');
    // Both languages fit beside the side list: nothing of the table lies beyond the window.
    await stand(desk, 1280, 720);
    for (const language of ['zh', 'en'] as const) {
      await speak(desk.page, language);
      await expect(on.at('storage-journal')).toBeVisible();
      await expect.poll(() => desk.page.locator('#main').evaluate((main) => main.scrollWidth - main.clientWidth)).toBe(0);
    }
    expect(desk.errors).toEqual([]);
  } finally {
    await desk.close();
    folder.remove();
  }
});
