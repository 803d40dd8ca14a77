/** Random small worlds whose rows collide often, each kind aimed at a part of the rules. */
import fc from 'fast-check';
import { halfUpToCent, parseUnits, truncateToCent, type Units } from '../../shared/money';
import { parsePriceRules } from '../../shared/reconcile/price-rules';
import { DEFAULT_RULE_SET } from '../../shared/reconcile/rule-set';
import type { LedgerEntry, OrderRecord } from '../../shared/reconcile/types';
import type { Fee, Line, World } from './world';

const PERIODS = ['2026-08', '2026-09', '2026-10'];
const u = parseUnits;

const period = fc.constantFrom(...PERIODS);
const customer = fc.constantFrom('c1', 'c2', 'c3');
const service = fc.constantFrom('s1', 's2');
const amount = fc
  .constantFrom('1', '2', '3', '4', '5', '-1', '-2', '-4', '0', '10', '10.6', '9.99', '0.005', '0.00500001', '99.99', '0.00000001', '0.01')
  .map(u);
const none = fc.constant(0n);

const line = (amounts: fc.Arbitrary<Units>): fc.Arbitrary<Line> =>
  fc
    .record({
      period,
      customer,
      reseller: fc.constantFrom('', '', '', 'r1', 'r2'),
      service,
      resourceType: fc.constantFrom('x', 'x', 'y'),
      chargeMode: fc.constantFrom(1, 3, 3, 11),
      kind: fc.constantFrom(0, 0, 0, 1, 2),
      amount: amounts,
      debt: fc.oneof(none, none, none, amount),
      adjustment: none,
      discount: fc.oneof(none, amount),
    })
    .map((row) => ({ ...row, paid: row.amount }));

const fee: fc.Arbitrary<Fee> = fc.record({
  period,
  customer,
  service,
  chargeMode: fc.constantFrom(1, 3, 3, 10, 11),
  billType: fc.constantFrom(1, 4, 5, 5, 9, 16),
  payment: amount,
  trade: fc.constantFrom('', 'T1', 'T2', 'T3', 'T4'),
  association: fc.constantFrom(1, 2, 2, 2),
});

type Row = Omit<LedgerEntry, 'row' | 'party'>;

const entry = (role: fc.Arbitrary<LedgerEntry['role']>, amounts: fc.Arbitrary<Units>): fc.Arbitrary<Row> =>
  fc
    .record({
      importId: fc.constantFrom('book', 'other'),
      role,
      grain: fc.constantFrom(
        'customer' as const,
        'customer-service' as const,
        'customer-service' as const,
        'order' as const,
        'line' as const,
      ),
      period: fc.constantFrom(...PERIODS, ...PERIODS, '2026-11', '2026-07'),
      customer: fc.constantFrom<string | null>('c1', 'c1', 'c2', 'c2', 'c3', null, 'stranger'),
      reseller: fc.constantFrom<string | null>(null, null, null, null, 'r1', 'r2'),
      service: fc.constantFrom<string | null>('s1', 's1', 's2', 's2', 's2', null),
      units: amounts,
      currency: fc.constantFrom('CNY', 'CNY', 'CNY', 'CNY', 'CNY', 'USD', 'EUR'),
      basis: fc.constantFrom('pretax' as const, 'taxed' as const, 'unknown' as const),
      reference: fc.constantFrom<string | null>(null, null, null, 'T1', 'T2', 'O1', 'nothing'),
    })
    .map((row) => (row.grain === 'customer' ? { ...row, service: null } : row));

const numbered = (rows: readonly Row[]): LedgerEntry[] =>
  rows.map((row, i) => ({ ...row, row: i + 2, party: row.customer ?? row.reseller ?? 'nobody' }));

const order: fc.Arbitrary<OrderRecord> = fc.record({
  id: fc.constantFrom('O1', 'O2', 'T1'),
  customer,
  type: fc.constantFrom(1, 2, 4),
  status: fc.constantFrom(5, 5, 4),
  afterDiscount: amount,
  official: none,
  createdAt: fc.constantFrom('2026-09-30T15:59:59Z', '2026-09-30T16:00:00Z', null),
  paidAt: fc.constantFrom('2026-09-10T00:00:00Z', '2026-08-10T00:00:00Z', null),
  detailSum: fc.constant(null),
  exists: fc.constant(true),
});

const customers = fc.constantFrom<World['customers']>(
  [],
  ['c1', 'c2', 'c3'].map((id) => ({ id, name: id, accountName: id, associationType: '2', reseller: id === 'c1' ? 'r1' : null })),
);

const ruleSet = fc.record({
  version: fc.constant(1 as const),
  tolerance: fc.constantFrom('0', '0', '0', '0.01', '1'),
  taxRates: fc.constantFrom<readonly string[]>(DEFAULT_RULE_SET.taxRates, ['0'], []),
  movementHours: fc.constant(24),
  adjacentPeriods: fc.constantFrom(0, 1, 1, 2),
});

const PRICES = [
  { id: 'a', match: { counterparty: 'c1' }, from: '2026-01', price: { kind: 'cost-plus', markup: '0.08' }, tax: '0.06' },
  { id: 'b', match: { service: 's2' }, from: '2026-01', price: { kind: 'list-discount', factor: '0.905' }, rounding: 'half-up-total' },
  { id: 'c', match: { counterparty: 'c2', chargeMode: '1' }, from: '2026-09', price: { kind: 'fixed', amount: '7' }, tax: '0.13' },
  // Without a scope, a customer and service of the counterparty: the same cells with each scope, so that two of them meet by order at most.
  { id: 'h', match: {}, from: '2026-01', price: { kind: 'fixed', amount: '3.33' } },
  { id: 'i', match: { counterparty: 'c3' }, from: '2026-01', price: { kind: 'fixed', amount: '5', per: 'service' }, tax: '0.06' },
  { id: 'j', match: { counterparty: 'r1', service: 's1' }, from: '2026-01', price: { kind: 'fixed', amount: '4', per: 'customer' } },
  { id: 'k', match: { counterparty: 'r2' }, from: '2026-09', price: { kind: 'fixed', amount: '6', per: 'customer-service' } },
  { id: 'd', match: { counterparty: 'r1' }, from: '2026-01', to: '2026-09', price: { kind: 'pass-through' }, rounding: 'truncate-line' },
  {
    id: 'f',
    match: { counterparty: 'r2' },
    from: '2026-01',
    price: {
      kind: 'tiers',
      of: 'list',
      span: 'slices',
      steps: [
        { from: '0', factor: '1' },
        { from: '3', factor: '0.9' },
        { from: '7.5', factor: '0.77' },
      ],
    },
    tax: '0.06',
    rounding: 'half-up-total',
  },
  {
    id: 'g',
    match: { customer: 'c2' },
    from: '2026-01',
    to: '2026-09',
    price: {
      kind: 'tiers',
      of: 'cost',
      span: 'slices',
      steps: [
        { from: '0', factor: '1.3' },
        { from: '2', factor: '1.1' },
      ],
    },
    tax: '0.06',
  },
  {
    id: 'g',
    match: { customer: 'c2' },
    from: '2026-10',
    price: {
      kind: 'tiers',
      of: 'list',
      span: 'whole',
      steps: [
        { from: '0', factor: '1' },
        { from: '10', factor: '0.85' },
      ],
    },
    rounding: 'truncate-total',
  },
  { id: 'e', match: { customer: 'c3', service: 's1' }, from: '2026-01', price: { kind: 'pass-through' }, tax: '0' },
];
const priceRules = fc.subarray(PRICES, { minLength: 0 }).chain((rules) =>
  fc.boolean().map((open) =>
    parsePriceRules({
      version: 1,
      rules: open ? [...rules, { id: 'z', from: '2026-01', price: { kind: 'pass-through' }, tax: '0.06' }] : rules,
    }),
  ),
);

const noRules = fc.constant(parsePriceRules({ version: 1, rules: [] }));
const frame = { periods: fc.constant(PERIODS), currency: fc.constant('CNY'), customers, ruleSet };

function world(parts: {
  lines?: fc.Arbitrary<Line[]>;
  fees?: fc.Arbitrary<Fee[]>;
  entries: fc.Arbitrary<Row[]>;
  orders?: fc.Arbitrary<OrderRecord[]>;
  priceRules?: fc.Arbitrary<World['priceRules']>;
}): fc.Arbitrary<World> {
  return fc.record({
    ...frame,
    lines: parts.lines ?? fc.array(line(amount), { maxLength: 14 }),
    fees: parts.fees ?? fc.array(fee, { maxLength: 6 }),
    entries: parts.entries.map(numbered),
    orders: parts.orders ?? fc.constant([]),
    priceRules: parts.priceRules ?? noRules,
  });
}

const cost = fc.constant('cost' as const);
const revenue = fc.constant('revenue' as const);
/** Amounts of which any two sums are different, so that only what was planted fits. */
const apart = fc.constantFrom('1.01', '2.03', '4.07', '8.15', '16.31', '32.63').map(u);
const MISTAKES = [
  'none',
  'none',
  'none',
  'none',
  'late',
  'early',
  'service',
  'customer',
  'twice',
  'skipped',
  'more',
  'split',
  'reseller',
] as const;

/** Entries of one bill line. */
function booked(row: Line, { mistake, grain }: { mistake: (typeof MISTAKES)[number]; grain: LedgerEntry['grain'] }): Row[] {
  const month = (step: number): string => PERIODS[PERIODS.indexOf(row.period) + step] ?? '2026-11';
  const plain: Row = {
    importId: 'book',
    role: 'cost',
    grain,
    period: row.period,
    customer: row.customer,
    reseller: row.reseller || null,
    service: row.service,
    units: row.amount,
    currency: 'CNY',
    basis: 'pretax',
    reference: null,
  };
  switch (mistake) {
    case 'none':
      return [plain];
    case 'late':
      return [{ ...plain, period: month(1) }];
    case 'early':
      return [{ ...plain, period: month(-1) }];
    case 'service':
      return [{ ...plain, service: plain.service === 's1' ? 's2' : 's1' }];
    case 'customer':
      return [{ ...plain, customer: plain.customer === 'c1' ? 'c2' : 'c1' }];
    case 'twice':
      return [plain, plain];
    case 'skipped':
      return [];
    case 'more':
      return [{ ...plain, units: plain.units + u('0.07') }];
    case 'split':
      return [
        { ...plain, units: plain.units - u('0.40') },
        { ...plain, units: u('0.40'), service: plain.service === 's1' ? 's2' : plain.service },
      ];
    case 'reseller':
      return [row.reseller === '' ? plain : { ...plain, customer: null }];
  }
}

/** Sums of some of these are equal to others of them often, but not always. */
const binary = fc.constantFrom('1', '2', '3', '4', '6', '8', '12', '-1').map(u);
const oneMonth = <T extends { period: string; customer: string | null; service: string | null }>(row: T): T => ({
  ...row,
  period: '2026-09',
  customer: row.customer === 'c3' || row.customer === 'c2' ? 'c2' : 'c1',
  service: row.service === 's2' && row.period === '2026-08' ? 's3' : row.service,
});
const oneKey = <T extends { period: string; customer: string | null; service: string | null }>(rows: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  rows.map((row) => ({
    ...row,
    customer: 'c1',
    service: 's1',
    period: row.period === '2026-10' || row.period === '2026-07' ? row.period : '2026-09',
  }));

/** Kinds of worlds by what they are about. */
export const worlds: Readonly<Record<string, fc.Arbitrary<World>>> = {
  'cost ledgers of any rows': world({
    entries: fc.array(entry(cost, amount), { maxLength: 14 }),
    orders: fc.uniqueArray(order, { maxLength: 2, selector: (one) => one.id }),
  }),
  'cost ledgers on few keys': world({
    lines: fc.array(oneKey(line(amount)), { maxLength: 6 }),
    entries: fc.array(
      oneKey(entry(cost, amount)).map((row) => ({ ...row, currency: 'CNY', reseller: null })),
      { maxLength: 7 },
    ),
  }),
  'cost ledgers whose amounts fit only where planted': world({
    lines: fc.array(line(apart), { maxLength: 10 }),
    entries: fc.array(
      entry(cost, apart).map((row) => ({ ...row, currency: 'CNY' })),
      { maxLength: 10 },
    ),
  }),
  'cost ledgers that round or tax': fc
    .record({
      ...frame,
      lines: fc.array(oneKey(line(amount)), { minLength: 1, maxLength: 4 }),
      fees: fc.array(oneKey(fee), { maxLength: 4 }),
      how: fc.nat(7),
    })
    .map(({ how, ...rest }) => ({
      ...rest,
      orders: [],
      priceRules: parsePriceRules({ version: 1, rules: [] }),
      entries: distorted(rest.lines, rest.fees, how),
    })),
  'books kept from the bill, with everyday mistakes': fc
    .record({
      ...frame,
      lines: fc.array(
        line(fc.constantFrom('1.10', '1.10', '2.35', '5.60', '10.005', '-2.35').map(u)).map((row) => ({
          ...row,
          reseller: row.reseller === 'r2' ? '' : row.reseller,
          customer: row.customer === 'c3' ? 'c2' : row.customer,
        })),
        { minLength: 2, maxLength: 10 },
      ),
      fees: fc.array(fee, { maxLength: 3 }),
      how: fc.array(
        fc.record({
          mistake: fc.constantFrom(...MISTAKES),
          grain: fc.constantFrom('customer-service' as const, 'customer-service' as const, 'line' as const),
        }),
        { minLength: 10, maxLength: 10 },
      ),
    })
    .map(({ how, ...rest }) => ({
      ...rest,
      orders: [],
      priceRules: parsePriceRules({ version: 1, rules: [] }),
      entries: numbered(rest.lines.flatMap((row, i) => booked(row, how[i]!))),
    })),
  'cost ledgers booked in groups': world({
    lines: fc.array(line(binary).map(oneMonth), { minLength: 2, maxLength: 7 }),
    entries: fc.array(
      entry(cost, binary).map((row) => ({
        ...oneMonth(row),
        currency: 'CNY',
        reseller: null,
        service: row.service ?? 's1',
        grain: row.grain === 'customer' ? ('line' as const) : row.grain,
      })),
      { minLength: 2, maxLength: 7 },
    ),
  }),
  'revenue ledgers of any rows': world({ entries: fc.array(entry(revenue, amount), { maxLength: 12 }), priceRules }),
  'both roles together': world({
    entries: fc.array(entry(fc.constantFrom('cost' as const, 'revenue' as const), amount), { maxLength: 16 }),
    priceRules,
  }),
};

/** One entry that is the month's bill after some rounding or with some tax. */
function distorted(lines: readonly Line[], fees: readonly Fee[], how: number): LedgerEntry[] {
  const own = lines.filter((one) => one.period === '2026-09').map((one) => one.amount);
  const sum = (values: readonly Units[]): Units => values.reduce((all, value) => all + value, 0n);
  const paid = fees.filter((one) => one.period === '2026-09' && one.chargeMode === 3).map((one) => one.payment);
  const made = [
    sum(own.map(halfUpToCent)),
    sum(own.map(truncateToCent)),
    halfUpToCent(sum(own)),
    sum(paid.map(halfUpToCent)),
    sum(paid.map(truncateToCent)),
    (sum(own) * 106n) / 100n,
    halfUpToCent((sum(own) * 106n) / 100n),
    halfUpToCent((sum(own) * 100n) / 113n),
  ];
  const row: Row = {
    importId: 'book',
    role: 'cost',
    grain: 'customer-service',
    period: '2026-09',
    customer: 'c1',
    reseller: null,
    service: 's1',
    units: made[how]!,
    currency: 'CNY',
    basis: 'unknown',
    reference: null,
  };
  return numbered([row]);
}
