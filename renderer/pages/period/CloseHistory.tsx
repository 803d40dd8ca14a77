import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import { useOpenDesk } from '../../app/session/context';
import { codeWord, localTime } from '../../app/words';

/** Sign-offs and reopenings of a month, each sign-off with its archive: after a second sign-off both stand here. */
export function CloseHistory({ period }: { readonly period: string }) {
  const { t } = useTranslation();
  const { store } = useOpenDesk();
  const acts = useLiveQuery(
    async () => (await store.closeActs.where('period').equals(period).toArray()).sort((a, b) => b.seq - a.seq),
    [store, period],
  );
  if (!acts || acts.length === 0) return null;
  return (
    <div data-testid="close-history" data-acts={acts.length}>
      <div className="muted">{t('period.closed.history')}</div>
      <ul>
        {acts.map((act) => (
          <li key={act.seq}>
            <strong>{codeWord(t, 'act', act.kind)}</strong> · {act.by === '' ? t('audit.unnamed') : act.by} · {localTime(act.at)}
            {act.text !== '' && <> · {act.text}</>}
            {act.archive !== null && <div className="muted mono">{act.archive}</div>}
          </li>
        ))}
      </ul>
    </div>
  );
}
