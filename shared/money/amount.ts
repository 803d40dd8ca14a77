import type { Units } from './units';

/** ISO code, `CNY` on the China site, `USD` on the International site; unknown codes are kept. */
export type Currency = string;

/** Whether an amount includes tax; `unknown` is matched as it is and marked, never converted. */
export type TaxBasis = 'pretax' | 'taxed' | 'unknown';

/** Exact money with what makes two amounts comparable. */
export interface Amount {
  readonly units: Units;
  readonly currency: Currency;
  readonly basis: TaxBasis;
}

/** Adding amounts of different currency or tax basis is a programming fault, never a silent sum. */
export class MixedAmountsError extends Error {
  constructor(a: Amount, b: Amount) {
    super(`cannot add ${a.currency}/${a.basis} and ${b.currency}/${b.basis}`);
    this.name = 'MixedAmountsError';
  }
}

/** @throws MixedAmountsError when currency or tax basis differ */
export function add(a: Amount, b: Amount): Amount {
  if (a.currency !== b.currency || a.basis !== b.basis) throw new MixedAmountsError(a, b);
  return { units: a.units + b.units, currency: a.currency, basis: a.basis };
}
