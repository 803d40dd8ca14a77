import { CandidateIndex, type Candidate } from '../../../shared/reconcile/candidates';
import { DEFAULT_RULE_SET } from '../../../shared/reconcile/rule-set';
import type { Break } from '../../../shared/reconcile/types';

/** What is suggested for each bill amount without a ledger row, best first. */
export function suggested(breaks: readonly Break[]): Candidate[] {
  const index = new CandidateIndex(breaks);
  const bills = breaks.filter((one) => one.class === 'missing-in-ledger');
  return bills.flatMap(({ id }) => index.of(id, DEFAULT_RULE_SET, () => true).candidates.filter((one) => one.suggested));
}
