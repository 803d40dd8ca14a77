/** One shard's share of C2: its buckets, and what they come to month by month. */
import { absolute, CENT, type Units } from '../../money';
import { byCodeUnit } from '../../digest';
import { OUTSIDE } from '../fee-index';
import { groupRows, KeyTable, type Groups } from '../key-table';
import { PlaceIndex } from '../place-index';
import { testedLines, type TestedLines } from './c2-checks';
import { rulesThatHeld, RULES } from './c2-rules';
import type { KeySpace } from '../key-space';
import type { RunContext, ShardContext } from '../context';

const SAVINGS_PLAN = 11;
const RESERVED = 10;

/** Buckets of the comparison as columns: customer x service x charge mode x kind of a period. */
export interface C2Buckets {
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

/** What a shard's buckets of a month come to. */
export interface C2Month {
  readonly charged: Units;
  readonly fees: Units;
  /** Deductions that truncation may have taken something from. */
  readonly deductions: number;
  readonly tested: number;
  /** Buckets within the tolerance, by number of the rule that explains them (c2-rules.ts); at 0 the others. */
  readonly held: Uint32Array;
  /** Buckets that do not hold. */
  readonly broken: readonly number[];
  /** By number of the rule: the few that differ most. */
  readonly examples: readonly (readonly Tested[])[];
}

export interface C2Part {
  readonly buckets: C2Buckets;
  /** Rule of each bucket. */
  readonly rules: Uint8Array;
  /** By index of the period; of all customers. */
  readonly months: readonly C2Month[];
  readonly lines: TestedLines | null;
}

export function c2Part(context: ShardContext): C2Part {
  const { bucketOfFee, ...buckets } = bucketsOf(context);
  const rules = rulesThatHeld(context.fees, { bucketOfFee, charged: buckets.charged, within: (id) => isWithin(buckets, id) });
  const months = context.input.periods.map((_, period) => tallyMonth({ buckets, rules }, period, NOBODY, context));
  return { buckets, rules, months, lines: testedLines(context) };
}

const NOBODY: ReadonlySet<number> = new Set();

/** @param unread customers whose buckets are not tested */
export function tallyMonth(
  { buckets, rules }: Pick<C2Part, 'buckets' | 'rules'>,
  period: number,
  unread: ReadonlySet<number>,
  context: RunContext,
): C2Month {
  const { byPeriod, customer, chargeMode, charged, fees, trades } = buckets;
  const sums = new BigInt64Array(2);
  let deductions = 0;
  let tested = 0;
  const held = new Uint32Array(RULES);
  const broken: number[] = [];
  const examples: Tested[][] = Array.from({ length: RULES }, () => []);
  for (let i = byPeriod.start[period]!; i < byPeriod.start[period + 1]!; i++) {
    const id = byPeriod.rows[i]!;
    if (unread.size > 0 && unread.has(customer[id]!)) continue;
    tested++;
    sums[0] = sums[0]! + charged[id]!;
    sums[1] = sums[1]! + fees[id]!;
    if (chargeMode[id] !== SAVINGS_PLAN) deductions += trades[id]!;
    if (charged[id] === fees[id]) continue;
    const rule = rules[id]!;
    if (rule === 0) {
      broken.push(id);
      continue;
    }
    held[rule] = held[rule]! + 1;
    keepLargest(context, examples[rule]!, { of: buckets, id });
  }
  return { charged: sums[0]!, fees: sums[1]!, deductions, tested, held, broken, examples };
}

/** Examples of a rule that are kept. */
const EXAMPLES = 3;

/** Takes a bucket among the kept ones where it differs more than the last of them; equal ones in order of their names, so that the order of rows is nothing. */
export function keepLargest(context: RunContext, kept: Tested[], one: Tested): void {
  if (kept.length === EXAMPLES && byDifference(context, one, kept[EXAMPLES - 1]!) > 0) return;
  kept.push(one);
  kept.sort((a, b) => byDifference(context, a, b));
  kept.length = Math.min(kept.length, EXAMPLES);
}

/** A bucket of one shard. */
export interface Tested {
  readonly of: C2Buckets;
  readonly id: number;
}

/** The larger difference first, then by customer, service, charge mode and kind. */
function byDifference({ codes }: RunContext, a: Tested, b: Tested): number {
  const size = ({ of, id }: Tested): Units => absolute(of.fees[id]! - of.charged[id]!);
  const [one, other] = [size(a), size(b)];
  if (one !== other) return one > other ? -1 : 1;
  const name = ({ of, id }: Tested): string =>
    [codes.text(of.customer[id]!), codes.text(of.service[id]!), of.chargeMode[id], of.kind[id]].join('\0');
  return byCodeUnit(name(a), name(b));
}

/** Truncation is one-sided: `0 < fees - charged < 0.01 x n` for charges, mirrored for refunds; savings-plan charges are exact. */
function isWithin({ chargeMode, kind, charged, fees, trades }: C2Buckets, id: number): boolean {
  if (chargeMode[id] === SAVINGS_PLAN) return false;
  const over: Units = fees[id]! - charged[id]!;
  const erased = kind[id] === 1 ? -over : over;
  return erased > 0n && erased < CENT * BigInt(trades[id]!);
}

/** Bill cells and fee buckets side by side, of the months whose fee records were read. */
function bucketsOf(context: ShardContext): C2Buckets & { readonly bucketOfFee: Int32Array } {
  const { cells, fees, input, arrears, space, feesRead: read } = context;
  // Charge mode and kind as one small number: the buckets of a (period, customer, service).
  const sorts = new KeyTable();
  const skipped = -1;
  const sortOfFee = new Int16Array(fees.buckets).fill(skipped);
  for (let bucket = 0; bucket < fees.buckets; bucket++) {
    if (fees.kind[bucket] !== OUTSIDE) sortOfFee[bucket] = sorts.idOf((fees.chargeMode[bucket]! << 8) | fees.kind[bucket]!, 0);
  }
  const sortOfCell = new Int16Array(cells.count).fill(skipped);
  for (let cell = 0; cell < cells.count; cell++) {
    if (cells.kind[cell]! > 1 || cells.chargeMode[cell] === RESERVED || read[cells.period[cell]!] === 0) continue;
    sortOfCell[cell] = sorts.idOf((cells.chargeMode[cell]! << 8) | cells.kind[cell]!, 0);
  }
  const variants = Math.max(1, sorts.size);
  const index = new PlaceIndex(space.size * variants);
  const placeOfFee = placesOf(space, fees, fees.buckets, sortOfFee, variants, index);
  const placeOfCell = placesOf(space, cells, cells.count, sortOfCell, variants, index);
  index.seal();
  const count = index.size;
  const charged = new BigInt64Array(count);
  const paid = new BigInt64Array(count);
  const trades = new Uint32Array(count);
  /** Bucket of each of the fee index's buckets, -1 for those outside the comparison. */
  const bucketOfFee = new Int32Array(fees.buckets).fill(skipped);
  for (let bucket = 0; bucket < fees.buckets; bucket++) {
    if (sortOfFee[bucket] === skipped) continue;
    const id = index.idOf(placeOfFee[bucket]!);
    bucketOfFee[bucket] = id;
    paid[id] = paid[id]! + fees.payment[bucket]!;
    trades[id] = trades[id]! + fees.trades[bucket]!;
  }
  // The charged value of reading 6a holds debt and adjustment outside the amount (semantics.md #6).
  const outside = arrears.reading !== '6b';
  for (let cell = 0; cell < cells.count; cell++) {
    if (sortOfCell[cell] === skipped) continue;
    const id = index.idOf(placeOfCell[cell]!);
    charged[id] = charged[id]! + cells.amount[cell]!;
    if (outside && cells.kind[cell] === 0) charged[id] = charged[id]! + cells.debt[cell]! + cells.adjustment[cell]!;
  }
  const places = index.all();
  const chargeMode = new Uint8Array(count);
  const kind = new Uint8Array(count);
  const packed = sorts.column(0);
  for (let id = 0; id < count; id++) {
    const key = Math.floor(places[id]! / variants);
    const sort = packed[places[id]! - key * variants]!;
    chargeMode[id] = sort >>> 8;
    kind[id] = sort & 0xff;
    places[id] = key;
  }
  const { period, party, service } = space.columns(places);
  return {
    count,
    customer: party,
    service,
    chargeMode,
    kind,
    charged,
    fees: paid,
    trades,
    bucketOfFee,
    byPeriod: groupRows(Uint32Array.from(period), count, input.periods.length),
  };
}

/** Places of keys with their sort, added to the index; what has no sort takes no part. */
function placesOf(
  space: KeySpace,
  { period, customer, service }: { readonly period: Uint16Array; readonly customer: Uint32Array; readonly service: Uint32Array },
  count: number,
  sortOf: Int16Array,
  variants: number,
  index: PlaceIndex,
): Uint32Array | Float64Array {
  const places = PlaceIndex.places(space.size * variants, count);
  for (let i = 0; i < count; i++) {
    if (sortOf[i]! < 0) continue;
    places[i] = space.place(period[i]!, customer[i]!, service[i]!) * variants + sortOf[i]!;
    index.add(places[i]!);
  }
  return places;
}
