import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import type { Profile } from '../../../shared/bridge/contract';
import { DeskPage } from '../support/desk-page';
import { launchDesk, userDataFolder } from '../support/launch';
import { keepShot } from '../support/shots';

test('a backup made after a decision comes back as another profile, with the same decisions and imports', async () => {
  const folder = userDataFolder();
  const elsewhere = userDataFolder();
  const desk = await launchDesk(folder.path);
  try {
    const on = new DeskPage(desk.page);
    const file = path.join(folder.path, 'out.rdbackup');
    await desk.app.evaluate(({ dialog }, chosen) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen });
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
    }, file);
    await on.speakChinese();
    await on.startWithSample();
    await on.importSamples();
    await on.goTo('reconcile');
    await on.decideFirst('explain', '跨期', '下月到账', '示例会计');
    const before = 'sandbox-cn';
    await expect.poll(async () => (await on.table(before, 'decisionSets')).length).toBeGreaterThan(0);

    await on.goTo('settings');
    await on.at('settings-backup').click();
    await expect(on.at('backup-last')).toContainText('还没有做过备份');
    await on.at('backup-passphrase').fill('示例口令 1');
    await expect(on.at('backup-start')).toBeDisabled();
    await on.at('backup-repeat').fill('示例口令 1');
    await on.at('backup-start').click();
    await expect(on.at('backup-made')).toContainText('out.rdbackup', { timeout: 60_000 });
    await expect(on.at('backup-last')).toContainText('有口令保护');

    await on.at('restore-choose').click();
    await on.at('restore-name').fill('恢复的档案');
    await on.at('restore-passphrase').fill('另一个口令');
    await on.at('restore-start').click();
    await expect(on.at('restore-fault')).toContainText('口令不对', { timeout: 60_000 });
    expect(readdirSync(path.join(folder.path, 'profiles'))).toEqual(['sandbox-cn', 'sandbox-intl']);
    await on.at('restore-passphrase').fill('示例口令 1');
    await on.at('restore-start').click();
    await expect(on.at('restored')).toContainText('恢复的档案', { timeout: 60_000 });
    await expect(on.at('restored')).toContainText('重新同步');
    await keepShot('backup-zh.png', () => desk.page.screenshot({ fullPage: true }));
    await on.at('restored-open').click();
    await expect(on.at('profile-menu')).toContainText('恢复的档案', { timeout: 60_000 });
    const id = await desk.page.evaluate(async () => {
      const answer = (await window.desk.invoke('profiles:list', {})) as { value: { profiles: Profile[] } };
      return answer.value.profiles.find(({ name }) => name === '恢复的档案')!.id;
    });
    // Not the rows' segments: their codes are numbered by each store.
    for (const table of ['decisionSets', 'imports', 'acts']) {
      const had = await on.table(before, table);
      expect(had.length, table).toBeGreaterThan(0);
      expect(await on.table(id, table), table).toEqual(had);
    }
    await desk.close();

    // On another computer it is the first thing: no profile is needed to bring one back.
    const fresh = await launchDesk(elsewhere.path);
    try {
      const there = new DeskPage(fresh.page);
      await fresh.app.evaluate(({ dialog }, chosen) => {
        dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
      }, file);
      await there.speakChinese();
      await there.at('restore-choose').click();
      await there.at('restore-name').fill('搬来的档案');
      await there.at('restore-passphrase').fill('示例口令 1');
      await there.at('restore-start').click();
      await expect(there.at('restored')).toContainText('搬来的档案', { timeout: 60_000 });
      await keepShot('welcome-restored.png', () => fresh.page.screenshot({ fullPage: true }));
      await there.at('restored-open').click();
      await expect(there.at('profile-menu')).toContainText('搬来的档案', { timeout: 60_000 });
      await there.goTo('audit');
      await expect(there.at('act-row').first()).toBeVisible();
      expect(fresh.errors).toEqual([]);
    } finally {
      await fresh.close();
    }
  } finally {
    await desk.close().catch(() => undefined);
    folder.remove();
    elsewhere.remove();
  }
});
