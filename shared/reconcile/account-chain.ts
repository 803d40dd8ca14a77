import { byCodeUnit } from '../digest';
import { absolute, formatUnits, ONE, type Units } from '../money';
import { periodOfInstant, periodRange, type Period } from '../period';
import { parseSliceId } from '../sync/slices';
import { counterpartyOf, type EngineContext } from './context';
import { signedAdjustment } from './figures';
import { reason } from './reasons';
import type { BreakDraft } from './break-id';
import type { Adjustment, Movement } from './types';

/** A movement whose balance does not follow from the one before it. */
export interface ChainFault {
  readonly period: Period;
  readonly account: Movement['account'];
  readonly movement: string;
  readonly expected: Units;
  readonly found: Units;
}

export interface TracedAdjustment {
  readonly adjustment: Adjustment;
  readonly period: Period;
  /** Allocation positive, reclaim negative. */
  readonly signed: Units;
  readonly movement: Movement | null;
}

/** A movement in the order of its account's chain. */
export interface ChainStep {
  readonly movement: Movement;
  readonly period: Period;
  /** Change of the balance: income positive, expense negative. */
  readonly signed: Units;
  /** False for the first, for the first after an unread month, and where the one before names no balance. */
  readonly follows: boolean;
}

/** The accounts of one owner, movement by movement. */
export interface BalanceChain {
  /** Every account's movements in chain order; accounts ascending. */
  readonly accounts: ReadonlyMap<Movement['account'], readonly ChainStep[]>;
  /** Movements tested against the one before, per period of UTC+8. */
  readonly tested: ReadonlyMap<Period, number>;
  readonly faults: readonly ChainFault[];
  /** How change_amount is signed: `signed` by itself, `unsigned` by the movement's type (semantics.md #30 leaves it open). */
  readonly convention: 'signed' | 'unsigned';
}

export interface AccountChain extends BalanceChain {
  readonly adjustments: readonly TracedAdjustment[];
  /** Allocations and reclaims that no adjustment record was found for (semantics.md #31, #46), in code-unit order of their IDs. */
  readonly unrecorded: readonly Movement[];
}

type Convention = BalanceChain['convention'];

/** The partner's accounts: balances movement by movement (semantics.md #30), adjustment records found among the movements (#31). */
export function followAccounts(context: EngineContext): AccountChain {
  return { ...chainOf(context, context.input.movements), ...traceAdjustments(context) };
}

/** Balances movement by movement, of the accounts of one owner. */
export function chainOf(context: EngineContext, movements: readonly Movement[]): BalanceChain {
  const accounts = [...new Set(movements.map((movement) => movement.account))].sort(byCodeUnit);
  const runs = (['unsigned', 'signed'] as const).map((convention) => {
    const tested = new Map<Period, number>();
    const faults: ChainFault[] = [];
    const steps = accounts.map((account) => {
      const own = movements.filter((movement) => movement.account === account);
      return [account, follow(context, own, convention, tested, faults)] as const;
    });
    return { convention, tested, faults, accounts: new Map(steps) };
  });
  // Whichever holds throughout, else whichever fails less.
  return runs.reduce((a, b) => (b.faults.length < a.faults.length ? b : a));
}

/** What a movement does to its account's balance: income positive, expense negative. */
function changeOf(movement: Movement, convention: Convention): Units {
  if (convention === 'signed') return movement.change;
  return movement.type === '2' ? -absolute(movement.change) : absolute(movement.change);
}

function follow(
  context: EngineContext,
  movements: readonly Movement[],
  convention: Convention,
  tested: Map<Period, number>,
  faults: ChainFault[],
): ChainStep[] {
  const steps: ChainStep[] = [];
  let balance: Units | null = null;
  let before: Period | null = null;
  for (const group of sameInstants(movements)) {
    const period = periodOfInstant(group[0]!.time);
    // Across a month that was not synced nothing follows from anything.
    if (before !== null && !isContiguous(context, before, period)) balance = null;
    before = period;
    for (const movement of inChainOrder(group, balance, convention)) {
      const signed = changeOf(movement, convention);
      steps.push({ movement, period, signed, follows: balance !== null });
      if (balance !== null && movement.balanceAfter !== null) {
        const expected: Units = balance + signed;
        tested.set(period, (tested.get(period) ?? 0) + 1);
        if (expected !== movement.balanceAfter)
          faults.push({ period, account: movement.account, movement: movement.id, expected, found: movement.balanceAfter });
      }
      balance = movement.balanceAfter;
    }
  }
  return steps;
}

/** Whether all months between two of them were synced: the two themselves need not be. */
export function isContiguous(context: EngineContext, from: Period, to: Period): boolean {
  return periodRange(from, to).every((month) => month === from || month === to || (context.periodIndex.get(month) ?? Infinity) < context.input.periods.length);
}

function sameInstants(movements: readonly Movement[]): Movement[][] {
  const sorted = [...movements].sort((a, b) => byCodeUnit(instantText(a.time), instantText(b.time)) || byCodeUnit(a.id, b.id));
  const groups: Movement[][] = [];
  for (const movement of sorted) {
    const last = groups.at(-1);
    if (last && instantText(last[0]!.time) === instantText(movement.time)) last.push(movement);
    else groups.push([movement]);
  }
  return groups;
}

/** Movements of one second have no order of their own; they are put into the one their balances allow, else by ID. */
function inChainOrder(group: readonly Movement[], balance: Units | null, convention: Convention): Movement[] {
  if (group.length === 1) return [...group];
  const left = [...group];
  const ordered: Movement[] = [];
  let at = balance;
  while (left.length > 0) {
    const before = (movement: Movement): Units | null => (movement.balanceAfter === null ? null : movement.balanceAfter - changeOf(movement, convention));
    // Without a known balance the first is the one that no other of the group leads to.
    const index = at === null ? left.findIndex((one) => !left.some((other) => other !== one && other.balanceAfter === before(one))) : left.findIndex((one) => before(one) === at);
    const [next] = left.splice(Math.max(0, index), 1);
    ordered.push(next!);
    at = next!.balanceAfter;
  }
  return ordered;
}

const instantText = (time: string): string => new Date(time).toISOString();

const HOUR_MS = 3_600_000;

/**
 * Each adjustment record meets a movement of the same customer (or of the reseller it was asked for under), operation and absolute amount,
 * nearest in time and within `movementHours`; equal candidates are interchangeable, and a movement is used once (reading 10). What a reseller
 * handed to its customers moves the reseller's account and not the partner's (semantics.md #52), so such a record may meet a movement there too,
 * and is left out where that account was not read.
 */
function traceAdjustments(context: EngineContext): Pick<AccountChain, 'adjustments' | 'unrecorded'> {
  const { adjustments, movements: own, resellerMovements = [], ruleSet } = context.input;
  const movements: readonly (Movement & { readonly reseller?: string })[] = [...own, ...resellerMovements];
  const traced = adjustments
    .map((adjustment) => ({ adjustment, period: periodOfInstant(adjustment.time), signed: signedAdjustment(adjustment) }))
    .filter((item): item is typeof item & { signed: Units } => item.signed !== null && item.signed !== 0n)
    .sort((a, b) => byCodeUnit(a.adjustment.time, b.adjustment.time) || byCodeUnit(a.adjustment.id, b.adjustment.id) || byCodeUnit(a.adjustment.customer, b.adjustment.customer));
  const byKey = new Map<string, number[]>();
  movements.forEach((movement, index) => {
    if (movement.customer === null) return;
    const key = keyOf(movement.reseller ?? null, movement.customer, movement.detailType, movement.change);
    const list = byKey.get(key);
    if (list) list.push(index);
    else byKey.set(key, [index]);
  });
  const pairs: { record: number; movement: number; apart: number; id: string }[] = [];
  traced.forEach(({ adjustment }, record) => {
    const { customer, reseller, operation, amount } = adjustment;
    const places = new Map<string, readonly number[] | undefined>();
    for (const [owner, party] of [[null, customer], [null, reseller ?? customer], [reseller, customer]] as const) {
      const key = keyOf(owner, party, operation, amount);
      places.set(key, byKey.get(key));
    }
    for (const movement of [...places.values()].flatMap((found) => found ?? [])) {
      const apart = Math.abs(Date.parse(movements[movement]!.time) - Date.parse(adjustment.time));
      if (apart <= ruleSet.movementHours * HOUR_MS) pairs.push({ record, movement, apart, id: movements[movement]!.id });
    }
  });
  pairs.sort((a, b) => a.apart - b.apart || a.record - b.record || byCodeUnit(a.id, b.id));
  const met = new Map<number, number>();
  const used = new Set<number>();
  for (const pair of pairs) {
    if (met.has(pair.record) || used.has(pair.movement)) continue;
    met.set(pair.record, pair.movement);
    used.add(pair.movement);
  }
  const isRead = resellersRead(context);
  return {
    adjustments: traced
      .map((item, record) => ({ ...item, movement: movements[met.get(record) ?? -1] ?? null }))
      .filter(({ adjustment: { reseller }, movement, period }) => movement !== null || reseller === null || isRead(reseller, period)),
    unrecorded: own
      .filter((movement, index) => movement.customer !== null && isFundOperation(movement.detailType) && !used.has(index))
      .sort((a, b) => byCodeUnit(a.id, b.id)),
  };
}

/** Whether a reseller's account of a month was read: one of which no movement ever came may be one that the interface does not show. */
function resellersRead(context: EngineContext): (reseller: string, period: Period) => boolean {
  const known = new Map([...new Set((context.input.resellerMovements ?? []).map(({ reseller }) => reseller))].map((id) => [id, movementsRead(context, id)]));
  return (reseller, period) => known.get(reseller)?.(period) === true;
}

const isFundOperation = (detailType: string): boolean => signedAdjustment({ operation: detailType, amount: ONE }) !== null;

/** @param owner reseller whose account it is, null for the partner's own */
const keyOf = (owner: string | null, party: string, operation: string, amount: Units): string => `${owner ?? ''}|${party}|${operation}|${absolute(amount)}`;

/** Adjustments without a movement, in the synced months whose movements were read. */
export function accountBreaks(context: EngineContext, chain: AccountChain, readIn: (period: Period) => boolean): BreakDraft[] {
  return chain.adjustments
    .filter((item) => item.movement === null && context.input.periods.includes(item.period) && readIn(item.period))
    .map(({ adjustment, period, signed }) => ({
      period,
      otherPeriod: null,
      role: null,
      class: 'adjustment-without-movement',
      counterparty: context.codes.optional(counterpartyOf(context, context.codes.code(adjustment.customer), context.codes.code(adjustment.reseller))),
      customer: adjustment.customer,
      service: null,
      ledgerAmount: null,
      billAmount: signed,
      expectedAmount: null,
      difference: signed,
      reason: reason('adjustment-without-movement', { id: adjustment.id, amount: formatUnits(signed), hours: String(context.input.ruleSet.movementHours) }),
      rows: [{ kind: 'adjustment', id: adjustment.id }],
    }));
}

/**
 * Whether a month's account movements were read: some came, or a slice of them was published; none of its slices failed. Without them
 * an adjustment record proves nothing.
 * @param reseller whose accounts, the partner's own unless said
 */
export function movementsRead(context: EngineContext, reseller?: string): (period: Period) => boolean {
  const { movements, resellerMovements = [] } = context.input;
  return sourceRead(context, 'movements', reseller === undefined ? movements : resellerMovements.filter((one) => one.reseller === reseller), reseller);
}

/** The same of the adjustment records: without them a movement proves nothing. */
export function adjustmentsRead(context: EngineContext, reseller?: string): (period: Period) => boolean {
  const records = context.input.adjustments.filter((one) => (one.reseller ?? undefined) === reseller);
  return sourceRead(context, 'adjust-records', records, reseller);
}

function sourceRead(
  context: EngineContext,
  source: 'movements' | 'adjust-records',
  records: readonly { readonly time: string }[],
  reseller?: string,
): (period: Period) => boolean {
  const failed = new Set<Period | null>();
  const published = new Set<Period | null>();
  for (const slice of context.input.slices) {
    // A year of fee records is some ten thousand slices: most need no closer look.
    if (!slice.slice.startsWith(source)) continue;
    const key = parseSliceId(slice.slice);
    if (key.source !== source || key.reseller !== reseller) continue;
    (slice.failure === null ? published : failed).add(slice.period);
  }
  for (const { time } of records) published.add(periodOfInstant(time));
  return (period) => !failed.has(period) && !failed.has(null) && (published.has(period) || published.has(null));
}
