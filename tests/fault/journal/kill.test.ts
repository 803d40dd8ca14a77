import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openJournal } from '../../../electron/journal/journal';
import { nodeProgram, workUntilKilled } from '../../support/node-program';
import { randomFrom } from '../../support/random';
import { clock, entriesOf, notesOf } from '../../unit/journal/acts';

const SEEDS = Number(process.env.RD_SEEDS ?? 10);
const KILLS_PER_SEED = 3;
const appender = nodeProgram(path.join(import.meta.dirname, 'appender.ts'));

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
      await workUntilKilled(appender(), [dir, `s${seed}r${round}`, String(rotateBytes), String(writeBytes)], {
        enough: 1 + Math.floor(random() * 150),
        lag: random() * 3,
        // At least one round of a seed gets to write: the others may be killed in their start, also while the journal is opened.
        early: acknowledged.size > 0 && random() < 0.3 ? 30 + random() * 150 : undefined,
        hear: (line) => {
          const { seq, note } = line as { seq?: number; note?: string };
          if (seq === undefined || note === undefined) return false;
          expect(acknowledged.has(seq)).toBe(false);
          acknowledged.set(seq, note);
          return true;
        },
      });

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
