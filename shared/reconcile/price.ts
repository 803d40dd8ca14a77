import { CENT, divideHalfUp, ONE, parseUnits, type Units } from '../money';
import { baseOf, type PriceCell } from './price-cells';
import type { PriceRule } from './types';

const SCALE = ONE * ONE;

type Roundable = Pick<PriceCell, 'factor'> & { readonly amount: Units; readonly discount: Units };

/**
 * Expected price of a group, cell by cell. Products are kept exact (10^-24, as fractions where tiers divide) until the rule's own rounding, so
 * that a price is rounded once, after tax.
 */
export class ExpectedPrice {
  private lines = 0n;
  /** Exact sums by denominator, for roundings of the total. */
  private readonly halfUp = new Map<bigint, bigint>();
  private readonly truncated = new Map<bigint, bigint>();
  readonly ruleIds = new Set<string>();
  /** Tax rates of the rules that priced something; '0' where a rule names none. */
  readonly taxes = new Set<string>();

  /** @param withTax whether the ledger's amounts contain tax */
  constructor(readonly withTax: boolean) {}

  add(rule: PriceRule, cell: Roundable): void {
    this.ruleIds.add(rule.id);
    this.taxes.add(rule.tax ?? '0');
    const { by, per } = cell.factor;
    const tax = this.withTax && rule.tax !== undefined ? ONE + parseUnits(rule.tax) : ONE;
    const exact = baseOf(rule, cell.amount, cell.discount) * by * tax;
    switch (rule.rounding) {
      case 'half-up-line':
        this.lines += divideHalfUp(exact, SCALE * CENT * per) * CENT;
        return;
      case 'truncate-line':
        this.lines += (exact / (SCALE * CENT * per)) * CENT;
        return;
      case 'half-up-total':
        this.halfUp.set(per, (this.halfUp.get(per) ?? 0n) + exact);
        return;
      case 'truncate-total':
        this.truncated.set(per, (this.truncated.get(per) ?? 0n) + exact);
        return;
    }
  }

  /** Expected amount in units of 10^-8. */
  get units(): Units {
    const [up, upPer] = together(this.halfUp);
    const [cut, cutPer] = together(this.truncated);
    return this.lines + divideHalfUp(up, SCALE * CENT * upPer) * CENT + (cut / (SCALE * CENT * cutPer)) * CENT;
  }
}

/** Fractions of several denominators as one. */
function together(sums: ReadonlyMap<bigint, bigint>): [bigint, bigint] {
  let [value, per] = [0n, 1n];
  for (const [denominator, sum] of sums) {
    value = value * denominator + sum * per;
    per *= denominator;
  }
  return [value, per];
}
