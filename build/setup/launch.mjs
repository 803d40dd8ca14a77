// Starts the built app in Electron.
import { hasDisplay, launchArgs } from '../runtime/launch-args.mjs';
import { root } from './paths.mjs';
import { foreground } from './processes.mjs';
import { SetupFailure } from './steps.mjs';

/**
 * Runs the app in the foreground with the user's arguments and resolves with its exit code.
 * `windowless` leaves the display alone even where there is one.
 */
export async function launchApp(runtime, args, { windowless = false, stdio = 'inherit' } = {}) {
  const { code, signal, error } = await foreground(runtime.path, appArguments(args, windowless), {
    stdio,
    cwd: process.cwd(),
    env: appEnvironment(runtime),
  });
  if (error) throw new SetupFailure(`Electron at ${runtime.path} could not be started: ${error.message}.`);
  if (signal === 'SIGINT' || signal === 'SIGTERM' || signal === 'SIGHUP') return 130;
  if (signal) throw new SetupFailure(`The app was ended by ${signal}; run with RECONCILE_DESK_DEBUG=1 to see what Electron says about it.`);
  return code;
}

/** Chromium's switches, the app's folder, then what the user asked for. */
export function appArguments(args, windowless = false) {
  const switches = launchArgs({ display: hasDisplay() && !windowless });
  // Chromium reports a missing session bus and graphics card on stderr, which would bury the app's own sentences.
  if (!process.env.RECONCILE_DESK_DEBUG) switches.push('--log-level=3');
  return [...switches, root, ...args];
}

/** The app's environment: where its runtime came from, and nothing that would turn Electron into a plain Node. */
export function appEnvironment(runtime) {
  const env = { ...process.env, RECONCILE_DESK_RUNTIME_SOURCE: runtime.source };
  delete env.ELECTRON_RUN_AS_NODE;
  // Deprecations inside a dependency are no news for a user.
  if (!process.env.RECONCILE_DESK_DEBUG) env.NODE_NO_WARNINGS = '1';
  return env;
}
