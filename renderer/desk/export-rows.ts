/** Rows of the workbook's sheets, made from the store and from a fresh run of the engine, a batch at a time. */
import { isNullAt, RecordView } from '../../shared/columns';
import type { StoredBreak } from '../../shared/desk/api';
import type { JournalEntry } from '../../shared/journal/entries';
import { byCodeUnit } from '../../shared/digest';
import { formatUnits, parseOptionalUnits, parseUnits, sum, type Units } from '../../shared/money';
import { periodOfInstant } from '../../shared/period';
import { belongsTo, isOpen, signedIn, type BreakState } from '../../shared/close';
import { listConverted, type RateTable } from '../../shared/rates';
import type { Break, EngineResult, LedgerRole } from '../../shared/reconcile/types';
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
import type { ConvertedRecord } from '../../shared/workbook/converted-sheet';
import { couponRecords } from '../../shared/workbook/coupons-sheet';
import type { DriftRecord } from '../../shared/workbook/drift-sheet';
import type { SheetKey } from '../../shared/workbook/sheet-keys';
import { marginRecords, type SheetContext } from '../../shared/workbook/sheets';
import type { DeskCore } from './core';
import { listedBreaks, type ExportMonths, type ExportPart } from './export-months';
import { actOf } from './journal-effects';
import { publishedKeys } from './published';
import { parseSliceId } from '../../shared/sync/slices';
import type { Names } from './results';

export interface ExportSource {
  readonly core: DeskCore;
  readonly periods: ReadonlySet<string>;
  /** Where each month's rows come from, today's result first. */
  readonly months: ExportMonths;
  /** Today's breaks with what was decided on them. */
  readonly breaks: ReadonlyMap<string, StoredBreak>;
  /** Where breaks stand that only an archive has. */
  readonly archived: ReadonlyMap<string, BreakState>;
  readonly rates: RateTable;
  /** Sums of the books as they were imported, decimal text. */
  readonly ledgerSums: readonly {
    readonly role: LedgerRole;
    readonly period: string;
    readonly currency: string;
    readonly amount: string;
  }[];
  /** State of each month. */
  readonly states: ReadonlyMap<string, string>;
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

/** What of the months that are exported, each month's from the result its rows come from. */
export function ownOf<T extends { readonly period: string }>({ months }: ExportSource, of: (result: EngineResult) => readonly T[]): T[] {
  const rows = months.parts.map(({ periods, result }) => of(result).filter((one) => periods.has(one.period)));
  return rows.length === 1 ? rows[0]! : rows.flat().sort((a, b) => byCodeUnit(a.period, b.period));
}

/** Today's result, whatever the months' rows come from. */
export const todayOf = ({ months }: ExportSource): ExportPart => months.parts[0]!;

function partOf({ months }: ExportSource, period: string): ExportPart {
  return months.parts.find(({ periods }) => periods.has(period))!;
}

/** Breaks in the order of their rows. */
export function breaksOf(source: ExportSource): readonly Break[] {
  return listedBreaks(source.periods, (period) => {
    const { result } = partOf(source, period);
    return { of: result, list: result.breaks.filter((one) => belongsTo(one, period)) };
  });
}

/** Records of a sheet in the order of its rows; they fit the columns of that sheet and no other. */
export function recordsOf(source: ExportSource, key: Exclude<SheetKey, 'billLines'>): readonly unknown[] {
  const { closed } = source.months;
  switch (key) {
    case 'summary':
      return ownOf(source, ({ figures }) => figures).map((figures): SummaryRecord => summaryOf(source, figures.period, figures));
    case 'totals': {
      const today = new Map(todayOf(source).result.totals.map((total) => [`${total.period} ${total.id}`, total]));
      return ownOf(source, ({ totals }) => totals).map((total): TotalRecord => {
        const month = closed.get(total.period);
        return {
          ...total,
          signed: month?.rows === 'today' ? (month.signed?.totals.find(({ id }) => id === total.id) ?? null) : null,
          today: month?.rows === 'archive' ? (today.get(`${total.period} ${total.id}`) ?? null) : null,
        };
      });
    }
    case 'reconciliation':
      return [
        ...ownOf(source, ({ matches }) => matches).map((match): ReconciliationRecord => ({ match })),
        ...breaksOf(source)
          .filter((one) => one.role !== null)
          .map((one): ReconciliationRecord => ({ break: one, status: statusOf(source, one.id) })),
      ];
    case 'breaks':
      return breaksOf(source).map((one): BreakRecord => {
        const decision = source.breaks.get(one.id)?.decision ?? source.archived.get(one.id) ?? null;
        const today = closed.get(one.period)?.rows === 'archive' ? source.breaks.get(one.id) : null;
        return {
          break: one,
          status: statusOf(source, one.id),
          reasonCode: decision?.reason ?? null,
          note: decision?.note ?? null,
          owner: decision?.owner ?? null,
          ...(today === null ? {} : { today: { stands: today !== undefined, difference: parseOptionalUnits(today?.difference ?? null) } }),
        };
      });
    case 'margin':
      return marginRecords(ownOf(source, ({ margin }) => margin));
    case 'refunds':
      return ownOf(source, ({ refundTrace }) => refundTrace);
    case 'adjustments':
      return adjustmentsOf(source);
    case 'coupons': {
      const newest = todayOf(source).input.periods.at(-1);
      const rolls = newest !== undefined && source.periods.has(newest) ? partOf(source, newest).result.coupons : [];
      return couponRecords(rolls, newest, source.periods);
    }
    case 'converted':
      return convertedOf(source);
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

function statusOf({ breaks, archived }: ExportSource, id: string): StoredBreak['status'] {
  return breaks.get(id)?.status ?? archived.get(id)?.status ?? 'open';
}

function summaryOf(source: ExportSource, period: string, figures: EngineResult['figures'][number]): SummaryRecord {
  const { months, states } = source;
  // A timing break is work for both its months and counts in each with its own sign, as in the report and on the sign-off sheet.
  const amounts = (list: readonly Break[]): Units => sum(list.map((one) => signedIn(one.difference ?? 0n, one, period)));
  const inMonth = ({ result }: ExportPart): Break[] => result.breaks.filter((one) => belongsTo(one, period));
  const own = inMonth(partOf(source, period));
  const open = own.filter((one) => isOpen(statusOf(source, one.id)));
  const closed = months.closed.get(period);
  const today = todayOf(source);
  const todays = closed?.rows === 'archive' ? inMonth(today) : [];
  return {
    figures,
    rows: closed?.rows ?? null,
    signed: closed?.rows === 'today' ? (closed.signed?.figures ?? null) : null,
    today:
      closed?.rows === 'archive'
        ? {
            figures: today.result.figures.find((one) => one.period === period) ?? null,
            breaks: todays.length,
            breakAmount: amounts(todays),
          }
        : null,
    state: states.get(period) ?? 'open',
    openBreaks: open.length,
    openAmount: amounts(open),
    carriedAmount: amounts(own.filter((one) => statusOf(source, one.id) === 'carried')),
  };
}

/** The months' figures as they are shown, and their ledgers by role and currency, at every rate of their month. */
function convertedOf(source: ExportSource): ConvertedRecord[] {
  const figures = ownOf(source, (result) => result.figures).flatMap((one) =>
    (['consumption', 'refunds', 'adjustments', 'due'] as const).map((item) => ({
      ...{ item, period: one.period, currency: one.currency },
      amount: formatUnits(one[item]),
    })),
  );
  const sums = new Map<string, { item: LedgerRole; period: string; currency: string; units: Units }>();
  for (const { role, period, currency, amount } of source.ledgerSums) {
    if (!source.periods.has(period)) continue;
    const key = `${role} ${currency} ${period}`;
    sums.set(key, { item: role, period, currency, units: (sums.get(key)?.units ?? 0n) + parseUnits(amount) });
  }
  const ledgers = [...sums].sort(([a], [b]) => byCodeUnit(a, b)).map(([, { units, ...one }]) => ({ ...one, amount: formatUnits(units) }));
  return listConverted([...figures, ...ledgers], source.rates)
    .map(({ of, as }): ConvertedRecord => ({ ...of, as }))
    .sort((a, b) => byCodeUnit(a.period, b.period));
}

export function adjustmentsOf({ months }: ExportSource): AdjustmentRecord[] {
  return months.parts
    .flatMap(adjustmentsIn)
    .sort((a, b) => byCodeUnit(a.adjustment.time, b.adjustment.time) || byCodeUnit(a.adjustment.id, b.adjustment.id));
}

function adjustmentsIn({ input, result, periods }: ExportPart): AdjustmentRecord[] {
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
    .filter((one) => periods.has(one.period));
}

/** Straight from the segments, one at a time: a month of lines is never in memory as rows. */
async function* billLineRows(
  source: ExportSource,
  sheet: SheetDefinition<BillLineRecord, SheetContext>,
  context: SheetContext,
): AsyncGenerator<WorkbookRow[]> {
  const { core } = source;
  const { periods } = todayOf(source);
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
  for (const part of source.months.parts.slice(1)) yield* archivedLineRows(part, sheet, context);
}

/** A closed month's lines as its archive has them. */
function* archivedLineRows(
  { input, periods }: ExportPart,
  sheet: SheetDefinition<BillLineRecord, SheetContext>,
  context: SheetContext,
): Generator<WorkbookRow[]> {
  const { bills, texts } = input;
  const textAt = (codes: Uint32Array, row: number): string => texts.text(codes[row]!);
  let rows: WorkbookRow[] = [];
  for (let row = 0; row < bills.rows; row++) {
    const period = input.periods[bills.period[row]!]!;
    if (!periods.has(period)) continue;
    const record: BillLineRecord = {
      period,
      customer: textAt(bills.customer, row),
      reseller: textAt(bills.reseller, row) || null,
      service: textAt(bills.service, row),
      resourceType: textAt(bills.resourceType, row) || null,
      chargeMode: String(bills.chargeMode[row]!),
      kind: bills.kind[row]!,
      amount: bills.amount[row]!,
      debt: bills.debt[row]!,
      adjustment: bills.adjustment[row]!,
      discount: bills.discount[row]!,
    };
    if (rows.push(rowOf(sheet, record, context)) < BATCH) continue;
    yield rows;
    rows = [];
  }
  yield rows;
}
