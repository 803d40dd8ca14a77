import { assertSummable } from './invariant';
import { KeyIndex, spaceOf, Variants, type KeySpace } from './key-space';
import { groupRows, longerSums, type Groups } from './key-table';
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
  const groups = new KeyIndex(space);
  // Charge mode and side in one tell the buckets of (period, customer, service) apart; a trade's deductions its buckets.
  const buckets = new Variants();
  const deductions = new Variants();
  let payment: BigInt64Array = new BigInt64Array(1 << 12);
  let deducted: BigInt64Array = new BigInt64Array(Math.max(64, Math.min(fees.rows, 1 << 18)));
  let trades = new Uint32Array(1 << 12);
  const recordsOfPeriod = new Uint32Array(periods);
  for (let row = 0; row < fees.rows; row++) {
    const mode = fees.chargeMode[row]!;
    const period = fees.period[row]!;
    const side = mode === 10 || fees.association[row] === 1 ? OUTSIDE : kinds[fees.billType[row]!]!;
    const bucket = buckets.idOf(groups.idOf(period, fees.customer[row]!, fees.service[row]!), (mode << 8) | side);
    if (bucket >= payment.length) {
      payment = longerSums(payment, bucket + 1);
      const more = new Uint32Array(payment.length);
      more.set(trades);
      trades = more;
    }
    payment[bucket] = payment[bucket]! + fees.payment[row]!;
    recordsOfPeriod[period] = recordsOfPeriod[period]! + 1;
    const trade = fees.trade[row]!;
    const known = deductions.count;
    const deduction = trade === 0 ? deductions.add(0, bucket) : deductions.idOf(trade, bucket);
    if (deduction >= deducted.length) deducted = longerSums(deducted, deduction + 1);
    deducted[deduction] = deducted[deduction]! + fees.payment[row]!;
    if (deductions.count > known) trades[bucket] = trades[bucket]! + 1;
  }
  const { count } = buckets;
  const keys = groups.columns();
  const of = (column: Uint16Array | Uint32Array): Uint32Array => buckets.group.slice(0, count).map((group) => column[group]!);
  return {
    buckets: count,
    period: Uint16Array.from(of(keys.period)),
    chargeMode: Uint8Array.from(buckets.a.subarray(0, count), (one) => one >>> 8),
    kind: Uint8Array.from(buckets.a.subarray(0, count), (one) => one & 0xff),
    customer: of(keys.party),
    service: of(keys.service),
    payment,
    trades,
    deductions: deductions.count,
    bucketOf: deductions.a.slice(0, deductions.count),
    tradeOf: deductions.group.slice(0, deductions.count),
    deducted,
    recordsOfPeriod,
    find: (p, mode, side, customer, service) => buckets.find(groups.find(p, customer, service), (mode << 8) | side),
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
  return (bucket) => [...groups.rows.subarray(groups.start[bucket]!, groups.start[bucket + 1]!)].map((deduction) => index.deducted[deduction]!);
}
