import { CENT, formatUnits, type Units } from '../../money';
import { OUTSIDE } from '../fee-index';
import { groupRows, KeyTable, longerSums, type Groups } from '../key-table';
import { reason } from '../reasons';
import { customersNotRead, firstOf, UNPROVEN, type Bucket } from './total';
import type { EngineContext } from '../context';
import type { ControlTotal, TotalStatus } from '../types';

const SAVINGS_PLAN = 11;
const RESERVED = 10;

/** Buckets of the comparison as columns: customer x service x charge mode x kind of a period. */
interface C2Buckets {
  readonly count: number;
  readonly customer: Uint32Array;
  readonly service: Uint32Array;
  readonly chargeMode: Uint8Array;
  readonly kind: Uint8Array;
  readonly charged: BigInt64Array;
  readonly fees: BigInt64Array;
  readonly trades: Uint32Array;
  /** Buckets of each period. */
  readonly byPeriod: Groups;
}

/**
 * C2, bill lines against fee records (semantics.md #19, #20, #22; interfaces.md, reading 8), per customer x service x charge mode x kind.
 * Charging truncates each deduction, so fees may exceed what was charged by less than 0.01 x n, n distinct trades, never the other way
 * round (mirrored for refunds); savings-plan charges are exact. #19 expects yearly/monthly charges to be exact too, by inference; the
 * reading gives them the interval, so an inferred rule never breaks a total. Informative: fee records explain and never settle (#39).
 */
export function c2(context: EngineContext): ControlTotal[] {
  const buckets = bucketsOf(context);
  return context.input.periods.map((period, index) => {
    const frame = { id: 'C2', period, blocking: false, basis: 'inferred', identity: '19', covers: ['amount', 'debt_amount', 'adjustment_amount', 'payment_amount'] } as const;
    if (context.fees.recordsOfPeriod[index] === 0) return { ...frame, ...UNPROVEN, sentence: reason('c2-none', { period }) };
    return { ...frame, ...judge(context, buckets, index, customersNotRead(context, period)) };
  });
}

function judge(context: EngineContext, buckets: C2Buckets, period: number, unread: ReadonlySet<number>): Omit<ControlTotal, 'id' | 'period' | 'blocking' | 'basis' | 'identity' | 'covers'> {
  const { byPeriod, customer, chargeMode, charged, fees, trades } = buckets;
  // Sums of one period in typed arrays: adding up bigints one by one would make an object per bucket.
  const sums = new BigInt64Array(2);
  let deductions = 0;
  let tested = 0;
  let within = 0;
  const broken: Bucket[] = [];
  for (let i = byPeriod.start[period]!; i < byPeriod.start[period + 1]!; i++) {
    const id = byPeriod.rows[i]!;
    if (unread.size > 0 && unread.has(customer[id]!)) continue;
    tested++;
    sums[0] = sums[0]! + charged[id]!;
    sums[1] = sums[1]! + fees[id]!;
    if (chargeMode[id] !== SAVINGS_PLAN) deductions += trades[id]!;
    if (charged[id] === fees[id]) continue;
    if (isWithin(buckets, id)) within++;
    else broken.push({ name: nameOf(context, buckets, id), left: charged[id]!, right: fees[id]! });
  }
  const left: Units = sums[0]!;
  const right: Units = sums[1]!;
  const tolerance: Units = CENT * BigInt(deductions);
  const status: TotalStatus = broken.length > 0 ? 'broken' : within > 0 ? 'within' : 'equal';
  const params = { tested: String(tested), broken: String(broken.length), difference: formatUnits(left - right) };
  const key = `c2-${status}` as const;
  return {
    left,
    right,
    difference: left - right,
    tolerance,
    status,
    buckets: { tested, broken: broken.length },
    firstDivergence: firstOf(broken),
    sentence: unread.size > 0 ? reason('c2-untested', { ...params, sentence: `@${key}`, customers: String(unread.size) }) : reason(key, params),
  };
}

/** Truncation is one-sided: `0 < fees - charged < 0.01 x n` for charges, mirrored for refunds; savings-plan charges are exact. */
function isWithin({ chargeMode, kind, charged, fees, trades }: C2Buckets, id: number): boolean {
  if (chargeMode[id] === SAVINGS_PLAN) return false;
  const over: Units = fees[id]! - charged[id]!;
  const erased = kind[id] === 1 ? -over : over;
  return erased > 0n && erased < CENT * BigInt(trades[id]!);
}

function nameOf(context: EngineContext, buckets: C2Buckets, id: number): Record<string, string> {
  return {
    customer: context.codes.text(buckets.customer[id]!),
    service: context.codes.text(buckets.service[id]!),
    chargeMode: String(buckets.chargeMode[id]!),
    kind: String(buckets.kind[id]!),
  };
}

/** Bill cells and fee buckets side by side, of the months whose fee records were read. */
function bucketsOf(context: EngineContext): C2Buckets {
  const { cells, fees, input, arrears } = context;
  const read = fees.recordsOfPeriod;
  const table = new KeyTable(Math.min(1 << 20, fees.buckets * 2));
  let charged: BigInt64Array = new BigInt64Array(Math.max(64, fees.buckets));
  let paid: BigInt64Array = new BigInt64Array(charged.length);
  let trades = new Uint32Array(charged.length);
  const idOf = (period: number, chargeMode: number, kind: number, customer: number, service: number): number => {
    const id = table.idOf((period << 16) | (chargeMode << 8) | kind, customer, service);
    if (id < charged.length) return id;
    charged = longerSums(charged, id + 1);
    paid = longerSums(paid, id + 1);
    const longer = new Uint32Array(charged.length);
    longer.set(trades);
    trades = longer;
    return id;
  };
  for (let bucket = 0; bucket < fees.buckets; bucket++) {
    if (fees.kind[bucket] === OUTSIDE) continue;
    const id = idOf(fees.period[bucket]!, fees.chargeMode[bucket]!, fees.kind[bucket]!, fees.customer[bucket]!, fees.service[bucket]!);
    paid[id] = paid[id]! + fees.payment[bucket]!;
    trades[id] = trades[id]! + fees.trades[bucket]!;
  }
  // The charged value of reading 6a holds debt and adjustment outside the amount (semantics.md #6).
  const outside = arrears.reading !== '6b';
  for (let cell = 0; cell < cells.count; cell++) {
    const kind = cells.kind[cell]!;
    if (kind > 1 || cells.chargeMode[cell] === RESERVED || read[cells.period[cell]!] === 0) continue;
    const id = idOf(cells.period[cell]!, cells.chargeMode[cell]!, kind, cells.customer[cell]!, cells.service[cell]!);
    charged[id] = charged[id]! + cells.amount[cell]!;
    if (outside && kind === 0) charged[id] = charged[id]! + cells.debt[cell]! + cells.adjustment[cell]!;
  }
  const count = table.size;
  const packed = table.column(0);
  const period = new Uint32Array(count);
  const chargeMode = new Uint8Array(count);
  const kind = new Uint8Array(count);
  for (let id = 0; id < count; id++) {
    period[id] = packed[id]! >>> 16;
    chargeMode[id] = (packed[id]! >>> 8) & 0xff;
    kind[id] = packed[id]! & 0xff;
  }
  return {
    count,
    customer: table.column(1),
    service: table.column(2),
    chargeMode,
    kind,
    charged,
    fees: paid,
    trades,
    byPeriod: groupRows(period, count, input.periods.length),
  };
}
