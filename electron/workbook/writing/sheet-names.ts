const LONGEST = 31;
const FORBIDDEN = /[\\/?*[\]:]/g;

/** Tab names that a spreadsheet accepts: at most 31 characters, none of \ / ? * [ ] :, no quote at the ends, each once. */
export class SheetNames {
  private readonly taken = new Set<string>();

  /** @param part 1 for the first part of a sheet, 2 and on for those it is continued on */
  take(title: string, part: number): string {
    const clean =
      title
        .replace(FORBIDDEN, ' ')
        .replace(/^'+|'+$/g, '')
        .trim() || 'Sheet';
    for (let attempt = part; ; attempt++) {
      const suffix = attempt === 1 ? '' : ` (${attempt})`;
      const name = clean.slice(0, LONGEST - suffix.length).trimEnd() + suffix;
      if (this.taken.has(name.toLowerCase())) continue;
      this.taken.add(name.toLowerCase());
      return name;
    }
  }
}

/** A sheet's name as a formula writes it. */
export function quotedSheetName(name: string): string {
  return `'${name.replaceAll("'", "''")}'`;
}
