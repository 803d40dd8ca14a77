import { Button } from 'antd';
import { CheckCircleOutlined, CloseCircleOutlined, CloseOutlined, DownOutlined, StopOutlined, UpOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { keysOf } from '../../../shared/shell/commands';
import { ariaShortcut, shortcutText } from '../../../shared/shell/shortcuts';
import { activities, dismissActivity, type Activity } from '../activity/activities';
import { activityOpen } from '../commands/asked';
import { faultText } from '../faults';
import { useSession } from '../session/context';
import { useObservable } from '../session/observable';
import { ActivityPanel, Progress } from './ActivityPanel';

/** The status bar: what long work is going on, how far it is, how to cancel it, and how the last one ended; all of this session in a list above it. */
export function ActivityBar() {
  const { t } = useTranslation();
  const { platform } = useSession().info;
  const all = useObservable(activities);
  const open = useObservable(activityOpen);
  const shown = all.filter(({ state, told }) => state === 'running' || told);
  const keys = keysOf('activity', platform)[0]!;
  return (
    <>
      {open && <ActivityPanel />}
      <footer className="shell-foot" aria-label={t('app.activity.label')} data-testid="activity">
        <div className="foot-works">
          {shown.length === 0 ? (
            <span>{t('app.activity.idle')}</span>
          ) : (
            shown.map((activity) => <Entry key={activity.id} activity={activity} />)
          )}
        </div>
        <Button
          type="text"
          size="small"
          icon={open ? <DownOutlined /> : <UpOutlined />}
          aria-expanded={open}
          aria-controls="activity-panel"
          aria-keyshortcuts={ariaShortcut(keys, platform)}
          title={`${t('commands.names.activity')} (${shortcutText(keys, platform)})`}
          data-testid="activity-toggle"
          onClick={() => activityOpen.set(!open)}
        >
          {t('app.activity.list', { n: all.length })}
        </Button>
      </footer>
    </>
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
            <CheckCircleOutlined aria-hidden />
            {t('app.activity.done', { what })}
          </>
        )}
        {activity.state === 'cancelled' && (
          <>
            <StopOutlined aria-hidden />
            {t('app.activity.cancelled', { what })}
          </>
        )}
        {activity.state === 'failed' && (
          <>
            <CloseCircleOutlined aria-hidden />
            <span className="activity-why" title={faultText(t, activity.fault)}>
              {t('app.activity.failed', { what, why: faultText(t, activity.fault) })}
            </span>
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
  return (
    <span className="activity" data-testid={`activity-${activity.kind}`} data-state="running">
      <strong>{what}</strong>
      <Progress activity={activity} name={what} />
      {activity.cancel && (
        <Button size="small" onClick={activity.cancel} data-testid={`cancel-${activity.kind}`}>
          {t('app.activity.cancel')}
        </Button>
      )}
    </span>
  );
}
