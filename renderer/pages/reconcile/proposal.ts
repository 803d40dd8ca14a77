/** What one key accepts: the engine's own sentence where it explains the break, else the best suggestion of another break. */
import type { BreakDecision, BreakEvidence, Language, StoredBreak } from '../../../shared/desk/api';
import { formatUnits, parseOptionalUnits } from '../../../shared/money';

type Reason = NonNullable<BreakDecision['reason']>;

/** Classes whose own figures say what the difference comes from. */
const REASONS: Partial<Record<StoredBreak['class'], Reason>> = {
  timing: 'timing',
  rounding: 'rounding',
  'duplicate-in-bill': 'duplicate',
  'duplicate-in-ledger': 'duplicate',
  'tax-basis': 'ledger-to-correct',
};

export interface Proposal {
  readonly action: 'explain' | 'match';
  /** The break itself first. */
  readonly breaks: readonly string[];
  readonly reason: Reason;
  /** The evidence in words: it becomes the decision's note. */
  readonly note: string;
  /** What remains of the differences together, decimal text. */
  readonly remainder: string;
}

/** The reason code the class suggests. */
export function reasonOfClass(kind: StoredBreak['class']): Reason | null {
  return REASONS[kind] ?? null;
}

/**
 * @param others the suggested breaks by ID
 * @returns null where nothing can be accepted without a person's own words
 */
export function proposalFor(
  item: StoredBreak,
  evidence: Pick<BreakEvidence, 'candidates'> | null,
  others: ReadonlyMap<string, StoredBreak>,
  language: Language,
): Proposal | null {
  const own = reasonOfClass(item.class);
  if (own !== null)
    return { action: 'explain', breaks: [item.id], reason: own, note: item.reason[language], remainder: item.difference ?? '0.00' };
  const best = evidence?.candidates.find(({ suggested }) => suggested);
  const other = best && others.get(best.other);
  const mine = parseOptionalUnits(item.difference);
  const theirs = parseOptionalUnits(other?.difference ?? null);
  if (!best || !other || mine === null || theirs === null) return null;
  const rest = mine + theirs;
  return {
    action: rest === 0n ? 'match' : 'explain',
    breaks: [item.id, other.id],
    reason: rest === 0n ? 'matched-by-hand' : 'other',
    note: [...best.reasons.map((reason) => reason[language])].join(language === 'zh' ? '；' : '; '),
    remainder: formatUnits(rest),
  };
}
