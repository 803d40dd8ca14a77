import { ONE, type Units } from '../../../shared/money';
import { inOrder, BOUGHT, takenBack } from './coupons';
import type { BenefitEvent, Coupon, Order, World } from './model';
import { totalNote, type PlantNote } from './notes';
import { ROLES } from './parties';
import { later } from './times';

/** What is planted into coupons, their quotas and combined orders of the China site. */

const ISSUED_OTHERWISE: Units = 20n * ONE;
const NEVER_CAME_BACK: Units = 300n * ONE;
const CHARGED_OTHERWISE: Units = 45n * ONE;

const ISSUE = '1';
const DAY = 86_400;

interface Changed {
  readonly world: World;
  readonly notes: readonly PlantNote[];
}

/** The first coupon of its kind, of a customer of the partner's own. */
function firstCoupon(world: World, suits: (coupon: Coupon) => boolean): Coupon {
  const found = world.coupons.find((coupon) => coupon.resellerId === null && suits(coupon));
  if (!found) throw new RangeError('no such coupon');
  return found;
}

/** The month under which coupons are judged: balances are answered for the moment of the call. */
const newest = (world: World): string => world.periods.at(-1) ?? '';

/** Issued by the log and taken from the quota, but on nobody's list of coupons (semantics.md #36). */
function unlisted(world: World): Changed {
  const coupon = firstCoupon(world, ({ uses, reclaim }) => uses.length === 0 && reclaim === null);
  return {
    world: { ...world, coupons: world.coupons.filter((one) => one !== coupon) },
    notes: [totalNote('C5', newest(world), { customer: coupon.customerId, difference: coupon.face })],
  };
}

/** The log and the quota say more than the coupon is worth (#36). */
function issuedOtherwise(world: World): Changed {
  const coupon = firstCoupon(world, ({ uses, reclaim }) => uses.length > 0 && reclaim === null);
  const benefitEvents = world.benefitEvents.map((one): BenefitEvent =>
    one.couponId === coupon.id && one.operation === ISSUE ? { ...one, amount: one.amount + ISSUED_OTHERWISE } : one,
  );
  return {
    world: { ...world, benefitEvents },
    notes: [totalNote('C5', newest(world), { customer: coupon.customerId, difference: ISSUED_OTHERWISE })],
  };
}

/** Taken back two times; the quota got it both times (#36: the first takes all that is left). */
function reclaimedTwice(world: World): Changed {
  const coupon = firstCoupon(world, ({ reclaim }) => reclaim !== null);
  const first = world.benefitEvents.find((one) => one.couponId === coupon.id && one.operation !== ISSUE);
  if (!first) throw new RangeError('a reclaim without its line');
  const again = { ...first, id: `${first.id}-again`, time: later(first.time, DAY) };
  return {
    world: { ...world, benefitEvents: inOrder([...world.benefitEvents, again]) },
    notes: [totalNote('C5', newest(world), { customer: coupon.customerId, difference: first.amount })],
  };
}

/** A reseller's quota was cut by what the distributor took back, and the one it was cut from did not get it (#35). */
function neverCameBack(world: World): Changed {
  const [reseller] = world.resellers;
  if (!reseller) throw new RangeError('no reseller');
  const event = takenBack(reseller, 1, NEVER_CAME_BACK, newest(world));
  return {
    world: {
      ...world,
      benefitEvents: inOrder([...world.benefitEvents, event]),
      quotas: world.quotas.map((quota) => (quota.id === BOUGHT ? { ...quota, missing: quota.missing + NEVER_CAME_BACK } : quota)),
    },
    notes: [totalNote('C5', newest(world), { customer: null, difference: NEVER_CAME_BACK })],
  };
}

/** A combined order says more for one of its parts, and so as a whole, than was charged for it (#29). */
function wrongPart(world: World): Changed {
  const customer = world.customers[ROLES.combined]?.id;
  const order = world.orders.find((one) => one.customerId === customer && one.parts.length > 0);
  if (!order) throw new RangeError('no combined order');
  const more = <T extends Pick<Order, 'official' | 'amount'>>(one: T): T => ({
    ...one,
    official: one.official + CHARGED_OTHERWISE,
    amount: one.amount + CHARGED_OTHERWISE,
  });
  const parts = order.parts.map((part, at) => (at === 1 ? more(part) : part));
  return {
    world: { ...world, orders: world.orders.map((one) => (one === order ? { ...more(order), parts } : one)) },
    notes: [totalNote('C6', order.createTime.slice(0, 7), { customer: order.customerId, difference: CHARGED_OTHERWISE })],
  };
}

/** Plants into a world of the China site, one place for each. */
export function plantInBenefits(clean: World): Changed {
  return [unlisted, issuedOtherwise, reclaimedTwice, neverCameBack, wrongPart].reduce<Changed>(
    ({ world, notes }, plant) => {
      const planted = plant(world);
      return { world: planted.world, notes: [...notes, ...planted.notes] };
    },
    { world: clean, notes: [] },
  );
}
