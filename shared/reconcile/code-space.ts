import type { Texts } from './types';

const OWN = 0x8000_0000;

/**
 * The columns' dictionary, extended by texts that only ledgers, orders or records name. Own codes start at 2^31, far above any
 * dictionary; they live for one run and never reach a result.
 */
export class CodeSpace {
  private readonly own = new Map<string, number>();
  private readonly ownTexts: string[] = [];

  constructor(private readonly texts: Texts) {}

  /** Code of a text; 0 for null and empty. */
  code(text: string | null): number {
    if (text === null || text === '') return 0;
    const known = this.texts.code(text);
    if (known !== 0) return known;
    const made = this.own.get(text);
    if (made !== undefined) return made;
    const code = OWN + this.ownTexts.length;
    this.own.set(text, code);
    this.ownTexts.push(text);
    return code;
  }

  text(code: number): string {
    return code >= OWN ? (this.ownTexts[code - OWN] ?? '') : this.texts.text(code);
  }

  /** Whether all own texts are still unknown to the dictionary: else they have two codes, and results of an earlier run cannot be kept. */
  get holds(): boolean {
    return this.ownTexts.every((text) => this.texts.code(text) === 0);
  }

  /** Text of a code, null for 0. */
  optional(code: number): string | null {
    return code === 0 ? null : this.text(code);
  }
}
