import { Fragment, type ReactNode } from 'react';
import { figureAttributes, useFigureFacts } from '../app/figures/facts';
import { moneyText } from '../app/parts/Money';
import type { Series } from './Legend';
import type { Point } from './series';

interface TotalRow {
  readonly label: string;
  readonly exact: Readonly<Record<string, string>>;
}

export interface AmountTableProps {
  readonly caption: string;
  readonly head: string;
  readonly points: readonly Point[];
  readonly series: readonly Series[];
  /** Row of totals, exact texts by series. */
  readonly total?: TotalRow | readonly TotalRow[];
  /** What is to be said of a point's amounts: below them, and on hover. */
  readonly remark?: (point: Point) => string;
  readonly labelOf?: (point: Point) => ReactNode;
  /** A last column of another kind: a rate. */
  readonly more?: { readonly head: string; textOf(point: Point): string };
  readonly testid?: string;
  readonly short?: boolean;
}

/** No amount is no zero. */
const amountText = (text: string | undefined): string => (text === undefined ? '—' : moneyText(text));

/** The exact figures of a chart; the same content for people who do not see it. */
export function AmountTable({ caption, head, points, series, total, remark, labelOf, more, testid, short = false }: AmountTableProps) {
  const facts = useFigureFacts();
  const tells = (value: string | undefined) => (value === undefined ? {} : figureAttributes(value, facts));
  const totals: readonly TotalRow[] = total === undefined ? [] : 'exact' in total ? [total] : total;
  return (
    <div className={short ? 'table-scroll short' : 'table-scroll'} data-testid={testid}>
      <table className="plain">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{head}</th>
            {series.map((each) => (
              <th key={each.name} scope="col" className="money">
                {each.label}
              </th>
            ))}
            {more && (
              <th scope="col" className="money">
                {more.head}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {points.map((point, index) => (
            <Fragment key={`${point.label}${index}`}>
              <tr>
                <td>{labelOf ? labelOf(point) : point.label}</td>
                {series.map((each) => (
                  <td key={each.name} className="money" data-series={each.name} title={remark?.(point)} {...tells(point.exact[each.name])}>
                    {amountText(point.exact[each.name])}
                  </td>
                ))}
                {more && <td className="money">{more.textOf(point)}</td>}
              </tr>
              {remark && (
                <tr className="remark" data-testid="amount-remark">
                  <td colSpan={series.length + 1} className="muted">
                    {remark(point)}
                  </td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
        {totals.length > 0 && (
          <tfoot>
            {totals.map((row) => (
              <tr key={row.label}>
                <td>{row.label}</td>
                {series.map((each) => (
                  <td key={each.name} className="money" {...tells(row.exact[each.name])}>
                    {amountText(row.exact[each.name])}
                  </td>
                ))}
                {more && <td />}
              </tr>
            ))}
          </tfoot>
        )}
      </table>
    </div>
  );
}
