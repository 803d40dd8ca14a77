/** Figures of the sources beside bills: prepayment books, coupons, invoices, incentive, balances. Each with what its change has to do. */
import { absolute, ONE, type Units } from '../../../../shared/money';
import { periodInstants, periodOfInstant, type Period } from '../../../../shared/period';
import { isPrepaid } from '../../../../shared/reconcile/movement-kinds';
import type { Coupon, CouponOperation, CouponQuota, EngineInput, LedgerEntry, Movement } from '../../../../shared/reconcile/types';
import type { Mutation, SeenTotal } from './effect';
import type { Dice } from './dice';

type Maker = (input: EngineInput, dice: Dice) => Mutation | null;

const DEBIT = 'BALANCE_TYPE_DEBIT';
const signed = (one: Movement): Units => (one.type === '2' ? -absolute(one.change) : absolute(one.change));
const newestOf = (input: EngineInput): Period => input.periods.at(-1)!;
const isCustomer = (input: EngineInput, id: string | null): boolean => input.customers.some((one) => one.id === id);

/** A world whose other sources say what its movements and figures say: every month invoiced, every incentive explained, every balance answered. */
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
  const balances = ends.map(({ period, closing }) => ({
    ...{ at: new Date(Date.parse(periodInstants(period).to) - 1_000).toISOString(), account: DEBIT, customer: null, reseller: null },
    ...{ amount: closing, designated: null, debt: null },
  }));
  const opened = periodInstants(input.periods[0]!).from;
  const customers = input.customers.filter(({ reseller }) => reseller === null).slice(0, 3);
  const coupons = customers.map(({ id }, at): Coupon => ({
    ...{
      id: `K-${at}`,
      customer: id,
      status: 2,
      faceValue: 100n * ONE,
      balance: 60n * ONE,
      createdAt: opened,
      expiresAt: null,
      reseller: null,
    },
  }));
  const operations = coupons.map(({ id, customer, faceValue }, at): CouponOperation => ({
    ...{ id: `O-${at}`, operation: 'issue', quota: 'Q-1', parentQuota: null, coupon: id, customer, reseller: null, amount: faceValue },
    ...{ time: opened, succeeded: true },
  }));
  const issued = BigInt(coupons.length) * 100n * ONE;
  const quota: CouponQuota = {
    id: 'Q-1',
    value: 1_000n * ONE,
    balance: 1_000n * ONE - issued,
    status: 0,
    createdAt: opened,
    reseller: 'R-0',
    parent: null,
  };
  const used = coupons.map(({ customer }) => ({ period: newestOf(input), customer, units: 40n * ONE }));
  return {
    ...input,
    entries: [...input.entries, ...entries],
    coupons: { quotas: [quota], coupons, operations, used },
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

const c5Of = (input: EngineInput, bucket: SeenTotal['bucket'], difference: Units): SeenTotal => ({
  id: 'C5',
  period: newestOf(input),
  difference,
  bucket,
});

const quotaValue: Maker = (input, dice) => {
  const quota = dice.one(input.coupons?.quotas ?? []);
  if (quota === null) return null;
  const by = dice.amount();
  const quotas = input.coupons!.quotas!.map((one) => (one === quota ? { ...one, value: one.value + by } : one));
  return {
    figure: 'quota value',
    input: { ...input, coupons: { ...input.coupons!, quotas } },
    effect: { totals: [c5Of(input, { quota: quota.id }, by)] },
  };
};

const quotaBalance: Maker = (input, dice) => {
  const quota = dice.one(input.coupons?.quotas ?? []);
  if (quota === null) return null;
  const by = dice.amount();
  const quotas = input.coupons!.quotas!.map((one) => (one === quota ? { ...one, balance: one.balance + by } : one));
  return {
    figure: 'quota balance',
    input: { ...input, coupons: { ...input.coupons!, quotas } },
    effect: { totals: [c5Of(input, { quota: quota.id }, -by)] },
  };
};

/** More lost than charged is a break; less lost may be Huawei Cloud's own coupons (semantics.md #37). */
const couponBalance: Maker = (input, dice) => {
  const coupon = dice.one(input.coupons?.coupons ?? []);
  const by = coupon && dice.within(coupon.balance);
  if (!coupon || !by) return null;
  const coupons = input.coupons!.coupons!.map((one) => (one === coupon ? { ...one, balance: one.balance - by } : one));
  return {
    figure: 'coupon balance',
    input: { ...input, coupons: { ...input.coupons!, coupons } },
    effect: { totals: [c5Of(input, { customer: coupon.customer }, by)] },
  };
};

/** The quota gave another amount, and the coupon is not worth what was issued (#35, #36). */
const operationAmount: Maker = (input, dice) => {
  const operation = dice.one(input.coupons?.operations ?? []);
  if (operation === null) return null;
  const by = dice.more();
  const operations = input.coupons!.operations!.map((one) => (one === operation ? { ...one, amount: one.amount + by } : one));
  return {
    figure: 'coupon operation',
    input: { ...input, coupons: { ...input.coupons!, operations } },
    effect: { totals: [c5Of(input, { quota: operation.quota! }, -by)] },
  };
};

const couponCharge: Maker = (input, dice) => {
  const used = dice.one(input.coupons?.used ?? []);
  const by = used && dice.within(used.units);
  if (!used || !by) return null;
  const all = input.coupons!.used.map((one) => (one === used ? { ...one, units: one.units - by } : one));
  return {
    figure: 'coupon part of charges',
    input: { ...input, coupons: { ...input.coupons!, used: all } },
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
  const one = dice.one(input.balances ?? []);
  if (one === null) return null;
  const by = dice.amount();
  const balances = input.balances!.map((other) => (other === one ? { ...other, amount: other.amount + by } : other));
  const total: SeenTotal = { id: 'C4', period: periodOfInstant(one.at), difference: -by, bucket: { account: DEBIT, balanceAt: one.at } };
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
  operationAmount,
  couponCharge,
  invoice,
  incentive,
  balanceAnswered,
  bookBalance,
];
