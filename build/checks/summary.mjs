// The end of `npm test`: a line per kind of check, what failed, what did not run and why, and the one line to look for.
import { stripVTControlCharacters } from 'node:util';
import { duration } from '../setup/paths.mjs';
import { optionalTools } from './optional-tools.mjs';

const ORDER = ['types', 'lint', 'unit', 'property', 'contract', 'fuzz', 'places', 'e2e', 'fault'];
const firstLine = (text) =>
  stripVTControlCharacters(String(text ?? ''))
    .split('\n')[0]
    .trim();
const count = (tests, state) => tests.filter((test) => test.state === state).length;

/**
 * Prints the summary. `outcomes`: all tests of all stages, each with its `folder`; `times`: milliseconds per stage;
 * `empty`: folders without a test; `left`: stages that were not asked for. Returns whether nothing failed.
 */
export function summarize({ outcomes, times, empty, left, began, say = console.log }) {
  say(`\nSummary (${duration(performance.now() - began)})`);
  const folders = [...new Set(outcomes.map((test) => test.folder))].sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b));
  for (const folder of folders) {
    const tests = outcomes.filter((test) => test.folder === folder);
    const ms = times[folder] ?? tests.reduce((sum, test) => sum + (test.ms ?? 0), 0);
    const parts = ['passed', 'failed', 'skipped']
      .map((state) => [state, count(tests, state)])
      .filter(([state, n]) => n > 0 || state === 'passed');
    say(`  ${folder.padEnd(10)} ${parts.map(([state, n]) => `${n} ${state}`).join(', ')} (${duration(ms)})`);
  }
  for (const folder of empty) say(`  ${folder.padEnd(10)} no tests yet`);

  const failed = outcomes.filter((test) => test.state === 'failed');
  if (failed.length > 0) say('\nFailed:');
  for (const test of failed)
    say(`  - ${[test.file || test.folder, test.name].join(': ')}${test.reason ? `\n      ${firstLine(test.reason)}` : ''}`);

  const skipped = outcomes.filter((test) => test.state === 'skipped');
  const missing = optionalTools().filter((tool) => !tool.available);
  say('\nDid not run:');
  for (const test of skipped) say(`  - ${test.file}: ${test.name}${test.reason ? `: ${firstLine(test.reason)}` : ''}`);
  for (const tool of missing) say(`  - not on this machine: ${tool.name}; ${tool.without}`);
  if (left.length > 0) say(`  - not asked for: ${left.join(', ')}`);
  say('  - the long random runs and the benchmarks: npm run test:fault, npm run test:fuzz, npm run bench');

  say(`\n${count(outcomes, 'passed')} passed, ${failed.length} failed, ${skipped.length} skipped`);
  return failed.length === 0;
}
