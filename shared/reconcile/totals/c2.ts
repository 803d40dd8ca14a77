import { CENT, formatUnits, type Units } from '../../money';
import { reason } from '../reasons';
import { c2Checks } from './c2-checks';
import { c2Part, keepLargest, tallyMonth, type C2Part, type Tested } from './c2-part';
import { RULES, rulesTold, ruleWords } from './c2-rules';
import { descend, DESCENT_SHOWN, type Descent } from './descent';
import { customersNotRead, shownDescent, UNPROVEN } from './total';
import { counterpartyOf, type EngineContext } from '../context';
import { byCodeUnit } from '../../digest';
import type { BillColumns, ControlTotal, DescentChild, DescentStep, RuledExample, TotalStatus } from '../types';

/**
 * C2, bill lines against fee records (semantics.md #19, #20, #22; interfaces.md, reading 8), per customer x service x charge mode x kind.
 * Charging truncates each deduction, so fees may exceed what was charged by less than 0.01 x n, n distinct trades, never the other way
 * round (mirrored for refunds); savings-plan charges are exact. #19 expects yearly/monthly charges to be exact too, by inference; the
 * reading gives them the interval, so an inferred rule never breaks a total. Informative: fee records explain and never settle (#39).
 */
export function c2(context: EngineContext): ControlTotal[] {
  const parts = context.shards.map((shard, number) => (shard.c2 ??= c2Part(context.shardContext(number))));
  const checks = c2Checks(
    context,
    parts.flatMap(({ lines }) => lines ?? []),
  );
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
    if (context.feesRead[index] === 0) return { ...frame, ...UNPROVEN, checks: checks(period), sentence: reason('c2-none', { period }) };
    return { ...frame, checks: checks(period), ...judge(context, parts, index, customersNotRead(context, period)) };
  });
}

function judge(
  context: EngineContext,
  parts: readonly C2Part[],
  period: number,
  unread: ReadonlySet<number>,
): Pick<
  ControlTotal,
  | 'left'
  | 'right'
  | 'difference'
  | 'tolerance'
  | 'toleranceWhy'
  | 'status'
  | 'buckets'
  | 'firstDivergence'
  | 'path'
  | 'examples'
  | 'sentence'
> {
  // Sums of one period in typed arrays: adding up bigints one by one would make an object per shard.
  const sums = new BigInt64Array(2);
  let deductions = 0;
  let tested = 0;
  const held = new Uint32Array(RULES);
  const broken: Tested[] = [];
  const examples: Tested[][] = Array.from({ length: RULES }, () => []);
  for (const of of parts) {
    const month = unread.size === 0 ? of.months[period]! : tallyMonth(of, period, unread, context);
    sums[0] = sums[0]! + month.charged;
    sums[1] = sums[1]! + month.fees;
    deductions += month.deductions;
    tested += month.tested;
    for (const id of month.broken) broken.push({ of: of.buckets, id });
    for (let rule = 0; rule < RULES; rule++) {
      held[rule] = held[rule]! + month.held[rule]!;
      for (const one of month.examples[rule]!) keepLargest(context, examples[rule]!, one);
    }
  }
  const left: Units = sums[0]!;
  const right: Units = sums[1]!;
  const tolerance: Units = CENT * BigInt(deductions);
  const ruled = rulesTold(held);
  const status: TotalStatus = broken.length > 0 ? 'broken' : ruled ? 'within' : 'equal';
  const params = { tested: String(tested), broken: String(broken.length), difference: formatUnits(left - right) };
  const plain = reason(`c2-${status}`, params);
  const why = reason('tolerance-c2', { deductions: String(deductions), tolerance: formatUnits(tolerance) });
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
    ...shownDescent(descentTo(context, parts, period, unread, broken)),
    examples: examples.flatMap((own, rule) => examplesOf(context, rule, own)),
    sentence: unread.size > 0 ? reason('c2-untested', { ...told.params, sentence: `@${told.key}`, customers: String(unread.size) }) : told,
  };
}

function examplesOf(context: EngineContext, rule: number, own: readonly Tested[]): RuledExample[] {
  const { codes } = context;
  return own.map(({ of, id }) => ({
    rule: ruleWords(rule),
    bucket: {
      counterparty: codes.text(counterpartyOf(context, of.customer[id]!, 0)),
      customer: codes.text(of.customer[id]!),
      service: codes.text(of.service[id]!),
      chargeMode: String(of.chargeMode[id]),
      kind: String(of.kind[id]),
    },
    left: of.charged[id]!,
    right: of.fees[id]!,
    difference: of.charged[id]! - of.fees[id]!,
  }));
}

/** What was tested at the counterparties of the broken buckets: the descent follows nobody else. */
function* testedBeside(
  context: EngineContext,
  parts: readonly C2Part[],
  period: number,
  unread: ReadonlySet<number>,
  broken: readonly Tested[],
): Generator<Tested> {
  const wanted = new Set(broken.map(({ of, id }) => counterpartyOf(context, of.customer[id]!, 0)));
  // A counterparty's customers are in its shard.
  for (const shard of [...new Set([...wanted].map((code) => context.shardOf(code)))].sort((a, b) => a - b)) {
    const { buckets: of } = parts[shard]!;
    let [last, asked] = [-1, false];
    for (let i = of.byPeriod.start[period]!; i < of.byPeriod.start[period + 1]!; i++) {
      const id = of.byPeriod.rows[i]!;
      const customer = of.customer[id]!;
      if (customer !== last) asked = !unread.has((last = customer)) && wanted.has(counterpartyOf(context, customer, 0));
      if (asked) yield { of, id };
    }
  }
}

/** Counterparty, customer, service, charge mode, kind; then the rows of that bucket, which is as fine as the two sides meet. */
function descentTo(
  context: EngineContext,
  parts: readonly C2Part[],
  period: number,
  unread: ReadonlySet<number>,
  broken: readonly Tested[],
): Descent {
  if (broken.length === 0) return { path: [], first: null };
  const text = (code: number | string): string => context.codes.text(Number(code));
  const descent = descend(
    [
      { level: 'counterparty', key: ({ of, id }) => counterpartyOf(context, of.customer[id]!, 0), name: text },
      { level: 'customer', key: ({ of, id }) => of.customer[id]!, name: text },
      { level: 'service', key: ({ of, id }) => of.service[id]!, name: text },
      { level: 'chargeMode', key: ({ of, id }) => of.chargeMode[id]!, name: String },
      { level: 'kind', key: ({ of, id }) => of.kind[id]!, name: String },
    ],
    testedBeside(context, parts, period, unread, broken),
    broken,
    ({ of, id }) => [of.charged[id]!, of.fees[id]!],
  );
  const { first } = descent;
  return first ? { ...descent, path: [...descent.path, rowsOf(context, first.bucket, period)] } : descent;
}

/** Bill lines (by resource type) on the left, deductions (by trade ID) on the right: they have no number in common, so each stands alone. */
function rowsOf(context: EngineContext, bucket: Readonly<Record<string, string>>, period: number): DescentStep {
  const { input, codes, trades } = context;
  const { bills } = input;
  const customer = codes.code(bucket['customer'] ?? '');
  const shard = context.shardOf(customer);
  const service = codes.code(bucket['service'] ?? '');
  const mode = Number(bucket['chargeMode']);
  const kind = Number(bucket['kind']);
  const lines: DescentChild[] = [];
  for (const line of linesOf(bills, period, customer)) {
    if (bills.service[line] !== service) continue;
    if (bills.chargeMode[line] !== mode || bills.kind[line] !== kind) continue;
    lines.push({ name: codes.text(bills.resourceType[line]!), left: bills.amount[line]!, right: null, difference: null });
  }
  const { fees } = context.shards[shard]!;
  const id = fees.find(period, mode, kind, customer, service);
  const deductions: DescentChild[] = [];
  for (let deduction = 0; id >= 0 && deduction < fees.deductions; deduction++) {
    if (fees.bucketOf[deduction] === id)
      deductions.push({ name: trades.text(fees.tradeOf[deduction]!), left: null, right: fees.deducted[deduction]!, difference: null });
  }
  const shown = [lines, deductions].map((rows) => rows.sort(byNameAndAmount).slice(0, DESCENT_SHOWN / 2));
  return { level: 'line', children: shown.flat(), diverging: lines.length + deductions.length, rows: true };
}

function linesOf(bills: BillColumns, period: number, customer: number): number[] {
  const { period: periods, customer: customers } = bills;
  const { first, last } = boundsOf(bills);
  const lines: number[] = [];
  for (let line = first[period] ?? 0, end = last[period] ?? -1; line <= end; line++)
    if (customers[line] === customer && periods[line] === period) lines.push(line);
  return lines;
}

/** First and last line of each period. */
interface Bounds {
  readonly first: readonly number[];
  readonly last: readonly number[];
}

/** Columns never change: lines are gone through once, not for every broken month. They mostly stand month by month. */
const bounds = new WeakMap<BillColumns, Bounds>();

function boundsOf(bills: BillColumns): Bounds {
  const known = bounds.get(bills);
  if (known) return known;
  const { period, rows } = bills;
  const [first, last]: [number[], number[]] = [[], []];
  for (let from = 0, to = 0; from < rows; from = to) {
    const month = period[from]!;
    while (to < rows && period[to] === month) to++;
    first[month] ??= from;
    last[month] = to - 1;
  }
  bounds.set(bills, { first, last });
  return { first, last };
}

function byNameAndAmount(a: DescentChild, b: DescentChild): number {
  const [one, other] = [a.left ?? a.right ?? 0n, b.left ?? b.right ?? 0n];
  return byCodeUnit(a.name, b.name) || (one < other ? -1 : one > other ? 1 : 0);
}
