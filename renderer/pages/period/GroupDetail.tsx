import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import { formatUnits } from '../../../shared/money';
import { useOpenDesk } from '../../app/session/context';
import { useNames } from '../../app/session/lookups';
import { Panel } from '../../app/parts/Page';
import { EmptyState, LoadingState } from '../../app/parts/States';
import { AmountTable } from '../../charts/AmountTable';
import { Legend } from '../../charts/Legend';
import { RankChart } from '../../charts/RankChart';
import { point } from '../../charts/series';
import { monthGroups } from '../../store/rollup-pages';
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
  const found = useLiveQuery(async () => ({ of: `${period} ${by}`, groups: await monthGroups(store, period, by) }), [store, period, by]);
  // Until the new month is read the old one's sums are not shown under its name.
  if (found?.of !== `${period} ${by}`) return <LoadingState />;
  if (found.groups.length === 0) return <EmptyState title={t('period.none')} />;
  const title = by === 'customer' ? t('period.detail.byCustomer') : t('period.detail.byService');
  const points = found.groups.map(({ id, kinds, net }) =>
    point(by === 'customer' ? names.party(id) : names.service(id), {
      ...Object.fromEntries(KINDS.map((name, at) => [name, formatUnits(kinds[at] ?? 0n)])),
      net: formatUnits(net),
    }),
  );
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
