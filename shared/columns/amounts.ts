/**
 * Reading amounts straight into a column. Up to 15 digits at scale 8 an amount is an integer below 10^15 < 2^53, so it can be built
 * digit by digit without a bigint and written as two 32-bit halves; everything else goes through parseUnits. Both give the same bits.
 */
import { AMOUNT_DECIMALS, parseUnits } from '../money';

const SAFE_DIGITS = 15;
const TWO_32 = 0x1_0000_0000;
const SCALE = Array.from({ length: AMOUNT_DECIMALS + 1 }, (_, power) => 10 ** power);

/**
 * Writes the amount of a decimal text at `row`.
 * @param halves the column's buffer seen as 32-bit integers
 * @throws MoneyError for a text that is not an exact amount
 */
export function writeUnits(text: string, units: BigInt64Array, halves: Int32Array, row: number): void {
  const length = text.length;
  const negative = text.charCodeAt(0) === 45;
  let digits = 0;
  let value = 0;
  let point = -1;
  for (let i = negative ? 1 : 0; i < length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 48 && code <= 57) {
      value = value * 10 + (code - 48);
      digits++;
    } else if (code === 46 && point < 0 && digits > 0) point = i;
    else {
      units[row] = parseUnits(text);
      return;
    }
  }
  const decimals = point < 0 ? 0 : length - point - 1;
  const shift = AMOUNT_DECIMALS - decimals;
  if (digits === 0 || shift < 0 || digits + shift > SAFE_DIGITS || (point >= 0 && decimals === 0)) {
    units[row] = parseUnits(text);
    return;
  }
  const scaled = value * (SCALE[shift] ?? 1);
  const signed = negative ? -scaled : scaled;
  const high = Math.floor(signed / TWO_32);
  halves[row * 2] = (signed - high * TWO_32) | 0;
  halves[row * 2 + 1] = high;
}

/**
 * Amounts as pairs of 32 bits, the lower first: read one by one as bigints they would be an object each, and are several times slower to compare and copy.
 */
export function halvesOf(units: BigInt64Array): Int32Array {
  return new Int32Array(units.buffer, units.byteOffset, units.length * 2);
}

/** Rows summed before a carry: 2^20 x 2^32 stays below 2^53. */
const BLOCK = 1 << 20;

/** Exact sum of a column, or of the rows a permutation names; null cells count as 0. Sums pass 2^53 and 2^63. */
export function sumUnits(units: BigInt64Array, rows?: Uint32Array): bigint {
  const low = new Uint32Array(units.buffer, units.byteOffset, units.length * 2);
  const high = halvesOf(units);
  const count = rows ? rows.length : units.length;
  let total = 0n;
  for (let start = 0; start < count; start += BLOCK) {
    const end = Math.min(count, start + BLOCK);
    let lowSum = 0;
    let highSum = 0;
    for (let i = start; i < end; i++) {
      const at = (rows ? (rows[i] ?? 0) : i) * 2;
      lowSum += low[at] ?? 0;
      highSum += high[at + 1] ?? 0;
    }
    total += (BigInt(highSum) << 32n) + BigInt(lowSum);
  }
  return total;
}
