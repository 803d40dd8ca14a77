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

/** Indexes of several shards as one, put together when they are first asked for: few runs look at single deductions across shards. */
export class JoinedFees {
  readonly recordsOfPeriod: Uint32Array;
  private joined: FeesByTrade | null = null;

  constructor(private readonly parts: readonly FeeIndex[], periods: number) {
    this.recordsOfPeriod = new Uint32Array(periods);
    for (const part of parts) part.recordsOfPeriod.forEach((count, at) => (this.recordsOfPeriod[at] = this.recordsOfPeriod[at]! + count));
  }

  /** Deductions of a trade number, as positions of {@link all}. */
  of(trade: number): Uint32Array {
    return this.all.of(trade);
  }

  get all(): FeesByTrade {
    return (this.joined ??= joinFees(this.parts));
  }
}

/** All deductions of a run. */
export interface FeesByTrade {
  readonly period: Uint16Array;
  /** 0 charge, 1 refund, or {@link OUTSIDE}. */
  readonly kind: Uint8Array;
  readonly deducted: BigInt64Array;
  of(trade: number): Uint32Array;
}

function joinFees(parts: readonly FeeIndex[]): FeesByTrade {
  const deductions = parts.reduce((sum, part) => sum + part.deductions, 0);
  const joined = { period: new Uint16Array(deductions), kind: new Uint8Array(deductions), deducted: new BigInt64Array(deductions), tradeOf: new Uint32Array(deductions) };
  let at = 0;
  for (const part of parts) {
    for (let i = 0; i < part.deductions; i++) {
      joined.period[at + i] = part.period[part.bucketOf[i]!]!;
      joined.kind[at + i] = part.kind[part.bucketOf[i]!]!;
    }
    joined.deducted.set(part.deducted, at);
    joined.tradeOf.set(part.tradeOf, at);
    at += part.deductions;
  }
  return { ...joined, of: deductionsByTrade({ deductions, tradeOf: joined.tradeOf }) };
}

/** Records to deductions, one per trade and bucket; a record without a trade ID is a deduction of its own. */
function deductionsOf(
  fees: FeeColumns,
  bucketOfRow: Uint32Array,
  buckets: number,
): Pick<FeeIndex, 'deductions' | 'bucketOf' | 'tradeOf' | 'deducted' | 'trades'> {
  const { rows, trade } = fees;
  const known = new KeyTable(Math.min(rows, 1 << 16));
  const deductionOfRow = new Uint32Array(rows);
  const bucketOf = new Uint32Array(rows);
  const tradeOf = new Uint32Array(rows);
  const trades = new Uint32Array(buckets);
  /** By number of the pair. */
  const numbered = new Uint32Array(rows);
  let deductions = 0;
  for (let row = 0; row < rows; row++) {
    const bucket = bucketOfRow[row]!;
    if (trade[row] !== 0) {
      const pairs = known.size;
      const pair = known.idOf(bucket, trade[row]!);
      if (pair < pairs) {
        deductionOfRow[row] = numbered[pair]!;
        continue;
      }
      numbered[pair] = deductions;
    }
    deductionOfRow[row] = deductions;
    bucketOf[deductions] = bucket;
    tradeOf[deductions++] = trade[row]!;
    trades[bucket] = trades[bucket]! + 1;
  }
  return {
    deductions,
    bucketOf: bucketOf.slice(0, deductions),
    tradeOf: tradeOf.slice(0, deductions),
    deducted: sumBy(fees.payment, deductionOfRow, deductions),
    trades,
  };
}

function kindTable(): Uint8Array {
  const table = new Uint8Array(256);
  for (let type = 0; type < 256; type++) table[type] = feeKind(type, 3, 2);
  return table;
}

/** Deductions of a trade number: how an order's fee records are found. Sorted by trade when first asked for. */
export function deductionsByTrade(index: Pick<FeeIndex, 'deductions' | 'tradeOf'>): (trade: number) => Uint32Array {
  let sorted: { readonly groups: Groups; of(trade: number): number } | null = null;
  return (trade) => {
    if (trade === 0) return NONE;
    sorted ??= sortByTrade(index);
    const group = sorted.of(trade);
    return group < 0 ? NONE : sorted.groups.rows.subarray(sorted.groups.start[group]!, sorted.groups.start[group + 1]!);
  };
}

/** By the number itself where numbers are dense, else (a shard has a few of them all) by a table of those there are. */
function sortByTrade({ deductions, tradeOf }: Pick<FeeIndex, 'deductions' | 'tradeOf'>): { groups: Groups; of(trade: number): number } {
  let most = 0;
  for (let deduction = 0; deduction < deductions; deduction++) most = Math.max(most, tradeOf[deduction]!);
  if (most < deductions * 4) {
    return { groups: groupRows(tradeOf, deductions, most + 1), of: (trade) => (trade > most ? -1 : trade) };
  }
  const table = new KeyTable(64);
  const groupOf = new Uint32Array(deductions);
  for (let deduction = 0; deduction < deductions; deduction++) groupOf[deduction] = table.idOf(tradeOf[deduction]!, 0);
  return { groups: groupRows(groupOf, deductions, table.size), of: (trade) => table.find(trade, 0) };
}

const NONE = new Uint32Array();

/** Looks up the sums of a bucket's deductions. */
export function deductionsByBucket(index: FeeIndex): (bucket: number) => bigint[] {
  if (index.deductions === 0) return () => [];
  const groups = groupRows(index.bucketOf, index.deductions, index.buckets);
  return (bucket) =>
    [...groups.rows.subarray(groups.start[bucket]!, groups.start[bucket + 1]!)].map((deduction) => index.deducted[deduction]!);
}
