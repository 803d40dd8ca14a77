/** What each pass made of a break's rows: the one that made it, and why the others took nothing. Pure; said of the break and its rule set alone. */
import { absolute, formatUnits, parseUnits } from '../money';
import { MOST } from './group-search';
import { reason, type ReasonKey } from './reasons';
import type { Break, PassName, Reason, RuleSet } from './types';

export interface PassStep {
  readonly pass: PassName;
  /** True for the pass that made the break what it is. */
  readonly made: boolean;
  readonly why: Reason;
}

/** A break, and the numbers its ledger rows name. */
export type Trailed = Pick<Break, 'role' | 'class' | 'ledgerAmount' | 'billAmount' | 'expectedAmount' | 'difference' | 'reason'> & {
  readonly references: readonly string[];
};

const COST: readonly PassName[] = ['exact', 'key-sum', 'reference', 'tolerance', 'group', 'adjacent-period'];
const PREPAYMENT: readonly PassName[] = ['reference', 'exact', 'key-sum', 'tolerance', 'group', 'adjacent-period'];
/** Set aside before any pass. */
const ASIDE: Partial<Record<Break['class'], ReasonKey>> = { 'unknown-customer': 'trail-unknown-party', currency: 'trail-other-currency' };
/** Their own figures say why the sides differ: they take no part in groups. */
const EXPLAINED: ReadonlySet<Break['class']> = new Set(['rounding', 'tax-basis', 'duplicate-in-bill', 'duplicate-in-ledger']);

/** Steps in the order the passes ran; empty for breaks that no pass has to do with. */
export function passTrail(one: Trailed, ruleSet: RuleSet): PassStep[] {
  if (one.role === null) return [];
  if (one.role === 'revenue') return [{ pass: 'price', made: true, why: priced(one) }];
  const passes = one.role === 'cost' ? COST : PREPAYMENT;
  const aside = ASIDE[one.class];
  if (aside !== undefined) return passes.map((pass) => ({ pass, made: false, why: reason(aside) }));
  return passes.map((pass) => {
    const why = whyNot(pass, one, ruleSet);
    return { pass, made: why.key === 'trail-found', why };
  });
}

const isBoth = ({ ledgerAmount, billAmount }: Trailed): boolean => ledgerAmount !== null && billAmount !== null;

function sides({ ledgerAmount, billAmount }: Trailed): { ledger: string; bill: string } {
  return { ledger: formatUnits(ledgerAmount ?? 0n), bill: formatUnits(billAmount ?? 0n) };
}

function priced(one: Trailed): Reason {
  if (one.class === 'no-price-rule') return reason('trail-unpriced');
  return reason('trail-priced', { expected: formatUnits(one.expectedAmount ?? 0n), ledger: formatUnits(one.ledgerAmount ?? 0n) });
}

function whyNot(pass: PassName, one: Trailed, ruleSet: RuleSet): Reason {
  const timing = one.class === 'timing';
  switch (pass) {
    case 'exact':
      // A timing break's sides stand in two months: in its own the ledger has nothing.
      if (one.ledgerAmount === null || timing) return reason('trail-no-ledger');
      if (one.billAmount === null) return reason(one.role === 'prepayment' ? 'trail-no-movement' : 'trail-no-bill');
      return reason('trail-other-amount', sides(one));
    case 'key-sum':
      return isBoth(one) && !timing ? reason('trail-sum-differs', sides(one)) : reason('trail-one-side');
    case 'reference':
      if (one.ledgerAmount === null) return reason('trail-nobody-refers');
      return one.references.length === 0
        ? reason('trail-no-reference')
        : reason('trail-reference-unmet', { reference: one.references.slice(0, 3).join(', ') });
    case 'tolerance':
      return beyondTolerance(one, ruleSet);
    case 'group':
      return ofGroups(one);
    default:
      return ofNeighbours(one, ruleSet);
  }
}

function beyondTolerance(one: Trailed, { tolerance }: RuleSet): Reason {
  if (!isBoth(one) || one.class === 'timing' || one.difference === null) return reason('trail-one-side');
  if (parseUnits(tolerance) === 0n) return reason('trail-no-tolerance');
  return reason('trail-beyond-tolerance', { difference: formatUnits(absolute(one.difference)), tolerance });
}

function ofGroups({ class: kind, reason: { key, params } }: Trailed): Reason {
  // Prepayment's sentences name what was searched their own way.
  const search = {
    bills: params.searchedMovements ?? params.bills ?? params.movements ?? '',
    entries: params.searchedEntries ?? params.entries ?? '',
    most: params.most ?? '',
  };
  if (key.endsWith('groups-not-tried') || (key.endsWith('groups-not-all-tried') && search.most === '0'))
    return reason('trail-groups-untried', search);
  if (key.endsWith('ambiguous-groups')) return reason('trail-groups-contested', { count: params.count ?? '' });
  if (key.endsWith('groups-not-all-tried')) return reason('trail-groups-stopped', search);
  if (EXPLAINED.has(kind) || key === 'amount-sign' || key === 'ambiguous-duplicates') return reason('trail-explains-itself');
  return reason('trail-no-group', { most: String(MOST) });
}

function ofNeighbours(one: Trailed, { adjacentPeriods }: RuleSet): Reason {
  if (one.class === 'timing') return reason('trail-found');
  if (one.reason.key.includes('ambiguous-periods') || one.reason.key.includes('ambiguous-entries'))
    return reason('trail-periods-contested');
  if (isBoth(one)) return reason('trail-both-sides');
  return adjacentPeriods === 0 ? reason('trail-no-neighbours-asked') : reason('trail-no-neighbour', { months: String(adjacentPeriods) });
}
