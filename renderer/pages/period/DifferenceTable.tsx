import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** Two sides and their difference, row by row. @param sides heads of the left and the right side */
export function DifferenceTable({
  head,
  sides: [left, right],
  className = '',
  children,
}: {
  readonly head: ReactNode;
  readonly sides: readonly [string, string];
  readonly className?: string;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <div className="table-scroll">
      <table className={`plain ${className}`.trim()}>
        <thead>
          <tr>
            <th scope="col">{head}</th>
            <th scope="col" className="money">
              {left}
            </th>
            <th scope="col" className="money">
              {right}
            </th>
            <th scope="col" className="money">
              {t('period.totals.difference')}
            </th>
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

/** A row of it: each cell as it is drawn. */
export function DifferenceRow({
  name,
  title,
  left,
  right,
  difference,
}: {
  readonly name: ReactNode;
  readonly title?: string;
  readonly left: ReactNode;
  readonly right: ReactNode;
  readonly difference: ReactNode;
}) {
  return (
    <tr>
      <td title={title}>{name}</td>
      <td className="amount">{left}</td>
      <td className="amount">{right}</td>
      <td className="amount">{difference}</td>
    </tr>
  );
}
