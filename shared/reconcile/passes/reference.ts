import { absolute, truncateToCent, type Units } from '../../money';
import { periodOfInstant } from '../../period';
import { resellerOfCustomer } from '../context';
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
    const { book, keys } = state;
    for (let entry = 0; entry < book.rows; entry++) {
      const number = book.reference[entry]!;
      if (number === 0 || state.used[entry] === 1) continue;
      const key = keys.keyOf[entry]!;
      if (key < 0 || state.taken[key] === 1 || state.rest[key] === 0n) continue;
      const fees = chargedFor(state, key, number);
      const charged = fees ?? orderAmount(state, key, number);
      // Fee records are spent where they stand; an order without them stands nowhere and pays for one row in all.
      const once = fees === null ? `order|${number}` : `${key}|${number}`;
      if (charged === null || spent.has(once)) continue;
      const amount = state.units[entry]!;
      if (amount !== charged && amount !== truncateToCent(charged)) continue;
      spent.add(once);
      touched.add(key);
      state.matchOne('reference', key, entry, reason('match-reference', { reference: state.context.trades.text(number) }));
    }
    for (const key of touched) if (state.open[key] !== 0) matchKeySum(state, key);
  },
};

/** Sum of the trade's fee records on the key, null when there are none. */
function chargedFor(state: CostState, key: number, number: number): Units | null {
  const { fees, deductionsOf } = state.context;
  const [period, party, service] = [state.keys.period[key]!, state.keys.party[key]!, state.keys.service[key]!];
  let total: Units | null = null;
  for (const deduction of deductionsOf(number)) {
    const bucket = fees.bucketOf[deduction]!;
    if (fees.period[bucket] !== period || (service !== 0 && fees.service[bucket] !== service)) continue;
    const customer = fees.customer[bucket]!;
    if (customer !== party && resellerOfCustomer(state.context, customer) !== party) continue;
    total = (total ?? 0n) + fees.deducted[deduction]!;
  }
  return total;
}

/** Amount of a completed order of the key's customer and month that no fee record was read of; refunds (type 4) negative. */
function orderAmount(state: CostState, key: number, number: number): Units | null {
  const { orders, codes, periods, deductionsOf, trades } = state.context;
  if (deductionsOf(number).length > 0) return null;
  const order = orders.get(trades.text(number));
  const time = order?.paidAt ?? order?.createdAt ?? null;
  if (!order || order.status !== COMPLETED || time === null || codes.code(order.customer) !== state.keys.party[key]) return null;
  if (periodOfInstant(time) !== periods[state.keys.period[key]!]) return null;
  return order.type === UNSUBSCRIPTION ? -absolute(order.afterDiscount) : order.afterDiscount;
}

const COMPLETED = 5;
const UNSUBSCRIPTION = 4;
