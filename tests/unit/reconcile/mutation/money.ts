/** Figures of the sources beside bills: prepayment books, coupons, invoices, incentive, balances. Each with what its change has to do. */
import { absolute, type Units } from '../../../../shared/money';
import { periodOfInstant, type Period } from '../../../../shared/period';
import { isPrepaid } from '../../../../shared/reconcile/movement-kinds';
import type { Coupon, CouponOperation, CouponRecords, EngineInput, LedgerEntry, Movement } from '../../../../shared/reconcile/types';
import type { Mutation, SeenTotal } from './effect';
import { lastSecond } from '../world-money';
import type { Dice } from './dice';

type Maker = (input: EngineInput, dice: Dice) => Mutation | null;

const DEBIT = 'BALANCE_TYPE_DEBIT';
const signed = (one: Movement): Units => (one.type === '2' ? -absolute(one.change) : absolute(one.change));
const newestOf = (input: EngineInput): Period => input.periods.at(-1)!;
const isCustomer = (input: EngineInput, id: string | null): boolean => input.customers.some((one) => one.id === id);

/**
 * A world whose other sources say what its movements and figures say: every month invoiced, every incentive explained, every balance answered. Its coupons
 * are its own.
 */
export function withMoney(input: EngineInput): EngineInput {
  const cash = input.movements.filter((one) => one.account === DEBIT);
  const entries = input.movements
    .filter(({ detailType }) => isPrepaid(detailType))
    .map((one, at): LedgerEntry => {
      const customer = isCustomer(input, one.customer) ? one.customer : null;
      return {
        ...{ importId: 'prepaid', row: at + 2, role: 'prepayment', grain: 'customer', period: periodOfInstant(one.time) },
        ...{ party: one.customer ?? '', customer, reseller: customer === null ? one.customer : null, service: null },
        ...{ units: signed(one), currency: input.currency, basis: 'unknown', reference: null },
      };
    });
  const due = (period: Period): Units => {
    const { bills } = input;
    const at = input.periods.indexOf(period);
    return bills.amount.reduce((sum, units, row) => (bills.period[row] === at ? sum + units : sum), 0n);
  };
  const invoices = input.periods.map((period) => ({
    id: `I-${period}`,
    period,
    order: null,
    status: '已开票',
    taxRate: null,
    units: due(period),
    appliedAt: null,
  }));
  const rebates = input.movements.filter(({ detailType }) => detailType.endsWith('RECHARGE_REBATE'));
  const incentives = rebates.map((one, at) => ({
    bill: `J-${at}`,
    id: `J-${at}-1`,
    period: periodOfInstant(one.time),
    status: null,
    units: signed(one),
  }));
  const ends = input.periods.flatMap((period) => {
    const own = cash.filter((one) => periodOfInstant(one.time) === period);
    return own.length === 0 ? [] : [{ period, opening: own[0]!.balanceAfter! - signed(own[0]!), closing: own.at(-1)!.balanceAfter! }];
  });
  const bookBalances = ends.flatMap(({ period, opening, closing }, at) =>
    (
      [
        ['opening', opening],
        ['closing', closing],
      ] as const
    ).map(([end, units], side) => ({
      ...{
        importId: 'prepaid',
        row: 10_000 + 2 * at + side,
        period,
        customer: null,
        reseller: null,
        at: end,
        units,
        currency: input.currency,
      },
    })),
  );
  // The world's own answers are those of its last two months.
  const balances = [
    ...ends.slice(0, -2).map(({ period, closing }) => ({
      ...{ at: lastSecond(period), account: DEBIT, customer: null, reseller: null },
      ...{ amount: closing, designated: null, debt: null },
    })),
    ...(input.balances ?? []),
  ];
  return {
    ...input,
    entries: [...input.entries, ...entries],
    ...({ invoices, incentives, balances, bookBalances } as Pick<EngineInput, 'invoices' | 'incentives' | 'balances' | 'bookBalances'>),
  };
}

const prepaid: Maker = (input, dice) => {
  const rows = input.entries.filter(({ role }) => role === 'prepayment');
  // A row alone in its party's month: beside others the changed one may add up with them.
  const alone = rows.filter((one) => rows.every((other) => other === one || other.period !== one.period || other.party !== one.party));
  const entry = dice.one(alone);
  if (entry === null) return null;
  const by = entry.units < 0n ? -dice.more() : dice.more();
  const entries = input.entries.map((one) => (one === entry ? { ...one, units: one.units + by } : one));
  const { party, customer, period } = entry;
  const place = { role: 'prepayment', class: 'amount', period, counterparty: party === '' ? null : party, customer } as const;
  return { figure: 'prepayment entry', input: { ...input, entries }, effect: { breaks: [{ ...place, difference: -by }] } };
};

const prepaidForgotten: Maker = (input, dice) => {
  const rows = input.entries.filter(({ role }) => role === 'prepayment');
  const entry = dice.one(rows);
  // A month that no row names takes no part.
  if (entry === null || rows.filter(({ period }) => period === entry.period).length < 2) return null;
  const { party, customer, period, units } = entry;
  const place = { role: 'prepayment', class: 'missing-in-ledger', period, counterparty: party === '' ? null : party, customer } as const;
  return {
    figure: 'prepayment entry left out',
    input: { ...input, entries: input.entries.filter((one) => one !== entry) },
    effect: { breaks: [{ ...place, difference: units }] },
  };
};

const c5Of = (input: EngineInput, bucket: SeenTotal['bucket'], difference: SeenTotal['difference']): SeenTotal => ({
  id: 'C5',
  period: newestOf(input),
  difference,
  bucket,
});

const withCoupons = (input: EngineInput, change: Partial<CouponRecords>): EngineInput => ({
  ...input,
  coupons: { ...input.coupons!, ...change },
});

const quotasOf = (input: EngineInput): NonNullable<CouponRecords['quotas']> => input.coupons?.quotas ?? [];
const couponsOf = (input: EngineInput): readonly Coupon[] => input.coupons?.coupons ?? [];
/** What the log says succeeded. */
const logOf = (input: EngineInput): readonly CouponOperation[] => (input.coupons?.operations ?? []).filter(({ succeeded }) => succeeded);

/** The one changed and the others. */
const swapped = <T>(list: readonly T[], one: T, change: Partial<T>): T[] =>
  list.map((item) => (item === one ? { ...item, ...change } : item));

const quotaValue: Maker = (input, dice) => {
  const quota = dice.one(quotasOf(input));
  if (quota === null) return null;
  const by = dice.amount();
  return {
    figure: 'quota value',
    input: withCoupons(input, { quotas: swapped(quotasOf(input), quota, { value: quota.value + by }) }),
    effect: { totals: [c5Of(input, { quota: quota.id }, by)] },
  };
};

const quotaBalance: Maker = (input, dice) => {
  const quota = dice.one(quotasOf(input));
  if (quota === null) return null;
  const by = dice.amount();
  return {
    figure: 'quota balance',
    input: withCoupons(input, { quotas: swapped(quotasOf(input), quota, { balance: quota.balance + by }) }),
    effect: { totals: [c5Of(input, { quota: quota.id }, -by)] },
  };
};

/** More lost than charged is a break; less lost may be Huawei Cloud's own coupons (semantics.md #37). */
const couponBalance: Maker = (input, dice) => {
  const coupon = dice.one(couponsOf(input).filter(({ balance }) => balance > 0n));
  const by = coupon && dice.within(coupon.balance);
  if (!coupon || !by) return null;
  return {
    figure: 'coupon balance',
    input: withCoupons(input, { coupons: swapped(couponsOf(input), coupon, { balance: coupon.balance - by }) }),
    effect: { totals: [c5Of(input, { customer: coupon.customer }, by)] },
  };
};

/** More face than was issued (#36), and more of it gone than was charged (#37). */
const couponFace: Maker = (input, dice) => {
  const coupon = dice.one(couponsOf(input));
  if (coupon === null) return null;
  const by = dice.more();
  return {
    figure: 'coupon face value',
    input: withCoupons(input, { coupons: swapped(couponsOf(input), coupon, { faceValue: coupon.faceValue + by }) }),
    effect: { totals: [{ ...c5Of(input, { customer: coupon.customer }, [by, -by]), broken: 2 }] },
  };
};

/** Issued and on no list of coupons; what it paid for may have been paid by Huawei Cloud's own (#36, #37). */
const couponUnlisted: Maker = (input, dice) => {
  const coupon = dice.one(couponsOf(input));
  if (coupon === null) return null;
  return {
    figure: 'coupon left out of the list',
    input: withCoupons(input, { coupons: couponsOf(input).filter((one) => one !== coupon) }),
    effect: { totals: [c5Of(input, { customer: coupon.customer, coupon: coupon.id }, coupon.faceValue)] },
  };
};

/** The quota gave another amount, and the coupon is not worth what was issued (#35, #36); a quota handed on is taken from its parent. */
const issueAmount: Maker = (input, dice) => {
  const one = dice.one(logOf(input).filter(({ operation }) => operation === 'issue'));
  if (one === null) return null;
  const by = dice.more();
  const bucket = { quota: one.parentQuota ?? one.quota! };
  const total = one.coupon === null ? c5Of(input, bucket, -by) : { ...c5Of(input, {}, [-by, by]), broken: 2 };
  return {
    figure: 'coupon or quota issued',
    input: withCoupons(input, { operations: swapped(input.coupons!.operations!, one, { amount: one.amount + by }) }),
    effect: { totals: [total] },
  };
};

/** The quota got another amount; a coupon gives no more than it is worth, and a reseller's quota lost what was taken back from it. */
const reclaimAmount: Maker = (input, dice) => {
  const one = dice.one(logOf(input).filter(({ operation }) => operation === 'reclaim'));
  if (one === null) return null;
  const by = dice.more();
  const face = couponsOf(input).find(({ id }) => id === one.coupon)?.faceValue;
  const over = face === undefined ? -by : one.amount + by - face;
  const either = face === undefined || over > 0n ? { ...c5Of(input, {}, [by, over]), broken: 2 } : c5Of(input, { quota: one.quota! }, by);
  return {
    figure: 'coupon or quota taken back',
    input: withCoupons(input, { operations: swapped(input.coupons!.operations!, one, { amount: one.amount + by }) }),
    effect: { totals: [either] },
  };
};

/** The second time there is nothing left to take (#36), and the quota did not get it. */
const reclaimedTwice: Maker = (input, dice) => {
  const one = dice.one(logOf(input).filter(({ operation, coupon }) => operation === 'reclaim' && coupon !== null));
  if (one === null) return null;
  return {
    figure: 'coupon taken back twice',
    input: withCoupons(input, { operations: [...input.coupons!.operations!, { ...one, id: `${one.id}-again` }] }),
    effect: { totals: [{ ...c5Of(input, {}, one.amount), broken: 2 }] },
  };
};

const couponCharge: Maker = (input, dice) => {
  const used = dice.one(input.coupons?.used ?? []);
  const by = used && dice.within(used.units);
  if (!used || !by) return null;
  return {
    figure: 'coupon part of charges',
    input: withCoupons(input, { used: swapped(input.coupons!.used, used, { units: used.units - by }) }),
    effect: { totals: [c5Of(input, { customer: used.customer }, by)] },
  };
};

const invoice: Maker = (input, dice) => {
  const one = dice.one(input.invoices ?? []);
  if (one === null) return null;
  const by = dice.more();
  const invoices = input.invoices!.map((other) => (other === one ? { ...other, units: other.units + by } : other));
  const period = one.period!;
  // More invoiced than consumed up to a month holds of every later month too, beside the sides.
  const moved = input.periods.filter((later) => later > period).map((later) => `C8 ${later}`);
  return {
    figure: 'invoice',
    input: { ...input, invoices },
    effect: { totals: [{ id: 'C8', period, difference: by, bucket: { period } }], moved },
  };
};

const incentive: Maker = (input, dice) => {
  const one = dice.one(input.incentives ?? []);
  if (one === null) return null;
  const by = dice.more();
  const incentives = input.incentives!.map((other) => (other === one ? { ...other, units: other.units + by } : other));
  // The bill finds no payment, the payment no bill.
  const total: SeenTotal = { id: 'C9', period: one.period!, difference: null, bucket: { incentiveBill: one.bill! }, broken: 2 };
  return { figure: 'incentive', input: { ...input, incentives }, effect: { totals: [total] } };
};

const balanceAnswered: Maker = (input, dice) => {
  const one = dice.one((input.balances ?? []).filter(({ account }) => account !== null));
  if (one === null) return null;
  const by = dice.amount();
  const balances = input.balances!.map((other) => (other === one ? { ...other, amount: other.amount + by } : other));
  const total: SeenTotal = {
    id: 'C4',
    period: periodOfInstant(one.at),
    difference: -by,
    bucket: { account: one.account!, balanceAt: one.at },
  };
  return { figure: 'balance answered', input: { ...input, balances }, effect: { totals: [total] } };
};

const bookBalance: Maker = (input, dice) => {
  const one = dice.one(input.bookBalances ?? []);
  if (one === null) return null;
  const by = dice.amount();
  const bookBalances = input.bookBalances!.map((other) => (other === one ? { ...other, units: other.units + by } : other));
  const total: SeenTotal = { id: 'C4', period: one.period, difference: -by, bucket: { account: DEBIT, bookBalance: one.at } };
  return { figure: 'book balance', input: { ...input, bookBalances }, effect: { totals: [total] } };
};

export const MONEY_MAKERS: readonly Maker[] = [
  prepaid,
  prepaidForgotten,
  quotaValue,
  quotaBalance,
  couponBalance,
  couponFace,
  couponUnlisted,
  issueAmount,
  reclaimAmount,
  reclaimedTwice,
  couponCharge,
  invoice,
  incentive,
  balanceAnswered,
  bookBalance,
];
