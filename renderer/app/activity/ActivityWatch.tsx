import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../bridge';
import { faultText } from '../faults';
import { useObservable } from '../session/observable';
import { durationText } from '../words';
import { activities, type Activity } from './activities';

/** Work shorter than this is not worth a word from the system when it ends, ms. */
export const LONG_MS = 30_000;

/** Progress of all that goes on, for the task bar: whole percents, so that it is told a hundred times at most. */
export function shareOf(all: readonly Activity[]): number | 'unknown' | null {
  const running = all.filter(({ state }) => state === 'running');
  if (running.length === 0) return null;
  const counted = running.flatMap(({ done, total }) => (total !== null && total > 0 ? [Math.min(1, done / total)] : []));
  return counted.length === 0 ? 'unknown' : Math.floor((counted.reduce((sum, share) => sum + share, 0) / counted.length) * 100) / 100;
}

/** Whether the end of a work is told by the system. What the user cancelled is no news. */
export function isNews({ state, startedAt, endedAt }: Pick<Activity, 'state' | 'startedAt' | 'endedAt'>): boolean {
  return endedAt !== null && state !== 'cancelled' && endedAt - startedAt >= LONG_MS;
}

/** Tells the task bar how far work is, and the system when a long one has ended; main says it only while another window is in use. */
export function ActivityWatch() {
  const { t } = useTranslation();
  const all = useObservable(activities);
  const share = shareOf(all);
  const told = useRef(new Set<number>());
  useEffect(() => {
    void call('windowProgress', { share }).catch(() => undefined);
  }, [share]);
  useEffect(() => {
    for (const activity of all) {
      if (activity.endedAt === null || told.current.has(activity.id)) continue;
      told.current.add(activity.id);
      if (!isNews(activity)) continue;
      const what = t(`app.activity.${activity.kind}`);
      const title = activity.state === 'done' ? t('app.activity.done', { what }) : t('app.activity.notDone', { what });
      const time = t('app.activity.took', { time: durationText(t, Math.round((activity.endedAt - activity.startedAt) / 1000)) });
      const text = activity.state === 'done' ? time : faultText(t, activity.fault);
      void call('workEnded', { title, text: text.slice(0, 300) }).catch(() => undefined);
    }
  }, [all, t]);
  return null;
}
