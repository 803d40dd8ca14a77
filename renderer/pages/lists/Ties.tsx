/** Each list's sums tied to the figures of the board. */
import { useMemo } from 'react';
import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import { ALLOCATION, RECLAIMS } from '../../../shared/reconcile/figures';
import type { PeriodSummary, ViewFilter } from '../../../shared/desk/api';
import type { TotalId } from '../../../shared/reconcile/types';
import { formatUnits, parseUnits } from '../../../shared/money';
import { StatusTag } from '../../app/parts/StatusTag';
import { useLanguage, useOpenDesk } from '../../app/session/context';
import { countText, listText } from '../../app/words';
import { movedMonths, shownFigures } from '../../store/signed';
import { Tie } from './Tie';
import { TotalState, useTotals } from './TotalState';
import { Unread } from './Unread';
import { sumTexts, useSum } from './use-sum';

const NONE: readonly ViewFilter[] = [];

interface Board {
  readonly period: string | null;
  /** Of the month, or of all of them, as their pages show them: a closed month's as they were signed. */
  readonly figures: readonly PeriodSummary[];
  /** Closed months among them that today's data, which the list has, would give otherwise. */
  readonly moved: readonly string[];
}

function useBoard(period: string | null): Board | undefined {
  const { store } = useOpenDesk();
  const board = useLiveQuery(async () => {
    const figures = (await shownFigures(store)).filter((row) => period === null || row.period === period);
    const moved = await movedMonths(store);
    return { period, figures, moved: figures.flatMap((row) => (moved.has(row.period) ? [row.period] : [])) };
  }, [store, period]);
  // Until this month's is read, that of the month before is still here.
  return board?.period === period ? board : undefined;
}

/** Why a list may come to another sum than the board: what was signed moved, else what the list itself cannot know. */
function useNote(): (board: Board, own?: string) => string | undefined {
  const { t } = useTranslation();
  const language = useLanguage();
  return ({ moved }, own) => (moved.length === 0 ? own : t('lists.tie.signed', { months: listText(language, moved) }));
}

const boardOf = (period: string | null): string => (period === null ? '/overview' : `/period/${period}`);

function negated(text: string | null): string | null {
  return text === null ? null : formatUnits(-parseUnits(text));
}

/** Refund orders by what the bill has of them, and the bill's refunds; then C3. */
export function RefundTies({ period }: { readonly period: string | null }) {
  const { t } = useTranslation();
  const board = useBoard(period);
  const note = useNote();
  const found = useSum('refunds', period, 'billAmount', NONE);
  if (!board || !found) return null;
  return (
    <div className="ties">
      <Unread sources={['orders', 'refund-details', 'fee-records']} period={period} />
      <Tie
        id="refunds"
        what={t('lists.tie.refunds')}
        list={negated(found.sum)}
        figure={t('lists.tie.figure', { figure: t('period.figures.refunds') })}
        board={sumTexts(board.figures.map((row) => row.refunds))}
        to={boardOf(period)}
        facts={{ source: 'fee-records' }}
        note={note(
          board,
          found.records > found.amounts ? t('lists.tie.refundsNote', { n: countText(found.records - found.amounts) }) : undefined,
        )}
      />
      <TotalLine id="C3" period={period} />
    </div>
  );
}

/** Allocations and reclaims, each and net. */
export function AdjustmentTies({ period }: { readonly period: string | null }) {
  const { t } = useTranslation();
  const board = useBoard(period);
  const note = useNote();
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
  if (!board || !given || !taken) return null;
  const figure = (name: 'allocated' | 'reclaimed'): string | null => sumTexts(board.figures.map((row) => row.fundAdjustments[name]));
  const facts = { source: 'adjust-records' } as const;
  return (
    <div className="ties">
      <Unread sources={['adjust-records']} period={period} />
      <Tie
        id="allocated"
        what={t('lists.tie.allocated')}
        list={given.sum}
        figure={t('lists.tie.fund')}
        board={figure('allocated')}
        to={boardOf(period)}
        facts={facts}
        note={note(board)}
      />
      <Tie
        id="reclaimed"
        what={t('lists.tie.reclaimed')}
        list={taken.sum}
        figure={t('lists.tie.fund')}
        board={figure('reclaimed')}
        to={boardOf(period)}
        facts={facts}
        note={note(board)}
      />
      <TotalLine id="C4" period={period} />
    </div>
  );
}

/** Completed orders and the fee records that name them. */
export function OrderTies({ period }: { readonly period: string | null }) {
  return (
    <div className="ties">
      <Unread sources={['orders', 'order-details']} period={period} />
      <TotalLine id="C6" period={period} />
    </div>
  );
}

/** What the customers of the list are billed, and what the board says of all bill lines; and who is billed without being in the list. */
export function CustomerTies() {
  const { t } = useTranslation();
  const { store } = useOpenDesk();
  const all = useBoard(null);
  const note = useNote();
  const found = useSum('customers', null, 'billed', NONE);
  const missing = useLiveQuery(async () => {
    const known = new Set(await store.parties.where('kind').equals('customer').primaryKeys());
    const billed = (await store.rollups.orderBy('customer').uniqueKeys()).map(String);
    return billed.filter((id) => id !== '' && !known.has(id)).length;
  }, [store]);
  if (!all || !found || missing === undefined) return null;
  const billed = all.figures.flatMap(({ consumption, refunds, adjustments }) => [consumption, refunds, adjustments]);
  return (
    <div className="ties">
      <Unread sources={['customers', 'customer-tags', 'customer-budgets']} period={null} />
      <Tie
        id="customers"
        what={t('lists.tie.customers')}
        list={found.sum}
        figure={t('lists.tie.allMonths')}
        board={sumTexts(billed)}
        to="/overview"
        facts={{ source: 'bill-lines', basis: 'pretax' }}
        note={note(all, t('lists.tie.customersNote', { n: countText(missing) }))}
      />
    </div>
  );
}

/** What a control total says of the months shown: each of one, of many only those it does not hold in. */
export function TotalLine({ id, period }: { readonly id: TotalId; readonly period: string | null }) {
  const { t } = useTranslation();
  const totals = useTotals(id);
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
        <TotalState key={total.period} total={total} testid={`tie-${id}`} />
      ))}
      {shown.length > 4 && <p className="tie muted">{t('lists.tie.moreMonths', { n: shown.length - 4 })}</p>}
    </>
  );
}
