/** A month's rounding breaks by the rule that the court named for them. Pure. */
import { formatUnits, parseUnits } from '../../../shared/money';
import { byCodeUnit } from '../../../shared/digest';

/** A rounding break; amounts as decimal text. */
export interface RoundingRow {
  readonly id: string;
  /** Key of the words of the rule that makes the ledger's figure out of the bill (shared/reconcile/reasons.ts). */
  readonly rule: string;
  readonly party: string | null;
  readonly service: string | null;
  readonly bill: string | null;
  readonly ledger: string | null;
  /** Ledger it is of. */
  readonly role: string | null;
  readonly difference: string | null;
}

export interface RoundingCase {
  readonly rule: string;
  readonly count: number;
  /** Sum of the differences, decimal text. */
  readonly difference: string;
  /** A few, the largest first. */
  readonly examples: readonly RoundingRow[];
}

const EXAMPLES = 3;

export function roundingCases(breaks: readonly RoundingRow[]): RoundingCase[] {
  const rules = new Map<string, RoundingRow[]>();
  for (const row of breaks) {
    const own = rules.get(row.rule);
    if (own) own.push(row);
    else rules.set(row.rule, [row]);
  }
  const size = ({ difference }: RoundingRow): bigint => {
    const units = parseUnits(difference ?? '0');
    return units < 0n ? -units : units;
  };
  return [...rules]
    .map(([rule, rows]) => ({
      rule,
      count: rows.length,
      difference: formatUnits(rows.reduce((sum, { difference }) => sum + parseUnits(difference ?? '0'), 0n)),
      examples: [...rows].sort((a, b) => (size(a) === size(b) ? byCodeUnit(a.id, b.id) : size(a) < size(b) ? 1 : -1)).slice(0, EXAMPLES),
    }))
    .sort((a, b) => b.count - a.count || byCodeUnit(a.rule, b.rule));
}
