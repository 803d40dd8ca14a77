import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { build } from 'vite';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { openJournal } from '../../../electron/journal/journal';
import { clock, entriesOf, notesOf } from '../../unit/journal/acts';

const SEEDS = Number(process.env.RD_SEEDS ?? 10);
const KILLS_PER_SEED = 3;
let built = '';

beforeAll(async () => {
  built = await mkdtemp(path.join(os.tmpdir(), 'rd-appender-'));
  await build({
    configFile: false,
    envDir: false,
    logLevel: 'error',
    publicDir: false,
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: path.join(import.meta.dirname, 'appender.ts'),
      outDir: built,
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'appender.mjs' } },
    },
  });
});

afterAll(() => rm(built, { recursive: true, force: true }));

for (let seed = 1; seed <= SEEDS; seed += 1) {
  test(`killed at random moments (seed ${seed}), the journal loses nothing it acknowledged and doubles nothing`, async () => {
    const dir = await mkdtemp(path.join(os.tmpdir(), 'rd-kill-'));
    onTestFinished(() => rm(dir, { recursive: true, force: true }));
    const random = randomFrom(seed);
    const acknowledged = new Map<number, string>();
    let before: string[] = [];
    for (let round = 0; round < KILLS_PER_SEED; round += 1) {
      const rotateBytes = 2000 + Math.floor(random() * 20_000);
      const writeBytes = random() < 0.3 ? 1 << 20 : 20 + Math.floor(random() * 300);
      await appendUntilKilled([dir, `s${seed}r${round}`, String(rotateBytes), String(writeBytes)], random, acknowledged);

      const journal = await openJournal(dir, { clock });
      expect(journal.report.breaks).toEqual([]);
      const entries = await entriesOf(journal);
      const notes = notesOf(entries);
      expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1));
      for (const [seq, note] of acknowledged) expect(notes[seq - 1]).toBe(note);
      expect(new Set(notes).size).toBe(notes.length);
      expect(notes.slice(0, before.length)).toEqual(before);
      expect(await journal.verify()).toEqual({ ok: true, head: journal.head() });
      before = notes;
      await journal.close();
    }
    expect(acknowledged.size).toBeGreaterThan(0);
  });
}

/** Runs the appender and kills it: either so many milliseconds after its start (also while it opens), or after so many acknowledgements. */
async function appendUntilKilled(args: readonly string[], random: () => number, acknowledged: Map<number, string>): Promise<void> {
  const child = spawn(process.execPath, [path.join(built, 'appender.mjs'), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = once(child, 'close');
  let complaint = '';
  child.stderr.on('data', (part: Buffer) => (complaint += part.toString()));
  const enough = 1 + Math.floor(random() * 150);
  const lag = random() * 3;
  let count = 0;
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => {
    const message = JSON.parse(line) as { seq?: number; note?: string };
    if (message.seq === undefined || message.note === undefined) return;
    expect(acknowledged.has(message.seq)).toBe(false);
    acknowledged.set(message.seq, message.note);
    count += 1;
    if (count === enough) void pause(lag).then(() => child.kill('SIGKILL'));
  });
  // At least one round of a seed gets to write: the others may be killed in their start.
  const early = acknowledged.size > 0 && random() < 0.3 ? pause(30 + random() * 150).then(() => child.kill('SIGKILL')) : undefined;
  await exited;
  await early;
  expect(complaint).toBe('');
  expect(child.signalCode).toBe('SIGKILL');
}

/** A small seeded generator (mulberry32), so that a failing seed fails again. */
function randomFrom(seed: number): () => number {
  let state = seed * 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
