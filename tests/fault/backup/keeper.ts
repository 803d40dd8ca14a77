/**
 * Decides, backs up over the same file and restores that as a new profile, without end, by the app's own code, and says what was done. Started and
 * killed by kill.test.ts. Arguments: user-data folder, a passphrase or nothing.
 */
import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { Backups } from '../../../electron/backup/backups';
import { openArchives } from '../../../electron/journal/archives';
import { openJournal } from '../../../electron/journal/journal';
import { openSettings } from '../../../electron/profiles/profiles';
import { say } from '../../support/say';

const [, , userData = '', passphrase = ''] = process.argv;
const BY = '示例会计';
const clock = (): Date => new Date();
const words = passphrase === '' ? null : passphrase;

const settings = await openSettings(userData, { clock });
const profile = { id: 'own', name: '示例科技', site: 'cn', endpoint: { kind: 'files' } } as const;
await settings.ensureProfile(profile);
const root = path.join(userData, 'profiles', 'own');
const journal = await openJournal(path.join(root, 'journal'), { clock, rotateBytes: 3_000 });
const archives = await openArchives(path.join(root, 'archives'), { clock });
const backups = new Backups({ userData, settings, clock, checkEndpoint: () => undefined });
await backups.tidy();
const out = path.join(userData, 'out');
await mkdir(out, { recursive: true });
const file = path.join(out, 'own.rdbackup');

for (let n = 0; ; n += 1) {
  const archive = await archives.put(randomBytes(300_000));
  const [signed] = await journal.append(
    [{ kind: 'sign-off', period: '2026-09', archive, carried: [], carriedTotal: '0.00', note: '' }],
    BY,
  );
  say({ seq: signed!.seq });
  const { sha256, seq } = await backups.make(`m${n}`, file, { profile, journal, archives }, { app: '0', store: 3, months: [] }, words);
  say({ backup: seq, sha256 });
  const { id } = await backups.restore(`r${n}`, file, `恢复 ${n}`, words);
  say({ restored: id });
}
