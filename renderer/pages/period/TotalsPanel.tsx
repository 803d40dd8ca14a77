import { useState } from 'react';
import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import type { TotalStatus } from '../../../shared/reconcile/types';
import type { StoredTotal } from '../../store/schema';
import { shownTotals } from '../../store/signed';
import { useOpenDesk } from '../../app/session/context';
import { usePeriod } from '../../app/session/period';
import { Panel } from '../../app/parts/Page';
import { EnterStatement } from './EnterStatement';
import { ExplainTotal } from './ExplainTotal';
import { IdentityRegister } from './IdentityRegister';
import { remedyOf } from './remedy';
import { RemedyButton } from './RemedyButton';
import { RoundingCourt } from './RoundingCourt';
import { TotalLine } from './TotalLine';

const ORDER: readonly TotalStatus[] = ['broken', 'not-provable', 'within', 'equal'];

/** The board: each control total as one readable line, with its reason and what to do. */
export function TotalsPanel({
  period,
  currency,
  closed,
  stated,
}: {
  readonly period: string;
  readonly currency: string;
  readonly closed: boolean;
  /** True where the API gives the statement: then none is typed. */
  readonly stated: boolean;
}) {
  const { t } = useTranslation();
  const { store, profile } = useOpenDesk();
  const { periods } = usePeriod();
  const found = useLiveQuery(async () => {
    const today = new Map((await store.totals.where('period').equals(period).toArray()).map((one) => [one.id, one]));
    return {
      totals: (await shownTotals(store, period)).map((total) => ({ total, today: today.get(total.id) ?? null })),
      resellers: new Set(await store.parties.where('kind').equals('reseller').primaryKeys()),
    };
  }, [store, period]);
  const [explaining, setExplaining] = useState<StoredTotal | null>(null);
  const totals = found?.totals ?? [];
  const facts = { files: profile.endpoint.kind === 'files', newest: periods.at(-1) ?? null };
  const actsOf = (total: StoredTotal) => {
    const remedy = closed ? null : remedyOf(total, facts);
    return (
      <>
        {total.id === 'C1' && !closed && !stated && <EnterStatement period={period} currency={currency} />}
        {remedy && <RemedyButton remedy={remedy} period={period} id={total.id} />}
      </>
    );
  };
  return (
    <Panel
      title={t('period.totals.title')}
      actions={
        <span className="muted" data-testid="totals-counts">
          {ORDER.flatMap((status) => {
            const n = totals.filter(({ total }) => total.status === status).length;
            return n === 0 ? [] : [`${t(`codes.totalStatus.${status}`)} ${n}`];
          }).join(' · ')}
        </span>
      }
    >
      {found && totals.length === 0 && <p className="muted">{t('period.totals.none')}</p>}
      <ul className="totals" aria-label={t('period.totals.intro')}>
        {totals.map(({ total, today }) => (
          <TotalLine
            key={total.id}
            total={total}
            today={today}
            currency={currency}
            resellers={found?.resellers ?? new Set()}
            onExplain={closed ? null : () => setExplaining(total)}
            acts={actsOf(total)}
          />
        ))}
      </ul>
      <RoundingCourt key={period} period={period} totals={totals.map(({ total }) => total)} resellers={found?.resellers ?? new Set()} />
      <IdentityRegister />
      {explaining && <ExplainTotal total={explaining} onClose={() => setExplaining(null)} />}
    </Panel>
  );
}
