import { ONE, parseUnits } from '../money';
import type { Period } from '../period';
import { monthsMeet } from './price-rules';
import type { PriceRule, PriceRules } from './types';

/** What a price rule is chosen by. */
export interface PricePlace {
  readonly period: Period;
  readonly counterparty: string;
  readonly customer: string;
  readonly service: string;
  /** Null where the cell is not split by charge mode: rules on a mode do not fit then. */
  readonly chargeMode: string | null;
}

/** The rule of a place, and the first equally specific one behind it that asks for another price. */
export interface RuleChoice {
  readonly rule: PriceRule;
  readonly rival: PriceRule | null;
}

const MEMBERS = ['counterparty', 'customer', 'service', 'chargeMode'] as const;
type Member = (typeof MEMBERS)[number];

interface Shelf {
  readonly members: readonly Member[];
  readonly byValues: Map<string, { readonly rule: PriceRule; readonly order: number }[]>;
}

const SEPARATOR = '\u0001';

/**
 * Price rules by what they match, so that choosing one does not read all: the rule with most match members that holds in the month, then the
 * first of the file. Where an equally specific rule asks for another price the choice hangs on the order of the file, and says so.
 */
export class PriceBook {
  private readonly shelves: readonly (readonly Shelf[])[];
  /** Whether any rule tells charge modes apart. */
  readonly hasModes: boolean;
  /** Terms by rule, made when first compared. */
  private readonly terms = new Map<PriceRule, string>();

  constructor(rules: PriceRules) {
    const shelves = new Map<string, Shelf>();
    rules.rules.forEach((rule, order) => {
      const members = MEMBERS.filter((member) => rule.match[member] !== undefined);
      const name = members.join(SEPARATOR);
      const shelf = shelves.get(name) ?? { members, byValues: new Map() };
      shelves.set(name, shelf);
      const values = members.map((member) => rule.match[member]).join(SEPARATOR);
      const same = shelf.byValues.get(values);
      if (same) same.push({ rule, order });
      else shelf.byValues.set(values, [{ rule, order }]);
    });
    const all = [...shelves.values()];
    this.shelves = [4, 3, 2, 1, 0].map((size) => all.filter(({ members }) => members.length === size)).filter((some) => some.length > 0);
    this.hasModes = all.some(({ members }) => members.includes('chargeMode'));
  }

  /** The rule of a place, or null when none fits. */
  choose(place: PricePlace): RuleChoice | null {
    for (const level of this.shelves) {
      const fitting = level.flatMap((shelf) => this.onShelf(shelf, place)).sort((a, b) => a.order - b.order);
      const [first, ...others] = fitting;
      if (first)
        return { rule: first.rule, rival: others.find(({ rule }) => this.termsOf(rule) !== this.termsOf(first.rule))?.rule ?? null };
    }
    return null;
  }

  /** Whether a rule tells charge modes apart at this place, so that it has to be split. */
  splitsByMode(place: Omit<PricePlace, 'chargeMode'>): boolean {
    if (!this.hasModes) return false;
    return this.shelves.some((level) =>
      level.some(({ members, byValues }) => {
        if (!members.includes('chargeMode')) return false;
        // Few rules name a charge mode, so they are looked through.
        return [...byValues.values()].some((rules) =>
          rules.some(({ rule }) => holdsIn(rule, place.period) && fitsApartFromMode(rule, place)),
        );
      }),
    );
  }

  private onShelf({ members, byValues }: Shelf, place: PricePlace): { rule: PriceRule; order: number }[] {
    if (place.chargeMode === null && members.includes('chargeMode')) return [];
    const values = members.map((member) => place[member]).join(SEPARATOR);
    return (byValues.get(values) ?? []).filter(({ rule }) => holdsIn(rule, place.period));
  }

  private termsOf(rule: PriceRule): string {
    const known = this.terms.get(rule);
    if (known !== undefined) return known;
    const made = priceTerms(rule);
    this.terms.set(rule, made);
    return made;
  }
}

const holdsIn = (rule: PriceRule, period: Period): boolean => rule.from <= period && (rule.to === null || period <= rule.to);

function fitsApartFromMode({ match }: PriceRule, place: Omit<PricePlace, 'chargeMode'>): boolean {
  return (
    (match.counterparty === undefined || match.counterparty === place.counterparty) &&
    (match.customer === undefined || match.customer === place.customer) &&
    (match.service === undefined || match.service === place.service)
  );
}

/** What a rule asks for, so written that rules with equal terms always give equal prices: pass-through is cost plus nothing. */
export function priceTerms({ price, tax, rounding }: PriceRule): string {
  const rest = `${parseUnits(tax ?? '0')}|${rounding}`;
  switch (price.kind) {
    case 'pass-through':
      return `cost|${ONE}|${rest}`;
    case 'cost-plus':
      return `cost|${ONE + parseUnits(price.markup)}|${rest}`;
    case 'list-discount':
      return `list|${parseUnits(price.factor)}|${rest}`;
    case 'fixed':
      return `fixed|${parseUnits(price.amount)}|${price.per ?? 'counterparty'}|${rest}`;
    case 'tiers': {
      const steps = price.steps.map(({ from, factor }) => `${parseUnits(from)}:${parseUnits(factor)}`);
      if (price.steps.length === 1) return `${price.of}|${parseUnits(price.steps[0]!.factor)}|${rest}`;
      return `${price.of}|${price.span}|${steps.join(' ')}|${rest}`;
    }
  }
}

/** Two equally specific rules with different terms that can meet in one cell: which of them prices it hangs on their order. */
export interface RuleOverlap {
  /** Places in `rules`; `first` is the one that wins. */
  readonly first: number;
  readonly second: number;
}

/** Overlaps listed at most; a document with more says so by the length of the list. */
export const MOST_OVERLAPS = 100;

/**
 * Pairs of rules whose order decides a price somewhere, for the editor. Rules with the same members meet where their values are equal; rules
 * with as many but other members can meet wherever the members they share agree.
 */
export function priceRuleOverlaps({ rules }: PriceRules): RuleOverlap[] {
  const overlaps: RuleOverlap[] = [];
  const size = (rule: PriceRule): number => MEMBERS.filter((member) => rule.match[member] !== undefined).length;
  const sizes = rules.map(size);
  const terms = rules.map(priceTerms);
  for (let first = 0; first < rules.length; first++) {
    for (let second = first + 1; second < rules.length; second++) {
      if (sizes[first] !== sizes[second] || terms[first] === terms[second]) continue;
      const [a, b] = [rules[first]!, rules[second]!];
      if (!monthsMeet(a, b) || !MEMBERS.every((member) => canAgree(a.match[member], b.match[member]))) continue;
      overlaps.push({ first, second });
      if (overlaps.length === MOST_OVERLAPS) return overlaps;
    }
  }
  return overlaps;
}

const canAgree = (a: string | undefined, b: string | undefined): boolean => a === undefined || b === undefined || a === b;
