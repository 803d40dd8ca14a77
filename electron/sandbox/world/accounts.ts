import { CENT, ONE, type Units } from '../../../shared/money';
import { periodDays, periodOfInstant, shiftPeriod, type Period } from '../../../shared/period';
import { byCodeUnit } from '../../../shared/digest';
import type { AdjustOperation, AdjustRecord, BalanceType, Customer, Movement, Reseller, WorldSize } from './model';
import { ROLES, isActive } from './parties';
import { Random } from './random';
import { instantIn, later, stamp, utcText } from './times';

export interface Accounts {
  /** What the incentive's top-up came to, null where there was none. */
  readonly rebate: { readonly period: Period; readonly amount: Units } | null;
  readonly movements: readonly Movement[];
  readonly adjustRecords: readonly AdjustRecord[];
}

/** Monthly top-up: more than is allocated. */
const TOP_UP: Readonly<Record<WorldSize, bigint>> = { tiny: 200_000n, small: 200_000n, medium: 2_000_000n, large: 20_000_000n };

/** Top-up out of incentive (semantics.md #47). */
const REBATE = 'SOURCE_OPERAIION_RECHARGE_REBATE';

/** A movement before balances are worked out. */
interface Event {
  readonly time: string;
  readonly detail: string;
  readonly change: Units;
  readonly income: boolean;
  readonly party: Pick<Customer, 'id' | 'accountName' | 'name'> | null;
  /** Seconds by which the adjust record comes before the movement; null when there is none. */
  readonly lag: number | null;
}

const DETAIL: Readonly<Record<string, AdjustOperation>> = {
  SOURCE_OPERATION_BEADJUST: 'SOURCE_OPERATION_BEADJUST',
  SOURCE_OPERATION_BERETRIEVE: 'SOURCE_OPERATION_BERETRIEVE',
  SOURCE_OPERATION_BEUNBIND: 'SOURCE_OPERATION_BEUNBIND',
};

type Party = Pick<Customer, 'id' | 'accountName' | 'name'>;

const allocation = (party: Party, time: string, change: Units, lag: number): Event => ({
  time,
  detail: 'SOURCE_OPERATION_BEADJUST',
  change,
  income: false,
  party,
  lag,
});
const reclaim = (party: Party, time: string, change: Units, lag: number): Event => ({
  time,
  detail: 'SOURCE_OPERATION_BERETRIEVE',
  change,
  income: true,
  party,
  lag,
});

function centsBetween(random: Random, min: number, max: number): Units {
  return random.units(BigInt(min) * 100n, BigInt(max) * 100n) * CENT;
}

/** Allocations, reclaims and the rest of one customer or reseller in one month. */
function partyEvents(random: Random, party: Party, period: Period, firstDay: number, lastDay: number, large: boolean): Event[] {
  const events = [
    allocation(
      party,
      instantIn(period, random.whole(firstDay, lastDay), random.whole(32_000, 62_000)),
      centsBetween(random, large ? 6000 : 400, large ? 20_000 : 5000),
      random.whole(2, 9000),
    ),
  ];
  if (random.chance(20)) {
    events.push(
      reclaim(
        party,
        instantIn(period, random.whole(firstDay, lastDay), random.whole(32_000, 62_000)),
        centsBetween(random, 20, 300),
        random.whole(2, 600),
      ),
    );
  }
  return events;
}

/** 16:30Z on the last UTC day before the month: already the month's first day in UTC+8. */
function firstHalfHour(period: Period): string {
  return instantIn(period, 1, 1800);
}

function specialEvents(random: Random, size: WorldSize, periods: readonly Period[], customers: readonly Customer[]): Event[] {
  const events: Event[] = [];
  for (const period of periods) {
    events.push({
      time: instantIn(period, 1, 33_000),
      detail: 'SOURCE_OPERAIION_RECHARGE',
      change: TOP_UP[size] * ONE,
      income: true,
      party: null,
      lag: null,
    });
  }
  const early = customers[size === 'tiny' ? 0 : 5];
  const last = periods[periods.length - 1];
  const beforeLast = periods[periods.length - 2];
  for (const period of [last, beforeLast]) {
    if (early && period !== undefined && period !== periods[0])
      events.push(allocation(early, firstHalfHour(period), centsBetween(random, 100, 900), 7));
  }
  if (size === 'tiny') {
    events.push({ time: instantIn('2026-10', 15, 40_000), detail: REBATE, change: 66_600n * CENT, income: true, party: null, lag: null });
    return events;
  }
  events.push({
    time: instantIn('2026-07', 15, 40_000),
    detail: REBATE,
    change: centsBetween(random, 800, 2500),
    income: true,
    party: null,
    lag: null,
  });
  const twice = customers[1];
  if (twice) {
    const amount = 500n * ONE;
    events.push(
      allocation(twice, instantIn('2026-08', 20, 36_000), amount, 5),
      allocation(twice, instantIn('2026-08', 20, 36_400), amount, 6),
    );
  }
  const leaver = customers[ROLES.leaver];
  if (leaver?.leftOn) {
    events.push({
      time: later(leaver.leftOn, 90),
      detail: 'SOURCE_OPERATION_BEUNBIND',
      change: centsBetween(random, 50, 700),
      income: true,
      party: leaver,
      lag: 30,
    });
  }
  return events;
}

/** Balances movement by movement, oldest first; two never share a second (semantics.md #30). */
function chained(
  events: readonly Event[],
  balanceType: BalanceType,
  opening: Units,
  random: Random,
): { movement: Movement; event: Event }[] {
  let balance = opening;
  let before = 0;
  return [...events]
    .sort((a, b) => byCodeUnit(a.time, b.time))
    .map((event) => {
      before = Math.max(Date.parse(event.time), before + 1000);
      balance += event.income ? event.change : -event.change;
      const time = utcText(before);
      const movement: Movement = {
        balanceType,
        id: `CH${stamp(time)}${random.hex(6)}`,
        detail: event.detail,
        time,
        tradeId: `TX${stamp(time)}${random.hex(8)}`,
        change: event.change,
        balance,
        income: event.income,
        customerId: event.party?.id ?? null,
        accountName: event.party?.accountName ?? null,
      };
      return { movement, event };
    });
}

/** The adjust record of a movement: a little earlier, but in the same month of UTC+8 (semantics.md #31). */
function adjustRecordOf(movement: Movement, event: Event, random: Random): AdjustRecord | null {
  const operation = DETAIL[event.detail];
  if (event.party === null || event.lag === null || operation === undefined) return null;
  let time = later(movement.time, -event.lag);
  if (periodOfInstant(time) !== periodOfInstant(movement.time)) time = later(movement.time, -2);
  const prefix = operation === 'SOURCE_OPERATION_BEADJUST' ? 'AD' : 'RE';
  return {
    customerId: event.party.id,
    customerName: event.party.name,
    operation,
    amount: event.change,
    time,
    transId: `${prefix}${stamp(time)}${random.hex(6)}`,
  };
}

/**
 * The partner's own cash and credit accounts with the adjust records that belong to their allocations and reclaims.
 * Dealings of a reseller with its customers are not part of the world.
 */
export function makeAccounts(
  seed: number,
  size: WorldSize,
  periods: readonly Period[],
  customers: readonly Customer[],
  resellers: readonly Reseller[],
): Accounts {
  const random = new Random(seed, `accounts-${size}`);
  const events = specialEvents(random, size, periods, customers);
  for (const period of periods) {
    const lastDay = Number(periodDays(period).last.slice(8)) - 2;
    for (const customer of customers) {
      if (customer.resellerId !== null || customer.association === '1' || !isActive(customer, period)) continue;
      const until = customer.lastPeriod === period ? 14 : lastDay;
      events.push(...partyEvents(random, customer, period, customer.firstPeriod === period ? 9 : 2, until, false));
    }
    for (const reseller of resellers) events.push(...partyEvents(random, reseller, period, 2, lastDay, true));
  }
  const cash = chained(events, 'BALANCE_TYPE_DEBIT', 12_345n * ONE, random);
  const first = periods[0] ?? '2026-09';
  const limits: Event[] = [first, periods[periods.length - 1] ?? first].map((period, i) => ({
    time: instantIn(period, 4, 35_000),
    detail: 'SOURCE_OPERAIION_ADJUST_CREDIT',
    change: BigInt(100_000 + 50_000 * i) * ONE,
    income: true,
    party: null,
    lag: null,
  }));
  const credit = chained(limits, 'BALANCE_TYPE_CREDIT', 0n, random);
  const adjustRecords = cash.flatMap(({ movement, event }) => adjustRecordOf(movement, event, random) ?? []);
  const rebate = events.find(({ detail }) => detail === REBATE);
  return {
    rebate: rebate ? { period: shiftPeriod(periodOfInstant(rebate.time), -1), amount: rebate.change } : null,
    movements: [...cash, ...credit].map(({ movement }) => movement),
    adjustRecords: adjustRecords.sort((a, b) => byCodeUnit(a.time, b.time)),
  };
}
