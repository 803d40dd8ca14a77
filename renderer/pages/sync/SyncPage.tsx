import { useState } from 'react';
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useOpenDesk, useSession } from '../../app/session/context';
import { useObservable } from '../../app/session/observable';
import { runSync, syncProgress, type SyncAsk } from '../../app/activity/work';
import { useAct } from '../../app/parts/act';
import { Page, Panel } from '../../app/parts/Page';
import { KeysForm } from '../settings/KeysForm';
import { KeysRefused } from '../settings/KeysRefused';
import { DailyPanel } from './DailyPanel';
import { FilesNotice } from './FilesNotice';
import { askOf, NOTHING_PICKED, PickPanel } from './PickPanel';
import { PlanPanel } from './PlanPanel';
import { ProgressPanel } from './ProgressPanel';
import { Problems } from './Problems';
import { Sources } from './Sources';
import { useKeyStatus } from '../settings/key-status';

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
  const [picked, setPicked] = useState(NOTHING_PICKED);
  const { act } = useAct();
  const keys = useKeyStatus(profile.id, progress === null);
  const refused = keys.status !== null && keys.status.refused !== null;
  const needsKeys = profile.endpoint.kind !== 'sandbox' && (keys.status?.present === false || refused);
  const ask = askOf(picked);
  const { offline } = session.info;
  const start = (what: SyncAsk): Promise<boolean> => act(() => runSync(session, what));
  return (
    <Page
      title={t('app.nav.sync')}
      actions={
        progress ? (
          <Button danger onClick={() => void session.desk.cancelSync()} data-testid="sync-cancel">
            {t('app.act.cancel')}
          </Button>
        ) : (
          <Button
            type="primary"
            disabled={ask === null || needsKeys || offline}
            onClick={() => ask && void start(ask)}
            data-testid="sync-start"
          >
            {t('sync.start')}
          </Button>
        )
      }
    >
      {offline && <Alert type="info" showIcon title={t('faults.detail.offline')} data-testid="sync-offline" />}
      {needsKeys && (
        <Panel title={t('settings.keys.title')}>
          <div className="stack">
            {refused && keys.status ? (
              <KeysRefused profile={profile.id} status={keys.status} onStatus={keys.set} />
            ) : (
              <Alert type="info" showIcon title={t('sync.needsKeys')} />
            )}
            <KeysForm profile={profile.id} onSaved={keys.set} onRefused={keys.set} />
          </div>
        </Panel>
      )}
      {progress && <ProgressPanel progress={progress} />}
      <PickPanel picked={picked} onPick={setPicked} disabled={progress !== null} />
      {!progress && <PlanPanel ask={ask} />}
      <Problems />
      <DailyPanel />
      <Sources />
    </Page>
  );
}
