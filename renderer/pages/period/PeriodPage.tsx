import { useState } from 'react';
import { Tabs } from 'antd';
import { useLiveQuery } from 'dexie-react-hooks';
import { useParams } from 'react-router';
import { useTranslation } from 'react-i18next';
import type { PeriodSummary } from '../../../shared/desk/api';
import type { ArchivedRow } from '../../store/schema';
import { useOpenDesk } from '../../app/session/context';
import { isClosed } from '../../app/session/lookups';
import { Page } from '../../app/parts/Page';
import { PanelGuard } from '../../app/parts/PanelGuard';
import { LoadingState } from '../../app/parts/States';
import { AskedGrid } from '../../app/asked/AskedGrid';
import { useTab } from '../../app/asked/use-tab';
import { asSigned } from '../../store/signed';
import { ExportButton, PrintButton } from '../export/ExportButton';
import { ClosedPanel } from './ClosedPanel';
import { ClosePanel } from './ClosePanel';
import { ClosingSteps } from './ClosingSteps';
import { FigureTiles } from './FigureTiles';
import { GroupDetail } from './GroupDetail';
import { NoSuchPeriod } from './NoSuchPeriod';
import { RefreshButton } from './RefreshButton';
import { RulesDigest } from './RulesDigest';
import { PeriodStateTag } from './PeriodStateTag';
import { SignOffDialog } from './SignDialogs';
import { TotalsPanel } from './TotalsPanel';
import { useCloseCheck } from './use-close-check';

export function PeriodPage() {
  const { t } = useTranslation();
  const { period: asked = '' } = useParams();
  const { store } = useOpenDesk();
  const found = useLiveQuery(
    async () => ({
      period: asked,
      figures: await store.figures.get(asked),
      archived: await store.archived.get(asked),
      rules: ((await store.meta.get('result'))?.value as { readonly rulesDigest: string } | undefined)?.rulesDigest ?? null,
      lines: (await store.rollups.where('period').equals(asked).limit(1).count()) > 0,
      fees:
        (await store.generations
          .where('period')
          .equals(asked)
          .filter((row) => row.source === 'fee-records')
          .limit(1)
          .count()) > 0,
    }),
    [store, asked],
  );
  const tab = useTab('board');
  if (!found) return <LoadingState />;
  // Of the month that was read: until the one asked for is, that is the one before, and everything here says so.
  const { period, figures, archived, rules, lines, fees } = found;
  if (!figures) return <NoSuchPeriod />;
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
            children: <Board key={period} figures={figures} archived={archived} rules={rules} />,
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

/** The month at a glance: its figures, where its close stands, the control totals, what is missing. */
function Board({
  figures,
  archived,
  rules,
}: {
  readonly figures: PeriodSummary;
  readonly archived: ArchivedRow | undefined;
  readonly rules: string | null;
}) {
  const { period, state } = figures;
  const checked = useCloseCheck(period, state);
  const [signing, setSigning] = useState(false);
  const closed = isClosed(state);
  return (
    <div className="stack">
      <FigureTiles figures={asSigned(figures, archived)} />
      <PanelGuard>
        <ClosingSteps period={period} state={state} check={checked.check} onSign={() => setSigning(true)} />
      </PanelGuard>
      {closed && archived && <ClosedPanel now={figures} archived={archived} />}
      <PanelGuard>
        <TotalsPanel period={period} currency={figures.currency} closed={closed} stated={figures.source === 'statement'} />
      </PanelGuard>
      <ClosePanel period={period} state={state} checked={checked} onSign={() => setSigning(true)} />
      <RulesDigest digest={(closed ? archived?.rulesDigest : undefined) ?? rules} />
      {signing && <SignOffDialog period={period} onClose={() => setSigning(false)} />}
    </div>
  );
}
