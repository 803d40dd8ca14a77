import { memo, useCallback, useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { Bar, CartesianGrid, ComposedChart, Line, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { useTranslation } from 'react-i18next';
import { moneyText } from '../app/parts/Money';
import { dashesOf, isLine, Patterns, type Series } from './Legend';
import { barShape, ColumnMark, DrawnContext, type MarkLink } from './chart-marks';
import { markId, nextMark, type Mark } from './marks';
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
  /** A column was chosen. */
  readonly onOpen?: (label: string) => void;
  /** One bar of a column was chosen; without it a bar opens its column. */
  readonly onPart?: (label: string, series: string) => void;
  /** What can be done here, said to those who reach a mark by keyboard. */
  readonly hint?: string;
}

/**
 * Amounts per label as bars (stacked by sign or side by side) with lines over them. Where columns can be opened each column and each bar is a link: one
 * stop for the tab key, then the arrow keys.
 */
export function AmountChart({ chart, label, points, series, currency, stacked, onOpen, onPart, hint }: AmountChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const [stop, setStop] = useState<Mark | null>(null);
  const bars = series.filter((each) => !isLine(each));
  const names = bars.map(({ name }) => name);
  const known = stop && points.some((point) => point.label === stop.label) && (stop.series === null || names.includes(stop.series));
  const tabbed: Mark | null = known ? stop : points.length > 0 ? { label: points.at(-1)!.label, series: null } : null;
  const choose = ({ label: at, series: name }: Mark): void => {
    if (name !== null && onPart) onPart(at, name);
    else onOpen?.(at);
  };
  const said = ({ label: at, series: name }: Mark): string => {
    const exact = points.find((point) => point.label === at)?.exact ?? {};
    const shown = name === null ? series.filter((each) => exact[each.name] !== undefined) : series.filter((each) => each.name === name);
    return [at, ...shown.map((each) => `${each.label} ${moneyText(exact[each.name] ?? '0')}`)].join(' · ');
  };
  const press = (event: KeyboardEvent, mark: Mark): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      choose(mark);
      return;
    }
    const next = nextMark(points, names, mark, event.key);
    if (next === null) return;
    event.preventDefault();
    setStop(next);
    box.current?.querySelector<SVGElement>(`[data-mark="${CSS.escape(markId(next))}"]`)?.focus();
  };
  const link = (mark: Mark): MarkLink => ({
    role: 'link',
    tabIndex: tabbed && markId(tabbed) === markId(mark) ? 0 : -1,
    'aria-label': said(mark),
    'data-mark': markId(mark),
    className: 'chart-mark',
    onFocus: () => setStop(mark),
    onKeyDown: (event) => press(event, mark),
    onClick: (event) => {
      event.stopPropagation();
      choose(mark);
    },
  });
  const opened = useRef(onOpen);
  useEffect(() => {
    opened.current = onOpen;
  });
  const openColumn = useCallback((at: string) => opened.current?.(at), []);
  return (
    <div className="chart" ref={box} data-testid={chart} role="figure" aria-label={hint === undefined ? label : `${label}. ${hint}`}>
      <DrawnContext.Provider value={{ points, link: onOpen ? link : null }}>
        <Plot chart={chart} points={points} series={series} currency={currency} stacked={stacked} openColumn={onOpen ? openColumn : null} />
      </DrawnContext.Provider>
    </div>
  );
}

/**
 * What Recharts draws. Drawn again it makes every bar anew: the focus is lost, and a bar that is pressed is another one when it is released. So this stands
 * still while the figures are the same; the marks follow the focus by their context.
 */
const Plot = memo(Plotted, isSame);

interface PlotProps extends Pick<AmountChartProps, 'chart' | 'points' | 'series' | 'currency' | 'stacked'> {
  readonly openColumn: ((label: string) => void) | null;
}

function Plotted({ chart, points, series, currency, stacked, openColumn }: PlotProps) {
  const { i18n } = useTranslation();
  const bars = series.filter((each) => !isLine(each));
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ComposedChart
        data={[...points]}
        accessibilityLayer={false}
        stackOffset={stacked ? 'sign' : 'none'}
        margin={{ top: 8, right: 12, bottom: 0, left: 4 }}
        onClick={({ activeLabel }) => openColumn && activeLabel !== undefined && openColumn(String(activeLabel))}
        style={openColumn ? { cursor: 'pointer' } : undefined}
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
        {bars.map((each, at) => (
          <Bar
            key={each.name}
            name={each.label}
            dataKey={(point: Point) => point.drawn[each.name] ?? 0}
            {...(stacked ? { stackId: 'amounts' } : {})}
            {...(openColumn && (at === 0 || !stacked) ? { background: ColumnMark } : {})}
            shape={barShape(chart, each)}
            maxBarSize={stacked ? 56 : 32}
            isAnimationActive={false}
          />
        ))}
        {series.filter(isLine).map((each) => (
          <Line
            key={each.name}
            name={each.label}
            // A month without data interrupts the line.
            dataKey={(point: Point) => point.drawn[each.name] ?? null}
            stroke={`var(${each.colour})`}
            strokeWidth={2}
            strokeDasharray={dashesOf(each)}
            dot={{ r: 3.5, fill: `var(${each.colour})`, strokeDasharray: '0' }}
            isAnimationActive={false}
          />
        ))}
      </ComposedChart>
    </ResponsiveContainer>
  );
}

/** Figures that were read again and are the same are no reason to draw again. */
function isSame(a: PlotProps, b: PlotProps): boolean {
  return a.openColumn === b.openColumn && JSON.stringify({ ...a, openColumn: null }) === JSON.stringify({ ...b, openColumn: null });
}
