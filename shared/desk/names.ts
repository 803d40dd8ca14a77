import type { Language } from './api';

/** Names of one thing; empty in a language that nothing named it in. */
export interface BothNames {
  readonly zh: string;
  readonly en: string;
}

/** The name in a language; the other language's is better than none. Null when there is neither. */
export function nameIn(names: BothNames | undefined, language: Language): string | null {
  return names?.[language] || names?.zh || names?.en || null;
}
