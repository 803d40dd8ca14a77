/** Backups of the open profile, and profiles made from backups. */
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { BackupMade, BackupProgress, BackupRestored, BackupState, LastBackup } from '../../shared/bridge/backup';
import type { EndpointChoice, Profile } from '../../shared/bridge/contract';
import { removeAbandonedTemps, syncFolder, writeFileAtomic } from '../files/atomic-write';
import { errnoOf } from '../files/file-error';
import { profileFolders } from '../profiles/folders';
import type { SettingsStore } from '../profiles/profiles';
import { StoredProfileSchema } from '../profiles/schema';
import { BackupError, diskFault } from './backup-error';
import { readBackup } from './read-backup';
import { writeBackup, type BackupFacts, type BackupOptions, type BackupSource } from './write-backup';

/** Beside a profile's journal: when it was last backed up. Not part of a backup. */
const LAST_FILE = 'last-backup.json';
/** In a restored profile's folder until the settings list it. */
const MARK_FILE = 'restored.json';
const STAGING = 'restoring';

const Last: z.ZodType<LastBackup> = z.object({
  at: z.string().max(40),
  name: z.string().max(300),
  bytes: z.number().int().nonnegative(),
  sealed: z.boolean(),
  seq: z.number().int().nonnegative(),
});

interface Job {
  /** The profile that is read; null for a restore, which makes one of its own. */
  readonly of: string | null;
  readonly abort: AbortController;
  progress: BackupProgress;
}

export interface BackupsContext {
  readonly userData: string;
  readonly settings: Pick<SettingsStore, 'profile' | 'ensureProfile'>;
  readonly clock: () => Date;
  /** Where signed calls of a restored profile may go. @throws for an address that is not accepted */
  readonly checkEndpoint: (endpoint: EndpointChoice) => void;
}

export class Backups {
  private readonly jobs = new Map<string, Job>();

  constructor(private readonly context: BackupsContext) {}

  /**
   * At start: what a restore that was killed left is removed; one that was whole already, and only not listed yet, is listed.
   * Resolves with the number of profiles listed.
   */
  async tidy(): Promise<number> {
    const { userData, settings } = this.context;
    await rm(path.join(userData, STAGING), { recursive: true, force: true, maxRetries: 3 });
    let listed = 0;
    for (const id of await namesIn(path.join(userData, 'profiles'))) {
      const folder = path.join(userData, 'profiles', id);
      const mark = path.join(folder, MARK_FILE);
      try {
        const note = StoredProfileSchema.parse(JSON.parse(await readFile(mark, 'utf8')));
        if (note.id !== id) continue;
        if (settings.profile(id) === undefined) {
          await settings.ensureProfile(note);
          listed += 1;
        }
        await rm(mark, { force: true });
      } catch (error) {
        if (errnoOf(error) !== 'ENOENT' && errnoOf(error) !== 'ENOTDIR') continue;
      }
    }
    return listed;
  }

  async state(id: string, seq: number): Promise<BackupState> {
    try {
      const text = await readFile(path.join(profileFolders(this.context.userData, id).root, LAST_FILE), 'utf8');
      return { last: Last.parse(JSON.parse(text)), seq };
    } catch {
      return { last: null, seq };
    }
  }

  /** @throws BackupError */
  make(
    job: string,
    target: string,
    source: BackupSource & { readonly profile: Profile },
    facts: Omit<BackupFacts, 'madeAt'>,
    passphrase: string | null,
  ): Promise<BackupMade> {
    return this.run(job, source.profile.id, passphrase, async (options) => {
      const madeAt = this.context.clock();
      // What a killed export left there; that it could not be removed stops nobody.
      await removeAbandonedTemps(path.dirname(target), madeAt).catch(() => 0);
      const made = await writeBackup(target, source, { ...facts, madeAt }, options);
      const last: LastBackup = {
        at: madeAt.toISOString(),
        name: path.basename(target),
        bytes: made.bytes,
        sealed: passphrase !== null,
        seq: made.seq,
      };
      const { root } = profileFolders(this.context.userData, source.profile.id);
      // The backup is there; that it is not remembered is no reason to say otherwise.
      await writeFileAtomic(path.join(root, LAST_FILE), JSON.stringify(last) + '\n', { mode: 0o600 }).catch(() => undefined);
      return made;
    });
  }

  /**
   * A new profile from a backup. It is put together and proven in a folder of its own and becomes a profile by one rename.
   * @throws BackupError; nothing was made then
   */
  restore(job: string, file: string, name: string, passphrase: string | null): Promise<BackupRestored> {
    const { userData, settings, clock, checkEndpoint } = this.context;
    const id = randomUUID();
    const staging = path.join(userData, STAGING, id);
    return this.run(job, null, passphrase, async (options) => {
      try {
        await mkdir(staging, { recursive: true, mode: 0o700 });
        const { about, entries, archives, missing, breaks } = await readBackup(file, staging, { ...options, clock });
        const { site, endpoint } = about.profile;
        try {
          checkEndpoint(endpoint);
        } catch {
          throw new BackupError('bad-endpoint');
        }
        const note = { id, name, site, endpoint, createdAt: clock().toISOString() };
        const text = JSON.stringify(note, null, 2) + '\n';
        await writeFileAtomic(path.join(staging, 'profile.json'), text, { mode: 0o600 });
        await writeFileAtomic(path.join(staging, MARK_FILE), text, { mode: 0o600 });
        const { root } = profileFolders(userData, id);
        await mkdir(path.dirname(root), { recursive: true, mode: 0o700 });
        if (options.signal.aborted) throw new BackupError('cancelled');
        await rename(staging, root);
        await syncFolder(path.dirname(root));
        try {
          await settings.ensureProfile(note);
        } catch (error) {
          await rm(root, { recursive: true, force: true });
          throw error;
        }
        await rm(path.join(root, MARK_FILE), { force: true });
        return { id, site, from: about.profile.name, at: about.madeAt, entries, archives, missing, breaks, months: about.months };
      } catch (error) {
        await rm(staging, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
        throw diskFault(error);
      }
    });
  }

  /** Whether a backup of a profile is being written. */
  isReading(profile: string): boolean {
    return [...this.jobs.values()].some(({ of }) => of === profile);
  }

  progress(job: string): BackupProgress | null {
    return this.jobs.get(job)?.progress ?? null;
  }

  cancel(job: string): void {
    this.jobs.get(job)?.abort.abort();
  }

  /** Stops what runs: the app closes. */
  cancelAll(): void {
    for (const { abort } of this.jobs.values()) abort.abort();
  }

  private async run<T>(id: string, of: string | null, passphrase: string | null, act: (options: BackupOptions) => Promise<T>): Promise<T> {
    const job: Job = { of, abort: new AbortController(), progress: { done: 0, total: 0 } };
    this.jobs.set(id, job);
    try {
      return await act({ passphrase, signal: job.abort.signal, onProgress: (progress) => (job.progress = progress) });
    } finally {
      this.jobs.delete(id);
    }
  }
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: unknown) => {
    if (errnoOf(error) === 'ENOENT') return [];
    throw error;
  });
}
