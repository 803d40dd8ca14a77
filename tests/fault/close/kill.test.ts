import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { expect, onTestFinished, test } from 'vitest';
import { verifyPack } from '../../../electron/evidence/verify-pack';
import { openArchives } from '../../../electron/journal/archives';
import { archivesOf } from '../../../electron/journal/check-journal';
import { openJournal } from '../../../electron/journal/journal';
import { replayOf } from '../../../shared/close';
import { nodeProgram, workUntilKilled } from '../../support/node-program';
import { randomFrom } from '../../support/random';
import { clock, entriesOf } from '../../unit/journal/acts';

/** 10 in npm test, 100 in the long run. */
const SEEDS = Math.min(100, Number(process.env.RD_SEEDS ?? 10));
const KILLS_PER_SEED = 2;
const closer = nodeProgram(path.join(import.meta.dirname, 'closer.ts'));

for (let seed = 1; seed <= SEEDS; seed += 1) {
  test(
    `killed while deciding, importing, closing and exporting (seed ${seed}): nothing acknowledged is lost, nothing half counts`,
    { timeout: 60_000 },
    async () => {
      const dir = await mkdtemp(path.join(os.tmpdir(), 'rd-close-'));
      onTestFinished(() => rm(dir, { recursive: true, force: true }));
      const random = randomFrom(seed);
      const acknowledged = new Map<number, string>();
      for (let round = 0; round < KILLS_PER_SEED; round += 1) {
        await workUntilKilled(closer(), [dir, String(round * 200)], {
          enough: 1 + Math.floor(random() * 12),
          lag: random() * 60,
          hear: (line) => {
            const { seq, hash } = line as { seq: number; hash: string };
            acknowledged.set(seq, hash);
            return true;
          },
        });
        const journal = await openJournal(path.join(dir, 'journal'), { clock });
        const archives = await openArchives(path.join(dir, 'archives'), { clock });
        expect(journal.report.breaks).toEqual([]);
        const entries = await entriesOf(journal);
        for (const [seq, hash] of acknowledged) expect(entries[seq - 1]?.hash).toBe(hash);
        // What an entry stands on was on the disk before the entry was.
        for (const entry of entries) for (const sha256 of archivesOf(entry)) expect(await archives.whole(sha256), sha256).toBe(true);
        const last = entries.findLast(({ body }) => body.kind === 'sign-off')?.body;
        if (last?.kind === 'sign-off') {
          const text = Buffer.from(await archives.get(last.archive)).toString('utf8');
          expect(replayOf(text)).toMatchObject({ period: last.period, difference: null });
        }
        const exports = new Map(entries.flatMap(({ body }) => (body.kind === 'export' ? [[body.file, body.sha256] as const] : [])));
        whole(path.join(dir, 'book.xlsx'), exports);
        whole(path.join(dir, 'pack.zip'), exports);
        if (existsSync(path.join(dir, 'pack.zip'))) expect((await verifyPack(path.join(dir, 'pack.zip'))).fault).toBeNull();
        await journal.close();
      }
      expect(acknowledged.size).toBeGreaterThan(0);
    },
  );
}

/** Under its final name a file is there as a whole, and it is there once the journal has it. */
function whole(file: string, exports: ReadonlyMap<string, string>): void {
  const noted = exports.get(path.basename(file));
  if (!existsSync(file)) return expect(noted).toBeUndefined();
  const bytes = readFileSync(file);
  // A newer one may stand there that the journal was not told of any more.
  if (createHash('sha256').update(bytes).digest('hex') !== noted) expect(Object.keys(unzipSync(bytes)).length).toBeGreaterThan(2);
}
