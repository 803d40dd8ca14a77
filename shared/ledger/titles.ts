/** What titles, the sheet's name and the file's name say about the whole table: month, year, unit, currency, tax basis. */
import type { TaxBasis } from '../money';
import { isBlank } from './cells';
import { basisHint, currencyHint, unitHint } from './headings';
import { arabic } from './periods';
import type { AmountUnit, SheetTable } from './types';

/** Rows above the table that are looked at; nobody writes more titles. */
const TITLE_ROWS = 40;

/** Texts above the heads. @param top 0-based first row of the heads */
export function textsAbove(table: SheetTable, top: number): string[] {
  return table.rows.slice(0, Math.max(0, Math.min(top, TITLE_ROWS))).flatMap((row) => row.filter((cell): cell is string => !isBlank(cell)));
}

export function basisOf(texts: readonly string[]): TaxBasis | null {
  return texts.map(basisHint).find((basis) => basis !== null) ?? null;
}

export function currencyOfTitles(texts: readonly string[]): string | null {
  return texts.map(currencyHint).find((currency) => currency !== null) ?? null;
}

/** 单位：万元; only texts that speak of a unit count, so that 云万家公司 is no unit. */
export function unitOf(texts: readonly string[]): AmountUnit | null {
  const units = new Set<AmountUnit>();
  for (const text of texts) {
    const plain = text.normalize('NFKC').toLowerCase();
    const said =
      /单位\s*[:：]?\s*([^\s,;，；]{1,20})|(?:unit|amounts?|figures?|expressed|stated)\s*:?\s*(?:in\s+)?(.{1,24})|\(([^)]*元)\)|^((?:人民币)?[百千万亿]*元)$/.exec(
        plain,
      );
    const unit = said ? unitHint(said[1] ?? said[2] ?? said[3] ?? said[4] ?? '') : null;
    if (unit !== null) units.add(unit);
  }
  return units.size === 1 ? ([...units][0] ?? null) : null;
}

const PERIOD_IN_TEXT = /(?<!\d)(20\d{2})(?:\s*年\s*|[-/._ ]?)(1[0-2]|0?[1-9])(?:\s*月|(?!\d))/g;
const YEAR_IN_TEXT = /(?<!\d)(20\d{2})(?!\d)/g;

/** The one period named by the titles, the sheet's name or the file's name; null when none or more than one is named. */
export function periodAbove(table: SheetTable, above: readonly string[]): string | null {
  return onlyOne(table, above, (text) =>
    [...text.matchAll(PERIOD_IN_TEXT)].map((match) => `${match[1] ?? ''}-${(match[2] ?? '').padStart(2, '0')}`),
  );
}

/** The one year named by the titles, the sheet's name or the file's name; null when none or more than one is named. */
export function yearAbove(table: SheetTable, above: readonly string[]): number | null {
  const year = onlyOne(table, above, (text) => [
    ...[...text.matchAll(PERIOD_IN_TEXT)].map((match) => match[1] ?? ''),
    ...[...text.matchAll(YEAR_IN_TEXT)].map((match) => match[1] ?? ''),
  ]);
  return year === null ? null : Number(year);
}

function onlyOne(table: SheetTable, above: readonly string[], find: (text: string) => readonly string[]): string | null {
  const file = table.file.split(/[/\\]/).pop() ?? '';
  for (const texts of [above, [table.sheet], [file]]) {
    const found = new Set(texts.flatMap((text) => find(arabic(text.normalize('NFKC')))));
    if (found.size === 1) return [...found][0] ?? null;
  }
  return null;
}
