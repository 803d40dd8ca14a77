import { useState } from 'react';
import { Alert, Button, Input, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { isPeriod, periodRange } from '../../../shared/period';
import { useOpenDesk, useSession } from '../../app/session/context';
import { useObservable } from '../../app/session/observable';
import { runSync, syncProgress } from '../../app/activity/work';
import { useAct } from '../../app/parts/act';
import { Page, Panel } from '../../app/parts/Page';
import { KeysForm } from '../settings/KeysForm';
import { FilesNotice } from './FilesNotice';
import { ProgressPanel } from './ProgressPanel';
import { Problems } from './Problems';
import { Sources } from './Sources';
import { useKeyStatus } from '../settings/key-status';

const MOST_MONTHS = 36;

/** Getting bills; a profile of files has none to get. */
export function SyncPage() {
  const { profile } = useOpenDesk();
  return profile.endpoint.kind === 'files' ? <FilesNotice /> : <GatewaySync />;
}

/** Which months, how far it is, what went wrong in words, how fresh each source is. */
function GatewaySync() {
  const { t } = useTranslation();
  const session = useSession();
  const { profile } = useOpenDesk();
  const progress = useObservable(syncProgress);
  const [mode, setMode] = useState<'found' | 'chosen'>('found');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const { act } = useAct();
  const keys = useKeyStatus(profile.id);
  const needsKeys = profile.endpoint.kind !== 'sandbox' && keys.status?.present === false;
  const months = isPeriod(from) && isPeriod(to) ? periodRange(from, to) : [];
  const valid = mode === 'found' || (months.length > 0 && months.length <= MOST_MONTHS);
  const start = (): Promise<boolean> => act(() => runSync(session, mode === 'found' ? null : months));
  return (
    <Page
      title={t('app.nav.sync')}
      actions={
        progress ? (
          <Button danger onClick={() => void session.desk.cancelSync()} data-testid="sync-cancel">
            {t('app.act.cancel')}
          </Button>
        ) : (
          <Button type="primary" disabled={!valid || needsKeys} onClick={() => void start()} data-testid="sync-start">
            {t('sync.start')}
          </Button>
        )
      }
    >
      {needsKeys && (
        <Panel title={t('settings.keys.title')}>
          <Alert type="info" showIcon title={t('sync.needsKeys')} style={{ marginBottom: 12 }} />
          <KeysForm profile={profile.id} onSaved={keys.set} />
        </Panel>
      )}
      <Panel title={t('sync.what')}>
        <div className="row">
          <Radio.Group
            value={mode}
            disabled={progress !== null}
            onChange={(event) => setMode(event.target.value as 'found' | 'chosen')}
            options={[
              { value: 'found', label: t('sync.found') },
              { value: 'chosen', label: t('sync.chosen') },
            ]}
          />
          {mode === 'chosen' && (
            <>
              <Input
                style={{ width: 100 }}
                placeholder="YYYY-MM"
                aria-label={t('sync.from')}
                data-testid="sync-from"
                status={from !== '' && !isPeriod(from) ? 'error' : ''}
                value={from}
                onChange={(event) => setFrom(event.target.value.trim())}
              />
              <span aria-hidden="true">–</span>
              <Input
                style={{ width: 100 }}
                placeholder="YYYY-MM"
                aria-label={t('sync.to')}
                data-testid="sync-to"
                status={to !== '' && !isPeriod(to) ? 'error' : ''}
                value={to}
                onChange={(event) => setTo(event.target.value.trim())}
              />
              <span className="muted">{t('sync.monthCount', { n: months.length, most: MOST_MONTHS })}</span>
            </>
          )}
        </div>
        <p className="muted" style={{ marginBottom: 0 }}>
          {t('sync.hint', { today: session.info.today })}
        </p>
      </Panel>
      {progress && <ProgressPanel progress={progress} />}
      <Problems />
      <Sources />
    </Page>
  );
}
