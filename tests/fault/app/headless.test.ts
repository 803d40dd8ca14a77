/** The built app without a window, killed while it opens, syncs, imports, reconciles or exports, and run again as a script would. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { userDataFolder } from '../../e2e/support/launch';
import { runHeadless, startHeadless } from '../../support/headless';
import { randomFrom } from '../../support/random';
import { bodiesOf, keptEntries, workbookIsWhole } from './kept';

/** Three in npm test: each starts the app twice. */
const SEEDS = Math.min(100, Math.ceil(Number(process.env.RD_SEEDS ?? 10) / 4));
const PROFILE = 'sandbox-cn-tiny';
const SAID = /(?:已导入|Imported) (\S+?)[:：]/g;

interface Report {
  periods: unknown[];
  breaks: unknown[];
  imports: { role: string | null; file: string; sums: unknown[] }[];
  files: { sha256: string };
}

const argsFor = (folder: string): string[] => [
  ...['--sandbox=tiny', '--rate', 'off', '--ledger', 'sample', '--user-data', path.join(folder, 'desk')],
  ...['--export', path.join(folder, 'out.xlsx'), '--report', path.join(folder, 'report.json')],
];
const reportIn = (folder: string): Report => JSON.parse(readFileSync(path.join(folder, 'report.json'), 'utf8')) as Report;

let undisturbed: Report;
let seconds: number;

beforeAll(async () => {
  const folder = userDataFolder();
  const run = await runHeadless(argsFor(folder.path));
  expect(run.code, run.stderr).toBeLessThan(2);
  undisturbed = reportIn(folder.path);
  seconds = run.seconds;
  folder.remove();
  expect(undisturbed.imports).toHaveLength(3);
  expect(undisturbed.breaks.length).toBeGreaterThan(0);
});

for (let seed = 1; seed <= SEEDS; seed += 1) {
  test(`a job killed at a random moment (seed ${seed}) lost nothing it had said, and run again gives what an undisturbed one gives`, async () => {
    const folder = userDataFolder();
    onTestFinished(() => folder.remove());
    const random = randomFrom(seed);
    const killed = startHeadless(argsFor(folder.path));
    // Mostly behind the opening, where the journal and the workbook are written.
    await Promise.race([pause(1000 * seconds * (0.3 + 0.7 * random())), killed.done]);
    killed.child.kill('SIGKILL');
    const { stderr, code } = await killed.done;
    const said = [...stderr.matchAll(SAID)].map(([, file]) => file);
    const entries = await keptEntries(path.join(folder.path, 'desk'), PROFILE);
    expect(bodiesOf(entries, 'import').map(({ file }) => file)).toEqual(expect.arrayContaining(said));
    if (code !== null) expect(bodiesOf(entries, 'export')).toHaveLength(1);
    workbookIsWhole(path.join(folder.path, 'out.xlsx'), entries);

    const again = await runHeadless(argsFor(folder.path));
    expect(again.code, again.stderr).toBeLessThan(2);
    const { periods, breaks, imports, files } = reportIn(folder.path);
    expect({ periods, breaks }).toEqual({ periods: undisturbed.periods, breaks: undisturbed.breaks });
    const essence = (one: Report['imports'][number]): string => JSON.stringify([one.role, one.file, one.sums]);
    expect(imports.map(essence).sort()).toEqual(undisturbed.imports.map(essence).sort());
    const after = await keptEntries(path.join(folder.path, 'desk'), PROFILE);
    expect(after.slice(0, entries.length)).toEqual(entries);
    expect(bodiesOf(after, 'import')).toHaveLength(3);
    expect(bodiesOf(after, 'export').at(-1)?.sha256).toBe(files.sha256);
    workbookIsWhole(path.join(folder.path, 'out.xlsx'), after);
  });
}
