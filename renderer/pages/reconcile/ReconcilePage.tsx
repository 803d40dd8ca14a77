import { useMemo } from 'react';
import { Button, Checkbox, Tabs } from 'antd';
import { useLiveQuery } from 'dexie-react-hooks';
import { useSearchParams } from 'react-router';
import { useTranslation } from 'react-i18next';
import { useOpenDesk, useSession } from '../../app/session/context';
import { usePeriod } from '../../app/session/period';
import { runReconcile } from '../../app/activity/work';
import { useAct } from '../../app/parts/act';
import { Page, Panel } from '../../app/parts/Page';
import { LoadingState } from '../../app/parts/States';
import { countText } from '../../app/words';
import { CsvButton } from '../../grid/CsvButton';
import { DataGrid } from '../../grid/DataGrid';
import { NoFigures } from '../period/NoFigures';
import { NoSuchPeriod } from '../period/NoSuchPeriod';
import { BreakDesk } from './BreakDesk';
import { MatchingLine } from './MatchingLine';
import { BreakTable, DecidedBreaks, type RoleTab } from '../../store/break-table';

const TABS: readonly RoleTab[] = ['cost', 'revenue', 'prepayment', 'other'];

/** Ledger against bills: breaks to work through, matches to look at. */
export function ReconcilePage() {
  const { t } = useTranslation();
  const session = useSession();
  const { store } = useOpenDesk();
  const { period, stray } = usePeriod();
  const [params, setParams] = useSearchParams();
  const everything = params.get('all') === '1';
  const chosen = [...TABS, 'matches'].find((tab) => tab === params.get('role')) ?? null;
  /** What is looked at stands in the address: back returns to it. A filter of one ledger is none of another. */
  const show = (patch: Readonly<Record<string, string | null>>): void => {
    const next = new URLSearchParams();
    for (const name of ['period', 'all', 'role']) {
      const value = patch[name] === undefined ? params.get(name) : patch[name];
      if (value !== null) next.set(name, value);
    }
    setParams(next);
  };
  const { busy, act } = useAct();
  const asked = everything ? null : period;
  const result = useLiveQuery(async () => {
    const matching = asked === null ? await store.matching.toArray() : await store.matching.where('period').equals(asked).toArray();
    return { table: new BreakTable(await store.breaks.sets(asked), asked), matching };
  }, [store, asked, everything]);
  // A decision is read by itself: the breaks stay as they are.
  const decided = useLiveQuery(() => store.breaks.decided(), [store]);
  const data = useMemo(() => result && decided && { ...result, breaks: new DecidedBreaks(result.table, decided) }, [result, decided]);
  const target = params.get('break');
  const tabs = useMemo(
    () =>
      TABS.filter(
        (role) => role === 'cost' || role === 'revenue' || data?.breaks.open.has(role) || data?.matching.some((row) => row.role === role),
      ),
    [data],
  );
  if (period === null)
    return (
      <Page title={t('app.nav.reconcile')}>
        <Panel>
          <NoFigures />
        </Panel>
      </Page>
    );
  if (stray && !everything) return <NoSuchPeriod />;
  if (!data) return <LoadingState />;
  // The month that was read: until the one asked for is, that is the one before, and what is decided is decided of it.
  const { scope } = data.table;
  const found = target === null ? undefined : data.table.row(target);
  const role = chosen ?? (found === undefined ? 'cost' : data.table.roles[found]!);
  return (
    <Page
      title={t('app.nav.reconcile')}
      extra={<span className="muted">{scope ?? t('app.header.allPeriods')}</span>}
      actions={
        <>
          <CsvButton
            id="breaks"
            label={t('reconcile.breaks')}
            spec={{ source: 'breaks', language: session.language, period: null, filters: [], sort: [] }}
            columns={null}
            disabled={false}
            words={t('out.breaksCsv')}
          />
          <Checkbox checked={everything} onChange={(event) => show({ all: event.target.checked ? '1' : null })} data-testid="all-periods">
            {t('app.header.allPeriods')}
          </Checkbox>
          <Button loading={busy} onClick={() => void act(() => runReconcile(session))} data-testid="reconcile-run">
            {t('reconcile.run')}
          </Button>
        </>
      }
    >
      <Tabs
        className="page-tabs"
        activeKey={role}
        onChange={(key) => show({ role: key })}
        destroyOnHidden
        items={[
          ...tabs.map((tab) => ({
            key: tab,
            label: (
              <span data-testid={`role-${tab}`}>
                {t('reconcile.tab', {
                  role: tab === 'other' ? t('reconcile.other') : t(`codes.role.${tab}`),
                  n: countText(data.breaks.open.get(tab) ?? 0),
                })}
              </span>
            ),
            children: (
              <>
                <MatchingLine rows={data.matching.filter((row) => row.role === tab)} role={tab} />
                <BreakDesk
                  key={`${scope}${tab}`}
                  role={tab}
                  breaks={data.breaks}
                  compared={tab === 'other' || data.matching.some((row) => row.role === tab)}
                  target={target}
                  scope={scope}
                  nextRole={tabs.find((one) => one !== tab && (data.breaks.open.get(one) ?? 0) > 0) ?? null}
                  onRole={(next) => show({ role: next })}
                />
              </>
            ),
          })),
          {
            key: 'matches',
            label: <span data-testid="tab-matches">{t('reconcile.matches')}</span>,
            children: <DataGrid id="matches" label={t('reconcile.matches')} source="matches" period={scope} />,
          },
        ]}
      />
    </Page>
  );
}
