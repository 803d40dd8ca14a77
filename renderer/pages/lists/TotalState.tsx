/** A control total beside a list, as the board has it. */
import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { TotalId } from '../../../shared/reconcile/types';
import { briefText, type KeptTotal } from '../../../shared/report/totals';
import { BucketName } from '../../app/parts/BucketName';
import { Money, amountsInText } from '../../app/parts/Money';
import { Panel } from '../../app/parts/Page';
import { StatusTag } from '../../app/parts/StatusTag';
import { toneOf } from '../../app/parts/total-tones';
import { useLanguage, useOpenDesk } from '../../app/session/context';
import { everyShownTotal } from '../../store/signed';
import { unlessCount } from '../period/total-currency';

/** Each month's total of the id; undefined until they are read. */
export function useTotals(id: TotalId): readonly KeptTotal[] | undefined {
  const { store } = useOpenDesk();
  return useLiveQuery(async () => (await everyShownTotal(store)).filter((total) => total.id === id), [store, id]);
}

/** Its state, what it says, where it diverges first; leads to its proof on the board. @param bare without its name: the place says it */
export function TotalState({
  total,
  testid,
  bare = false,
}: {
  readonly total: KeptTotal;
  readonly testid: string;
  readonly bare?: boolean;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { id, period, status, firstDivergence } = total;
  return (
    <p className="tie" data-testid={testid} data-status={status}>
      <StatusTag tone={toneOf(total)}>{t(`codes.totalStatus.${status}`)}</StatusTag>
      <span>
        <Link to={`/period/${period}?proof=${id}`}>{bare ? period : `${period} ${id} ${t(`codes.totalName.${id}`)}`}</Link>{' '}
        {amountsInText(briefText(total, language))}
        {firstDivergence && (
          <span className="muted">
            {' '}
            {t('period.totals.first')}: <BucketName bucket={firstDivergence.bucket} /> · {t('period.totals.difference')}{' '}
            <Money value={firstDivergence.difference} facts={{ ...unlessCount(total), source: 'total-difference', period }} />
          </span>
        )}
      </span>
    </p>
  );
}

/** What a control total says of the months of a roll-forward. */
export function ProofOf({ id, periods }: { readonly id: TotalId; readonly periods: readonly string[] }) {
  const { t } = useTranslation();
  const totals = useTotals(id)?.filter((total) => periods.includes(total.period)) ?? [];
  if (totals.length === 0) return null;
  return (
    <Panel title={`${id} ${t(`codes.totalName.${id}`)}`}>
      {totals.map((total) => (
        <TotalState key={total.period} total={total} testid={`roll-${id.toLowerCase()}-${total.period}`} bare />
      ))}
    </Panel>
  );
}
