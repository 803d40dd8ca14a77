/**
 * What the engine takes of a month's fee records, kept beside their segments: a month is thousands of small slices with three dozen columns,
 * of which the engine wants eight. Made again when any slice of the month is another one, so that a change in one month reads no other.
 */
import { concatColumns, textAt, type PackedColumn } from '../../shared/columns';
import { canonicalJson, sha256Hex } from '../../shared/digest';
import { ENGINE_VERSION } from '../../shared/reconcile/engine-version';
import { checkFeeRows, mergeRowChecks } from '../../shared/reconcile/row-checks';
import type { FeeMonthRow, GenerationRow } from '../store/schema';
import type { DeskCore } from './core';
import { eachSegmentOf, publishedSlices } from './published';

const COLUMNS = [
  'customer_id',
  'service_type_code',
  'payment_amount',
  'charging_mode',
  'bill_detail_type',
  'association_type',
  'trade_id',
  'coupon_amount',
  'flexipurchase_coupon_amount',
] as const;

/** The months of all published fee records, ascending; those that moved are made and kept. @throws DamagedSegmentError */
export async function feeMonths(core: DeskCore): Promise<FeeMonthRow[]> {
  const { store } = core;
  const slices = new Map<string, GenerationRow[]>();
  for (const row of await publishedSlices(core, 'fee-records')) {
    const month = slices.get(row.period ?? '');
    if (month) month.push(row);
    else slices.set(row.period ?? '', [row]);
  }
  const gone = (await store.feeMonths.toCollection().primaryKeys()).filter((period) => !slices.has(period));
  await store.feeMonths.bulkDelete(gone);
  const months: FeeMonthRow[] = [];
  for (const period of [...slices.keys()].sort()) {
    const own = slices.get(period)!;
    const stamp = stampOf(own);
    let month = await store.feeMonths.get(period);
    if (month?.stamp !== stamp) {
      month = await made(core, period, own, stamp);
      await store.feeMonths.put(month);
    }
    months.push(month);
  }
  return months;
}

/** A slice read again and found equal keeps its generation. */
function stampOf(slices: readonly GenerationRow[]): string {
  return sha256Hex(canonicalJson([ENGINE_VERSION, ...slices.map((row) => [row.slice, row.generation, row.digest, row.rows])]));
}

async function made(core: DeskCore, period: string, slices: readonly GenerationRow[], stamp: string): Promise<FeeMonthRow> {
  const parts: { rows: number; columns: Record<string, PackedColumn> }[] = [];
  const checks: FeeMonthRow['checks'][number][] = [];
  let rows = 0;
  await eachSegmentOf(core, 'fee-records', slices, ({ columns, rows: count }) => {
    const wanted = COLUMNS.flatMap((name) => (columns[name] ? [[name, columns[name]] as const] : []));
    parts.push({ rows: count, columns: Object.fromEntries(wanted) });
    checks.push(...checkFeeRows(columns, count, period, (row) => nameOf(columns, row, core)));
    rows += count;
  });
  return { period, stamp, rows, columns: parts.length === 0 ? {} : concatColumns(parts), checks: mergeRowChecks(checks) };
}

/** Names a fee record for people: its ID, else its trade's, else its customer's. */
function nameOf(columns: Readonly<Record<string, PackedColumn>>, row: number, core: DeskCore): string {
  for (const name of ['id', 'trade_id', 'customer_id']) {
    const column = columns[name];
    const text = column ? textAt(column, row, core.dictionary) : null;
    if (text !== null && text !== '') return text;
  }
  return '';
}
