import { Button } from 'antd';
import { useNavigate } from 'react-router';
import { useTranslation } from 'react-i18next';
import type { Period } from '../../../shared/period';
import { runSync, syncProgress } from '../../app/activity/work';
import { call } from '../../app/bridge';
import { useAct } from '../../app/parts/act';
import { useSession } from '../../app/session/context';
import { useObservable } from '../../app/session/observable';
import { codeWord } from '../../app/words';
import { useInbox } from '../ledgers/inbox/use-inbox';
import type { Remedy } from './remedy';

/** Brings what a total lacks: chooses the file and goes on with its import, syncs the month, or leads to where it is judged. */
export function RemedyButton({ remedy, period, id }: { readonly remedy: Remedy; readonly period: Period; readonly id: string }) {
  const { t } = useTranslation();
  const session = useSession();
  const navigate = useNavigate();
  const inbox = useInbox();
  const syncing = useObservable(syncProgress) !== null;
  const { busy, act } = useAct();
  const bring = (): Promise<boolean> =>
    act(async () => {
      if (remedy.kind === 'look') return navigate(`/period/${remedy.period}?proof=${id}`);
      if (remedy.kind === 'sync') return runSync(session, { periods: [period] });
      const chosen = await call('chooseLedgers', {});
      if (chosen.length === 0) return undefined;
      inbox.add(chosen);
      return navigate('/ledgers');
    });
  return (
    <Button
      size="small"
      loading={busy}
      disabled={remedy.kind === 'sync' && syncing && !busy}
      onClick={() => void bring()}
      data-testid={`remedy-${id}`}
      data-remedy={remedy.kind}
    >
      {remedy.kind === 'import'
        ? t('period.totals.bring', { what: codeWord(t, 'documentKind', remedy.document) })
        : remedy.kind === 'look'
          ? t('period.totals.look', { period: remedy.period })
          : t('period.totals.sync')}
    </Button>
  );
}
