import { CENT, type Units } from '../../money';
import { reason, type ReasonKey } from '../reasons';
import { FEE_RULES, type FeeRule } from '../rounding-court';
import type { FeeIndex } from '../fee-index';
import type { Reason } from '../types';

/**
 * The rounding rules in the order they are tried, the documented one first; a bucket's rule is its place here + 1. The sum rounded half up is not among
 * them: charges are never above the fees here, and rounded down it is the truncated sum.
 */
const TRIED: readonly FeeRule[] = [FEE_RULES.truncateDeduction, FEE_RULES.truncateTotal, FEE_RULES.halfUpDeduction];
const WORDS = ['c2-rule-truncate-deduction', 'c2-rule-truncate-total', 'c2-rule-half-up-deduction', 'c2-rule-none'] as const;
const NO_RULE = WORDS.length;
const COUNTS = ['c2-count-1', 'c2-count-2', 'c2-count-3', 'c2-count-4'] as const;
const LISTS = ['c2-rules-1', 'c2-rules-2', 'c2-rules-3', 'c2-rules-4'] as const;

/** What is rounded: buckets that differ by less than the tolerance. */
interface Differing {
  /** Bucket of each fee bucket, or -1. */
  readonly bucketOfFee: Int32Array;
  readonly charged: BigInt64Array;
  /** One per bucket; true where it differs and is within. */
  readonly within: (bucket: number) => boolean;
}

/**
 * Which rounding rule makes out of its deductions what a bucket was charged (rounding-court.ts): the place of the first that does + 1, one more than
 * there are rules where none does, 0 for a bucket that does not differ or is not within. The tolerance allows more than truncation does, so the
 * rule that held is what explains it.
 */
export function rulesThatHeld(fees: FeeIndex, { bucketOfFee, charged, within }: Differing): Uint8Array {
  const rules = new Uint8Array(charged.length);
  let open = 0;
  for (let bucket = 0; bucket < rules.length; bucket++) {
    if (!within(bucket)) continue;
    rules[bucket] = NO_RULE;
    open++;
  }
  for (let at = 0; at < TRIED.length && open > 0; at++) {
    const bucketOf = new Int32Array(fees.deductions);
    for (let deduction = 0; deduction < fees.deductions; deduction++) {
      const bucket = bucketOfFee[fees.bucketOf[deduction]!]!;
      bucketOf[deduction] = bucket >= 0 && rules[bucket] === NO_RULE ? bucket : -1;
    }
    const { each, sum } = TRIED[at]!;
    const sums = new BigInt64Array(rules.length);
    if (at === 0) addTruncated(fees.deducted, bucketOf, sums);
    else addRounded(fees.deducted, bucketOf, sums, each);
    for (let bucket = 0; bucket < rules.length; bucket++) {
      if (rules[bucket] !== NO_RULE || (sum ? sum(sums[bucket]!) : sums[bucket]) !== charged[bucket]) continue;
      rules[bucket] = at + 1;
      open--;
    }
  }
  return rules;
}

/** {@link FEE_RULES.truncateDeduction} in int64: a million deductions pass here, and a bigint made for each costs more than the whole of C2. */
function addTruncated(values: BigInt64Array, bucketOf: Int32Array, sums: BigInt64Array): void {
  for (let at = 0; at < bucketOf.length; at++) {
    const bucket = bucketOf[at]!;
    if (bucket < 0) continue;
    const cut = BigInt.asIntN(64, values[at]! - BigInt.asIntN(64, values[at]! % CENT));
    sums[bucket] = BigInt.asIntN(64, sums[bucket]! + cut);
  }
}

function addRounded(values: BigInt64Array, bucketOf: Int32Array, sums: BigInt64Array, each: ((deduction: Units) => Units) | null): void {
  for (let at = 0; at < bucketOf.length; at++) {
    const bucket = bucketOf[at]!;
    if (bucket >= 0) sums[bucket] = sums[bucket]! + (each ? each(values[at]!) : values[at]!);
  }
}

/** Key of a rule's words. @param rule its number, over 0 */
export function ruleWords(rule: number): ReasonKey {
  return TRIED[rule - 1]?.key ?? 'court-none';
}

/** Numbers of rules there are, 0 included. */
export const RULES = NO_RULE + 1;

/** The rules in words, with how many buckets each explains; null where nothing differs within the tolerance. @param counts buckets by rule */
export function rulesTold(counts: Uint32Array): Reason | null {
  const within = counts.reduce((sum, count, rule) => (rule === 0 ? sum : sum + count), 0);
  const params: Record<string, string> = { within: String(within) };
  let told = 0;
  WORDS.forEach((words, at) => {
    if (counts[at + 1] === 0) return;
    params[`n${String(at + 1)}`] = String(counts[at + 1]);
    params[`count${String(at + 1)}`] = counts[at + 1] === within ? '@c2-all' : `@${COUNTS[at]!}`;
    params[`rule${String(++told)}`] = `@${words}`;
  });
  return told === 0 ? null : reason(LISTS[told - 1]!, params);
}
