export { passes, reconcile } from './engine';
export { rulesDigest } from './rules-digest';
export { InvariantError } from './invariant';
export { NO_PRICE_RULES, parsePriceRules, priceRuleFaults, PriceRulesSchema } from './price-rules';
export { MARGIN_BY, rollUpMargin, type MarginBy, type MarginLine } from './margin-report';
export { REASONS, reason, reasonText, type ReasonKey } from './reasons';
export { partyResolver, resolveParty, type PartyResolver, type ResellerRecord, type ResolvedParty } from './resolve-party';
export { DEFAULT_RULE_SET, parseRuleSet, RulesError, RuleSetSchema } from './rule-set';
export type * from './types';
