import { expect, test } from 'playwright/test';
import { PAGE_IDS } from '../../../shared/shell/commands';
import { speak, stand, syncedDesk, type SyncedDesk } from '../support/synced-desk';

let open: SyncedDesk;
test.beforeAll(async () => {
  open = await syncedDesk();
  const { on, desk } = open;
  await on.goTo('settings');
  await on.at('settings-users').click();
  await on.at('user-name').fill('Sample accountant of a shared service centre');
  await desk.page.keyboard.press('Enter');
  await expect(on.at('user-menu')).toHaveAttribute('data-user', /^Sample accountant/);
});
test.afterAll(() => open.close());

/** What can be pressed or filled in and cannot be brought into sight: it lies beside the window, and nothing around it scrolls. */
function beyondReach(): string[] {
  const scrolls = (element: Element | null): boolean => {
    for (let at = element; at && at !== document.body; at = at.parentElement)
      if (/auto|scroll/.test(getComputedStyle(at).overflowX) && at.scrollWidth > at.clientWidth) return true;
    return false;
  };
  // Tabs that do not fit stand in the list behind the tab bar's last button.
  const listed = (element: Element): boolean =>
    element.closest('.ant-tabs-nav:has(.ant-tabs-nav-operations:not(.ant-tabs-nav-operations-hidden)) [role="tab"]') !== null;
  const lost = [...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, [role="tab"], [tabindex="0"]')]
    .filter((element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
    .filter((element) => {
      const { left, right, width } = element.getBoundingClientRect();
      return width > 1 && (left < -1 || right > innerWidth + 1) && !scrolls(element.parentElement) && !listed(element);
    })
    .map((element) => `${element.dataset.testid ?? element.tagName} "${(element.innerText || element.ariaLabel) ?? ''}"`);
  if (document.documentElement.scrollWidth > innerWidth + 1) lost.push('the page itself is wider than the window');
  return lost;
}

for (const language of ['zh', 'en'] as const)
  for (const zoom of [1, 2])
    test(`nothing is out of reach at 1280 x 720 and ${zoom * 100} % (${language})`, async () => {
      const { desk, on } = open;
      await stand(desk, 1280, 720);
      await speak(desk.page, language);
      await stand(desk, 1280, 720, zoom);
      const lost: string[] = [];
      for (const name of PAGE_IDS) {
        await on.goTo(name);
        await on.settled();
        lost.push(...(await desk.page.evaluate(beyondReach)).map((one) => `${name}: ${one}`));
      }
      expect(lost).toEqual([]);
    });
