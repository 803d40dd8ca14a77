/** JSON whose numbers stay the text they came as, so that no amount passes through a double. */
import { LosslessNumber, parse, stringify } from 'lossless-json';

export type Exact = null | boolean | string | LosslessNumber | readonly Exact[] | ExactObject;
export interface ExactObject {
  readonly [name: string]: Exact | undefined;
}

export class ExactJsonError extends Error {
  /** @param meant it came as it was sent: asking again brings the same */
  constructor(
    message: string,
    readonly meant = false,
  ) {
    super(message);
    this.name = 'ExactJsonError';
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Answers nest about six deep; whatever walks them afterwards may go down by calling itself. */
const MAX_DEPTH = 64;

/** Characters of one text as it is written; the longest documented one has 2,000. */
export const MAX_TEXT = 65_536;

/**
 * Parses an answer's bytes. The same member twice with different values is refused; so are, before anything is built of them, nesting that no answer has
 * and a text that none has: building one of 10 MB would hold up the process for seconds.
 * @throws ExactJsonError; its message holds no content
 */
export function parseExact(bytes: Uint8Array): Exact {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    throw new ExactJsonError('not UTF-8');
  }
  guard(text);
  try {
    return parse(text) as Exact;
  } catch {
    throw new ExactJsonError('not JSON');
  }
}

/** One way through the text, without building anything of it. */
function guard(text: string): void {
  let depth = 0;
  for (let i = 0, name = ''; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 34) {
      const end = endOfText(text, i);
      if (end - i > MAX_TEXT) throw new ExactJsonError(`${name === '' ? 'a text' : name}: too-long`, true);
      // Of what was read last, a short word may be the name of a member; a longer one is nobody's business.
      name = text.charCodeAt(end + 1) === 58 && end - i <= 65 ? (/^\w+$/.exec(text.slice(i + 1, end))?.[0] ?? '') : '';
      i = end;
    } else if (code === 123 || code === 91) {
      if (++depth > MAX_DEPTH) throw new ExactJsonError('nested too deeply');
    } else if (code === 125 || code === 93) depth--;
  }
}

/** Index of the quote that ends a text, or of the text's last character. */
function endOfText(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 92) i++;
    else if (code === 34) return i;
  }
  return text.length;
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
