/** The built app in its window, killed while a person decides, closes, exports and reopens, and started again. */
import { cpSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { ClosingRow } from '../../../renderer/store/schema';
import { DeskPage } from '../../e2e/support/desk-page';
import { launchDesk, userDataFolder, type Desk } from '../../e2e/support/launch';
import { runHeadless } from '../../support/headless';
import { randomFrom } from '../../support/random';
import { bodiesOf, keptEntries, workbookIsWhole } from './kept';

/** Three in npm test: each opens two windows. */
const SEEDS = Math.min(100, Math.ceil(Number(process.env.RD_SEEDS ?? 10) / 4));
const PROFILE = 'sandbox-cn-tiny';
const MONTH = '2026-10';
const BY = '示例会计';
/** The kill falls between the act that was shown last and about the next: a third of the seeds while deciding, two while closing and exporting. */
const LAG_MS = 1_000;

/** What the window had shown as done. */
interface Shown {
  readonly decided: string[];
  signed: number;
  reopened: number;
  readonly exported: string[];
}

const base = userDataFolder();

beforeAll(async () => {
  const run = await runHeadless(['--sandbox=tiny', '--rate', 'off', '--ledger', 'sample', '--user-data', base.path]);
  expect(run.code, run.stderr).toBeLessThan(2);
});
afterAll(() => base.remove());

for (let seed = 1; seed <= SEEDS; seed += 1) {
  test(`a window killed at a random moment (seed ${seed}) lost nothing it had shown as done, and opens as the journal says`, async () => {
    const folder = userDataFolder();
    onTestFinished(() => folder.remove());
    const userData = path.join(folder.path, 'desk');
    const workbook = path.join(folder.path, 'month.xlsx');
    cpSync(base.path, userData, { recursive: true });
    const shown: Shown = { decided: [], signed: 0, reopened: 0, exported: [] };

    const first = await launchDesk(userData);
    const main = first.app.process();
    onTestFinished(() => void main.kill('SIGKILL'));
    const on = new DeskPage(first.page);
    await on.at('nav-reconcile').waitFor({ timeout: 60_000 });
    await on.speakChinese();
    const random = randomFrom(seed);
    const enough = 1 + Math.floor((((seed - 1) % 3) + random()) * 3);
    let reached: () => void = () => undefined;
    const worked = new Promise<void>((resolve) => (reached = resolve));
    let killed = false;
    const working = work(first, on, workbook, shown, () => {
      if (countOf(shown) === enough) reached();
    }).catch((error: unknown) => {
      if (!killed) throw error;
    });
    await Promise.race([worked, working]);
    await pause(LAG_MS * random());
    killed = true;
    const gone = new Promise((resolve) => main.once('exit', resolve));
    main.kill('SIGKILL');
    await Promise.all([gone, working]);

    const entries = await keptEntries(userData, PROFILE);
    const notes = bodiesOf(entries, 'decision').map(({ note }) => note);
    expect(notes).toEqual(expect.arrayContaining(shown.decided));
    // No act is there twice either, and what follows is at most the one that was not shown any more.
    expect(new Set(notes).size).toBe(notes.length);
    expect(notes.length - shown.decided.length).toBeLessThanOrEqual(1);
    expect(bodiesOf(entries, 'sign-off').length).toBeGreaterThanOrEqual(shown.signed);
    expect(bodiesOf(entries, 'reopened').length).toBeGreaterThanOrEqual(shown.reopened);
    expect(bodiesOf(entries, 'export').map(({ sha256 }) => sha256)).toEqual(expect.arrayContaining(shown.exported));
    workbookIsWhole(workbook, entries);

    const second = await launchDesk(userData);
    onTestFinished(() => second.close());
    const again = new DeskPage(second.page);
    await again.at('nav-period').waitFor({ timeout: 60_000 });
    expect(await again.at('store-lost').count()).toBe(0);
    const decided = (await again.storedBreaks(PROFILE)).flatMap(({ decision }) => (decision ? [decision.note] : []));
    expect(decided.sort()).toEqual([...notes].sort());
    const last = entries.findLast(({ body }) => body.kind === 'sign-off' || body.kind === 'reopened')?.body;
    const closings = await again.table<ClosingRow>(PROFILE, 'closings');
    expect(closings.map(({ archive }) => archive)).toEqual(last?.kind === 'sign-off' ? [last.archive] : []);
    await again.goTo('period');
    await again.choosePeriod(MONTH);
    await again.at(closings.length > 0 ? 'reopen' : 'signoff').waitFor({ timeout: 30_000 });
    // The journal is as it was: opening wrote nothing and lost nothing.
    await second.close();
    expect(await keptEntries(userData, PROFILE)).toEqual(entries);
  });
}

const countOf = ({ decided, signed, reopened, exported }: Shown): number => decided.length + signed + reopened + exported.length;

/** All acts of a month's end, over and over; each is noted only when the window shows it as done. */
async function work({ app }: Desk, on: DeskPage, workbook: string, shown: Shown, tell: () => void): Promise<void> {
  await app.evaluate(({ dialog }, file) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: file });
  }, workbook);
  await on.choosePeriod(MONTH);
  await on.goTo('reconcile');
  const due = (await on.storedBreaks(PROFILE)).filter((one) => one.period === MONTH || one.otherPeriod === MONTH);
  for (const role of new Set(due.map((one) => one.role))) {
    await on.at(`role-${role}`).click();
    const open = on.page.locator('[data-testid="break-row"][data-status="open"]');
    for (let left = due.filter((one) => one.role === role).length; left > 0; left -= 1) {
      await open.nth(left - 1).waitFor();
      const note = `已查明 ${shown.decided.length + 1}`;
      await on.decideOn(open.first(), 'explain', '其他', note, BY);
      shown.decided.push(note);
      tell();
      await open.nth(left - 1).waitFor({ state: 'detached' });
    }
  }
  await on.goTo('period');
  for (;;) {
    await on.at('signoff').click();
    await on.at('signoff-name').fill(BY);
    await on.at('signoff-confirm').click();
    await on.at('reopen').waitFor();
    shown.signed += 1;
    tell();
    await on.at('export').click();
    await on.at('export-start').click();
    const result = on.at('export-result');
    await result.waitFor();
    shown.exported.push((await result.getAttribute('data-sha256'))!);
    tell();
    await on.page.keyboard.press('Escape');
    await on.at('reopen').click();
    await on.at('reopen-reason').fill('再核对一次');
    await on.at('reopen-confirm').click();
    await on.at('signoff').waitFor();
    shown.reopened += 1;
    tell();
  }
}
