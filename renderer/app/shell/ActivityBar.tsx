import { Button } from 'antd';
import { CheckCircleOutlined, CloseCircleOutlined, CloseOutlined, StopOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { activities, dismissActivity, type Activity } from '../activity/activities';
import { faultText } from '../faults';
import { useObservable } from '../session/observable';
import { countText } from '../words';

/** The status bar: what long work is going on, how far it is, how to cancel it, and how the last one ended. */
export function ActivityBar() {
  const { t } = useTranslation();
  const all = useObservable(activities);
  return (
    <footer className="shell-foot" aria-label={t('app.activity.label')} data-testid="activity">
      {all.length === 0 ? <span>{t('app.activity.idle')}</span> : all.map((activity) => <Entry key={activity.id} activity={activity} />)}
    </footer>
  );
}

function Entry({ activity }: { readonly activity: Activity }) {
  const { t } = useTranslation();
  const what = t(`app.activity.${activity.kind}`);
  if (activity.state !== 'running') {
    return (
      <span className="activity" role="status" data-testid={`activity-${activity.kind}`} data-state={activity.state}>
        {activity.state === 'done' && (
          <>
            <CheckCircleOutlined />
            {t('app.activity.done', { what })}
          </>
        )}
        {activity.state === 'cancelled' && (
          <>
            <StopOutlined />
            {t('app.activity.cancelled', { what })}
          </>
        )}
        {activity.state === 'failed' && (
          <>
            <CloseCircleOutlined />
            {t('app.activity.failed', { what, why: faultText(t, activity.fault) })}
          </>
        )}
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined />}
          aria-label={t('app.activity.dismiss')}
          onClick={() => dismissActivity(activity.id)}
        />
      </span>
    );
  }
  const { done, total, rate, secondsLeft } = activity;
  return (
    <span className="activity" data-testid={`activity-${activity.kind}`} data-state="running">
      <strong>{what}</strong>
      <progress max={total ?? undefined} value={total === null ? undefined : done} aria-label={what} />
      <span className="figure">
        {total === null
          ? t('app.activity.counted', { done: countText(done) })
          : t('app.activity.progress', { done: countText(done), total: countText(total) })}
      </span>
      {rate !== null && rate > 0 && <span className="figure">{t('app.activity.rate', { rate: Math.round(rate * 10) / 10 })}</span>}
      {secondsLeft !== null && (
        <span className="figure">
          {secondsLeft < 90
            ? t('app.activity.secondsLeft', { n: Math.ceil(secondsLeft) })
            : t('app.activity.minutesLeft', { n: Math.ceil(secondsLeft / 60) })}
        </span>
      )}
      {activity.cancel && (
        <Button size="small" onClick={activity.cancel} data-testid={`cancel-${activity.kind}`}>
          {t('app.activity.cancel')}
        </Button>
      )}
    </span>
  );
}
