/** A workbook of a month as the app writes it: the sheets whose figures verifying a pack compares. */
import { WorkbookWriter } from '../../../electron/workbook/write-workbook';
import { reasonText } from '../../../shared/reconcile/reasons';
import type { EngineResult } from '../../../shared/reconcile/types';
import type { WorkbookLanguage, WorkbookRow } from '../../../shared/workbook/model';
import type { BreakRecord, ReconciliationRecord, SummaryRecord, TotalRecord } from '../../../shared/workbook/records';
import { rowOf } from '../../../shared/workbook/sheet-definition';
import { SHEETS, sheetSpecs, type SheetContext } from '../../../shared/workbook/sheets';

export type Rows = Record<'summary' | 'totals' | 'reconciliation' | 'breaks', WorkbookRow[]>;

/** @param from where the month's rows come from, as the summary says */
export function rowsOf(result: EngineResult, period: string, language: WorkbookLanguage, from: SummaryRecord['rows'] = 'same'): Rows {
  const context: SheetContext = { language, reasonText, partyName: () => null, serviceName: () => null };
  const breaks = result.breaks.filter((one) => one.period === period);
  const rest = { signed: null, today: null };
  const figures = result.figures.find((one) => one.period === period)!;
  const sums = { openBreaks: 0, openAmount: 0n, carriedAmount: 0n };
  const totals = result.totals.filter((one) => one.period === period).map((one): TotalRecord => ({ ...one, ...rest }));
  const lines: ReconciliationRecord[] = [
    ...result.matches.filter((one) => one.period === period).map((match) => ({ match })),
    ...breaks.filter(({ role }) => role !== null).map((one) => ({ break: one, status: 'explained' })),
  ];
  const decision = { status: 'explained', reasonCode: null, note: null, owner: null };
  return {
    summary: [rowOf(SHEETS.summary, { figures, rows: from, ...rest, state: 'signed', ...sums }, context)],
    totals: totals.map((one) => rowOf(SHEETS.totals, one, context)),
    reconciliation: lines.map((one) => rowOf(SHEETS.reconciliation, one, context)),
    breaks: breaks.map((one): WorkbookRow => rowOf(SHEETS.breaks, { break: one, ...decision } satisfies BreakRecord, context)),
  };
}

export async function writeBook(file: string, rows: Rows, language: WorkbookLanguage): Promise<string> {
  const keys = ['summary', 'totals', 'reconciliation', 'breaks'] as const;
  const sheets = sheetSpecs(language, keys, { currency: 'CNY' });
  const writer = await WorkbookWriter.open(file, { language, sheets, meta: { created: '2026-11-06T08:00:00Z' } });
  for (const key of keys) await writer.appendRows(key, rows[key]);
  return (await writer.close()).sha256;
}
