import { halvesOf } from '../columns';

/**
 * Sums of values by group, in int64: callers have made sure that nothing overflows (assertSummable). A function of its own with one loop, so that the
 * engine's compiler keeps the sums in registers: as part of a longer function it made an object per addition.
 * @param groupOf a group per value; negative ones belong to none
 */
export function sumBy(values: BigInt64Array, groupOf: Uint32Array | Int32Array, groups: number): BigInt64Array {
  const sums = new BigInt64Array(groups);
  if (groupOf instanceof Uint32Array) addAll(values, groupOf, sums);
  else addSome(values, groupOf, sums);
  return sums;
}

/** The same where most values are 0: arrears and discounts, in most months. */
export function sumFewBy(values: BigInt64Array, groupOf: Uint32Array, groups: number): BigInt64Array {
  const sums = new BigInt64Array(groups);
  const halves = halvesOf(values);
  for (let row = 0; row < groupOf.length; row++) {
    if (halves[2 * row] !== 0 || halves[2 * row + 1] !== 0) addOne(values, row, sums, groupOf[row]!);
  }
  return sums;
}

function addAll(values: BigInt64Array, groupOf: Uint32Array, sums: BigInt64Array): void {
  for (let row = 0; row < groupOf.length; row++) {
    const group = groupOf[row]!;
    sums[group] = BigInt.asIntN(64, sums[group]! + values[row]!);
  }
}

function addSome(values: BigInt64Array, groupOf: Int32Array, sums: BigInt64Array): void {
  for (let row = 0; row < groupOf.length; row++) {
    const group = groupOf[row]!;
    if (group >= 0) sums[group] = BigInt.asIntN(64, sums[group]! + values[row]!);
  }
}

function addOne(values: BigInt64Array, row: number, sums: BigInt64Array, group: number): void {
  sums[group] = sums[group]! + values[row]!;
}
