import { formatUnits, type Units } from '../../shared/money';

/** A JSON number kept as the text it was written with (records read from a data folder). */
export class NumberText {
  constructor(readonly text: string) {}
}

/**
 * What an answer is made of. A bigint is an amount in units of 10^-8 and leaves as a JSON number written from its
 * digits; no double ever stands between a figure and the wire.
 */
export type Wire = string | number | boolean | null | bigint | NumberText | readonly Wire[] | WireRecord;

/** Members that are undefined are left out of the answer, as the gateway leaves out empty fields. */
export interface WireRecord {
  readonly [key: string]: Wire | undefined;
}

/** Below a millionth the service's decimal type prints an exponent (`1.5E-7`); readers must take both forms. */
const EXPONENT_BELOW: Units = 100n;

/** JSON number text of an amount in units of 10^-8: no trailing zeros, exponent form for tiny ones. */
export function amountText(units: Units): string {
  const magnitude = units < 0n ? -units : units;
  if (magnitude === 0n || magnitude >= EXPONENT_BELOW) return formatUnits(units, 0);
  const sign = units < 0n ? '-' : '';
  const digits = magnitude.toString();
  const exponent = 8 - (digits.length - 1);
  const fraction = digits.slice(1).replace(/0+$/, '');
  return `${sign}${digits.slice(0, 1)}${fraction === '' ? '' : '.' + fraction}E-${String(exponent)}`;
}

/** The JSON text of an answer; amounts are written exactly. */
export function writeJson(value: Wire): string {
  if (typeof value === 'bigint') return amountText(value);
  if (value instanceof NumberText) return value.text;
  if (Array.isArray(value)) return '[' + (value as readonly Wire[]).map(writeJson).join(',') + ']';
  if (typeof value === 'object' && value !== null) {
    const parts: string[] = [];
    for (const [key, member] of Object.entries(value as WireRecord)) {
      if (member !== undefined) parts.push(JSON.stringify(key) + ':' + writeJson(member));
    }
    return '{' + parts.join(',') + '}';
  }
  return JSON.stringify(value);
}

/** Text of a scalar for comparing it with a request parameter; null for anything that is not one. */
export function scalarText(value: Wire | undefined): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'bigint') return amountText(value);
  if (value instanceof NumberText) return value.text;
  return null;
}
