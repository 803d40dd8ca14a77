import { createContext, useContext, type KeyboardEvent, type MouseEvent, type SVGProps } from 'react';
import { Rectangle, type BarShapeProps } from 'recharts';
import { fillOf, type Series } from './Legend';
import type { Mark } from './marks';
import type { Point } from './series';

export interface MarkLink {
  readonly role: 'link';
  readonly tabIndex: 0 | -1;
  readonly 'aria-label': string;
  readonly 'data-mark': string;
  readonly className: string;
  onFocus(): void;
  onKeyDown(event: KeyboardEvent): void;
  onClick(event: MouseEvent): void;
}

interface Drawn {
  readonly points: readonly Point[];
  /** What makes a link of a mark; null where nothing can be opened. */
  readonly link: ((mark: Mark) => MarkLink) | null;
}

/** What the marks need of their chart; it changes with the focus, and the shapes do not. */
export const DrawnContext = createContext<Drawn>({ points: [], link: null });

const linkOf = ({ link }: Drawn, mark: Mark): SVGProps<SVGGElement> => (link ? { ...link(mark) } : {});

export type Shape = (drawn: BarShapeProps) => React.JSX.Element;

/** The bars of one series. */
export function barShape(chart: string, series: Series): Shape {
  return function BarMark({ index, x, y, width, height }: BarShapeProps) {
    const drawn = useContext(DrawnContext);
    const point = drawn.points[index];
    if (!point || !height) return <g />;
    return (
      <g {...linkOf(drawn, { label: point.label, series: series.name })}>
        <Rectangle x={x} y={y} width={width} height={height} fill={fillOf(chart, series)} stroke={`var(${series.colour})`} />
      </g>
    );
  };
}

/** A column from the axis to the top, behind its bars. */
export function ColumnMark({ index, x, y, width, height }: BarShapeProps) {
  const drawn = useContext(DrawnContext);
  const point = drawn.points[index];
  if (!point) return <g />;
  return (
    <g {...linkOf(drawn, { label: point.label, series: null })}>
      <rect className="chart-column" x={x} y={y} width={width} height={height} fill="transparent" />
    </g>
  );
}
