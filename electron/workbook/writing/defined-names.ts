/** Names of ranges for people's own formulas: English and the same in both languages, made from the keys of sheets and columns. */
import { xmlText } from './xml-text';

/** `billLines` is `Bill_Lines`. */
export function nameOf(key: string): string {
  const words = key.replace(/([a-z0-9])([A-Z])/g, '$1 $2').split(/[^A-Za-z0-9]+/);
  return words
    .filter((word) => word !== '')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('_');
}

/** `Bill_Lines_Amount`, `Bill_Lines_2_Amount` for the second part of a sheet. */
export function rangeName(sheet: string, part: number, what: string): string {
  const name = `${nameOf(sheet)}${part > 1 ? `_${part}` : ''}_${what}`;
  return /^[A-Z_]/.test(name) ? name : `_${name}`;
}

interface DefinedName {
  readonly name: string;
  readonly range: string;
  /** Key of the tab it belongs to; null for the whole workbook. */
  readonly tab: string | null;
  readonly hidden: boolean;
}

export class DefinedNames {
  private readonly all: DefinedName[] = [];
  private readonly taken = new Set<string>();

  /** A name of the workbook; one that is taken stays what it is. */
  add(name: string, range: string): void {
    if (this.taken.has(name.toLowerCase())) return;
    this.taken.add(name.toLowerCase());
    this.all.push({ name, range, tab: null, hidden: false });
  }

  /** Head rows repeated on each page, and the range of the filter. */
  addBuiltIn(tab: string, name: 'Print_Titles' | '_FilterDatabase', range: string): void {
    this.all.push({ name: `_xlnm.${name}`, range, tab, hidden: name === '_FilterDatabase' });
  }

  /** @param tabs names of the tabs in their order */
  xml(tabs: readonly string[]): string {
    if (this.all.length === 0) return '';
    const order = new Map(tabs.map((tab, index) => [tab, index]));
    const names = this.all.map(({ name, range, tab, hidden }) => {
      const local = tab === null ? '' : ` localSheetId="${order.get(tab) ?? 0}"`;
      return `<definedName name="${name}"${local}${hidden ? ' hidden="1"' : ''}>${xmlText(range)}</definedName>`;
    });
    return `<definedNames>${names.join('')}</definedNames>`;
  }
}
