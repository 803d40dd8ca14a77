/** The app's settings and its list of profiles (profile = site + account), in one small file that is written as a whole. */
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import type { AppSettings, Profile } from '../../shared/bridge/contract';
import { writeFileAtomic } from '../files/atomic-write';
import { asFileError, errnoOf, type FileErrorCode } from '../files/file-error';
import { profilesFromFolders, profilesSetAside, removeSetAside, setFolderAside, writeProfileNote } from './folders';
import { DEFAULTS, SETTINGS_VERSION, SettingsSchema, versionOf, type Settings, type StoredProfile } from './schema';

export { profileFolders, type ProfileFolders } from './folders';
export type { Settings, StoredProfile } from './schema';

/** `newer-version`: written by a newer app, left untouched. `no-such-profile`, `invalid`: nothing was changed. The others: not saved. */
export type SettingsErrorCode = 'newer-version' | 'no-such-profile' | 'invalid' | FileErrorCode;

export class SettingsError extends Error {
  constructor(
    readonly code: SettingsErrorCode,
    detail: string,
    options?: { cause: unknown },
  ) {
    super(`${code}: ${detail}`, options);
    this.name = 'SettingsError';
  }
}

/** What opening found. `lost`: there was no readable file although profiles have folders. */
export interface SettingsReport {
  readonly state: 'fine' | 'new' | 'damaged' | 'lost';
  /** Name under which a damaged file was kept. */
  readonly keptAs: string | null;
  /** Profiles taken over from their folders' notes. */
  readonly recovered: number;
}

const FILE = 'settings.json';

/**
 * Reads `<userData>/settings.json`. A damaged one is kept aside, and defaults with the profiles found on disk are used.
 * @throws SettingsError `newer-version`, or the file's error when it is there and cannot be read
 */
export async function openSettings(userData: string, { clock }: { clock: () => Date }): Promise<SettingsStore> {
  try {
    await mkdir(userData, { recursive: true });
    const read = await readSettings(path.join(userData, FILE));
    // What a kill left of a profile being deleted: the list first, so that a kill in here leaves it to the next start.
    const deleted = await profilesSetAside(userData);
    if (typeof read === 'object') {
      const store = new SettingsStore(userData, clock, read, { state: 'fine', keptAs: null, recovered: 0 });
      await store.forget(deleted);
      await removeSetAside(userData);
      return store;
    }
    await removeSetAside(userData);
    const keptAs = read === 'damaged' ? await keepAside(userData, clock()) : null;
    const profiles = await profilesFromFolders(userData);
    const state = read === 'damaged' ? 'damaged' : profiles.length > 0 ? 'lost' : 'new';
    return new SettingsStore(userData, clock, { ...DEFAULTS, profiles }, { state, keptAs, recovered: profiles.length });
  } catch (error) {
    throw asSettingsError(error, userData);
  }
}

export class SettingsStore {
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly userData: string,
    private readonly clock: () => Date,
    private state: Settings,
    readonly report: SettingsReport,
  ) {}

  /** What is on the disk. */
  get settings(): Settings {
    return this.state;
  }

  profile(id: string): StoredProfile | undefined {
    return this.state.profiles.find((profile) => profile.id === id);
  }

  /** The current profile, when there is one. */
  current(): StoredProfile | undefined {
    return this.state.current === null ? undefined : this.profile(this.state.current);
  }

  /** Adds a profile under a random id. Where its calls may go is the caller's to check. @throws SettingsError */
  addProfile(asked: Omit<Profile, 'id'>): Promise<StoredProfile> {
    return this.keepProfile({ ...asked, id: randomUUID(), createdAt: this.clock().toISOString() });
  }

  /** Takes a profile whose id is given by what it is (a sandbox world, a gateway's address): made once, found again afterwards. @throws SettingsError */
  async ensureProfile(profile: Profile): Promise<StoredProfile> {
    return this.profile(profile.id) ?? this.keepProfile({ ...profile, createdAt: this.clock().toISOString() });
  }

  /** Changes a profile's name or endpoint; its site is its own for ever, because its data is. @throws SettingsError */
  async changeProfile(id: string, change: Partial<Pick<Profile, 'name' | 'endpoint'>>): Promise<StoredProfile> {
    const known = this.profile(id);
    if (!known) throw new SettingsError('no-such-profile', id);
    return this.keepProfile({ ...known, ...change });
  }

  /**
   * Takes a profile out of the list and its folder away: first aside, so that a kill in between leaves no half of a profile.
   * @throws SettingsError
   */
  async removeProfile(id: string): Promise<void> {
    await this.update(async (state) => {
      if (!state.profiles.some((profile) => profile.id === id)) throw new SettingsError('no-such-profile', id);
      await removeSetAside(this.userData);
      await setFolderAside(this.userData, id);
      return {
        ...state,
        profiles: state.profiles.filter((profile) => profile.id !== id),
        current: state.current === id ? null : state.current,
      };
    });
    await removeSetAside(this.userData);
  }

  /** Takes profiles out of the list whose folders are gone. @throws SettingsError */
  async forget(gone: readonly string[]): Promise<void> {
    if (!this.state.profiles.some(({ id }) => gone.includes(id))) return;
    await this.update((state) => ({
      ...state,
      profiles: state.profiles.filter(({ id }) => !gone.includes(id)),
      current: state.current !== null && gone.includes(state.current) ? null : state.current,
    }));
  }

  /** @throws SettingsError `no-such-profile` or the file's error */
  async setCurrent(id: string): Promise<void> {
    await this.update((state) => {
      if (!state.profiles.some((profile) => profile.id === id)) throw new SettingsError('no-such-profile', id);
      return { ...state, current: id };
    });
  }

  /** @throws SettingsError */
  async setApp(change: { readonly [K in keyof AppSettings]?: AppSettings[K] | undefined }): Promise<AppSettings> {
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    const { app } = await this.update((state) => ({ ...state, app: { ...state.app, ...given } }));
    return app;
  }

  private async keepProfile(profile: StoredProfile): Promise<StoredProfile> {
    await this.update(async (state) => {
      const others = state.profiles.filter(({ id }) => id !== profile.id);
      const next = checked({ ...state, profiles: [...others, profile].sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1)) });
      await writeProfileNote(this.userData, profile);
      return next;
    });
    return profile;
  }

  /** One change after the other; what is in memory changes only when the file has. */
  private update(change: (state: Settings) => Settings | Promise<Settings>): Promise<Settings> {
    const done = this.turn.then(async () => {
      try {
        const next = checked(await change(this.state));
        const text = JSON.stringify({ version: SETTINGS_VERSION, ...next }, null, 2) + '\n';
        await writeFileAtomic(path.join(this.userData, FILE), text, { mode: 0o600 });
        this.state = next;
        return next;
      } catch (error) {
        throw asSettingsError(error, this.userData);
      }
    });
    this.turn = done.catch(() => undefined);
    return done;
  }
}

function checked(settings: Settings): Settings {
  const parsed = SettingsSchema.safeParse(settings);
  if (!parsed.success) throw new SettingsError('invalid', 'the settings do not fit their schema', { cause: parsed.error });
  return parsed.data;
}

async function readSettings(file: string): Promise<Settings | 'missing' | 'damaged'> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return 'missing';
    throw error;
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'damaged';
  }
  const version = versionOf(value);
  if (version !== undefined && version > SETTINGS_VERSION) throw new SettingsError('newer-version', `settings have version ${version}`);
  const parsed = SettingsSchema.safeParse(value);
  if (version === undefined || !parsed.success) return 'damaged';
  const { profiles, current } = parsed.data;
  return { ...parsed.data, current: profiles.some(({ id }) => id === current) ? current : null };
}

/** Renames the damaged file; the name says when, and never takes another's place. */
async function keepAside(userData: string, now: Date): Promise<string> {
  const moment = now.toISOString().slice(0, 19).replaceAll(':', '');
  for (let n = 1; ; n += 1) {
    const name = `settings.damaged-${moment}${n === 1 ? '' : `-${n}`}.json`;
    const taken = await stat(path.join(userData, name)).then(
      () => true,
      () => false,
    );
    if (taken) continue;
    await rename(path.join(userData, FILE), path.join(userData, name));
    return name;
  }
}

function asSettingsError(error: unknown, userData: string): SettingsError {
  if (error instanceof SettingsError) return error;
  const file = asFileError(error, path.join(userData, FILE));
  return new SettingsError(file.code, file.message, { cause: error });
}
