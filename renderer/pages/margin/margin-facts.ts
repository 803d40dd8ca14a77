import type { TFunction } from 'i18next';
import type { FigureFacts } from '../../app/figures/facts';
import { factsOf } from '../../grid/figure-facts';

export const AMOUNTS = ['revenue', 'cost', 'margin'] as const;

/** What an amount of the report says of itself: the same as in the grid of its rows, and of a converted one the rates. @param period null for several */
export function marginFacts(
  t: TFunction,
  name: (typeof AMOUNTS)[number],
  currency: string,
  period: string | null,
  remark?: string,
): FigureFacts {
  const what = t(`columns.${name}`);
  return factsOf('margin', name, currency, remark === undefined ? what : `${what}\n${remark}`, period);
}
