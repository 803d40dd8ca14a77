import { CENT, ONE, truncateToCent, type Units } from '../../../shared/money';
import type { Period } from '../../../shared/period';
import { CDN, COMMON_SERVICES, EC2, OBS, REGIONS, SFS, type Resource, type Service } from './catalogue';
import type { Customer, FeeRecord, WorldSize } from './model';
import { ROLES, isActive } from './parties';
import { Random } from './random';
import { instantIn, later, stamp } from './times';

/** A write-off by the vendor: a bill line of kind 2, with or without a compensation record (semantics.md #20). */
export interface WriteOff {
  readonly period: Period;
  readonly customerId: string;
  readonly resellerId: string | null;
  readonly service: string;
  readonly resource: string;
  /** Positive; the line carries it with a minus sign. */
  readonly amount: Units;
}

export interface Charges {
  readonly feeRecords: readonly FeeRecord[];
  readonly writeOffs: readonly WriteOff[];
}

interface Scope {
  readonly seed: number;
  readonly size: WorldSize;
  readonly customer: Customer;
  readonly index: number;
  readonly period: Period;
  /** False for who only adds up: the records go without the texts that are theirs alone, which cost a third of their making. */
  readonly texts: boolean;
}

/** What a record says about itself and no sum needs. */
type OwnTexts = Pick<FeeRecord, 'tradeTime' | 'id' | 'resourceId' | 'resourceName' | 'region' | 'usageSeconds'>;

const NO_TEXTS: OwnTexts = { tradeTime: '', id: '', resourceId: '', resourceName: '', region: '', usageSeconds: null };
/** Numbers that {@link ownTexts} draws: two identifiers of four, a name, a region, a usage. */
const DRAWN_FOR_TEXTS = 11;

function ownTexts(service: Service, random: Random, consumed: string): OwnTexts {
  return {
    tradeTime: later(consumed, 4200),
    id: random.uuid(),
    resourceId: random.uuid(),
    resourceName: `demo-${service.abbreviation.toLowerCase()}-${String(random.whole(1, 40)).padStart(2, '0')}`,
    region: random.pick(REGIONS).code,
    usageSeconds: random.whole(1, 24) * 3600,
  };
}

/** A cent amount of a percentage, cut off. */
function percentOf(units: Units, percent: number): Units {
  return truncateToCent((units * BigInt(percent)) / 100n);
}

/** Services a customer uses every month; a few also use CDN or SFS, those with arranged charges do not. */
function profileOf(seed: number, size: WorldSize, customer: Customer, index: number): Service[] {
  const random = new Random(seed, `profile-${customer.id}`);
  const chosen = random.shuffled(COMMON_SERVICES).slice(0, size === 'tiny' ? 2 : random.whole(3, 4));
  const arranged = size === 'tiny' || (index >= ROLES.timing && index < ROLES.firstOfResellers);
  if (arranged || index % 3 === 2) return chosen;
  return [...chosen, index % 3 === 0 ? CDN : SFS];
}

/** Days on which the customer was there. */
function dayRange(scope: Scope): [number, number] {
  if (scope.customer.lastPeriod === scope.period) return [1, 14];
  if (scope.customer.firstPeriod === scope.period) return [9, 28];
  return [1, 28];
}

interface Drawn {
  readonly official: Units;
  readonly discount: Units;
  readonly coupon: Units;
  readonly debt: Units;
}

function usageRecord(
  scope: Scope,
  service: Service,
  resource: Resource,
  random: Random,
  consumed: string,
  tradeId: string,
  drawn: Drawn,
): FeeRecord {
  const payment = drawn.official - drawn.discount;
  if (!scope.texts) random.skip(DRAWN_FOR_TEXTS);
  const own = scope.texts ? ownTexts(service, random, consumed) : NO_TEXTS;
  // Field by field: copying an object in costs ten times as much here.
  return {
    period: scope.period,
    customerId: scope.customer.id,
    resellerId: scope.customer.resellerId,
    association: scope.customer.association,
    service: service.code,
    resource: resource.code,
    mode: 3,
    billType: 5,
    tradeTime: own.tradeTime,
    tradeId,
    id: own.id,
    resourceId: own.resourceId,
    resourceName: own.resourceName,
    region: own.region,
    consumeTime: consumed,
    usageType: resource.usage,
    usageSeconds: own.usageSeconds,
    official: drawn.official,
    discount: drawn.discount,
    payment,
    cash: payment - drawn.coupon - drawn.debt,
    coupon: drawn.coupon,
    debt: drawn.debt,
  };
}

const ARREARS: Units = 1234n * CENT;
const ARREARS_PERIOD: Period = '2026-08';

/** Pay-per-use records of one service in one month: several deductions, some of two records; with `arrears` the first is not fully paid. */
function payPerUse(scope: Scope, service: Service, arrears = false): FeeRecord[] {
  const random = new Random(scope.seed, `usage-${scope.customer.id}-${scope.period}-${service.code}`);
  const records: FeeRecord[] = [];
  const [firstDay, lastDay] = dayRange(scope);
  const percent = ROLES.vip.includes(scope.index as 0) ? 12 : random.whole(0, 10);
  for (const resource of service.resources) {
    const deductions = scope.size === 'tiny' ? random.whole(3, 5) : random.whole(4, 7);
    for (let i = 0; i < deductions; i++) {
      const official = random.units(ONE / 2n, 260n * ONE);
      const discount = percentOf(official, percent);
      const charged = truncateToCent(official - discount);
      const coupon = random.chance(8) ? truncateToCent(charged / 3n) : 0n;
      const onFirstHour = i === 0 && scope.index % 4 === 0 && firstDay === 1;
      const consumed = onFirstHour
        ? instantIn(scope.period, 1, 1800)
        : instantIn(scope.period, random.whole(firstDay, lastDay), random.whole(0, 23) * 3600);
      const tradeId = stamp(consumed) + random.hex(8);
      const inArrears = arrears && records.length === 0;
      const drawn: Drawn = inArrears
        ? { official: official + 100n * ONE, discount, coupon: 0n, debt: ARREARS }
        : { official, discount, coupon, debt: 0n };
      records.push(usageRecord(scope, service, resource, random, consumed, tradeId, drawn));
      if (random.chance(15)) {
        const second = random.units(1n, 3n * ONE);
        records.push(
          usageRecord(scope, service, resource, random, consumed, tradeId, { official: second, discount: 0n, coupon: 0n, debt: 0n }),
        );
      }
    }
  }
  if (service === OBS && random.chance(40)) {
    const consumed = instantIn(scope.period, lastDay, 3600);
    const requests: Drawn = { official: random.units(1n, 99n), discount: 0n, coupon: 0n, debt: 0n };
    records.push(usageRecord(scope, service, service.resources[0], random, consumed, stamp(consumed) + random.hex(8), requests));
  }
  return records;
}

/** A monthly savings-plan payment, exact to the cent. */
function savingsPlan(scope: Scope, service: Service, amount: Units): FeeRecord {
  const random = new Random(scope.seed, `plan-${scope.customer.id}-${scope.period}-${service.code}`);
  const consumed = instantIn(scope.period, random.whole(2, 6), random.whole(0, 80_000));
  const record = usageRecord(scope, service, service.resources[0], random, consumed, stamp(consumed) + random.hex(8), {
    official: amount,
    discount: 0n,
    coupon: 0n,
    debt: 0n,
  });
  return { ...record, mode: 11, billType: 18, usageType: null, usageSeconds: null };
}

/** Monthly price of a customer's savings plan. */
function planPrice(seed: number, customer: Customer): Units {
  return new Random(seed, `plan-price-${customer.id}`).units(20_000n, 90_000n) * CENT;
}

const SMALL_WRITE_OFFS: readonly (readonly [number, Period])[] = [
  [10, '2026-06'],
  [2, '2026-07'],
  [10, '2026-09'],
  [16, '2026-10'],
];
const WRITE_OFFS: Readonly<Record<WorldSize, readonly (readonly [number, Period])[]>> = {
  tiny: [[0, '2026-09']],
  small: SMALL_WRITE_OFFS,
  medium: SMALL_WRITE_OFFS,
  large: SMALL_WRITE_OFFS,
};

function compensation(scope: Scope, service: Service, amount: Units): FeeRecord {
  const random = new Random(scope.seed, `compensation-${scope.customer.id}-${scope.period}`);
  const consumed = instantIn(scope.period, 12, 36_000);
  const record = usageRecord(scope, service, service.resources[0], random, consumed, stamp(consumed) + random.hex(8), {
    official: -amount,
    discount: 0n,
    coupon: 0n,
    debt: 0n,
  });
  return { ...record, billType: 9, usageType: null, usageSeconds: null };
}

/**
 * The charges without an order of a customer in a month, made when they are asked for.
 * @param texts false for who only adds up, see {@link Scope}
 * @returns a function of the customer's place among `customers` and the month; nothing where the customer was not there
 */
export function chargesBy(
  seed: number,
  size: WorldSize,
  customers: readonly Customer[],
  texts = true,
): (index: number, period: Period) => Charges {
  const profiles: Service[][] = [];
  return (index, period) => {
    const customer = customers[index];
    if (customer === undefined || !isActive(customer, period)) return NO_CHARGES;
    return chargesOf({ seed, size, customer, index, period, texts }, (profiles[index] ??= profileOf(seed, size, customer, index)));
  };
}

const NO_CHARGES: Charges = { feeRecords: [], writeOffs: [] };

function chargesOf(scope: Scope, profile: readonly Service[]): Charges {
  const { seed, size, customer, index, period } = scope;
  const feeRecords: FeeRecord[] = [];
  const writeOffs: WriteOff[] = [];
  const arranged = size !== 'tiny';
  const arrears = arranged && index === ROLES.debtor && period === ARREARS_PERIOD;
  profile.forEach((service, nth) => feeRecords.push(...payPerUse(scope, service, arrears && nth === 0)));
  if (arranged && index === ROLES.timing && period === '2026-09') feeRecords.push(...payPerUse(scope, CDN));
  if (arranged && index === ROLES.ambiguous && (period === '2026-08' || period === '2026-10'))
    feeRecords.push(savingsPlan(scope, SFS, planPrice(seed, customer)));
  if (arranged ? index % 5 === 1 : index === 1) feeRecords.push(savingsPlan(scope, EC2, planPrice(seed, customer)));
  const first = profile[0];
  WRITE_OFFS[size].forEach(([whose, when], nth) => {
    if (whose !== index || when !== period || first === undefined) return;
    const amount = new Random(seed, `write-off-${customer.id}-${period}`).units(300n, 4000n) * CENT;
    const where = { period, customerId: customer.id, resellerId: customer.resellerId };
    writeOffs.push({ ...where, service: first.code, resource: first.resources[0].code, amount });
    if (nth % 2 === 1) feeRecords.push(compensation(scope, first, amount));
  });
  return { feeRecords, writeOffs };
}
