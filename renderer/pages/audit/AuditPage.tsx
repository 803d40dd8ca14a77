import { useMemo, useState } from 'react';
import { Button } from 'antd';
import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useLanguage, useOpenDesk } from '../../app/session/context';
import { Page, Panel } from '../../app/parts/Page';
import { EmptyState, LoadingState } from '../../app/parts/States';
import { CsvButton } from '../../grid/CsvButton';
import type { ActRow } from '../../store/schema';
import { ActFilters } from './ActFilters';
import { actFits, ALL_ACTS, viewFilters } from './act-filter';
import { ProofPanel } from './ProofPanel';
import { codeWord, countText, localTime } from '../../app/words';

const STEP = 200;

/** What people did, newest first, as the journal keeps it. */
export function AuditPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const { store } = useOpenDesk();
  const [shown, setShown] = useState(STEP);
  const [filter, setFilter] = useState(ALL_ACTS);
  const data = useLiveQuery(
    async () => ({
      all: await store.acts.orderBy('seq').reverse().toArray(),
      applied: (await store.meta.get('applied'))?.value as { seq: number; hash: string } | undefined,
    }),
    [store],
  );
  const known = useMemo(() => {
    const of = (pick: (act: ActRow) => string | null): string[] => [...new Set(data?.all.flatMap((act) => pick(act) ?? []))].sort();
    return { kinds: of((act) => act.kind), people: of((act) => act.by), periods: of((act) => act.period).reverse() };
  }, [data]);
  const fitting = useMemo(() => data?.all.filter((act) => actFits(act, filter, language)) ?? [], [data, filter, language]);
  if (!data) return <LoadingState />;
  return (
    <Page title={t('app.nav.audit')}>
      <ProofPanel />
      <Panel
        title={t('audit.acts', { n: countText(data.all.length) })}
        actions={
          <CsvButton
            id="acts"
            label={t('app.nav.audit')}
            spec={{ source: 'acts', language, period: null, filters: viewFilters(filter), sort: [] }}
            columns={null}
            disabled={fitting.length === 0}
            words={t('audit.exportCsv')}
          />
        }
      >
        {data.applied && (
          <p className="muted" style={{ marginTop: 0 }} data-testid="journal-head">
            {t('audit.head', { seq: data.applied.seq })} <span className="mono">{data.applied.hash}</span>
          </p>
        )}
        <p className="muted" style={{ marginTop: 0 }}>
          {t('audit.hint')}
        </p>
        {data.all.length > 0 && (
          <div className="row audit-bar">
            <ActFilters filter={filter} {...known} onFilter={setFilter} />
            <span className="muted figure" role="status" data-testid="audit-shown" data-count={fitting.length}>
              {t('audit.filter.shown', { n: countText(fitting.length), all: countText(data.all.length) })}
            </span>
          </div>
        )}
        {fitting.length === 0 ? (
          <EmptyState title={t(data.all.length === 0 ? 'audit.none' : 'audit.filter.none')} />
        ) : (
          <div className="table-scroll">
            <table className="plain" data-testid="acts">
              <thead>
                <tr>
                  <th scope="col" className="money">
                    {t('audit.seq')}
                  </th>
                  <th scope="col">{t('audit.at')}</th>
                  <th scope="col">{t('audit.by')}</th>
                  <th scope="col">{t('audit.act')}</th>
                  <th scope="col">{t('columns.period')}</th>
                  <th scope="col">{t('audit.what')}</th>
                </tr>
              </thead>
              <tbody>
                {fitting.slice(0, shown).map((act) => (
                  <tr key={act.seq} data-testid="act-row" data-kind={act.kind}>
                    <td className="money">{act.seq}</td>
                    <td className="figure">{localTime(act.at)}</td>
                    <td>{act.by === '' ? <span className="muted">{t('audit.unnamed')}</span> : act.by}</td>
                    <td>{codeWord(t, 'act', act.kind)}</td>
                    <td>{act.period !== null && <Link to={`/period/${act.period}`}>{act.period}</Link>}</td>
                    <td>{act.summary[language]}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
        {fitting.length > shown && <Button onClick={() => setShown(shown + STEP)}>{t('audit.more')}</Button>}
      </Panel>
    </Page>
  );
}
