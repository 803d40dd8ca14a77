/** What of the workbook is written: the choice of the dialog, and templates made of it. */
import type { Language } from '../../../shared/desk/api';
import type { ExportTemplate } from '../../../shared/workbook/template';
import { SHEET_KEYS, type SheetKey } from '../../../shared/workbook/sheet-keys';
import { SHEETS } from '../../../shared/workbook/sheets';

/** Templates kept at most, as the settings take them. */
export const MOST_TEMPLATES = 40;

/** Sheets in the order of the tabs with what is taken of each; null for all its columns. A sheet that is missing is left out. */
export type Content = ReadonlyMap<SheetKey, readonly string[] | null>;

export const EVERYTHING: Content = new Map(SHEET_KEYS.map((key) => [key, null]));

export function isEverything(content: Content): boolean {
  return SHEET_KEYS.every((key) => content.get(key) === null);
}

export function contentOf(template: ExportTemplate): Content {
  return new Map(template.sheets.map(({ key, columns }) => [key, columns]));
}

export function templateOf(name: string, language: Language, content: Content): ExportTemplate {
  return {
    version: 1,
    name,
    language,
    sheets: SHEET_KEYS.flatMap((key) => {
      const columns = content.get(key);
      return columns === undefined ? [] : [{ key, columns: columns === null ? null : [...columns] }];
    }),
  };
}

interface Named {
  readonly title: { readonly zh: string; readonly en: string };
  readonly columns: readonly { readonly key: string; readonly head: { readonly zh: string; readonly en: string } }[];
}

/** A sheet's title and columns in a language, as they stand in the workbook. */
export function sheetWords(key: SheetKey, language: Language): { title: string; columns: { value: string; label: string }[] } {
  const sheet: Named = SHEETS[key];
  return { title: sheet.title[language], columns: sheet.columns.map((column) => ({ value: column.key, label: column.head[language] })) };
}

/** The content with a sheet put in, taken out, or with other columns; all columns chosen one by one are all columns. */
export function withSheet(content: Content, key: SheetKey, columns: readonly string[] | null | undefined): Content {
  const next = new Map(content);
  if (columns === undefined || columns?.length === 0) next.delete(key);
  else {
    const all = SHEETS[key].columns.map((column: { readonly key: string }) => column.key);
    next.set(key, columns === null || columns.length === all.length ? null : all.filter((name) => columns.includes(name)));
  }
  return next;
}
