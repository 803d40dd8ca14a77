import { Bar, BarChart, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { useTranslation } from 'react-i18next';
import { Patterns, fillOf, type Series } from './Legend';
import { Tip } from './Tip';
import { axisText, type Point } from './series';

const BAR_HEIGHT = 26;

/** Horizontal bars of the largest groups; the table below has them all. */
export function RankChart({
  chart,
  label,
  points,
  series,
  currency,
}: {
  readonly chart: string;
  readonly label: string;
  readonly points: readonly Point[];
  readonly series: readonly Series[];
  readonly currency: string;
}) {
  const { i18n } = useTranslation();
  return (
    <div style={{ height: points.length * BAR_HEIGHT + 40 }} data-testid={chart} role="figure" aria-label={label}>
      <ResponsiveContainer width="100%" height="100%">
        <BarChart data={[...points]} layout="vertical" stackOffset="sign" margin={{ top: 4, right: 16, bottom: 0, left: 4 }}>
          <Patterns chart={chart} series={series} />
          <XAxis
            type="number"
            tickFormatter={(value: number) => axisText(value, i18n.language)}
            tick={{ fill: 'var(--ink-2)' }}
            stroke="var(--line-strong)"
            tickLine={false}
          />
          <YAxis
            type="category"
            dataKey="label"
            width={150}
            tick={{ fill: 'var(--ink-2)' }}
            stroke="var(--line-strong)"
            tickLine={false}
            interval={0}
            tickFormatter={(text: string) => (text.length > 14 ? `${text.slice(0, 13)}…` : text)}
          />
          <ReferenceLine x={0} stroke="var(--line-strong)" />
          <Tooltip
            isAnimationActive={false}
            cursor={{ fill: 'var(--accent-soft)', fillOpacity: 0.6 }}
            content={<Tip series={series} currency={currency} />}
          />
          {series.map((each) => (
            <Bar
              key={each.name}
              name={each.label}
              dataKey={(at: Point) => at.drawn[each.name] ?? 0}
              stackId="amounts"
              fill={fillOf(chart, each)}
              stroke={`var(${each.colour})`}
              strokeWidth={1}
              maxBarSize={16}
              isAnimationActive={false}
            />
          ))}
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}
