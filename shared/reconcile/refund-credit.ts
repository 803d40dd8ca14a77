import { counterpartyOf, type EngineContext } from './context';
import { groupBy } from './group-by';
import type { BreakDraft } from './break-id';
import type { RevenueGroup } from './revenue-groups';
import type { Period } from '../period';
import type { RefundTrace } from './types';

/** What is asked of a refund: whom it went to and which orders it names. */
export interface CreditCase {
  readonly order: string;
  readonly period: Period;
  readonly customer: string;
  readonly service: string;
  readonly bases: readonly string[];
}

/** Reasons of a revenue break that say that a refund stayed with the partner. */
const KEPT_BACK: ReadonlySet<string> = new Set(['price-deviation-refund', 'price-deviation-refund-sign']);

/**
 * Whether the counterparty got a refund (semantics.md #55): by a negative row of the revenue ledger that names the refund order or its original, inside
 * the month's billed sum where that is the expected one (which nets refunds), or not at all where the revenue break says so. Anything else tells nothing.
 */
export function refundCredits(
  context: EngineContext,
  { groups, breaks }: { readonly groups: readonly RevenueGroup[]; readonly breaks: readonly BreakDraft[] },
): (refund: CreditCase) => RefundTrace['credit'] {
  const { codes, input } = context;
  const named = new Set<string>();
  const byMonth = groupBy(groups, (group) => `${String(group.period)}|${String(group.counterparty)}`);
  const breaksOf = groupBy(breaks, (one) => `${one.period}|${one.counterparty ?? ''}`);
  for (const group of groups) {
    for (const { units, reference } of group.entries) if (units < 0n && reference !== null) named.add(reference);
  }
  return (refund) => {
    if ([refund.order, ...refund.bases].some((order) => named.has(order))) return 'row';
    const customer = codes.code(refund.customer);
    const service = codes.code(refund.service);
    const month = input.periods.indexOf(refund.period);
    const parties = new Set([counterpartyOf(context, customer, 0), customer]);
    const own = [...parties]
      .flatMap((party) => byMonth.get(`${String(month)}|${String(party)}`) ?? [])
      .filter((group) => group.entries.length > 0 && group.refunds.units !== 0n && (group.service === 0 || group.service === service));
    // A customer that moved in the month stands in two groups: neither says which of them owes the credit.
    const [group] = own;
    if (!group || own.length > 1) return 'untold';
    const off = breaksOf
      .get(`${refund.period}|${codes.text(group.counterparty)}`)
      ?.find((one) => one.service === null || codes.code(one.service) === group.service);
    if (!off) return 'sum';
    return KEPT_BACK.has(off.reason.key) ? 'missing' : 'untold';
  };
}
