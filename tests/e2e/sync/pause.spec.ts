import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { DeskPage } from '../support/desk-page';
import { launchDesk, userDataFolder } from '../support/launch';

test('a gateway that is gone for a while: the sync says that it stands still, goes on by itself and is whole', async () => {
  test.setTimeout(120_000);
  const folder = userDataFolder();
  const plans = mkdtempSync(path.join(os.tmpdir(), 'plans-'));
  const plan = path.join(plans, 'plan.json');
  // In the middle of a tiny sync nobody answers for twelve seconds.
  writeFileSync(plan, JSON.stringify({ rules: [{ operation: 'ListSubCustomerBillDetail', from: 2, count: 1, vanishMs: 12_000 }] }));
  const { page, close } = await launchDesk(folder.path, ['--sandbox=tiny', '--faults', plan]);
  const desk = new DeskPage(page);
  await desk.speakChinese();
  await desk.at('welcome-sample').click();
  await desk.goTo('sync');
  await expect(desk.at('sync-paused')).toBeVisible({ timeout: 40_000 });
  await expect(desk.at('sync-paused')).toHaveAttribute('data-reason', /^(?:network|offline)$/);
  await expect(desk.at('sync-paused')).toContainText('自动继续');
  await expect(desk.at('sync-badge')).toContainText('暂停');
  await expect(desk.at('activity-sync')).toHaveAttribute('data-state', 'done', { timeout: 60_000 });
  // A sync of sample data ends on the overview.
  await desk.goTo('sync');
  await expect(desk.at('sync-problems')).toContainText('全部读取完整');
  await close();
  folder.remove();
  rmSync(plans, { recursive: true });
});
