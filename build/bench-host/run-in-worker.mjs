// Runs a bundled bench in a module worker of a hidden window, and reads its lines from the host's standard output.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { launchArgs } from '../runtime/launch-args.mjs';
import { appEnvironment } from '../setup/launch.mjs';

const LIMIT_MS = 10 * 60_000;

/** Resolves when the bench has ended; each of its lines goes to `print`. @param phases functions of the bench, each for a process of its own */
export async function runInWorker(runtime, bundle, phases, print) {
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'reconcile-desk-bench-'));
  const args = [
    ...launchArgs({ display: false }),
    '--log-level=3',
    import.meta.dirname,
    bundle,
    `--phases=${phases.join(',')}`,
    `--user-data-dir=${data}`,
  ];
  const child = spawn(runtime.path, args, { stdio: ['ignore', 'pipe', 'inherit'], env: appEnvironment(runtime) });
  const timer = setTimeout(() => child.kill('SIGKILL'), LIMIT_MS);
  let failure = 'the worker ended without a result';
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith('{')) continue;
    const message = JSON.parse(line);
    if (message.line) print(message.line);
    if (message.done) failure = undefined;
    if (message.failed) failure = message.failed;
  }
  if (child.exitCode === null && child.signalCode === null) await new Promise((resolve) => child.once('exit', resolve));
  clearTimeout(timer);
  fs.rmSync(data, { recursive: true, force: true, maxRetries: 5 });
  if (failure) throw new Error(failure);
}
