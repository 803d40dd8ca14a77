import type { AppSettings, EndpointChoice, Profile } from '../../shared/bridge/contract';
import { openArchives, type Archives } from '../journal/archives';
import { openJournal, type Journal } from '../journal/journal';
import { profileFolders, type SettingsStore } from '../profiles/profiles';
import type { Sandbox } from '../sandbox/server';
import type { Vault } from '../vault/vault';
import { endpointOf, type Endpoint, type SandboxPool } from './endpoint';
import { FileTokens } from './file-tokens';
import { ProxyDesk } from './proxy-desk';
import { systemUserName } from './user-name';

/** A profile whose truth is open: its journal and its archives. */
export interface OpenProfile {
  readonly profile: Profile;
  readonly journal: Journal;
  readonly archives: Archives;
}

/** What the main process holds while the app runs: profiles, keys, the open profile's journal, files the user chose. */
export class Workspace {
  readonly tokens = new FileTokens();
  readonly proxy: ProxyDesk;
  private opened: OpenProfile | null = null;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly userData: string,
    private readonly store: SettingsStore,
    readonly vault: Vault,
    private readonly pool: SandboxPool,
    private readonly clock: () => Date,
    /** False for a run without a window. */
    attended = true,
  ) {
    this.proxy = new ProxyDesk(attended);
  }

  /** Without a declared name the system's user stands for the person: an act without any name would prove little. */
  settings(): AppSettings {
    return withName(this.store.settings.app);
  }

  async changeSettings(patch: { readonly [K in keyof AppSettings]?: AppSettings[K] | undefined }): Promise<AppSettings> {
    return withName(await this.store.setApp(patch));
  }

  profiles(): readonly Profile[] {
    return this.store.settings.profiles;
  }

  profile(id: string): Profile | null {
    return this.profiles().find((profile) => profile.id === id) ?? null;
  }

  currentId(): string | null {
    return this.store.settings.current;
  }

  addProfile(profile: { name: string; site: 'cn' | 'intl'; endpoint: EndpointChoice }): Promise<Profile> {
    return this.store.addProfile(profile);
  }

  /** Makes a profile the current one: the journal of the one before is closed first. @throws JournalError */
  open(id: string): Promise<OpenProfile> {
    const next = this.turn.then(async () => {
      if (this.opened?.profile.id === id) return this.opened;
      const profile = this.profile(id);
      if (profile === null) throw new RangeError('no such profile');
      await this.opened?.journal.close();
      this.opened = null;
      const folders = profileFolders(this.userData, id);
      const archives = await openArchives(folders.archives, { clock: this.clock });
      const journal = await openJournal(folders.journal, { clock: this.clock });
      this.opened = { profile, journal, archives };
      await this.store.setCurrent(id);
      return this.opened;
    });
    this.turn = next.catch(() => undefined);
    return next;
  }

  /** Removes a profile and all that is kept of it: keys first, then the rest; sample data stay to be started anew. @throws SettingsError, FileError */
  remove(id: string): Promise<void> {
    const next = this.turn.then(async () => {
      if (this.opened?.profile.id === id) {
        await this.opened.journal.close();
        this.opened = null;
      }
      const profile = this.profile(id);
      await this.vault.clear(id);
      await this.store.removeProfile(id);
      if (profile?.endpoint.kind === 'sandbox') await this.store.ensureProfile(profile);
    });
    this.turn = next.catch(() => undefined);
    return next;
  }

  current(): OpenProfile | null {
    return this.opened;
  }

  endpoint(profile: Profile): Promise<Endpoint> {
    return endpointOf(profile, this.pool);
  }

  /** The open profile's sandbox, null for a profile that has none. */
  async sandbox(): Promise<Sandbox | null> {
    const profile = this.opened?.profile;
    return profile?.endpoint.kind === 'sandbox' ? this.pool.of(profile) : null;
  }

  async close(): Promise<void> {
    await this.turn;
    await this.opened?.journal.close();
    this.opened = null;
    await this.pool.close();
  }
}

function withName(settings: AppSettings): AppSettings {
  return settings.userName === '' ? { ...settings, userName: systemUserName() } : settings;
}
