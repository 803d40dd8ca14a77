import { absolute, truncateToCent, type Units } from '../../money';
import { periodOfInstant } from '../../period';
import { reason } from '../reasons';
import { matchKeySum } from './key-sum';
import type { CostState } from '../cost-state';
import type { Pass } from './pass';

/**
 * The entry's order or trade number finds fee records of its customer and month (semantics.md #12), else the order itself; an equal amount matches and is
 * netted from the cell, so that the rest of the cell still meets the rest of the entries (interfaces.md, reading 4). What was charged is
 * the trade's sum, or that sum truncated to the cent (#19).
 */
export const reference: Pass = {
  name: 'reference',
  run(state) {
    const touched = new Set<number>();
    const spent = new Set<string>();
    for (let entry = 0; entry < state.entries.length; entry++) {
      const key = state.keyOf[entry]!;
      const number = state.entries[entry]!.reference;
      if (key < 0 || state.used[entry] === 1 || number === null || state.taken[key] === 1 || state.rest[key] === 0n) continue;
      const once = `${key}|${number}`;
      const charged = chargedFor(state, key, number);
      if (charged === null || spent.has(once)) continue;
      const amount = state.units[entry]!;
      if (amount !== charged && amount !== truncateToCent(charged)) continue;
      spent.add(once);
      touched.add(key);
      state.match('reference', key, [entry], amount, reason('match-reference', { reference: number }));
    }
    for (const key of touched) if (state.left(key).length > 0) matchKeySum(state, key);
  },
};

/** Sum of the trade's fee records on the key, null when there are none. */
function chargedFor(state: CostState, key: number, number: string): Units | null {
  const { fees, input, deductionsOf, resellerOf } = state.context;
  const [period, party, service] = [state.keys.a[key]!, state.keys.b[key]!, state.keys.c[key]!];
  let total: Units | null = null;
  for (const deduction of deductionsOf.get(input.trades.code(number)) ?? []) {
    const bucket = fees.bucketOf[deduction]!;
    if (fees.period[bucket] !== period || (service !== 0 && fees.service[bucket] !== service)) continue;
    const customer = fees.customer[bucket]!;
    if (customer !== party && resellerOf.get(customer) !== party) continue;
    total = (total ?? 0n) + fees.deducted[deduction]!;
  }
  return total ?? orderAmount(state, key, number);
}

/** Amount of a completed order of the key's customer and month whose fee records were not read; refunds (type 4) negative. */
function orderAmount(state: CostState, key: number, number: string): Units | null {
  const { orders, codes, periods } = state.context;
  const order = orders.get(number);
  const time = order?.paidAt ?? order?.createdAt ?? null;
  if (!order || order.status !== COMPLETED || time === null || codes.code(order.customer) !== state.keys.b[key]) return null;
  if (periodOfInstant(time) !== periods[state.keys.a[key]!]) return null;
  return order.type === UNSUBSCRIPTION ? -absolute(order.afterDiscount) : order.afterDiscount;
}

const COMPLETED = 5;
const UNSUBSCRIPTION = 4;
