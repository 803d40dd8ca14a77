import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../bridge';
import { faultText } from '../faults';
import { useObservable } from '../session/observable';
import { durationText } from '../words';
import { activities } from './activities';
import { isNews, shareOf } from './news';

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
