import { byCodeUnit } from '../digest';
import { CENT, type Units } from '../money';
import { isNullAt, type PackedColumn, halvesOf } from '../columns';
import type { Period } from '../period';
import type { RowCheck } from './types';

/** Parts of `payment_amount` in a fee record (semantics.md #11). */
const PARTS = [
  'cash_amount',
  'credit_amount',
  'coupon_amount',
  'flexipurchase_coupon_amount',
  'stored_value_card_amount',
  'debt_amount',
  'writeoff_amount',
];
/** Below this the high half of an amount leaves room for a dozen of them in a double, exactly. */
const SMALL = 1 << 17;
const HIGH = 2 ** 32;
const CENT_NUMBER = Number(CENT);

type Columns = Readonly<Record<string, PackedColumn>>;
type Amounts = PackedColumn & { readonly kind: 'amount' };

/**
 * Identities inside single fee records, tested where they are read, segment by segment: list price - discount - payment within a cent (semantics.md
 * #10, mirrored for money given back) and payment = sum of its parts (#11). A record that does not hold the fields is not tested.
 * @param nameOf names a record that fails
 */
export function checkFeeRows(columns: Columns, rows: number, period: Period, nameOf: (row: number) => string): RowCheck[] {
  const payment = amounts(columns['payment_amount']);
  if (!payment) return [];
  const list = amounts(columns['official_amount']);
  const discount = amounts(columns['official_discount_amount']);
  const parts = PARTS.flatMap((name) => amounts(columns[name]) ?? []);
  const found: RowCheck[] = [];
  if (list) found.push(test('10', period, rows, [list], discount ? [discount, payment] : [payment], withinCent, nameOf));
  if (parts.length > 0) found.push(test('11', period, rows, [payment], parts, (off) => off === 0, nameOf, true));
  return found.filter(({ tested }) => tested > 0);
}

/** Truncation takes less than a cent from a charge and from what is given back. */
function withinCent(off: number, amount: number): boolean {
  return amount >= 0 ? off >= 0 && off < CENT_NUMBER : off <= 0 && off > -CENT_NUMBER;
}

function test(
  identity: string,
  period: Period,
  rows: number,
  lefts: readonly Amounts[],
  rights: readonly Amounts[],
  holds: (off: number, amount: number) => boolean,
  nameOf: (row: number) => string,
  anyRight = false,
): RowCheck {
  const views = [...lefts, ...rights].map(({ units }) => halvesOf(units));
  let tested = 0;
  let broken = 0;
  let left = 0n;
  let right = 0n;
  let [leftPart, rightPart] = [0, 0];
  let first: RowCheck['first'] = null;
  for (let row = 0; row < rows; row++) {
    if (lefts.some((column) => isNullAt(column, row))) continue;
    if (anyRight && rights.every((column) => isNullAt(column, row))) continue;
    tested++;
    let small = true;
    let [own, other] = [0, 0];
    for (let i = 0; i < views.length; i++) {
      const high = views[i]![2 * row + 1]!;
      if (high >= SMALL || high < -SMALL) small = false;
      const value = high * HIGH + (views[i]![2 * row]! >>> 0);
      if (i < lefts.length) own += value;
      else other += value;
    }
    if (small) {
      leftPart += own;
      rightPart += other;
      if (Math.abs(leftPart) > 2 ** 52 || Math.abs(rightPart) > 2 ** 52) {
        // Both sums stay exact in a double: each step adds less than 2^52.
        left += BigInt(leftPart);
        right += BigInt(rightPart);
        [leftPart, rightPart] = [0, 0];
      }
      if (holds(own - other, own)) continue;
    } else {
      const [exactLeft, exactRight] = [exact(lefts, row), exact(rights, row)];
      left += exactLeft;
      right += exactRight;
      const off = exactLeft - exactRight;
      // Far outside of a cent a double says enough; near it the difference is small and exact.
      if (holds(Number(off), exactLeft < 0n ? -1 : 1)) continue;
    }
    broken++;
    const name = nameOf(row);
    if (first === null || byCodeUnit(name, first.name) < 0) first = { name, left: exact(lefts, row), right: exact(rights, row) };
  }
  return { identity, period, tested, broken, left: left + BigInt(leftPart), right: right + BigInt(rightPart), first };
}

function exact(columns: readonly Amounts[], row: number): Units {
  let sum = 0n;
  for (const { units } of columns) sum += units[row]!;
  return sum;
}

function amounts(column: PackedColumn | undefined): Amounts | null {
  return column?.kind === 'amount' ? column : null;
}

/** Checks of several segments as one per identity and month, in that order; the same whatever the order of the segments. */
export function mergeRowChecks(checks: readonly RowCheck[]): RowCheck[] {
  type Sum = { -readonly [field in keyof RowCheck]: RowCheck[field] };
  // By month, then by identity: there are two for each slice, and a text for each to be found by would cost more than adding it up.
  const merged = new Map<Period, Map<string, Sum>>();
  let [last, month] = ['', new Map<string, Sum>()];
  for (const one of checks) {
    if (one.period !== last) {
      month = merged.get((last = one.period)) ?? new Map<string, Sum>();
      merged.set(last, month);
    }
    const sum = month.get(one.identity);
    if (!sum) {
      month.set(one.identity, { ...one });
      continue;
    }
    sum.tested += one.tested;
    sum.broken += one.broken;
    sum.left += one.left;
    sum.right += one.right;
    if (one.first && (!sum.first || isBefore(one.first, sum.first))) sum.first = one.first;
  }
  const sums = [...merged.values()].flatMap((own) => [...own.values()]);
  return sums.sort((a, b) => byCodeUnit(a.period, b.period) || byCodeUnit(a.identity, b.identity));
}

function isBefore(a: NonNullable<RowCheck['first']>, b: NonNullable<RowCheck['first']>): boolean {
  return (byCodeUnit(a.name, b.name) || (a.left < b.left ? -1 : 1)) < 0;
}
