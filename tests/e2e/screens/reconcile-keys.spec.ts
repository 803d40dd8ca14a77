/** A month's breaks are cleared by keyboard alone: accepted, explained, grouped, carried, taken back; the focus is never lost. */
import { expect, test } from 'playwright/test';
import { parseUnits } from '../../../shared/money';
import type { DeskPage } from '../support/desk-page';
import type { Desk } from '../support/launch';
import { syncedDesk, type SyncedDesk } from '../support/synced-desk';

const MONTH = '2026-09';
const PROFILE = 'sandbox-cn';
const OWNER = '示例会计';

let open: SyncedDesk;
let opened: Desk;
let desk: DeskPage;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  open = await syncedDesk('small', ['--periods', '2026-08..2026-10']);
  ({ desk: opened, on: desk } = open);
  await desk.choosePeriod(MONTH);
  await desk.goTo('reconcile');
  await desk.at('break-list').focus();
});
test.afterAll(() => open.close());

const press = (...keys: string[]): Promise<void> =>
  keys.reduce((done, key) => done.then(() => opened.page.keyboard.press(key)), Promise.resolve());
const own = async (role: string) =>
  (await desk.storedBreaks(PROFILE)).filter((one) => (one.role ?? 'other') === role && (one.period === MONTH || one.otherPeriod === MONTH));
const left = async (): Promise<number> => Number(await desk.at('break-progress').getAttribute('data-left'));
const current = (): Promise<string | null> => desk.at('why-panel').getAttribute('data-id');
const focused = () => expect(desk.at('break-list')).toBeFocused();

/** Tab until a field has the focus: a dialog that comes up takes it for itself first. */
async function tabTo(id: string): Promise<void> {
  await expect(async () => {
    await press('Tab');
    await expect(desk.at(id)).toBeFocused({ timeout: 200 });
  }).toPass();
}

/** Into the dialog's fields by keyboard: reason by its first letters in the list, note, owner, Ctrl+Enter. */
async function words(note: string): Promise<void> {
  const dialog = opened.page.getByRole('dialog');
  await expect(desk.at('decision-note')).toBeVisible();
  if ((await desk.at('decision-reason').count()) > 0) {
    await dialog.getByRole('combobox').first().focus();
    await press('ArrowDown', 'End', 'Enter');
  }
  await tabTo('decision-note');
  await opened.page.keyboard.type(note);
  await tabTo('decision-owner');
  await press('Control+a');
  await opened.page.keyboard.type(OWNER);
  await press('Control+Enter');
  await expect(desk.at('decision-save')).toBeHidden();
}

test('the first break is in hand: what either side has, the difference in words, and which fields differ', async () => {
  const timing = (await own('cost')).find((one) => one.class === 'timing')!;
  await press('/');
  await expect(desk.at('filter-text')).toBeFocused();
  await opened.page.keyboard.type(timing.id);
  await press('Enter');
  await focused();
  await expect(desk.at('breaks-shown')).toHaveAttribute('data-count', '1');
  await expect(desk.at('chip-text')).toBeVisible();
  expect(await current()).toBe(timing.id);
  await expect(desk.at('field-period')).toHaveAttribute('data-differs', 'true');
  await expect(desk.at('difference-words')).toHaveText(`账单在 ${timing.period}，台账在 ${timing.otherPeriod}`);
  await expect(desk.at('row-source').first()).toContainText('第');
  // Where a row comes from, and back to the same break under the same filter.
  await desk.at('row-source').first().focus();
  await press('Enter');
  await expect(desk.at('imported-rows').locator('tr[aria-current="true"]')).toHaveCount(1);
  await opened.page.evaluate(() => history.back());
  await expect(desk.at('filter-text')).toHaveValue(timing.id);
  await expect(desk.at('why-panel')).toHaveAttribute('data-id', timing.id);
  await desk.at('break-list').focus();
});

test('one key accepts what explains itself, with its evidence; U takes it back; the focus stays', async () => {
  const before = await left();
  const id = (await current())!;
  await expect(desk.at('proposal')).toBeVisible();
  await press('a');
  await expect.poll(left).toBe(before - 1);
  await focused();
  const accepted = (await desk.storedBreaks(PROFILE)).find((one) => one.id === id)!;
  expect([accepted.status, accepted.decision?.reason, accepted.decision?.note]).toEqual(['explained', 'timing', accepted.reason.zh]);
  await press('u');
  await expect.poll(left).toBe(before);
  expect((await desk.storedBreaks(PROFILE)).find((one) => one.id === id)?.status).toBe('open');
  await press('a');
  await expect.poll(left).toBe(before - 1);
  await press('/', 'Control+a', 'Delete', 'Escape');
  await focused();
  await expect(desk.at('filter-chips')).toHaveCount(0);
});

test('why nothing matched: each pass with its reason, the rules, and what else was considered', async () => {
  await press('Home');
  const rows = desk.at('break-row');
  for (let at = 0; at < (await rows.count()); at++) {
    if ((await desk.at('why-panel').locator('strong').first().innerText()) === '台账缺失') break;
    await press('j');
  }
  await desk.at('why-trail').locator('summary').focus();
  await press('Enter');
  await expect(desk.at('trail-step')).toHaveCount(6);
  await expect(desk.at('why-rules')).toContainText(/[0-9a-f]{64}/);
  await expect(desk.at('why-considered')).toBeVisible();
  // A key of the list works from in here, too.
  const before = await current();
  await press('j');
  await expect.poll(current).not.toBe(before);
});

test('a group by hand: the remainder runs to zero or is stated, and the whole is taken back', async () => {
  await desk.at('break-list').focus();
  await press('Home', 'm');
  await expect(desk.at('group-ledger')).toBeFocused();
  await expect(desk.at('group-save')).toBeDisabled();
  const open = (await own('cost')).filter((one) => one.status === 'open' && one.difference !== null);
  const sum = async (): Promise<bigint> => parseUnits((await desk.at('group-remainder').getAttribute('data-amount'))!);
  const first = await sum();
  await press('ArrowDown', 'Space');
  const ledger = open
    .filter((one) => parseUnits(one.difference!) < 0n)
    .sort((a, b) => (parseUnits(a.difference!) < parseUnits(b.difference!) ? -1 : 1));
  expect(await sum()).toBe(first + parseUnits(ledger[1]!.difference!));
  await press('Tab', 'Tab');
  while (!(await desk.at('group-bill').evaluate((box) => box === document.activeElement))) await press('Tab');
  await press('Space');
  const bill = open
    .map((one) => parseUnits(one.difference!))
    .filter((units) => units > 0n)
    .sort((a, b) => (a > b ? -1 : 1));
  expect(await sum()).toBe(first + parseUnits(ledger[1]!.difference!) + bill[0]!);
  expect(await sum()).not.toBe(0n);
  // With a remainder a reason is asked for, and the note states it.
  await expect(desk.at('group-save')).toBeDisabled();
  await opened.page.getByRole('dialog').getByRole('combobox').first().focus();
  await press('ArrowDown', 'End', 'Enter');
  await expect(desk.at('group-note')).toHaveValue(/余额/);
  const before = await left();
  await press('Control+Enter');
  await expect(desk.at('group-desk')).toBeHidden();
  await expect.poll(left).toBeLessThan(before - 1);
  await focused();
  await desk.at('act-undo').first().focus();
  await press('Enter');
  await expect.poll(left).toBe(before);
});

test('the rest of the month: accepted where it explains itself, else explained, one carried; every ledger ends with nothing left', async () => {
  for (const role of ['cost', 'revenue', 'other']) {
    await desk.chooseRole(role);
    await desk.at('break-list').focus();
    await press('Home');
    if (role === 'cost') {
      await press('c');
      await words('等华为云更正');
      await focused();
    }
    for (let n = await left(); n > 0; n = await left()) {
      // The break in hand always waits: after each decision the next open one is.
      await expect(desk.page.locator('[data-testid="break-row"][aria-selected="true"]')).toHaveAttribute('data-status', /open|assigned/);
      await expect(desk.at('rows-ledger')).toBeVisible();
      if ((await desk.at('suggestion-take').count()) > 0) await press('a');
      else {
        await press('e');
        await words('已查明');
      }
      await expect.poll(left).toBeLessThan(n);
      await focused();
    }
    await expect(desk.at('all-done')).toBeVisible();
    await expect(desk.at('break-said')).toContainText('没有待处理的差异了');
    expect((await own(role)).every((one) => one.status === 'explained' || one.status === 'carried')).toBe(true);
  }
  await expect(desk.at('residue').or(desk.at('all-done')).first()).toBeVisible();
  expect(opened.errors).toEqual([]);
});
