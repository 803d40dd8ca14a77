const LONGEST = 31;
const FORBIDDEN = /[\\/?*[\]:]/g;

/**
 * Tab names that a spreadsheet accepts: at most 31 characters, none of \ / ? * [ ] :, no quote at the ends, each once. A name depends on the
 * titles alone, so a link can name the part of a sheet that is not written yet.
 */
export class SheetNames {
  private readonly first: string[] = [];
  private readonly taken = new Set<string>();

  /** @param titles of the sheets in the order of the tabs; the index sheet's as well */
  constructor(titles: readonly string[]) {
    for (const title of titles) {
      const clean = cleaned(title);
      let name = clean.slice(0, LONGEST).trimEnd();
      for (let attempt = 2; this.taken.has(name.toLowerCase()); attempt++) name = withSuffix(clean, ` (${attempt})`);
      this.taken.add(name.toLowerCase());
      this.first.push(name);
    }
  }

  /** @param part 1 for the first part of a sheet, 2 and on for those it is continued on */
  name(sheet: number, part: number): string {
    const first = this.first[sheet] ?? 'Sheet';
    if (part === 1) return first;
    // A title that looks like another's part has the name; parts then get one more mark, the same for all of them.
    const parts = (mark: string): string => withSuffix(first, `${mark} (${part})`);
    let mark = '';
    while (this.taken.has(parts(mark).toLowerCase())) mark += '+';
    return parts(mark);
  }
}

function cleaned(title: string): string {
  const clean = title
    .replace(FORBIDDEN, ' ')
    .trim()
    .replace(/^'+|'+$/g, '')
    .trim();
  // Excel keeps the name "History" for itself.
  return clean === '' || clean.toLowerCase() === 'history' ? `${clean} Sheet`.trim() : clean;
}

function withSuffix(name: string, suffix: string): string {
  return name.slice(0, LONGEST - suffix.length).trimEnd() + suffix;
}

/** A sheet's name as a formula writes it. */
export function quotedSheetName(name: string): string {
  return `'${name.replaceAll("'", "''")}'`;
}
