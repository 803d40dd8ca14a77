/** The built app in its window, for benches of what a person feels. */
import type { Page } from 'playwright';
import { launchDesk, userDataFolder, type Desk, type LaunchPlace } from '../e2e/support/launch';

export interface WindowBench {
  readonly place: LaunchPlace;
  script(file: string): Promise<string>;
  note(text: string): void;
  time(label: string, work: () => unknown, options?: { runs?: number }): Promise<number>;
  ratio(label: string, value: number, bounds: { atMost?: number; atLeast?: number }): void;
  bound(label: string, ms: number, bounds: { atMost: number }): void;
}

export { userDataFolder };

/** Starts the app; `ms` runs from before its process is there until the page has painted an element, by the page's own clock. */
export async function started(
  { place }: Pick<WindowBench, 'place'>,
  userData: string,
  selector: string,
): Promise<{ desk: Desk; ms: number }> {
  const began = Date.now();
  const desk = await launchDesk(userData, [], {}, place);
  const seen = await desk.page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        const look = (): void => {
          if (document.querySelector(wanted) === null) requestAnimationFrame(look);
          // The frame after the one that has it is painted.
          else requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()));
        };
        look();
      }),
    selector,
  );
  return { desk, ms: Math.round(seen - began) };
}

/** Makes a profile of files and ends the app: its store can then be filled. */
export async function aProfile(bench: Pick<WindowBench, 'place'>, userData: string): Promise<void> {
  const { desk } = await started(bench, userData, '[data-testid=files-name]');
  await desk.page.getByTestId('files-name').fill('示例科技');
  await desk.page.getByTestId('welcome-files').click();
  await desk.page.getByTestId('import-start').waitFor();
  await desk.close();
}

/** Runs a function of tests/bench/window-fill.ts on the store of the open profile, in the app's page. */
export async function fill(bench: WindowBench, userData: string, call: string): Promise<string> {
  const { desk } = await started(bench, userData, '[data-testid=profile-menu]');
  try {
    // The desk looks the store through a second after it opened, and takes what is half written for a killed run's.
    await desk.page.waitForTimeout(3_000);
    await desk.page.evaluate(await bench.script('window-fill.ts'));
    return await desk.page.evaluate<string>(`(async () => {
      const answer = await window.desk.invoke('profiles:list', {});
      const { id } = answer.value.profiles.find(({ endpoint }) => endpoint.kind === 'files');
      return window.fillDesk(id, ${call});
    })()`);
  } finally {
    await desk.close();
  }
}

/** Notes tasks over 50 ms of the page from now on. */
export async function watchTasks(page: Page): Promise<() => Promise<number[]>> {
  await page.evaluate(() => {
    const tasks: number[] = [];
    (window as unknown as { longTasks: number[] }).longTasks = tasks;
    new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => tasks.push(Math.round(duration)))).observe({
      entryTypes: ['longtask'],
    });
  });
  return () => page.evaluate(() => (window as unknown as { longTasks: number[] }).longTasks.splice(0));
}

/** Time until an element is in the page after something was clicked. */
export async function shown(page: Page, click: string, selector: string): Promise<number> {
  return page.evaluate(
    ([clicked, wanted]) =>
      new Promise<number>((resolve) => {
        const began = performance.now();
        document.querySelector<HTMLElement>(clicked!)!.click();
        const look = (): void => {
          if (document.querySelector(wanted!) === null) requestAnimationFrame(look);
          else requestAnimationFrame(() => resolve(performance.now() - began));
        };
        requestAnimationFrame(look);
      }),
    [click, selector],
  );
}
