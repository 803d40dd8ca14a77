import { z } from 'zod';
import { MoneyError, ONE, parseUnits } from '../money';
import { faultsOf, parsed, ruleFault, RulesError, type PlacedFault, type RuleFaultKey } from './rule-faults';
import type { RuleSet } from './types';

export { RulesError } from './rule-faults';

/** Decimal text of either sign, at most 8 decimals. */
export const SignedDecimalText = z.string().superRefine((text, ctx) => {
  const fault = decimalFault(text);
  if (fault !== null) ctx.addIssue({ code: 'custom', params: { fault } });
});

/** Decimal text, 0 or more, at most 8 decimals. */
export const DecimalText = SignedDecimalText.superRefine((text, ctx) => {
  if (decimalFault(text) === null && parseUnits(text) < 0n) ctx.addIssue({ code: 'custom', params: { fault: 'negative' } });
});

/** A tax rate as a part of one: `0.06`. More than 1 is a percentage typed for a rate and would multiply every price. */
export const TaxRateText = DecimalText.superRefine((text, ctx) => {
  if (decimalFault(text) === null && parseUnits(text) > ONE) ctx.addIssue({ code: 'custom', params: { fault: 'above-one' } });
});

function decimalFault(text: string): RuleFaultKey | null {
  try {
    parseUnits(text);
    return null;
  } catch (error) {
    return error instanceof MoneyError && (error.fault === 'too-precise' || error.fault === 'too-large') ? error.fault : 'not-decimal';
  }
}

export const DEFAULT_RULE_SET: RuleSet = {
  version: 1,
  tolerance: '0',
  taxRates: ['0.06', '0.09', '0.13'],
  movementHours: 24,
  adjacentPeriods: 1,
};

export const RuleSetSchema = z
  .object({
    version: z.literal(1),
    tolerance: DecimalText.default(DEFAULT_RULE_SET.tolerance),
    taxRates: z.array(TaxRateText).max(20).default([...DEFAULT_RULE_SET.taxRates]),
    movementHours: z.number().min(0).max(24 * 31).default(DEFAULT_RULE_SET.movementHours),
    adjacentPeriods: z.number().int().min(0).max(12).default(DEFAULT_RULE_SET.adjacentPeriods),
  })
  .strict();

/** Every fault of a rule set with its place; none when it holds. */
export function ruleSetFaults(document: unknown): PlacedFault[] {
  const faults = faultsOf(RuleSetSchema, document);
  return faults.length > 0 ? faults : repeatedRates(RuleSetSchema.parse(document));
}

/**
 * Validates a rule set; members left out get their defaults.
 * @throws RulesError with the place of the first fault
 */
export function parseRuleSet(document: unknown): RuleSet {
  const ruleSet = parsed(RuleSetSchema, document);
  const [fault] = repeatedRates(ruleSet);
  if (fault) throw new RulesError(fault.place, fault.fault);
  return ruleSet;
}

function repeatedRates({ taxRates }: Pick<RuleSet, 'taxRates'>): PlacedFault[] {
  const rates = taxRates.map((rate) => parseUnits(rate));
  return rates.flatMap((rate, index) =>
    rates.indexOf(rate) < index ? [{ place: `taxRates[${index}]`, fault: ruleFault('stands-twice', { value: taxRates[index]! }) }] : [],
  );
}
