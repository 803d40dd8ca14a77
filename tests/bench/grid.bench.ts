import type { Page } from 'playwright';
import { aProfile, fill, started, userDataFolder, watchTasks, type WindowBench } from './window';

export const name = 'a list of a million rows: sorted, filtered, grouped, stopped; the page’s own thread meanwhile';
export const where = 'electron-window';

const GRID = '[data-testid=grid-bill-lines]';
/** Rows that a page down goes, about. */
const PAGE = 16;
const MOST_CELLS = 200_000;

/** Something asked of the list, and what shows that it has happened. */
interface Asked {
  readonly label: string;
  ask(page: Page): Promise<void>;
  back(page: Page): Promise<void>;
}

const ASKED: readonly Asked[] = [
  { label: 'sorted by amount', ask: (page) => head(page, 'amount'), back: (page) => head(page, 'amount') },
  {
    label: 'sorted by customer, whose column is read first',
    ask: (page) => head(page, 'customer'),
    back: (page) => head(page, 'customer'),
  },
  { label: 'grouped by service', ask: (page) => grouped(page, 'service'), back: clear },
  { label: 'filtered by customer', ask: (page) => page.getByTestId('filter-customer').fill('3'), back: clear },
];

export async function run(bench: WindowBench): Promise<void> {
  const folder = userDataFolder();
  try {
    await aProfile(bench, folder.path);
    bench.note(await fill(bench, folder.path, '{ entries: 250_000, lines: 4, oneMonth: true }'));
    const { desk } = await started(bench, folder.path, '[data-testid=chart-monthly] svg path');
    try {
      await measured(bench, desk.page);
    } finally {
      await desk.close();
    }
  } finally {
    folder.remove();
  }
}

async function measured(bench: WindowBench, page: Page): Promise<void> {
  await page.getByTestId('nav-period').click();
  await page.locator('[data-node-key=bill-lines]').click();
  await page.locator(`${GRID}[data-rows]`).waitFor({ timeout: 120_000 });
  bench.note(`${await page.locator(GRID).getAttribute('data-rows')} rows in the list`);
  await page.waitForTimeout(3_000);
  const tasks = await watchTasks(page);
  for (const asked of ASKED) await answered(bench, page, asked, tasks);
  await stopped(bench, page);
  await copied(bench, page, tasks);
}

async function answered(bench: WindowBench, page: Page, { label, ask, back }: Asked, tasks: () => Promise<number[]>): Promise<void> {
  await tasks();
  const said = await watchNotice(page);
  const took = await bench.time(label, () => changed(page, () => ask(page)));
  const longest = Math.max(0, ...(await tasks()));
  bench.note(`${label}: ${Math.round(took)} ms, ${(await said()) ? 'said while it lasted' : 'over before there was anything to say'}`);
  bench.bound(`longest task of the page: ${label}`, longest, { atMost: 50 });
  await changed(page, () => back(page));
}

/** The button is pressed as soon as it is there. */
async function stopped(bench: WindowBench, page: Page): Promise<void> {
  const button = page.getByTestId('grid-bill-lines-stop');
  await page.getByTestId('filter-customer').fill('7');
  const seen = await button.waitFor({ timeout: 5_000 }).then(
    () => true,
    () => false,
  );
  if (!seen) return bench.note('filtered before there was anything to stop');
  const ms = await bench.time('stopped', async () => {
    await button.click();
    await button.waitFor({ state: 'hidden', timeout: 60_000 });
  });
  bench.bound('until a stopped list is as it was', ms, { atMost: 1_000 });
}

/** As many cells as a copy takes. */
async function copied(bench: WindowBench, page: Page, tasks: () => Promise<number[]>): Promise<void> {
  const grid = page.locator(GRID);
  await grid.locator('.grid').focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Control+Shift+ArrowRight');
  const columns = await grid.locator('[role=columnheader]').count();
  for (let rows = 1; (rows + PAGE) * columns < MOST_CELLS; rows += PAGE) await page.keyboard.press('Shift+PageDown');
  await page.waitForTimeout(1_000);
  await tasks();
  const before = await grid.locator('[role=status]').last().innerText();
  await bench.time('copied as many cells as a copy takes', async () => {
    await page.keyboard.press('Control+c');
    await page.waitForFunction(([frame, was]) => [...document.querySelectorAll(`${frame} [role=status]`)].at(-1)?.textContent !== was, [
      GRID,
      before,
    ] as const);
  });
  bench.note(
    `tasks over 50 ms while copying: ${(await tasks()).join(', ') || 'none'}; ${await grid.locator('[role=status]').last().innerText()}`,
  );
}

const head = (page: Page, column: string): Promise<void> => page.getByTestId(`head-${column}`).click();

async function grouped(page: Page, column: string): Promise<void> {
  await page.getByTestId(`head-${column}`).click({ button: 'right' });
  await page.getByTestId('menu-group').click();
}

async function clear(page: Page): Promise<void> {
  await page.getByTestId('grid-bill-lines-clear').click();
}

/** Waits until the list shows other rows than before. */
async function changed(page: Page, ask: () => Promise<void>): Promise<void> {
  const before = await shownRows(page);
  await ask();
  await page.waitForFunction(
    ([grid, was]) => {
      const frame = document.querySelector<HTMLElement>(grid!);
      const text = frame?.querySelector('[data-row="0"]')?.textContent ?? '';
      return text !== '' && !text.includes('…') && `${frame?.dataset['rows']} ${text}` !== was;
    },
    [GRID, before] as const,
    { timeout: 20_000 },
  );
}

const shownRows = (page: Page): Promise<string> =>
  page.evaluate((grid) => {
    const frame = document.querySelector<HTMLElement>(grid);
    return `${frame?.dataset['rows']} ${frame?.querySelector('[data-row="0"]')?.textContent}`;
  }, GRID);

/** Notes whether the list says that it takes long, from now on until it is asked. */
async function watchNotice(page: Page): Promise<() => Promise<boolean>> {
  await page.evaluate(() => {
    const held = window as unknown as { noticed: boolean; noticing: number };
    cancelAnimationFrame(held.noticing);
    held.noticed = false;
    const look = (): void => {
      held.noticed ||= document.querySelector('[data-testid=grid-bill-lines-stop]') !== null;
      held.noticing = requestAnimationFrame(look);
    };
    look();
  });
  return () => page.evaluate(() => (window as unknown as { noticed: boolean }).noticed);
}
