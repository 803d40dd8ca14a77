import { formatUnits, type Units } from '../../../shared/money';

/** How Partner Center prints things (files.md: eight decimals, times with their zone, `--` for what is not set). */

export const NOT_SET = '--';

/** An amount with its eight decimals. */
export const exact = (units: Units): string => formatUnits(units, 8);

/** `2026-07-01 12:00:31 GMT+08:00`. */
export function zonedTime(utc: string): string {
  const wall = new Date(Date.parse(utc) + 8 * 3600_000).toISOString();
  return `${wall.slice(0, 10)} ${wall.slice(11, 19)} GMT+08:00`;
}

/** A personal field as exports show it: its first character and stars. */
export const masked = (name: string): string => (name === '' ? NOT_SET : `${[...name][0] ?? ''}****`);
