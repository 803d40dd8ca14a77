/**
 * Exact money as integer units of 10^-8 of the currency's main unit (yuan, US dollar).
 * Resource-level amounts carry up to 8 decimals (semantics.md, "Money, time, codes"); unit prices carry
 * up to 10 and have their own scale. No float ever holds money.
 */

/** Integer count of 10^-8 of a currency's main unit. */
export type Units = bigint;

export const AMOUNT_DECIMALS = 8;
/** Units in one yuan or dollar. */
export const ONE: Units = 100_000_000n;
/** Units in one cent. */
export const CENT: Units = 1_000_000n;

export type MoneyFault = 'empty' | 'not-a-number' | 'too-precise' | 'too-large';

/** A text that is not an exact amount; `fault` is a closed set the screens have words for. */
export class MoneyError extends Error {
  constructor(
    readonly fault: MoneyFault,
    readonly text: string,
  ) {
    super(`${fault}: ${JSON.stringify(text.slice(0, 60))}`);
    this.name = 'MoneyError';
  }
}

const FAST = /^-?\d{1,10}(?:\.\d{1,8})?$/;
const FULL = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;
const PAD = '00000000';

/** The largest magnitude a packed column can hold: int64 units, a little over 92 billion yuan. */
export const MAX_UNITS: Units = 9_223_372_036_854_775_807n;

/**
 * Reads decimal text (`812.35`, `-15.2`, `1.5E-7`) exactly.
 * @param decimals scale of the result, 8 for amounts, 10 for unit prices
 * @throws MoneyError for anything that is not a decimal, has more non-zero decimals than the scale, or exceeds int64
 */
export function parseUnits(text: string, decimals: number = AMOUNT_DECIMALS): Units {
  if (decimals === AMOUNT_DECIMALS && FAST.test(text)) {
    const dot = text.indexOf('.');
    if (dot < 0) return BigInt(text) * ONE;
    const fraction = text.length - dot - 1;
    return BigInt(text.slice(0, dot) + text.slice(dot + 1) + PAD.slice(fraction));
  }
  if (text === '') throw new MoneyError('empty', text);
  const parts = FULL.exec(text);
  const whole = parts?.[2] ?? '';
  const fraction = parts?.[3] ?? '';
  if (!parts || whole.length + fraction.length === 0) throw new MoneyError('not-a-number', text);
  if (whole.length + fraction.length > 60) throw new MoneyError('too-large', text);
  const digits = whole + fraction;
  const shift = decimals - fraction.length + Number(parts[4] ?? '0');
  let units: bigint;
  if (shift >= 0) {
    if (shift > 60) {
      if (/[1-9]/.test(digits)) throw new MoneyError('too-large', text);
      return 0n;
    }
    units = BigInt(digits) * 10n ** BigInt(shift);
  } else {
    const cut = digits.length + shift;
    const kept = cut > 0 ? digits.slice(0, cut) : '';
    const dropped = cut > 0 ? digits.slice(cut) : digits;
    if (/[1-9]/.test(dropped)) throw new MoneyError('too-precise', text);
    units = BigInt(kept === '' ? '0' : kept);
  }
  if (units > MAX_UNITS) throw new MoneyError('too-large', text);
  return parts[1] === '-' ? -units : units;
}

/** Like {@link parseUnits}, null for null, undefined and blank text. */
export function parseOptionalUnits(text: string | null | undefined): Units | null {
  return text === null || text === undefined || text.trim() === '' ? null : parseUnits(text.trim());
}

/**
 * Canonical decimal text: all significant decimals, at least `minDecimals` of them (two unless told), no exponent, no `-0`.
 */
export function formatUnits(units: Units, minDecimals = 2, decimals: number = AMOUNT_DECIMALS): string {
  const negative = units < 0n;
  const digits = (negative ? -units : units).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  let fraction = digits.slice(digits.length - decimals);
  let end = fraction.length;
  while (end > minDecimals && fraction.charCodeAt(end - 1) === 48) end--;
  fraction = fraction.slice(0, end);
  return (negative ? '-' : '') + whole + (fraction === '' ? '' : '.' + fraction);
}

/** Thousands separators added to the canonical text, for people: `-1,234.50`. */
export function displayUnits(units: Units, minDecimals = 2): string {
  const text = formatUnits(units, minDecimals);
  const dot = text.indexOf('.');
  const whole = dot < 0 ? text : text.slice(0, dot);
  return whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',') + (dot < 0 ? '' : text.slice(dot));
}

/** The nearest double, for charts and typed spreadsheet cells only; never summed or compared. */
export function approximate(units: Units): number {
  return Number(formatUnits(units));
}

export const absolute = (units: Units): Units => (units < 0n ? -units : units);

export function sum(values: Iterable<Units>): Units {
  let total = 0n;
  for (const value of values) total += value;
  return total;
}
