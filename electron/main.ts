import { app } from 'electron';
import { declareAppScheme } from './protocol/app-protocol';
import { readCommandLine, UsageError, type CommandLine } from './cli/options';
import { ownArguments } from './cli/own-arguments';
import { run } from './app/run';
import { runVerify } from './evidence/run-verify';

declareAppScheme();

/** The command line, or the end of the process with one sentence. */
function commandLine(): CommandLine | null {
  try {
    return readCommandLine(ownArguments(process.argv, Boolean(process.defaultApp)));
  } catch (error) {
    process.stderr.write((error instanceof UsageError ? error.message : String(error)) + '\n');
    app.exit(2);
    return null;
  }
}

const options = commandLine();
if (options) {
  const work = options.verify === null ? run(options) : runVerify(options.verify, options.report).then((code) => app.exit(code));
  work.catch((error: unknown) => {
    // One sentence, never a stack or a modal dialog: a run without a person would hang on it.
    process.stderr.write(`Reconcile Desk could not start: ${(error as Error).message.split('\n')[0]}\n`);
    app.exit(2);
  });
}
