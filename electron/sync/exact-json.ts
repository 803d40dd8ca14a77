/** JSON whose numbers stay the text they came as, so that no amount passes through a double. */
import { LosslessNumber, parse, stringify } from 'lossless-json';

export type Exact = null | boolean | string | LosslessNumber | readonly Exact[] | ExactObject;
export interface ExactObject {
  readonly [name: string]: Exact | undefined;
}

export class ExactJsonError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ExactJsonError';
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Parses an answer's bytes. The same member twice with different values is refused, nesting too deep for the stack too.
 * @throws ExactJsonError; its message holds no content
 */
export function parseExact(bytes: Uint8Array): Exact {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    throw new ExactJsonError('not UTF-8');
  }
  try {
    return parse(text) as Exact;
  } catch (error) {
    throw new ExactJsonError(error instanceof RangeError ? 'nested too deeply' : 'not JSON');
  }
}

/** The value as JSON text, numbers as they came. */
export function exactText(value: Exact): string {
  return stringify(value) ?? 'null';
}

export function isNumber(value: Exact | undefined): value is LosslessNumber {
  return value instanceof LosslessNumber;
}

export function isList(value: Exact | undefined): value is readonly Exact[] {
  return Array.isArray(value);
}

export function isObject(value: Exact | undefined): value is ExactObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof LosslessNumber);
}

/** An own member: what `__proto__` or a prototype holds never counts as data. */
export function member(object: ExactObject, name: string): Exact | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}
