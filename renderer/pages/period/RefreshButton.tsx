import { Button } from 'antd';
import { ReloadOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { Period } from '../../../shared/period';
import { runSync, syncProgress } from '../../app/activity/work';
import { useAct } from '../../app/parts/act';
import { useOpenDesk, useSession } from '../../app/session/context';
import { useObservable } from '../../app/session/observable';

/** Reads the month again; a profile of files has nowhere to read from. */
export function RefreshButton({ period }: { readonly period: Period }) {
  const { t } = useTranslation();
  const session = useSession();
  const { profile } = useOpenDesk();
  const syncing = useObservable(syncProgress) !== null;
  const { busy, act } = useAct();
  if (profile.endpoint.kind === 'files') return null;
  return (
    <Button
      icon={<ReloadOutlined />}
      loading={busy}
      disabled={syncing && !busy}
      data-testid="refresh-month"
      onClick={() => void act(() => runSync(session, { periods: [period] }))}
    >
      {t('sync.month')}
    </Button>
  );
}
