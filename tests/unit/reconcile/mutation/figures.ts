/** Figures of an input that can be changed one at a time, each with what that has to do: worked out by plain sums over the rows. */
import { ONE, parseUnits, type Units } from '../../../../shared/money';
import { periodOfInstant } from '../../../../shared/period';
import type { BillColumns, EngineInput, FeeColumns, LedgerEntry, Movement } from '../../../../shared/reconcile/types';
import type { Effect, Mutation, SeenBreak, SeenCheck, SeenTotal } from './effect';
import type { Dice } from './dice';

type Maker = (input: EngineInput, dice: Dice) => Mutation | null;

const REFUND_TYPES = [4, 20, 24];
/** Compensations and write-offs, which no bucket of C2 holds (semantics.md #20). */
const OUTSIDE_TYPES = [9, 16];

const changed = (column: BigInt64Array, at: number, by: Units): BigInt64Array => {
  const copy = column.slice();
  copy[at] = copy[at]! + by;
  return copy;
};

const sumWhere = (column: BigInt64Array, rows: number, has: (row: number) => boolean): Units => {
  let sum = 0n;
  for (let row = 0; row < rows; row++) if (has(row)) sum += column[row]!;
  return sum;
};

/** The counterparty as a break of revenue names it: a reseller is no customer. */
const placeOf = (input: EngineInput, counterparty: string): { counterparty: string; customer: string | null; service: null } => ({
  counterparty,
  customer: input.customers.some((one) => one.id === counterparty) ? counterparty : null,
  service: null,
});

/** A bill line's customer, or its reseller. */
function counterpartyOf(input: EngineInput, customer: string): string {
  return input.customers.find((one) => one.id === customer)?.reseller ?? customer;
}

/** The bill bounds what a customer may have spent between two answers of its balance (semantics.md #32). */
function spentWithin(input: EngineInput, customer: string): SeenCheck[] {
  const answers = (input.balances ?? []).filter((one) => one.account === null && one.customer === customer).map(({ at }) => at);
  const own = input.customers.find(({ id }) => id === customer);
  const names = own?.name ?? own?.accountName ?? customer;
  return [...answers].sort().map((at) => ({ id: 'C4', period: periodOfInstant(at), identity: '32', names, bound: true }));
}

/** Price of a cell by the sample's rules, tax 6 % included, to the cent; null without a rule. */
function priceOf(input: EngineInput, counterparty: string, amount: Units, discount: Units): Units | null {
  const rule = input.priceRules.rules.find((one) => one.match.counterparty === counterparty);
  if (!rule) return null;
  const { price } = rule;
  if (price.kind === 'cost-plus') return halfUpExact(amount * (ONE + parseUnits(price.markup)), ONE);
  if (price.kind === 'list-discount') return halfUpExact((amount + discount) * parseUnits(price.factor), ONE);
  return halfUpExact(amount, 1n);
}

/** units/per x 1.06, half up to the cent once. */
function halfUpExact(units: bigint, per: bigint): Units {
  const [over, under] = [units * 106n, per * 100n];
  const cent = (ONE / 100n) * under;
  const size = over < 0n ? -over : over;
  const cents = (2n * size + cent) / (2n * cent);
  return (over < 0n ? -cents : cents) * (ONE / 100n);
}

/** What a bill cell's change does to revenue: the expected price moves, the invoice does not. */
export function revenueEffect(input: EngineInput, line: number, by: { amount?: Units; discount?: Units }): Pick<Effect, 'breaks' | 'gone'> {
  const { bills, texts } = input;
  const customer = texts.text(bills.customer[line]!);
  const counterparty = counterpartyOf(input, customer);
  const period = input.periods[bills.period[line]!]!;
  const inCell = (row: number): boolean =>
    bills.period[row] === bills.period[line] && bills.customer[row] === bills.customer[line] && bills.service[row] === bills.service[line];
  const amount = sumWhere(bills.amount, bills.rows, inCell);
  const discount = sumWhere(bills.discount, bills.rows, inCell);
  const was = priceOf(input, counterparty, amount, discount);
  if (was === null) return {};
  const difference = priceOf(input, counterparty, amount + (by.amount ?? 0n), discount + (by.discount ?? 0n))! - was;
  return difference === 0n
    ? {}
    : { breaks: [{ role: 'revenue', class: 'price-deviation', period, ...placeOf(input, counterparty), difference }] };
}

/** The first divergence of C2 after a change of a bucket by `by` on the left or right. */
function c2Effect(
  input: EngineInput,
  key: { period: number; customer: number; service: number; mode: number; kind: number },
  by: { bill?: Units; fee?: Units },
): SeenTotal {
  const { bills, fees, texts } = input;
  const inBucket = (row: number): boolean =>
    bills.period[row] === key.period &&
    bills.customer[row] === key.customer &&
    bills.service[row] === key.service &&
    bills.chargeMode[row] === key.mode &&
    bills.kind[row] === key.kind;
  const charged = sumWhere(bills.amount, bills.rows, inBucket) + sumWhere(bills.debt, bills.rows, inBucket);
  const paid = sumWhere(
    fees.payment,
    fees.rows,
    (row) =>
      fees.period[row] === key.period &&
      fees.customer[row] === key.customer &&
      fees.service[row] === key.service &&
      fees.chargeMode[row] === key.mode &&
      !OUTSIDE_TYPES.includes(fees.billType[row]!) &&
      REFUND_TYPES.includes(fees.billType[row]!) === (key.kind === 1),
  );
  return {
    id: 'C2',
    period: input.periods[key.period]!,
    difference: charged + (by.bill ?? 0n) - paid - (by.fee ?? 0n),
    bucket: { customer: texts.text(key.customer), service: texts.text(key.service), chargeMode: String(key.mode), kind: String(key.kind) },
  };
}

const c1Of = (period: string, kind: number, difference: Units): SeenTotal => ({
  id: 'C1',
  period,
  difference,
  bucket: { kind: String(kind) },
});

const billAmount: Maker = (input, dice) => {
  const { bills, texts } = input;
  const line = dice.below(bills.rows);
  const by = dice.amount();
  const period = input.periods[bills.period[line]!]!;
  const kind = bills.kind[line]!;
  const customer = texts.text(bills.customer[line]!);
  const service = texts.text(bills.service[line]!);
  const mutated: BillColumns = { ...bills, amount: changed(bills.amount, line, by), paid: changed(bills.paid, line, by) };
  const revenue = revenueEffect(input, line, { amount: by });
  const cost: SeenBreak = {
    role: 'cost',
    class: 'amount',
    period,
    counterparty: counterpartyOf(input, customer),
    customer,
    service,
    difference: by,
  };
  const c2 = c2Effect(
    input,
    { period: bills.period[line]!, customer: bills.customer[line]!, service: bills.service[line]!, mode: bills.chargeMode[line]!, kind },
    { bill: by },
  );
  return {
    figure: 'bill amount',
    input: { ...input, bills: mutated },
    // A write-off is in none of C2's buckets, but its sign and its parts are checked there.
    effect: {
      breaks: [cost, ...(revenue.breaks ?? [])],
      totals: [c1Of(period, kind, -by), ...(kind < 2 ? [c2] : [])],
      moved: kind < 2 ? [] : [`C2 ${period}`],
      checks: spentWithin(input, customer),
    },
  };
};

/** Arrears stand outside the amount and were charged all the same (semantics.md #6): the fee records hold them, and so does the bill file. */
const billDebt: Maker = (input, dice) => {
  const { bills } = input;
  const line = dice.one(Array.from({ length: bills.rows }, (_, row) => row).filter((row) => bills.kind[row] === 0));
  if (line === null) return null;
  const by = dice.more();
  const period = input.periods[bills.period[line]!]!;
  const key = {
    period: bills.period[line]!,
    customer: bills.customer[line]!,
    service: bills.service[line]!,
    mode: bills.chargeMode[line]!,
    kind: 0,
  };
  const indebted = Array.from({ length: bills.rows }, (_, row) => row).some(
    (row) => bills.period[row] === key.period && bills.debt[row] !== 0n,
  );
  // Without other arrears in the month the reading that leaves them out still holds, and C1 names it.
  const c1 = indebted ? { totals: [c1Of(period, 0, -by)] } : { totals: [], moved: [`C1 ${period}`] };
  return {
    figure: 'bill debt',
    input: { ...input, bills: { ...bills, debt: changed(bills.debt, line, by) } },
    effect: {
      ...c1,
      totals: [...c1.totals, c2Effect(input, key, { bill: by })],
      checks: spentWithin(input, input.texts.text(key.customer)),
    },
  };
};

const billDiscount: Maker = (input, dice) => {
  const { bills, texts } = input;
  const listed = (row: number): boolean =>
    input.priceRules.rules.some(
      (rule) => rule.match.counterparty === counterpartyOf(input, texts.text(bills.customer[row]!)) && rule.price.kind === 'list-discount',
    );
  const line = dice.one(Array.from({ length: bills.rows }, (_, row) => row).filter((row) => bills.kind[row] === 0 && listed(row)));
  if (line === null) return null;
  const by = dice.amount();
  return {
    figure: 'bill discount of customers priced from the list',
    input: { ...input, bills: { ...bills, discount: changed(bills.discount, line, by) } },
    effect: revenueEffect(input, line, { discount: by }),
  };
};

const feePayment: Maker = (input, dice) => {
  const { fees } = input;
  const rows = Array.from({ length: fees.rows }, (_, row) => row).filter(
    (row) => fees.association[row] !== 1 && !OUTSIDE_TYPES.includes(fees.billType[row]!),
  );
  const row = dice.one(rows);
  if (row === null) return null;
  const by = dice.amount();
  const mutated: FeeColumns = { ...fees, payment: changed(fees.payment, row, by) };
  const kind = REFUND_TYPES.includes(fees.billType[row]!) ? 1 : 0;
  const c2 = c2Effect(
    input,
    { period: fees.period[row]!, customer: fees.customer[row]!, service: fees.service[row]!, mode: fees.chargeMode[row]!, kind },
    { fee: by },
  );
  return {
    figure: 'fee payment',
    input: { ...input, fees: mutated },
    effect: { totals: [c2, ...tradeAgainstFees(input, input.trades.text(fees.trade[row]!), by)] },
  };
};

/** C6 for an order or a part of one, C3 for a refund order, when its fee records come to `by` more; nothing for a trade that is no order. */
function tradeAgainstFees(input: EngineInput, trade: string, by: Units): SeenTotal[] {
  const order = input.orders.find((one) => one.id === trade || one.parts?.some(({ id }) => id === trade));
  if (!order) return [];
  const part = order.parts?.find(({ id }) => id === trade);
  const fees = sumWhere(input.fees.payment, input.fees.rows, (row) => input.trades.text(input.fees.trade[row]!) === trade);
  if ([1, 2, 3].includes(order.type))
    return [
      {
        id: 'C6',
        period: periodOfInstant(order.paidAt ?? order.createdAt!),
        difference: (part ?? order).afterDiscount - fees - by,
        bucket: { order: order.id, ...(part && { part: trade }) },
      },
    ];
  return [refundTotal(input, order.id, { fees: by })];
}

/** C3 of a refund order after one of its three sides moved: details against the fee records where those differ from them, else against the order. */
function refundTotal(input: EngineInput, order: string, by: { fees?: Units; details?: Units; order?: Units }): SeenTotal {
  const rows = Array.from({ length: input.fees.rows }, (_, row) => row).filter(
    (row) => input.trades.text(input.fees.trade[row]!) === order,
  );
  const record = input.orders.find((one) => one.id === order)!;
  const size = (units: Units): Units => (units < 0n ? -units : units);
  const details =
    input.refunds.filter((line) => line.refundOrder === order).reduce((sum, line) => sum + line.amount, 0n) + (by.details ?? 0n);
  const billed = size(rows.reduce((sum, row) => sum + input.fees.payment[row]!, 0n) + (by.fees ?? 0n));
  const said = size(record.afterDiscount + (by.order ?? 0n));
  const other = details + billed !== 0n ? billed : said;
  return {
    id: 'C3',
    period: rows.length > 0 ? input.periods[input.fees.period[rows[0]!]!]! : periodOfInstant(record.paidAt ?? record.createdAt!),
    difference: details + other,
    bucket: { refundOrder: order },
  };
}

const orderAmount: Maker = (input, dice) => {
  const order = dice.one(
    input.orders.filter(
      (one) =>
        one.exists &&
        one.status === 5 &&
        [1, 2, 3].includes(one.type) &&
        input.customers.find(({ id }) => id === one.customer)?.associationType !== '1',
    ),
  );
  if (order === null) return null;
  // More, so that no refund comes to exceed it: that has a figure of its own.
  const by = dice.more();
  const orders = input.orders.map((one) => (one === order ? { ...one, afterDiscount: one.afterDiscount + by } : one));
  const period = periodOfInstant(order.paidAt ?? order.createdAt!);
  if (!input.periods.includes(period)) return null;
  // Of a combined order the parts were charged, and the rest is what they leave of the whole.
  const charged = new Set(order.parts ? order.parts.map(({ id }) => id) : [order.id]);
  const fees = sumWhere(input.fees.payment, input.fees.rows, (row) => charged.has(input.trades.text(input.fees.trade[row]!)));
  return {
    figure: 'order amount',
    input: { ...input, orders },
    effect: { totals: [{ id: 'C6', period, difference: order.afterDiscount + by - fees, bucket: { order: order.id } }] },
  };
};

/** A part is charged otherwise than the order says, and the parts are not the whole any more (semantics.md #29). */
const orderPart: Maker = (input, dice) => {
  const order = dice.one(input.orders.filter((one) => one.parts !== undefined));
  const part = dice.one(order?.parts ?? []);
  if (order === null || part === null) return null;
  const by = dice.amount();
  const parts = order.parts!.map((one) => (one === part ? { ...one, afterDiscount: one.afterDiscount + by } : one));
  const orders = input.orders.map((one) => (one === order ? { ...one, parts } : one));
  const total = {
    id: 'C6',
    period: periodOfInstant(order.paidAt!),
    difference: [by, -by],
    bucket: { order: order.id },
    broken: 2,
  } as const;
  return { figure: 'part of a combined order', input: { ...input, orders }, effect: { totals: [total] } };
};

const refundOrderAmount: Maker = (input, dice) => {
  const order = dice.one(input.orders.filter((one) => one.exists && input.refunds.some((line) => line.refundOrder === one.id)));
  if (order === null) return null;
  const by = dice.more();
  const orders = input.orders.map((one) => (one === order ? { ...one, afterDiscount: one.afterDiscount + by } : one));
  const total = refundTotal(input, order.id, { order: by });
  return { figure: 'refund order amount', input: { ...input, orders }, effect: { totals: [total] } };
};

const refundLine: Maker = (input, dice) => {
  const line = dice.one(input.refunds.filter((one) => input.orders.some((order) => order.id === one.refundOrder)));
  if (line === null) return null;
  // Less given back: more would be an over-refund at some point, which has a class of its own.
  const by = line.amount < 0n ? dice.within(-line.amount) : dice.more();
  if (by === null) return null;
  const refunds = input.refunds.map((one) => (one === line ? { ...one, amount: one.amount + by } : one));
  return {
    figure: 'refund line',
    input: { ...input, refunds },
    effect: { totals: [refundTotal(input, line.refundOrder, { details: by })] },
  };
};

const ledgerAmount: Maker = (input, dice) => {
  const entry = dice.one(input.entries);
  if (entry === null) return null;
  const by = dice.amount();
  const entries = input.entries.map((one): LedgerEntry => (one === entry ? { ...one, units: one.units + by } : one));
  if (entry.role === 'cost') {
    const { period, customer, service } = entry;
    return {
      figure: 'ledger amount, cost',
      input: { ...input, entries },
      effect: {
        breaks: [
          { role: 'cost', class: 'amount', period, counterparty: counterpartyOf(input, customer!), customer, service, difference: -by },
        ],
      },
    };
  }
  const counterparty = entry.reseller ?? counterpartyOf(input, entry.customer!);
  const priced = input.priceRules.rules.some((rule) => rule.match.counterparty === counterparty);
  const place = { role: 'revenue', period: entry.period, ...placeOf(input, counterparty) } as const;
  if (priced)
    return {
      figure: 'ledger amount, revenue',
      input: { ...input, entries },
      effect: { breaks: [{ ...place, class: 'price-deviation', difference: -by }] },
    };
  const billed = input.entries
    .filter((one) => one.role === 'revenue' && one.period === entry.period && one.customer === entry.customer)
    .reduce((sum, one) => sum + one.units, 0n);
  return {
    figure: 'ledger amount, revenue without a price rule',
    input: { ...input, entries },
    effect: {
      gone: [{ ...place, class: 'no-price-rule', difference: -billed }],
      breaks: [{ ...place, class: 'no-price-rule', difference: -billed - by }],
    },
  };
};

/** Movements of an account in the order of its chain; the model's own order is it. */
const chainOf = (input: EngineInput, account: Movement['account']): readonly Movement[] =>
  input.movements.filter((one) => one.account === account);

const movementChange: Maker = (input, dice) => {
  // The first of an account has nothing before it; those of fund adjustments are a figure of their own.
  const movement = dice.one(input.movements.filter((one) => one.customer === null && chainOf(input, one.account)[0] !== one));
  if (movement === null) return null;
  const by = dice.more();
  const movements = input.movements.map((one) => (one === movement ? { ...one, change: one.change + by } : one));
  const signed = movement.type === '2' ? -by : by;
  return {
    figure: 'movement change',
    input: { ...input, movements },
    // C9 shows what incentive came in, although nothing can be said of it without incentive details.
    effect: {
      totals: [{ id: 'C4', period: periodOfInstant(movement.time), difference: signed, bucket: { movement: movement.id } }],
      moved: [`C9 ${periodOfInstant(movement.time)}`],
    },
  };
};

const movementBalance: Maker = (input, dice) => {
  const movement = dice.one(
    input.movements.filter((one) => chainOf(input, one.account).at(-1) === one && chainOf(input, one.account).length > 1),
  );
  if (movement === null) return null;
  const by = dice.amount();
  const movements = input.movements.map((one) => (one === movement ? { ...one, balanceAfter: one.balanceAfter! + by } : one));
  return {
    figure: 'movement balance',
    input: { ...input, movements },
    effect: { totals: [...balanceEffects(input, movement, by)] },
  };
};

/** A balance that does not follow, and one that the balance interface answered otherwise at the end of a month (semantics.md #44). */
function balanceEffects(input: EngineInput, movement: Movement, by: Units): SeenTotal[] {
  const period = periodOfInstant(movement.time);
  const answered = (input.balances ?? []).filter((one) => one.account === movement.account && one.at >= movement.time);
  const own = answered.filter((one) => periodOfInstant(one.at) === period).length;
  return [
    { id: 'C4', period, difference: -by, bucket: { movement: movement.id }, broken: 1 + own },
    ...answered
      .filter((one) => periodOfInstant(one.at) !== period)
      .map((one): SeenTotal => ({ id: 'C4', period: periodOfInstant(one.at), difference: by, bucket: { account: movement.account } })),
  ];
}

/** An adjustment record and the one movement that is its own, not at the edge of what was synced. */
function recordWithMovement(input: EngineInput, dice: Dice): { record: EngineInput['adjustments'][number]; movement: Movement } | null {
  const pairs = input.adjustments.flatMap((record) => {
    const own = input.movements.filter(
      (one) => one.customer === record.customer && one.detailType === record.operation && one.change === record.amount,
    );
    const alike = input.adjustments.filter(
      (one) => one.customer === record.customer && one.operation === record.operation && one.amount === record.amount,
    );
    return own.length === 1 && alike.length === 1 && input.periods.indexOf(periodOfInstant(record.time)) > 0
      ? [{ record, movement: own[0]! }]
      : [];
  });
  return dice.one(pairs);
}

const isAllocation = (operation: string): boolean => operation === 'SOURCE_OPERATION_BEADJUST';

/** The record finds no movement any more, and its movement no record (semantics.md #31, #46). */
function parted(input: EngineInput, record: EngineInput['adjustments'][number], amount: Units): { broken: SeenBreak; total: SeenTotal } {
  const sign = isAllocation(record.operation) ? 1n : -1n;
  const left = sign * amount;
  const period = periodOfInstant(record.time);
  const broken: SeenBreak = {
    class: 'adjustment-without-movement',
    period,
    counterparty: counterpartyOf(input, record.customer),
    customer: record.customer,
    difference: left,
  };
  // The descent names the record before the movement without one.
  return { broken, total: { id: 'C4', period, difference: left, bucket: { customer: record.customer }, broken: 2 } };
}

const adjustmentAmount: Maker = (input, dice) => {
  const found = recordWithMovement(input, dice);
  if (found === null) return null;
  const { record } = found;
  const amount = record.amount + dice.more();
  const adjustments = input.adjustments.map((one) => (one === record ? { ...one, amount } : one));
  const { broken, total } = parted(input, record, amount);
  return { figure: 'adjustment amount', input: { ...input, adjustments }, effect: { breaks: [broken], totals: [total] } };
};

const overRefund: Maker = (input, dice) => {
  const line = dice.one(
    input.refunds.filter((one) => one.amount < 0n && input.orders.some((order) => order.exists && order.id === one.baseOrder)),
  );
  if (line === null) return null;
  const paid = input.orders.find((order) => order.id === line.baseOrder)!.afterDiscount;
  const given = -input.refunds
    .filter((one) => one.baseOrder === line.baseOrder && one.amount < 0n)
    .reduce((sum, one) => sum + one.amount, 0n);
  const by = paid - given + dice.more();
  const refunds = input.refunds.map((one) => (one === line ? { ...one, amount: one.amount - by } : one));
  const seen = refundTotal(input, line.refundOrder, { details: -by });
  const { customer, service } = line;
  const broken: SeenBreak = {
    class: 'over-refund',
    period: seen.period,
    counterparty: counterpartyOf(input, customer),
    customer,
    service,
    difference: paid - given - by,
  };
  // The bucket says what could have been given back at most.
  const total: SeenTotal = { ...seen, difference: paid - given - by };
  return { figure: 'refund line above what was paid', input: { ...input, refunds }, effect: { breaks: [broken], totals: [total] } };
};

const announcedCount: Maker = (input, dice) => {
  const slice = dice.one(input.slices);
  if (slice === null || slice.announced === null) return null;
  const by = dice.below(50) + 1;
  const slices = input.slices.map((one) => (one === slice ? { ...one, announced: one.announced! + by } : one));
  return {
    figure: 'announced count',
    input: { ...input, slices },
    effect: { totals: [{ id: 'C7', period: slice.period!, difference: BigInt(by) * ONE, bucket: { slice: slice.slice } }] },
  };
};

const documentSum: Maker = (input, dice) => {
  const document = dice.one(input.documents);
  if (document === null) return null;
  const by = dice.amount();
  const kind = dice.below(3);
  const name = (['consumption', 'refunds', 'adjustments'] as const)[kind]!;
  const documents = input.documents.map((one) => (one === document ? { ...one, [name]: one[name] + by } : one));
  return { figure: `bill file, ${name}`, input: { ...input, documents }, effect: { totals: [c1Of(document.period, kind, by)] } };
};

export const MAKERS: readonly Maker[] = [
  billAmount,
  billDebt,
  billDiscount,
  feePayment,
  orderAmount,
  orderPart,
  refundOrderAmount,
  refundLine,
  ledgerAmount,
  movementChange,
  movementBalance,
  adjustmentAmount,
  overRefund,
  announcedCount,
  documentSum,
];

type Change = (input: EngineInput, dice: Dice) => EngineInput | null;

/** One element of a list with one amount raised. */
function raised<T>(list: readonly T[], one: T | null, by: (one: T) => T): T[] | null {
  return one === null ? null : list.map((item) => (item === one ? by(item) : item));
}

/**
 * The honest gap: figures that no control total and no match covers, so that a wrong one goes unseen, each with the reason. A figure that
 * comes to be covered leaves this list and gets a maker above.
 */
export const UNCOVERED: readonly (readonly [figure: string, why: string, change: Change])[] = [
  [
    'amount of an order that waits for payment',
    'nothing was paid or charged yet',
    (input, dice) => {
      const orders = raised(input.orders, dice.one(input.orders.filter((one) => one.status === 6)), (one) => ({
        ...one,
        afterDiscount: one.afterDiscount + dice.more(),
      }));
      return orders && { ...input, orders };
    },
  ],
  [
    'fee payment of a referral customer',
    'such customers are settled otherwise and stand in no bill line (semantics.md #20)',
    (input, dice) => {
      const { fees } = input;
      const row = dice.one(
        Array.from({ length: fees.rows }, (_, at) => at).filter(
          (at) => fees.association[at] === 1 && !input.orders.some((order) => order.id === input.trades.text(fees.trade[at]!)),
        ),
      );
      return row === null ? null : { ...input, fees: { ...fees, payment: changed(fees.payment, row, dice.more()) } };
    },
  ],
  [
    'fee payment of a compensation or a write-off',
    'fee records of these types are left out of the comparison with bill lines (semantics.md #20); the bill line itself is covered',
    (input, dice) => {
      const { fees } = input;
      const row = dice.one(Array.from({ length: fees.rows }, (_, at) => at).filter((at) => OUTSIDE_TYPES.includes(fees.billType[at]!)));
      return row === null ? null : { ...input, fees: { ...fees, payment: changed(fees.payment, row, dice.more()) } };
    },
  ],
  [
    'change of the first movement of an account',
    'no balance before it is known (semantics.md #30)',
    (input, dice) => {
      const first = input.movements.filter((one) => one.customer === null && chainOf(input, one.account)[0] === one);
      const movements = raised(input.movements, dice.one(first), (one) => ({ ...one, change: one.change + dice.more() }));
      return movements && { ...input, movements };
    },
  ],
  [
    'bill discount where the price is not made from the list',
    'it explains the amount and is no part of it (semantics.md #5)',
    (input, dice) => {
      const { bills, texts } = input;
      const listed = (row: number): boolean =>
        input.priceRules.rules.some(
          (rule) =>
            rule.match.counterparty === counterpartyOf(input, texts.text(bills.customer[row]!)) && rule.price.kind === 'list-discount',
        );
      const row = dice.one(Array.from({ length: bills.rows }, (_, at) => at).filter((at) => bills.kind[at] === 0 && !listed(at)));
      return row === null ? null : { ...input, bills: { ...bills, discount: changed(bills.discount, row, dice.more()) } };
    },
  ],
];
