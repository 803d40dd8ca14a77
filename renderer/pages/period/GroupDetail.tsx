import { useMemo } from 'react';
import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import { absolute, formatUnits } from '../../../shared/money';
import { useOpenDesk } from '../../app/session/context';
import { useNames } from '../../app/session/lookups';
import { Panel } from '../../app/parts/Page';
import { EmptyState, LoadingState } from '../../app/parts/States';
import { AmountTable } from '../../charts/AmountTable';
import { Legend } from '../../charts/Legend';
import { RankChart } from '../../charts/RankChart';
import { Sums, point } from '../../charts/series';
import { kindSeries } from '../overview/series';
import { totalsOf } from '../overview/monthly';

const TOP = 12;
const KINDS = ['consumption', 'refunds', 'adjustments'] as const;

/** A month by customer or by service, from the rollups of its bill lines: the largest as bars, all as a table. */
export function GroupDetail({
  period,
  by,
  currency,
}: {
  readonly period: string;
  readonly by: 'customer' | 'service';
  readonly currency: string;
}) {
  const { t } = useTranslation();
  const { store } = useOpenDesk();
  const names = useNames();
  const rollups = useLiveQuery(() => store.rollups.where('period').equals(period).toArray(), [store, period]);
  const groups = useMemo(() => {
    const sums = new Sums();
    for (const row of rollups ?? []) {
      sums.add(`${row[by]}#${KINDS[Number(row.kind)] ?? 'consumption'}`, row.amount);
      sums.add(`${row[by]}#net`, row.amount);
    }
    const ids = [...new Set((rollups ?? []).map((row) => row[by]))];
    const size = (id: string): bigint => absolute(sums.units(`${id}#net`));
    return ids
      .sort((a, b) => (size(a) < size(b) ? 1 : size(a) > size(b) ? -1 : a < b ? -1 : 1))
      .map((id) => ({ id, exact: Object.fromEntries([...KINDS, 'net'].map((name) => [name, formatUnits(sums.units(`${id}#${name}`))])) }));
  }, [rollups, by]);
  if (!rollups) return <LoadingState />;
  if (groups.length === 0) return <EmptyState title={t('period.none')} />;
  const title = by === 'customer' ? t('period.detail.byCustomer') : t('period.detail.byService');
  const points = groups.map(({ id, exact }) => point(by === 'customer' ? names.party(id) : names.service(id), exact));
  const bars = kindSeries(t);
  return (
    <div className="columns-2">
      <Panel title={title} actions={<Legend chart={`chart-${by}`} series={bars} />}>
        <RankChart chart={`chart-${by}`} label={title} points={points.slice(0, TOP)} series={bars} currency={currency} />
        {points.length > TOP && <p className="muted">{t('period.detail.top', { n: TOP })}</p>}
      </Panel>
      <Panel>
        <AmountTable
          caption={`${currency} · ${t('app.money.pretax')} · ${t('app.money.fromLines')}`}
          head={title}
          points={points}
          series={[...bars, { name: 'net', label: t('period.detail.net'), colour: '--chart-due', mark: 'line' }]}
          total={{ label: t('overview.total'), exact: totalsOf(points) }}
          testid={`table-${by}`}
        />
      </Panel>
    </div>
  );
}
