import { spawn, type ChildProcess } from 'node:child_process';
import { chromiumSwitches, electronPath, ROOT } from '../e2e/support/launch';

export interface HeadlessRun {
  /** Null when the process was killed. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
}

export interface RunningDesk {
  readonly child: ChildProcess;
  readonly done: Promise<HeadlessRun>;
}

/** Starts the built app without a window, as `npm start -- --headless ...` does after its set-up. */
export function startHeadless(args: readonly string[], env: Readonly<Record<string, string>> = {}): RunningDesk {
  const started = performance.now();
  const child = spawn(electronPath(), [...chromiumSwitches(), ROOT, '--headless', ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const done = new Promise<HeadlessRun>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) =>
      resolve({ code, stdout, stderr: withoutChromiumNoise(stderr), seconds: (performance.now() - started) / 1000 }),
    );
  });
  return { child, done };
}

export function runHeadless(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<HeadlessRun> {
  return startHeadless(args, env).done;
}

/** Chromium tells of a missing message bus on machines without a desktop; that is not the app's output. */
function withoutChromiumNoise(text: string): string {
  return text
    .split('\n')
    .filter((line) => !/^\[\d+:\d+\/[\d.]+:(?:ERROR|WARNING|INFO):/.test(line))
    .join('\n');
}
