/** A sync a day while the app is open, at the time the user set; off until it is set. */
import { useEffect } from 'react';
import { call } from '../bridge';
import { useOpenDesk, useSession, useSessionState } from '../session/context';
import { activities } from './activities';
import { runSync } from './work';

/** How often the clock is looked at, ms. */
const LOOK_MS = 30_000;
const triedKey = (profile: string): string => `desk.daily.${profile}`;

/** A moment by this computer's clock. */
export interface LocalMoment {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  /** `HH:MM`. */
  readonly time: string;
}

export function localMoment(at: Date): LocalMoment {
  const two = (n: number): string => String(n).padStart(2, '0');
  return {
    day: `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`,
    time: `${two(at.getHours())}:${two(at.getMinutes())}`,
  };
}

/**
 * Whether the sync of the day is due: its time has come, it was not tried today, and nobody synced since that time.
 * @param tried day of the last try, `YYYY-MM-DD`
 * @param last start of the last run of any kind
 */
export function dailyDue(now: LocalMoment, at: string | null, tried: string | null, last: LocalMoment | null): boolean {
  if (at === null || now.time < at || tried === now.day) return false;
  return last === null || last.day !== now.day || last.time < at;
}

/** Keeps the appointment for the open profile; a profile of files, or one without keys, has none. */
export function useDailySync(): void {
  const session = useSession();
  const { dailySync } = useSessionState().settings;
  const { profile, store } = useOpenDesk();
  useEffect(() => {
    if (dailySync === null || profile.endpoint.kind === 'files') return undefined;
    let looking = false;
    const look = async (): Promise<void> => {
      if (looking || activities.get().some(({ state }) => state === 'running')) return;
      // A machine that just woke up has no network yet: the day's one try waits for it.
      if (profile.endpoint.kind !== 'sandbox' && !navigator.onLine) return;
      looking = true;
      try {
        const started = (await store.runs.orderBy('id').last())?.startedAt;
        const now = localMoment(new Date());
        const last = started === undefined ? null : localMoment(new Date(started));
        if (!dailyDue(now, dailySync, localStorage.getItem(triedKey(profile.id)), last)) return;
        if (profile.endpoint.kind !== 'sandbox') {
          // Refused keys are not tried day by day: the Sync page asks for others.
          const { present, refused } = await call('keysStatus', { profile: profile.id });
          if (!present || refused !== null) return;
        }
        localStorage.setItem(triedKey(profile.id), now.day);
        await runSync(session, { periods: null });
      } catch {
        // The status bar shows how it ended; tomorrow is another day.
      } finally {
        looking = false;
      }
    };
    void look();
    const timer = setInterval(() => void look(), LOOK_MS);
    return () => clearInterval(timer);
  }, [session, dailySync, profile, store]);
}
