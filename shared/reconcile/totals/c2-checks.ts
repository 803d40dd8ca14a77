import { halvesOf } from '../../columns';
import { formatUnits, type Units } from '../../money';
import { reason } from '../reasons';
import { check, inOrder } from './total';
import type { EngineContext } from '../context';
import type { Period } from '../../period';
import type { BillColumns, TotalCheck } from '../types';

interface Sums {
  tested: number;
  broken: number;
  left: Units;
  right: Units;
}

const none = (): Sums => ({ tested: 0, broken: 0, left: 0n, right: 0n });

/**
 * What C2 tests inside its two sources: signs of refunds and write-offs (semantics.md #5), parts paid against the amount (#6) in the bill lines, list price
 * and parts of payment (#10, #11) in the fee records. Only lines that can tell are looked at: a million charges without debt cost one pass over a byte each.
 */
export function c2Checks(context: EngineContext): (period: Period) => TotalCheck[] {
  const { input, arrears } = context;
  const { signs, parts } = testedLines(context);
  return (period) => {
    const at = input.periods.indexOf(period);
    const five = signs[at]!;
    const six = parts[at]!;
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

interface TestedLines {
  /** By index of the period: #5, and #6. */
  readonly signs: readonly Sums[];
  readonly parts: readonly Sums[];
  readonly reading: string | null;
}

/** Columns never change: lines are gone through once, and not again while they and the reading of arrears are the same. */
const known = new WeakMap<BillColumns, TestedLines>();

function testedLines({ input, arrears }: EngineContext): TestedLines {
  const { bills } = input;
  const before = known.get(bills);
  if (before && before.reading === arrears.reading && before.signs.length === input.periods.length) return before;
  const signs = input.periods.map(none);
  const parts = input.periods.map(none);
  // Debts as pairs of 32 bits: reading them as bigints would make an object per line.
  const debts = halvesOf(bills.debt);
  for (let line = 0; line < bills.rows; line++) {
    const hasDebt = debts[2 * line] !== 0 || debts[2 * line + 1] !== 0;
    if (bills.kind[line] === 0 && !hasDebt) continue;
    const amount = bills.amount[line]!;
    const paid = bills.paid[line]!;
    const debt = bills.debt[line]!;
    const adjustment = bills.adjustment[line]!;
    if (bills.kind[line] !== 0) {
      const sum = signs[bills.period[line]!]!;
      sum.tested++;
      sum.left += amount;
      if (amount > 0n || hasDebt || adjustment !== 0n || bills.discount[line] !== 0n) sum.broken++;
    }
    const sum = parts[bills.period[line]!]!;
    const inside = arrears.reading === '6b' ? (amount === paid + debt ? debt : debt + adjustment) : 0n;
    sum.tested++;
    sum.left += amount;
    sum.right += paid + inside;
    if (amount !== paid + inside) sum.broken++;
  }
  const made = { signs, parts, reading: arrears.reading };
  known.set(bills, made);
  return made;
}

const counts = ({ tested, broken }: { readonly tested: number; readonly broken: number }): Record<string, string> => ({
  tested: String(tested),
  broken: String(broken),
});
