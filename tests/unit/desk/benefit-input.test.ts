import { expect, test } from 'vitest';
import { balanceSnapshots, consumptionQuota, couponRecords } from '../../../renderer/desk/benefit-input';
import { CouponUse } from '../../../renderer/desk/coupon-use';
import { movementsOf } from '../../../renderer/desk/engine-input';
import { Dictionary, packColumn } from '../../../shared/columns';
import { SOURCES, type Fields, type SourceId } from '../../../shared/api/sources';
import { parseUnits } from '../../../shared/money';
import { aCore, type Rows } from './a-core';

const dictionary = new Dictionary();

/** A segment of records written as texts by field. */
function segment(source: SourceId, records: readonly Readonly<Record<string, string>>[]) {
  const columns = Object.entries(SOURCES[source] as Fields).map(([name, field]) => [
    name,
    packColumn(
      field.kind,
      records.map((record) => record[name] ?? null),
      dictionary,
    ),
  ]);
  return { rows: records.length, columns: Object.fromEntries(columns) as Record<string, unknown> };
}

function coreOf(slices: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>, more: Rows = {}) {
  const names = Object.keys(slices);
  const sourceOf = (slice: string): SourceId => slice.split('|')[0] as SourceId;
  const generations = names.map((slice) => ({
    slice,
    source: sourceOf(slice),
    generation: 1,
    rows: slices[slice]?.length ?? 0,
    period: null,
  }));
  const segments = names.map((slice) => ({ key: `${slice}#00000001#0000000000`, slice, ...segment(sourceOf(slice), slices[slice] ?? []) }));
  const { core } = aCore({ generations, segments, ...more });
  return { ...core, dictionary } as typeof core;
}

const QUOTA = { quota_id: 'Q1', quota_value: '1000', balance: '400', quota_status: '0' };
const COUPON = { coupon_id: 'C1', customer_id: 'a', face_value: '600', balance: '250', status: '2' };
const ISSUE = {
  id: '1',
  operation_type: '1',
  quota_id: 'Q1',
  coupon_id: 'C1',
  customer_id: 'a',
  operation_amount: '600',
  operation_time: 't',
  result: '0',
};
const ALL = {
  'coupon-quotas|quotaType=0': [QUOTA],
  coupons: [COUPON],
  'coupon-records': [
    ISSUE,
    { ...ISSUE, id: '2', result: '-1' },
    { ...ISSUE, id: '3', operation_type: '4' },
    { ...ISSUE, id: '4', operation_type: '9' },
  ],
};

test('quotas, coupons and their log; what failed is marked, a move between resellers is in no sum', async () => {
  const records = await couponRecords(coreOf(ALL), []);
  expect(records?.quotas).toMatchObject([{ id: 'Q1', value: parseUnits('1000'), balance: parseUnits('400'), reseller: null }]);
  expect(records?.coupons).toMatchObject([{ id: 'C1', customer: 'a', faceValue: parseUnits('600'), balance: parseUnits('250') }]);
  expect(records?.operations?.map(({ id, operation, succeeded }) => [id, operation, succeeded])).toEqual([
    ['1', 'issue', true],
    ['2', 'issue', false],
    ['3', 'reclaim', true],
  ]);
});

test('a part that could not be read is no part; nothing read is no answer', async () => {
  const refused = coreOf(ALL, { failures: [{ slice: 'coupon-records|reseller=r', source: 'coupon-records', failure: 'permission' }] });
  expect(await couponRecords(refused, [])).toMatchObject({ operations: null, quotas: [{ id: 'Q1' }] });
  expect(await couponRecords(coreOf({}), [])).toBeUndefined();
});

test('charges paid by coupon per customer and month, without referral customers', () => {
  const use = new CouponUse();
  const codes = Uint32Array.from(['a', 'b', 'a'].map((id) => dictionary.add(id)));
  use.add('2026-09', codes, Uint8Array.of(2, 1, 2), [BigInt64Array.of(1n, 5n, 2n), BigInt64Array.of(0n, 0n, 10n)]);
  expect(use.rows(dictionary)).toEqual([{ period: '2026-09', customer: 'a', units: 13n }]);
});

test('each answer of a balance interface is kept with its date', async () => {
  const kept = (slice: string, at: string, records: readonly Readonly<Record<string, string>>[]) => ({
    key: `${slice}#${at}`,
    slice,
    at,
    segments: [segment(slice.split('|')[0] as SourceId, records)],
  });
  const core = coreOf(
    {},
    {
      snapshots: [
        kept('customer-balances|reseller=r', '2026-10-01T00:00:00Z', [{ customer_id: 'a', amount: '7', debt_amount: '1' }]),
        kept('balances', '2026-09-01T00:00:00Z', [
          { account_type: '1', amount: '5', designated_amount: '2' },
          { account_type: '5', amount: '9' },
          { account_type: '8', amount: '3' },
        ]),
      ],
    },
  );
  expect(await balanceSnapshots(core)).toEqual([
    {
      at: '2026-09-01T00:00:00Z',
      account: 'BALANCE_TYPE_DEBIT',
      customer: null,
      reseller: null,
      amount: parseUnits('5'),
      designated: parseUnits('2'),
      debt: null,
    },
    {
      at: '2026-09-01T00:00:00Z',
      account: 'allocatable',
      customer: null,
      reseller: null,
      amount: parseUnits('3'),
      designated: null,
      debt: null,
    },
    {
      at: '2026-10-01T00:00:00Z',
      account: null,
      customer: 'a',
      reseller: 'r',
      amount: parseUnits('7'),
      designated: null,
      debt: parseUnits('1'),
    },
  ]);
});

test('equal answers in a row are one snapshot, and are given for the first and the last time they were answered', async () => {
  const one = { slice: 'balances', at: '2026-09-01T00:00:00Z', last: '2026-10-03T00:00:00Z' };
  const core = coreOf({}, { snapshots: [{ ...one, segments: [segment('balances', [{ account_type: '1', amount: '5' }])] }] });
  const found = await balanceSnapshots(core);
  expect(found?.map(({ at, amount }) => [at, amount])).toEqual([
    [one.at, parseUnits('5')],
    [one.last, parseUnits('5')],
  ]);
});

test('the International quota is the last answer, with what it does not name left open', async () => {
  const quota = { consumption_quota: '900', used_consumption_quota: '110', due_amount: '100', unbilled_amount: '20', amount: '10' };
  const [used, due, unbilled, amount] = ['110', '100', '20', '10'].map((text) => parseUnits(text));
  expect(await consumptionQuota(coreOf({ 'consumption-quota': [quota] }))).toEqual({
    consumptionQuota: { used, due, unbilled, amount, coupons: null },
  });
  expect(await consumptionQuota(coreOf({}))).toEqual({});
});

test('movements of resellers stand apart from the partner’s own', async () => {
  const one = {
    account_change_id: 'm',
    trade_detail_type: 'k',
    trade_time: 't',
    change_amount: '1',
    type: '2',
    customer_id: 'a',
    trade_id: 'x',
  };
  const read = (slice: string) => movementsOf(coreOf({ [slice]: [one] }));
  const movement = {
    ...{ id: 'm', account: 'BALANCE_TYPE_DEBIT', detailType: 'k', time: 't', change: parseUnits('1') },
    ...{ balanceAfter: null, type: '2', customer: 'a', trade: 'x' },
  };
  expect(await read('movements|account=BALANCE_TYPE_DEBIT|period=2026-09')).toEqual({ movements: [movement] });
  expect(await read('movements|account=BALANCE_TYPE_DEBIT|period=2026-09|reseller=r')).toEqual({
    movements: [],
    resellerMovements: [{ ...movement, reseller: 'r' }],
  });
  expect(await movementsOf(coreOf({}))).toEqual({ movements: [] });
});

test('imported operation records stand for a log the interface did not give, and never beside it', async () => {
  const row = (more: Readonly<Record<string, string>>) => ({
    operation_time: '2026-10-02T00:00:00Z',
    quota_id: 'Q1',
    amount: '600',
    ...more,
  });
  const files = {
    'coupon-operations|file=one|period=2026-10': [
      row({ operation_type: '发放', coupon_id: 'C1' }),
      row({ operation_type: '回收', coupon_id: 'C1', amount: '-20' }),
      row({ operation_type: '额度下发', quota_id: 'Q2', source_quota_id: 'Q1', amount: '50' }),
    ],
  };
  const { 'coupon-records': _log, ...rest } = ALL;
  const told = (records: Awaited<ReturnType<typeof couponRecords>>) =>
    records?.operations?.map(({ operation, coupon, parentQuota, amount }) => [operation, coupon, parentQuota, amount]);
  const fromFile = await couponRecords(coreOf({ ...rest, ...files }), []);
  expect(told(fromFile)).toEqual([
    ['issue', 'C1', null, parseUnits('600')],
    ['reclaim', 'C1', null, parseUnits('20')],
    ['issue', null, 'Q1', parseUnits('50')],
  ]);
  expect(fromFile?.logged).toEqual({ from: '2026-10', to: '2026-10' });
  const both = await couponRecords(coreOf({ ...ALL, ...files }), []);
  expect(both).toEqual(await couponRecords(coreOf(ALL), []));
  // A distributor whose log of quotas was refused: that part alone comes from the file.
  const refused = coreOf({ ...ALL, ...files }, { failures: [{ slice: 'quota-records', source: 'quota-records', failure: 'permission' }] });
  expect(told(await couponRecords(refused, []))?.map(([operation, coupon]) => [operation, coupon])).toEqual([
    ['issue', 'C1'],
    ['issue', 'C1'],
    ['reclaim', 'C1'],
    ['issue', null],
  ]);
  const odd = { 'coupon-operations|file=one|period=2026-10': [row({ operation_type: '其他' })] };
  expect((await couponRecords(coreOf({ ...rest, ...odd }), []))?.operations).toBeNull();
});
