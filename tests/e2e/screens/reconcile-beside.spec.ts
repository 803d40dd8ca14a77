/** What is in hand on the Reconcile page while another result comes: it stays what it was. */
import { expect, test } from 'playwright/test';
import type { BreakSetRow } from '../../../renderer/store/breaks';
import type { DeskPage } from '../support/desk-page';
import type { Desk } from '../support/launch';
import { syncedDesk, type SyncedDesk } from '../support/synced-desk';

const PROFILE = 'sandbox-cn';

let open: SyncedDesk;
let desk: Desk;
let on: DeskPage;

test.beforeAll(async () => {
  open = await syncedDesk('small');
  ({ desk, on } = open);
});
test.afterAll(() => open.close());

/** As if a sync had ended beside the window: one set of breaks is not found any more, and whoever reads breaks is told. */
async function gone(key: string): Promise<void> {
  await desk.page.evaluate(
    ([profile, lost]) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open(`reconcile-desk-${profile}`);
        opening.onerror = () => reject(new Error('no store'));
        opening.onsuccess = () => {
          const writing = opening.result.transaction('breakSets', 'readwrite');
          writing.objectStore('breakSets').delete(lost!);
          writing.onabort = () => reject(new Error('not written'));
          writing.oncomplete = () => {
            opening.result.close();
            // How Dexie tells other windows what was written; heard here, it was heard by the page, too.
            const [tell, hear] = [new BroadcastChannel('x-storagemutated-1'), new BroadcastChannel('x-storagemutated-1')];
            hear.onmessage = () => {
              tell.close();
              hear.close();
              resolve();
            };
            tell.postMessage({ all: { d: 1, from: -Infinity, to: [[]] } });
          };
        };
      }),
    [PROFILE, key],
  );
}

test('a group by hand keeps the breaks that were picked when a new result has fewer before them', async () => {
  const sets = await on.table<BreakSetRow>(PROFILE, 'breakSets');
  expect(sets.length).toBeGreaterThan(1);
  await on.goTo('reconcile');
  await on.at('all-periods').click();
  await expect(desk.page.locator('main .muted', { hasText: /^全部账期$/ })).toBeVisible();
  await on.at('break-list').focus();
  await desk.page.keyboard.press('m');
  const last = sets.at(-1)!.ids;
  const sides = on.at('group-desk');
  const rows = sides.getByRole('option');
  const shown = async (): Promise<number> => {
    const counts = await Promise.all(['ledger', 'bill'].map((side) => on.at(`group-${side}`).getAttribute('data-count')));
    return counts.reduce((sum, count) => sum + Number(count), 0);
  };
  const all = await shown();
  // Some of the last month, none of what goes.
  const wanted = await rows.evaluateAll(
    (some, ids) => some.map((row) => row.dataset['id']!).filter((id) => ids.includes(id)),
    last as string[],
  );
  expect(wanted.length).toBeGreaterThan(1);
  await desk.page.getByRole('button', { name: '清空' }).click();
  for (const id of wanted.slice(0, 2)) await sides.locator(`[data-id="${id}"]`).click();
  const picked = (): Promise<string[]> =>
    sides
      .locator('[role="option"][aria-selected="true"]')
      .evaluateAll((some) => some.map((row) => (row as HTMLElement).dataset['id']!).sort());
  expect(await picked()).toEqual(wanted.slice(0, 2).sort());
  await gone(sets.at(-2)!.key);
  await expect.poll(shown).toBeLessThan(all);
  expect(await picked()).toEqual(wanted.slice(0, 2).sort());
  expect(desk.errors).toEqual([]);
});
