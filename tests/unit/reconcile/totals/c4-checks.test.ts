import { describe, expect, it } from 'vitest';
import { reconcile } from '../../../../shared/reconcile/engine';
import { reasonText } from '../../../../shared/reconcile/reasons';
import { A, B, inputOf, PERIOD, u, type Given } from '../build-input';
import type {
  Adjustment,
  BalanceSnapshot,
  ConsumptionQuota,
  Movement,
  ResellerMovement,
  TotalCheck,
} from '../../../../shared/reconcile/types';

const checkOf = (identity: string, given: Given, period = PERIOD): TotalCheck | undefined =>
  reconcile(inputOf(given))
    .totals.find((one) => one.id === 'C4' && one.period === period)!
    .checks.find((one) => one.identity === identity);
const zh = (check: TotalCheck | undefined): string => reasonText(check!.sentence, 'zh');
const en = (check: TotalCheck | undefined): string => reasonText(check!.sentence, 'en');

describe('#33, what can be allocated', () => {
  const AT = '2026-09-30T10:00:00Z';
  const answer = (account: BalanceSnapshot['account'], amount: string, designated: string | null = null, at = AT): BalanceSnapshot => ({
    ...{ at, account, customer: null, reseller: null, debt: null },
    ...{ amount: u(amount), designated: designated === null ? null : u(designated) },
  });
  const cash = answer('BALANCE_TYPE_DEBIT', '100', '30');
  const credit = answer('BALANCE_TYPE_CREDIT', '50', '5');

  it.each([
    ['the cash account', '70', 'cash account'],
    ['cash and credit account', '115', 'cash and credit account'],
  ])('holds for %s, and says so', (_, amount, reading) => {
    const found = checkOf('33', { balances: [cash, credit, answer('allocatable', amount)] });
    expect(found).toMatchObject({ status: 'equal', left: u(amount), right: u(amount), tested: 1, broken: 0, basis: 'documented' });
    expect(en(found)).toContain(`reading: ${reading}`);
    expect(zh(found)).toContain('余额 - 已指定金额');
  });

  it('is broken where neither holds, by the first answer that is off', () => {
    const later = '2026-10-04T00:00:00Z';
    const balances = [
      cash,
      answer('allocatable', '70'),
      answer('BALANCE_TYPE_DEBIT', '9', '1', later),
      answer('allocatable', '9', null, later),
    ];
    const found = checkOf('33', { balances });
    expect(found).toMatchObject({ status: 'broken', left: u('9'), right: u('8'), tested: 2, broken: 1 });
    expect(en(found)).toContain(later);
  });

  it('has nothing to test where no answer holds the allocatable account, and does not look at a reseller’s or customer’s', () => {
    expect(en(checkOf('33', { balances: [cash] }))).toContain('account type 8');
    expect(checkOf('33', { balances: [cash] })!.status).toBe('not-provable');
    expect(checkOf('33', { balances: [{ ...cash, account: null, customer: A }] })).toBeUndefined();
    expect(checkOf('33', { balances: [{ ...answer('allocatable', '1'), reseller: 'r' }] })).toBeUndefined();
  });

  it('stands under its month, and under the newest where that is not synced', () => {
    const given = { periods: ['2026-08', PERIOD], balances: [cash, answer('allocatable', '70')] };
    expect(checkOf('33', given, '2026-08')).toBeUndefined();
    expect(checkOf('33', { ...given, periods: ['2026-07', '2026-08'] }, '2026-08')!.tested).toBe(1);
  });

  it('leaves the chain of balances alone', () => {
    const movements: Movement[] = [
      {
        id: '1',
        account: 'BALANCE_TYPE_DEBIT',
        detailType: 'SOURCE_OPERAIION_RECHARGE',
        time: '2026-09-01T00:00:00Z',
        change: u('100'),
        balanceAfter: u('100'),
        type: '1',
        customer: null,
      },
    ];
    const total = reconcile(inputOf({ movements, balances: [cash, answer('allocatable', '70')] })).totals.find((one) => one.id === 'C4')!;
    expect(total).toMatchObject({ status: 'equal', buckets: { tested: 1 } });
  });
});

describe('#34, the International quota', () => {
  const quota = (used: string | null): ConsumptionQuota => ({
    ...{ due: u('100'), unbilled: u('20.5'), amount: u('10'), coupons: u('0.5') },
    used: used === null ? null : u(used),
  });
  const intl = (consumptionQuota: ConsumptionQuota): Given => ({
    site: 'intl',
    currency: 'USD',
    periods: ['2026-08', PERIOD],
    consumptionQuota,
  });

  it('holds, or breaks by its two sides, under the newest month alone', () => {
    expect(checkOf('34', intl(quota('110')))).toMatchObject({ status: 'equal', left: u('110'), right: u('110') });
    const off = checkOf('34', intl(quota('110.01')));
    expect(off).toMatchObject({ status: 'broken', difference: u('0.01') });
    expect(zh(off)).toBe('已用额度 110.01，应付 + 未出账 - 余额 - 代金券为 110.00');
    expect(checkOf('34', intl(quota('110')), '2026-08')).toBeUndefined();
  });

  it('has nothing to test where a part is missing', () => {
    expect(checkOf('34', intl(quota(null)))).toMatchObject({ status: 'not-provable', tested: 0 });
  });
});

const R = 'r'.repeat(32);
const moved = (id: string, detailType: string, type: '1' | '2', change: string, after: string, more: Partial<Movement> = {}): Movement => ({
  ...{ id, account: 'BALANCE_TYPE_DEBIT', detailType, type, customer: null, time: `2026-09-0${id.slice(-1)}T01:00:00Z` },
  ...{ change: u(change), balanceAfter: u(after) },
  ...more,
});
const ALLOCATE = 'SOURCE_OPERATION_BEADJUST';
const RECLAIM = 'SOURCE_OPERATION_BERETRIEVE';
const record = (id: string, operation: string, amount: string, customer: string, reseller: string | null): Adjustment => ({
  ...{ id, operation, customer, reseller, amount: u(amount), time: `2026-09-0${id.slice(-1)}T00:59:00Z` },
});
const ofReseller = (movement: Movement): ResellerMovement => ({ ...movement, reseller: R });

/** 100 to the reseller, 20 back; it hands 50 to a customer, takes 10 back; from 5 to 45. */
const own = [moved('m1', ALLOCATE, '2', '100', '900', { customer: R }), moved('m2', RECLAIM, '1', '20', '920', { customer: R })];
const its = [
  moved('s1', ALLOCATE, '1', '100', '105'),
  moved('s2', RECLAIM, '2', '20', '85'),
  moved('s3', ALLOCATE, '2', '50', '35', { customer: B }),
  moved('s4', RECLAIM, '1', '10', '45', { customer: B }),
].map(ofReseller);
const records = [
  record('a1', ALLOCATE, '100', R, null),
  record('a2', RECLAIM, '20', R, null),
  record('b3', ALLOCATE, '50', B, R),
  record('b4', RECLAIM, '10', B, R),
];
const chain: Given = { movements: own, resellerMovements: its, adjustments: records };

describe('#53, a reseller’s balance', () => {
  it('holds: 80 came, the balance rose by 40, 40 went on', () => {
    const found = checkOf('53', chain);
    expect(found).toMatchObject({ status: 'equal', left: u('80'), right: u('80'), tested: 1, broken: 0, basis: 'inferred' });
    expect(zh(found)).toContain('1 个云经销商：我方拨给 - 回收 80.00');
  });

  it('says the same whatever the order of rows', () => {
    const other = { movements: [...own].reverse(), resellerMovements: [...its].reverse(), adjustments: [...records].reverse() };
    const of = (given: Given) => reconcile(inputOf(given)).totals.filter((one) => one.id === 'C4');
    expect(of(other)).toEqual(of(chain));
  });

  it('takes movements of other kinds out', () => {
    const more = [...its, ofReseller(moved('s5', 'SOURCE_OPERAIION_RECHARGE', '1', '7', '52'))];
    expect(checkOf('53', { ...chain, resellerMovements: more })!.status).toBe('equal');
  });

  it.each<[string, Given, string]>([
    [
      'what never arrived',
      { ...chain, resellerMovements: its.slice(1).map((one) => ({ ...one, balanceAfter: one.balanceAfter! - u('100') })) },
      '100',
    ],
    ['what it handed on without a record', { ...chain, adjustments: records.filter(({ id }) => id !== 'b3') }, '50'],
    ['what we took back twice', { ...chain, movements: [...own, moved('m3', RECLAIM, '1', '20', '940', { customer: R })] }, '-20'],
  ])('breaks by %s', (_, given, difference) => {
    const found = checkOf('53', given);
    expect(found).toMatchObject({ status: 'broken', tested: 1, broken: 1, difference: u(difference) });
    expect(en(found)).toContain(R);
  });

  it('is not told for a month in which its account or its records were not read, and no check without any reseller', () => {
    const failed = {
      slice: `movements|account=BALANCE_TYPE_DEBIT|period=${PERIOD}|reseller=${R}`,
      period: PERIOD,
      announced: null,
      received: 0,
      failure: 'permission',
    };
    expect(checkOf('53', { ...chain, slices: [failed] })!.status).toBe('not-provable');
    expect(checkOf('53', { ...chain, adjustments: records.slice(0, 2) })!.status).toBe('not-provable');
    expect(checkOf('53', { ...chain, resellerMovements: [] })).toBeUndefined();
  });

  it('finds what a reseller handed to customers in its own account, never in the partner’s', () => {
    const total = (given: Given) => reconcile(inputOf(given)).totals.find((one) => one.id === 'C4')!;
    expect(total(chain)).toMatchObject({ status: 'equal', left: u('120'), right: u('120') });
    expect(reconcile(inputOf(chain)).breaks).toEqual([]);
    const lost = { ...chain, resellerMovements: its.filter(({ id }) => id !== 's3') };
    expect(reconcile(inputOf(lost)).breaks.map((one) => [one.class, one.customer, one.difference])).toEqual([
      ['adjustment-without-movement', B, u('50')],
    ]);
    // Nobody read the reseller's account: its records say nothing about ours.
    const unread = { ...chain, resellerMovements: [] };
    expect(total(unread)).toMatchObject({ status: 'equal', left: u('80'), right: u('80') });
    expect(reconcile(inputOf(unread)).breaks).toEqual([]);
  });
});
