import { useEffect, useState, useSyncExternalStore } from 'react';
import { Link } from 'react-router';
import { CloudOutlined, DisconnectOutlined, FileOutlined, PauseCircleOutlined, SyncOutlined, WarningOutlined } from '@ant-design/icons';
import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import { useOpenDesk, useSession } from '../session/context';
import { useLastSync } from '../session/lookups';
import { useObservable } from '../session/observable';
import { syncProgress } from '../activity/work';
import { agoText, localTime } from '../words';
import { badgeState } from './badge-state';

/** Files that give a month its bill lines. */
const BILLS: ReadonlySet<string> = new Set(['partner-bill', 'bill-push']);

type Latest = { readonly month: string; readonly at: string } | null;

const ICONS = {
  syncing: SyncOutlined,
  paused: PauseCircleOutlined,
  offline: DisconnectOutlined,
  problem: WarningOutlined,
  online: CloudOutlined,
};

function subscribeOnline(listener: () => void): () => void {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}

/** How old the cached figures are, and whether anything newer could be had: everything shown comes from the cache. */
export function SyncBadge() {
  const { t } = useTranslation();
  const { info } = useSession();
  const { profile, store } = useOpenDesk();
  const last = useLastSync();
  const progress = useObservable(syncProgress);
  const online = useSyncExternalStore(subscribeOnline, () => navigator.onLine);
  const unread = useLiveQuery(async () => {
    const run = await store.runs.orderBy('id').last();
    return (
      run?.outcome != null && (run.outcome.unpublished.length > 0 || (run.outcome.stopped !== null && run.outcome.stopped !== 'cancelled'))
    );
  }, [store]);
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  if (last === undefined) return null;
  if (profile.endpoint.kind === 'files') return <FilesBadge now={now} />;
  // The sample's gateway is in the app itself.
  const connected = !info.offline && (online || profile.endpoint.kind === 'sandbox');
  const state = badgeState(progress, connected, unread === true);
  const Icon = ICONS[state];
  const ago = last === null ? null : agoText(t, last, Math.max(now, Date.parse(last)));
  const age =
    ago === null ? t('app.header.neverSynced') : ago === t('app.ago.now') ? t('app.header.cachedNow') : t('app.header.cached', { ago });
  const word = state === 'online' ? null : t(`app.header.${state}`);
  const why =
    state === 'offline'
      ? t(info.offline ? 'app.header.offlineAsked' : 'app.header.offlineHint')
      : state === 'problem'
        ? t('app.header.problemHint')
        : state === 'online'
          ? t('app.header.onlineHint')
          : null;
  const hint = [last === null ? null : t('app.header.cachedAt', { at: localTime(last) }), why].filter((part) => part !== null).join(' ');
  return (
    <Link to="/sync" className={`badge sync-badge ${state}`} data-testid="sync-badge" data-state={state} title={hint}>
      <Icon spin={state === 'syncing'} aria-hidden />
      {word !== null && <strong>{word}</strong>}
      <span className="badge-age">{age}</span>
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
    <Link
      to="/ledgers"
      className="badge sync-badge files"
      data-testid="sync-badge"
      title={last === null ? undefined : t('app.header.importedAt', { at: localTime(last.at) })}
    >
      <FileOutlined aria-hidden />
      <span className="badge-age">
        {last === null
          ? t('app.header.noFiles')
          : t('app.header.billsUpTo', { month: last.month, ago: agoText(t, last.at, Math.max(now, Date.parse(last.at))) })}
      </span>
    </Link>
  );
}
