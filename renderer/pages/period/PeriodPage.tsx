import { useEffect } from 'react';
import { Tabs } from 'antd';
import { useLiveQuery } from 'dexie-react-hooks';
import { useParams } from 'react-router';
import { useTranslation } from 'react-i18next';
import { useOpenDesk } from '../../app/session/context';
import { isClosed } from '../../app/session/lookups';
import { usePeriod } from '../../app/session/period';
import { Page } from '../../app/parts/Page';
import { EmptyState, LoadingState } from '../../app/parts/States';
import { AskedGrid } from '../../app/asked/AskedGrid';
import { useTab } from '../../app/asked/use-tab';
import { asSigned } from '../../store/signed';
import { ExportButton, PrintButton } from '../export/ExportButton';
import { ClosedPanel } from './ClosedPanel';
import { ClosePanel } from './ClosePanel';
import { FigureTiles } from './FigureTiles';
import { GroupDetail } from './GroupDetail';
import { RefreshButton } from './RefreshButton';
import { RulesDigest } from './RulesDigest';
import { PeriodStateTag } from './PeriodStateTag';
import { TotalsPanel } from './TotalsPanel';

export function PeriodPage() {
  const { t } = useTranslation();
  const { period = '' } = useParams();
  const { store } = useOpenDesk();
  const { periods, choose } = usePeriod();
  const found = useLiveQuery(
    async () => ({
      figures: await store.figures.get(period),
      archived: await store.archived.get(period),
      rules: ((await store.meta.get('result'))?.value as { readonly rulesDigest: string } | undefined)?.rulesDigest ?? null,
      lines: (await store.rollups.where('period').equals(period).count()) > 0,
      fees:
        (await store.generations
          .where('period')
          .equals(period)
          .filter((row) => row.source === 'fee-records')
          .count()) > 0,
    }),
    [store, period],
  );
  const tab = useTab('board');
  const known = periods.includes(period);
  useEffect(() => {
    if (known) choose(period);
  }, [known, period, choose]);
  if (!found) return <LoadingState />;
  const { figures, archived, rules, lines, fees } = found;
  if (!figures) return <EmptyState title={t('period.none')} />;
  return (
    <Page
      title={t('period.title', { period })}
      extra={<PeriodStateTag state={figures.state} />}
      actions={
        <>
          <RefreshButton period={period} />
          <PrintButton period={period} />
          <ExportButton periods={[period]} />
        </>
      }
    >
      <Tabs
        className="page-tabs"
        data-testid={`period-${period}`}
        data-state={figures.state}
        destroyOnHidden
        {...tab}
        items={[
          {
            key: 'board',
            label: t('period.tabs.board'),
            children: (
              <div className="stack">
                <FigureTiles figures={asSigned(figures, archived)} />
                {isClosed(figures.state) && archived && <ClosedPanel now={figures} archived={archived} />}
                <TotalsPanel
                  period={period}
                  currency={figures.currency}
                  closed={isClosed(figures.state)}
                  stated={figures.source === 'statement'}
                />
                <ClosePanel period={period} state={figures.state} />
                <RulesDigest digest={(isClosed(figures.state) ? archived?.rulesDigest : undefined) ?? rules} />
              </div>
            ),
          },
          ...(lines
            ? [
                {
                  key: 'customers',
                  label: t('period.tabs.customers'),
                  children: <GroupDetail period={period} by="customer" currency={figures.currency} />,
                },
                {
                  key: 'services',
                  label: t('period.tabs.services'),
                  children: <GroupDetail period={period} by="service" currency={figures.currency} />,
                },
                {
                  key: 'bill-lines',
                  label: t('period.tabs.lines'),
                  children: <AskedGrid id="bill-lines" label={t('period.tabs.lines')} source="bill-lines" period={period} />,
                },
              ]
            : []),
          ...(fees
            ? [
                {
                  key: 'fee-records',
                  label: t('period.tabs.fees'),
                  children: <AskedGrid id="fee-records" label={t('period.tabs.fees')} source="fee-records" period={period} />,
                },
              ]
            : []),
        ]}
      />
    </Page>
  );
}
