import { z } from 'zod';
import { MoneyError, ONE, parseUnits } from '../money';
import type { RuleSet } from './types';

/** A rule, alias or price file that does not hold; `place` names the fault (`rules[2].price.markup`). */
export class RulesError extends Error {
  constructor(
    readonly place: string,
    readonly problem: string,
  ) {
    super(place === '' ? problem : `${place}: ${problem}`);
    this.name = 'RulesError';
  }
}

/** Decimal text, 0 or more, at most 8 decimals. */
export const DecimalText = z.string().superRefine((text, ctx) => {
  try {
    if (parseUnits(text) < 0n) ctx.addIssue({ code: 'custom', message: 'must not be negative' });
  } catch (fault) {
    ctx.addIssue({ code: 'custom', message: fault instanceof MoneyError ? `is no decimal text (${fault.fault})` : 'is no decimal text' });
  }
});

/** A tax rate as a part of one: `0.06`. More than 1 is a percentage typed for a rate and would multiply every price. */
export const TaxRateText = DecimalText.superRefine((text, ctx) => {
  if (isDecimal(text) && parseUnits(text) > ONE) ctx.addIssue({ code: 'custom', message: 'is above 1: write 6 % as 0.06' });
});

function isDecimal(text: string): boolean {
  try {
    parseUnits(text);
    return true;
  } catch {
    return false;
  }
}

/** Decimal text of either sign. */
export const SignedDecimalText = z.string().superRefine((text, ctx) => {
  try {
    parseUnits(text);
  } catch (fault) {
    ctx.addIssue({ code: 'custom', message: fault instanceof MoneyError ? `is no decimal text (${fault.fault})` : 'is no decimal text' });
  }
});

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

/**
 * Validates a rule set; members left out get their defaults.
 * @throws RulesError with the place of the first fault
 */
export function parseRuleSet(document: unknown): RuleSet {
  const ruleSet = parsed(RuleSetSchema, document);
  const rates = ruleSet.taxRates.map((rate) => parseUnits(rate));
  rates.forEach((rate, index) => {
    if (rates.indexOf(rate) < index) throw new RulesError(`taxRates[${index}]`, `${ruleSet.taxRates[index]!} stands twice`);
  });
  return ruleSet;
}

/** @throws RulesError with the place of the first fault */
export function parsed<T>(schema: z.ZodType<T>, document: unknown): T {
  const result = schema.safeParse(document);
  if (result.success) return result.data;
  const issue = deepest(result.error.issues[0]);
  throw new RulesError(placeOf(issue?.path ?? []), issue?.message ?? 'is not valid');
}

/** Inside a union the branch that got furthest says most. */
function deepest(issue: z.core.$ZodIssue | undefined): z.core.$ZodIssue | undefined {
  if (issue?.code !== 'invalid_union' || issue.errors.length === 0) return issue;
  const inner = issue.errors.map((branch) => branch[0]).filter((i) => i !== undefined);
  const best = inner.sort((a, b) => b.path.length - a.path.length)[0];
  return best ? { ...best, path: [...issue.path, ...best.path] } : issue;
}

function placeOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => (typeof part === 'number' ? `${text}[${part}]` : text === '' ? String(part) : `${text}.${String(part)}`), '');
}
