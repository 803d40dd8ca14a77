import { expect, test } from 'playwright/test';
import type { Profile } from '../../../shared/bridge/contract';
import type { DocumentSum } from '../../../shared/documents/types';
import { DeskPage } from '../support/desk-page';
import { dropFiles, partnerBill, releaseFiles } from '../support/files';
import { launchDesk, userDataFolder, type Desk } from '../support/launch';

/** A month proven from files alone: the lines from the partner bill's details, the other side typed from its PDF. */

const MONTH = '2026-09';

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
});
test.afterAll(async () => {
  await desk.close();
  folder.remove();
});

async function type(figures: Readonly<Record<string, string>>): Promise<void> {
  for (const [field, text] of Object.entries(figures)) await on.at(`statement-${field}`).fill(text);
}

test('the lines of a file prove nothing of themselves, and the month offers to type the bill’s figures', async () => {
  await on.at('files-name').fill('示例科技');
  await on.at('welcome-files').click();
  await expect(on.at('sync-badge')).toContainText('尚未导入账单');
  await on.goTo('ledgers');
  await dropFiles(desk.page, [partnerBill([MONTH])]);
  await releaseFiles(desk.page);
  await on.at('import-confirm').click();
  await expect(on.at('queue-file').first()).toHaveAttribute('data-state', 'imported');
  await expect(on.at('sync-badge')).toContainText(`账单至 ${MONTH}`);
  profile = await desk.page.evaluate(async () => {
    const answer = (await window.desk.invoke('profiles:list', {})) as { value: { profiles: Profile[] } };
    return answer.value.profiles.find((one) => one.endpoint.kind === 'files')!.id;
  });
  await on.goTo('overview');
  await expect(on.at('computed-mark')).toContainText('由导入的伙伴账单计算');
  await on.goTo('period');
  await on.choosePeriod(MONTH);
  await expect(on.at('total-C1')).toHaveAttribute('data-status', 'not-provable');
  await expect(on.at('total-C1')).toContainText('录入');
});

test('typed figures that hold make C1 equal; ones that do not add up are refused in words', async () => {
  const [stored] = await on.table<{ sums: DocumentSum[] }>(profile, 'documents');
  const { consumption, refunds, adjustments } = stored!.sums[0]!;
  await on.at('enter-statement').click();
  await type({ consumption: consumption!, refunds: refunds!, adjustments: '' });
  await on.at('statement-save').click();
  await expect(on.at('statement-fault')).toContainText('调账');
  await type({ adjustments: adjustments!, due: '1' });
  await expect(on.at('statement-fault')).toContainText('不符');
  await type({ due: '' });
  await expect(on.at('statement-fault')).toBeHidden();
  await on.at('statement-save').click();
  await expect(on.at('statement-form')).toBeHidden();
  await expect(on.at('total-C1')).toHaveAttribute('data-status', 'equal');
  await expect(on.at('total-C1')).toContainText('录入的账单金额');
});

test('a cent off breaks the kind it is in', async () => {
  await on.at('enter-statement').click();
  await type({ refunds: '-30.01' });
  await on.at('statement-save').click();
  await expect(on.at('total-C1')).toHaveAttribute('data-status', 'broken');
  await expect(on.at('total-C1')).toContainText('不一致的是：退款');
  await expect(on.at('close-check')).toContainText('C1');
});

test('what was typed stands in the history and the audit, and is undone like an import', async () => {
  await on.goTo('ledgers');
  const row = on.at('import-row').filter({ hasText: '录入的账单金额' });
  await expect(row).toHaveCount(2);
  const standing = row.and(desk.page.locator('[data-undone="false"]'));
  await expect(standing.getByTestId('typed-figures')).toContainText('−30.01');
  await standing.getByTestId('import-undo').click();
  await desk.page.getByRole('tooltip').getByRole('button', { name: '撤销' }).click();
  await expect(standing).toHaveCount(0);
  await on.goTo('period');
  await on.choosePeriod(MONTH);
  await expect(on.at('total-C1')).toHaveAttribute('data-status', 'not-provable');
  const acts = await on.table<{ kind: string; summary: { zh: string } }>(profile, 'acts');
  expect(acts.map((act) => act.summary.zh).join('\n')).toContain('退款 -30.01');
  expect(desk.errors).toEqual([]);
});
