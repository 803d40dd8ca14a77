/** What is begun before the window's own code is there: the desk's worker, main's answers, and opening the profile that was open last. */
import type { AppInfo, AppSettings, Profile } from '../../shared/bridge/contract';
import type { OpenReport } from '../../shared/desk/api';
import { connectDesk } from '../desk/client';
import { call } from './bridge';
import { PAGES } from './pages';
import type { Desk } from './session/session';

export interface OpenedEarly {
  readonly profile: Profile;
  readonly report: OpenReport;
}

export interface Begun {
  readonly info: AppInfo;
  readonly settings: AppSettings;
  readonly profiles: readonly Profile[];
  readonly current: string | null;
  readonly desk: Desk;
  /** Null where there is nothing to open, or something to finish before. */
  readonly opening: Promise<OpenedEarly> | null;
}

/** @param unfinished whether a profile's store has still to be deleted: opening waits for that */
export async function begin(unfinished: boolean): Promise<Begun> {
  const connected = connectDesk();
  const [info, settings, { profiles, current }] = await Promise.all([
    call('appInfo', {}),
    call('settingsGet', {}),
    call('profilesList', {}),
  ]);
  if (current !== null) void PAGES.overview.load().catch(() => undefined);
  const opening = current === null || info.headless || unfinished ? null : openEarly(current, connected);
  // Who shows the profile awaits it; until then a failure is nobody's.
  opening?.catch(() => undefined);
  return { info, settings, profiles, current, desk: await connected, opening };
}

async function openEarly(id: string, connected: Promise<Desk>): Promise<OpenedEarly> {
  const profile = await call('profileOpen', { id });
  const desk = await connected;
  return { profile, report: await desk.open({ profile: profile.id, site: profile.site, quick: true }) };
}
