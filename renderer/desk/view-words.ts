/** Heads and codes of views in words, for what leaves the desk as a file or by the clipboard: the worker has no screen to ask. */
import type { Language, ViewColumn, ViewSource } from '../../shared/desk/api';
import { billingTime } from '../../shared/period/billing-time';
import { codeSetOf, headKeyOf } from '../grid/columns';
import { en } from '../i18n/en';
import { zh } from '../i18n/zh';

type Catalogue = Readonly<Record<string, string>>;

const words = { zh, en } as const;

/** Text columns that hold plain decimals and are to arrive as numbers. */
const NUMBERS: ReadonlySet<string> = new Set(['rate', 'usage', 'entries']);

export function isNumberColumn({ key, type }: ViewColumn): boolean {
  return type === 'amount' || type === 'integer' || NUMBERS.has(key);
}

/** The head as the grid shows it; a column without words is named by its key. */
export function headWord(source: ViewSource, column: string, language: Language): string {
  const key = headKeyOf(source, column);
  return (words[language].columns as Catalogue)[key] ?? key;
}

/** Head of the column that says how many rows a group has. */
export function recordsWord(language: Language): string {
  return words[language].grid.groupRows;
}

/** A cell as people read it: codes of known sets in words, instants on the billing clock, amounts and IDs exactly as they are. */
export function cellWord(source: ViewSource, column: ViewColumn, value: string | null, language: Language): string | null {
  if (value === null || value === '') return null;
  if (column.type === 'time' || column.key === 'consumeTime') return billingTime(value);
  const set = codeSetOf(source, column.key);
  if (set === undefined) return value;
  const catalogue = (words[language].codes as unknown as Readonly<Record<string, Catalogue>>)[set];
  return catalogue && Object.hasOwn(catalogue, value) ? (catalogue[value] ?? value) : value;
}
