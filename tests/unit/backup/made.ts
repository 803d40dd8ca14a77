/** A profile with decisions, an import and its archives; backing it up and restoring it by the app's own code. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { Backups } from '../../../electron/backup/backups';
import { openArchives, type Archives } from '../../../electron/journal/archives';
import { openJournal, type Journal } from '../../../electron/journal/journal';
import { openSettings, type SettingsStore } from '../../../electron/profiles/profiles';
import type { JournalBody } from '../../../shared/journal/entries';
import { clock, decision, tempFolder } from '../journal/acts';

export interface Made {
  readonly userData: string;
  readonly settings: SettingsStore;
  readonly backups: Backups;
  readonly profile: { id: string; name: string; site: 'cn'; endpoint: { kind: 'files' } };
  readonly journal: Journal;
  readonly archives: Archives;
  readonly original: string;
  /** Backs up to a file in the folder. */
  backup(passphrase: string | null, job?: string): Promise<{ file: string; made: Awaited<ReturnType<Backups['make']>> }>;
}

export const sha = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export function importOf(original: string, rows: string): JournalBody {
  return {
    kind: 'import',
    importId: 'i1',
    role: 'cost',
    grain: 'customer',
    basis: 'pretax',
    tax: null,
    file: '成本台账.csv',
    original,
    rows,
    rowCount: 1,
    mapping: { headRow: 1, columns: [null] },
    encoding: null,
    sheet: null,
    leftOut: [],
    refused: [],
    sums: [],
  };
}

export async function madeProfile(rotateBytes = 1_000): Promise<Made> {
  const userData = await tempFolder();
  const settings = await openSettings(userData, { clock });
  const profile = { id: 'old', name: '示例科技', site: 'cn', endpoint: { kind: 'files' } } as const;
  await settings.ensureProfile(profile);
  const root = path.join(userData, 'profiles', 'old');
  const archives = await openArchives(path.join(root, 'archives'), { clock });
  const journal = await openJournal(path.join(root, 'journal'), { clock, rotateBytes });
  onTestFinished(() => journal.close());
  // Larger than a sealed piece, and not to be packed smaller.
  let block = Buffer.from('a');
  const blocks = Array.from({ length: 80_000 }, () => (block = createHash('sha256').update(block).digest()));
  const original = await archives.put(Buffer.concat(blocks));
  const rows = await archives.put('["rows"]');
  await journal.append([importOf(original, rows)], '示例会计');
  for (let n = 0; n < 12; n += 1) await journal.append([decision(`说明 ${n}`)], '示例会计');
  const backups = new Backups({ userData, settings, clock, checkEndpoint: () => undefined });
  const out = path.join(userData, 'out');
  await mkdir(out);
  return {
    userData,
    settings,
    backups,
    profile,
    journal,
    archives,
    original,
    backup: async (passphrase, job = randomUUID()) => {
      const file = path.join(out, `${job}.rdbackup`);
      const facts = { app: '0.1.0', store: 3, months: ['2026-09'] };
      return { file, made: await backups.make(job, file, { profile, journal, archives }, facts, passphrase) };
    },
  };
}
