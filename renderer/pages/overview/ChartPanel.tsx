import { useRef, useState, type ReactNode } from 'react';
import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { AmountChart } from '../../charts/AmountChart';
import { AmountTable, type AmountTableProps } from '../../charts/AmountTable';
import { isLine, Legend, type Series } from '../../charts/Legend';
import { PictureButton } from '../../charts/PictureButton';
import type { Point } from '../../charts/series';
import { FigureFactsProvider, type FigureFacts } from '../../app/figures/facts';
import { Panel } from '../../app/parts/Page';

export interface ChartPanelProps {
  /** Name of the chart and, as `table-<name>`, of its table. */
  readonly name: string;
  readonly title: string;
  readonly points: readonly Point[];
  /** What the chart draws, where that is less than the table has. */
  readonly drawn?: readonly Point[];
  readonly series: readonly Series[];
  readonly currency: string;
  /** Currency and tax basis, for the table's caption and the picture. */
  readonly unit: string;
  readonly source: string;
  /** What all figures of the table have in common. */
  readonly facts: FigureFacts;
  readonly stacked: boolean;
  readonly head: string;
  readonly table: Partial<Pick<AmountTableProps, 'total' | 'remark' | 'labelOf' | 'caption' | 'more'>>;
  readonly onOpen?: (label: string) => void;
  readonly onPart?: (label: string, series: string) => void;
  readonly hint?: string;
  /** Beside the title. */
  readonly actions?: ReactNode;
  /** Between the legend and the chart. */
  readonly notes?: ReactNode;
}

/** A chart whose series can be hidden, with the same figures as a table a click away, and as a picture. */
export function ChartPanel(props: ChartPanelProps) {
  const { t } = useTranslation();
  const {
    name,
    title,
    points,
    drawn = points,
    series,
    currency,
    unit,
    source,
    facts,
    stacked,
    head,
    table,
    onOpen,
    onPart,
    hint,
    actions,
    notes,
  } = props;
  const chart = `chart-${name}`;
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [view, setView] = useState<'chart' | 'table'>('chart');
  const figure = useRef<HTMLDivElement>(null);
  const shown = series.filter((each) => !hidden.has(each.name));
  const toggle = (one: string): void => {
    const next = new Set(hidden);
    if (!next.delete(one)) next.add(one);
    // A chart of nothing says nothing.
    if (series.some((each) => !next.has(each.name))) setHidden(next);
  };
  return (
    <Panel
      title={title}
      testid={`panel-${name}`}
      actions={
        <>
          {actions}
          <Segmented
            size="small"
            value={view}
            options={[
              { value: 'chart', label: <span data-testid={`${chart}-as-chart`}>{t('overview.view.chart')}</span> },
              { value: 'table', label: <span data-testid={`${chart}-as-table`}>{t('overview.view.table')}</span> },
            ]}
            onChange={setView}
            aria-label={t('overview.view.label', { title })}
          />
          {view === 'chart' && <PictureButton chart={chart} figure={figure} series={shown} words={{ title, unit, source }} />}
        </>
      }
    >
      {notes}
      {view === 'chart' && (
        <div ref={figure} className="chart-figure">
          <Legend chart={chart} series={series} hidden={hidden} onToggle={toggle} />
          <AmountChart
            chart={chart}
            label={title}
            points={drawn}
            series={[...shown.filter((each) => !isLine(each)), ...shown.filter(isLine)]}
            currency={currency}
            stacked={stacked}
            {...(onOpen ? { onOpen } : {})}
            {...(onPart ? { onPart } : {})}
            {...(hint === undefined ? {} : { hint })}
          />
        </div>
      )}
      <FigureFactsProvider value={facts}>
        <div hidden={view === 'chart'}>
          <AmountTable caption={unit} {...table} head={head} points={points} series={series} testid={`table-${name}`} />
        </div>
      </FigureFactsProvider>
    </Panel>
  );
}
