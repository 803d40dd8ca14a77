/** Finding commands by what a person types: words, the beginnings of words, or pinyin (initials or whole) given beside the words. */

export type EntryGroup = 'recent' | 'page' | 'act' | 'month' | 'profile' | 'setting' | 'help' | 'customer';

export interface Entry {
  readonly id: string;
  readonly group: EntryGroup;
  readonly title: string;
  /** What stands beside the title, e.g. a customer's ID; searched, too. */
  readonly hint?: string;
  /** Other words for it, parted by spaces. */
  readonly keys?: string;
  /** Found by what is typed only: not part of the list that opens. */
  readonly quiet?: boolean;
}

/** Order of the groups where nothing else decides. */
const ORDER: readonly EntryGroup[] = ['recent', 'page', 'act', 'month', 'profile', 'setting', 'customer', 'help'];
/** Most entries that are shown at once. */
export const MOST_SHOWN = 50;
/** Most entries of one kind that a search shows; there may be thousands of customers. */
const MOST_OF_A_KIND = 12;
const MOST_RECENT = 5;

/** Full-width and capital letters as their plain ones. */
export function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase().trim();
}

/**
 * @param recent IDs of entries used before, newest first
 * @returns the entries to show, best first; without a query the ones used lately, then all that are not quiet
 */
export function findEntries(entries: readonly Entry[], query: string, recent: readonly string[]): readonly Entry[] {
  const wanted = folded(query);
  if (wanted === '') {
    const known = new Map(entries.map((entry) => [entry.id, entry]));
    const lately = recent.flatMap((id) => known.get(id) ?? []).slice(0, MOST_RECENT);
    const taken = new Set(lately.map(({ id }) => id));
    const rest = entries.filter(({ id, quiet }) => quiet !== true && !taken.has(id));
    return [...lately.map((entry) => ({ ...entry, group: 'recent' as const })), ...inGroups(rest)].slice(0, MOST_SHOWN);
  }
  const used = new Map(recent.map((id, at) => [id, at]));
  const found = entries
    .map((entry, at) => ({ entry, at, score: scoreOf(entry, wanted) }))
    .filter(({ score }) => score > 0)
    .sort(
      (a, b) =>
        b.score - a.score ||
        (used.get(a.entry.id) ?? Infinity) - (used.get(b.entry.id) ?? Infinity) ||
        ORDER.indexOf(a.entry.group) - ORDER.indexOf(b.entry.group) ||
        a.at - b.at,
    );
  const counts = new Map<EntryGroup, number>();
  return found
    .filter(({ entry: { group } }) => {
      const n = (counts.get(group) ?? 0) + 1;
      counts.set(group, n);
      return n <= MOST_OF_A_KIND;
    })
    .map(({ entry }) => entry)
    .slice(0, MOST_SHOWN);
}

function inGroups(entries: readonly Entry[]): readonly Entry[] {
  return ORDER.flatMap((group) => entries.filter((entry) => entry.group === group));
}

/** How well an entry fits; 0 when it does not. Every word typed has to be found, or all of them as one (`zong lan`). */
function scoreOf(entry: Entry, wanted: string): number {
  const words = wanted.split(/\s+/);
  const scores = words.map((word) => wordScore(entry, word));
  const apart = scores.includes(0) ? 0 : scores.reduce((sum, score) => sum + score, 0) / scores.length;
  return words.length > 1 ? Math.max(apart, wordScore(entry, words.join('')), wordScore(entry, wanted)) : apart;
}

function wordScore({ title, hint, keys }: Entry, word: string): number {
  const name = folded(title);
  if (name === word) return 100;
  if (name.startsWith(word)) return 90;
  const others = folded(keys ?? '').split(' ');
  if (others.includes(word)) return 85;
  const parts = name.split(/[^\p{L}\p{N}]+/u);
  if (parts.some((part) => part.startsWith(word))) return 80;
  // One letter of pinyin is the beginning of too much to count as more than a place in the list.
  if (others.some((other) => other.startsWith(word))) return word.length > 1 ? 70 : 40;
  if (name.includes(word)) return 60;
  const initials = parts.map((part) => part.charAt(0)).join('');
  if (word.length > 1 && initials.startsWith(word)) return 50;
  if (hint !== undefined && folded(hint).includes(word)) return folded(hint).startsWith(word) ? 55 : 35;
  return 0;
}
