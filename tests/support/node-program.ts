/** Programs that tests run in a Node process of their own, and kill. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { build } from 'vite';
import { afterAll, beforeAll, expect } from 'vitest';

/** Builds a TypeScript file with all that it imports before the tests of the file or block; the answer is where it then is. */
export function nodeProgram(entry: string): () => string {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'rd-program-'));
    await build({
      configFile: false,
      envDir: false,
      logLevel: 'error',
      publicDir: false,
      ssr: { noExternal: true, target: 'node' },
      build: { ssr: entry, outDir: folder, minify: false, rolldownOptions: { output: { entryFileNames: 'program.mjs' } } },
    });
  }, 120_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return () => path.join(folder, 'program.mjs');
}

export interface Killing {
  /** Killed after so many lines that `hear` counts, and so many milliseconds more. */
  readonly enough: number;
  readonly lag: number;
  /** Or so many milliseconds after its start, when that comes first. */
  readonly early?: number | undefined;
  /** Hears each line, which is JSON; true when it counts. */
  readonly hear: (message: unknown) => boolean;
}

/** Runs a program that works without end and says what it has done, and kills it (SIGKILL). It must not have complained or ended before. */
export async function workUntilKilled(program: string, args: readonly string[], { enough, lag, early, hear }: Killing): Promise<void> {
  const child = spawn(process.execPath, ['--no-deprecation', program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = once(child, 'close');
  let complaint = '';
  child.stderr.on('data', (part: Buffer) => (complaint += part.toString()));
  let count = 0;
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (hear(JSON.parse(line)) && ++count === enough) void pause(lag).then(() => child.kill('SIGKILL'));
  });
  if (early !== undefined) void pause(early).then(() => child.kill('SIGKILL'));
  await exited;
  expect(complaint).toBe('');
  expect(child.signalCode).toBe('SIGKILL');
}
