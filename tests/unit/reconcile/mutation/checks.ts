/** Figures that single identities cover beside a total's own sides: the total holds, and exactly that identity no longer does, by the name of what is off. */
import { absolute, type Units } from '../../../../shared/money';
import { periodOfInstant } from '../../../../shared/period';
import { groupBy } from '../../../../shared/reconcile/group-by';
import { sliceId } from '../../../../shared/sync/slices';
import type { BalanceSnapshot, ConsumptionQuota, EngineInput, OrderRecord, ResellerMovement } from '../../../../shared/reconcile/types';
import type { Mutation, SeenCheck } from './effect';
import { revenueEffect } from './figures';
import type { Dice } from './dice';

type Maker = (input: EngineInput, dice: Dice) => Mutation | null;

const DEBIT = 'BALANCE_TYPE_DEBIT';

/**
 * A world that also answers what it may hand out, its consumption quota and the accounts of its resellers: each reseller got what the partner's account
 * says, and handed nothing on.
 */
export function withAnswers(input: EngineInput): EngineInput {
  const cash = (input.balances ?? []).filter(({ account }) => account === DEBIT);
  const allocatable = cash.map((one): BalanceSnapshot => ({ ...one, account: 'allocatable', designated: null }));
  const consumptionQuota: ConsumptionQuota = { used: 90n, due: 100n, unbilled: 20n, amount: 25n, coupons: 5n };
  const given = input.movements.filter((one) => one.account === DEBIT && one.customer !== null && !isCustomer(input, one.customer));
  const resellerMovements = [...groupBy(given, ({ customer }) => customer!)].flatMap(([reseller, own]) => {
    let balanceAfter = 0n;
    return own.map((one): ResellerMovement => {
      const got = one.type === '2' ? absolute(one.change) : -absolute(one.change);
      balanceAfter += got;
      return { ...one, id: `r-${one.id}`, change: got, type: got < 0n ? '2' : '1', balanceAfter, reseller };
    });
  });
  const read = [...new Set(resellerMovements.map(({ reseller }) => reseller))].flatMap((reseller) =>
    (['movements', 'adjust-records'] as const).map((source) => ({
      ...{ slice: sliceId({ source, reseller }), period: null, announced: 0, received: 0, failure: null },
    })),
  );
  return {
    ...input,
    ...{ balances: [...(input.balances ?? []), ...allocatable], consumptionQuota, resellerMovements },
    slices: [...input.slices, ...read],
  };
}

const isCustomer = (input: EngineInput, id: string): boolean => input.customers.some((one) => one.id === id);

/** The one changed and the others. */
const swapped = <T>(list: readonly T[], one: T, change: Partial<T>): T[] =>
  list.map((item) => (item === one ? { ...item, ...change } : item));

const of = (id: SeenCheck['id'], period: string, identity: string, names: string): SeenCheck => ({ id, period, identity, names });

/** More than all that the bill ever charged or gave back moved on a customer's account between two answers (semantics.md #32). */
const customerBalance: Maker = (input, dice) => {
  const byCustomer = groupBy(
    (input.balances ?? []).filter(({ account }) => account === null),
    ({ customer }) => customer!,
  );
  const pairs = [...byCustomer.values()].filter((own) => own.length === 2 && own[0]!.reseller === own[1]!.reseller);
  const pair = dice.one(pairs);
  if (pair === null) return null;
  const { bills, texts } = input;
  const customer = input.customers.find(({ id }) => id === pair[0]!.customer)!;
  let all: Units = 0n;
  for (let line = 0; line < bills.rows; line++)
    if (texts.text(bills.customer[line]!) === customer.id) all += absolute(bills.amount[line]!) + absolute(bills.debt[line]!);
  const by = (dice.below(2) === 0 ? 1n : -1n) * (all + dice.more());
  const one = pair[dice.below(2)]!;
  const [, later] = [...pair].sort((a, b) => (a.at < b.at ? -1 : 1));
  return {
    figure: 'customer balance',
    input: { ...input, balances: swapped(input.balances!, one, { amount: one.amount + by }) },
    effect: { checks: [of('C4', periodOfInstant(later!.at), '32', customer.name ?? customer.accountName ?? customer.id)] },
  };
};

const customerDebt: Maker = (input, dice) => {
  const found = customerBalance(input, dice);
  if (found === null) return null;
  // The same change, as arrears: they count as balance below zero (semantics.md #32).
  const balances = found.input.balances!.map((one, at): BalanceSnapshot => {
    const was = input.balances![at]!;
    return one.amount === was.amount ? one : { ...was, debt: (was.debt ?? 0n) + was.amount - one.amount };
  });
  return { ...found, figure: 'customer arrears', input: { ...found.input, balances } };
};

const allocatable: Maker = (input, dice) => {
  const one = dice.one(input.balances!.filter(({ account }) => account === 'allocatable'));
  if (one === null) return null;
  return {
    figure: 'what may be allocated',
    input: { ...input, balances: swapped(input.balances!, one, { amount: one.amount + dice.amount() }) },
    effect: { checks: [of('C4', periodOfInstant(one.at), '33', one.at)] },
  };
};

const designated: Maker = (input, dice) => {
  const one = dice.one(input.balances!.filter(({ account }) => account === DEBIT));
  if (one === null) return null;
  return {
    figure: 'reserved part of the balance',
    input: { ...input, balances: swapped(input.balances!, one, { designated: (one.designated ?? 0n) + dice.more() }) },
    effect: { checks: [of('C4', periodOfInstant(one.at), '33', one.at)] },
  };
};

const quotaPart: Maker = (input, dice) => {
  const name = dice.one(['used', 'due', 'unbilled', 'amount', 'coupons'] as const)!;
  const quota = input.consumptionQuota!;
  return {
    figure: `consumption quota, ${name}`,
    input: { ...input, consumptionQuota: { ...quota, [name]: quota[name]! + dice.amount() } },
    effect: { checks: [of('C4', input.periods.at(-1)!, '34', '')] },
  };
};

/** The last movement's balance of a reseller: what it got is not what its balance rose by (semantics.md #53). */
const resellerBalance: Maker = (input, dice) => {
  const last = [...groupBy(input.resellerMovements ?? [], ({ reseller }) => reseller).values()].map((own) => own.at(-1)!);
  const one = dice.one(last);
  if (one === null) return null;
  return {
    figure: 'balance of a reseller',
    input: { ...input, resellerMovements: swapped(input.resellerMovements!, one, { balanceAfter: one.balanceAfter! + dice.amount() }) },
    effect: { checks: [of('C4', periodOfInstant(one.time), '53', one.reseller)] },
  };
};

const compared = ({ type, status, paidAt, createdAt, exists }: OrderRecord): boolean =>
  exists && [1, 2, 3].includes(type) && status === 5 && (paidAt ?? createdAt) !== null;

/** List price less discounts is the amount after discount (semantics.md #24). */
const priceOfOrder =
  (figure: string, change: (one: OrderRecord, by: Units) => Partial<OrderRecord>): Maker =>
  (input, dice) => {
    const one = dice.one(input.orders.filter((order) => compared(order) && order.discount != null));
    if (one === null) return null;
    return {
      figure,
      input: { ...input, orders: swapped(input.orders, one, change(one, dice.amount())) },
      effect: { checks: [of('C6', periodOfInstant(one.paidAt ?? one.createdAt!), '24', one.id)] },
    };
  };

/** What an unsubscription kept is fee and used-up value (semantics.md #25). */
const keptOfRefund =
  (figure: string, change: (one: OrderRecord, by: Units) => Partial<OrderRecord>): Maker =>
  (input, dice) => {
    const traced = new Set(input.refunds.map(({ refundOrder }) => refundOrder));
    const one = dice.one(input.orders.filter((order) => traced.has(order.id) && order.commission != null && order.consumed != null));
    if (one === null) return null;
    return {
      figure,
      input: { ...input, orders: swapped(input.orders, one, change(one, dice.more())) },
      effect: { checks: [of('C3', periodOfInstant(one.paidAt ?? one.createdAt!), '25', one.id)] },
    };
  };

/** Of refunds and write-offs: what was paid from each account is the amount (semantics.md #6). */
const paidParts: Maker = (input, dice) => {
  const { bills } = input;
  const line = dice.one(Array.from({ length: bills.rows }, (_, at) => at).filter((at) => bills.kind[at] !== 0));
  if (line === null) return null;
  const paid = bills.paid.slice();
  paid[line] = paid[line]! + dice.amount();
  return {
    figure: 'parts paid of a refund or write-off',
    input: { ...input, bills: { ...bills, paid } },
    effect: { checks: [of('C2', input.periods[bills.period[line]!]!, '6', '')] },
  };
};

/** Refunds and write-offs have no debt, adjustment or discount (semantics.md #5); a price made from the list moves with it all the same. */
const refundExtra: Maker = (input, dice) => {
  const { bills } = input;
  const line = dice.one(Array.from({ length: bills.rows }, (_, at) => at).filter((at) => bills.kind[at] !== 0));
  if (line === null) return null;
  const by = dice.more();
  const discount = bills.discount.slice();
  discount[line] = discount[line]! + by;
  return {
    figure: 'discount of a refund or write-off',
    input: { ...input, bills: { ...bills, discount } },
    effect: { ...revenueEffect(input, line, { discount: by }), checks: [of('C2', input.periods[bills.period[line]!]!, '5', '')] },
  };
};

export const CHECK_MAKERS: readonly (readonly [figure: string, make: Maker])[] = [
  ['customer balance', customerBalance],
  ['customer arrears', customerDebt],
  ['what may be allocated', allocatable],
  ['reserved part of the balance', designated],
  ['consumption quota', quotaPart],
  ['balance of a reseller', resellerBalance],
  ['list price of an order', priceOfOrder('list price of an order', (one, by) => ({ official: one.official + by }))],
  ['discount of an order', priceOfOrder('discount of an order', (one, by) => ({ discount: one.discount! + by }))],
  ['fee of an unsubscription', keptOfRefund('fee of an unsubscription', (one, by) => ({ commission: one.commission! + by }))],
  [
    'used-up value of an unsubscription',
    keptOfRefund('used-up value of an unsubscription', (one, by) => ({ consumed: one.consumed! + by })),
  ],
  ['list price of an unsubscription', keptOfRefund('list price of an unsubscription', (one, by) => ({ official: one.official + by }))],
  ['parts paid of a refund or write-off', paidParts],
  ['discount of a refund or write-off', refundExtra],
];
