import { canonicalJson, sha256Hex } from '../digest';
import type { PriceRules, RuleSet } from './types';

/** Digest of what a result was made with, printed in it. */
export function rulesDigest(ruleSet: RuleSet, priceRules: PriceRules): string {
  return sha256Hex(canonicalJson({ ruleSet, priceRules }));
}
