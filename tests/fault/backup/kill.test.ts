import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Backups } from '../../../electron/backup/backups';
import { openArchives } from '../../../electron/journal/archives';
import { archivesOf } from '../../../electron/journal/check-journal';
import { openJournal } from '../../../electron/journal/journal';
import { openSettings } from '../../../electron/profiles/profiles';
import { nodeProgram, workUntilKilled } from '../../support/node-program';
import { randomFrom } from '../../support/random';
import { clock, entriesOf } from '../../unit/journal/acts';

const SEEDS = Math.min(100, Number(process.env.RD_SEEDS ?? 10));
const KILLS_PER_SEED = 2;
const keeper = nodeProgram(path.join(import.meta.dirname, 'keeper.ts'));

interface Said {
  readonly seq?: number;
  readonly backup?: number;
  readonly sha256?: string;
  readonly restored?: string;
}

for (let seed = 1; seed <= SEEDS; seed += 1) {
  test(`killed while backing up and restoring (seed ${seed}): the last backup is whole, and so is every profile that is listed`, async () => {
    const userData = await mkdtemp(path.join(os.tmpdir(), 'rd-backup-'));
    onTestFinished(() => rm(userData, { recursive: true, force: true }));
    const random = randomFrom(seed);
    // A seal costs a third of a second of its own each time: every fourth seed has one.
    const passphrase = seed % 4 === 0 ? '示例口令' : '';
    const said: Said[] = [];
    for (let round = 0; round < KILLS_PER_SEED; round += 1) {
      await workUntilKilled(keeper(), [userData, passphrase], {
        enough: 1 + Math.floor(random() * 9),
        lag: random() * 60,
        hear: (line) => said.push(line as Said) > 0,
      });
      const settings = await openSettings(userData, { clock });
      const backups = new Backups({ userData, settings, clock, checkEndpoint: () => undefined });
      await backups.tidy();
      await backupIsWhole(userData, passphrase, said);
      const listed = settings.settings.profiles.map(({ id }) => id).sort();
      expect((await readdir(path.join(userData, 'profiles'))).sort()).toEqual(listed);
      expect(existsSync(path.join(userData, 'restoring'))).toBe(false);
      for (const { restored } of said) if (restored !== undefined) expect(listed).toContain(restored);
      for (const id of listed) await isWhole(path.join(userData, 'profiles', id));
      const { journal, entries } = await opened(path.join(userData, 'profiles', 'own'));
      for (const { seq } of said) if (seq !== undefined) expect(entries[seq - 1]?.seq).toBe(seq);
      await journal.close();
    }
  });
}

/** Under its name stands the last backup that was said to be made, or a newer one; it restores elsewhere. */
async function backupIsWhole(userData: string, passphrase: string, said: readonly Said[]): Promise<void> {
  const file = path.join(userData, 'out', 'own.rdbackup');
  const last = said.findLast(({ backup }) => backup !== undefined);
  if (!existsSync(file)) return expect(last).toBeUndefined();
  const elsewhere = await mkdtemp(path.join(os.tmpdir(), 'rd-elsewhere-'));
  onTestFinished(() => rm(elsewhere, { recursive: true, force: true }));
  const settings = await openSettings(elsewhere, { clock });
  const backups = new Backups({ userData: elsewhere, settings, clock, checkEndpoint: () => undefined });
  const restored = await backups.restore('r', file, '恢复', passphrase === '' ? null : passphrase);
  expect(restored).toMatchObject({ missing: [], breaks: 0 });
  const same =
    createHash('sha256')
      .update(await readFile(file))
      .digest('hex') === last?.sha256;
  if (same) expect(restored.entries).toBe(last.backup);
  else expect(restored.entries).toBeGreaterThan(last?.backup ?? 0);
}

async function opened(
  root: string,
): Promise<{ journal: Awaited<ReturnType<typeof openJournal>>; entries: Awaited<ReturnType<typeof entriesOf>> }> {
  const journal = await openJournal(path.join(root, 'journal'), { clock });
  return { journal, entries: await entriesOf(journal) };
}

async function isWhole(root: string): Promise<void> {
  const { journal, entries } = await opened(root);
  expect(journal.report.breaks).toEqual([]);
  const archives = await openArchives(path.join(root, 'archives'), { clock });
  for (const entry of entries) for (const sha256 of archivesOf(entry)) expect(await archives.whole(sha256), sha256).toBe(true);
  await journal.close();
}
