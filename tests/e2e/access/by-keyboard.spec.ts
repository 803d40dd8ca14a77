import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test, type Page } from 'playwright/test';
import { DeskPage } from '../support/desk-page';
import { launchDesk, userDataFolder } from '../support/launch';

const PROFILE = 'sandbox-cn';
const MONTH = '2026-10';

/** Hands that never touch the mouse. */
class Keys {
  constructor(readonly page: Page) {}

  press(key: string): Promise<void> {
    return this.page.keyboard.press(key);
  }

  type(text: string): Promise<void> {
    return this.page.keyboard.insertText(text);
  }

  /** Tab until the focus is on what carries the id, in it, or on the tab that it names. */
  async reach(id: string, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    const there = (wanted: string): boolean => {
      const focus = document.activeElement;
      const it = `[data-testid="${wanted}"]`;
      return focus?.closest(it) != null || (focus?.role === 'tab' && focus.querySelector(it) !== null);
    };
    for (let at = 0; at < 400; at++) {
      if (await this.page.evaluate(there, id)) return;
      await this.press(key);
    }
    throw new Error(
      `no Tab leads to ${id}; the focus is on ${await this.page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200))}`,
    );
  }

  async push(id: string, key = 'Enter'): Promise<void> {
    await this.reach(id);
    await this.press(key);
  }
}

test('a month-end by keyboard alone: sample data, ledgers, breaks, sign-off, workbook', async () => {
  test.setTimeout(300_000);
  const folder = userDataFolder();
  const { app, page, errors, close } = await launchDesk(folder.path);
  const desk = new DeskPage(page);
  const keys = new Keys(page);
  const workbook = path.join(folder.path, 'month-end.xlsx');
  await app.evaluate(({ dialog }, file) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: file });
  }, workbook);

  await test.step('from the first page to the charts', async () => {
    await expect(desk.at('welcome')).toBeVisible({ timeout: 30_000 });
    if ((await page.evaluate(() => document.documentElement.lang)).startsWith('en')) await keys.push('lang-toggle');
    await keys.push('welcome-sample');
    await expect(desk.at('chart-monthly').locator('svg').first()).toBeVisible({ timeout: 90_000 });
  });

  await test.step('the sample ledgers', async () => {
    await keys.push('nav-ledgers');
    await desk.isOn('ledgers');
    await keys.push('import-sample');
    await expect(desk.at('import-confirm')).toBeEnabled({ timeout: 30_000 });
    await keys.push('import-confirm');
    await expect(desk.at('import-row')).toHaveCount(3, { timeout: 60_000 });
  });

  await test.step('every break of the month', async () => {
    // The fourth page of the navigation.
    await keys.press('Control+4');
    await desk.isOn('reconcile');
    const roles = ['cost', 'revenue', 'prepayment', 'other'];
    for (const [at, role] of roles.entries()) {
      if (at > 0) {
        await keys.reach(`role-${roles[at - 1]!}`);
        await keys.press('ArrowRight');
        await keys.reach(`role-${role}`);
        await keys.press('Enter');
      }
      await expect(page.locator('[role="tab"][aria-selected="true"]').getByTestId(`role-${role}`)).toBeVisible();
      if ((await desk.breaksShown()) === 0) continue;
      await keys.reach('break-list');
      await keys.press('Control+a');
      await keys.push('bulk-explain');
      await expect(desk.at('decision-save')).toBeVisible();
      await keys.reach('decision-reason');
      for (const key of ['ArrowDown', 'End', 'Enter']) await keys.press(key);
      await keys.reach('decision-note');
      await keys.type('已查明');
      await keys.reach('decision-owner');
      await keys.press('Control+a');
      await keys.type('示例会计');
      await keys.push('decision-save');
      await expect(desk.at('decision-save')).toBeHidden({ timeout: 30_000 });
    }
    await expect
      .poll(async () => (await desk.storedBreaks(PROFILE)).filter(({ period, status }) => period === MONTH && status === 'open').length)
      .toBe(0);
  });

  await test.step('what is broken is explained, and the month signed', async () => {
    await keys.press('Control+2');
    await desk.isOn('period');
    await expect(desk.at(`period-${MONTH}`)).toBeVisible();
    await expect(desk.at('totals-counts')).not.toBeEmpty();
    const broken = page.locator('[data-testid^="total-"][data-status="broken"]');
    for (const id of await broken.evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset.testid!.replace('total-', '')))) {
      if ((await desk.at(`explain-total-${id}`).count()) === 0) continue;
      await keys.push(`explain-total-${id}`);
      const dialog = page.getByRole('dialog');
      // The dialog takes the focus: what is asked for can be written at once.
      await expect(desk.at('explain-note')).toBeFocused();
      await keys.type('已按差异逐条说明');
      await keys.reach('explain-owner');
      await keys.press('Control+a');
      await keys.type('示例会计');
      await keys.push('explain-save');
      await expect(dialog).toBeHidden();
    }
    await expect(desk.at('signoff')).toBeEnabled();
    await keys.push('signoff');
    await keys.reach('signoff-name');
    await keys.press('Control+a');
    await keys.type('示例会计');
    await keys.push('signoff-confirm');
    await expect(desk.at('reopen')).toBeVisible({ timeout: 30_000 });
  });

  await test.step('the workbook', async () => {
    await keys.press('Control+1');
    await desk.isOn('overview');
    await keys.push('export');
    await keys.push('export-start');
    await expect(desk.at('export-result')).toHaveAttribute('data-sha256', /^[0-9a-f]{64}$/, { timeout: 60_000 });
    expect(existsSync(workbook)).toBe(true);
    await keys.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    // The focus is back where the dialog was opened.
    await expect.poll(() => page.evaluate(() => (document.activeElement as HTMLElement).dataset.testid)).toBe('export');
  });

  expect(errors).toEqual([]);
  await close();
  folder.remove();
});
