import { expect, type Locator, type Page } from 'playwright/test';
import type { StoredBreak } from '../../../shared/desk/api';
import { breakAt, type BreakSetRow } from '../../../renderer/store/breaks';
import { DecisionBook, type DecisionSetRow } from '../../../renderer/store/decisions';
import type { ClosingRow } from '../../../renderer/store/schema';

/** The desk as a person uses it; selectors live here and nowhere else. */
export class DeskPage {
  constructor(readonly page: Page) {}

  at(id: string): Locator {
    return this.page.getByTestId(id);
  }

  async goTo(name: string): Promise<void> {
    await this.at(`nav-${name}`).click();
    await this.isOn(name);
  }

  /** A page that was never opened is loaded first; until then the one before stands. */
  async isOn(name: string): Promise<void> {
    await expect(this.at(`nav-${name}`)).toHaveAttribute('aria-current', 'page');
  }

  /** The page has its heading and is not loading any more. */
  async settled(): Promise<void> {
    await expect(this.page.locator('h1')).toBeVisible();
    await expect(this.at('state-loading')).toHaveCount(0);
    await expect(this.page.locator('.grid-frame:not([data-rows])')).toHaveCount(0);
  }

  /** Chinese, whatever the machine's language is. */
  async speakChinese(): Promise<void> {
    const toggle = this.at('lang-toggle');
    await toggle.waitFor({ timeout: 30_000 });
    if ((await this.page.evaluate(() => document.documentElement.lang)).startsWith('en')) await toggle.click();
    await expect(this.page.locator('html')).toHaveAttribute('lang', /^zh/);
  }

  async choosePeriod(period: string): Promise<void> {
    await this.at('period-switch').click();
    await this.page.locator(`.ant-select-item-option[title="${period}"]`).click();
    await expect(this.at('period-switch')).toContainText(period);
  }

  /** Welcome -> sample data -> sync with visible progress -> overview. */
  async startWithSample(): Promise<void> {
    await this.at('welcome-sample').click();
    await expect(this.at('activity-sync')).toBeVisible();
    await expect(this.at('chart-monthly').locator('svg').first()).toBeVisible({ timeout: 90_000 });
  }

  async importSamples(): Promise<void> {
    await this.goTo('ledgers');
    await this.at('import-sample').click();
    await this.at('import-confirm').click();
    await expect(this.at('import-row')).toHaveCount(3, { timeout: 60_000 });
  }

  /** All breaks as the store keeps them, straight from IndexedDB. */
  async storedBreaks(profile: string): Promise<StoredBreak[]> {
    const sets = await this.table<BreakSetRow>(profile, 'breakSets');
    const decisions = new DecisionBook(await this.table<DecisionSetRow>(profile, 'decisionSets'));
    const signed = new Set((await this.table<ClosingRow>(profile, 'closings')).map((row) => row.period));
    return sets.flatMap((set) => set.ids.map((_id, at) => breakAt(set, at, { decisions, signed })));
  }

  async table<T>(profile: string, name: string): Promise<T[]> {
    return this.page.evaluate(
      ([database, table]) =>
        new Promise<unknown[]>((resolve, reject) => {
          const opening = indexedDB.open(`reconcile-desk-${database}`);
          opening.onerror = () => reject(new Error('no store'));
          opening.onsuccess = () => {
            const all = opening.result.transaction(table!).objectStore(table!).getAll();
            all.onerror = () => reject(new Error('not read'));
            all.onsuccess = () => {
              opening.result.close();
              resolve(all.result as unknown[]);
            };
          };
        }),
      [profile, name],
    ) as Promise<T[]>;
  }

  /** All months on the page, or the one of the bar. The box follows the address, so it shows its new state once the page is drawn anew. */
  async showAllPeriods(all: boolean): Promise<void> {
    const box = this.at('all-periods');
    if ((await box.isChecked()) !== all) await box.click();
    await expect(box).toBeChecked({ checked: all });
  }

  /** A ledger's breaks; until they are drawn, those of the one before stand. */
  async chooseRole(role: string): Promise<void> {
    await this.at(`role-${role}`).click();
    await expect(this.page.locator('[role="tab"][aria-selected="true"]').getByTestId(`role-${role}`)).toBeVisible();
    await expect(this.page.locator('[role="tabpanel"]:visible').getByTestId('break-list')).toBeVisible();
  }

  /** How many breaks the tab has in its list; with any, the first ones are drawn. */
  async breaksShown(): Promise<number> {
    const shown = this.at('breaks-shown');
    // Without a number while they are searched.
    await expect(shown).toHaveAttribute('data-count', /^\d+$/);
    const count = Number(await shown.getAttribute('data-count'));
    if (count > 0) await expect(this.at('break-row').first()).toBeAttached();
    return count;
  }

  /** Explains each total of the month's board that keeps it from being signed. */
  async explainTotals(note: string, owner: string): Promise<void> {
    // The board is there once its totals are counted.
    await expect(this.at('totals-counts')).not.toBeEmpty();
    for (const total of await this.page.locator('[data-testid^="explain-total-"]').all()) {
      await total.click();
      await this.at('explain-note').fill(note);
      await this.at('explain-owner').fill(owner);
      await this.at('explain-save').click();
      await expect(this.at('explain-save')).toBeHidden();
    }
  }

  /** Does what starts a sync, and waits until that one is through: of the one before, the bar says that it is done. */
  async syncedBy(start: () => Promise<void>): Promise<void> {
    const works = await this.at('activity-toggle').innerText();
    await start();
    await expect(this.at('activity-toggle')).not.toHaveText(works);
    await expect(this.at('activity-sync')).toHaveAttribute('data-state', 'done', { timeout: 60_000 });
  }

  /** Marks every break of the tab and decides on them in one go. */
  async decideAll(kind: 'explain' | 'carry', reason: string, note: string, owner: string): Promise<void> {
    const list = this.at('break-list');
    await list.focus();
    await this.page.keyboard.press('Control+a');
    await this.at(`bulk-${kind}`).click();
    await this.fillDecision(reason, note, owner);
  }

  /** Decides on the current break by keyboard. */
  async decideFirst(kind: 'explain' | 'carry', reason: string, note: string, owner: string): Promise<void> {
    await this.at('break-list').focus();
    await this.page.keyboard.press('Home');
    await this.page.keyboard.press(kind === 'explain' ? 'e' : 'c');
    await this.fillDecision(reason, note, owner);
  }

  /** Decides on a break of the list: a click makes it the current one. */
  async decideOn(row: Locator, kind: 'explain' | 'carry', reason: string, note: string, owner: string): Promise<void> {
    await row.click();
    await this.at('break-list').focus();
    await this.page.keyboard.press(kind === 'explain' ? 'e' : 'c');
    await this.fillDecision(reason, note, owner);
  }

  /** Chooses an entry of a select by its words. */
  async choose(id: string, words: string): Promise<void> {
    const entry = this.page
      .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option')
      .filter({ hasText: words });
    await this.at(id).click();
    await entry.click();
  }

  private async fillDecision(reason: string, note: string, owner: string): Promise<void> {
    await this.choose('decision-reason', reason);
    await this.at('decision-note').fill(note);
    await this.at('decision-owner').fill(owner);
    await this.at('decision-save').click();
    await expect(this.at('decision-save')).toBeHidden();
  }
}
