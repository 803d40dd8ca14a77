import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import type { Profile } from '../../../shared/bridge/contract';
import { layoutFingerprint } from '../../../shared/ledger/fingerprint';
import { DeskPage } from '../support/desk-page';
import { costBook, dropFiles, missingAmount, partnerBill, pasteText, releaseFiles, revenueBook } from '../support/files';
import { launchDesk, userDataFolder, type Desk } from '../support/launch';

const MONTH = '2026-09';

let folder: { path: string; remove(): void };
let desk: Desk;
let on: DeskPage;
/** The profile that the welcome page made. */
let profile: string;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  folder = userDataFolder();
  desk = await launchDesk(folder.path);
  on = new DeskPage(desk.page);
  await on.speakChinese();
});
test.afterAll(async () => {
  await desk.close();
  folder.remove();
});

const queued = (name: string) => on.at('queue-file').filter({ hasText: name });

test('without keys a profile starts from files, and every page says where figures come from', async () => {
  await on.at('files-name').fill('示例科技');
  await on.at('welcome-files').click();
  await expect(on.at('import-start')).toBeVisible();
  await expect(on.at('profile-menu')).toContainText('示例科技');
  profile = await desk.page.evaluate(async () => {
    const answer = (await window.desk.invoke('profiles:list', {})) as { value: { profiles: Profile[] } };
    return answer.value.profiles.find((one) => one.endpoint.kind === 'files')!.id;
  });
  await on.goTo('sync');
  await expect(on.at('sync-files-only')).toBeVisible();
  await on.goTo('overview');
  await expect(on.at('state-empty')).toContainText('伙伴账单明细');
  await on.goTo('ledgers');
});

test('dropped files queue up: the bill first, an old .xls refused with the way out, nothing stored before a yes', async () => {
  const old = { name: '旧台账.xls', bytes: new Uint8Array(600) };
  old.bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  await dropFiles(desk.page, [costBook([MONTH]), old, partnerBill([MONTH])]);
  await expect(on.at('drop-cover')).toBeVisible();
  await releaseFiles(desk.page);
  await expect(on.at('drop-cover')).toBeHidden();
  await expect(queued('旧台账.xls')).toHaveAttribute('data-state', 'refused');
  await expect(queued('旧台账.xls')).toContainText('另存为');
  await expect(queued('成本台账.csv')).toHaveAttribute('data-use', 'book');
  await expect(on.at('import-wizard')).toContainText('伙伴账单明细_');
  await expect(on.at('document-purpose')).toContainText('结算');
  await expect(on.at('preview-sums')).toHaveAttribute('data-rows', '7');
  await expect(on.at('preview-sums')).toContainText('−30.00');
  expect(await on.table(profile, 'documents')).toEqual([]);
  await on.at('import-confirm').click();
  await expect(queued('伙伴账单明细')).toHaveAttribute('data-state', 'imported');
});

test('a bad cell is put right in place and an alias accepted by hand; both go with the import', async () => {
  await expect(on.at('import-wizard')).toContainText('成本台账.csv');
  await expect(on.at('bad-cells')).toHaveAttribute('data-count', '1');
  await expect(on.at('import-confirm')).toBeDisabled();
  await on.at('bad-cell-input').fill('三百');
  await on.at('bad-cell-input').press('Enter');
  await expect(on.at('bad-cells')).toContainText('三百');
  await expect(on.at('bad-cells')).toHaveAttribute('data-count', '1');
  await on.at('bad-cell-input').fill(missingAmount(MONTH));
  await on.at('bad-cell-input').press('Enter');
  await expect(on.at('bad-cells')).toHaveAttribute('data-count', '0');
  await expect(on.at('cell-edits')).toContainText('三百整');
  await expect(on.at('left-out')).toContainText('合计行');
  await expect(on.at('unresolved')).toHaveAttribute('data-count', '1');
  await on.at('proposal-accept').click();
  await on.at('aliases-save').click();
  await expect(on.at('unresolved')).toBeHidden();
  await on.at('import-confirm').click();
  await expect(queued('成本台账.csv')).toHaveAttribute('data-state', 'imported');
  const [stored] = await on.table<{ rows: number; refused: number }>(profile, 'imports');
  expect(stored).toMatchObject({ rows: 6, refused: 0 });
});

test('cells pasted from a spreadsheet become a file of their own', async () => {
  const { text } = revenueBook([MONTH]);
  await pasteText(desk.page, text.replaceAll(',', '\t'));
  await expect(on.at('import-wizard')).toContainText('粘贴');
  await on.choose('file-kind', '收入台账');
  await expect(on.at('preview-sums')).toHaveAttribute('data-rows', '6');
  await on.at('import-confirm').click();
  await expect(queued('粘贴')).toHaveAttribute('data-state', 'imported');
  await on.at('queue-clear').click();
  await expect(on.at('import-row')).toHaveCount(3);
  await expect(on.at('next-step')).toHaveAttribute('data-step', 'reconcile');
});

test('the same book again changes nothing; a book with more rows asks whether it takes the place of the first', async () => {
  await dropFiles(desk.page, [revenueBook([MONTH, '2026-10'])]);
  await releaseFiles(desk.page);
  await expect(on.at('overlaps')).toBeVisible();
  await expect(on.at('import-confirm')).toBeDisabled();
  await on.at('overlap-replace').click();
  await on.at('import-confirm').click();
  await expect(queued('收入台账.csv')).toHaveAttribute('data-state', 'imported');
  await on.at('queue-clear').click();
  await expect(on.at('import-row').filter({ hasText: '粘贴' })).toHaveAttribute('data-undone', 'true');
  await expect(on.at('import-row').filter({ hasText: '收入台账.csv' })).toHaveAttribute('data-undone', 'false');
  await dropFiles(desk.page, [partnerBill([MONTH])]);
  await releaseFiles(desk.page);
  await expect(on.at('import-same')).toBeVisible();
  await expect(on.at('import-confirm')).toBeDisabled();
  await on.at('wizard-cancel').click();
});

test('an import opens with all its columns, and an undone one stays struck in the history', async () => {
  await dropFiles(desk.page, [{ name: '预付台账.csv', text: `账期,客户名称,预付金额\n${MONTH},示例科技有限公司,500.00\n` }]);
  await releaseFiles(desk.page);
  await expect(on.at('import-wizard')).toContainText('预付台账.csv');
  await on.choose('file-kind', '预付台账');
  await on.at('import-confirm').click();
  const row = on.at('import-row').filter({ hasText: '预付台账.csv' });
  await expect(row).toHaveAttribute('data-undone', 'false');
  await row.getByTestId('import-undo').click();
  await expect(desk.page.getByRole('tooltip')).toContainText(MONTH);
  await desk.page.getByRole('tooltip').getByRole('button', { name: '撤销' }).click();
  await expect(row).toHaveAttribute('data-undone', 'true');
  await on.at('import-row').filter({ hasText: '伙伴账单明细_' }).getByTestId('import-open').click();
  await expect(on.at('imported-rows')).toHaveAttribute('data-total', '7');
  await expect(on.at('imported-rows')).toContainText('伙伴结算折扣');
  await desk.page.keyboard.press('Escape');
});

test('a bill exported again is kept beside the first and compared; the later one counts until it is undone', async () => {
  const again = partnerBill([MONTH]);
  await dropFiles(desk.page, [{ name: '重新导出.csv', text: again.text.replace('-30.00000000', '-31.00000000') }]);
  await releaseFiles(desk.page);
  await expect(on.at('document-notes')).toContainText('伙伴账单明细');
  await expect(on.at('mapping-section')).toHaveAttribute('data-from', 'remembered');
  await on.at('import-confirm').click();
  const rows = on.at('comparison-row');
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toHaveAttribute('data-equal', 'false');
  await expect(rows.filter({ hasText: '重新导出.csv' })).toContainText('采用');
  await expect(rows.filter({ hasText: '伙伴账单明细' })).toContainText('1.00');
  await on.at('import-row').filter({ hasText: '重新导出.csv' }).getByTestId('import-undo').click();
  await desk.page.getByRole('tooltip').getByRole('button', { name: '撤销' }).click();
  await expect(on.at('comparisons')).toBeHidden();
});

test('mappings that were confirmed can be handed to a colleague and taken back', async () => {
  const file = path.join(folder.path, 'mappings.json');
  await desk.app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen });
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
  }, file);
  await on.at('mappings-menu').click();
  await on.at('mappings-save').click();
  await expect(desk.page.locator('.ant-message')).toContainText('mappings.json');
  expect(readFileSync(file, 'utf8')).toContain('"columns"');
  await on.at('mappings-menu').click();
  await on.at('mappings-take').click();
  await expect(desk.page.locator('.ant-message')).toContainText('没有新的对应关系');
  // A colleague's layout that is not known here yet.
  const document = JSON.parse(readFileSync(file, 'utf8')) as { mappings: { fingerprint: string; heads: string[] }[] };
  const [foreign] = document.mappings;
  foreign!.heads = foreign!.heads.map((head) => `${head}*`);
  foreign!.fingerprint = layoutFingerprint(foreign!.heads);
  writeFileSync(file, JSON.stringify(document));
  await on.at('mappings-menu').click();
  await on.at('mappings-take').click();
  await expect(desk.page.locator('.ant-message')).toContainText('已采用 1 个');
  const known = await on.table<{ fingerprint: string }>(profile, 'mappings');
  expect(known.map((row) => row.fingerprint)).toContain(foreign!.fingerprint);
});

test('breaks are decided, the month is signed off and the workbook written, all from files', async () => {
  test.setTimeout(180_000);
  const found = await on.storedBreaks(profile);
  expect(found.filter((item) => item.role === 'cost')).toMatchObject([{ class: 'amount', difference: '-1.00' }]);
  expect(found.filter((item) => item.role === 'revenue').length).toBeGreaterThan(0);
  await on.goTo('reconcile');
  await on.at('all-periods').click();
  // The breaks of all months are there, not those of the month before them.
  await expect(desk.page.locator('main .muted', { hasText: /^全部账期$/ })).toBeVisible();
  for (const role of ['cost', 'revenue', 'other']) {
    if ((await on.at(`role-${role}`).count()) === 0) continue;
    await on.chooseRole(role);
    await on.breaksShown();
    const rows = desk.page.locator('[data-testid="break-row"][data-status="open"]');
    if ((await rows.count()) > 0) await on.decideAll(role === 'cost' ? 'carry' : 'explain', '其他', '已查明', '示例会计');
  }
  await expect
    .poll(async () => (await on.storedBreaks(profile)).filter((item) => item.status === 'open' || item.status === 'assigned').length)
    .toBe(0);
  await on.goTo('period');
  await on.choosePeriod(MONTH);
  await on.explainTotals('已按差异逐条说明', '示例会计');
  await on.at('signoff').click();
  await on.at('signoff-name').fill('示例会计');
  await on.at('signoff-note').fill('九月结账');
  await on.at('signoff-confirm').click();
  await expect(on.at('reopen')).toBeVisible();

  const workbook = path.join(folder.path, 'from-files.xlsx');
  await desk.app.evaluate(({ dialog }, file) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: file });
  }, workbook);
  await on.goTo('overview');
  await on.at('export').click();
  await on.at('export-start').click();
  await expect(on.at('export-result')).toHaveAttribute('data-sha256', /^[0-9a-f]{64}$/, { timeout: 60_000 });
  expect(existsSync(workbook)).toBe(true);
  await desk.page.keyboard.press('Escape');
});

test('a signed month keeps its files: an undo is refused and says why', async () => {
  await on.goTo('ledgers');
  const bill = on.at('import-row').filter({ hasText: '伙伴账单明细_' });
  await bill.getByTestId('import-undo').click();
  await desk.page.getByRole('tooltip').getByRole('button', { name: '撤销' }).click();
  await expect(desk.page.locator('.ant-message')).toContainText('重新打开');
  await expect(bill).toHaveAttribute('data-undone', 'false');
  expect(desk.errors).toEqual([]);
});
