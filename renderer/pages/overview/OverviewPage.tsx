import { useDeferredValue, type ReactNode } from 'react';
import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import { useOpenDesk, useSession } from '../../app/session/context';
import { usePeriod } from '../../app/session/period';
import { Page, Panel } from '../../app/parts/Page';
import { PanelGuard } from '../../app/parts/PanelGuard';
import { MARGIN_MONTHS, type MarginMonth } from '../../store/margin-months';
import { shownFigures } from '../../store/signed';
import { ExportButton } from '../export/ExportButton';
import { SampleOffer } from '../ledgers/SampleOffer';
import { NoFigures } from '../period/NoFigures';
import { AttentionPanel } from './AttentionPanel';
import { AttentionContext, useStoredAttentionFacts } from './facts';
import { FundPanel } from './FundPanel';
import { KeyFigures } from './KeyFigures';
import { MarginPanel } from './MarginPanel';
import { MonthlyPanel } from './MonthlyPanel';
import { MonthStrip } from './MonthStrip';
import { PanelSkeleton } from './PanelSkeleton';
import { TopPanels } from './TopPanels';

/** What a month-end begins with: what waits, how the month stands against others, the months, the largest, the margin. */
export function OverviewPage() {
  const { t } = useTranslation();
  const { store } = useOpenDesk();
  const { today } = useSession().info;
  const { period } = usePeriod();
  const figures = useLiveQuery(() => shownFigures(store), [store]);
  const margins = useLiveQuery(async () => ((await store.meta.get(MARGIN_MONTHS))?.value ?? []) as MarginMonth[], [store]);
  const title = t('app.nav.overview');
  // What lies below the first chart is drawn after it.
  const whole = useDeferredValue(figures !== undefined, false);
  if (figures === undefined)
    return (
      <Page title={title}>
        <PanelSkeleton rows={3} />
        <PanelSkeleton rows={2} />
        <PanelSkeleton rows={8} />
      </Page>
    );
  if (figures.length === 0) {
    return (
      <Page title={title}>
        <Panel>
          <NoFigures />
        </Panel>
      </Page>
    );
  }
  const currency = figures[0]?.currency ?? '';
  return (
    <Page title={title} actions={<ExportButton />}>
      <WithAttention>
        <SampleOffer />
        <PanelGuard>
          <AttentionPanel />
        </PanelGuard>
        {period !== null && (
          <PanelGuard>
            <KeyFigures figures={figures} margins={margins ?? []} period={period} today={today} />
          </PanelGuard>
        )}
        <PanelGuard>
          <MonthlyPanel figures={figures} />
        </PanelGuard>
        {whole && (
          <>
            <PanelGuard>
              <MonthStrip figures={figures} />
            </PanelGuard>
            {period !== null && (
              <PanelGuard key={period}>
                <TopPanels period={period} currency={currency} />
              </PanelGuard>
            )}
            <div className="panel-pair">
              <PanelGuard>{margins ? <MarginPanel months={margins} currency={currency} /> : <PanelSkeleton rows={6} />}</PanelGuard>
              <PanelGuard>
                <FundPanel figures={figures} />
              </PanelGuard>
            </div>
          </>
        )}
      </WithAttention>
    </Page>
  );
}

/** What the list of what waits and the strip of months are made from, read once for both; what stands between them is not drawn anew with it. */
function WithAttention({ children }: { readonly children: ReactNode }) {
  return <AttentionContext value={useStoredAttentionFacts()}>{children}</AttentionContext>;
}
