import { z } from 'zod';
import { ROUNDINGS, parseUnits } from '../money';
import { isPeriod } from '../period';
import { faultsOf, parsed, ruleFault, RulesError, type PlacedFault } from './rule-faults';
import { DecimalText, SignedDecimalText, TaxRateText } from './rule-set';
import { FIXED_SCOPES, type PriceRule, type PriceRules } from './types';

const PeriodText = z.string().refine(isPeriod, { params: { fault: 'no-period' } });
const Id = z.string().min(1).max(100);
const ChargeModeText = z.string().refine((text) => /^\d{1,3}$/.test(text), { params: { fault: 'no-charge-mode' } });

const StepSchema = z.object({ from: DecimalText, factor: DecimalText }).strict();

const PriceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('pass-through') }).strict(),
  z.object({ kind: z.literal('cost-plus'), markup: SignedDecimalText }).strict(),
  z.object({ kind: z.literal('list-discount'), factor: DecimalText }).strict(),
  z
    .object({
      kind: z.literal('tiers'),
      of: z.enum(['list', 'cost']),
      span: z.enum(['whole', 'slices']),
      steps: z.array(StepSchema).min(1).max(50),
    })
    .strict(),
  z.object({ kind: z.literal('fixed'), amount: SignedDecimalText, per: z.enum(FIXED_SCOPES).optional() }).strict(),
]);

export const PriceRuleSchema = z
  .object({
    id: Id,
    match: z
      .object({ counterparty: Id.optional(), customer: Id.optional(), service: Id.optional(), chargeMode: ChargeModeText.optional() })
      .strict()
      .default({}),
    from: PeriodText,
    to: PeriodText.nullable().default(null),
    price: PriceSchema,
    tax: TaxRateText.optional(),
    rounding: z.enum(ROUNDINGS).default('half-up-line'),
  })
  .strict();

export const MOST_PRICE_RULES = 10_000;
export const PriceRulesSchema = z.object({ version: z.literal(1), rules: z.array(PriceRuleSchema).max(MOST_PRICE_RULES) }).strict();

export const NO_PRICE_RULES: PriceRules = { version: 1, rules: [] };

/** Every fault of a price rule document with its place, `rules[2].price.markup`; none when it holds. */
export function priceRuleFaults(document: unknown): PlacedFault[] {
  const faults = faultsOf(PriceRulesSchema, document);
  return faults.length > 0 ? faults : contradictions(PriceRulesSchema.parse(document) as PriceRules);
}

/**
 * Validates a price rule file: decimals as text, months as `YYYY-MM`, `to` not before `from`, an ID again only for another version of the rule
 * in months of its own, tiers from 0 upwards.
 * @throws RulesError with the place of the first fault, e.g. `rules[2].price.markup`
 */
export function parsePriceRules(document: unknown): PriceRules {
  const rules = parsed(PriceRulesSchema, document) as PriceRules;
  const [fault] = contradictions(rules);
  if (fault) throw new RulesError(fault.place, fault.fault);
  return rules;
}

function contradictions({ rules }: PriceRules): PlacedFault[] {
  const versions = new Map<string, PriceRule[]>();
  return rules.flatMap((rule, index) => {
    const found: PlacedFault[] = [];
    const say = (place: string, fault: PlacedFault['fault']): void => void found.push({ place: `rules[${index}].${place}`, fault });
    const earlier = versions.get(rule.id) ?? [];
    if (earlier.some((one) => monthsMeet(one, rule))) say('id', ruleFault('id-twice', { id: rule.id }));
    versions.set(rule.id, [...earlier, rule]);
    if (rule.to !== null && rule.to < rule.from) say('to', ruleFault('before-from', { from: rule.from, to: rule.to }));
    if (rule.price.kind === 'tiers') {
      rule.price.steps.forEach(({ from }, step, steps) => {
        const before = steps[step - 1]?.from;
        if (before === undefined && parseUnits(from) !== 0n) say('price.steps[0].from', ruleFault('first-step'));
        if (before !== undefined && parseUnits(from) <= parseUnits(before))
          say(`price.steps[${step}].from`, ruleFault('step-order', { value: from, before }));
      });
    }
    return found;
  });
}

/** Whether two rules hold in a common month. */
export function monthsMeet(a: Pick<PriceRule, 'from' | 'to'>, b: Pick<PriceRule, 'from' | 'to'>): boolean {
  return (a.to === null || b.from <= a.to) && (b.to === null || a.from <= b.to);
}
