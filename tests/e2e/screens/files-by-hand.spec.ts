import { mkdirSync } from 'node:fs';
import { expect, test } from 'playwright/test';
import { DeskPage } from '../support/desk-page';
import { dropFiles, releaseFiles } from '../support/files';
import { launchDesk, userDataFolder, type Desk } from '../support/launch';

const MONTH = '2026-09';
/** Set to a folder, the screens are photographed into it. */
const PICTURES = process.env.RD_PICTURES;

let folder: { path: string; remove(): void };
let desk: Desk;
let on: DeskPage;
let profile: string;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  folder = userDataFolder();
  desk = await launchDesk(folder.path);
  on = new DeskPage(desk.page);
  await on.speakChinese();
  await on.at('files-name').fill('示例科技');
  await on.at('welcome-files').click();
  await expect(on.at('import-start')).toBeVisible();
  profile = await desk.page.evaluate(async () => {
    const answer = (await window.desk.invoke('profiles:list', {})) as { value: { profiles: { id: string; endpoint: { kind: string } }[] } };
    return answer.value.profiles.find((one) => one.endpoint.kind === 'files')!.id;
  });
  await on.goTo('ledgers');
});
test.afterAll(async () => {
  await desk.close();
  folder.remove();
});

const queued = (name: string) => on.at('queue-file').filter({ hasText: name });
const drop = async (name: string, ...lines: string[]): Promise<void> => {
  await dropFiles(desk.page, [{ name, text: `${lines.join('\n')}\n` }]);
  await releaseFiles(desk.page);
  await expect(on.at('import-wizard')).toContainText(name);
};
const picture = async (name: string): Promise<void> => {
  if (PICTURES === undefined) return;
  mkdirSync(PICTURES, { recursive: true });
  await desk.page.screenshot({ path: `${PICTURES}/${name}.png` });
};

test('each bad row is fixed, left out or taken back by itself, with the keyboard too; the decisions stay in the history', async () => {
  const line = (amount: string) => `${MONTH},示例科技有限公司,hws.service.type.ec2,${amount}`;
  await drop('逐行.csv', '账期,客户名称,云服务类型编码,成本金额(不含税)', line('1.00'), line('甲'), line('乙'), line('丙'), line('丁'));
  const confirm = on.at('import-confirm');
  await expect(on.at('bad-cells')).toHaveAttribute('data-count', '4');
  await expect(on.at('import-wizard')).toContainText('还有 4 行');
  const inputs = on.at('bad-cell-input');
  await inputs.nth(0).press('Alt+Delete');
  await expect(on.at('bad-cell').nth(0)).toHaveAttribute('data-left-out', 'true');
  await expect(on.at('import-wizard')).toContainText('还有 3 行');
  await on.at('bad-row-toggle').nth(1).click();
  await on.at('bad-row-toggle').nth(1).click();
  await expect(on.at('bad-cell').nth(1)).toHaveAttribute('data-left-out', 'false');
  await picture('bad-rows');
  await inputs.nth(1).fill('2.00');
  await inputs.nth(1).press('Enter');
  await expect(on.at('bad-cells')).toHaveAttribute('data-count', '3');
  await expect(confirm).toBeDisabled();
  await on.at('leave-out-remaining').click();
  await expect(on.at('rows-left-out')).toHaveAttribute('data-count', '3');
  await expect(confirm).toBeEnabled();
  await on.at('take-all-back').click();
  await expect(confirm).toBeDisabled();
  await on.at('leave-out-remaining').click();
  await confirm.click();
  await expect(queued('逐行.csv')).toHaveAttribute('data-state', 'imported');
  const [stored] = await on.table<{ rows: number; refused: number; leftOut: number }>(profile, 'imports');
  expect(stored).toMatchObject({ rows: 2, refused: 3, leftOut: 3 });
  await on.at('queue-clear').click();
  await on.at('import-open').click();
  await on.at('on-record').locator('summary').click();
  await expect(on.at('on-record')).toHaveAttribute('data-count', '4');
  await expect(on.at('on-record')).toContainText('手动决定不导入');
  await expect(on.at('on-record')).toContainText('更正为“2.00”');
  await picture('on-record');
  await desk.page.keyboard.press('Escape');
});

test('payables, group rows, and a number that reads both ways are settled in the wizard', async () => {
  await drop(
    '应付明细.csv',
    '科目：2202 应付账款,,,',
    '会计期间,摘要,借方,贷方',
    '客户：示例科技有限公司,,,',
    `${MONTH},云资源成本,,1.234`,
    ',本期合计,,1.234',
  );
  await expect(on.at('party-rule')).toHaveAttribute('data-kind', 'group-row');
  await expect(on.at('option-side')).toContainText('贷方为正');
  await expect(on.at('other-fields')).toHaveAttribute('data-needed', 'true');
  await expect(on.at('bad-cells')).toContainText('千分位');
  await picture('other-fields');
  await on.choose('option-decimal', '点：1,234.50');
  await expect(on.at('preview-sums')).toContainText('1.234');
  await on.choose('option-side', '借方为正');
  await expect(on.at('preview-sums')).toContainText('−1.234');
  await on.choose('option-unit', '千元');
  await expect(on.at('preview-sums')).toContainText('−1,234.00');
  await on.at('wizard-cancel').click();
});

test('the help says where files come from', async () => {
  await on.goTo('help');
  await on.at('help-to-files').click();
  await expect(on.at('help-files')).toContainText('伙伴账单明细');
  await picture('help');
  await on.goTo('ledgers');
});

test('nothing went wrong on the way', () => {
  expect(desk.errors).toEqual([]);
});
