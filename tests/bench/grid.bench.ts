import type { Page } from 'playwright';
import { aProfile, fill, started, userDataFolder, watchTasks, type WindowBench } from './window';

export const name = 'a list of a million rows: sorted, filtered, grouped, stopped; the page’s own thread meanwhile';
export const where = 'electron-window';

const GRID = '[data-testid=grid-bill-lines]';

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
    ask: (page) => head(page, 'customerName'),
    back: (page) => head(page, 'customerName'),
  },
  { label: 'grouped by service', ask: (page) => grouped(page, 'serviceName'), back: clear },
  { label: 'filtered by customer', ask: (page) => page.getByTestId('filter-customerName').fill('3'), back: clear },
];

export async function run(bench: WindowBench): Promise<void> {
  const folder = userDataFolder();
  try {
    await aProfile(bench, folder.path);
    bench.note(await fill(bench, folder.path, '{ entries: 250_000, lines: 4, oneMonth: true }'));
    const { desk } = await started(bench, folder.path, '[data-testid=chart-monthly] svg path');
    const { page } = desk;
    await page.getByTestId('nav-period').click();
    await page.locator('[data-node-key=bill-lines]').click();
    await page.locator(`${GRID}[data-rows]`).waitFor({ timeout: 120_000 });
    bench.note(`${await page.locator(GRID).getAttribute('data-rows')} rows in the list`);
    await page.waitForTimeout(3_000);
    const tasks = await watchTasks(page);
    for (const asked of ASKED) await answered(bench, page, asked, tasks);
    await stopped(bench, page);
    await desk.close();
  } finally {
    folder.remove();
  }
}

async function answered(bench: WindowBench, page: Page, { label, ask, back }: Asked, tasks: () => Promise<number[]>): Promise<void> {
  await tasks();
  const said = waiting(page);
  const took = await bench.time(label, () => changed(page, () => ask(page)));
  const longest = Math.max(0, ...(await tasks()));
  bench.note(`${label}: ${Math.round(took)} ms, ${(await said) ? 'said while it lasted' : 'over before there was anything to say'}`);
  bench.bound(`longest task of the page: ${label}`, longest, { atMost: 50 });
  await changed(page, () => back(page));
}

/** By a column that was not read yet; the button is pressed as soon as it is there. */
async function stopped(bench: WindowBench, page: Page): Promise<void> {
  const button = page.getByTestId('grid-bill-lines-stop');
  await head(page, 'resourceTypeName');
  const seen = await button.waitFor({ timeout: 5_000 }).then(
    () => true,
    () => false,
  );
  if (!seen) return bench.note('sorted by another column before there was anything to stop');
  const ms = await bench.time('stopped', async () => {
    await button.click();
    await button.waitFor({ state: 'hidden', timeout: 60_000 });
  });
  bench.bound('until a stopped list is as it was', ms, { atMost: 1_000 });
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
    { timeout: 60_000 },
  );
}

const shownRows = (page: Page): Promise<string> =>
  page.evaluate((grid) => {
    const frame = document.querySelector<HTMLElement>(grid);
    return `${frame?.dataset['rows']} ${frame?.querySelector('[data-row="0"]')?.textContent}`;
  }, GRID);

/** Whether the list says that it takes long, within the next five seconds. */
const waiting = (page: Page): Promise<boolean> =>
  page.evaluate(
    () =>
      new Promise<boolean>((resolve) => {
        const until = performance.now() + 5_000;
        const look = (): void => {
          if (document.querySelector('[data-testid=grid-bill-lines-stop]')) resolve(true);
          else if (performance.now() > until) resolve(false);
          else requestAnimationFrame(look);
        };
        look();
      }),
  );
