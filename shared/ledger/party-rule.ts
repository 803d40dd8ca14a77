/** The customer taken out of a text that holds more: 辅助核算 (`客户：C-0042 示例科技|部门：销售部`) or 摘要. */
import { bad, good, isErrorCell, plainText, type Read } from './cell-texts';
import type { Cell, PartyRule } from './types';

/** Someone the desk knows, by every name a book may write: ID, account name, real name, alias. */
export interface KnownParty {
  /** Tells parties apart; kind and ID together when customers and resellers stand in one list. */
  readonly id: string;
  readonly names: readonly string[];
}

export interface FoundParty {
  readonly party: string;
  /** The name beside a code, when the text has both. */
  readonly name: string | null;
}

/** Labels that books write before a customer, the usual ones first. */
export const PARTY_LABELS = [
  '客户',
  '客户名称',
  '客户档案',
  '往来单位',
  '往来',
  '客商',
  '客户往来',
  '单位',
  'customer',
  'client',
  'partner',
];

const COLON = '[:：=]';
const HARD_END = /[|｜;；\n\r\t【]|\[(?=[^\]]{1,12}\])/;
/** A comma or slash ends a name only before the next label: `示例科技/部门：销售部`, but `Example Co., Ltd.` */
const SOFT_END = new RegExp(`[/／,，、\\s]+(?=[^|｜/／;；:：,，、【】\\s]{1,12}\\s*${COLON})`);

/** Reads one rule's column; prepared once for a whole book. */
export class PartyReader {
  private readonly pattern: RegExp | null;
  private readonly names: NameFinder | null;
  private readonly known: ReadonlySet<string>;

  constructor(rule: PartyRule, parties: readonly KnownParty[]) {
    this.pattern = rule.kind === 'known-name' ? null : rule.kind === 'label' ? labelPattern(rule.label) : groupPattern(rule.label);
    this.names = rule.kind === 'known-name' ? new NameFinder(parties) : null;
    this.known = new Set(parties.flatMap(({ names }) => names.map((name) => name.trim())));
  }

  /** The one customer of the text; `no-party-in-text` and `two-parties-in-text` when there is none or more than one. */
  read(cell: Cell): Read<FoundParty> {
    if (isErrorCell(cell)) return bad('error-cell');
    const text = plainText(cell);
    if (text === null) return bad('no-party-in-text');
    if (this.names) return this.names.find(text);
    const values = new Set<string>();
    for (const match of text.matchAll(this.pattern!)) {
      const rest = text.slice(match.index + match[0].length);
      const value = valueOf(rest);
      if (value !== '') values.add(value);
    }
    if (values.size !== 1) return bad(values.size === 0 ? 'no-party-in-text' : 'two-parties-in-text');
    return good(this.codeAndName([...values][0] ?? ''));
  }

  /** `C-0042 示例科技`, `01001_示例科技`, `[01001]示例科技`: a code with a digit in it, then the name. A text that is known as it stands is not cut. */
  private codeAndName(value: string): FoundParty {
    if (this.known.has(value)) return { party: value, name: null };
    const parts =
      /^[[(（【]([A-Za-z0-9._-]*\d[A-Za-z0-9._-]*)[\])）】]\s*(.+)$/.exec(value) ??
      /^([A-Za-z0-9.-]*\d[A-Za-z0-9.-]*)(?:\s+|_)(.+)$/.exec(value);
    const code = parts?.[1] ?? '';
    const name = parts?.[2]?.trim() ?? '';
    return code.length >= 3 && name !== '' ? { party: code, name } : { party: value, name: null };
  }
}

/** 客户：示例科技, and 辅助核算：客户 示例科技, where a blank follows the label. */
function groupPattern(label: string): RegExp {
  return new RegExp(`(?:^|[\\s:：|｜;；])${escaped(label)}(?:\\s*${COLON}\\s*|\\s+)`, 'gi');
}

function escaped(label: string): string {
  return label.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function labelPattern(label: string): RegExp {
  const word = escaped(label);
  return new RegExp(
    `(?:^|[|｜;；\\n\\r\\t/／,，、\\s])\\s*${word}\\s*${COLON}\\s*|[【\\[]\\s*${word}\\s*(?:[】\\]]\\s*${COLON}?|${COLON})\\s*`,
    'gi',
  );
}

function valueOf(rest: string): string {
  const ends = [HARD_END.exec(rest)?.index, SOFT_END.exec(rest)?.index].filter((end) => end !== undefined && end > 0);
  // A code in brackets opens the value; what opens it does not end it.
  const opening = /^\[[^\]]+\]/.exec(rest);
  const end = ends.length === 0 ? rest.length : Math.min(...(ends as number[]));
  const value = (opening && end < opening[0].length ? rest : rest.slice(0, end)).trim();
  return value.replace(/[】\]]$/, (close) => (/[【[]/.test(value) ? close : '')).trim();
}

/** Finds known names in texts, by their first character. */
class NameFinder {
  private readonly byFirst = new Map<number, { readonly name: string; readonly id: string }[]>();

  constructor(parties: readonly KnownParty[]) {
    for (const { id, names } of parties) {
      for (const raw of new Set(names)) {
        const name = raw.trim();
        if (name.length < (/^[\x20-\x7e]+$/.test(name) ? 3 : 2)) continue;
        const first = name.charCodeAt(0);
        const list = this.byFirst.get(first);
        if (list) list.push({ name, id });
        else this.byFirst.set(first, [{ name, id }]);
      }
    }
    for (const list of this.byFirst.values()) list.sort((a, b) => b.name.length - a.name.length);
  }

  /** Every place counts with the longest name that covers it: 示例科技北京 is not 示例科技 as well. */
  find(text: string): Read<FoundParty> {
    const found = new Map<string, string>();
    const shared = new Set<string>();
    let coveredTo = 0;
    for (let at = 0; at < text.length; at++) {
      const hits = (this.byFirst.get(text.charCodeAt(at)) ?? []).filter(
        ({ name }) => text.startsWith(name, at) && standsAlone(text, at, name),
      );
      const longest = hits[0];
      if (!longest || at + longest.name.length <= coveredTo) continue;
      coveredTo = at + longest.name.length;
      for (const { id, name } of hits) {
        if (name.length < longest.name.length) continue;
        if (!found.has(id)) found.set(id, name);
        shared.add(id);
      }
    }
    if (shared.size !== 1) return bad(shared.size === 0 ? 'no-party-in-text' : 'two-parties-in-text');
    return good({ party: [...found.values()][0] ?? '', name: null });
  }
}

/** C-0042 does not stand in C-00421, nor Acme in Acmesoft. */
function standsAlone(text: string, at: number, name: string): boolean {
  const before = at > 0 ? text.charCodeAt(at - 1) : 0x20;
  const after = at + name.length < text.length ? text.charCodeAt(at + name.length) : 0x20;
  const first = name.charCodeAt(0);
  const last = name.charCodeAt(name.length - 1);
  return !(letter(first) && letter(before)) && !(letter(last) && letter(after));
}

function letter(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95;
}
