import { useTranslation } from 'react-i18next';

/** Series of a chart with the pattern they are drawn in: told apart without colour. */
export interface Series {
  readonly name: string;
  readonly label: string;
  /** A custom property of theme/base.css. */
  readonly colour: string;
  readonly mark: 'solid' | 'stripes' | 'dots' | 'line' | 'dashes';
}

export function isLine({ mark }: Series): boolean {
  return mark === 'line' || mark === 'dashes';
}

/** Of a dashed line; undefined of a whole one. */
export function dashesOf({ mark }: Series): string | undefined {
  return mark === 'dashes' ? '5 4' : undefined;
}

/** What fills a series: its colour, or its pattern of {@link Patterns}. */
export function fillOf(chart: string, series: Series): string {
  return series.mark === 'stripes' || series.mark === 'dots' ? `url(#${chart}-${series.name})` : `var(${series.colour})`;
}

export function Patterns({ chart, series }: { readonly chart: string; readonly series: readonly Series[] }) {
  return (
    <defs>
      {series.map((each) => {
        const colour = `var(${each.colour})`;
        if (each.mark === 'stripes')
          return (
            <pattern
              key={each.name}
              id={`${chart}-${each.name}`}
              width="6"
              height="6"
              patternUnits="userSpaceOnUse"
              patternTransform="rotate(45)"
            >
              <rect width="6" height="6" fill={colour} fillOpacity="0.35" />
              <rect width="3" height="6" fill={colour} />
            </pattern>
          );
        if (each.mark === 'dots')
          return (
            <pattern key={each.name} id={`${chart}-${each.name}`} width="6" height="6" patternUnits="userSpaceOnUse">
              <rect width="6" height="6" fill={colour} fillOpacity="0.35" />
              <circle cx="3" cy="3" r="1.7" fill={colour} />
            </pattern>
          );
        return null;
      })}
    </defs>
  );
}

function Swatch({ chart, series }: { readonly chart: string; readonly series: Series }) {
  return (
    <svg viewBox="0 0 16 10" aria-hidden="true">
      {isLine(series) ? (
        <>
          <path d="M0 5h16" stroke={`var(${series.colour})`} strokeWidth="2" strokeDasharray={dashesOf(series)} />
          <circle cx="8" cy="5" r="2.5" fill={`var(${series.colour})`} />
        </>
      ) : (
        <rect width="16" height="10" rx="1" fill={fillOf(chart, series)} />
      )}
    </svg>
  );
}

/** The series by name and pattern; with `onToggle` each is a switch that shows or hides it. */
export function Legend({
  chart,
  series,
  hidden,
  onToggle,
}: {
  readonly chart: string;
  readonly series: readonly Series[];
  readonly hidden?: ReadonlySet<string>;
  onToggle?(name: string): void;
}) {
  const { t } = useTranslation();
  return (
    <ul className="chart-legend" aria-label={onToggle && t('overview.legend')}>
      {series.map((each) => (
        <li key={each.name}>
          {onToggle ? (
            <button
              type="button"
              className="legend-switch"
              aria-pressed={!hidden?.has(each.name)}
              onClick={() => onToggle(each.name)}
              data-testid={`legend-${each.name}`}
            >
              <Swatch chart={chart} series={each} />
              {each.label}
            </button>
          ) : (
            <>
              <Swatch chart={chart} series={each} />
              {each.label}
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
