import { useMemo, useState } from 'react';
import { Checkbox, Radio } from 'antd';
import { useLiveQuery } from 'dexie-react-hooks';
import { Link } from 'react-router';
import { useTranslation } from 'react-i18next';
import { formatUnits, parseUnits } from '../../../shared/money';
import { MARGIN_BY, rollUpMargin, type MarginBy, type MarginLine } from '../../../shared/reconcile/margin-report';
import { convertMargin, marginToCent } from '../../../shared/rates';
import type { MarginRow } from '../../../shared/reconcile/types';
import { Field } from '../../app/parts/Field';
import { Money } from '../../app/parts/Money';
import { Page, Panel } from '../../app/parts/Page';
import { ConvertedNotes, rateLabel } from '../../app/rates/ConvertedNotes';
import { CurrencySwitch } from '../../app/rates/CurrencySwitch';
import { useRates } from '../../app/rates/use-rates';
import { EmptyState, LoadingState } from '../../app/parts/States';
import { useOpenDesk } from '../../app/session/context';
import { useCurrency } from '../../app/session/lookups';
import { usePeriod } from '../../app/session/period';
import { DataGrid } from '../../grid/DataGrid';
import type { MarginStored } from '../../store/schema';
import { NoFigures } from '../period/NoFigures';
import { NoSuchPeriod } from '../period/NoSuchPeriod';
import { LinesOf } from './LinesOf';
import { marginMonths } from '../../store/margin-months';
import { MarginPanel } from '../overview/MarginPanel';
import { AMOUNTS, marginFacts } from './margin-facts';
import { MarginTable } from './MarginTable';
import { MarginTie } from './MarginTie';
import { rateText } from './rate-text';

/** Revenue net of tax less cost net of tax, grouped as the user asks, for the chosen period or all; a line opens its bill lines. */
export function MarginPage() {
  const { t } = useTranslation();
  const { store } = useOpenDesk();
  const { period, stray } = usePeriod();
  const currency = useCurrency();
  const [by, setBy] = useState<readonly MarginBy[]>(['counterparty']);
  const [all, setAll] = useState(false);
  const [open, setOpen] = useState<MarginLine | null>(null);
  const asked = all ? null : period;
  const found = useLiveQuery(async () => {
    const stored = await (asked === null ? store.margin.toArray() : store.margin.where('period').equals(asked).toArray());
    return { shown: asked, stored };
  }, [store, asked, all]);
  // The month that was read, null for all of them: until the one asked for is, that is the one before, and everything here says so.
  const shown = found?.shown ?? null;
  const stored = found?.stored;
  const rows = useMemo(() => (stored ?? []).map(rowOf), [stored]);
  const months = useMemo(() => (shown === null ? marginMonths(rows) : []), [shown, rows]);
  const book = useRates();
  const [to, setTo] = useState<string | null>(null);
  // A rate may be deleted while its currency is shown.
  const view = useMemo(
    () => (to === null || !book?.targets(currency).includes(to) ? null : { to, ...convertMargin(rows, book, currency, to) }),
    [rows, book, currency, to],
  );
  // Without a rate for any month shown, the report stays as it is and the notes say why.
  const converted = view !== null && view.rates.length > 0 ? view : null;
  const report = useMemo(() => {
    const over = (some: readonly MarginRow[], groups: readonly MarginBy[]): MarginLine[] =>
      converted ? rollUpMargin(some, groups).map(marginToCent) : rollUpMargin(some, groups);
    return { lines: over(converted?.rows ?? rows, by), total: over(converted?.rows ?? rows, [])[0] };
  }, [rows, converted, by]);
  const { lines, total } = report;
  const left = useMemo(
    () => (converted ? { lines: rollUpMargin(converted.left, by), total: rollUpMargin(converted.left, [])[0] } : null),
    [converted, by],
  );
  if (period === null)
    return (
      <Page title={t('app.nav.margin')}>
        <Panel>
          <NoFigures />
        </Panel>
      </Page>
    );
  if (stray && !all) return <NoSuchPeriod />;
  if (!stored) return <LoadingState />;
  if (!total && shown !== null) {
    return (
      <Page title={t('app.nav.margin')} extra={<span className="muted">{shown}</span>}>
        <Panel>
          <EmptyState title={t('lists.margin.none')} hint={t('lists.margin.noneHint')}>
            <Link to="/ledgers">{t('reconcile.toLedgers')}</Link>
          </EmptyState>
        </Panel>
      </Page>
    );
  }
  const remark = converted?.rates.map((rate) => `${rate.month} ${rateLabel(t, rate)}`).join('\n');
  const regroup = (next: readonly MarginBy[]): void => {
    setBy(MARGIN_BY.filter((name) => next.includes(name)));
    setOpen(null);
  };
  return (
    <Page
      title={t('app.nav.margin')}
      extra={
        <span className="muted">
          {shown ?? t('prices.margin.allPeriods')} · {converted ? t('rates.converted', { to: converted.to }) : currency} ·{' '}
          {t('app.money.pretax')}
        </span>
      }
    >
      {view && (
        <ConvertedNotes from={currency} to={view.to} rates={view.rates} missing={[...new Set(view.left.map((row) => row.period))].sort()} />
      )}
      <dl className="tiles" data-testid="margin-totals">
        {AMOUNTS.map((name) => (
          <div className="tile" key={name}>
            <dt>{t(`columns.${name}`)}</dt>
            <dd>
              <Money value={formatUnits(total?.[name] ?? 0n)} facts={marginFacts(t, name, converted?.to ?? currency, shown, remark)} stop />
            </dd>
          </div>
        ))}
        <div className="tile">
          <dt>{t('columns.rate')}</dt>
          <dd data-testid="margin-rate">{rateText(total?.rate ?? null)}</dd>
        </div>
      </dl>
      {converted === null && <MarginTie rows={stored} period={shown} />}
      {converted === null && months.length > 1 && <MarginPanel months={months} currency={currency} />}
      <Panel
        testid="margin-report"
        actions={
          <div className="row" style={{ gap: 16 }}>
            <CurrencySwitch
              book={book}
              from={currency}
              to={view && to}
              onChange={(next) => {
                setTo(next);
                setOpen(null);
              }}
            />
            <Radio.Group
              value={all}
              data-testid="margin-periods"
              onChange={(event) => {
                setAll(event.target.value as boolean);
                setOpen(null);
              }}
              options={[
                { value: false, label: period },
                { value: true, label: t('prices.margin.allPeriods') },
              ]}
            />
            <Field label={t('prices.margin.by')}>
              {(id) => (
                <Checkbox.Group
                  {...{ id }}
                  value={[...by]}
                  data-testid="margin-by"
                  onChange={regroup}
                  options={MARGIN_BY.map((value) => ({ value, label: t(`prices.margin.group.${value}`) }))}
                />
              )}
            </Field>
          </div>
        }
      >
        <MarginTable
          lines={lines}
          by={by}
          total={total ?? null}
          period={shown}
          currency={converted?.to ?? currency}
          {...(remark === undefined ? {} : { remark })}
          open={open}
          onOpen={setOpen}
        />
        {left && left.lines.length > 0 && (
          <div data-testid="margin-left">
            <h3>{t('rates.leftTitle', { currency })}</h3>
            <MarginTable
              lines={left.lines}
              by={by}
              total={left.total ?? null}
              period={shown}
              currency={currency}
              open={open}
              onOpen={setOpen}
            />
          </div>
        )}
        <p className="muted" style={{ marginBottom: 0 }}>
          {t('lists.margin.hint')} {lines.some(({ unsplit }) => unsplit.length > 0) && t('prices.margin.unsplitHint')}
        </p>
      </Panel>
      {open && <LinesOf line={open} period={open.period ?? shown} onClose={() => setOpen(null)} />}
      <h2 className="margin-rows">
        {t('prices.margin.rows')} {view && <span className="muted">· {t('rates.rowsOwn', { currency })}</span>}
      </h2>
      <DataGrid id="margin" label={t('app.nav.margin')} source="margin" period={shown} />
    </Page>
  );
}

function rowOf({ period, counterparty, customer, service, revenue, cost, margin, rate, parts }: MarginStored): MarginRow {
  return {
    period,
    counterparty,
    customer,
    service,
    revenue: parseUnits(revenue),
    cost: parseUnits(cost),
    margin: parseUnits(margin),
    rate,
    parts: (parts ?? []).map((part) => ({ ...part, cost: parseUnits(part.cost) })),
  };
}
