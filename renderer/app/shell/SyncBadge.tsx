import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { CloudOutlined, FileOutlined, SyncOutlined } from '@ant-design/icons';
import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import { useOpenDesk } from '../session/context';
import { useLastSync } from '../session/lookups';
import { useObservable } from '../session/observable';
import { syncProgress } from '../activity/work';
import { agoText, localTime } from '../words';

/** Files that give a month its bill lines. */
const BILLS: ReadonlySet<string> = new Set(['partner-bill', 'bill-push']);

type Latest = { readonly month: string; readonly at: string } | null;

/** How old the cached figures are; everything shown comes from the cache. */
export function SyncBadge() {
  const { t } = useTranslation();
  const last = useLastSync();
  const progress = useObservable(syncProgress);
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  const { profile } = useOpenDesk();
  if (last === undefined) return null;
  if (profile.endpoint.kind === 'files') return <FilesBadge now={now} />;
  const text = progress
    ? t(progress.paused ? 'app.header.paused' : 'app.header.syncing')
    : last === null
      ? t('app.header.neverSynced')
      : t('app.header.cached', { ago: agoText(t, last, Math.max(now, Date.parse(last))) });
  return (
    <Link to="/sync" className="badge" data-testid="sync-badge" title={last === null ? undefined : localTime(last)}>
      {progress ? <SyncOutlined spin={!progress.paused} /> : <CloudOutlined />}
      {text}
    </Link>
  );
}

/** A profile of files: the latest month of an imported bill, and when it came in; before the first bill, that there is none. */
function FilesBadge({ now }: { readonly now: number }) {
  const { t } = useTranslation();
  const { store } = useOpenDesk();
  const last = useLiveQuery(
    async () =>
      (await store.documents.toArray())
        .filter((row) => !row.undone && BILLS.has(row.document))
        .map((row) => ({ month: row.periods.at(-1) ?? '', at: row.at }))
        .reduce<Latest>(
          (last, row) => (last !== null && (last.month > row.month || (last.month === row.month && last.at > row.at)) ? last : row),
          null,
        ),
    [store],
  );
  if (last === undefined) return null;
  return (
    <Link to="/ledgers" className="badge" data-testid="sync-badge" title={last === null ? undefined : localTime(last.at)}>
      <FileOutlined />
      {last === null
        ? t('app.header.noFiles')
        : t('app.header.billsUpTo', { month: last.month, ago: agoText(t, last.at, Math.max(now, Date.parse(last.at))) })}
    </Link>
  );
}
