// The body of `npm test`: the same set-up as `npm start`, then the stages, then the summary.
// Flags: --only STAGE (types, lint, unit, places, e2e, fault, fuzz; also a list with commas), --long (200 seeds instead of 10).
import { prepare } from '../setup/prepare.mjs';
import { runCommand, SetupFailure, stepPrinter } from '../setup/steps.mjs';

await runCommand('npm test', () => test(process.argv.slice(2)));

async function test(args) {
  const long = args.includes('--long');
  const only = args.includes('--only') ? (args[args.indexOf('--only') + 1] ?? '').split(',') : undefined;
  const steps = stepPrinter();
  steps.say('Setting up');
  const needsApp = !only || only.some((name) => ['e2e', 'fault'].includes(name));
  await prepare({ steps, build: needsApp });

  // Loaded only now: these need the installed dependencies.
  const { STAGES } = await import('./stages.mjs');
  const { FOLDERS, testFiles } = await import('./folders.mjs');
  const { summarize } = await import('./summary.mjs');
  const unknown = only?.find((name) => !STAGES.some((stage) => stage.name === name));
  if (unknown !== undefined) throw new SetupFailure(`There is no stage "${unknown}": ${STAGES.map((stage) => stage.name).join(', ')}.`);
  const chosen = STAGES.filter((stage) => (only ? only.includes(stage.name) : stage.always));

  const began = performance.now();
  const outcomes = [];
  const times = {};
  for (const stage of chosen) {
    steps.say(`\n--- ${stage.name}`);
    const started = performance.now();
    try {
      outcomes.push(...(await stage.run(long)));
    } catch (error) {
      outcomes.push({ file: '', name: `(${stage.name} as a whole)`, state: 'failed', reason: error.message, ms: 0, folder: stage.name });
    }
    if ((FOLDERS[stage.name]?.length ?? 1) === 1) times[stage.name] = performance.now() - started;
  }
  const empty = [...new Set(chosen.flatMap((stage) => FOLDERS[stage.name] ?? []))].filter((folder) => testFiles(folder).length === 0);
  const left = STAGES.filter((stage) => stage.always && !chosen.includes(stage)).map((stage) => stage.name);
  return summarize({ outcomes, times, empty, left, began }) ? 0 : 1;
}
