import { absolute, formatUnits } from '../../money';
import { reason } from '../reasons';
import { c3Checks } from './c3-checks';
import { firstOf, UNPROVEN, type Bucket } from './total';
import type { EngineContext } from '../context';
import type { RefundChain, TracedRefund } from '../refund-trace';
import type { ControlTotal } from '../types';

/**
 * C3, refund orders (semantics.md #26 to #28; interfaces.md, reading 9): details = order = fee records, never more refunded than paid, each original
 * order exists; single tests in c3-checks.ts. Left is what the details give back, right what fee records (else the order) say, both negative as in the bill; a bucket
 * is one refund order, and where it exceeds its original the right side is what was paid for that.
 */
export function c3(context: EngineContext, chain: RefundChain): ControlTotal[] {
  return context.input.periods.map((period, index) => {
    const refunds = chain.refunds.filter((refund) => refund.period === period);
    const frame = {
      id: 'C3',
      period,
      currency: context.input.currency,
      taxBasis: 'unknown',
      blocking: true,
      basis: 'inferred',
      identity: '26, 27, 28',
      covers: ['refund_infos.amount', 'amount_after_discount', 'payment_amount', 'base_order_id'],
    } as const;
    if (refunds.length === 0) {
      if (context.input.orders.length === 0 && context.billed[index]!.hasRefunds)
        return { ...frame, ...UNPROVEN, sentence: reason('c3-unread', { period }) };
      return {
        ...frame,
        left: 0n,
        right: 0n,
        difference: 0n,
        tolerance: 0n,
        status: 'equal',
        buckets: { tested: 0, broken: 0 },
        toleranceWhy: reason('tolerance-exact'),
        firstDivergence: null,
        path: [],
        checks: [],
        sentence: reason('c3-none', { period }),
      };
    }
    const tested = refunds.filter((refund) => refund.agrees !== null || refund.orphanOf !== null || refund.overOf !== null);
    if (tested.length === 0) return { ...frame, ...UNPROVEN, sentence: reason('c3-not-provable', { period }) };
    return { ...frame, checks: c3Checks(context, refunds), ...judge(context, chain, tested) };
  });
}

function judge(
  context: EngineContext,
  chain: RefundChain,
  tested: readonly TracedRefund[],
): Pick<
  ControlTotal,
  'left' | 'right' | 'difference' | 'tolerance' | 'status' | 'toleranceWhy' | 'buckets' | 'firstDivergence' | 'path' | 'sentence'
> {
  let left = 0n;
  let right = 0n;
  let unread = 0;
  const broken: Bucket[] = [];
  const buckets: Bucket[] = [];
  for (const refund of tested) {
    const own = -refund.stated;
    const other = refund.billed ?? refund.orderAmount;
    left += own;
    right += other === null ? own : -other;
    if (refund.bases.length === 0 || refund.bases.some((base) => !context.orders.has(base))) unread++;
    const bucket = brokenBucket(chain, refund, own);
    if (bucket) broken.push(bucket);
    buckets.push(bucket ?? { name: nameOf(refund), left: own, right: other === null ? null : -other });
  }
  const told = reason(broken.length > 0 ? 'c3-broken' : 'c3-equal', {
    tested: String(tested.length),
    broken: String(broken.length),
    difference: formatUnits(left - right),
  });
  return {
    left,
    right,
    difference: left - right,
    tolerance: 0n,
    toleranceWhy: reason('tolerance-exact'),
    status: broken.length > 0 ? 'broken' : 'equal',
    buckets: { tested: tested.length, broken: broken.length },
    ...firstOf(broken, buckets, context),
    sentence: unread === 0 ? told : reason('c3-unread-originals', { ...told.params, sentence: `@${told.key}`, unread: String(unread) }),
  };
}

const nameOf = (refund: TracedRefund): Record<string, string> => ({
  customer: refund.customer,
  service: refund.service,
  chargeMode: '1',
  kind: '1',
  refundOrder: refund.order,
});

function brokenBucket(chain: RefundChain, refund: TracedRefund, own: bigint): Bucket | null {
  const name = nameOf(refund);
  if (refund.orphanOf !== null) return { name: { ...name, baseOrder: refund.orphanOf }, left: own, right: 0n };
  if (refund.overOf !== null) {
    const excess = chain.breaks.find(
      (item) => item.class === 'over-refund' && item.rows.some((row) => row.kind === 'order' && row.order === refund.overOf),
    );
    return { name: { ...name, baseOrder: refund.overOf }, left: excess?.billAmount ?? own, right: excess?.expectedAmount ?? null };
  }
  if (refund.agrees !== false) return null;
  // The side that differs: where fee records agree it is the order.
  const off = [refund.billed, refund.orderAmount].find((side) => side !== null && side !== absolute(own));
  return { name, left: own, right: off === undefined || off === null ? null : -off };
}
