import { CENT, type Units } from '../../../shared/money';
import type { Period } from '../../../shared/period';
import { COMMON_SERVICES } from './catalogue';
import type { Customer, Incentive } from './model';
import { Random } from './random';

/** An incentive bill: its month and its sum, which is one movement or one quota (semantics.md #47). */
export interface IncentivePlan {
  readonly period: Period;
  readonly amount: Units;
}

const LINES = 4;

/** The details of incentive bills: each bill's lines add up to it, the last one a deduction. */
export function incentivesOf(seed: number, bills: readonly IncentivePlan[], customers: readonly Customer[]): Incentive[] {
  return bills.flatMap(({ period, amount }) => {
    const billId = `JL${period.replace('-', '')}01`;
    const random = new Random(seed, `incentive-${billId}`);
    const deduction = -500n * CENT;
    let rest = amount - deduction;
    return Array.from({ length: LINES }, (_, i): Incentive => {
      const last = i === LINES - 1;
      const part = last ? deduction : i === LINES - 2 ? rest : (((rest / CENT) * BigInt(random.whole(20, 45))) / 100n) * CENT;
      if (!last) rest -= part;
      return {
        billId,
        dataId: `${billId}-${String(i + 1).padStart(3, '0')}`,
        period,
        plan: last ? '示例激励扣回' : '示例季度激励计划',
        orderId: null,
        customerId: last ? null : (customers[i]?.id ?? null),
        service: last ? null : random.pick(COMMON_SERVICES).code,
        amount: part,
      };
    });
  });
}
