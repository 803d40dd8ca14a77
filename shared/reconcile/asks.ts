/** Which totals that cannot be proved wait for something that somebody can bring, told by the keys of their sentences. */
import { REASONS, type ReasonKey } from './reasons';
import type { Reason } from './types';

/** Sentences that ask for something. The other sentences of a total that is not provable say that nothing can or need be done. */
export const ASKING: ReadonlySet<ReasonKey> = new Set<ReasonKey>([
  'c1-cn-import',
  'c1-cn-import-arrears',
  'c1-intl-import',
  'c1-intl-import-unsound',
  'c1-intl-none',
  'c1-intl-file-alone',
  'c2-none',
  'c3-not-provable',
  'c3-unread',
  'c4-none',
  'c5-unread',
  'c5-untold',
  'c6-all-untested',
  'c6-unread',
  'c6-no-fees',
  'c7-none',
  'c8-unread',
  'c8-none',
  'c9-unread',
  'c9-import',
]);

/** Whether a sentence asks for something, whatever was added to it. */
export function asksForSomething(sentence: Reason): boolean {
  return ASKING.has(innermost(sentence) as ReasonKey);
}

/** Key of the sentence that others were put around: a wrapping one begins with the parameter that names what it wraps. */
function innermost({ key, params }: Reason): string {
  const [, name] = /^\{(\w+)\}/.exec(REASONS[key as ReasonKey]?.zh ?? '') ?? [];
  const inner = name === undefined ? undefined : params[name];
  return inner?.startsWith('@') ? innermost({ key: inner.slice(1), params }) : key;
}
