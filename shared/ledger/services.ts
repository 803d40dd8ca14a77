/** Service type codes from what a book calls a service. */

/** One service type as the partner API lists it (ListServiceTypes). */
export interface ServiceType {
  readonly code: string;
  readonly name: string | null;
  readonly abbreviation?: string | null;
}

const CODE = /^hws\.[a-z0-9][a-z0-9._-]*$/i;

/** Finds a code by code, full name or abbreviation, exactly but for case, width and blanks; never by resemblance. */
export class ServiceNames {
  private readonly codes = new Set<string>();
  /** null marks a name that two codes have. */
  private readonly byName = new Map<string, string | null>();

  constructor(services: readonly ServiceType[]) {
    for (const { code, name, abbreviation } of services) {
      this.codes.add(code);
      for (const word of [name, abbreviation ?? null]) if (word !== null && word !== '') this.learn(plain(word), code);
    }
  }

  private learn(word: string, code: string): void {
    const known = this.byName.get(word);
    if (known === undefined) this.byName.set(word, code);
    else if (known !== code) this.byName.set(word, null);
  }

  /** The code of a text, or null when it is neither a code nor the name of exactly one service. */
  find(text: string): string | null {
    const trimmed = text.trim();
    if (this.codes.has(trimmed)) return trimmed;
    if (CODE.test(trimmed)) return trimmed.toLowerCase();
    return this.byName.get(plain(text)) ?? this.byName.get(plain(text).replace(/\([^)]*\)$/, '')) ?? this.inBrackets(text);
  }

  /** 弹性云服务器 (ECS): the name was not known, the abbreviation may be. */
  private inBrackets(text: string): string | null {
    const inside = /\(([^)]+)\)$/.exec(plain(text))?.[1];
    return inside === undefined ? null : (this.byName.get(inside) ?? null);
  }
}

function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
}
