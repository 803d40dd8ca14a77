import { assertSummable } from './invariant';
import { groupByKey, looked, spaceOf, type KeySpace } from './key-space';
import { groupRows, KeyTable, type Groups } from './key-table';
import { sumBy } from './sum-by';
import type { FeeColumns } from './types';

/** Charges (semantics.md #20); 12 and 17 are seen on the International site only. */
const CHARGES = new Set([1, 2, 3, 5, 8, 12, 14, 17, 18, 23, 25, 103]);
const REFUNDS = new Set([4, 20, 24]);
/** Stands for "not compared with the bill lines": reserved instances, referral customers, compensations, deductions, tax lines. */
export const OUTSIDE = 3;

/**
 * Fee records added up twice: to buckets (period x customer x service x charge mode x kind) for the comparison with bill lines
 * (semantics.md #19), and within each bucket to deductions, one per trade ID.
 */
export interface FeeIndex {
  readonly buckets: number;
  readonly period: Uint16Array;
  readonly chargeMode: Uint8Array;
  /** 0 charge, 1 refund (semantics.md #20), or {@link OUTSIDE}. */
  readonly kind: Uint8Array;
  readonly customer: Uint32Array;
  readonly service: Uint32Array;
  /** Sum of payment_amount per bucket, units of 10^-8. */
  readonly payment: BigInt64Array;
  /** Distinct trades per bucket; records without a trade ID count one each. */
  readonly trades: Uint32Array;
  readonly deductions: number;
  readonly bucketOf: Uint32Array;
  /** The trade's number; 0 for records without an ID. */
  readonly tradeOf: Uint32Array;
  /** Sum of payment_amount per deduction. */
  readonly deducted: BigInt64Array;
  /** Records per period index, those outside included: 0 means that none were read. */
  readonly recordsOfPeriod: Uint32Array;
  /** Bucket of a key, or -1. */
  find(period: number, chargeMode: number, kind: number, customer: number, service: number): number;
}

/** Which side of the comparison a fee record stands on (interfaces.md, reading 8). */
export function feeKind(billType: number, chargeMode: number, association: number): 0 | 1 | typeof OUTSIDE {
  if (chargeMode === 10 || association === 1) return OUTSIDE;
  if (REFUNDS.has(billType)) return 1;
  return CHARGES.has(billType) ? 0 : OUTSIDE;
}

/**
 * @param periods how many period indexes there are
 * @param space which keys there can be, when others share it
 */
export function indexFees(fees: FeeColumns, periods: number, space: KeySpace = spaceOf(fees)): FeeIndex {
  assertSummable(fees.payment, fees.rows, 'payment_amount');
  const kinds = kindTable();
  // Charge mode and side in one tell the buckets of (period, customer, service) apart.
  const variants = new KeyTable();
  const variantOf = new Uint32Array(fees.rows);
  const recordsOfPeriod = new Uint32Array(periods);
  let [sort, variant] = [-1, 0];
  for (let row = 0; row < fees.rows; row++) {
    const mode = fees.chargeMode[row]!;
    const side = mode === 10 || fees.association[row] === 1 ? OUTSIDE : kinds[fees.billType[row]!]!;
    if (((mode << 8) | side) !== sort) {
      sort = (mode << 8) | side;
      variant = variants.idOf(sort, 0);
    }
    variantOf[row] = variant;
    recordsOfPeriod[fees.period[row]!] = recordsOfPeriod[fees.period[row]!]! + 1;
  }
  const buckets = groupByKey(space, fees, variantOf, Math.max(1, variants.size));
  const { count, cellOfRow: bucketOfRow } = buckets;
  const sorts = variants.column(0);
  return {
    buckets: count,
    period: buckets.period,
    chargeMode: looked(
      buckets.variant,
      sorts.map((sort) => sort >>> 8),
      new Uint8Array(count),
    ),
    kind: looked(
      buckets.variant,
      sorts.map((sort) => sort & 0xff),
      new Uint8Array(count),
    ),
    customer: buckets.party,
    service: buckets.service,
    payment: sumBy(fees.payment, bucketOfRow, count),
    ...deductionsOf(fees, bucketOfRow, count),
    recordsOfPeriod,
    find: (p, mode, side, customer, service) => {
      const one = variants.find((mode << 8) | side, 0);
      return one < 0 ? -1 : buckets.find(p, customer, service, one);
    },
  };
}

/** Trades dealt into one part at most: their numbers and sums stay inside a processor's first-level cache. */
const PART = 1 << 12;

/**
 * Records to deductions, one per trade and bucket, in order of trades. Records are first dealt into parts by the trade's number, and
 * each part is added up on its own: the cost of a record does not grow with the number of trades.
 */
function deductionsOf(
  fees: FeeColumns,
  bucketOfRow: Uint32Array,
  buckets: number,
): Pick<FeeIndex, 'deductions' | 'bucketOf' | 'tradeOf' | 'deducted' | 'trades'> {
  const { rows, trade, payment } = fees;
  let most = 0;
  for (let row = 0; row < rows; row++) if (trade[row]! > most) most = trade[row]!;
  const parts = Math.floor(most / PART) + 1;
  const start = new Uint32Array(parts + 1);
  for (let row = 0; row < rows; row++) {
    const part = Math.floor(trade[row]! / PART) + 1;
    start[part] = start[part]! + 1;
  }
  for (let part = 0; part < parts; part++) start[part + 1] = start[part + 1]! + start[part]!;
  const next = start.slice();
  const dealt = { trade: new Uint32Array(rows), bucket: new Uint32Array(rows), payment: new BigInt64Array(rows) };
  for (let row = 0; row < rows; row++) {
    const part = Math.floor(trade[row]! / PART);
    const at = next[part]!;
    next[part] = at + 1;
    dealt.trade[at] = trade[row]!;
    dealt.bucket[at] = bucketOfRow[row]!;
    dealt.payment[at] = payment[row]!;
  }
  const bucketOf = new Uint32Array(rows);
  const tradeOf = new Uint32Array(rows);
  const deducted = new BigInt64Array(rows);
  const trades = new Uint32Array(buckets);
  /** By trade of the part the first deduction + 1, by deduction the next one. */
  const first = new Int32Array(PART);
  const following = new Int32Array(rows);
  let deductions = 0;
  for (let part = 0; part < parts; part++) {
    first.fill(0);
    for (let at = start[part]!; at < start[part + 1]!; at++) {
      const bucket = dealt.bucket[at]!;
      const low = dealt.trade[at]! % PART;
      // A record without a trade ID is a deduction of its own.
      let deduction = dealt.trade[at] === 0 ? -1 : first[low]! - 1;
      while (deduction >= 0 && bucketOf[deduction] !== bucket) deduction = following[deduction]! - 1;
      if (deduction < 0) {
        deduction = deductions++;
        bucketOf[deduction] = bucket;
        tradeOf[deduction] = dealt.trade[at]!;
        following[deduction] = first[low]!;
        first[low] = deduction + 1;
        trades[bucket] = trades[bucket]! + 1;
      }
      deducted[deduction] = deducted[deduction]! + dealt.payment[at]!;
    }
  }
  return {
    deductions,
    bucketOf: bucketOf.slice(0, deductions),
    tradeOf: tradeOf.slice(0, deductions),
    deducted: deducted.slice(0, deductions),
    trades,
  };
}

function kindTable(): Uint8Array {
  const table = new Uint8Array(256);
  for (let type = 0; type < 256; type++) table[type] = feeKind(type, 3, 2);
  return table;
}

/** Deductions of a trade number: how an order's fee records are found. Sorted by trade when first asked for. */
export function deductionsByTrade(index: FeeIndex): (trade: number) => Uint32Array {
  let groups: Groups | null = null;
  let trades = 0;
  const sort = (): Groups => {
    for (let deduction = 0; deduction < index.deductions; deduction++) trades = Math.max(trades, index.tradeOf[deduction]! + 1);
    return groupRows(index.tradeOf, index.deductions, trades);
  };
  return (trade) => {
    groups ??= sort();
    return trade === 0 || trade >= trades ? NONE : groups.rows.subarray(groups.start[trade]!, groups.start[trade + 1]!);
  };
}

const NONE = new Uint32Array();

/** Looks up the sums of a bucket's deductions. */
export function deductionsByBucket(index: FeeIndex): (bucket: number) => bigint[] {
  if (index.deductions === 0) return () => [];
  const groups = groupRows(index.bucketOf, index.deductions, index.buckets);
  return (bucket) =>
    [...groups.rows.subarray(groups.start[bucket]!, groups.start[bucket + 1]!)].map((deduction) => index.deducted[deduction]!);
}
