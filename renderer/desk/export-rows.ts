/** Rows of the workbook's sheets, made from the store and from a fresh run of the engine, a batch at a time. */
import { isNullAt, RecordView } from '../../shared/columns';
import type { StoredBreak } from '../../shared/desk/api';
import type { JournalEntry } from '../../shared/journal/entries';
import { parseUnits, sum, type Units } from '../../shared/money';
import { periodOfInstant } from '../../shared/period';
import { belongsTo, isOpen, type SignedMonth } from '../../shared/close';
import type { EngineInput, EngineResult } from '../../shared/reconcile/types';
import type { WorkbookRow } from '../../shared/workbook/model';
import { rowOf, type SheetDefinition } from '../../shared/workbook/sheet-definition';
import type { ChosenSheet } from '../../shared/workbook/chosen';
import type {
  AdjustmentRecord,
  AuditRecord,
  BillLineRecord,
  BreakRecord,
  ReconciliationRecord,
  SummaryRecord,
  TotalRecord,
} from '../../shared/workbook/records';
import { couponRecords } from '../../shared/workbook/coupons-sheet';
import type { DriftRecord } from '../../shared/workbook/drift-sheet';
import type { SheetKey } from '../../shared/workbook/sheet-keys';
import { marginRecords, type SheetContext } from '../../shared/workbook/sheets';
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
  /** What the closed months were signed with. */
  readonly signed: ReadonlyMap<string, SignedMonth>;
  /** Lines of the closed months that moved since. */
  readonly drift: readonly DriftRecord[];
  readonly entries: readonly JournalEntry[];
  readonly names: Names;
  readonly language: 'zh' | 'en';
}

const BATCH = 2_000;

/** Batches of rows of one sheet, in order. */
export async function* sheetRows(source: ExportSource, { key, sheet }: ChosenSheet, context: SheetContext): AsyncGenerator<WorkbookRow[]> {
  if (key === 'billLines') {
    yield* billLineRows(source, sheet as unknown as SheetDefinition<BillLineRecord, SheetContext>, context);
    return;
  }
  const records = recordsOf(source, key);
  for (let start = 0; start < records.length; start += BATCH) {
    yield records
      .slice(start, start + BATCH)
      .map((record) => rowOf(sheet as unknown as SheetDefinition<unknown, SheetContext>, record, context));
  }
}

/** What of the months that are exported. */
export function ownOf<T extends { readonly period: string }>({ periods }: ExportSource, list: readonly T[]): T[] {
  return list.filter((one) => periods.has(one.period));
}

/** Records of a sheet in the order of its rows; they fit the columns of that sheet and no other. */
export function recordsOf(source: ExportSource, key: Exclude<SheetKey, 'billLines'>): readonly unknown[] {
  const { result, breaks } = source;
  const own = <T extends { readonly period: string }>(list: readonly T[]): T[] => ownOf(source, list);
  const statusOf = (id: string): StoredBreak['status'] => breaks.get(id)?.status ?? 'open';
  switch (key) {
    case 'summary':
      return own(result.figures).map((figures): SummaryRecord => summaryOf(source, figures.period, figures));
    case 'totals':
      return own(result.totals).map((total): TotalRecord => ({
        ...total,
        signed: source.signed.get(total.period)?.totals.find(({ id }) => id === total.id) ?? null,
      }));
    case 'reconciliation':
      return [
        ...own(result.matches).map((match): ReconciliationRecord => ({ match })),
        ...own(result.breaks)
          .filter((one) => one.role !== null)
          .map((one): ReconciliationRecord => ({ break: one, status: statusOf(one.id) })),
      ];
    case 'breaks':
      return own(result.breaks).map((one): BreakRecord => {
        const decision = breaks.get(one.id)?.decision ?? null;
        return {
          break: one,
          status: statusOf(one.id),
          reasonCode: decision?.reason ?? null,
          note: decision?.note ?? null,
          owner: decision?.owner ?? null,
        };
      });
    case 'margin':
      return marginRecords(own(result.margin));
    case 'refunds':
      return own(result.refundTrace);
    case 'adjustments':
      return adjustmentsOf(source);
    case 'coupons':
      return couponRecords(result.coupons, source.input.periods.at(-1), source.periods);
    case 'drift':
      return source.drift;
    case 'audit':
      return source.entries.map((entry): AuditRecord => {
        const act = actOf(entry);
        const amount = entry.body.kind === 'sign-off' ? parseUnits(entry.body.carriedTotal) : null;
        return {
          seq: entry.seq,
          at: entry.at,
          by: entry.by,
          kind: entry.body.kind,
          period: act.period,
          text: act.summary[source.language],
          amount,
          hash: entry.hash,
        };
      });
  }
}

function summaryOf(
  { breaks, states, signed: signedMonths }: ExportSource,
  period: string,
  figures: EngineResult['figures'][number],
): SummaryRecord {
  // A timing break is work for both its months and counts in each with its own sign, as in the report and on the sign-off sheet.
  const own = [...breaks.values()].filter((one) => belongsTo(one, period));
  const signed = (one: StoredBreak): Units =>
    one.difference === null ? 0n : one.period === period ? parseUnits(one.difference) : -parseUnits(one.difference);
  const amounts = (list: readonly StoredBreak[]): Units => sum(list.map(signed));
  const open = own.filter((one) => isOpen(one.status));
  return {
    figures,
    signed: signedMonths.get(period)?.figures ?? null,
    state: states.get(period) ?? 'open',
    openBreaks: open.length,
    openAmount: amounts(open),
    carriedAmount: amounts(own.filter((one) => one.status === 'carried')),
  };
}

export function adjustmentsOf({ input, result, periods }: ExportSource): AdjustmentRecord[] {
  const missing = new Set(
    result.breaks.flatMap((one) =>
      one.class === 'adjustment-without-movement' ? one.rows.flatMap((row) => (row.kind === 'adjustment' ? [row.id] : [])) : [],
    ),
  );
  const looked = input.movements.length > 0;
  return input.adjustments
    .map((adjustment) => ({
      adjustment,
      period: periodOfInstant(adjustment.time),
      found: missing.has(adjustment.id) ? false : looked ? true : null,
    }))
    .filter((one) => periods.has(one.period))
    .sort((a, b) =>
      a.adjustment.time < b.adjustment.time ? -1 : a.adjustment.time > b.adjustment.time ? 1 : a.adjustment.id < b.adjustment.id ? -1 : 1,
    );
}

/** Straight from the segments, one at a time: a month of lines is never in memory as rows. */
async function* billLineRows(
  { core, periods }: ExportSource,
  sheet: SheetDefinition<BillLineRecord, SheetContext>,
  context: SheetContext,
): AsyncGenerator<WorkbookRow[]> {
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
        rows.push(rowOf(sheet, record, context));
      }
      yield rows;
    }
  }
}
