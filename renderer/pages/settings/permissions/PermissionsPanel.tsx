import { useState } from 'react';
import { Alert, Button, Progress } from 'antd';
import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import { worthAnotherTry, type PermissionReport } from '../../../../shared/sync/permissions';
import { activities, isCancelled } from '../../../app/activity/activities';
import { runPermissionCheck } from '../../../app/activity/work';
import { faultText } from '../../../app/faults';
import { Panel } from '../../../app/parts/Page';
import { StatusTag } from '../../../app/parts/StatusTag';
import { useOpenDesk, useSession } from '../../../app/session/context';
import { useObservable } from '../../../app/session/observable';
import { countText, localTime } from '../../../app/words';
import { PERMISSIONS } from '../../../desk/permission-job';
import { PermissionMatrix } from './PermissionMatrix';
import { LearnMore } from '../../../app/parts/LearnMore';
import { ofFailure, ofFault } from '../../../help/addresses';

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
  // The check goes on while other pages are looked at.
  const running = useObservable(activities).find(({ kind, state }) => kind === 'check' && state === 'running') ?? null;
  const [fault, setFault] = useState<unknown>(null);
  const left = report === null ? 0 : worthAnotherTry(report).length;
  const start = async (again: boolean): Promise<void> => {
    setFault(null);
    await runPermissionCheck(session, again).catch(setFault);
  };
  return (
    <Panel title={t('interfaces.check.title')} testid="permission-check">
      <div className="stack tight">
        <p style={{ margin: 0, maxWidth: 960 }}>{t('interfaces.check.hint')}</p>
        <div className="row">
          <Button type="primary" disabled={running !== null} onClick={() => void start(false)} data-testid="permission-start">
            {t('interfaces.check.start')}
          </Button>
          {left > 0 && (
            <Button disabled={running !== null} onClick={() => void start(true)} data-testid="permission-again">
              {t('interfaces.check.again', { n: left })}
            </Button>
          )}
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
            <Button size="small" onClick={() => void running.cancel?.()} data-testid="permission-cancel">
              {t('app.act.cancel')}
            </Button>
          </div>
        )}
        {fault !== null && isCancelled(fault) && <span className="muted">{t('interfaces.check.cancelled')}</span>}
        {fault !== null && !isCancelled(fault) && (
          <>
            <StatusTag tone="bad">{faultText(t, fault)}</StatusTag> <LearnMore to={ofFault(fault)} />
          </>
        )}
        {report?.stopped && (
          <StatusTag tone="bad">
            {t('interfaces.check.stopped', { why: t(`faults.failure.${report.stopped}.happened`) })}{' '}
            {t(`faults.failure.${report.stopped}.todo`)} <LearnMore to={ofFailure(report.stopped)} />
          </StatusTag>
        )}
        {report?.calls.some(({ permitted }) => permitted === 'missing') && (
          <Alert type="info" showIcon title={t('interfaces.check.grant')} style={{ maxWidth: 960 }} />
        )}
      </div>
    </Panel>
  );
}
