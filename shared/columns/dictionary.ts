/**
 * Append-only text-to-code table of a profile. Codes never change their meaning, so segments written at any time stay readable;
 * code 0 is reserved for null. New texts are stored in the transaction of the first segment that uses them.
 */
export class Dictionary {
  private readonly texts: string[] = [''];
  private readonly codes = new Map<string, number>();

  /** Forgets everything; only for a store whose coded data were dropped. */
  clear(): void {
    this.texts.length = 1;
    this.codes.clear();
  }

  /** Number of codes given, 0 included; the next new text gets this code. */
  get size(): number {
    return this.texts.length;
  }

  /** Code of a text, giving it one when it is new. */
  add(text: string): number {
    const known = this.codes.get(text);
    if (known !== undefined) return known;
    const code = this.texts.length;
    this.texts.push(text);
    this.codes.set(text, code);
    return code;
  }

  /** Code of a text, 0 when it has none. */
  code(text: string): number {
    return this.codes.get(text) ?? 0;
  }

  /** Text of a code; empty for 0 and for codes never given. */
  text(code: number): string {
    return this.texts[code] ?? '';
  }

  /** Texts from a code on: what a transaction has to store. */
  since(code: number): string[] {
    return this.texts.slice(Math.max(1, code));
  }

  /**
   * Takes back a stored chunk.
   * @throws RangeError when it does not continue what is there: a part of the dictionary is missing, and codes would change their meaning
   */
  load(from: number, texts: readonly string[]): void {
    if (from !== this.texts.length) throw new RangeError(`dictionary chunk at ${from}, expected ${this.texts.length}`);
    for (const text of texts) {
      this.codes.set(text, this.texts.length);
      this.texts.push(text);
    }
  }
}
