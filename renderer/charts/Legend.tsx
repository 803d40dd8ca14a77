/** Series of a chart with the pattern they are drawn in: told apart without colour. */
export interface Series {
  readonly name: string;
  readonly label: string;
  /** A custom property of theme/base.css. */
  readonly colour: string;
  readonly mark: 'solid' | 'stripes' | 'dots' | 'line';
}

/** What fills a series: its colour, or its pattern of {@link Patterns}. */
export function fillOf(chart: string, series: Series): string {
  return series.mark === 'solid' || series.mark === 'line' ? `var(${series.colour})` : `url(#${chart}-${series.name})`;
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

export function Legend({ chart, series }: { readonly chart: string; readonly series: readonly Series[] }) {
  return (
    <ul className="chart-legend">
      {series.map((each) => (
        <li key={each.name}>
          <svg viewBox="0 0 16 10" aria-hidden="true">
            {each.mark === 'line' ? (
              <path
                d="M0 5h16M8 2.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5"
                stroke={`var(${each.colour})`}
                fill={`var(${each.colour})`}
                strokeWidth="2"
              />
            ) : (
              <rect width="16" height="10" rx="1" fill={fillOf(chart, each)} />
            )}
          </svg>
          {each.label}
        </li>
      ))}
    </ul>
  );
}
