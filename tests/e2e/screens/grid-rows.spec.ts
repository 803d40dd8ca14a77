/** Rows of a grid as they are drawn, copied, written to a file and waited for: each is the row it says it is. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, type Locator } from 'playwright/test';
import { DeskPage } from '../support/desk-page';
import { dropFiles, releaseFiles } from '../support/files';
import { launchDesk, userDataFolder, type Desk } from '../support/launch';
import { pasted } from '../support/pasted';

const folder = userDataFolder();
let desk: Desk;
let on: DeskPage;

const MONTH = '2026-09';
/** With all columns more cells than a copy takes. */
const LINES = 12_000;

/** A partner bill of two services for each of 6,000 customers, whose lines all have amounts of their own; customers' IDs are digits alone, too many for a spreadsheet's numbers. */
function partnerBill(): { name: string; text: string } {
  const lines = Array.from({ length: LINES }, (_, at) => {
    const customer = Math.floor(at / 2);
    const amount = (((at * 7_919) % LINES) + 1) / 100;
    const service = at % 2 === 0 ? ['云硬盘', 'hws.service.type.ebs'] : ['弹性云服务器', 'hws.service.type.ec2'];
    const id = `1234567890123456789012345678${String(1000 + customer)}`;
    return [
      id,
      MONTH,
      `示例客户${customer}`,
      `example_${customer}`,
      '消费',
      '按需',
      ...service,
      `T${at}`,
      '',
      `${MONTH}-28 09:00:00 GMT+08:00`,
      amount.toFixed(2),
      '普通产品',
      '100%',
      `${amount.toFixed(2)}000000`,
    ].join(',');
  });
  const head =
    '客户ID,账期,客户名称,客户账号名,账单类型,计费模式,产品类型,产品类型编码,订单号/交易号,原订单号,客户交易时间,客户消费金额(元),结算类型,伙伴结算折扣,结算金额(元)';
  return { name: `伙伴账单明细_${MONTH}.csv`, text: [head, ...lines].join('\r\n') };
}

test.beforeAll(async () => {
  test.setTimeout(150_000);
  desk = await launchDesk(folder.path);
  on = new DeskPage(desk.page);
  await on.speakChinese();
  await on.at('files-name').fill('示例科技');
  await on.at('welcome-files').click();
  await on.at('import-start').waitFor();
  await dropFiles(desk.page, [partnerBill()]);
  await releaseFiles(desk.page);
  await on.at('import-confirm').click({ timeout: 60_000 });
  await expect(on.at('queue-file')).toHaveAttribute('data-state', 'imported', { timeout: 60_000 });
  await on.goTo('period');
  await on.choosePeriod(MONTH);
  await desk.page.getByRole('tab', { name: '账单明细' }).click();
  await expect(grid()).toHaveAttribute('data-rows', String(LINES));
});
test.afterAll(async () => {
  await desk.close();
  folder.remove();
});

const ID = 'bill-lines';
const grid = (): Locator => on.at(`grid-${ID}`);
const box = (): Locator => grid().locator('.grid');
const press = (keys: string): Promise<void> => desk.page.keyboard.press(keys);
const records = async (): Promise<number> => Number(await grid().getAttribute('data-records'));
/** Columns that are compared: customer, service, amount. */
const COMPARED = [0, 1, 4] as const;

/** Amounts in units of 10^-8. */
const units = (text: string): bigint => {
  const [whole = '', part = ''] = text.replace('-', '').split('.');
  return BigInt(whole + part.padEnd(8, '0')) * (text.startsWith('-') ? -1n : 1n);
};

/** Cells of a tab-separated copy. */
const tabbed = (text: string): string[][] => text.split('\n').map((line) => line.split('\t'));

/** All rows as a copy of everything has them, without heads. */
async function everything(): Promise<string[][]> {
  await box().focus();
  await press('Control+a');
  await press('Control+Shift+c');
  await expect(grid()).toContainText(`已复制 ${(await records()).toLocaleString('en-US')} 行`);
  return tabbed((await pasted(desk)).text);
}

interface Drawn {
  readonly row: number;
  /** Its place for who listens. */
  readonly listened: number;
  /** Cells of the columns that are compared; null where the column is not drawn. */
  readonly cells: (string | null)[];
  /** In the middle of what is in sight: a frame after scrolling, those of the place before are still there. */
  readonly middle: boolean;
}

/** Rows that are drawn now. */
const drawn = (): Promise<Drawn[]> =>
  box().evaluate((element, wanted) => {
    const { top, height } = element.getBoundingClientRect();
    return [...element.querySelectorAll<HTMLElement>('.grid-row')].map((row) => {
      const own = row.getBoundingClientRect();
      return {
        row: Number(row.dataset['row']),
        listened: Number(row.getAttribute('aria-rowindex')),
        cells: wanted.map((at) => row.querySelector(`[data-col="${at}"]`)?.textContent ?? null),
        middle: own.top <= top + height / 2 && own.bottom > top + height / 2,
      };
    });
  }, COMPARED);

/** Waits until what is in sight is drawn and has been read, then compares each row with the row it says it is. */
async function agrees(rows: readonly (readonly string[])[]): Promise<number[]> {
  await box().evaluate((element) => (element.scrollLeft = 0));
  let shown: Drawn[] = [];
  await expect
    .poll(async () => {
      shown = await drawn();
      return shown.some(({ middle }) => middle) && !shown.some(({ cells }) => cells.includes(null) || cells.includes('…'));
    })
    .toBe(true);
  expect(shown.length).toBeGreaterThan(10);
  for (const { row, listened, cells } of shown) {
    expect(listened).toBe(row + 3);
    const own = rows[row] ?? [];
    expect(
      cells.map((cell) => plain(cell ?? '')),
      `row ${row}`,
    ).toEqual(COMPARED.map((at) => plain(own[at] ?? '')));
  }
  return shown.map(({ row }) => row);
}

/** An amount without separators and empty decimals; any other text as it is. */
const plain = (text: string): string => (/^[\d,]+\.\d+$/.test(text) ? String(Number(text.replaceAll(',', ''))) : text);

const scrollTo = (part: number): Promise<void> =>
  box().evaluate((element, to) => {
    element.scrollTop = to * (element.scrollHeight - element.clientHeight);
  }, part);

/** The grid keeps to the columns that this file is about: a copy of all rows then fits. */
async function fewColumns(): Promise<void> {
  await on.at(`grid-${ID}-columns`).click();
  for (const column of ['resourceType', 'service', 'reseller', 'flexi', 'card', 'bonus']) await on.at(`column-${column}`).click();
  await press('Escape');
}

test('a copy beyond the limit is refused in words, and what was copied before stays', async () => {
  await box().focus();
  await press('Control+Home');
  await press('Control+c');
  await expect(grid()).toContainText('已复制 1 行');
  const before = await pasted(desk);
  await box().focus();
  await press('Control+a');
  await press('Control+c');
  await expect(on.at(`grid-${ID}-too-many`)).toContainText('200,000');
  expect(await pasted(desk)).toEqual(before);
  await on.at(`grid-${ID}-too-many`).getByRole('button').click();
  await expect(on.at(`grid-${ID}-too-many`)).toHaveCount(0);
});

test('a range pastes with its types: amounts as numbers, codes of many digits and times as text', async () => {
  await box().focus();
  await press('Control+Home');
  await press('Control+Shift+ArrowRight');
  for (let i = 0; i < 4; i++) await press('Shift+ArrowDown');
  await press('Control+c');
  await expect(grid()).toContainText('已复制 5 行');
  const { text, html } = await pasted(desk);
  const [heads = [], ...rows] = tabbed(text);
  const table = html
    .split('<tr>')
    .slice(1)
    .map((row) =>
      [...row.matchAll(/<td([^>]*)>(.*?)<\/td>/g)].map(([, style = '', cell = '']) => ({
        text: cell,
        isText: style.includes('mso-number-format:"\\@"'),
      })),
    );
  expect(table.map((row) => row.map((cell) => cell.text))).toEqual([heads, ...rows]);
  const at = (head: string): number => heads.indexOf(head);
  for (const row of table.slice(1)) {
    const amount = row[at('金额')]!;
    expect(amount.text).toMatch(/^-?\d+(\.\d+)?$/);
    expect(amount.isText).toBe(false);
    for (const head of ['客户', '客户编号', '服务编码']) expect(row[at(head)]).toMatchObject({ isText: true });
  }
});

test('each row that is drawn is the row it says it is, while rows are scrolled, sorted and filtered', async () => {
  await fewColumns();
  const rows = await everything();
  expect(rows).toHaveLength(await records());
  const seen = new Set<number>();
  for (const part of [0, 0.5, 0.52, 0.9, 0.13, 1, 0]) {
    await scrollTo(part);
    for (const row of await agrees(rows)) seen.add(row);
  }
  expect(seen.has(0) && seen.has(rows.length - 1)).toBe(true);

  // A hint that was written on an element for its row does not stay on it for another.
  await scrollTo(0);
  const hinted = box().locator('.grid-row[data-row="3"] [data-col="0"]');
  await hinted.hover();
  await expect(hinted).toHaveAttribute('title', rows[3]?.[0] ?? '');
  await box().focus();
  await press('Control+Home');
  for (let i = 0; i < 4; i++) await press('ArrowRight');
  await press('ArrowUp');
  await press('Enter');
  await expect(grid().locator('[aria-sort="ascending"]')).toHaveCount(1);
  await expect(hinted).not.toHaveText(rows[3]?.[0] ?? '');
  await expect(hinted).not.toHaveAttribute('title', rows[3]?.[0] ?? '');
  const sorted = await everything();
  expect(sorted).not.toEqual(rows);
  expect([...sorted].map(String).sort()).toEqual([...rows].map(String).sort());
  for (const part of [0.7, 0.2, 1]) {
    await scrollTo(part);
    await agrees(sorted);
  }

  // Filtered while far down: fewer rows, none of them another's.
  const service = sorted[0]?.[1] ?? '';
  await on.at('filter-serviceName').fill(service);
  const fitting = sorted.filter((row) => row[1] === service);
  await expect(grid()).toHaveAttribute('data-records', String(fitting.length));
  await agrees(fitting);
  await on.at(`grid-${ID}-clear`).click();
  await on.at('head-amount').click();
  await on.at('head-amount').click();
  await expect(grid().locator('[aria-sort="ascending"], [aria-sort="descending"]')).toHaveCount(0);
});

test('a key of the cursor draws rows alone: heads, sums and the buttons below stay as they are', async () => {
  await box().focus();
  await press('Control+Home');
  const watched = ['head-serviceName', 'filter-serviceName', `grid-${ID}-copy`, `grid-${ID}-csv`, `grid-${ID}-columns`];
  const remember = (name: string): Promise<void> =>
    desk.page.evaluate(
      ([ids, into]) => {
        const held = window as unknown as Record<string, unknown[]>;
        const elements = [...(ids as string[]).map((id) => `[data-testid="${id}"]`), '.grid-totals'].map((one) =>
          document.querySelector(one)!,
        );
        held[into as string] = elements.map((element) => {
          const key = Object.keys(element).find((own) => own.startsWith('__reactProps'));
          return key === undefined ? null : (element as unknown as Record<string, unknown>)[key];
        });
      },
      [watched, name] as const,
    );
  await remember('before');
  await press('ArrowDown');
  await press('Shift+ArrowRight');
  await expect(box().locator('.grid-cell-cursor')).toHaveAttribute('data-col', '1');
  await remember('after');
  const same = await desk.page.evaluate(() => {
    const { before = [], after = [] } = window as unknown as { before?: unknown[]; after?: unknown[] };
    return before.map((props, at) => props !== null && props === after[at]);
  });
  expect(same).toEqual([...watched.map(() => true), true]);
});

test('a sum is never cut: its column is no narrower than it', async () => {
  const sum = box().locator('.grid-totals .grid-cell.amount').first();
  const widths = (): Promise<{ own: number; needed: number }> =>
    sum.evaluate((element) => ({ own: element.clientWidth, needed: element.scrollWidth }));
  const before = await widths();
  await box().focus();
  await press('Control+Home');
  for (let i = 0; i < 4; i++) await press('ArrowRight');
  await press('ArrowUp');
  for (let i = 0; i < 6; i++) await press('Shift+ArrowLeft');
  await expect.poll(async () => (await widths()).own).toBeLessThan(before.own);
  const { own, needed } = await widths();
  expect(needed).toBe(own);
  for (let i = 0; i < 3; i++) await press('Shift+ArrowRight');
  await expect.poll(async () => (await widths()).own).toBeGreaterThan(own);
});

test('a grouped list is written to a file group by group: every row, its group first, no subtotal', async () => {
  const file = path.join(folder.path, 'grouped.csv');
  await desk.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  await on.at('head-serviceName').click({ button: 'right' });
  await on.at('menu-group').click();
  await expect(box()).toHaveAttribute('role', 'treegrid');
  await on.at('head-amount').click();
  await on.at('head-amount').click();
  await expect(grid().locator('[aria-sort="descending"]')).toHaveCount(1);
  const groups = Number(await grid().getAttribute('data-rows'));
  const all = await records();
  const total = (await box().locator('.grid-totals .grid-cell.amount').first().innerText()).replaceAll(',', '').replace('\u2212', '-');
  await on.at(`grid-${ID}-csv`).click();
  await expect(on.at(`grid-${ID}-csv-done`)).toBeVisible({ timeout: 60_000 });
  const bytes = readFileSync(file);
  expect(await on.at(`grid-${ID}-csv-done`).getAttribute('data-sha256')).toBe(createHash('sha256').update(bytes).digest('hex'));
  const [heads = [], ...rows] = bytes
    .toString('utf8')
    .replace('\ufeff', '')
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','));
  expect(rows).toHaveLength(all);
  expect(heads[0]).toBe('服务');
  const names = rows.map(([name]) => name);
  const runs = names.filter((name, at) => name !== names[at - 1]);
  expect(runs).toHaveLength(new Set(names).size);
  expect(runs).toHaveLength(groups);
  const amounts = rows.map((row) => units(row[heads.indexOf('金额')] ?? ''));
  expect(amounts.reduce((sum, one) => sum + one, 0n)).toBe(units(total));
  // The largest first inside of each group, as on the screen.
  const wrong = rows.filter((row, at) => row[0] === rows[at - 1]?.[0] && amounts[at]! > amounts[at - 1]!);
  expect(wrong).toEqual([]);
  await on.at(`grid-${ID}-clear`).click();
  await on.at('head-amount').click();
});

test('a list that takes long says so and can be stopped: what was shown stays, as it was asked for', async () => {
  await expect(grid()).toHaveAttribute('data-records', /^[1-9]/);
  const before = await everything();
  // From here on the disk does not answer.
  const [worker] = desk.page.workers();
  await worker!.evaluate(() => {
    const { get } = IDBObjectStore.prototype;
    let held = true;
    IDBObjectStore.prototype.get = function (this: IDBObjectStore, ...args: Parameters<typeof get>) {
      if (!held || this.name !== 'segments') return get.apply(this, args);
      const asked = {} as IDBRequest;
      // Counting keeps the transaction open meanwhile.
      const wait = (): void => {
        if (held) this.count().onsuccess = wait;
        else Object.assign(get.apply(this, args), asked);
      };
      wait();
      return asked;
    };
    Object.assign(globalThis, { letGo: () => (held = false) });
  });
  await on.at('head-resourceTypeName').click();
  await on.at(`grid-${ID}-stop`).click();
  await worker!.evaluate(() => (globalThis as unknown as { letGo(): void }).letGo());
  await expect(on.at(`grid-${ID}-stop`)).toHaveCount(0);
  await expect(grid().locator('[aria-sort="ascending"]')).toHaveCount(0);
  await scrollTo(0);
  await agrees(before);
  expect(desk.errors).toEqual([]);
});
