import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import { SOURCE_IDS, type SourceId } from '../../../shared/api/sources';
import { useOpenDesk } from '../../app/session/context';
import { parseSliceId } from '../../../shared/sync/slices';
import { Panel } from '../../app/parts/Page';
import { countText, localTime } from '../../app/words';

interface Freshness {
  slices: number;
  rows: number;
  announced: number | null;
  latest: string;
}

/** What the gateway gave and what imported files gave are two lines: only one of them announces how much there is. */
const keyOf = (source: SourceId, file: boolean): string => (file ? `${source} file` : source);

/** Each source: when it was last read, rows kept against rows announced. */
export function Sources() {
  const { t } = useTranslation();
  const { store } = useOpenDesk();
  const sources = useLiveQuery(async () => {
    const found = new Map<string, Freshness>();
    await store.generations.each((row) => {
      const from = keyOf(row.source, parseSliceId(row.slice).file !== undefined);
      const before = found.get(from) ?? { slices: 0, rows: 0, announced: null, latest: '' };
      found.set(from, {
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
            {SOURCE_IDS.flatMap((source) =>
              [false, true].map((file) => {
                const fresh = sources.get(keyOf(source, file));
                if (!fresh) return null;
                const name = t(`codes.source.${source}`);
                return (
                  <tr key={keyOf(source, file)} data-source={source} data-from={file ? 'file' : 'api'}>
                    <td>{file ? t('sync.fromFile', { source: name }) : name}</td>
                    <td className="money">{countText(fresh.slices)}</td>
                    <td className="money">{countText(fresh.rows)}</td>
                    <td className="money">{fresh.announced === null ? t('sync.notCounted') : countText(fresh.announced)}</td>
                    <td>{localTime(fresh.latest)}</td>
                  </tr>
                );
              }),
            )}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
