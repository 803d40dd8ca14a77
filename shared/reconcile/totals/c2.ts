import { CENT, formatUnits, type Units } from '../../money';
import { parseSliceId } from '../../sync/slices';
import { OUTSIDE } from '../fee-index';
import { KeyTable } from '../key-table';
import { reason } from '../reasons';
import { firstOf, UNPROVEN, type Bucket } from './total';
import type { EngineContext } from '../context';
import type { ControlTotal, TotalStatus } from '../types';

const SAVINGS_PLAN = 11;
const RESERVED = 10;

interface C2Bucket {
  customer: number;
  service: number;
  chargeMode: number;
  kind: number;
  charged: Units;
  fees: Units;
  trades: number;
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
    const unread = customersNotRead(context, period);
    const tested = buckets[index]!.filter((bucket) => !unread.has(bucket.customer));
    return { ...frame, ...judge(context, tested, unread.size) };
  });
}

function judge(context: EngineContext, tested: readonly C2Bucket[], unread: number): Omit<ControlTotal, 'id' | 'period' | 'blocking' | 'basis' | 'identity' | 'covers'> {
  let left = 0n;
  let right = 0n;
  let tolerance = 0n;
  let within = 0;
  const broken: Bucket[] = [];
  for (const bucket of tested) {
    left += bucket.charged;
    right += bucket.fees;
    if (bucket.chargeMode !== SAVINGS_PLAN) tolerance += CENT * BigInt(bucket.trades);
    const status = statusOf(bucket);
    if (status === 'within') within++;
    if (status === 'broken') broken.push({ name: nameOf(context, bucket), left: bucket.charged, right: bucket.fees });
  }
  const status: TotalStatus = broken.length > 0 ? 'broken' : within > 0 ? 'within' : 'equal';
  const params = { tested: String(tested.length), broken: String(broken.length), difference: formatUnits(left - right) };
  const key = `c2-${status}` as const;
  return {
    left,
    right,
    difference: left - right,
    tolerance,
    status,
    buckets: { tested: tested.length, broken: broken.length },
    firstDivergence: firstOf(broken),
    sentence: unread > 0 ? reason('c2-untested', { ...params, sentence: `@${key}`, customers: String(unread) }) : reason(key, params),
  };
}

/** Truncation is one-sided: `0 <= fees - charged < 0.01 x n` for charges, mirrored for refunds. */
function statusOf(bucket: C2Bucket): 'equal' | 'within' | 'broken' {
  const over = bucket.fees - bucket.charged;
  if (over === 0n) return 'equal';
  if (bucket.chargeMode === SAVINGS_PLAN) return 'broken';
  const erased = bucket.kind === 1 ? -over : over;
  return erased > 0n && erased < CENT * BigInt(bucket.trades) ? 'within' : 'broken';
}

function nameOf(context: EngineContext, bucket: C2Bucket): Record<string, string> {
  return {
    customer: context.codes.text(bucket.customer),
    service: context.codes.text(bucket.service),
    chargeMode: String(bucket.chargeMode),
    kind: String(bucket.kind),
  };
}

function bucketsOf(context: EngineContext): C2Bucket[][] {
  const { cells, fees, input, arrears } = context;
  const table = new KeyTable(cells.count + 64);
  const all: C2Bucket[] = [];
  const periodOf: number[] = [];
  const at = (period: number, chargeMode: number, kind: number, customer: number, service: number): C2Bucket => {
    const id = table.idOf((period << 16) | (chargeMode << 8) | kind, customer, service);
    const known = all[id];
    if (known) return known;
    const made = { customer, service, chargeMode, kind, charged: 0n, fees: 0n, trades: 0 };
    all[id] = made;
    periodOf[id] = period;
    return made;
  };
  for (let cell = 0; cell < cells.count; cell++) {
    const kind = cells.kind[cell]!;
    if (kind > 1 || cells.chargeMode[cell] === RESERVED) continue;
    const bucket = at(cells.period[cell]!, cells.chargeMode[cell]!, kind, cells.customer[cell]!, cells.service[cell]!);
    bucket.charged += cells.amount[cell]!;
    // The charged value of reading 6a holds debt and adjustment outside the amount (semantics.md #6).
    if (arrears.reading !== '6b' && kind === 0) bucket.charged += cells.debt[cell]! + cells.adjustment[cell]!;
  }
  for (let id = 0; id < fees.buckets; id++) {
    if (fees.kind[id] === OUTSIDE) continue;
    const bucket = at(fees.period[id]!, fees.chargeMode[id]!, fees.kind[id]!, fees.customer[id]!, fees.service[id]!);
    bucket.fees += fees.payment[id]!;
    bucket.trades += fees.trades[id]!;
  }
  const byPeriod: C2Bucket[][] = input.periods.map(() => []);
  all.forEach((bucket, id) => byPeriod[periodOf[id]!]!.push(bucket));
  return byPeriod;
}

/** Customers whose fee records of the month could not be published: their buckets would diverge for no reason of the bill's. */
function customersNotRead(context: EngineContext, period: string): ReadonlySet<number> {
  const unread = new Set<number>();
  for (const slice of context.input.slices) {
    if (slice.failure === null || slice.period !== period) continue;
    const key = parseSliceId(slice.slice);
    if (key.source === 'fee-records' && key.customer !== undefined) unread.add(context.codes.code(key.customer));
  }
  return unread;
}
