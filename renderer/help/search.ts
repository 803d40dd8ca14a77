/** Search over help: an index of passages, made once per language. Chinese is cut into pairs of signs, the rest into words and codes. */
import MiniSearch from 'minisearch';

export interface Entry {
  /** `topic/at`. */
  readonly id: string;
  readonly topic: string;
  readonly title: string;
  readonly text: string;
}

export interface Hit {
  readonly id: string;
  readonly topic: string;
  readonly title: string;
  /** The place that matches, in pieces; `hit` is what was looked for. */
  readonly passage: readonly { readonly text: string; readonly hit: boolean }[];
}

export interface HelpIndex {
  /** Best first, at most {@link MOST_HITS}. */
  find(wanted: string): readonly Hit[];
}

export const MOST_HITS = 40;
const FEW = 4;
/** Share of the words that has to be found where not all of them are. */
const MOST_OF_THEM = 0.6;
/** Signs shown before and after the first match. */
const BEFORE = 26;
const AFTER = 90;

const HAN = '\\u3400-\\u4dbf\\u4e00-\\u9fff';
const RUNS = new RegExp(`[${HAN}]+|[a-z0-9][a-z0-9._/{}-]*`, 'g');
const IS_HAN = new RegExp(`^[${HAN}]`);

/** Runs of Chinese, and words or codes (`rd-101`, `apigw.0301`, `/v2/bills`), in lower case. */
function runsOf(text: string): string[] {
  return (text.normalize('NFKC').toLowerCase().match(RUNS) ?? []).map((run) => run.replace(/[._/{}-]+$/, ''));
}

const pairsOf = (run: string): string[] => Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2));
/** Of an address its segments, of a code its parts. */
const partsOf = (word: string): string[] => [...word.split('/'), ...word.split(/[^a-z0-9]+/)].filter((part) => part !== '');
/** Signs that join what is looked for and name nothing. */
const JOINING = /[的了吗呢和与]/g;

/** What a text is found by: every sign and pair of signs of Chinese; every word whole, and the parts of a code. */
export function indexTokens(text: string): string[] {
  return runsOf(text).flatMap((run) => (IS_HAN.test(run) ? [...run, ...pairsOf(run)] : [...new Set([run, ...partsOf(run)])]));
}

/** What is looked for: pairs of signs (a sign that stands alone as itself), and words as they are typed. */
export function queryTokens(text: string): string[] {
  return runsOf(text.replace(JOINING, ' ')).flatMap((run) => (IS_HAN.test(run) && run.length > 1 ? pairsOf(run) : [run]));
}

const isLatin = (token: string): boolean => !IS_HAN.test(token);

export function helpIndex(entries: readonly Entry[]): HelpIndex {
  const index = new MiniSearch<Entry>({
    fields: ['title', 'text'],
    tokenize: indexTokens,
    processTerm: (token) => token,
    searchOptions: {
      tokenize: queryTokens,
      combineWith: 'AND',
      // What is being typed finds before it is whole; a slip in a word is forgiven, one in a code is not.
      prefix: isLatin,
      fuzzy: (token) => (/^[a-z]{5,}$/.test(token) ? 0.2 : false),
      boost: { title: 4 },
    },
  });
  index.addAll(entries);
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  return {
    find: (wanted) => {
      const tokens = new Set(queryTokens(wanted));
      if (tokens.size === 0) return [];
      const whole = index.search(wanted);
      const had = new Set(whole.map(({ id }) => id as unknown));
      // Words in another order, or one too many: what holds most of them follows where little holds them all.
      const most =
        whole.length >= FEW
          ? []
          : index
              .search(wanted, { combineWith: 'OR' })
              .filter(({ id, queryTerms }) => !had.has(id) && new Set(queryTerms).size >= tokens.size * MOST_OF_THEM);
      const found = [...whole, ...most];
      return found.slice(0, MOST_HITS).map(({ id, terms }) => {
        const entry = byId.get(String(id));
        if (!entry) throw new Error('an index without its entry');
        return { id: entry.id, topic: entry.topic, title: entry.title, passage: passageOf(entry.text, [...runsOf(wanted), ...terms]) };
      });
    },
  };
}

/** The text round the first place that holds one of the words, the earlier ones of the list before the later ones. */
function passageOf(text: string, words: readonly string[]): Hit['passage'] {
  const low = text.toLowerCase();
  const word = words.find((one) => low.includes(one));
  const first = word === undefined ? 0 : low.indexOf(word);
  const from = first <= BEFORE ? 0 : first - BEFORE;
  const to = Math.min(text.length, first + AFTER);
  const shown = text.slice(from, to);
  const marks = [...new Set(words)].filter((one) => one !== '').sort((a, b) => b.length - a.length);
  const pieces: { text: string; hit: boolean }[] = from > 0 ? [{ text: '…', hit: false }] : [];
  let rest = shown;
  while (rest !== '') {
    const lowRest = rest.toLowerCase();
    const next = marks
      .map((mark) => ({ mark, at: lowRest.indexOf(mark) }))
      .filter(({ at }) => at >= 0)
      .sort((a, b) => a.at - b.at || b.mark.length - a.mark.length)[0];
    if (!next) break;
    if (next.at > 0) pieces.push({ text: rest.slice(0, next.at), hit: false });
    pieces.push({ text: rest.slice(next.at, next.at + next.mark.length), hit: true });
    rest = rest.slice(next.at + next.mark.length);
  }
  if (rest !== '') pieces.push({ text: rest, hit: false });
  if (to < text.length) pieces.push({ text: '…', hit: false });
  return pieces;
}
