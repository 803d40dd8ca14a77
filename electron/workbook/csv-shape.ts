/** How a text file is cut into fields and lines: found by its beginning. */
export const SEPARATORS = [',', ';', '\t', '|'] as const;
export type Separator = (typeof SEPARATORS)[number];

/** Characters looked at before the first row is cut. */
export const SAMPLE = 64 * 1024;

/** The separator that cuts most lines of the sample into the same number of fields, more than one; the comma when none does. */
export function findSeparator(sample: string): Separator {
  let best: Separator = ',';
  let bestScore = 0;
  for (const separator of SEPARATORS) {
    const counts = fieldCounts(sample, separator).filter((count) => count > 1);
    const tally = new Map<number, number>();
    for (const count of counts) tally.set(count, (tally.get(count) ?? 0) + 1);
    // Lines of the commonest width, weighed by it: a lone comma inside amounts loses against five tabs a line.
    const score = Math.max(0, ...[...tally].map(([fields, lines]) => lines * Math.min(fields, 30)));
    if (score > bestScore) [best, bestScore] = [separator, score];
  }
  return best;
}

function fieldCounts(sample: string, separator: Separator): number[] {
  const counts: number[] = [];
  let fields = 1;
  let quoted = false;
  for (let at = 0; at < sample.length && counts.length < 100; at++) {
    const char = sample[at];
    if (char === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (char === separator) fields++;
    else if (char === '\n') {
      counts.push(fields);
      fields = 1;
    }
  }
  if (fields > 1) counts.push(fields);
  return counts;
}

/** LF unless the text has none outside of quotes, but a CR, as files of old Macintosh programs do. */
export function findNewline(text: string): '\n' | '\r' {
  let quoted = false;
  let found: '\n' | '\r' = '\n';
  for (let at = 0; at < Math.min(text.length, SAMPLE); at++) {
    const char = text[at];
    if (char === '"') quoted = !quoted;
    else if (!quoted && char === '\n') return char;
    else if (!quoted && char === '\r') found = char;
  }
  return found;
}
