import { formatUnits, parseUnits } from '../../../shared/money';

/** `0.1765` as `17.65%`; a dash without revenue. */
export function rateText(rate: string | null): string {
  return rate === null ? '—' : `${formatUnits(parseUnits(rate) * 100n, 2)}%`.replace('-', '\u2212');
}
