import { Fragment, type ReactNode } from 'react';
import { moneyText } from '../app/parts/Money';
import type { Series } from './Legend';
import type { Point } from './series';

interface TotalRow {
  readonly label: string;
  readonly exact: Readonly<Record<string, string>>;
}

interface AmountTableProps {
  readonly caption: string;
  readonly head: string;
  readonly points: readonly Point[];
  readonly series: readonly Series[];
  /** Row of totals, exact texts by series. */
  readonly total?: TotalRow | readonly TotalRow[];
  /** What is to be said of a point's amounts: below them, and on hover. */
  readonly remark?: (point: Point) => string;
  readonly labelOf?: (point: Point) => ReactNode;
  readonly testid?: string;
  readonly short?: boolean;
}

/** The exact figures of a chart; the same content for people who do not see it. */
export function AmountTable({ caption, head, points, series, total, remark, labelOf, testid, short = false }: AmountTableProps) {
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
          </tr>
        </thead>
        <tbody>
          {points.map((point, index) => (
            <Fragment key={`${point.label}${index}`}>
              <tr>
                <td>{labelOf ? labelOf(point) : point.label}</td>
                {series.map((each) => (
                  <td key={each.name} className="money" data-series={each.name} title={remark?.(point)}>
                    {moneyText(point.exact[each.name] ?? '0')}
                  </td>
                ))}
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
                  <td key={each.name} className="money">
                    {moneyText(row.exact[each.name] ?? '0')}
                  </td>
                ))}
              </tr>
            ))}
          </tfoot>
        )}
      </table>
    </div>
  );
}
