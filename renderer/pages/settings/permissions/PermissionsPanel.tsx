import { useState } from 'react';
import { Alert, Button, Progress } from 'antd';
import * as Comlink from 'comlink';
import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import type { Progress as Done } from '../../../../shared/desk/api';
import type { PermissionReport } from '../../../../shared/sync/permissions';
import { isCancelled } from '../../../app/activity/activities';
import { faultText } from '../../../app/faults';
import { Panel } from '../../../app/parts/Page';
import { StatusTag } from '../../../app/parts/StatusTag';
import { useLanguage, useOpenDesk, useSession } from '../../../app/session/context';
import { countText, localTime } from '../../../app/words';
import { PERMISSIONS } from '../../../desk/permission-job';
import { PermissionMatrix } from './PermissionMatrix';

/** Which interfaces the profile's keys may call: checked when asked for, the result kept with its date. */
export function PermissionsPanel() {
  const { t } = useTranslation();
  const { profile, store } = useOpenDesk();
  const report = useLiveQuery(async () => ((await store.meta.get(PERMISSIONS))?.value as PermissionReport | undefined) ?? null, [store]);
  if (profile.endpoint.kind === 'files')
    return (
      <Panel title={t('interfaces.check.title')}>
        <p className="muted">{t('interfaces.check.files')}</p>
      </Panel>
    );
  return (
    <div className="stack">
      <CheckPanel report={report ?? null} />
      {report && <PermissionMatrix report={report} />}
    </div>
  );
}

function CheckPanel({ report }: { readonly report: PermissionReport | null }) {
  const { t } = useTranslation();
  const session = useSession();
  const language = useLanguage();
  const [running, setRunning] = useState<Done | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const start = async (): Promise<void> => {
    setFault(null);
    setRunning({ step: 'verifying', done: 0, total: null });
    try {
      await session.desk.checkPermissions({ today: await session.today(), language }, Comlink.proxy(setRunning));
    } catch (error) {
      setFault(error);
    } finally {
      setRunning(null);
    }
  };
  return (
    <Panel title={t('interfaces.check.title')} testid="permission-check">
      <div className="stack tight">
        <p style={{ margin: 0, maxWidth: 960 }}>{t('interfaces.check.hint')}</p>
        <div className="row">
          <Button type="primary" disabled={running !== null} onClick={() => void start()} data-testid="permission-start">
            {t('interfaces.check.start')}
          </Button>
          {running === null && (
            <span className="muted" data-testid="permission-at">
              {report === null
                ? t('interfaces.check.never')
                : t('interfaces.check.at', { at: localTime(report.at), requests: countText(report.requests) })}
            </span>
          )}
        </div>
        {running && (
          <div className="row nowrap" role="status">
            <span>{t('interfaces.check.running', { done: running.done, total: running.total ?? '…' })}</span>
            <Progress
              style={{ flex: 1, maxWidth: 480 }}
              percent={running.total === null ? 0 : Math.floor((running.done / running.total) * 100)}
              size="small"
            />
            <Button size="small" onClick={() => void session.desk.cancelVerify()} data-testid="permission-cancel">
              {t('app.act.cancel')}
            </Button>
          </div>
        )}
        {fault !== null && isCancelled(fault) && <span className="muted">{t('interfaces.check.cancelled')}</span>}
        {fault !== null && !isCancelled(fault) && <StatusTag tone="bad">{faultText(t, fault)}</StatusTag>}
        {report?.stopped && (
          <StatusTag tone="bad">
            {t('interfaces.check.stopped', { why: t(`faults.failure.${report.stopped}.happened`) })}{' '}
            {t(`faults.failure.${report.stopped}.todo`)}
          </StatusTag>
        )}
        {report?.calls.some(({ permitted }) => permitted === 'missing') && (
          <Alert type="info" showIcon title={t('interfaces.check.grant')} style={{ maxWidth: 960 }} />
        )}
      </div>
    </Panel>
  );
}
