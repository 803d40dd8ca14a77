// How the commands of this folder talk: one line a step with its outcome, size and time; one sentence when something fails.
import { duration } from './paths.mjs';

/** A failure that a person can act on: its message is the whole explanation, and no stack is shown. */
export class SetupFailure extends Error {
  constructor(message, exitCode = 2) {
    super(message);
    this.name = 'SetupFailure';
    this.exitCode = exitCode;
  }
}

/**
 * Prints the steps of a command.
 * `stream` is stderr when stdout belongs to the app's own result; `quiet` leaves out steps that had nothing to do.
 */
export function stepPrinter({ stream = process.stdout, quiet = false } = {}) {
  const say = (line) => stream.write(`${line}\n`);
  return {
    quiet,
    stream,
    say,
    note: (line) => quiet || say(`    ${line}`),
    /** Runs `work`; it returns the outcome in words, or `{ outcome, idle: true }` when nothing had to be done. */
    async step(title, work) {
      const began = performance.now();
      const result = await work();
      const { outcome, idle } = typeof result === 'string' ? { outcome: result, idle: false } : result;
      if (!(quiet && idle)) say(`  ${title.padEnd(18)} ${outcome} (${duration(performance.now() - began)})`);
      return result;
    },
  };
}

/** Runs a command's body; whatever goes wrong ends as one sentence on stderr and an exit code, never as a stack. */
export async function runCommand(name, body) {
  try {
    const code = await body();
    process.exitCode = typeof code === 'number' ? code : 0;
  } catch (error) {
    if (process.env.RECONCILE_DESK_DEBUG) console.error(error);
    process.stderr.write(`${name}: ${sentence(error)}\n`);
    process.exitCode = error instanceof SetupFailure ? error.exitCode : 2;
  }
}

/** The first line of an error's message, without its stack, ended as a sentence. */
export function sentence(error) {
  const text = String(error instanceof Error ? error.message : error).trim();
  const first = error instanceof SetupFailure ? text : (text.split('\n')[0] ?? '').trim();
  return /[.!?。]$/.test(first) || error instanceof SetupFailure ? first : `${first}.`;
}
