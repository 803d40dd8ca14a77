/** What a chart shows: exact decimal text beside the approximate number Recharts draws. */
import { approximate, formatUnits, parseUnits, type Units } from '../../shared/money';

/** One point: the exact texts by series, and the numbers to draw. */
export interface Point {
  readonly label: string;
  readonly exact: Readonly<Record<string, string>>;
  readonly drawn: Readonly<Record<string, number>>;
}

export function point(label: string, exact: Readonly<Record<string, string>>): Point {
  const drawn = Object.fromEntries(Object.entries(exact).map(([name, text]) => [name, approximate(parseUnits(text))]));
  return { label, exact, drawn };
}

/** Exact sums by group of decimal texts. */
export class Sums {
  readonly #sums = new Map<string, Units>();

  add(group: string, amount: string): void {
    this.#sums.set(group, (this.#sums.get(group) ?? 0n) + parseUnits(amount));
  }

  units(group: string): Units {
    return this.#sums.get(group) ?? 0n;
  }

  text(group: string): string {
    return formatUnits(this.units(group));
  }

  groups(): string[] {
    return [...this.#sums.keys()];
  }
}

/** `12.5万` / `125k`: short labels of an axis; exact figures stand in the tooltip and the table. */
export function axisText(value: number, language: string): string {
  const size = Math.abs(value);
  const sign = value < 0 ? '\u2212' : '';
  const [unit, divisor] = language.startsWith('zh')
    ? size >= 1e8
      ? ['亿', 1e8]
      : size >= 1e4
        ? ['万', 1e4]
        : ['', 1]
    : size >= 1e6
      ? ['M', 1e6]
      : size >= 1e3
        ? ['k', 1e3]
        : ['', 1];
  return `${sign}${String(Math.round((size / divisor) * 10) / 10)}${unit}`;
}
