import type { ReactNode } from 'react';
import { moneyText } from '../app/parts/Money';
import type { Series } from './Legend';
import type { Point } from './series';

interface AmountTableProps {
  readonly caption: string;
  readonly head: string;
  readonly points: readonly Point[];
  readonly series: readonly Series[];
  /** Row of totals, exact texts by series. */
  readonly total?: { readonly label: string; readonly exact: Readonly<Record<string, string>> };
  readonly labelOf?: (point: Point) => ReactNode;
  readonly testid?: string;
  readonly short?: boolean;
}

/** The exact figures of a chart; the same content for people who do not see it. */
export function AmountTable({ caption, head, points, series, total, labelOf, testid, short = false }: AmountTableProps) {
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
            <tr key={`${point.label}${index}`}>
              <td>{labelOf ? labelOf(point) : point.label}</td>
              {series.map((each) => (
                <td key={each.name} className="money" data-series={each.name}>
                  {moneyText(point.exact[each.name] ?? '0')}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {total && (
          <tfoot>
            <tr>
              <td>{total.label}</td>
              {series.map((each) => (
                <td key={each.name} className="money">
                  {moneyText(total.exact[each.name] ?? '0')}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}
