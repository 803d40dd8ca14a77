/** Each list's sums tied to the figures of the board. */
import { useMemo } from 'react';
import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ALLOCATION, RECLAIMS } from '../../../shared/reconcile/figures';
import type { PeriodSummary, ViewFilter } from '../../../shared/desk/api';
import type { TotalId } from '../../../shared/reconcile/types';
import { sentenceText } from '../../../shared/report/totals';
import { formatUnits, parseUnits } from '../../../shared/money';
import { amountsInText } from '../../app/parts/Money';
import { StatusTag } from '../../app/parts/StatusTag';
import { TONES } from '../../app/parts/total-tones';
import { useLanguage, useOpenDesk } from '../../app/session/context';
import { countText } from '../../app/words';
import { Tie } from './Tie';
import { sumTexts, useSum } from './use-sum';

const NONE: readonly ViewFilter[] = [];

/** Figures of the month, or of all of them. */
function useFigures(period: string | null): readonly PeriodSummary[] | undefined {
  const { store } = useOpenDesk();
  return useLiveQuery(
    async () => (await store.figures.orderBy('period').toArray()).filter((row) => period === null || row.period === period),
    [store, period],
  );
}

const boardOf = (period: string | null): string => (period === null ? '/overview' : `/period/${period}`);

function negated(text: string | null): string | null {
  return text === null ? null : formatUnits(-parseUnits(text));
}

/** Refund orders by what the bill has of them, and the bill's refunds; then C3. */
export function RefundTies({ period }: { readonly period: string | null }) {
  const { t } = useTranslation();
  const figures = useFigures(period);
  const found = useSum('refunds', period, 'billAmount', NONE);
  if (!figures || !found) return null;
  return (
    <div className="ties">
      <Tie
        id="refunds"
        what={t('lists.tie.refunds')}
        list={negated(found.sum)}
        figure={t('lists.tie.figure', { figure: t('period.figures.refunds') })}
        board={sumTexts(figures.map((row) => row.refunds))}
        to={boardOf(period)}
        facts={{ source: 'fee-records' }}
        note={t('lists.tie.refundsNote', { n: countText(found.records - found.amounts) })}
      />
      <TotalLine id="C3" period={period} />
    </div>
  );
}

/** Allocations and reclaims, each and net. */
export function AdjustmentTies({ period }: { readonly period: string | null }) {
  const { t } = useTranslation();
  const figures = useFigures(period);
  const given = useSum(
    'adjust-records',
    period,
    'amount',
    useMemo(() => [{ column: 'operation', op: 'is', value: ALLOCATION }], []),
  );
  const taken = useSum(
    'adjust-records',
    period,
    'amount',
    useMemo(() => [{ column: 'operation', op: 'in', values: [...RECLAIMS] }], []),
  );
  if (!figures || !given || !taken) return null;
  const figure = (name: 'allocated' | 'reclaimed'): string | null => sumTexts(figures.map((row) => row.fundAdjustments[name]));
  const facts = { source: 'adjust-records' } as const;
  return (
    <div className="ties">
      <Tie
        id="allocated"
        what={t('lists.tie.allocated')}
        list={given.sum}
        figure={t('lists.tie.fund')}
        board={figure('allocated')}
        to={boardOf(period)}
        facts={facts}
      />
      <Tie
        id="reclaimed"
        what={t('lists.tie.reclaimed')}
        list={taken.sum}
        figure={t('lists.tie.fund')}
        board={figure('reclaimed')}
        to={boardOf(period)}
        facts={facts}
      />
      <TotalLine id="C4" period={period} />
    </div>
  );
}

/** Completed orders and the fee records that name them. */
export function OrderTies({ period }: { readonly period: string | null }) {
  return (
    <div className="ties">
      <TotalLine id="C6" period={period} />
    </div>
  );
}

/** What the customers of the list are billed, and what the board says of all bill lines; and who is billed without being in the list. */
export function CustomerTies() {
  const { t } = useTranslation();
  const { store } = useOpenDesk();
  const figures = useFigures(null);
  const found = useSum('customers', null, 'billed', NONE);
  const missing = useLiveQuery(async () => {
    const known = new Set(await store.parties.where('kind').equals('customer').primaryKeys());
    const billed = (await store.rollups.orderBy('customer').uniqueKeys()).map(String);
    return billed.filter((id) => id !== '' && !known.has(id)).length;
  }, [store]);
  if (!figures || !found || missing === undefined) return null;
  const board = figures.flatMap(({ consumption, refunds, adjustments }) => [consumption, refunds, adjustments]);
  return (
    <div className="ties">
      <Tie
        id="customers"
        what={t('lists.tie.customers')}
        list={found.sum}
        figure={t('lists.tie.allMonths')}
        board={sumTexts(board)}
        to="/overview"
        facts={{ source: 'bill-lines', basis: 'pretax' }}
        note={t('lists.tie.customersNote', { n: countText(missing) })}
      />
    </div>
  );
}

/** What a control total says of the months shown: of each of one, of many only those it does not hold in. */
export function TotalLine({ id, period }: { readonly id: TotalId; readonly period: string | null }) {
  const { t } = useTranslation();
  const { store } = useOpenDesk();
  const language = useLanguage();
  const totals = useLiveQuery(async () => (await store.totals.toArray()).filter((total) => total.id === id), [store, id]);
  const shown = totals?.filter((total) => (period === null ? total.status === 'broken' : total.period === period));
  if (!totals || totals.length === 0 || !shown) return null;
  if (period === null && shown.length === 0)
    return (
      <p className="tie" data-testid={`tie-${id}`}>
        <StatusTag tone="good">{id}</StatusTag>{' '}
        <span>{t('lists.tie.holds', { n: totals.filter(({ status }) => status !== 'not-provable').length })}</span>
      </p>
    );
  return (
    <>
      {shown.slice(0, 4).map((total) => (
        <p className="tie" key={total.period} data-testid={`tie-${id}`} data-status={total.status}>
          <StatusTag tone={TONES[total.status]}>{t(`codes.totalStatus.${total.status}`)}</StatusTag>
          <span>
            <Link to={`/period/${total.period}`}>
              {total.period} {id} {t(`codes.totalName.${id}`)}
            </Link>{' '}
            {amountsInText(sentenceText(total.sentence, language))}
          </span>
        </p>
      ))}
      {shown.length > 4 && <p className="tie muted">{t('lists.tie.moreMonths', { n: shown.length - 4 })}</p>}
    </>
  );
}
