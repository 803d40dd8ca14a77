import { Suspense, useEffect } from 'react';
import { Alert, Button } from 'antd';
import { Outlet } from 'react-router';
import { useTranslation } from 'react-i18next';
import { SITE_CURRENCY } from '../../../shared/sync/slices';
import { FigureFactsProvider } from '../figures/facts';
import { FigureTip } from '../figures/FigureTip';
import { useDailySync } from '../activity/daily';
import { DeskCommands, PlainCommands } from '../commands/CommandHost';
import { LATER_COMMANDS } from '../commands/later';
import { loadWhenIdle, PAGES } from '../pages';
import { journalReportSentences } from '../parts/journal-report';
import { useOpenDesk, useSession, useSessionState } from '../session/context';
import { NamesContext, useStoredNames } from '../session/lookups';
import { PeriodsContext, useStoredPeriods } from '../session/period';
import { FailedState, LoadingState } from '../parts/States';
import { WelcomePage } from '../../pages/welcome/WelcomePage';
import { ProxyLogin } from './ProxyLogin';
import { Navigation } from './Navigation';
import { Header } from './Header';
import { ActivityBar } from './ActivityBar';

/** Frame of the app once a profile is open; before that, the welcome screen. */
export function Shell() {
  const { t } = useTranslation();
  const session = useSession();
  const { open, phase, fault, wanted } = useSessionState();
  if (open?.report.state === 'newer') return <Closed fault={{ code: 'newer-data' }} />;
  if (open) return <Desk key={open.profile.id} />;
  if (phase === 'opening') return <LoadingState text={t('app.state.opening')} />;
  if (phase === 'failed') return <Closed fault={fault} onRetry={wanted === null ? undefined : () => void session.openProfile(wanted)} />;
  return (
    <>
      <WelcomePage />
      <PlainCommands />
    </>
  );
}

/** An open profile. Nothing is drawn before it is known which periods there are: no page takes “not read yet” for “none”. */
function Desk() {
  const { t } = useTranslation();
  const { profile } = useOpenDesk();
  const periods = useStoredPeriods();
  const names = useStoredNames();
  if (periods === undefined) return <LoadingState text={t('app.state.opening')} />;
  return (
    <PeriodsContext value={periods}>
      <NamesContext value={names}>
        <div className="shell">
          <Navigation />
          <Header />
          <main className="shell-main" id="main" tabIndex={-1}>
            <OpenNotice />
            <FigureFactsProvider value={{ currency: SITE_CURRENCY[profile.site] }}>
              <Suspense fallback={<LoadingState />}>
                <Outlet />
              </Suspense>
            </FigureFactsProvider>
          </main>
          <ActivityBar />
          <DeskCommands />
          <DailySync />
          <ProxyLogin />
          <FigureTip />
          <OtherPages />
        </div>
      </NamesContext>
    </PeriodsContext>
  );
}

/** A profile that stays shut: why, and the way to the others. */
function Closed({ fault, onRetry }: { readonly fault: unknown; readonly onRetry?: (() => void) | undefined }) {
  const { t } = useTranslation();
  const session = useSession();
  return (
    <div className="welcome-page">
      <FailedState fault={fault} onRetry={onRetry} />
      <div className="state">
        <Button onClick={() => void session.leave()} data-testid="leave-profile">
          {t('app.header.switchProfile')}
        </Button>
      </div>
    </div>
  );
}

/** Loads what may be opened next. */
function OtherPages() {
  useEffect(() => loadWhenIdle([...LATER_COMMANDS, ...Object.values(PAGES)]), []);
  return null;
}

function DailySync() {
  useDailySync();
  return null;
}

/** Said once at the top: lost data is never shown as "no data". */
function OpenNotice() {
  const { t } = useTranslation();
  const { report } = useOpenDesk();
  return (
    <>
      {report.state === 'lost' && (
        <Alert
          type="error"
          showIcon
          title={t('app.state.lost')}
          description={t('app.state.lostHint')}
          data-testid="store-lost"
          style={{ marginBottom: 14 }}
        />
      )}
      {report.journalReport !== null && (
        <Alert
          type="warning"
          showIcon
          closable
          title={journalReportSentences(t, report.journalReport).join(' ')}
          data-testid="journal-report"
          style={{ marginBottom: 14 }}
        />
      )}
    </>
  );
}
