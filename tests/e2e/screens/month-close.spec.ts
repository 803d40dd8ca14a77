/** The close of a month as two people live it: decide, be refused, approve, sign, see the bill move, reopen, sign again, share decisions. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import type { PartyRow, RollupRow } from '../../../renderer/store/schema';
import type { Profile } from '../../../shared/bridge/contract';
import { formatUnits, parseUnits } from '../../../shared/money';
import { DeskPage } from '../support/desk-page';
import { launchDesk, userDataFolder, type Desk } from '../support/launch';
import { startMovingGateway, type MovingGateway } from '../support/moving-gateway';

const MONTH = '2026-10';
const TODAY = '2026-11-06';
const PREPARER = '示例会计';
const APPROVER = '示例用户';

let gateway: MovingGateway;
let folders: { path: string; remove(): void }[] = [];
let first: Desk;
let desk: DeskPage;
let profile: string;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  gateway = await startMovingGateway(TODAY);
  ({ opened: first, desk, profile } = await connected());
});
test.afterAll(async () => {
  await first.close();
  await gateway.stop();
  for (const folder of folders) folder.remove();
  folders = [];
});

/** A new user's desk, connected to the gateway and synced. */
async function connected(): Promise<{ opened: Desk; desk: DeskPage; profile: string }> {
  const folder = userDataFolder();
  folders.push(folder);
  const opened = await launchDesk(folder.path, ['--today', TODAY]);
  const on = new DeskPage(opened.page);
  await on.speakChinese();
  await opened.page.getByRole('radio', { name: '自定义地址' }).check();
  await on.at('profile-url').fill(gateway.url);
  await on.at('keys-form').locator('[name="accessKey"]').fill(gateway.accessKey);
  await on.at('keys-form').locator('[name="secretKey"]').fill(gateway.secretKey);
  await on.at('keys-save').click();
  await expect(on.at('activity-sync')).toHaveAttribute('data-state', 'done', { timeout: 60_000 });
  const id = await opened.page.evaluate(async () => {
    const answer = (await window.desk.invoke('profiles:list', {})) as { value: { profiles: Profile[] } };
    return answer.value.profiles.find((one) => one.endpoint.kind === 'custom')!.id;
  });
  return { opened, desk: on, profile: id };
}

async function synced(on: DeskPage): Promise<void> {
  await on.goTo('sync');
  await on.syncedBy(() => on.at('sync-start').click());
}

/** A cost book of what was billed, but for one row under another service and one that is a yuan too high. */
async function book(on: DeskPage): Promise<string> {
  const rollups = (await on.table<RollupRow>(profile, 'rollups')).filter(({ period }) => period === MONTH);
  const names = new Map((await on.table<PartyRow>(profile, 'parties')).map((one) => [one.id, one.name]));
  const sums = new Map<string, bigint>();
  for (const { customer, service, amount } of rollups) {
    const key = `${customer},${service}`;
    sums.set(key, (sums.get(key) ?? 0n) + parseUnits(amount));
  }
  const rows = [...sums].filter(([, units]) => units > 0n).sort(([a], [b]) => (a < b ? -1 : 1));
  const lines = rows.map(([key, units], at) => {
    const [customer = '', service = ''] = key.split(',');
    const used = rows.map(([one]) => one.split(','));
    const other = used.find(([, name]) => !used.some(([who, what]) => who === customer && what === name))?.[1];
    const strange = at === 0 && other !== undefined;
    return [MONTH, names.get(customer), strange ? other : service, formatUnits(units + (at === 1 ? 100_000_000n : 0n)), 'CNY'].join();
  });
  return `账期,客户名称,云服务类型编码,成本金额(不含税),币种\n${lines.join('\n')}\n`;
}

async function imported(opened: Desk, on: DeskPage, file: string): Promise<void> {
  await opened.app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
  }, file);
  await on.goTo('ledgers');
  await on.at('import-choose').click();
  await on.at('import-confirm').click();
  await expect(on.at('import-row')).toHaveCount(1, { timeout: 30_000 });
}

const breaks = async () => (await desk.storedBreaks(profile)).filter((one) => one.period === MONTH || one.otherPeriod === MONTH);
const statuses = async (): Promise<string> => [...new Set((await breaks()).map(({ status }) => status))].sort().join(' ');
async function toBreaks(): Promise<void> {
  await desk.choosePeriod(MONTH);
  await desk.goTo('reconcile');
  await desk.chooseRole('cost');
}
async function toMonth(): Promise<void> {
  await desk.goTo('period');
  await desk.choosePeriod(MONTH);
}
async function become(name: string): Promise<void> {
  await desk.at('user-menu').click();
  await desk.at(`user-${name}`).click();
  await expect(desk.at('user-menu')).toHaveAttribute('data-user', name);
}

test('two people share the computer, and whoever prepares does not approve', async () => {
  const file = path.join(folders[0]!.path, '成本台账.csv');
  writeFileSync(file, await book(desk));
  await imported(first, desk, file);
  await desk.goTo('settings');
  await desk.at('settings-users').click();
  await desk.at('user-name').fill(PREPARER);
  await desk.at('user-name-save').click();
  await expect(desk.at('user-menu')).toHaveAttribute('data-user', PREPARER);
  // Whoever typed the name above is one of them already.
  await expect(desk.at('users')).toContainText(PREPARER);
  await desk.at('users').locator('input').fill(APPROVER);
  await desk.page.keyboard.press('Enter');
  await desk.at('settings-closing').click();
  await desk.at('policy-approver').click();
  await expect(desk.at('policy-approver')).toHaveAttribute('aria-checked', 'true');
  await toMonth();
  await expect(desk.at('close-missing')).toBeVisible();
  await expect(desk.at('signoff')).toBeDisabled();
});

test('a break is assigned; a bulk of them is explained and taken back as one', async () => {
  await toBreaks();
  await desk.at('break-list').focus();
  await desk.page.keyboard.press('Home');
  await desk.page.keyboard.press('g');
  await desk.at('decision-owner').fill(APPROVER);
  await desk.at('decision-save').click();
  await expect.poll(statuses).toBe('assigned open');
  await desk.at('break-list').focus();
  await desk.page.keyboard.press('Home');
  await desk.page.keyboard.press('Enter');
  await desk.at('decide-undo').click();
  await expect.poll(statuses).toBe('open');
  await desk.decideAll('explain', '其他', '已查明', PREPARER);
  await expect.poll(async () => (await breaks()).filter(({ status }) => status === 'explained').length).toBeGreaterThan(1);
  await desk.at('act-undo').first().click();
  await expect.poll(statuses).toBe('open');
});

test('a suggestion is taken: two that cancel out are matched by hand', async () => {
  const pair = (await breaks()).filter((one) => one.class === 'missing-in-ledger' && one.role === 'cost');
  expect(pair.length).toBeGreaterThan(0);
  const rows = desk.at('break-row');
  for (let at = 0; at < (await rows.count()) && (await desk.at('suggestion-edit').count()) === 0; at++) {
    await rows.nth(at).click();
    await expect(desk.at('rows-ledger')).toBeVisible();
  }
  await desk.at('suggestion-edit').click();
  await expect(desk.at('decision-save')).toBeVisible();
  await desk.at('decision-note').fill('记在另一云服务下');
  await desk.at('decision-save').click();
  await expect.poll(async () => (await breaks()).filter((one) => one.decision?.reason === 'matched-by-hand').length).toBe(2);
});

test('one is carried, the rest explained; the preparer can neither approve nor sign', async () => {
  await toBreaks();
  await desk.choose('filter-status', '待处理');
  await desk.decideFirst('carry', '华为云更正', '等更正', PREPARER);
  for (const role of ['cost', 'revenue', 'other']) {
    if ((await desk.at(`role-${role}`).count()) === 0) continue;
    await desk.chooseRole(role);
    await desk.breaksShown();
    if ((await desk.page.locator('[data-testid="break-row"][data-status="open"]').count()) === 0) continue;
    await desk.decideAll('explain', '其他', '已查明', PREPARER);
  }
  await expect.poll(statuses).toBe('carried explained');
  await toMonth();
  await desk.explainTotals('已按差异逐条说明', PREPARER);
  await expect(desk.at('close-missing')).toBeVisible();
  await toBreaks();
  const explained = desk.page.locator('[data-testid="break-row"][data-status="explained"]').first();
  await explained.click();
  await desk.at('decide-approve').click();
  await expect(desk.page.locator('.ant-message')).toContainText('不能批准自己的说明');
  expect(await statuses()).toBe('carried explained');
});

test('another user approves and signs; the month stands as it was signed', async () => {
  await become(APPROVER);
  for (const role of ['cost', 'revenue', 'other']) {
    if ((await desk.at(`role-${role}`).count()) === 0) continue;
    await desk.chooseRole(role);
    await desk.breaksShown();
    const rows = desk.page.locator('[data-testid="break-row"][data-status="explained"]');
    for (let left = await rows.count(); left > 0; left--) {
      await rows.first().click();
      await desk.at('decide-approve').click();
      await expect(rows).toHaveCount(left - 1);
    }
  }
  await expect.poll(statuses).toBe('approved carried');
  await toMonth();
  await desk.at('signoff').click();
  await desk.at('signoff-note').fill('十月结账');
  await desk.at('signoff-confirm').click();
  // The month is replayed before it is signed: on a busy machine that takes its time.
  await expect(desk.at('closed-panel')).toBeVisible({ timeout: 60_000 });
  await expect(desk.at('close-history')).toHaveAttribute('data-acts', '1');
});

test('a closed month has nothing left to do on the Reconcile page', async () => {
  await toBreaks();
  await expect(desk.at('all-done')).toBeVisible();
  await expect(desk.at('all-done').getByRole('link')).toHaveCount(0);
  await toMonth();
});

test('the bill moves: the signed figures stay, what moved is listed, on the board and in the overview', async () => {
  const signed = await desk.at('figure-due').innerText();
  gateway.move(MONTH);
  await synced(desk);
  await toMonth();
  await expect(desk.at(`period-${MONTH}`)).toHaveAttribute('data-state', 'drifted');
  await expect(desk.at('drift')).toBeVisible();
  await expect(desk.at('drift-line').first()).toHaveAttribute('data-change', 'changed');
  await expect(desk.at('drift-line').first()).toContainText('消费 · ');
  expect(await desk.at('figure-due').innerText()).toBe(signed);
  await expect(desk.page.locator('[data-testid^="total-today-"]').first()).toBeVisible();
  await desk.goTo('overview');
  await expect(desk.at('moved-months')).toHaveAttribute('data-count', '1');
  await expect(desk.at('table-monthly')).toContainText(signed.split('\n').at(-1)!.trim());
  // The largest are counted from today's lines, and say so beside a month that was signed otherwise.
  await expect(desk.at('top-services')).toContainText('与签署时不同');
  // The lists have today's rows: held against what the closed month shows, they say why the two differ.
  await desk.goTo('customers');
  await expect(desk.at('tie-customers')).toContainText(`${MONTH} 已关账`);
  expect(await desk.at('tie-customers').getAttribute('data-difference')).not.toBe('0.00');
});

test('reopened with a reason, decided anew, and signed again: both archives stand in the history', async () => {
  await toMonth();
  await desk.at('reopen').click();
  await expect(desk.at('reopen-confirm')).toBeDisabled();
  await desk.at('reopen-reason').fill('账单有更正');
  await desk.at('reopen-confirm').click();
  await expect(desk.at('signoff')).toBeVisible();
  await become(PREPARER);
  await toBreaks();
  for (const role of ['cost', 'revenue', 'other']) {
    if ((await desk.at(`role-${role}`).count()) === 0) continue;
    await desk.chooseRole(role);
    if ((await desk.breaksShown()) === 0) continue;
    // All that wait for a word: what was explained about another difference, too.
    await desk.decideAll('explain', '其他', '更正已核', PREPARER);
  }
  await toMonth();
  await desk.explainTotals('更正已核', PREPARER);
  await desk.goTo('settings');
  await desk.at('settings-closing').click();
  await desk.at('policy-approver').click();
  await toMonth();
  await desk.at('signoff').click();
  await desk.at('signoff-confirm').click();
  await expect(desk.at('close-history')).toHaveAttribute('data-acts', '3', { timeout: 60_000 });
  expect(first.errors).toEqual([]);
});

test('a colleague takes the decisions over; what is decided otherwise there is a conflict and stays', async () => {
  const shared = path.join(folders[0]!.path, 'decisions.json');
  await first.app.evaluate(({ dialog }, file) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: file });
  }, shared);
  await desk.at('decisions-save').click();
  await expect(desk.page.locator('.ant-message')).toContainText('decisions.json');
  const mine = (await breaks()).filter((one) => one.status !== 'open').length;

  const { opened, desk: theirs, profile: other } = await connected();
  try {
    await imported(opened, theirs, path.join(folders[0]!.path, '成本台账.csv'));
    await theirs.choosePeriod(MONTH);
    await theirs.goTo('reconcile');
    await theirs.chooseRole('cost');
    await theirs.decideFirst('explain', '其他', '这里另有说明', '示例复核');
    await opened.app.evaluate(({ dialog }, file) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [file] });
    }, shared);
    await theirs.goTo('period');
    await theirs.choosePeriod(MONTH);
    await theirs.at('decisions-take').click();
    await expect(theirs.at('review-conflict')).toHaveAttribute('data-count', '1');
    // With the names its rows have their height, and the buttons below their place.
    await expect(theirs.at('review-row').first()).toContainText('有限公司');
    await theirs.at('decisions-confirm').click();
    await expect(theirs.at('decisions-confirm')).toBeHidden();
    const after = await theirs.storedBreaks(other);
    expect(after.filter((one) => one.decision?.note === '这里另有说明')).toHaveLength(1);
    expect(after.filter((one) => one.status !== 'open').length).toBe(mine);
    expect(opened.errors).toEqual([]);
    expect(readFileSync(shared, 'utf8')).not.toContain(gateway.secretKey);
  } finally {
    await opened.close();
  }
});
