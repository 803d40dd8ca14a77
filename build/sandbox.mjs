// `npm run sandbox -- OPTIONS`: the partner API's stand-in alone, in plain Node. What the set-up says goes to stderr:
// the first line of standard output is the sandbox's own JSON (with `npm run --silent`, the only one).
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { nodeIsRecentEnough } from './setup/node-version.mjs';
import { output } from './setup/paths.mjs';
import { ensureDependencies } from './setup/prepare.mjs';
import { runCommand, SetupFailure, stepPrinter } from './setup/steps.mjs';

if (nodeIsRecentEnough()) {
  await runCommand('npm run sandbox', async () => {
    const steps = stepPrinter({ stream: process.stderr, quiet: true });
    await ensureDependencies(steps);
    const { bundle } = await import('./bundle.mjs');
    await bundle({ steps, only: ['sandbox'] });
    const program = path.join(output, 'sandbox', 'cli.mjs');
    // In this process, so that ending the command ends the server. It reads its options where a program of its own would.
    process.argv = [process.execPath, program, ...process.argv.slice(2)];
    try {
      await import(pathToFileURL(program).href);
    } catch (error) {
      throw error.code === 'ERR_MODULE_NOT_FOUND' ? new SetupFailure('There is no sandbox to run: its sources are missing.') : error;
    }
    return process.exitCode;
  });
}
