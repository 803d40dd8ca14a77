import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import { expect, test } from 'playwright/test';
import { answerKey } from '../../../electron/sandbox/answer-key';
import { DEFAULT_SEED, DEFAULT_TODAY } from '../../../electron/sandbox/world/defaults';
import type { StoredBreak } from '../../../shared/desk/api';
import { runHeadless } from '../../support/headless';
import { DeskPage } from '../support/desk-page';
import { launchDesk, userDataFolder } from '../support/launch';

const PROFILE = 'sandbox-cn';
const MONTH = '2026-10';

type Planted = Record<
  'role' | 'class' | 'period' | 'otherPeriod' | 'customer' | 'difference' | 'ledgerAmount' | 'billAmount',
  string | null
> & { kind: string };

/** What a break says, comparable between the planter's key and the engine's finding. */
const essence = (item: Omit<Planted, 'kind'> | StoredBreak): string =>
  [item.role, item.class, item.period, item.otherPeriod, item.customer, item.ledgerAmount, item.billAmount, item.difference].join(' | ');

test('a month-end from sample data to sign-off and workbook, and the same figures offline', async () => {
  test.setTimeout(300_000);
  const folder = userDataFolder();
  const workbook = path.join(folder.path, 'month-end.xlsx');
  const first = await launchDesk(folder.path);
  const desk = new DeskPage(first.page);

  await test.step('sample data is synced with progress in sight, and the charts come up', async () => {
    await expect(desk.at('welcome')).toBeVisible({ timeout: 30_000 });
    await desk.speakChinese();
    await desk.startWithSample();
    await expect(desk.at('chart-funds').locator('svg').first()).toBeVisible();
  });

  await test.step('the sample ledgers are imported; the breaks are the planted ones and no others', async () => {
    await desk.importSamples();
    const key = answerKey({ site: 'cn', size: 'small', seed: DEFAULT_SEED, clean: false }, DEFAULT_TODAY);
    const planted = [...key.entries, ...key.prepayment] as unknown as Planted[];
    const expected = planted
      .filter((entry) => entry.kind === 'break')
      .map(essence)
      .sort();
    await expect.poll(async () => (await desk.storedBreaks(PROFILE)).length, { timeout: 60_000 }).toBe(expected.length);
    expect((await desk.storedBreaks(PROFILE)).map(essence).sort()).toEqual(expected);
  });

  await test.step('sign-off is refused while something is missing', async () => {
    await desk.goTo('period');
    await desk.choosePeriod(MONTH);
    await expect(desk.at('close-missing')).toBeVisible();
    await expect(desk.at('signoff')).toBeDisabled();
  });

  const open = (await desk.storedBreaks(PROFILE)).filter((item) => item.period === MONTH);
  await test.step('one break is carried forward, the others are explained, one by one and in bulk', async () => {
    await desk.goTo('reconcile');
    await desk.chooseRole('cost');
    await desk.decideFirst('carry', '华为云更正', '等华为云更正后再核', '示例会计');
    for (const role of ['cost', 'revenue', 'other']) {
      await desk.chooseRole(role);
      await desk.at('filter-status').click();
      await desk.page.locator('.ant-select-dropdown:visible .ant-select-item-option').first().click();
      if (role === 'revenue') await desk.decideFirst('explain', '约定价格', '已与客户确认', '示例会计');
      await desk.decideAll('explain', '其他', '已查明', '示例会计');
    }
    await expect
      .poll(async () =>
        (await desk.storedBreaks(PROFILE))
          .filter((item) => item.period === MONTH)
          .map((item) => item.status)
          .sort()
          .join(),
      )
      .toBe([...open.slice(1).map(() => 'explained'), 'carried'].sort().join());
  });

  await test.step('the broken blocking total is explained and the month signed off', async () => {
    await desk.goTo('period');
    await desk.choosePeriod(MONTH);
    await desk.explainTotals('已按差异逐条说明', '示例会计');
    await desk.at('signoff').click();
    await desk.at('signoff-name').fill('示例会计');
    await desk.at('signoff-note').fill('十月结账');
    await desk.at('signoff-confirm').click();
    await expect(desk.at('reopen')).toBeVisible();
  });

  await test.step('the workbook is written and read back', async () => {
    await first.app.evaluate(({ dialog }, file) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: file });
    }, workbook);
    await desk.goTo('overview');
    await desk.at('export').click();
    await desk.at('export-start').click();
    await expect(desk.at('export-result')).toHaveAttribute('data-sha256', /^[0-9a-f]{64}$/, { timeout: 60_000 });
    expect(existsSync(workbook)).toBe(true);
    await desk.page.keyboard.press('Escape');
  });

  const pack = path.join(folder.path, 'evidence.zip');
  await test.step('the evidence pack of the signed month is written; an open month is not taken', async () => {
    await first.app.evaluate(({ dialog }, file) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: file });
    }, pack);
    await desk.at('export').click();
    await desk.at('export-kind-pack').click();
    await expect(desk.at('export-start')).toBeDisabled();
    await desk.page.keyboard.press('Escape');
    await desk.goTo('period');
    await desk.choosePeriod(MONTH);
    await desk.at('export').click();
    await desk.at('export-kind-pack').click();
    await desk.at('export-start').click();
    await expect(desk.at('export-result')).toHaveAttribute('data-sha256', /^[0-9a-f]{64}$/, { timeout: 60_000 });
    await desk.page.keyboard.press('Escape');
  });

  const forged = path.join(folder.path, 'forged.zip');
  await test.step('a copy of the app without any profile replays it; a changed amount is named', async () => {
    const same = await runHeadless(['--verify', pack]);
    expect([same.code, same.stderr]).toEqual([0, '']);
    expect(same.stdout).toContain('一致');
    expect(same.stdout).toContain('same');
    expect(same.stdout).toContain('逐格核对，与签署结果相同');
    const files = unzipSync(readFileSync(pack));
    const archive = Object.keys(files).find((name) => name.startsWith('archives/'))!;
    const text = Buffer.from(files[archive]!).toString('utf8');
    files[archive] = new Uint8Array(Buffer.from(text.replace(/"due":"[^"]*"/, '"due":"1.23"')));
    writeFileSync(forged, zipSync(files));
    const other = await runHeadless(['--verify', forged]);
    expect(other.code).toBe(1);
    expect(other.stdout).toContain(archive);
    const none = await runHeadless(['--verify', workbook]);
    expect(none.code).toBe(2);
  });

  await test.step('the Audit page verifies packs and the whole journal', async () => {
    await desk.goTo('audit');
    for (const [file, code] of [
      [pack, '0'],
      [forged, '1'],
    ] as const) {
      await first.app.evaluate(({ dialog }, chosen) => {
        dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
      }, file);
      await desk.at('verify-pack').click();
      await expect(desk.at('pack-verdict')).toHaveAttribute('data-code', code, { timeout: 60_000 });
    }
    await desk.at('verify-journal').click();
    await expect(desk.at('journal-proof')).toHaveAttribute('data-whole', 'true', { timeout: 60_000 });
  });

  await test.step('the audit names the file and the reasons in words', async () => {
    await desk.goTo('audit');
    await expect(desk.page.locator('[data-testid="act-row"][data-kind="export"]').last()).toContainText('month-end.xlsx');
    await expect(desk.page.locator('[data-testid="act-row"][data-kind="decision"]').filter({ hasText: '结转' })).toContainText(
      '华为云更正',
    );
  });

  await test.step('names and sentences follow the language switch, in lists and in grids', async () => {
    await desk.goTo('reconcile');
    await desk.at('tab-matches').click();
    const grid = desk.at('grid-matches');
    await expect(grid.getByText('弹性云服务器').first()).toBeVisible();
    await desk.at('lang-toggle').click();
    await expect(grid.getByText('Elastic Cloud Server').first()).toBeVisible();
    await expect(grid.getByText(/the same/).first()).toBeAttached();
    await desk.chooseRole('cost');
    await expect(desk.at('break-list')).not.toContainText('弹性云服务器');
    await desk.speakChinese();
  });

  const tables = ['figures', 'breakSets', 'totals', 'rollups', 'margin', 'imports'];
  const before = await Promise.all(tables.map((name) => desk.table(PROFILE, name)));
  const errors = first.errors;
  await first.close();
  expect(errors).toEqual([]);

  await test.step('started again without a network and without the sandbox, everything is as it was', async () => {
    const second = await launchDesk(folder.path, ['--offline']);
    const again = new DeskPage(second.page);
    await expect(again.at('chart-monthly').locator('svg').first()).toBeVisible({ timeout: 30_000 });
    expect(await Promise.all(tables.map((name) => again.table(PROFILE, name)))).toEqual(before);
    await again.goTo('period');
    await expect(again.at('reopen')).toBeVisible();
    await second.close();
  });
  folder.remove();
});
