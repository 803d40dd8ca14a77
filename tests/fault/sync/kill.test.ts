import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { userDataFolder } from '../../e2e/support/launch';
import { runHeadless, startHeadless } from '../../support/headless';
import { randomFrom } from '../../support/random';

const SEEDS = Number(process.env.RD_SEEDS ?? 10);
/** Slow enough that a kill falls into the sync, fast enough for a suite. */
const ARGS = ['--sandbox=tiny', '--rate', '20'];

interface Report {
  digest: string;
  periods: unknown[];
  sync: { unpublished: unknown[] };
}

let undisturbed: Report;
let seconds: number;

beforeAll(async () => {
  const folder = userDataFolder();
  const run = await runHeadless([...ARGS, '--user-data', folder.path]);
  folder.remove();
  expect(run.stderr + String(run.code)).toMatch(/[01]$/);
  undisturbed = JSON.parse(run.stdout) as Report;
  seconds = run.seconds;
  expect(undisturbed.periods.length).toBeGreaterThan(0);
});

for (let seed = 1; seed <= SEEDS; seed += 1) {
  test(`a sync killed at a random moment (seed ${seed}) goes on without doubles or holes`, async () => {
    const folder = userDataFolder();
    onTestFinished(() => folder.remove());
    const random = randomFrom(seed);
    const killed = startHeadless([...ARGS, '--user-data', folder.path]);
    await Promise.race([pause(1000 * seconds * (0.15 + 0.8 * random())), killed.done]);
    killed.child.kill('SIGKILL');
    await killed.done;
    const again = await runHeadless([...ARGS, '--user-data', folder.path]);
    expect(again.code, again.stderr).toBeLessThan(2);
    const report = JSON.parse(again.stdout) as Report;
    expect(report.sync.unpublished).toEqual([]);
    expect(report.digest).toBe(undisturbed.digest);
    expect(report.periods).toEqual(undisturbed.periods);
  });
}
