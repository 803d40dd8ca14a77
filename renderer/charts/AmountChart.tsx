import { Bar, CartesianGrid, ComposedChart, Line, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { useTranslation } from 'react-i18next';
import { Patterns, fillOf, type Series } from './Legend';
import { Tip } from './Tip';
import { axisText, type Point } from './series';

interface AmountChartProps {
  /** Name of the chart, unique in the page. */
  readonly chart: string;
  readonly label: string;
  readonly points: readonly Point[];
  /** Stacked bars, then lines. */
  readonly series: readonly Series[];
  readonly currency: string;
  readonly stacked: boolean;
  readonly onOpen?: (label: string) => void;
}

/** Amounts per label as bars (stacked by sign or side by side) with lines over them. */
export function AmountChart({ chart, label, points, series, currency, stacked, onOpen }: AmountChartProps) {
  const { i18n } = useTranslation();
  const open = (state: { activeLabel?: string | number | undefined }): void => {
    if (onOpen && state.activeLabel !== undefined) onOpen(String(state.activeLabel));
  };
  return (
    <div className="chart" data-testid={chart} role="figure" aria-label={label}>
      <ResponsiveContainer width="100%" height="100%">
        <ComposedChart
          data={[...points]}
          stackOffset={stacked ? 'sign' : 'none'}
          margin={{ top: 8, right: 12, bottom: 0, left: 4 }}
          onClick={open}
          style={onOpen ? { cursor: 'pointer' } : undefined}
        >
          <Patterns chart={chart} series={series} />
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis dataKey="label" tick={{ fill: 'var(--ink-2)' }} stroke="var(--line-strong)" tickLine={false} />
          <YAxis
            tickFormatter={(value: number) => axisText(value, i18n.language)}
            tick={{ fill: 'var(--ink-2)' }}
            stroke="var(--line-strong)"
            tickLine={false}
            axisLine={false}
            width={64}
          />
          <ReferenceLine y={0} stroke="var(--line-strong)" />
          <Tooltip
            isAnimationActive={false}
            cursor={{ fill: 'var(--accent-soft)', fillOpacity: 0.6 }}
            content={<Tip series={series} currency={currency} />}
          />
          {series
            .filter((each) => each.mark !== 'line')
            .map((each) => (
              <Bar
                key={each.name}
                name={each.label}
                dataKey={(at: Point) => at.drawn[each.name] ?? 0}
                {...(stacked ? { stackId: 'amounts' } : {})}
                fill={fillOf(chart, each)}
                stroke={`var(${each.colour})`}
                strokeWidth={1}
                maxBarSize={stacked ? 56 : 32}
                isAnimationActive={false}
              />
            ))}
          {series
            .filter((each) => each.mark === 'line')
            .map((each) => (
              <Line
                key={each.name}
                name={each.label}
                dataKey={(at: Point) => at.drawn[each.name] ?? 0}
                stroke={`var(${each.colour})`}
                strokeWidth={2}
                dot={{ r: 3.5, fill: `var(${each.colour})` }}
                isAnimationActive={false}
              />
            ))}
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}
