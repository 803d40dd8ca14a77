import { Alert, Button, Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import type { SyncProgress } from '../../../shared/sync/slices';
import { call } from '../../app/bridge';
import { useAct } from '../../app/parts/act';
import { Panel } from '../../app/parts/Page';
import { countText, durationText, localTime } from '../../app/words';
import { useSliceWords } from './slice-words';

export function ProgressPanel({ progress }: { readonly progress: SyncProgress }) {
  const { t } = useTranslation();
  const sliceWords = useSliceWords();
  const { busy, act } = useAct();
  const { slicesDone, slicesTotal, records, requests, retries, rate, secondsLeft, phase, current, trouble, paused } = progress;
  const percent = slicesTotal > 0 ? Math.floor((slicesDone / slicesTotal) * 100) : 0;
  return (
    <Panel title={t('sync.progress', { phase: t(`codes.phase.${phase}`) })} testid="sync-progress">
      {paused && (
        <Alert
          type="warning"
          showIcon
          role="alert"
          title={t('sync.paused.title', { at: localTime(paused.since) })}
          description={t(`sync.paused.${paused.reason}`)}
          data-testid="sync-paused"
          data-reason={paused.reason}
          action={
            paused.reason === 'proxy' && (
              <Button size="small" data-testid="proxy-sign-in" loading={busy} onClick={() => void act(() => call('proxyRetry', {}))}>
                {t('sync.paused.signIn')}
              </Button>
            )
          }
          style={{ marginBottom: 12 }}
        />
      )}
      {trouble !== null && !paused && (
        <Alert
          type="warning"
          showIcon
          role="alert"
          title={t(`sync.trouble.${trouble}`)}
          data-testid="sync-trouble"
          data-trouble={trouble}
          style={{ marginBottom: 12 }}
        />
      )}
      <Progress percent={percent} status="active" aria-label={t('app.nav.sync')} />
      <dl className="tiles">
        <div className="tile">
          <dt>{t('sync.slices')}</dt>
          <dd data-testid="sync-slices">
            {slicesDone} / {slicesTotal}
          </dd>
        </div>
        <div className="tile">
          <dt>{t('sync.records')}</dt>
          <dd>{countText(records)}</dd>
        </div>
        <div className="tile">
          <dt>{t('sync.requests')}</dt>
          <dd>{countText(requests)}</dd>
          <dd className="small muted">{t('sync.retries', { n: retries })}</dd>
        </div>
        <div className="tile">
          <dt>{t('sync.rate')}</dt>
          <dd>{Math.round(rate * 10) / 10}</dd>
        </div>
        <div className="tile">
          <dt>{t('sync.timeLeft')}</dt>
          <dd>{secondsLeft === null ? '—' : durationText(t, Math.ceil(secondsLeft))}</dd>
        </div>
      </dl>
      <p className="muted" style={{ margin: '8px 0 0', minHeight: '1.6em' }}>
        {current !== null && sliceWords(current)}
      </p>
    </Panel>
  );
}
