import { moneyText } from '../app/parts/Money';
import type { Series } from './Legend';
import type { Point } from './series';

/** Tooltip with exact amounts; Recharts passes what is under the pointer. */
export function Tip({
  active,
  payload,
  series,
  currency,
}: {
  readonly active?: boolean;
  readonly payload?: readonly { readonly payload?: Point }[];
  readonly series: readonly Series[];
  readonly currency: string;
}) {
  const at = payload?.[0]?.payload;
  if (!active || !at) return null;
  return (
    <div className="chart-tip">
      <strong>{at.label}</strong> <span className="muted">{currency}</span>
      <table>
        <tbody>
          {series.map((each) => (
            <tr key={each.name}>
              <td>{each.label}</td>
              <td className="money">{at.exact[each.name] === undefined ? '—' : moneyText(at.exact[each.name] ?? '')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
