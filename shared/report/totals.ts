import { formatUnits, type Units } from '../money';
import { withoutPlace } from '../reconcile/totals/place';
import { reasonText } from '../reconcile/reasons';
import type { ControlTotal, DescentStep, Reason, TotalCheck } from '../reconcile/types';

/** Words in both languages. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

type Texts<T, K extends keyof T> = Omit<T, K> & { readonly [P in K]: string | null };

/** Two sides as decimal text. */
interface SourceSides {
  readonly left: string | null;
  readonly right: string | null;
  readonly difference: string | null;
}

export interface SourceStep extends Omit<DescentStep, 'children'> {
  readonly children: readonly (SourceSides & { readonly name: string })[];
}

export type SourceCheck = Omit<TotalCheck, 'left' | 'right' | 'difference' | 'sentence'> & SourceSides & { readonly sentence: Words };

export type SourceTotal = Texts<
  Omit<ControlTotal, 'firstDivergence' | 'path' | 'checks' | 'toleranceWhy' | 'sentence'>,
  'left' | 'right' | 'difference' | 'tolerance'
> & {
  readonly toleranceWhy: Words | null;
  readonly firstDivergence: (SourceSides & { readonly bucket: Readonly<Record<string, string>> }) | null;
  readonly path: readonly SourceStep[];
  readonly checks: readonly SourceCheck[];
  readonly sentence: Words;
  /** The sentence without the place of the first divergence, for screens that show the place beside it. */
  readonly brief: Words;
};

/** What a control total gained over time: absent in results that an older version stored, until the next reconciliation. */
type Later = 'currency' | 'taxBasis' | 'toleranceWhy' | 'path' | 'checks' | 'brief';
export type KeptTotal = Omit<SourceTotal, Later> & Partial<Pick<SourceTotal, Later>>;

const orNull = (units: Units | null): string | null => (units === null ? null : formatUnits(units));
const words = (reason: Reason): Words => ({ zh: reasonText(reason, 'zh'), en: reasonText(reason, 'en') });

function sides({
  left,
  right,
  difference,
}: {
  readonly left: Units | null;
  readonly right: Units | null;
  readonly difference: Units | null;
}): SourceSides {
  return { left: orNull(left), right: orNull(right), difference: orNull(difference) };
}

/** A control total with its amounts as decimal text and its sentences in both languages: as the store keeps it and reports show it. */
export function totalInWords(total: ControlTotal): SourceTotal {
  const { firstDivergence: first } = total;
  return {
    ...total,
    ...sides(total),
    tolerance: orNull(total.tolerance),
    toleranceWhy: total.toleranceWhy && words(total.toleranceWhy),
    firstDivergence: first && { bucket: { ...first.bucket }, ...sides(first) },
    path: total.path.map((step) => ({ ...step, children: step.children.map((child) => ({ name: child.name, ...sides(child) })) })),
    checks: total.checks.map((check) => ({ ...check, ...sides(check), sentence: words(check.sentence) })),
    sentence: words(total.sentence),
    brief: words(withoutPlace(total.sentence)),
  };
}
