/** Numbers of a spreadsheet as decimal text. */
import { AMOUNT_DECIMALS } from '../../../shared/money';

/** From here on a double does not hold every integer; such a number was an ID. */
const EXACT_INTEGERS = 1e15;

/**
 * Shortest decimal text of the double, which is exact for what a person typed (at most 15 digits). A value that only a formula's
 * binary arithmetic gave more than 8 decimals (1078.0200000000002) is taken at the 15 digits a spreadsheet shows. Large integers
 * keep their exponent (`1.2345678901234568E+18`), as the sheet shows them, so that an ID which lost digits can be told.
 * Text that is no number comes back as it is.
 */
export function numberText(raw: string): string {
  const value = Number(raw);
  if (raw.trim() === '' || !Number.isFinite(value)) return raw;
  if (Math.abs(value) >= EXACT_INTEGERS) return value.toExponential().replace('e', 'E');
  const shortest = String(value);
  if (decimals(shortest) <= AMOUNT_DECIMALS) return shortest;
  const shown = String(Number(value.toPrecision(15)));
  return decimals(shown) <= AMOUNT_DECIMALS ? shown : shortest;
}

function decimals(text: string): number {
  const exponent = text.indexOf('e');
  const mantissa = exponent < 0 ? text : text.slice(0, exponent);
  const dot = mantissa.indexOf('.');
  return (dot < 0 ? 0 : mantissa.length - dot - 1) - (exponent < 0 ? 0 : Number(text.slice(exponent + 1)));
}
