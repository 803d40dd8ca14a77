import { useState } from 'react';
import { Button } from 'antd';
import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import { useLanguage, useOpenDesk } from '../../app/session/context';
import { Page, Panel } from '../../app/parts/Page';
import { EmptyState, LoadingState } from '../../app/parts/States';
import { ProofPanel } from './ProofPanel';
import { codeWord, countText, localTime } from '../../app/words';

const STEP = 200;

/** What people did, newest first, as the journal keeps it. */
export function AuditPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const { store } = useOpenDesk();
  const [shown, setShown] = useState(STEP);
  const data = useLiveQuery(
    async () => ({
      acts: await store.acts.orderBy('seq').reverse().limit(shown).toArray(),
      count: await store.acts.count(),
      applied: (await store.meta.get('applied'))?.value as { seq: number; hash: string } | undefined,
    }),
    [store, shown],
  );
  if (!data) return <LoadingState />;
  return (
    <Page title={t('app.nav.audit')}>
      <ProofPanel />
      <Panel title={t('audit.acts', { n: countText(data.count) })}>
        {data.applied && (
          <p className="muted" style={{ marginTop: 0 }} data-testid="journal-head">
            {t('audit.head', { seq: data.applied.seq })} <span className="mono">{data.applied.hash}</span>
          </p>
        )}
        <p className="muted" style={{ marginTop: 0 }}>
          {t('audit.hint')}
        </p>
        {data.acts.length === 0 ? (
          <EmptyState title={t('audit.none')} />
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
                {data.acts.map((act) => (
                  <tr key={act.seq} data-testid="act-row" data-kind={act.kind}>
                    <td className="money">{act.seq}</td>
                    <td className="figure">{localTime(act.at)}</td>
                    <td>{act.by === '' ? <span className="muted">{t('audit.unnamed')}</span> : act.by}</td>
                    <td>{codeWord(t, 'act', act.kind)}</td>
                    <td>{act.period}</td>
                    <td>{act.summary[language]}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
        {data.count > shown && <Button onClick={() => setShown(shown + STEP)}>{t('audit.more')}</Button>}
      </Panel>
    </Page>
  );
}
