import type { Page } from 'playwright';
import { aProfile, fill, started, userDataFolder, watchTasks, type WindowBench } from './window';

export const name = 'the window: start, first chart of a million lines, tasks while they are reconciled, scrolling a million rows';
export const where = 'electron-window';

/** How long and how fast the wheel turns: some 130 rows a second. */
const SCROLL_MS = 3_000;
const SPEED = 4_000;
const TURNS = 3;
const START_RUNS = 3;

/** Everything is held against a window of the same app without any data, in the same run. */
export async function run(bench: WindowBench): Promise<void> {
  const folders = [userDataFolder(), userDataFolder(), userDataFolder()] as const;
  const [empty, million, month] = folders.map(({ path }) => path) as [string, string, string];
  try {
    await aProfile(bench, million);
    bench.note(await fill(bench, million, '{ entries: 250_000, lines: 4, fees: true }'));
    const shows = await firstSight(bench, empty, '[data-testid=files-name]');
    bench.note(`an empty window shows ${shows} ms after its start`);
    const chart = await firstSight(bench, million, '[data-testid=chart-monthly] svg path');
    bench.note(`a profile of a million lines shows its first chart ${chart} ms after its start`);
    bench.bound('first chart of a million lines, later than an empty window shows', chart - shows, { atMost: 1_200 });
    await reconciling(bench, million);
    await aProfile(bench, month);
    bench.note(await fill(bench, month, '{ entries: 250_000, lines: 4, oneMonth: true }'));
    await scrolling(bench, month);
  } finally {
    for (const folder of folders) folder.remove();
  }
}

/** The best of several starts. */
async function firstSight(bench: WindowBench, userData: string, selector: string): Promise<number> {
  let best = Infinity;
  for (let i = 0; i < START_RUNS; i++) {
    const { desk, ms } = await started(bench, userData, selector);
    await desk.close();
    best = Math.min(best, ms);
  }
  return best;
}

/** From the page that offers it, by the first run after the start: nothing is remembered of an earlier one. */
async function reconciling(bench: WindowBench, userData: string): Promise<void> {
  const { desk } = await started(bench, userData, '[data-testid=chart-monthly] svg path');
  const { page } = desk;
  await page.getByTestId('nav-reconcile').click();
  await page.getByTestId('break-row').first().waitFor({ timeout: 60_000 });
  await page.waitForTimeout(2_000);
  const tasks = await watchTasks(page);
  await page.waitForTimeout(1_000);
  const idle = await tasks();
  const took = await bench.time('a million rows reconciled from the window', async () => {
    await page.getByTestId('reconcile-run').click();
    await page.locator('[data-testid=activity-reconcile][data-state=done]').waitFor({ timeout: 120_000 });
  });
  await page.waitForTimeout(1_500);
  const busy = await tasks();
  bench.note(
    `tasks over 50 ms: ${idle.length} before, ${busy.length} in ${Math.round(took)} ms${busy.length > 0 ? ` (${busy.join(', ')} ms)` : ''}`,
  );
  bench.bound('longest task of the page while a million rows are reconciled', Math.max(0, ...busy), { atMost: 50 });
  await desk.close();
}

/** A list of a million rows beside a page that has nothing to draw, by the same steps. */
async function scrolling(bench: WindowBench, userData: string): Promise<void> {
  const { desk } = await started(bench, userData, '[data-testid=chart-monthly] svg path');
  const { page } = desk;
  await page.getByTestId('nav-period').click();
  await page.locator('[data-node-key=bill-lines]').click();
  await page.locator('[data-testid=grid-bill-lines][data-rows]').waitFor({ timeout: 120_000 });
  bench.note(`${await page.getByTestId('grid-bill-lines').getAttribute('data-rows')} rows in the list`);
  const empty: Scrolled[] = [];
  const ours: Scrolled[] = [];
  // In turns, because the machine has other things to do as well.
  for (let turn = 0; turn < TURNS; turn++) {
    empty.push(await scrolled(page, true));
    ours.push(await scrolled(page, false));
  }
  const told = (some: readonly Scrolled[]): string =>
    some.map(({ late, frames, cpu }) => `${late} of ${frames} late, ${cpu.toFixed(1)} ms a frame`).join('; ');
  bench.note(`frames and the page's CPU time for each: empty ${told(empty)}`);
  bench.note(`frames and the page's CPU time for each: a million rows ${told(ours)}`);
  const share = (some: readonly Scrolled[]): number => Math.min(...some.map(({ late, frames }) => late / frames));
  bench.bound('CPU time of a frame with a million rows', Math.min(...ours.map(({ cpu }) => cpu)), { atMost: 1000 / 60 });
  // One frame in a hundred is within what two empty pages differ by.
  bench.ratio('frames dropped beyond those of an empty page, of all', Math.max(0, share(ours) - share(empty)), { atMost: 0.01 });
  await desk.close();
}

interface Scrolled {
  readonly late: number;
  readonly frames: number;
  /** Of the page's own thread, ms for each frame. */
  readonly cpu: number;
}

/** The wheel turned over the list, or over an empty box laid on the page; a frame is late that comes after the time of the next. */
async function scrolled(page: Page, empty: boolean): Promise<Scrolled> {
  await page.evaluate((laid) => {
    document.getElementById('bench-empty')?.remove();
    if (!laid) return;
    const box = Object.assign(document.createElement('div'), { id: 'bench-empty' });
    box.style.cssText = 'position:fixed;inset:0;overflow:auto;background:#fff;z-index:9999';
    const inner = document.createElement('div');
    inner.style.height = '10000000px';
    box.append(inner);
    document.body.append(box);
  }, empty);
  const place = await page.locator(empty ? '#bench-empty' : '[data-testid=grid-bill-lines]').boundingBox();
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busy = async (): Promise<number> =>
    (await cdp.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')!.value;
  await page.waitForTimeout(500);
  const before = await busy();
  const frames = page.evaluate(
    (ms) =>
      new Promise<number[]>((resolve) => {
        const times: number[] = [];
        const tick = (now: number): void => {
          times.push(now);
          if (now - times[0]! < ms) requestAnimationFrame(tick);
          else resolve(times.slice(1).map((time, at) => time - times[at]!));
        };
        requestAnimationFrame(tick);
      }),
    SCROLL_MS,
  );
  await cdp.send('Input.synthesizeScrollGesture', {
    x: place!.x + place!.width / 2,
    y: place!.y + Math.min(place!.height, 600) / 2,
    yDistance: (-SPEED * SCROLL_MS) / 1000,
    speed: SPEED,
    gestureSourceType: 'mouse',
  });
  const gaps = await frames;
  const cpu = ((await busy()) - before) * 1000;
  await cdp.detach();
  const usual = 1000 / 60;
  return { late: gaps.filter((gap) => gap > 1.5 * usual).length, frames: gaps.length, cpu: cpu / gaps.length };
}
