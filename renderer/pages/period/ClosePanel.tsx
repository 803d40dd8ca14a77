import { useState } from 'react';
import { Button } from 'antd';
import { Link } from 'react-router';
import { useTranslation } from 'react-i18next';
import type { CloseCheck, PeriodState } from '../../../shared/desk/api';
import { isClosed } from '../../app/session/lookups';
import { faultText } from '../../app/faults';
import { moneyText } from '../../app/parts/Money';
import { Panel } from '../../app/parts/Page';
import { StatusTag } from '../../app/parts/StatusTag';
import { CarriedInList, StaleList } from './CloseLists';
import { CloseHistory } from './CloseHistory';
import { MissingList } from './MissingList';
import { ShareDecisions } from './ShareDecisions';
import { ReopenDialog } from './SignDialogs';
import type { Checked } from './use-close-check';

const SHOWN = 12;

/** What is missing before the month can be signed off, and the sign-off itself. */
export function ClosePanel({
  period,
  state,
  checked: { check, fault },
  onSign,
}: {
  readonly period: string;
  readonly state: PeriodState;
  readonly checked: Checked;
  onSign(): void;
}) {
  const { t } = useTranslation();
  const [reopening, setReopening] = useState(false);
  const closed = isClosed(state);
  return (
    <Panel
      title={t('period.close.title')}
      testid="close-check"
      actions={
        closed ? (
          <Button onClick={() => setReopening(true)} data-testid="reopen">
            {t('period.close.reopen')}
          </Button>
        ) : (
          <Button type="primary" disabled={!check?.ready} onClick={onSign} data-testid="signoff">
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
      {reopening && <ReopenDialog period={period} onClose={() => setReopening(false)} />}
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
          <Link to={`/reconcile?period=${period}&status=todo`}>{t('period.close.toBreaks')}</Link>
        )}
      </div>
      <MissingList period={period} missing={missing.slice(0, SHOWN)} left={Math.max(0, missing.length - SHOWN)} />
    </div>
  );
}
