/** Rows of the workbook's sheets, made from the store and from a fresh run of the engine, a batch at a time. */
import { isNullAt, RecordView } from '../../shared/columns';
import type { StoredBreak } from '../../shared/desk/api';
import type { JournalEntry } from '../../shared/journal/entries';
import { parseUnits, sum, type Units } from '../../shared/money';
import { periodOfInstant } from '../../shared/period';
import { belongsTo, isOpen } from '../../shared/close';
import { reasonText } from '../../shared/reconcile/reasons';
import type { EngineInput, EngineResult } from '../../shared/reconcile/types';
import type { WorkbookRow } from '../../shared/workbook/model';
import { rowOf, type SheetDefinition } from '../../shared/workbook/sheet-definition';
import { SHEETS, type BillLineRecord, type SheetContext, type SheetKey } from '../../shared/workbook/sheets';
import type { DeskCore } from './core';
import { actOf } from './journal-effects';
import { publishedKeys } from './published';
import { parseSliceId } from '../../shared/sync/slices';
import type { Names } from './results';

export interface ExportSource {
  readonly core: DeskCore;
  readonly periods: ReadonlySet<string>;
  readonly input: EngineInput;
  readonly result: EngineResult;
  readonly breaks: ReadonlyMap<string, StoredBreak>;
  /** State of each month. */
  readonly states: ReadonlyMap<string, string>;
  readonly entries: readonly JournalEntry[];
  readonly names: Names;
  readonly language: 'zh' | 'en';
}

const BATCH = 2_000;

/** Batches of rows of one sheet, in order. */
export async function* sheetRows(source: ExportSource, key: SheetKey): AsyncGenerator<WorkbookRow[]> {
  const context: SheetContext = { language: source.language, reasonText, partyName: source.names.party, serviceName: source.names.service };
  if (key === 'billLines') {
    yield* billLineRows(source, context);
    return;
  }
  const rows = recordRows(source, key, context);
  for (let start = 0; start < rows.length; start += BATCH) yield rows.slice(start, start + BATCH);
}

function rowsBy<T>(sheet: SheetDefinition<T, SheetContext>, records: readonly T[], context: SheetContext): WorkbookRow[] {
  return records.map((record) => rowOf(sheet, record, context));
}

function recordRows(source: ExportSource, key: Exclude<SheetKey, 'billLines'>, context: SheetContext): WorkbookRow[] {
  const { result, periods, breaks } = source;
  const own = <T extends { readonly period: string }>(list: readonly T[]): T[] => list.filter((one) => periods.has(one.period));
  const statusOf = (id: string): StoredBreak['status'] => breaks.get(id)?.status ?? 'open';
  switch (key) {
    case 'summary':
      return rowsBy(SHEETS.summary, own(result.figures).map((figures) => summaryOf(source, figures.period, figures)), context);
    case 'totals':
      return rowsBy(SHEETS.totals, own(result.totals), context);
    case 'reconciliation':
      return [
        ...rowsBy(SHEETS.reconciliation, own(result.matches).map((match) => ({ match })), context),
        ...rowsBy(SHEETS.reconciliation, own(result.breaks).filter((one) => one.role !== null).map((one) => ({ break: one, status: statusOf(one.id) })), context),
      ];
    case 'breaks':
      return rowsBy(
        SHEETS.breaks,
        own(result.breaks).map((one) => {
          const decision = breaks.get(one.id)?.decision ?? null;
          return { break: one, status: statusOf(one.id), reasonCode: decision?.reason ?? null, note: decision?.note ?? null, owner: decision?.owner ?? null };
        }),
        context,
      );
    case 'margin':
      return rowsBy(SHEETS.margin, own(result.margin), context);
    case 'refunds':
      return rowsBy(SHEETS.refunds, own(result.refundTrace), context);
    case 'adjustments':
      return rowsBy(SHEETS.adjustments, adjustmentsOf(source), context);
    case 'audit':
      return rowsBy(
        SHEETS.audit,
        source.entries.map((entry) => {
          const act = actOf(entry);
          const amount = entry.body.kind === 'sign-off' ? parseUnits(entry.body.carriedTotal) : null;
          return { seq: entry.seq, at: entry.at, by: entry.by, kind: entry.body.kind, period: act.period, text: act.summary[source.language], amount, hash: entry.hash };
        }),
        context,
      );
  }
}

function summaryOf({ breaks, states }: ExportSource, period: string, figures: EngineResult['figures'][number]) {
  // A timing break is work for both its months and counts in each with its own sign, as in the report and on the sign-off sheet.
  const own = [...breaks.values()].filter((one) => belongsTo(one, period));
  const signed = (one: StoredBreak): Units => (one.difference === null ? 0n : one.period === period ? parseUnits(one.difference) : -parseUnits(one.difference));
  const amounts = (list: readonly StoredBreak[]): Units => sum(list.map(signed));
  const open = own.filter((one) => isOpen(one.status));
  return {
    figures,
    state: states.get(period) ?? 'open',
    openBreaks: open.length,
    openAmount: amounts(open),
    carriedAmount: amounts(own.filter((one) => one.status === 'carried')),
  };
}

function adjustmentsOf({ input, result, periods }: ExportSource) {
  const missing = new Set(
    result.breaks.flatMap((one) => (one.class === 'adjustment-without-movement' ? one.rows.flatMap((row) => (row.kind === 'adjustment' ? [row.id] : [])) : [])),
  );
  const looked = input.movements.length > 0;
  return input.adjustments
    .map((adjustment) => ({ adjustment, period: periodOfInstant(adjustment.time), found: missing.has(adjustment.id) ? false : looked ? true : null }))
    .filter((one) => periods.has(one.period))
    .sort((a, b) => (a.adjustment.time < b.adjustment.time ? -1 : a.adjustment.time > b.adjustment.time ? 1 : a.adjustment.id < b.adjustment.id ? -1 : 1));
}

/** Straight from the segments, one at a time: a month of lines is never in memory as rows. */
async function* billLineRows({ core, periods }: ExportSource, context: SheetContext): AsyncGenerator<WorkbookRow[]> {
  for (const key of await publishedKeys(core, 'bill-lines')) {
    const segment = await core.store.segments.get(key);
    if (!segment) continue;
    const slice = parseSliceId(segment.slice);
    const period = slice.period ?? '';
    if (!periods.has(period)) continue;
    const view = new RecordView<'bill-lines'>(segment.columns, core.dictionary);
    const amount = segment.columns['amount'];
    for (let start = 0; start < segment.rows; start += BATCH) {
      const rows: WorkbookRow[] = [];
      for (let row = start; row < Math.min(segment.rows, start + BATCH); row++) {
        const line = view.at(row);
        const kind = Number(line.text('bill_type'));
        // Kinds outside the contract are in no figure of the month (rollups.ts), so they are in no total here.
        if (!(kind >= 0 && kind <= 2)) continue;
        const record: BillLineRecord = {
          period,
          customer: line.text('customer_id') ?? '',
          reseller: slice.reseller ?? null,
          service: line.text('cloud_service_type') ?? '',
          resourceType: line.text('resource_type_code'),
          chargeMode: line.text('charge_mode') ?? '',
          kind,
          amount: amount?.kind === 'amount' && !isNullAt(amount, row) ? (amount.units[row] ?? 0n) : 0n,
          debt: line.units('debt_amount'),
          adjustment: line.units('adjustment_amount'),
          discount: line.units('discount_amount'),
        };
        rows.push(rowOf(SHEETS.billLines, record, context));
      }
      yield rows;
    }
  }
}
