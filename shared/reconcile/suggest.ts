import { byCodeUnit } from '../digest';
import { absolute, CENT, divideToCent, formatUnits, multiplyToCent, ONE, parseUnits, type Units } from '../money';
import { shiftPeriod } from '../period';
import { reason } from './reasons';
import type { Break, Reason, RuleSet } from './types';

/** Two breaks that may be one matter: what the bill has and the ledger does not, and what the ledger has and the bill does not. */
export interface Suggestion {
  /** ID of the `missing-in-ledger` break. */
  readonly bill: string;
  /** ID of the break of a ledger row that met nothing. */
  readonly ledger: string;
  /** 0 to 100: how much the two have in common. Not a probability. */
  readonly score: number;
  /** What they have in common, weightiest first. */
  readonly reasons: readonly Reason[];
}

/** Breaks of ledger rows that stand alone. */
export const LEDGER_SIDE: ReadonlySet<Break['class']> = new Set(['missing-in-bill', 'unknown-customer', 'ambiguous']);
/** Fewer points are no suggestion: one trait alone never suffices. */
export const LEAST = 60;
/** Best partners named per break. */
export const BEST = 3;
/** Partners looked at per break and trait at most; beyond, a trait is too common to tell anything. */
export const LOOKED_AT = 200;

/**
 * Pairs of open cost breaks that a person may want to look at together, best first. Pure and independent of order. Nothing in the app applies them
 * by itself: equal amounts of different customers are a likeness, not a proof (design.md section 6).
 */
export function suggest(breaks: readonly Break[], ruleSet: RuleSet): Suggestion[] {
  const sides = breaks.filter((item) => item.role === 'cost' && item.otherPeriod === null);
  const ledger = sides.filter(
    (item) => LEDGER_SIDE.has(item.class) && item.ledgerAmount !== null && item.billAmount === null && item.difference !== null,
  );
  const traits: ((item: Break) => string | null)[] = [
    (item) => `amount ${(item.billAmount ?? item.ledgerAmount)!}`,
    (item) => item.customer && `customer ${item.customer}`,
    (item) => item.counterparty && `counterparty ${item.counterparty}`,
  ];
  const byTrait = new Map<string, Break[]>();
  for (const item of ledger) {
    for (const trait of traits) {
      const name = trait(item);
      if (name === null) continue;
      const list = byTrait.get(name);
      if (list) list.push(item);
      else byTrait.set(name, [item]);
    }
  }
  const found: Suggestion[] = [];
  for (const bill of sides.filter((item) => item.class === 'missing-in-ledger')) {
    const partners = new Set(
      traits.flatMap((trait) => {
        const list = byTrait.get(trait(bill) ?? '') ?? [];
        return list.length > LOOKED_AT ? [] : list;
      }),
    );
    const rated = [...partners].map((other) => rate(bill, other, ruleSet)).filter((one) => one.score >= LEAST);
    found.push(...rated.sort(bestFirst).slice(0, BEST));
  }
  return found.sort(bestFirst);
}

function bestFirst(a: Suggestion, b: Suggestion): number {
  return b.score - a.score || byCodeUnit(a.bill, b.bill) || byCodeUnit(a.ledger, b.ledger);
}

/** What two breaks have in common, however little. */
export function rate(bill: Break, ledger: Break, ruleSet: RuleSet): Suggestion {
  const traits = [
    amountTrait(bill.billAmount!, ledger.ledgerAmount!, ruleSet),
    partyTrait(bill, ledger),
    periodTrait(bill, ledger, ruleSet),
    serviceTrait(bill, ledger),
  ].filter((trait) => trait !== null);
  traits.sort((a, b) => b.points - a.points || byCodeUnit(a.why.key, b.why.key));
  return {
    bill: bill.id,
    ledger: ledger.id,
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

function partyTrait(bill: Break, ledger: Break): Trait | null {
  if (bill.customer !== null && bill.customer === ledger.customer) return { points: 30, why: reason('suggest-customer') };
  return bill.counterparty !== null && bill.counterparty === ledger.counterparty
    ? { points: 20, why: reason('suggest-counterparty') }
    : null;
}

function periodTrait(bill: Break, ledger: Break, ruleSet: RuleSet): Trait | null {
  if (bill.period === ledger.period) return { points: 15, why: reason('suggest-period', { period: bill.period }) };
  const reach = Math.max(1, ruleSet.adjacentPeriods);
  const near = Array.from({ length: reach }, (_, i) => i + 1).some(
    (months) => shiftPeriod(bill.period, months) === ledger.period || shiftPeriod(bill.period, -months) === ledger.period,
  );
  return near ? { points: 10, why: reason('suggest-period-near', { period: bill.period, otherPeriod: ledger.period }) } : null;
}

function serviceTrait(bill: Break, ledger: Break): Trait | null {
  return bill.service !== null && bill.service === ledger.service ? { points: 10, why: reason('suggest-service') } : null;
}
