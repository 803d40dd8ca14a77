/** What else one break might be: the breaks of the other side that share a trait with it, with what speaks for and against each. Pure. */
import { byCodeUnit } from '../digest';
import { absolute, formatUnits, type Units } from '../money';
import { reason, type ReasonKey } from './reasons';
import { rate, type Likeness } from './likeness';
import type { Break, Reason, RuleSet } from './types';

/** Breaks of ledger rows that stand alone. */
const LEDGER_SIDE: ReadonlySet<Break['class']> = new Set(['missing-in-bill', 'unknown-customer', 'ambiguous']);
/** Fewer points are no suggestion: one trait alone never suffices. */
const LEAST = 60;
/** Best partners suggested per break. */
const BEST = 3;
/** Partners looked at per break and trait at most; beyond, a trait is too common to tell anything. */
const LOOKED_AT = 200;

export interface Candidate {
  readonly other: string;
  /** 0 to 100; {@link LEAST} makes it a suggestion. */
  readonly score: number;
  readonly suggested: boolean;
  /** Weightiest first. */
  readonly reasons: readonly Reason[];
  /** Why nothing took it by itself. */
  readonly against: readonly Reason[];
}

export interface Considered {
  /** Best first. */
  readonly candidates: readonly Candidate[];
  /** Others that were compared and are not named. */
  readonly more: number;
  /** Traits that too many breaks have. */
  readonly crowds: readonly Reason[];
}

const NOTHING: Considered = { candidates: [], more: 0, crowds: [] };
/** Candidates named for one break: the suggestions and some of the others. */
const NAMED = 6;

const TRAITS = ['amount', 'customer', 'counterparty'] as const;
type Trait = (typeof TRAITS)[number];
type Side = 'bill' | 'ledger';

/** The side a break stands on alone; null for one that has both, or that no likeness is looked for. */
export function sideOf(one: Likeness): Side | null {
  if (one.role !== 'cost' || one.otherPeriod !== null || one.difference === null) return null;
  if (one.class === 'missing-in-ledger') return one.billAmount === null ? null : 'bill';
  return LEDGER_SIDE.has(one.class) && one.ledgerAmount !== null && one.billAmount === null ? 'ledger' : null;
}

/** The lone breaks of a result by side and trait, so that one break's candidates are found without looking at all. */
export class CandidateIndex {
  private readonly byTrait: Readonly<Record<Side, ReadonlyMap<string, readonly Likeness[]>>>;
  private readonly byId = new Map<string, Likeness>();

  constructor(breaks: Iterable<Likeness>) {
    const sides: Record<Side, Map<string, Likeness[]>> = { bill: new Map(), ledger: new Map() };
    for (const one of breaks) {
      const side = sideOf(one);
      if (side === null) continue;
      this.byId.set(one.id, one);
      for (const trait of TRAITS) {
        const name = traitOf(one, trait);
        if (name === null) continue;
        const list = sides[side].get(name);
        if (list) list.push(one);
        else sides[side].set(name, [one]);
      }
    }
    this.byTrait = sides;
  }

  get size(): number {
    return this.byId.size;
  }

  /** IDs of the breaks that share a trait with one, crowds left out. */
  partners(id: string): string[] {
    return [...new Set(this.around(id).flatMap(({ list }) => (list.length > LOOKED_AT ? [] : list.map((other) => other.id))))];
  }

  /** @param isFree false for breaks that were settled already: they are no partner for anything */
  of(id: string, ruleSet: RuleSet, isFree: (id: string) => boolean): Considered {
    const one = this.byId.get(id);
    if (!one) return NOTHING;
    const side = sideOf(one);
    const crowds: Reason[] = [];
    const partners = new Map<string, Likeness>();
    for (const { trait, list } of this.around(id)) {
      if (list.length > LOOKED_AT) crowds.push(reason(`crowd-${trait}`, { count: String(list.length) }));
      else for (const other of list) if (isFree(other.id)) partners.set(other.id, other);
    }
    const rated = [...partners.values()]
      .map((other) => ({ other, ...(side === 'bill' ? rate(one, other, ruleSet) : rate(other, one, ruleSet)) }))
      .sort((a, b) => b.score - a.score || byCodeUnit(a.other.id, b.other.id));
    const candidates = rated.slice(0, NAMED).map(({ other, score, reasons }, at): Candidate => {
      const suggested = score >= LEAST && at < BEST;
      return { other: other.id, score, suggested, reasons, against: againstOf(one, other, score) };
    });
    return { candidates, more: rated.length - candidates.length, crowds };
  }

  /** The other side's breaks by the traits they share with one. */
  private around(id: string): { readonly trait: Trait; readonly list: readonly Likeness[] }[] {
    const one = this.byId.get(id);
    if (!one) return [];
    const others = this.byTrait[sideOf(one) === 'bill' ? 'ledger' : 'bill'];
    return TRAITS.map((trait) => ({ trait, list: others.get(traitOf(one, trait) ?? '') ?? [] }));
  }
}

const amountOf = (one: Likeness): Units => (one.billAmount ?? one.ledgerAmount)!;

function traitOf(one: Likeness, trait: Trait): string | null {
  if (trait === 'amount') return `amount ${amountOf(one)}`;
  const value = one[trait];
  return value === null ? null : `${trait} ${value}`;
}

/** What keeps two breaks from being one by themselves. */
function againstOf(one: Likeness, other: Likeness, score: number): Reason[] {
  const against: Reason[] = [];
  const add = (key: ReasonKey, params: Readonly<Record<string, string>> = {}): void => void against.push(reason(key, params));
  if (score < LEAST) add('against-score', { score: String(score), least: String(LEAST) });
  const apart = absolute(amountOf(one) - amountOf(other));
  if (apart !== 0n) add('against-amount', { difference: formatUnits(apart) });
  if (one.customer !== other.customer || one.customer === null)
    add(one.counterparty !== null && one.counterparty === other.counterparty ? 'against-customer' : 'against-party');
  if (one.service !== other.service) add('against-service');
  const months = Math.abs(monthNumber(one.period) - monthNumber(other.period));
  if (months > 0) add('against-period', { months: String(months) });
  if (against.length === 0) add('against-person');
  return against;
}

function monthNumber(period: string): number {
  return Number(period.slice(0, 4)) * 12 + Number(period.slice(5, 7));
}
