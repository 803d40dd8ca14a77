import { CENT, formatUnits, type Units } from '../../money';
import { OUTSIDE } from '../fee-index';
import { groupRows, KeyTable, type Groups } from '../key-table';
import { PlaceIndex } from '../place-index';
import type { KeySpace } from '../key-space';
import { reason } from '../reasons';
import { c2Checks } from './c2-checks';
import { rulesThatHeld, rulesTold } from './c2-rules';
import { descend, DESCENT_SHOWN, type Descent } from './descent';
import { customersNotRead, shownDescent, UNPROVEN } from './total';
import { counterpartyOf, type EngineContext } from '../context';
import { byCodeUnit } from '../../digest';
import type { ControlTotal, DescentChild, DescentStep, TotalStatus } from '../types';

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
  /** Bucket of each of the fee index's buckets, -1 for those outside the comparison. */
  readonly bucketOfFee: Int32Array;
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
  const rules = rulesThatHeld(context.fees, { ...buckets, within: (id) => isWithin(buckets, id) });
  const checks = c2Checks(context);
  return context.input.periods.map((period, index) => {
    const frame = {
      id: 'C2',
      period,
      blocking: false,
      currency: context.input.currency,
      // The monthly summary is pre-tax by its documentation, fee records do not say (semantics.md, "Money, time, codes").
      taxBasis: 'unknown',
      basis: 'inferred',
      identity: '19, 20, 22, 39',
      covers: ['amount', 'debt_amount', 'adjustment_amount', 'payment_amount'],
    } as const;
    if (context.fees.recordsOfPeriod[index] === 0)
      return { ...frame, ...UNPROVEN, checks: checks(period), sentence: reason('c2-none', { period }) };
    return { ...frame, checks: checks(period), ...judge(context, buckets, rules, index, customersNotRead(context, period)) };
  });
}

function judge(
  context: EngineContext,
  buckets: C2Buckets,
  rules: Uint8Array,
  period: number,
  unread: ReadonlySet<number>,
): Pick<
  ControlTotal,
  'left' | 'right' | 'difference' | 'tolerance' | 'toleranceWhy' | 'status' | 'buckets' | 'firstDivergence' | 'path' | 'sentence'
> {
  const { byPeriod, customer, chargeMode, charged, fees, trades } = buckets;
  // Sums of one period in typed arrays: adding up bigints one by one would make an object per bucket.
  const sums = new BigInt64Array(2);
  let deductions = 0;
  let tested = 0;
  const broken: number[] = [];
  const held: number[] = [];
  for (let i = byPeriod.start[period]!; i < byPeriod.start[period + 1]!; i++) {
    const id = byPeriod.rows[i]!;
    if (unread.size > 0 && unread.has(customer[id]!)) continue;
    tested++;
    sums[0] = sums[0]! + charged[id]!;
    sums[1] = sums[1]! + fees[id]!;
    if (chargeMode[id] !== SAVINGS_PLAN) deductions += trades[id]!;
    if (charged[id] === fees[id]) continue;
    if (rules[id] !== 0) held.push(rules[id]!);
    else broken.push(id);
  }
  const left: Units = sums[0]!;
  const right: Units = sums[1]!;
  const tolerance: Units = CENT * BigInt(deductions);
  const status: TotalStatus = broken.length > 0 ? 'broken' : held.length > 0 ? 'within' : 'equal';
  const params = { tested: String(tested), broken: String(broken.length), difference: formatUnits(left - right) };
  const plain = reason(`c2-${status}`, params);
  const why = reason('tolerance-c2', { deductions: String(deductions), tolerance: formatUnits(tolerance) });
  const ruled = rulesTold(held);
  const told =
    ruled && status === 'within'
      ? reason('c2-ruled', { ...params, ...ruled.params, told: `@${plain.key}`, ruled: `@${ruled.key}` })
      : plain;
  return {
    left,
    right,
    difference: left - right,
    tolerance,
    // A broken total's sentence speaks of what breaks it.
    toleranceWhy:
      ruled && status === 'broken'
        ? reason('tolerance-c2-ruled', { ...why.params, ...ruled.params, why: `@${why.key}`, ruled: `@${ruled.key}` })
        : why,
    status,
    buckets: { tested, broken: broken.length },
    ...shownDescent(descentTo(context, buckets, period, unread, broken)),
    sentence: unread.size > 0 ? reason('c2-untested', { ...told.params, sentence: `@${told.key}`, customers: String(unread.size) }) : told,
  };
}

/** Truncation is one-sided: `0 < fees - charged < 0.01 x n` for charges, mirrored for refunds; savings-plan charges are exact. */
function isWithin({ chargeMode, kind, charged, fees, trades }: C2Buckets, id: number): boolean {
  if (chargeMode[id] === SAVINGS_PLAN) return false;
  const over: Units = fees[id]! - charged[id]!;
  const erased = kind[id] === 1 ? -over : over;
  return erased > 0n && erased < CENT * BigInt(trades[id]!);
}

function* testedIn({ byPeriod, customer }: C2Buckets, period: number, unread: ReadonlySet<number>): Generator<number> {
  for (let i = byPeriod.start[period]!; i < byPeriod.start[period + 1]!; i++) {
    const id = byPeriod.rows[i]!;
    if (unread.size === 0 || !unread.has(customer[id]!)) yield id;
  }
}

/** Counterparty, customer, service, charge mode, kind; then the rows of that bucket, which is as fine as the two sides meet. */
function descentTo(
  context: EngineContext,
  buckets: C2Buckets,
  period: number,
  unread: ReadonlySet<number>,
  broken: readonly number[],
): Descent {
  const { customer, service, chargeMode, kind, charged, fees } = buckets;
  const text = (code: number | string): string => context.codes.text(Number(code));
  const descent = descend(
    [
      { level: 'counterparty', key: (id) => counterpartyOf(context, customer[id]!, 0), name: text },
      { level: 'customer', key: (id) => customer[id]!, name: text },
      { level: 'service', key: (id) => service[id]!, name: text },
      { level: 'chargeMode', key: (id) => chargeMode[id]!, name: String },
      { level: 'kind', key: (id) => kind[id]!, name: String },
    ],
    testedIn(buckets, period, unread),
    broken,
    (id) => [charged[id]!, fees[id]!],
  );
  const { first } = descent;
  return first ? { ...descent, path: [...descent.path, rowsOf(context, first.bucket, period)] } : descent;
}

/** Bill lines (by resource type) on the left, deductions (by trade ID) on the right: they have no number in common, so each stands alone. */
function rowsOf(context: EngineContext, bucket: Readonly<Record<string, string>>, period: number): DescentStep {
  const { input, codes, fees, trades } = context;
  const { bills } = input;
  const customer = codes.code(bucket['customer'] ?? '');
  const service = codes.code(bucket['service'] ?? '');
  const mode = Number(bucket['chargeMode']);
  const kind = Number(bucket['kind']);
  const lines: DescentChild[] = [];
  for (let line = 0; line < bills.rows; line++) {
    if (bills.customer[line] !== customer || bills.service[line] !== service || bills.period[line] !== period) continue;
    if (bills.chargeMode[line] !== mode || bills.kind[line] !== kind) continue;
    lines.push({ name: codes.text(bills.resourceType[line]!), left: bills.amount[line]!, right: null, difference: null });
  }
  const id = fees.find(period, mode, kind, customer, service);
  const deductions: DescentChild[] = [];
  for (let deduction = 0; id >= 0 && deduction < fees.deductions; deduction++) {
    if (fees.bucketOf[deduction] === id)
      deductions.push({ name: trades.text(fees.tradeOf[deduction]!), left: null, right: fees.deducted[deduction]!, difference: null });
  }
  const shown = [lines, deductions].map((rows) => rows.sort(byNameAndAmount).slice(0, DESCENT_SHOWN / 2));
  return { level: 'line', children: shown.flat(), diverging: lines.length + deductions.length, rows: true };
}

function byNameAndAmount(a: DescentChild, b: DescentChild): number {
  const [one, other] = [a.left ?? a.right ?? 0n, b.left ?? b.right ?? 0n];
  return byCodeUnit(a.name, b.name) || (one < other ? -1 : one > other ? 1 : 0);
}

/** Bill cells and fee buckets side by side, of the months whose fee records were read. */
function bucketsOf(context: EngineContext): C2Buckets {
  const { cells, fees, input, arrears, space } = context;
  const read = fees.recordsOfPeriod;
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
