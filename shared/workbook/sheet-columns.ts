/** Kinds of columns that the sheets are made of. */
import { formatUnits, type Units } from '../money';
import type { Reason } from '../reconcile/types';
import type { SheetLinks } from './links';
import type { WorkbookLanguage } from './model';
import type { ColumnDefinition, SheetDefinition } from './sheet-definition';
import type { SheetKey } from './sheet-keys';

/** What the sheets need to know besides the results. */
export interface SheetContext {
  readonly language: WorkbookLanguage;
  /** Sentence of a reason (shared/reconcile/reasons). */
  readonly reasonText: (reason: Reason, language: WorkbookLanguage) => string;
  /** Name of a customer or reseller, or null when unknown. */
  readonly partyName: (id: string) => string | null;
  readonly serviceName: (code: string) => string | null;
  /** Where the rows of other sheets stand; without it nothing is linked. */
  readonly links?: SheetLinks;
}

export type Column<T> = ColumnDefinition<T, SheetContext>;
export type Sheet<T> = SheetDefinition<T, SheetContext>;

export const amountText = (units: Units | null): string | null => (units === null ? null : formatUnits(units));

export function text<T>(key: string, zh: string, en: string, width: number, value: Column<T>['value']): Column<T> {
  return { key, head: { zh, en }, type: 'text', width, value };
}

export function amount<T>(
  key: string,
  zh: string,
  en: string,
  units: (record: T) => Units | null,
  how: Partial<Pick<Column<T>, 'total' | 'exact' | 'ofLedger' | 'live' | 'plain'>> = { total: 'sum' },
): Column<T> {
  return { key, head: { zh, en }, type: 'amount', width: 18, ...how, value: (record) => amountText(units(record)) };
}

export function count<T>(key: string, zh: string, en: string, number: (record: T) => number | null, total?: 'sum'): Column<T> {
  return { key, head: { zh, en }, type: 'integer', width: 10, ...(total && { total }), value: number };
}

/** Name and ID beside each other: names are for people, IDs for the next VLOOKUP. */
export function party<T>(key: string, zh: string, en: string, id: (record: T) => string | null): Column<T>[] {
  return [
    text(`${key}Name`, zh, en, 26, (record, context) => {
      const value = id(record);
      return value === null ? null : context.partyName(value);
    }),
    { ...text(key, `${zh} ID`, `${en} ID`, 36, id), outline: 1 },
  ];
}

export function service<T>(code: (record: T) => string | null): Column<T>[] {
  return [
    text('serviceName', '云服务类型', 'Service', 22, (record, context) => {
      const value = code(record);
      return value === null ? null : context.serviceName(value);
    }),
    { ...text('service', '云服务类型编码', 'Service code', 28, code), outline: 1 },
  ];
}

/** Links to rows of other sheets; the column is left out of workbooks that have none of them. */
export function link<T>(
  key: string,
  zh: string,
  en: string,
  leadsTo: readonly SheetKey[],
  to: (record: T, links: SheetLinks) => string | null,
): Column<T> {
  return { key, head: { zh, en }, type: 'link', width: 18, leadsTo, value: (record, { links }) => (links ? to(record, links) : null) };
}
