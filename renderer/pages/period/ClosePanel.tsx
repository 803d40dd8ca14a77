import { useEffect, useState } from 'react';
import { Button } from 'antd';
import { Link } from 'react-router';
import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import type { CloseCheck, PeriodState } from '../../../shared/desk/api';
import { useOpenDesk, useSession, useSessionState } from '../../app/session/context';
import { isClosed } from '../../app/session/lookups';
import { faultText } from '../../app/faults';
import { moneyText } from '../../app/parts/Money';
import { Panel } from '../../app/parts/Page';
import { StatusTag } from '../../app/parts/StatusTag';
import { CarriedInList, StaleList } from './CloseLists';
import { CloseHistory } from './CloseHistory';
import { MissingList } from './MissingList';
import { ShareDecisions } from './ShareDecisions';
import { ReopenDialog, SignOffDialog } from './SignDialogs';

const SHOWN = 12;

/** What is missing before the month can be signed off, and the sign-off itself. */
export function ClosePanel({ period, state }: { readonly period: string; readonly state: PeriodState }) {
  const { t } = useTranslation();
  const { desk } = useSession();
  const { settings } = useSessionState();
  const { store } = useOpenDesk();
  const [check, setCheck] = useState<CloseCheck | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const [dialog, setDialog] = useState<'sign' | 'reopen' | null>(null);
  const closed = isClosed(state);
  // Decisions and explanations change what is missing, and so does a reconciliation that ends after the act that called for it.
  const acts = useLiveQuery(async () => (await store.acts.orderBy('seq').last())?.seq ?? 0, [store]);
  const totals = useLiveQuery(
    async () => (await store.totals.where('period').equals(period).toArray()).map(({ id, status }) => `${id} ${status}`).join(),
    [store, period],
  );
  useEffect(() => {
    let current = true;
    if (acts === undefined) return undefined;
    // Another user at the desk may be someone who must not sign.
    desk.closeCheck(period).then(
      (found) => current && (setCheck(found), setFault(null)),
      (problem: unknown) => current && setFault(problem),
    );
    return () => {
      current = false;
    };
  }, [desk, period, acts, totals, state, settings.userName]);
  return (
    <Panel
      title={t('period.close.title')}
      testid="close-check"
      actions={
        closed ? (
          <Button onClick={() => setDialog('reopen')} data-testid="reopen">
            {t('period.close.reopen')}
          </Button>
        ) : (
          <Button type="primary" disabled={!check?.ready} onClick={() => setDialog('sign')} data-testid="signoff">
            {t('period.close.signOff')}
          </Button>
        )
      }
    >
      {fault !== null && <p role="alert">{faultText(t, fault)}</p>}
      {closed && <StatusTag tone="good">{t('period.close.signed')}</StatusTag>}
      {!closed && check?.ready && <StatusTag tone="good">{t('period.close.ready')}</StatusTag>}
      {!closed && check && !check.ready && <Missing check={check} />}
      {check && check.carried > 0 && (
        <p className="figure">{t('period.close.carried', { n: check.carried, amount: moneyText(check.carriedTotal) })}</p>
      )}
      {check && check.carriedIn.length > 0 && <CarriedInList check={check} />}
      {check && check.stale.length > 0 && <StaleList check={check} />}
      {check?.policy.approverOther && <p className="muted">{t('period.close.policy')}</p>}
      <CloseHistory period={period} />
      <div className="row">
        <ShareDecisions period={period} />
      </div>
      {dialog === 'sign' && <SignOffDialog period={period} onClose={() => setDialog(null)} />}
      {dialog === 'reopen' && <ReopenDialog period={period} onClose={() => setDialog(null)} />}
    </Panel>
  );
}

function Missing({ check }: { readonly check: CloseCheck }) {
  const { t } = useTranslation();
  const { missing, period } = check;
  return (
    <div data-testid="close-missing" data-count={missing.length}>
      <div className="row">
        <StatusTag tone="warn">{t('period.close.missing', { n: missing.length })}</StatusTag>
        {missing.some((item) => item.kind === 'break') && (
          <Link to={`/reconcile?period=${period}&status=open`}>{t('period.close.toBreaks')}</Link>
        )}
      </div>
      <MissingList period={period} missing={missing.slice(0, SHOWN)} left={Math.max(0, missing.length - SHOWN)} />
    </div>
  );
}
