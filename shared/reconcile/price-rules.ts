import { z } from 'zod';
import { isPeriod } from '../period';
import { DecimalText, SignedDecimalText, parsed, RulesError, TaxRateText } from './rule-set';
import type { PriceRules } from './types';

const PeriodText = z.string().refine(isPeriod, 'is no period YYYY-MM');
const Id = z.string().min(1).max(100);

const PriceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('pass-through') }).strict(),
  z.object({ kind: z.literal('cost-plus'), markup: SignedDecimalText }).strict(),
  z.object({ kind: z.literal('list-discount'), factor: DecimalText }).strict(),
  z.object({ kind: z.literal('fixed'), amount: SignedDecimalText }).strict(),
]);

export const PriceRuleSchema = z
  .object({
    id: Id,
    match: z.object({ counterparty: Id.optional(), customer: Id.optional(), service: Id.optional(), chargeMode: z.string().regex(/^\d{1,3}$/, 'is no charge mode').optional() }).strict().default({}),
    from: PeriodText,
    to: PeriodText.nullable().default(null),
    price: PriceSchema,
    tax: TaxRateText.optional(),
    rounding: z.enum(['half-up-line', 'half-up-total', 'truncate-line']).default('half-up-line'),
  })
  .strict();

export const PriceRulesSchema = z.object({ version: z.literal(1), rules: z.array(PriceRuleSchema).max(10_000) }).strict();

export const NO_PRICE_RULES: PriceRules = { version: 1, rules: [] };

/**
 * Validates a price rule file: decimals as text, months as `YYYY-MM`, `to` not before `from`, every ID once.
 * @throws RulesError with the place of the first fault, e.g. `rules[2].price.markup`
 */
export function parsePriceRules(document: unknown): PriceRules {
  const rules = parsed(PriceRulesSchema, document);
  const ids = new Set<string>();
  rules.rules.forEach((rule, index) => {
    if (ids.has(rule.id)) throw new RulesError(`rules[${index}].id`, `“${rule.id}” is used twice`);
    ids.add(rule.id);
    if (rule.to !== null && rule.to < rule.from) throw new RulesError(`rules[${index}].to`, `${rule.to} is before ${rule.from}`);
  });
  return rules as PriceRules;
}
