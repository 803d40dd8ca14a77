/** Control totals as results keep them: facts alone. Their sentences are made when they are read, so that other words make no other result. */
import { plain } from '../close/month-outcome';
import { withoutPlace } from '../reconcile/totals/place';
import { reasonText } from '../reconcile/reasons';
import type { ControlTotal, DescentStep, Reason, RuledExample, TotalCheck } from '../reconcile/types';

/** Words in both languages. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** A sentence by its key and parameters; results of engine 7 and before kept its words, and no keys. */
export type KeptSentence = Reason | Words;

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

export type SourceCheck = Omit<TotalCheck, 'left' | 'right' | 'difference' | 'sentence'> &
  SourceSides & { readonly sentence: KeptSentence };

export type SourceTotal = Texts<
  Omit<ControlTotal, 'firstDivergence' | 'path' | 'checks' | 'examples' | 'toleranceWhy' | 'sentence'>,
  'left' | 'right' | 'difference' | 'tolerance'
> & {
  readonly toleranceWhy: KeptSentence | null;
  readonly firstDivergence: (SourceSides & { readonly bucket: Readonly<Record<string, string>> }) | null;
  readonly path: readonly SourceStep[];
  readonly checks: readonly SourceCheck[];
  readonly examples?: readonly (Omit<RuledExample, keyof SourceSides> & SourceSides)[];
  readonly sentence: KeptSentence;
};

/** What a control total gained over time: absent in results that an older version stored, until the next reconciliation. */
type Later = 'currency' | 'taxBasis' | 'toleranceWhy' | 'path' | 'checks';
export type KeptTotal = Omit<SourceTotal, Later> & Partial<Pick<SourceTotal, Later>>;

/** A control total with its amounts as decimal text: as the store keeps it and reports show it. */
export function keptTotal(total: ControlTotal): SourceTotal {
  return plain(total) as SourceTotal;
}

/** A sentence in words. */
export function sentenceText(sentence: KeptSentence, language: 'zh' | 'en'): string {
  return 'key' in sentence ? reasonText(sentence, language) : sentence[language];
}

/** A total's sentence without the place of the first divergence, for where the place stands beside it. */
export function briefText({ sentence }: Pick<KeptTotal, 'sentence'>, language: 'zh' | 'en'): string {
  return sentenceText('key' in sentence ? withoutPlace(sentence) : sentence, language);
}
