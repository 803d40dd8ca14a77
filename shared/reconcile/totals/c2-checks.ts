import { halvesOf } from '../../columns';
import { formatUnits, type Units } from '../../money';
import { reason } from '../reasons';
import { check, inOrder } from './total';
import type { EngineContext, ShardContext } from '../context';
import type { Period } from '../../period';
import type { TotalCheck } from '../types';

interface Sums {
  tested: number;
  broken: number;
  left: Units;
  right: Units;
}

const none = (): Sums => ({ tested: 0, broken: 0, left: 0n, right: 0n });

/**
 * What C2 tests inside its two sources: signs of refunds and write-offs (semantics.md #5), parts paid against the amount (#6) in the bill lines, list price
 * and parts of payment (#10, #11) in the fee records.
 * @param lines of the shards that have any
 */
export function c2Checks({ input, arrears }: EngineContext, lines: readonly TestedLines[]): (period: Period) => TotalCheck[] {
  return (period) => {
    const at = input.periods.indexOf(period);
    const five = added(lines.map(({ signs }) => signs[at]!));
    const six = added(lines.map(({ parts }) => parts[at]!));
    const rows = (input.rowChecks ?? []).filter((one) => one.period === period);
    return inOrder([
      ...(five.tested > 0
        ? [check('5', 'documented', { ...five, right: null }, reason(five.broken > 0 ? 'check-5-broken' : 'check-5', counts(five)))]
        : []),
      ...(six.tested > 0
        ? [
            check(
              '6',
              'inferred',
              six,
              reason(six.broken > 0 ? 'check-6-broken' : 'check-6', { ...counts(six), reading: arrears.reading ?? '6a' }),
            ),
          ]
        : []),
      ...rows.map((one) => {
        const { first } = one;
        const params = {
          ...counts(one),
          name: first?.name ?? '',
          left: first ? formatUnits(first.left) : '',
          right: first ? formatUnits(first.right) : '',
        };
        const words =
          one.identity === '10' ? (one.broken > 0 ? 'check-10-broken' : 'check-10') : one.broken > 0 ? 'check-11-broken' : 'check-11';
        return check(
          one.identity,
          'inferred',
          { ...one, within: one.left !== one.right },
          one.tested > 0 ? reason(words, params) : reason('check-none'),
        );
      }),
    ]);
  };
}

/** Lines of one shard that can tell, by index of the period: #5, and #6. */
export interface TestedLines {
  readonly signs: readonly Sums[];
  readonly parts: readonly Sums[];
}

/** @returns null where none of the shard's lines can tell, as in most shards */
export function testedLines({ input, arrears, bills }: ShardContext): TestedLines | null {
  let tested: TestedLines | null = null;
  // Debts as pairs of 32 bits: reading them as bigints would make an object per line.
  const debts = halvesOf(bills.debt);
  for (let line = 0; line < bills.rows; line++) {
    const hasDebt = debts[2 * line] !== 0 || debts[2 * line + 1] !== 0;
    if (bills.kind[line] === 0 && !hasDebt) continue;
    tested ??= { signs: input.periods.map(none), parts: input.periods.map(none) };
    const amount = bills.amount[line]!;
    const paid = bills.paid[line]!;
    const debt = bills.debt[line]!;
    const adjustment = bills.adjustment[line]!;
    if (bills.kind[line] !== 0) {
      const sum = tested.signs[bills.period[line]!]!;
      sum.tested++;
      sum.left += amount;
      if (amount > 0n || hasDebt || adjustment !== 0n || bills.discount[line] !== 0n) sum.broken++;
    }
    const sum = tested.parts[bills.period[line]!]!;
    const inside = arrears.reading === '6b' ? (amount === paid + debt ? debt : debt + adjustment) : 0n;
    sum.tested++;
    sum.left += amount;
    sum.right += paid + inside;
    if (amount !== paid + inside) sum.broken++;
  }
  return tested;
}

function added(sums: readonly Sums[]): Sums {
  const whole = none();
  for (const { tested, broken, left, right } of sums) {
    whole.tested += tested;
    whole.broken += broken;
    whole.left += left;
    whole.right += right;
  }
  return whole;
}

const counts = ({ tested, broken }: { readonly tested: number; readonly broken: number }): Record<string, string> => ({
  tested: String(tested),
  broken: String(broken),
});
