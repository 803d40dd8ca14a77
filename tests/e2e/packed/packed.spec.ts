import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium, expect, test, type Browser, type Page } from 'playwright/test';
import { answerKey } from '../../../electron/sandbox/answer-key';
import { DEFAULT_SEED, DEFAULT_TODAY } from '../../../electron/sandbox/world/defaults';
import { DeskPage } from '../support/desk-page';
import { chromiumSwitches, ROOT, userDataFolder } from '../support/launch';

const BINARY = path.join(ROOT, 'dist', 'linux-unpacked', 'reconcile-desk');

test.skip(process.platform !== 'linux' || process.arch !== 'x64', 'the package is made for linux-x64 here');

test.beforeAll(() => {
  test.setTimeout(240_000);
  const made = spawnSync(process.execPath, [path.join(ROOT, 'build', 'dist.mjs')], { cwd: ROOT, encoding: 'utf8' });
  expect(made.status, made.stdout + made.stderr).toBe(0);
});

test('the package does the main job without a window', async () => {
  test.setTimeout(120_000);
  const folder = userDataFolder();
  const report = path.join(folder.path, 'report.json');
  const run = spawnSync(
    BINARY,
    [
      ...chromiumSwitches(),
      '--headless',
      '--sandbox=tiny',
      '--rate',
      'off',
      '--ledger',
      'sample',
      '--user-data',
      path.join(folder.path, 'data'),
      '--export',
      path.join(folder.path, 'out.xlsx'),
      '--report',
      report,
    ],
    { encoding: 'utf8', timeout: 100_000 },
  );
  expect(run.status, run.stderr).toBe(1);
  const { breaks, files } = JSON.parse(readFileSync(report, 'utf8')) as { breaks: unknown[]; files: { sha256: string } };
  const key = answerKey({ site: 'cn', size: 'tiny', seed: DEFAULT_SEED, clean: false }, DEFAULT_TODAY);
  expect(breaks).toHaveLength(key.entries.length + key.prepayment.length);
  expect(files.sha256).toMatch(/^[0-9a-f]{64}$/);
  folder.remove();
});

test('the package does the main job in its window', async () => {
  test.setTimeout(180_000);
  const folder = userDataFolder();
  const { child, browser, page } = await openPackage(folder.path);
  const desk = new DeskPage(page);
  await expect(desk.at('welcome')).toBeVisible({ timeout: 30_000 });
  await desk.startWithSample();
  await desk.importSamples();
  await desk.goTo('reconcile');
  await desk.chooseRole('cost');
  await expect(desk.at('break-row').first()).toBeVisible({ timeout: 30_000 });
  await browser.close();
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill();
  await gone;
  folder.remove();
});

/** Playwright's own launch needs the inspect fuse, which a package has off: the page is reached by its DevTools port instead. */
async function openPackage(userData: string): Promise<{ child: ChildProcess; browser: Browser; page: Page }> {
  const child = spawn(BINARY, [...chromiumSwitches(), '--remote-debugging-port=0', '--user-data', userData], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const address = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.once('exit', (code) => reject(new Error(`the package ended with ${code}: ${text}`)));
    child.stderr.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      const found = /DevTools listening on (ws:\S+)/.exec(text);
      if (found) resolve(found[1]!);
    });
  });
  // Attaching before the window has loaded its page would stop the page for a debugger that never lets it go on. Its title shows that it has.
  const list = `http://${new URL(address).host}/json/list`;
  const title = async (): Promise<string> => {
    const targets = (await (await fetch(list)).json()) as { readonly title: string; readonly url: string }[];
    return targets.find(({ url }) => url.startsWith('app://desk/index.html'))?.title ?? '';
  };
  await expect.poll(title, { timeout: 30_000 }).toMatch(/对账台|Reconcile Desk/);
  const browser = await chromium.connectOverCDP(address);
  const context = browser.contexts()[0]!;
  const page = context.pages()[0] ?? (await context.waitForEvent('page'));
  return { child, browser, page };
}
