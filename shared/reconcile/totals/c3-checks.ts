import { formatUnits, type Units } from '../../money';
import { reason } from '../reasons';
import { check } from './total';
import type { EngineContext } from '../context';
import type { TracedRefund } from '../refund-trace';
import type { RefundTrace, TotalCheck } from '../types';

/** What C3 tests beside its sides: what an unsubscription kept (semantics.md #25), and whether the counterparty got the refund (#55). */
export function c3Checks(context: EngineContext, refunds: readonly TracedRefund[]): TotalCheck[] {
  return [...keptParts(context, refunds), ...credits(refunds)];
}

/** List price = amount after discount, and fee + used-up value = the positive lines of the details. */
function keptParts(context: EngineContext, refunds: readonly TracedRefund[]): TotalCheck[] {
  let [left, right]: [Units, Units] = [0n, 0n];
  let tested = 0;
  const broken: string[] = [];
  for (const refund of refunds) {
    const order = context.orders.get(refund.order);
    if (!order?.exists || refund.commission === null || refund.consumed === null) continue;
    tested++;
    const own = refund.commission + refund.consumed;
    left += own;
    right += refund.kept;
    if (own !== refund.kept || order.official !== order.afterDiscount) broken.push(refund.order);
  }
  if (tested === 0) return [];
  const params = {
    tested: String(tested),
    broken: String(broken.length),
    name: broken[0] ?? '',
    left: formatUnits(left),
    right: formatUnits(right),
  };
  return [
    check(
      '25',
      'documented',
      { left, right, tested, broken: broken.length },
      reason(broken.length > 0 ? 'check-25-broken' : 'check-25', params),
    ),
  ];
}

/** Refunds that a revenue ledger says something about; what it says nothing about is counted. */
function credits(refunds: readonly TracedRefund[]): TotalCheck[] {
  const count = (credit: RefundTrace['credit']): TracedRefund[] => refunds.filter((refund) => refund.credit === credit);
  const missing = count('missing');
  const passed = count('row').length + count('sum').length;
  const tested = missing.length + passed;
  if (tested === 0) return [];
  const params = {
    tested: String(tested),
    broken: String(missing.length),
    untold: String(refunds.length - tested),
    name: missing[0]?.order ?? '',
  };
  return [
    check(
      '55',
      'inferred',
      { left: null, right: null, tested, broken: missing.length },
      reason(missing.length > 0 ? 'check-55-broken' : 'check-55', params),
    ),
  ];
}
