/** What a grid remembers of its columns, and how moving one changes it. */

export interface Layout {
  /** Keys in order; those not named follow in their own. */
  readonly order: readonly string[];
  readonly widths: Readonly<Record<string, number>>;
  readonly start: readonly string[];
  readonly end: readonly string[];
  readonly hidden: readonly string[];
}

/** The layout that was kept, or the one a grid comes with; what cannot be read counts for nothing. */
export function layoutFrom(kept: string | null, aside: readonly string[]): Layout {
  const first: Layout = { order: [], widths: {}, start: [], end: [], hidden: aside };
  if (kept === null) return first;
  try {
    const { order, widths, start, end, hidden } = JSON.parse(kept) as Partial<Record<keyof Layout, unknown>>;
    return {
      order: keys(order) ?? first.order,
      widths: sizes(widths),
      start: keys(start) ?? first.start,
      end: keys(end) ?? first.end,
      hidden: keys(hidden) ?? first.hidden,
    };
  } catch {
    return first;
  }
}

/**
 * The layout with a column moved before another (null: behind the last) and pinned as that one is.
 * @param all keys of all columns in their present order
 * @param behind where `before` is null: the column it comes to stand behind; null for the very last
 */
export function afterMove(
  layout: Layout,
  all: readonly string[],
  key: string,
  before: string | null,
  pin: 'start' | 'end' | false,
  behind: string | null,
): Layout {
  const placed = (list: readonly string[]): string[] => {
    const rest = list.filter((one) => one !== key);
    const at = before !== null ? rest.indexOf(before) : behind !== null ? rest.indexOf(behind) + 1 : rest.length;
    return at < 0 ? [...rest, key] : [...rest.slice(0, at), key, ...rest.slice(at)];
  };
  const without = (list: readonly string[]): string[] => list.filter((one) => one !== key);
  return {
    ...layout,
    order: pin === false ? placed(all) : [...all],
    start: pin === 'start' ? placed(layout.start) : without(layout.start),
    end: pin === 'end' ? placed(layout.end) : without(layout.end),
  };
}

function keys(value: unknown): string[] | null {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : null;
}

function sizes(value: unknown): Record<string, number> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter((entry): entry is [string, number] => Number.isFinite(entry[1])));
}
