import { periodOfInstant, type Period } from '../../period';
import { adjustmentsRead, type AccountChain } from '../account-chain';
import { balanceAt } from '../account-roll';
import { reason } from '../reasons';
import { signedAdjustment } from '../figures';
import { c4Checks } from './c4-checks';
import { firstOf, UNPROVEN, type Bucket } from './total';
import type { EngineContext } from '../context';
import type { AccountRoll, ControlTotal } from '../types';

const COVERS = [
  'change_amount',
  'balance_after_change',
  'adjust_records.amount',
  'account_balances.amount',
  'ledger.opening_balance',
  'ledger.closing_balance',
] as const;

/**
 * C4, the partner's accounts. Tested one by one: each movement's balance follows from the one before (semantics.md #30); each fund adjustment
 * has its movement, allocations to resellers included (#31), and each allocation, reclaim and reclaim on unbinding its adjustment record
 * (#46); a balance the interface answered is that of the chain at the moment (#44); the opening and closing balance of the user's own book are
 * the account's. Left and right are the fund adjustments and the movements found for them, and the two sides of what else differs.
 *
 * Tolerance 0: accounts move in whole cents (#30) and nothing on the way is rounded.
 */
export function c4(
  context: EngineContext,
  chain: AccountChain,
  rolls: readonly AccountRoll[],
  readIn: (period: Period) => boolean,
): ControlTotal[] {
  const recordsRead = adjustmentsRead(context);
  const checks = c4Checks(context, chain, readIn);
  return context.input.periods.map((period) => {
    const frame = {
      id: 'C4',
      period,
      currency: context.input.currency,
      taxBasis: 'unknown',
      blocking: true,
      basis: 'inferred',
      identity: '30, 31, 44, 46',
      covers: COVERS,
    } as const;
    if (!readIn(period)) return { ...frame, ...UNPROVEN, checks: checks(period), sentence: reason('c4-none', { period }) };
    const funds = adjustmentBuckets(context, chain, period, recordsRead(period));
    const faults = chain.faults
      .filter((fault) => fault.period === period)
      .map((fault): Bucket => ({ name: { account: fault.account, movement: fault.movement }, left: fault.expected, right: fault.found }));
    const answers = balanceBuckets(context, chain, readIn, period);
    const book = bookBuckets(rolls, period);
    const movements = chain.tested.get(period) ?? 0;
    const others = [...faults, ...answers.broken, ...book.broken];
    const broken = [...others, ...funds.broken];
    const left = others.reduce((sum, bucket) => sum + bucket.left!, funds.left);
    const right = others.reduce((sum, bucket) => sum + bucket.right!, funds.right);
    const params = {
      movements: String(movements),
      chain: String(faults.length),
      adjustments: String(funds.records),
      missing: String(funds.missing),
      unrecorded: String(funds.unrecorded),
      balances: String(answers.tested),
      balancesOff: String(answers.broken.length),
      book: String(book.tested),
      bookOff: String(book.broken.length),
    };
    const more = answers.tested + book.tested > 0;
    const told = reason(broken.length > 0 ? 'c4-broken' : 'c4-equal', params);
    return {
      ...frame,
      left,
      right,
      difference: left - right,
      tolerance: 0n,
      toleranceWhy: reason('tolerance-exact'),
      status: broken.length > 0 ? 'broken' : 'equal',
      buckets: { tested: movements + funds.tested + answers.tested + book.tested, broken: broken.length },
      ...firstOf(broken, broken, context),
      checks: checks(period),
      sentence: more ? reason('c4-balances', { ...params, sentence: `@${told.key}` }) : told,
    };
  });
}

interface Funds {
  readonly left: bigint;
  readonly right: bigint;
  readonly records: number;
  readonly tested: number;
  readonly missing: number;
  readonly unrecorded: number;
  readonly broken: readonly Bucket[];
}

/** Allocations positive, reclaims negative: records on the left, movements on the right. */
function adjustmentBuckets({ input }: EngineContext, chain: AccountChain, period: Period, recordsRead: boolean): Funds {
  const broken: Bucket[] = [];
  let [left, right, records, missing] = [0n, 0n, 0, 0];
  for (const { adjustment, signed, movement, period: month } of chain.adjustments) {
    if (month !== period) continue;
    records++;
    left += signed;
    if (movement) right += signed;
    else {
      missing++;
      broken.push({ name: { customer: adjustment.customer, adjustment: adjustment.id }, left: signed, right: 0n });
    }
  }
  // A movement in the first hours of a month may have its record in the month before, which then has to be there to say that there is none.
  const first = input.periods[0];
  const alone = recordsRead
    ? chain.unrecorded.filter(
        (movement) => periodOfInstant(movement.time) === period && !isAtEdge(movement.time, first, input.ruleSet.movementHours),
      )
    : [];
  for (const movement of alone) {
    const signed = signedAdjustment({ operation: movement.detailType, amount: movement.change })!;
    right += signed;
    broken.push({ name: { customer: movement.customer!, movement: movement.id }, left: 0n, right: signed });
  }
  return { left, right, records, tested: records + alone.length, missing, unrecorded: alone.length, broken };
}

/** Within the hours of the rule set after the beginning of the first synced month. */
function isAtEdge(time: string, first: Period | undefined, hours: number): boolean {
  return first !== undefined && periodOfInstant(new Date(Date.parse(time) - hours * 3_600_000).toISOString()) < first;
}

interface Tested {
  readonly tested: number;
  readonly broken: readonly Bucket[];
}

/** Balances answered in the month, against the chain at that moment. */
function balanceBuckets(context: EngineContext, chain: AccountChain, readIn: (period: Period) => boolean, period: Period): Tested {
  const broken: Bucket[] = [];
  let tested = 0;
  for (const snapshot of context.input.balances ?? []) {
    if (
      snapshot.account === null ||
      snapshot.account === 'allocatable' ||
      snapshot.reseller !== null ||
      periodOfInstant(snapshot.at) !== period
    )
      continue;
    const balance = balanceAt(context, chain, readIn, snapshot.account, snapshot.at, period);
    if (balance === null) continue;
    tested++;
    if (balance !== snapshot.amount)
      broken.push({ name: { account: snapshot.account, balanceAt: snapshot.at }, left: balance, right: snapshot.amount });
  }
  return { tested, broken };
}

/** The book's opening and closing balance against the account's. */
function bookBuckets(rolls: readonly AccountRoll[], period: Period): Tested {
  const broken: Bucket[] = [];
  let tested = 0;
  for (const roll of rolls) {
    if (roll.period !== period) continue;
    for (const [at, own, book] of [
      ['opening', roll.opening, roll.bookOpening],
      ['closing', roll.closing, roll.bookClosing],
    ] as const) {
      if (own === null || book === null) continue;
      tested++;
      if (own !== book) broken.push({ name: { account: roll.account, bookBalance: at }, left: own, right: book });
    }
  }
  return { tested, broken };
}
