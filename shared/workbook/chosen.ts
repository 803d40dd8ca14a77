/** Sheets and columns as a template chooses them. */
import type { SheetSpec, WorkbookLanguage } from './model';
import type { ClosedRowsFrom } from './records';
import type { Column, Sheet } from './sheet-columns';
import { specOf, type SheetFacts } from './sheet-definition';
import { SHEET_KEYS, type SheetKey } from './sheet-keys';
import { SHEETS } from './sheets';
import type { ExportTemplate } from './template';

export interface ChosenSheet {
  readonly key: SheetKey;
  /** With the chosen columns alone, in their order; what a record of the sheet's kind becomes a row of. */
  readonly sheet: Sheet<never>;
}

/**
 * In the order of the tabs. Columns a template names and this version does not have are passed over; a sheet of which none is left has
 * all its columns. Links to sheets that are not chosen are left out.
 */
export function chosenSheets(template: ExportTemplate | undefined): ChosenSheet[] {
  const wanted = template?.sheets ?? SHEET_KEYS.map((key) => ({ key, columns: null }));
  const seen = new Set<SheetKey>();
  const keys = new Set<string>(wanted.map(({ key }) => key));
  return wanted.flatMap(({ key, columns }) => {
    if (seen.has(key)) return [];
    seen.add(key);
    const definition = SHEETS[key] as Sheet<never>;
    const linked = definition.columns.filter(({ leadsTo }) => leadsTo === undefined || leadsTo.some((sheet) => keys.has(sheet)));
    const named = [...new Set(columns ?? [])].flatMap((name): Column<never>[] => linked.filter((column) => column.key === name));
    return [{ key, sheet: { ...definition, columns: named.length === 0 ? linked : named } }];
  });
}

/** Columns of closed months alone (sheets `summary`, `totals`, `breaks`), by what there must be of them. */
const CLOSED_COLUMNS = {
  /** Any closed month. */
  closed: new Set(['rowsFrom']),
  /** One whose rows are those signed and whose data of today are others. */
  archive: new Set([
    ...['todayConsumption', 'todayRefunds', 'todayAdjustments', 'todayDue', 'todayBreaks', 'todayBreakAmount'],
    ...['todayStatus', 'todayDifference', 'todayStanding', 'todayBreak'],
  ]),
  /** One whose rows are today's although others were signed. */
  today: new Set(['signedConsumption', 'signedRefunds', 'signedAdjustments', 'signedDue', 'signedStatus', 'signedDifference']),
} as const;

/** Without what can only be said of closed months there are none of; a sheet that consists of nothing else keeps its columns. */
export function ofMonths(chosen: readonly ChosenSheet[], closed: readonly ClosedRowsFrom[]): ChosenSheet[] {
  const unwanted = new Set<string>([
    ...(closed.length > 0 ? [] : CLOSED_COLUMNS.closed),
    ...(closed.includes('archive') ? [] : CLOSED_COLUMNS.archive),
    ...(closed.includes('today') ? [] : CLOSED_COLUMNS.today),
  ]);
  return chosen.map(({ key, sheet }) => {
    const columns = sheet.columns.filter((column) => !unwanted.has(column.key));
    return { key, sheet: columns.length === 0 ? sheet : { ...sheet, columns } };
  });
}

export function chosenSpecs(chosen: readonly ChosenSheet[], language: WorkbookLanguage, facts: SheetFacts): SheetSpec[] {
  return chosen.map(({ sheet }) => specOf(sheet, language, facts));
}
