import { reason } from '../reasons';
import { firstOf, UNPROVEN, type Bucket } from './total';
import type { AccountChain } from '../account-chain';
import type { EngineContext } from '../context';
import type { Period } from '../../period';
import type { ControlTotal } from '../types';

/**
 * C4, the partner's accounts (semantics.md #30, #31; interfaces.md, reading 10): each movement's balance follows from the one before, and
 * each fund adjustment is found among the movements. Left is the net of the adjustment records, right the net of those found.
 */
export function c4(context: EngineContext, chain: AccountChain, readIn: (period: Period) => boolean): ControlTotal[] {
  return context.input.periods.map((period) => {
    const frame = { id: 'C4', period, blocking: true, basis: 'inferred', identity: '30, 31', covers: ['change_amount', 'balance_after_change', 'adjust_records.amount'] } as const;
    if (!readIn(period)) return { ...frame, ...UNPROVEN, sentence: reason('c4-none', { period }) };
    const adjustments = chain.adjustments.filter((item) => item.period === period);
    const faults = chain.faults.filter((fault) => fault.period === period);
    const movements = chain.tested.get(period) ?? 0;
    let left = 0n;
    let right = 0n;
    let missing = 0;
    const broken: Bucket[] = faults.map((fault) => ({ name: { account: fault.account, movement: fault.movement }, left: fault.expected, right: fault.found }));
    for (const { adjustment, signed, movement } of adjustments) {
      left += signed;
      if (movement) right += signed;
      else {
        missing++;
        broken.push({ name: { customer: adjustment.customer, adjustment: adjustment.id }, left: signed, right: 0n });
      }
    }
    const params = { movements: String(movements), chain: String(faults.length), adjustments: String(adjustments.length), missing: String(missing) };
    return {
      ...frame,
      left,
      right,
      difference: left - right,
      tolerance: 0n,
      status: broken.length > 0 ? 'broken' : 'equal',
      buckets: { tested: movements + adjustments.length, broken: broken.length },
      firstDivergence: firstOf(broken),
      sentence: reason(broken.length > 0 ? 'c4-broken' : 'c4-equal', params),
    };
  });
}
