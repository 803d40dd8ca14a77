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

/** Answers nest about six deep; whatever walks them afterwards may go down by calling itself. */
const MAX_DEPTH = 64;

/**
 * Parses an answer's bytes. The same member twice with different values is refused, nesting that no answer has too.
 * @throws ExactJsonError; its message holds no content
 */
export function parseExact(bytes: Uint8Array): Exact {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    throw new ExactJsonError('not UTF-8');
  }
  if (isDeeperThan(text, MAX_DEPTH)) throw new ExactJsonError('nested too deeply');
  try {
    return parse(text) as Exact;
  } catch {
    throw new ExactJsonError('not JSON');
  }
}

function isDeeperThan(text: string, most: number): boolean {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (quoted) {
      if (code === 92) i++;
      else if (code === 34) quoted = false;
    } else if (code === 34) quoted = true;
    else if (code === 123 || code === 91) {
      if (++depth > most) return true;
    } else if (code === 125 || code === 93) depth--;
  }
  return false;
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
