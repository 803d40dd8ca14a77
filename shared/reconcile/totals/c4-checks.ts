import { byCodeUnit } from '../../digest';
import { formatUnits, type Units } from '../../money';
import { periodOfInstant, type Period } from '../../period';
import { adjustmentsRead, chainOf, movementsRead, type AccountChain } from '../account-chain';
import { monthEnds } from '../account-roll';
import { signedAdjustment } from '../figures';
import { groupBy } from '../group-by';
import { reason } from '../reasons';
import { customerBalances } from './c4-customers';
import { check } from './total';
import type { EngineContext } from '../context';
import type { BalanceSnapshot, ConsumptionQuota, Movement, TotalCheck } from '../types';

const CASH: Movement['account'] = 'BALANCE_TYPE_DEBIT';
const CREDIT: Movement['account'] = 'BALANCE_TYPE_CREDIT';

/**
 * What C4 tests beside the partner's accounts: customers' balances (c4-customers.ts), what can be allocated (semantics.md #33) and the International quota (#34), each inside one answer, and
 * the resellers' balances (#53). Answers of a month that is not synced yet, as they mostly are, stand under the newest one.
 */
export function c4Checks(
  context: EngineContext,
  chain: AccountChain,
  readIn: (period: Period) => boolean,
): (period: Period) => TotalCheck[] {
  const { input } = context;
  const newest = input.periods.at(-1) ?? '';
  const allocatable = answersByPeriod(input.balances ?? [], newest);
  const resellers = resellersOf(context, chain, readIn);
  const customers = customerBalances(context);
  return (period) => [
    ...[customers?.(period) ?? []].flat(),
    ...(allocatable.has(period) ? [allocatableCheck(allocatable.get(period)!)] : []),
    ...(input.consumptionQuota && period === newest ? [quotaCheck(input.consumptionQuota)] : []),
    ...(resellers ? [resellers(period)] : []),
  ];
}

/** Answers of the partner's own balances, by the month they are judged under; each by its account types. */
type Answers = readonly (readonly [at: string, accounts: ReadonlyMap<BalanceSnapshot['account'], BalanceSnapshot>])[];

function answersByPeriod(balances: readonly BalanceSnapshot[], newest: Period): Map<Period, Answers> {
  const own = balances.filter(({ account, reseller }) => account !== null && reseller === null);
  const answers = [...groupBy(own, ({ at }) => at)]
    .sort(([a], [b]) => byCodeUnit(a, b))
    .map(([at, parts]) => [at, new Map(parts.map((part) => [part.account, part]))] as const);
  return groupBy(answers, ([at]) => (periodOfInstant(at) > newest ? newest : periodOfInstant(at)));
}

/** Balance less its reserved part, of the cash account, and of cash and credit account together. */
const READINGS = [
  ['reading-33-cash', [CASH]],
  ['reading-33-credit', [CASH, CREDIT]],
] as const;

function allocatableCheck(answers: Answers): TotalCheck {
  const asked = answers.flatMap(([at, accounts]) => {
    const left = accounts.get('allocatable')?.amount;
    if (left === undefined || !accounts.has(CASH)) return [];
    const rights = READINGS.map(([, types]) => types.reduce((sum, type) => sum + freeOf(accounts.get(type)), 0n));
    return [{ at, left, rights }];
  });
  const offBy = READINGS.map((_, reading) => asked.filter(({ left, rights }) => left !== rights[reading]));
  const best = offBy[1]!.length < offBy[0]!.length ? 1 : 0;
  const off = offBy[best]!;
  const shown = off[0] ?? asked.at(-1);
  const [left, right] = [shown?.left ?? null, shown?.rights[best] ?? null];
  const params = {
    tested: String(asked.length),
    broken: String(off.length),
    reading: `@${READINGS[best]![0]}`,
    name: shown?.at ?? '',
    left: formatUnits(left ?? 0n),
    right: formatUnits(shown?.rights[0] ?? 0n),
  };
  const words = asked.length === 0 ? 'check-33-none' : off.length > 0 ? 'check-33-broken' : 'check-33';
  return check('33', 'documented', { left, right, tested: asked.length, broken: off.length }, reason(words, params));
}

const freeOf = (snapshot: BalanceSnapshot | undefined): Units => (snapshot ? snapshot.amount - (snapshot.designated ?? 0n) : 0n);

function quotaCheck({ used, due, unbilled, amount, coupons }: ConsumptionQuota): TotalCheck {
  if (used === null || due === null || unbilled === null || amount === null || coupons === null)
    return check('34', 'documented', { left: used, right: null, tested: 0, broken: 0 }, reason('check-34-none'));
  const right = due + unbilled - amount - coupons;
  const broken = used === right ? 0 : 1;
  const params = { left: formatUnits(used), right: formatUnits(right) };
  return check('34', 'documented', { left: used, right, tested: 1, broken }, reason(broken > 0 ? 'check-34-broken' : 'check-34', params));
}

/**
 * Resellers whose accounts were read: what the partner allocated to one less what it took back = change of the reseller's balance + what it handed to its
 * customers (#53). Movements of other kinds in its account are no part of the equality and are taken out. Null where no reseller's movements came.
 */
function resellersOf(
  context: EngineContext,
  chain: AccountChain,
  readIn: (period: Period) => boolean,
): ((period: Period) => TotalCheck) | null {
  const { input } = context;
  const bySeller = groupBy(input.resellerMovements ?? [], ({ reseller }) => reseller);
  if (bySeller.size === 0) return null;
  const given = sumsOf(
    (chain.accounts.get(CASH) ?? []).flatMap(({ movement, period }) =>
      movement.customer === null ? [] : [[movement.customer, period, fundOf(movement.detailType, movement.change)] as const],
    ),
  );
  const handed = sumsOf(
    input.adjustments.flatMap((one) =>
      one.reseller === null || one.customer === one.reseller
        ? []
        : [[one.reseller, periodOfInstant(one.time), fundOf(one.operation, one.amount)] as const],
    ),
  );
  const resellers = [...bySeller]
    .sort(([a], [b]) => byCodeUnit(a, b))
    .map(([id, movements]) => {
      const steps = chainOf(context, movements).accounts.get(CASH) ?? [];
      return { id, steps, movementsRead: movementsRead(context, id), recordsRead: adjustmentsRead(context, id) };
    });
  return (period) => {
    const sides = !readIn(period)
      ? []
      : resellers.flatMap(({ id, steps, movementsRead: moved, recordsRead }) => {
          if (!moved(period) || !recordsRead(period)) return [];
          const month = steps.filter((step) => step.period === period);
          const { opening, closing } = monthEnds(context, steps, month, period);
          if (opening === null || closing === null) return [];
          const others = month.reduce((sum, { movement, signed }) => (isFund(movement.detailType) ? sum : sum + signed), 0n);
          return [{ id, left: given(id, period), right: closing - opening - others + handed(id, period) }];
        });
    const off = sides.filter(({ left, right }) => left !== right);
    const sum = (side: 'left' | 'right'): Units | null => (sides.length === 0 ? null : sides.reduce((total, one) => total + one[side], 0n));
    const [left, right] = [sum('left'), sum('right')];
    const first = off[0];
    const params = {
      tested: String(sides.length),
      broken: String(off.length),
      name: first?.id ?? '',
      left: formatUnits(first?.left ?? left ?? 0n),
      right: formatUnits(first?.right ?? right ?? 0n),
    };
    const words = sides.length === 0 ? 'check-53-none' : off.length > 0 ? 'check-53-broken' : 'check-53';
    return check('53', 'inferred', { left, right, tested: sides.length, broken: off.length }, reason(words, params));
  };
}

const isFund = (operation: string): boolean => signedAdjustment({ operation, amount: 1n }) !== null;
/** Given positive, taken back negative. */
const fundOf = (operation: string, amount: Units): Units => signedAdjustment({ operation, amount }) ?? 0n;

/** Sums by party and month. */
function sumsOf(rows: readonly (readonly [party: string, period: Period, units: Units])[]): (party: string, period: Period) => Units {
  const sums = new Map<string, Units>();
  for (const [party, period, units] of rows) sums.set(`${period}|${party}`, (sums.get(`${period}|${party}`) ?? 0n) + units);
  return (party, period) => sums.get(`${period}|${party}`) ?? 0n;
}
