import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import { SOURCE_IDS, type SourceId } from '../../../shared/api/sources';
import { useOpenDesk } from '../../app/session/context';
import { Panel } from '../../app/parts/Page';
import { countText, localTime } from '../../app/words';

interface Freshness {
  slices: number;
  rows: number;
  announced: number | null;
  latest: string;
}

/** Each source: when it was last read, rows kept against rows announced. */
export function Sources() {
  const { t } = useTranslation();
  const { store } = useOpenDesk();
  const sources = useLiveQuery(async () => {
    const found = new Map<SourceId, Freshness>();
    await store.generations.each((row) => {
      const before = found.get(row.source) ?? { slices: 0, rows: 0, announced: null, latest: '' };
      found.set(row.source, {
        slices: before.slices + 1,
        rows: before.rows + row.rows,
        announced: row.announced === null ? before.announced : (before.announced ?? 0) + row.announced,
        latest: row.syncedAt > before.latest ? row.syncedAt : before.latest,
      });
    });
    return found;
  }, [store]);
  if (!sources || sources.size === 0) return null;
  return (
    <Panel title={t('sync.sources')}>
      <div className="table-scroll">
        <table className="plain" data-testid="sync-sources">
          <thead>
            <tr>
              <th scope="col">{t('sync.source')}</th>
              <th scope="col" className="money">
                {t('sync.reads')}
              </th>
              <th scope="col" className="money">
                {t('sync.rows')}
              </th>
              <th scope="col" className="money">
                {t('sync.announced')}
              </th>
              <th scope="col">{t('sync.latest')}</th>
            </tr>
          </thead>
          <tbody>
            {SOURCE_IDS.filter((source) => sources.has(source)).map((source) => {
              const fresh = sources.get(source);
              if (!fresh) return null;
              return (
                <tr key={source} data-source={source}>
                  <td>{t(`codes.source.${source}`)}</td>
                  <td className="money">{countText(fresh.slices)}</td>
                  <td className="money">{countText(fresh.rows)}</td>
                  <td className="money">{fresh.announced === null ? t('sync.notCounted') : countText(fresh.announced)}</td>
                  <td>{localTime(fresh.latest)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
