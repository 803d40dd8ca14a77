/** What is open: settings, profiles, the desk link and the store of the current profile. One per window. */
import type { Remote } from 'comlink';
import Dexie from 'dexie';
import type { AppInfo, AppSettings, ArgsOf, EndpointChoice, Profile } from '../../../shared/bridge/contract';
import type { DeskApi, Language, OpenReport } from '../../../shared/desk/api';
import { DeskStore, storeName } from '../../store/schema';
import { call } from '../bridge';
import { switchWords } from '../../i18n';
import type { OpenedEarly } from '../begun';
import { Observable } from './observable';
import { deletingKey, unfinished } from './unfinished';

export type Desk = Remote<DeskApi>;

export interface OpenDesk {
  readonly profile: Profile;
  readonly report: OpenReport;
  /** Read only: the desk worker is the store's one writer. */
  readonly store: DeskStore;
}

export interface SessionState {
  readonly settings: AppSettings;
  readonly profiles: readonly Profile[];
  /** `failed` keeps the fault for the screen. */
  readonly phase: 'none' | 'opening' | 'open' | 'failed';
  readonly open: OpenDesk | null;
  readonly wanted: string | null;
  readonly fault: unknown;
}

export class Session {
  readonly state: Observable<SessionState>;

  constructor(
    public info: AppInfo,
    readonly desk: Desk,
    settings: AppSettings,
    profiles: readonly Profile[],
  ) {
    this.state = new Observable<SessionState>({ settings, profiles, phase: 'none', open: null, wanted: null, fault: null });
  }

  /** Language of the screens: the chosen one, else the system's. */
  get language(): Language {
    return languageOf(this.state.get().settings, this.info);
  }

  #patch(patch: Partial<SessionState>): void {
    this.state.set({ ...this.state.get(), ...patch });
  }

  /**
   * Makes a profile the current one in main and opens its store. A fault leaves nothing open and is shown by the shell.
   * @param begun where it is being opened already
   */
  async openProfile(id: string, begun: Promise<OpenedEarly> | null = null): Promise<void> {
    this.#patch({ phase: 'opening', wanted: id, fault: null });
    try {
      if (begun) {
        const { profile, report } = await begun;
        // Only now: before the profile is the current one, main answers with the clock's date, and sample data has one of its own.
        await this.today();
        this.#opened(profile, report);
        void this.#looked();
        return;
      }
      // Main has one journal open, and the desk's acts go into it: those that still go on belong into the one of before.
      await this.#shut();
      const profile = await call('profileOpen', { id });
      await this.openDesk(profile);
    } catch (fault) {
      this.#patch({ phase: 'failed', fault });
    }
  }

  /** Back to the choice of profiles, after one could not be opened or holds data of a newer version. */
  async leave(): Promise<void> {
    this.#patch({ phase: 'none', wanted: null, fault: null });
    await this.#shut();
  }

  /** Shows the open profile no more, and resolves when the desk has ended what it still did in it. */
  async #shut(): Promise<void> {
    const { open } = this.state.get();
    open?.store.close();
    this.#patch({ open: null });
    await this.desk.close();
  }

  /** Opens the store of a profile that is current in main already. @throws DeskFault */
  async openDesk(profile: Profile): Promise<OpenReport> {
    const report = await this.desk.open({ profile: profile.id, site: profile.site });
    await this.today();
    this.#opened(profile, report);
    return report;
  }

  /** What a quick opening finds afterwards is said where opening would have said it, a fault too. */
  async #looked(): Promise<void> {
    const { open } = this.state.get();
    if (!open) return;
    try {
      const state = await this.desk.checked();
      if (this.state.get().open === open && open.report.state !== state)
        this.#patch({ open: { ...open, report: { ...open.report, state } } });
    } catch (fault) {
      if (this.state.get().open !== open) return;
      this.#patch({ phase: 'failed', fault });
      await this.#shut().catch(() => undefined);
    }
  }

  #opened(profile: Profile, report: OpenReport): void {
    this.#patch({ phase: 'open', open: { profile, report, store: new DeskStore(profile.id) }, wanted: profile.id, fault: null });
  }

  /** Today, UTC+8: an app left open goes on into another day; sample data has a date of its own. */
  async today(): Promise<string> {
    this.info = await call('appInfo', {});
    return this.info.today;
  }

  async addProfile(choice: { name: string; site: 'cn' | 'intl'; endpoint: EndpointChoice }): Promise<Profile> {
    const profile = await call('profileAdd', choice);
    await this.reloadProfiles();
    return profile;
  }

  /**
   * Deletes a profile: main's part first (keys, journal, archives, kept files), then its store. When it was the open one, the choice of profiles is shown.
   * @throws BridgeFault
   */
  async deleteProfile(id: string): Promise<void> {
    const { open } = this.state.get();
    if (open?.profile.id === id) await this.leave();
    localStorage.setItem(deletingKey(id), '');
    try {
      await call('profileDelete', { id });
    } catch (fault) {
      localStorage.removeItem(deletingKey(id));
      throw fault;
    }
    await forget(id);
    await this.reloadProfiles();
  }

  /** Finishes what a kill interrupted: a store whose profile main has deleted already, and sample data that were to be started anew. */
  async finishDeleting(): Promise<void> {
    for (const id of unfinished()) {
      const profile = this.state.get().profiles.find((one) => one.id === id);
      if (profile === undefined || profile.endpoint.kind === 'sandbox') await forget(id);
      else localStorage.removeItem(deletingKey(id));
    }
  }

  /** The list as main has it, after a profile came to be in another way. */
  async reloadProfiles(): Promise<void> {
    const { profiles } = await call('profilesList', {});
    this.#patch({ profiles });
  }

  async changeSettings(change: ArgsOf<'settingsSet'>): Promise<void> {
    const settings = await call('settingsSet', change);
    await switchWords(languageOf(settings, this.info));
    this.#patch({ settings });
  }
}

/** Deletes a profile's store and what this window remembers of it. */
async function forget(id: string): Promise<void> {
  await Dexie.delete(storeName(id));
  for (const key of Object.keys(localStorage)) if (key.startsWith('desk.') && key.endsWith(`.${id}`)) localStorage.removeItem(key);
}

/** The language chosen, else the system's; a run without a person speaks Chinese unless told otherwise, as its report does. */
export function languageOf(settings: AppSettings, info: Pick<AppInfo, 'headless'>): Language {
  return settings.language ?? (info.headless || navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en');
}
