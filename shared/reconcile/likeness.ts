import { byCodeUnit } from '../digest';
import { absolute, CENT, divideToCent, formatUnits, multiplyToCent, ONE, parseUnits, type Units } from '../money';
import { shiftPeriod } from '../period';
import { reason } from './reasons';
import type { Break, Reason, RuleSet } from './types';

/** As much of a break as likeness is judged by. */
export type Likeness = Omit<Break, 'rows' | 'reason' | 'expectedAmount' | 'ledgerCurrency'>;

/** What two breaks have in common. */
export interface Shared {
  /** 0 to 100. Not a probability. */
  readonly score: number;
  /** Weightiest first. */
  readonly reasons: readonly Reason[];
}

/**
 * What two breaks have in common, however little: what the bill has and the ledger does not, and what the ledger has and the bill does not. Equal
 * amounts of different customers are a likeness, not a proof (design.md section 6).
 */
export function rate(bill: Likeness, ledger: Likeness, ruleSet: RuleSet): Shared {
  const traits = [
    amountTrait(bill.billAmount!, ledger.ledgerAmount!, ruleSet),
    partyTrait(bill, ledger),
    periodTrait(bill, ledger, ruleSet),
    serviceTrait(bill, ledger),
  ].filter((trait) => trait !== null);
  traits.sort((a, b) => b.points - a.points || byCodeUnit(a.why.key, b.why.key));
  return {
    score: traits.reduce((sum, trait) => sum + trait.points, 0),
    reasons: traits.map((trait) => trait.why),
  };
}

interface Trait {
  readonly points: number;
  readonly why: Reason;
}

function amountTrait(bill: Units, ledger: Units, ruleSet: RuleSet): Trait | null {
  const difference = formatUnits(absolute(bill - ledger));
  if (bill === ledger) return { points: 45, why: reason('suggest-amount-equal', { amount: formatUnits(bill) }) };
  if (absolute(bill - ledger) <= CENT) return { points: 40, why: reason('suggest-amount-near', { difference }) };
  const rate = ruleSet.taxRates.find((text) => {
    const factor = ONE + parseUnits(text);
    return factor !== ONE && (multiplyToCent(bill, factor) === ledger || divideToCent(bill, factor) === ledger);
  });
  if (rate !== undefined) return { points: 35, why: reason('suggest-amount-tax', { rate }) };
  if (bill === -ledger) return { points: 30, why: reason('suggest-amount-sign', { amount: formatUnits(absolute(bill)) }) };
  return absolute(bill - ledger) * 100n <= absolute(bill) ? { points: 20, why: reason('suggest-amount-percent', { difference }) } : null;
}

function partyTrait(bill: Likeness, ledger: Likeness): Trait | null {
  if (bill.customer !== null && bill.customer === ledger.customer) return { points: 30, why: reason('suggest-customer') };
  return bill.counterparty !== null && bill.counterparty === ledger.counterparty
    ? { points: 20, why: reason('suggest-counterparty') }
    : null;
}

function periodTrait(bill: Likeness, ledger: Likeness, ruleSet: RuleSet): Trait | null {
  if (bill.period === ledger.period) return { points: 15, why: reason('suggest-period', { period: bill.period }) };
  const reach = Math.max(1, ruleSet.adjacentPeriods);
  const near = Array.from({ length: reach }, (_, i) => i + 1).some(
    (months) => shiftPeriod(bill.period, months) === ledger.period || shiftPeriod(bill.period, -months) === ledger.period,
  );
  return near ? { points: 10, why: reason('suggest-period-near', { period: bill.period, otherPeriod: ledger.period }) } : null;
}

function serviceTrait(bill: Likeness, ledger: Likeness): Trait | null {
  return bill.service !== null && bill.service === ledger.service ? { points: 10, why: reason('suggest-service') } : null;
}
