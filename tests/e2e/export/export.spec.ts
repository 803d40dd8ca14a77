import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { inflateSync } from 'node:zlib';
import { unzipSync } from 'fflate';
import { expect, test } from 'playwright/test';
import type { DeskPage } from '../support/desk-page';
import type { Desk } from '../support/launch';
import { pasted } from '../support/pasted';
import { sheetsOf } from '../../support/sheets';
import { syncedDesk, type SyncedDesk } from '../support/synced-desk';

const PROFILE = 'sandbox-cn-tiny';

let sample: SyncedDesk;
let desk: Desk;
let on: DeskPage;

test.beforeAll(async () => {
  sample = await syncedDesk();
  ({ desk, on } = sample);
});
test.afterAll(() => sample.close());

/** The save dialog answers with this file. */
async function saveTo(name: string): Promise<string> {
  const file = path.join(sample.folder, name);
  await desk.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  return file;
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** What the journal says of exports, by file. */
async function exported(): Promise<string[]> {
  const acts = await on.table<{ kind: string; summary: { zh: string } }>(PROFILE, 'acts');
  return acts.filter(({ kind }) => kind === 'export').map(({ summary }) => summary.zh);
}

test('statements of all counterparties come as a zip, each in the brand, none with cost or margin', async () => {
  await on.goTo('settings');
  await on.at('settings-statements').click();
  await on.at('brand-company').fill('示例科技有限公司');
  await on.at('brand-footer').fill('如有疑问，请联系我们。');
  await on.at('brand-save').click();
  await expect(on.at('brand')).toContainText('样式已保存');

  const file = await saveTo('statements.zip');
  await on.goTo('overview');
  await on.at('export').click();
  await on.at('export-kind-statements').click();
  await expect(desk.page.getByRole('dialog')).toContainText('成本与毛利不会出现');
  await on.at('statements-breaks').click();
  await on.at('export-start').click();
  await expect(on.at('export-result')).toHaveAttribute('data-sha256', /^[0-9a-f]{64}$/, { timeout: 60_000 });
  const packed = readFileSync(file);
  expect(await on.at('export-result').getAttribute('data-sha256')).toBe(sha256(packed));
  const parts = Object.entries(unzipSync(packed));
  expect(String(parts.length)).toBe(await on.at('export-result').getAttribute('data-files'));
  expect(parts.length).toBeGreaterThan(2);

  const margins = await on.table<{ period: string; counterparty: string; cost: string; revenue: string }>(PROFILE, 'margin');
  const matching = await on.table<{ role: string; ledgerTotal: string }>(PROFILE, 'matching');
  let billed = 0;
  for (const [name, bytes] of parts) {
    expect(name).toMatch(/^[^/\\]+_\d{4}-\d{2}_\d{4}-\d{2}\.xlsx$/);
    const sheets = await sheetsOf(bytes);
    const first = sheets.get('对账单') ?? [];
    expect(first[0]?.[0]).toBe('示例科技有限公司');
    expect(first.flat()).toContain('如有疑问，请联系我们。');
    const texts = [...sheets.values()].flat(2).filter((cell) => cell !== null);
    expect(texts.join('\n')).not.toMatch(/成本|毛利/);
    const id = first.find((row) => row[0] === '结算方 ID')?.[1];
    // A margin row's cost is the bill's amount, which no price of the sample rules equals.
    for (const { counterparty, cost, revenue } of margins) {
      if (counterparty === id && cost !== revenue) expect(texts).not.toContain(cost);
    }
    billed += Math.round(Number(first.find((row) => row[0] === '合计')?.[5] ?? 0) * 100);
  }
  const ledger = matching.filter(({ role }) => role === 'revenue').reduce((sum, row) => sum + Math.round(Number(row.ledgerTotal) * 100), 0);
  expect(billed).toBe(ledger);
  const acts = await exported();
  expect(acts.filter((text) => text.includes('statements.zip')).length).toBe(parts.length + 1);
  await desk.page.keyboard.press('Escape');
});

test('a workbook has the sheets and columns of a template that is remembered', async () => {
  const file = await saveTo('chosen.xlsx');
  await on.goTo('overview');
  await on.at('export').click();
  await on.choose('export-template', '自选内容');
  for (const key of ['totals', 'reconciliation', 'margin', 'refunds', 'adjustments', 'billLines', 'audit'])
    await on.at(`export-sheet-${key}`).click();
  await on.at('export-template-name').fill('给审计');
  await on.at('export-template-save').click();
  await expect(on.at('export-template')).toContainText('给审计');
  await desk.page.keyboard.press('Escape');
  await on.at('export').click();
  await on.choose('export-template', '给审计');
  await on.at('export-start').click();
  await expect(on.at('export-result')).toHaveAttribute('data-sha256', sha256(await written(file)), { timeout: 60_000 });
  const names = [...(await sheetsOf(readFileSync(file))).keys()];
  expect(names.join()).toContain('汇总');
  expect(names.join()).not.toContain('账单明细');
  await desk.page.keyboard.press('Escape');
});

/** The file once it is there. */
async function written(file: string): Promise<Buffer> {
  await expect.poll(() => existsSync(file), { timeout: 60_000 }).toBe(true);
  return readFileSync(file);
}

test('the sign-off sheet of an open month is a PDF that says so, with the head of the journal', async () => {
  const file = await saveTo('sheet.pdf');
  const { seq, hash } = (await on.table<{ key: string; value: { seq: number; hash: string } }>(PROFILE, 'meta')).find(
    ({ key }) => key === 'applied',
  )!.value;
  await on.goTo('period');
  await on.at('print-signoff').click();
  await expect(desk.page.getByRole('dialog')).toContainText('尚未签署');
  await on.at('export-start').click();
  await expect(on.at('export-result')).toHaveAttribute('data-sha256', /^[0-9a-f]{64}$/, { timeout: 60_000 });
  const pdf = readFileSync(file);
  expect(pdf.subarray(0, 5).toString('latin1')).toBe('%PDF-');
  expect(await on.at('export-result').getAttribute('data-sha256')).toBe(sha256(pdf));
  // Fonts with their glyphs are inside, and there is drawn text: content streams that show strings.
  const streams = [...pdf.toString('latin1').matchAll(/stream\r?\n/g)].flatMap((found) => {
    try {
      return [inflateSync(pdf.subarray(found.index + found[0].length)).toString('latin1')];
    } catch {
      return [];
    }
  });
  expect(streams.filter((text) => /\bT[jJ]\b/.test(text)).length).toBeGreaterThan(0);
  expect(pdf.toString('latin1')).toContain('/FontFile');
  expect((await exported()).some((text) => text.includes('sheet.pdf'))).toBe(true);
  expect(readdirSync(sample.folder).filter((name) => name.startsWith('.rd-'))).toEqual([]);
  const reader = spawnSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
  if (reader.error === undefined) {
    expect(reader.stdout).toContain('未签署');
    expect(reader.stdout.replace(/\s+/g, '')).toContain(hash);
    expect(reader.stdout).toContain(`第 ${seq} 条`);
    expect(reader.stdout).toContain('控制总额');
    expect(reader.stdout).toMatch(/1\s*\/\s*2/);
  }
  await desk.page.keyboard.press('Escape');
});

test('a grid is written as CSV with what it shows, and the journal knows', async () => {
  const file = await saveTo('margin.csv');
  await on.goTo('margin');
  await on.at('grid-margin-csv').click();
  await expect(on.at('grid-margin-csv-done')).toBeVisible({ timeout: 30_000 });
  const text = readFileSync(file, 'utf8');
  const lines = text.split('\r\n');
  expect(lines[0]).toBe('\ufeff结算方,客户,服务,收入,成本,毛利,毛利率,结算方编号,客户编号,服务编码');
  const rows = Number(await on.at('grid-margin').getAttribute('data-rows'));
  expect(lines).toHaveLength(rows + 2);
  expect(lines[1]).toMatch(/,-?\d+\.\d{2,8},-?\d+\.\d{2,8},-?\d+\.\d{2,8},-?\d+\.\d{4},/);
  expect(await on.at('grid-margin-csv-done').getAttribute('data-sha256')).toBe(sha256(readFileSync(file)));
  expect((await exported()).some((act) => act.includes('margin.csv'))).toBe(true);
});

test('copied cells say which of them are text, by keyboard and by button', async () => {
  await on.goTo('margin');
  const grid = on.at('grid-margin');
  await grid.locator('[role="gridcell"].grid-cell').first().click();
  await desk.page.keyboard.press('Control+a');
  await on.at('grid-margin-copy').click();
  await expect(grid).toContainText('已复制');
  const { text, html } = await pasted(desk);
  expect(text.split('\n')[0]).toBe('结算方\t客户\t服务\t收入\t成本\t毛利\t毛利率\t结算方编号\t客户编号\t服务编码');
  expect(text.split('\n')[1]).toMatch(/\t-?\d+\.\d{2,8}\t/);
  expect(html).toContain('mso-number-format');
  expect(html).toMatch(/<td>-?\d+\.\d+<\/td>/);
  await grid.locator('[role="gridcell"].grid-cell').first().click();
  await desk.page.keyboard.press('Control+c');
  await expect(grid).toContainText('1 行 × 1 列');
  expect((await pasted(desk)).html).toContain('mso-number-format');
});

test('a place that cannot be written is said in words, and nothing is left', async () => {
  await saveTo(path.join('no-such-folder', 'x.pdf'));
  await on.goTo('period');
  await on.at('print-signoff').click();
  await on.at('export-start').click();
  await expect(on.at('export-failed')).toContainText('没有导出');
  await desk.page.keyboard.press('Escape');
  await saveTo(path.join('no-such-folder', 'x.zip'));
  await on.at('export').click();
  await on.at('export-kind-statements').click();
  await on.at('export-start').click();
  await expect(on.at('export-failed')).toContainText('没有导出');
  await desk.page.keyboard.press('Escape');
  expect(desk.errors).toEqual([]);
});
