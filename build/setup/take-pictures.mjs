// The body of `npm run pictures`: the built app on sample data, driven as a person would, photographed page by page.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { launchArgs } from '../runtime/launch-args.mjs';
import { modules, root, size } from './paths.mjs';
import { prepare } from './prepare.mjs';
import { foreground } from './processes.mjs';
import { runCommand, stepPrinter } from './steps.mjs';
import { still } from './still.mjs';

/** Wide enough for the whole frame, small enough for a page of text; the overview goes on to the end of its first chart. */
const WINDOW = { width: 1280, height: 800 };
const OVERVIEW_HEIGHT = 1090;
const FOLDER = path.join(root, 'build', 'pictures');
const WAIT_MS = 120_000;
/** Month of the sample data whose bill is complete. */
const MONTH = '2026-10';

/** What is taken: the name, how to get there, and what has to stand there before. */
const PICTURES = [
  { name: 'overview', address: '/overview', shown: '[data-testid="chart-monthly"] svg', height: OVERVIEW_HEIGHT },
  { name: 'period', address: `/period/${MONTH}`, shown: '[data-testid="total-C9"]' },
  {
    name: 'reconcile',
    address: `/reconcile?period=${MONTH}`,
    shown: '[data-testid="break-row"]',
    // A break that both sides have, with what is said of it.
    before: (page) => page.locator('[data-testid="break-row"][data-class="amount"]').first().click(),
    after: '[data-testid="why-panel"]',
  },
];

await runCommand('npm run pictures', async () => {
  const steps = stepPrinter();
  const runtime = await prepare({ steps });
  const { _electron } = await import('playwright');
  const userData = fs.mkdtempSync(path.join(os.tmpdir(), 'reconcile-desk-pictures-'));
  const app = await _electron.launch({
    executablePath: runtime.path,
    args: [...launchArgs({ display: false }), '--force-prefers-reduced-motion', root, '--user-data', userData],
    timeout: WAIT_MS,
  });
  try {
    const page = await app.firstWindow();
    page.setDefaultTimeout(WAIT_MS);
    await withSampleData(page);
    const taken = [];
    for (const language of ['zh', 'en']) {
      await speak(page, language);
      for (const picture of PICTURES) taken.push(await take(page, picture, language));
    }
    steps.say(taken.map((file) => `  ${path.relative(root, file)} (${size(fs.statSync(file).size)})`).join('\n'));
  } finally {
    await app.close();
    fs.rmSync(userData, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
  return everyPage();
});

/** A small picture of every page in both languages and tones, kept by the test that walks through them; they are looked at when they change. */
async function everyPage() {
  const args = ['test', '--config', path.join('build', 'playwright.config.mjs'), path.join('tests', 'e2e', 'access', 'every-page.spec.ts')];
  const env = { ...process.env, RD_PICTURES: path.join('tests', 'e2e', 'pictures') };
  const { code } = await foreground(process.execPath, [path.join(modules, 'playwright', 'cli.js'), ...args], { cwd: root, env });
  return code ?? 1;
}

async function withSampleData(page) {
  await page.getByTestId('welcome-sample').click();
  await page.locator('[data-testid="chart-monthly"] svg').first().waitFor();
  await page.getByTestId('nav-ledgers').click();
  await page.getByTestId('import-sample').click();
  await page.getByTestId('import-confirm').click();
  await page.getByTestId('import-row').nth(2).waitFor();
  if ((await page.getByTestId('theme-toggle').getAttribute('data-tone')) === 'dark') await page.getByTestId('theme-toggle').click();
}

async function speak(page, language) {
  const spoken = await page.locator('html').getAttribute('lang');
  if (spoken?.startsWith(language) !== true) await page.getByTestId('lang-toggle').first().click();
  await page.locator(`html[lang^="${language}"]`).waitFor();
}

async function take(page, { name, address, shown, before, after, height = WINDOW.height }, language) {
  await page.setViewportSize({ ...WINDOW, height });
  // By way of another page, so that each picture begins with the page as it opens.
  for (const to of ['/audit', address]) await page.evaluate((hash) => (location.hash = hash), to);
  await page.locator(shown).first().waitFor();
  await before?.(page);
  if (after !== undefined) await page.locator(after).first().waitFor();
  await page.mouse.move(0, 0);
  // Charts and late queries settle; nothing tells when the last of them has.
  await page.waitForTimeout(1_500);
  const file = path.join(FOLDER, `${name}-${language}.png`);
  await still(page, () => page.screenshot({ path: file, scale: 'css', animations: 'disabled' }));
  return file;
}
