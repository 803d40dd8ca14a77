// The stages of `npm test`. Each resolves with its outcomes: `{ stage, seconds, tests: [{ file, name, state, reason, ms }] }`.
import fs from 'node:fs';
import path from 'node:path';
import { readJson } from '../setup/digest.mjs';
import { lint as lintAll } from '../lint.mjs';
import { output, root } from '../setup/paths.mjs';
import { foreground } from '../setup/processes.mjs';
import { typecheck } from '../typecheck.mjs';
import { FOLDERS, testFiles } from './folders.mjs';

const SHORT_SEEDS = '10';
const LONG_SEEDS = '200';
/** Either side of the date line, an offset of half an hour, letters of another alphabet. */
const PLACES = [
  ['America/New_York', 'en_US.UTF-8'],
  ['Asia/Kolkata', 'tr_TR.UTF-8'],
  ['Pacific/Apia', 'zh_CN.UTF-8'],
];
const script = (...parts) => path.join(root, 'node_modules', ...parts);

/** Stages in their order. `app`: whether the built app is needed. `always`: part of a run without `--only`. */
export const STAGES = [
  { name: 'types', always: true, run: () => types() },
  { name: 'lint', always: true, run: () => lint() },
  { name: 'unit', always: true, run: (long) => vitest('unit', long) },
  { name: 'places', always: true, run: () => places() },
  { name: 'e2e', always: true, app: true, run: endToEnd },
  { name: 'fault', always: true, app: true, run: (long) => vitest('fault', long) },
  { name: 'fuzz', always: false, run: (long) => vitest('fuzz', long) },
];

const types = async () => judged('types', 'types agree on every side', await typecheck());
const lint = async () => judged('lint', 'no lint finding', await lintAll());

function judged(folder, name, failed) {
  return [{ file: '', name, state: failed.length === 0 ? 'passed' : 'failed', reason: failed.join(', '), folder }];
}

function vitest(stage, long) {
  return runner(stage, vitestArgs(), { RD_STAGE: stage, RD_SEEDS: process.env.RD_SEEDS ?? (long ? LONG_SEEDS : SHORT_SEEDS) });
}

function vitestArgs() {
  return [
    script('vitest', 'vitest.mjs'),
    'run',
    '--config',
    'build/vitest.config.mjs',
    '--reporter',
    'default',
    '--reporter',
    path.join(root, 'build/checks/vitest-reporter.mjs'),
  ];
}

/** What a month's figures depend on, once more in other time zones and locales; one seed of each world is enough there. */
async function places() {
  const outcomes = [];
  for (const [zone, locale] of PLACES) {
    const env = { RD_STAGE: 'places', RD_SEEDS: '1', TZ: zone, LANG: locale, LC_ALL: locale, LANGUAGE: locale };
    const tests = await runner('places', vitestArgs(), env);
    outcomes.push(...tests.map((test) => ({ ...test, name: `${test.name} (${zone}, ${locale})`, folder: 'places' })));
  }
  return outcomes;
}

function endToEnd() {
  const args = [
    script('playwright', 'cli.js'),
    'test',
    '--config',
    'build/playwright.config.mjs',
    '--reporter',
    `list,${path.join(root, 'build/checks/playwright-reporter.mjs')}`,
  ];
  return runner('e2e', args, {});
}

/** Runs a test runner that leaves its outcomes in a file; a runner that ends without them counts as a failure. */
async function runner(stage, args, env) {
  const folders = FOLDERS[stage].filter((folder) => testFiles(folder).length > 0);
  if (folders.length === 0) return [];
  const results = path.join(output, 'tests', `${stage}.json`);
  fs.rmSync(results, { force: true });
  const { code, signal } = await foreground(process.execPath, args, { cwd: root, env: { ...process.env, ...env, RD_RESULTS: results } });
  const tests = (readJson(results)?.tests ?? []).map((test) => ({ ...test, folder: test.file.split('/')[1] ?? stage }));
  const broken = (reason) => tests.push({ file: '', name: `(${stage} as a whole)`, state: 'failed', reason, ms: 0, folder: stage });
  for (const folder of folders)
    if (!tests.some((test) => test.file.startsWith(`tests/${folder}/`))) broken(`no test of tests/${folder} ran although there are files`);
  if (code !== 0 && !tests.some((test) => test.state === 'failed')) broken(`the runner ended with ${signal ?? `code ${code}`}`);
  return tests;
}
