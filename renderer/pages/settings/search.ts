/** Finding a section by any of its own sentences: the words on its screens are what it is searched by, so nothing has to be kept twice. */
import { ofSeveral } from '../../i18n/endings';
import type { Section } from './sections';

export interface Found {
  readonly section: Section;
  /** The sentence that holds what was looked for; null when the section's name does, or nothing was looked for. */
  readonly passage: string | null;
}

/** A word list, or a part of it. */
export type WordTree = string | { readonly [key: string]: WordTree };

/** Longest passage shown below a section's name. */
const LONGEST = 60;

/**
 * Sections that hold every word of `wanted`, in their order.
 * @param name what a section is called, with its hint
 * @param tree the words below a path of the list
 */
export function findSections(
  sections: readonly Section[],
  wanted: string,
  name: (section: Section) => readonly [title: string, hint: string],
  tree: (path: string) => WordTree,
): Found[] {
  const parts = wanted
    .toLowerCase()
    .split(/\s+/)
    .filter((part) => part !== '');
  if (parts.length === 0) return sections.map((section) => ({ section, passage: null }));
  const found: Found[] = [];
  for (const section of sections) {
    const [title, hint] = name(section);
    if (holds(title, parts)) {
      found.push({ section, passage: null });
      continue;
    }
    const sentence = [hint, ...section.words.flatMap((path) => sentencesOf(tree(path)))].find((text) => holds(text, parts));
    if (sentence !== undefined) found.push({ section, passage: around(sentence, parts[0] ?? '') });
  }
  return found;
}

const holds = (text: string, parts: readonly string[]): boolean => {
  const low = text.toLowerCase();
  return parts.every((part) => low.includes(part));
};

function sentencesOf(tree: WordTree): string[] {
  return typeof tree === 'string' ? [ofSeveral(tree)] : Object.values(tree).flatMap(sentencesOf);
}

/** The sentence round the word, without the places for values. */
function around(sentence: string, part: string): string {
  const text = sentence.replace(/\{\{\w+\}\}/g, '…');
  if (text.length <= LONGEST) return text;
  const from = Math.max(0, text.toLowerCase().indexOf(part) - 20);
  return (from > 0 ? '…' : '') + text.slice(from, from + LONGEST) + (from + LONGEST < text.length ? '…' : '');
}
