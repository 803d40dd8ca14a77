import { Fragment, useMemo } from 'react';
import { Button } from 'antd';
import { UnorderedListOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { formatUnits, type Units } from '../../../shared/money';
import type { MarginBy, MarginLine } from '../../../shared/reconcile/margin-report';
import { Money } from '../../app/parts/Money';
import { useNames } from '../../app/session/lookups';
import { AMOUNTS, marginFacts } from './margin-facts';
import { rateText } from './rate-text';

/** Lines shown; the grid of rows below has all of them. */
const MOST = 500;

/** A grouped margin report: largest revenue first, what is not split with its cost inside it, totals below. */
export function MarginTable({
  lines,
  by,
  total,
  period,
  currency,
  remark,
  open,
  onOpen,
}: {
  readonly lines: readonly MarginLine[];
  readonly by: readonly MarginBy[];
  readonly total: MarginLine | null;
  /** The month that is looked at, null for all. */
  readonly period: string | null;
  readonly currency: string;
  /** Said on hover of every amount: the rates of a converted report. */
  readonly remark?: string;
  readonly open: MarginLine | null;
  onOpen(line: MarginLine | null): void;
}) {
  const { t } = useTranslation();
  const names = useNames();
  const shown = useMemo(
    () =>
      (by.includes('period') ? lines : [...lines].sort((a, b) => (a.revenue === b.revenue ? 0 : a.revenue < b.revenue ? 1 : -1))).slice(
        0,
        MOST,
      ),
    [lines, by],
  );
  // A line of a reseller whose revenue is not split names it, whatever the grouping.
  const heads: readonly MarginBy[] = by.length === 0 ? ['period'] : by;
  const cell = (line: MarginLine, name: MarginBy): string => {
    if (by.length === 0) return t('prices.margin.total');
    const value = line[name];
    const without = name === 'customer' || name === 'service' ? name : null;
    if (value === null && without !== null) {
      const said = t(`prices.margin.unsplit.${without}`);
      return by.includes('counterparty') || line.counterparty === null ? said : `${names.party(line.counterparty)} · ${said}`;
    }
    return name === 'period' ? (value ?? '') : name === 'service' ? names.service(value) : names.party(value);
  };
  const amount = (name: 'revenue' | 'cost' | 'margin', units: Units, of: string | null) => (
    <td className="amount">
      <Money value={formatUnits(units)} facts={marginFacts(t, name, currency, of ?? period, remark)} />
    </td>
  );
  return (
    <div className="table-scroll margin-table">
      <table className="plain report" data-testid="margin-table" data-lines={lines.length}>
        <thead>
          <tr>
            {heads.map((name) => (
              <th scope="col" key={name}>
                {by.length === 0 ? '' : t(`prices.margin.group.${name}`)}
              </th>
            ))}
            {([...AMOUNTS, 'rate'] as const).map((name) => (
              <th scope="col" className="money" key={name}>
                {t(`columns.${name}`)}
              </th>
            ))}
            <th scope="col">
              <span className="visually-hidden">{t('prices.margin.drill')}</span>
            </th>
          </tr>
        </thead>
        {shown.map((line) => {
          const key = JSON.stringify([line.period, line.counterparty, line.customer, line.service, line.unsplit]);
          return (
            <tbody key={key}>
              <tr data-testid="margin-line" aria-selected={line === open}>
                {heads.map((name) => (
                  <td key={name}>{cell(line, name)}</td>
                ))}
                {AMOUNTS.map((name) => (
                  <Fragment key={name}>{amount(name, line[name], line.period)}</Fragment>
                ))}
                <td className="money">{rateText(line.rate)}</td>
                <td>
                  <Button
                    type="text"
                    size="small"
                    icon={<UnorderedListOutlined />}
                    title={t('prices.margin.drill')}
                    aria-label={`${t('prices.margin.drill')} ${heads.map((name) => cell(line, name)).join(' ')}`}
                    onClick={() => onOpen(line === open ? null : line)}
                    data-testid="margin-drill"
                  />
                </td>
              </tr>
              {line.parts.map((part) => (
                <tr key={`${part.customer ?? ''}|${part.service ?? ''}`} className="muted" data-testid="margin-part">
                  <td colSpan={heads.length} style={{ paddingLeft: 28 }}>
                    {t('prices.margin.of')} ·{' '}
                    {[part.customer === null ? '' : names.party(part.customer), part.service === null ? '' : names.service(part.service)]
                      .filter(Boolean)
                      .join(' · ')}
                  </td>
                  <td />
                  {amount('cost', part.cost, line.period)}
                  <td />
                  <td />
                  <td />
                </tr>
              ))}
            </tbody>
          );
        })}
        {total && (
          <tfoot>
            <tr data-testid="margin-total">
              <td colSpan={heads.length}>{t('prices.margin.total')}</td>
              {AMOUNTS.map((name) => (
                <Fragment key={name}>{amount(name, total[name], null)}</Fragment>
              ))}
              <td className="money">{rateText(total.rate)}</td>
              <td />
            </tr>
          </tfoot>
        )}
      </table>
      {lines.length > MOST && <p className="muted">{t('prices.more', { n: lines.length - MOST })}</p>}
    </div>
  );
}
