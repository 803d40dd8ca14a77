// The body of `npm start`: set-up, then the app; without a display and without wishes, the main job on the sandbox.
import fs from 'node:fs';
import path from 'node:path';
import { hasDisplay } from '../runtime/launch-args.mjs';
import { launchApp } from './launch.mjs';
import { root, size } from './paths.mjs';
import { prepare } from './prepare.mjs';
import { runCommand, SetupFailure, stepPrinter } from './steps.mjs';

const RESULTS = [
  { option: '--export', file: 'out/reconciliation.xlsx', what: 'workbook' },
  { option: '--report', file: 'out/report.json', what: 'report' },
  { option: '--picture', file: 'out/overview.png', what: 'picture of the overview' },
];

await runCommand('npm start', () => start(process.argv.slice(2)));

async function start(args) {
  // The app's standard output is a document for other programs when a run without a window was asked for.
  if (args.includes('--headless')) {
    const runtime = await prepare({ steps: stepPrinter({ stream: process.stderr, quiet: true }) });
    return launchApp(runtime, args, { windowless: true });
  }
  if (!hasDisplay() && args.length > 0) {
    throw new SetupFailure('There is no display here for a window: add --headless, or leave all options out for a run on sample data.');
  }
  const steps = stepPrinter();
  steps.say('Reconcile Desk: setting up');
  const runtime = await prepare({ steps });
  if (hasDisplay()) {
    steps.say('Opening the window.');
    return launchApp(runtime, args);
  }
  return demonstrate(runtime, steps);
}

/** The main job on the built-in sandbox, with its results in out/. Breaks that stay open are part of the sample. */
async function demonstrate(runtime, steps) {
  steps.say('No display: running the main job on sample data (sync, import, reconcile, export).\n');
  fs.mkdirSync(path.join(root, 'out'), { recursive: true });
  // Results of an earlier run must not pass for this one's.
  for (const { file } of RESULTS) fs.rmSync(path.join(root, file), { force: true });
  const options = RESULTS.flatMap(({ option, file }) => [option, path.join(root, file)]);
  const code = await launchApp(runtime, ['--headless', '--sandbox', '--ledger', 'sample', ...options], { windowless: true });
  if (code !== 0 && code !== 1) return code;

  const missing = RESULTS.filter(({ file }) => !fs.existsSync(path.join(root, file)));
  if (missing.length > 0) throw new SetupFailure(`The run ended without its ${missing.map(({ what }) => what).join(' and ')}.`);
  steps.say(
    `\nResults: ${RESULTS.map(({ file, what }) => `${what} ${file} (${size(fs.statSync(path.join(root, file)).size)})`).join(', ')}`,
  );
  if (code === 1) steps.say('Breaks remain open, as they should: the sample ledgers hold planted differences.');
  steps.say('With a display, npm start opens the window; npm start -- --headless takes the options described in README.md.');
  return 0;
}
