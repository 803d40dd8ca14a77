import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { userDataFolder } from '../../e2e/support/launch';
import { runHeadless, startHeadless, type RunningDesk } from '../../support/headless';
import { randomFrom } from '../../support/random';
import { FAULTS, mix } from './rough-sync';

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

/** Kills under an undisturbed gateway, and under one that misbehaves in a mix of ways while it lasts. */
const CASES = Array.from({ length: SEEDS }, (_, at) => ({ seed: at + 1, faults: SEEDS > 10 ? [false, true] : [at % 2 === 1] })).flatMap(
  ({ seed, faults }) => faults.map((rough) => ({ seed, rough })),
);

/** What makes a page hold something else than it should. */
const WRONG = ['records pushed in', 'records taken out', 'the first page again', 'a total too high'] as const;

/**
 * Fee records, which a run that goes on does not ask for again, come in pages of two, every other one of them wrong; beside that a mix of anything for a
 * while. What takes minutes is left out.
 */
function planFor(folder: string, seed: number): string {
  const file = path.join(folder, 'plan.json');
  const wrong = FAULTS[WRONG[seed % WRONG.length]!]!({ operation: 'ListSubCustomerBillDetail', chance: 0.5, count: 10_000 });
  const beside = mix(seed + 50_000).rules.filter(({ drip, pageAtMost }) => pageAtMost === undefined && (drip?.everyMs ?? 0) < 50);
  const rules = [...beside.map((rule) => ({ ...rule, count: Math.min(rule.count ?? 8, 8) })), wrong, { pageAtMost: 2, delayMs: 60 }];
  writeFileSync(file, JSON.stringify({ seed, rules }));
  return file;
}

/** The run says how far its sync is. */
const syncing = ({ child }: RunningDesk): Promise<void> =>
  new Promise((resolve) => child.stderr?.on('data', (text: string) => /\d+\/\d+/.test(text) && resolve()));

/** What the rough runs published is kept by the calm one that goes on: were it wrong, the end would be another one. */
test.each(CASES.filter(({ rough }) => rough))(
  'killed in the middle of faults (seed $seed), it still comes to the same',
  async ({ seed }) => {
    const folder = userDataFolder();
    onTestFinished(() => folder.remove());
    const random = randomFrom(seed * 31);
    const desk = path.join(folder.path, 'desk');
    const rough = [...ARGS, '--user-data', desk, '--faults', planFor(folder.path, seed)];
    for (let kill = 0; kill < 2; kill++) {
      const killed = startHeadless(rough);
      // Between the first slices and the last: what a run published that came to its end is read anew by the next.
      await Promise.race([syncing(killed).then(() => pause(3000 * random())), killed.done]);
      killed.child.kill('SIGKILL');
      await killed.done;
    }
    const calm = await runHeadless([...ARGS, '--user-data', desk]);
    expect(calm.code, calm.stderr).toBeLessThan(2);
    const report = JSON.parse(calm.stdout) as Report;
    expect(report.sync.unpublished).toEqual([]);
    expect(report.digest).toBe(undisturbed.digest);
    expect(report.periods).toEqual(undisturbed.periods);
  },
);

for (const { seed } of CASES.filter(({ rough }) => !rough)) {
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
