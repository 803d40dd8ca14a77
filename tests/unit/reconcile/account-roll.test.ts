import { describe, expect, it } from 'vitest';
import { reconcile } from '../../../shared/reconcile/engine';
import { reasonText } from '../../../shared/reconcile/reasons';
import { A, inputOf, PERIOD, u, type Given } from './build-input';
import type { Adjustment, BalanceSnapshot, BookBalance, ControlTotal, Movement } from '../../../shared/reconcile/types';

const movement = (id: string, time: string, change: string, after: string, more: Partial<Movement> = {}): Movement => ({
  id,
  account: 'BALANCE_TYPE_DEBIT',
  detailType: 'SOURCE_OPERATION_BEADJUST',
  time,
  change: u(change),
  balanceAfter: u(after),
  type: '2',
  customer: A,
  ...more,
});
const topUp = (id: string, time: string, change: string, after: string): Movement =>
  movement(id, time, change, after, { detailType: 'SOURCE_OPERAIION_RECHARGE', type: '1', customer: null });
const record = (id: string, time: string, amount: string, operation = 'SOURCE_OPERATION_BEADJUST'): Adjustment => ({
  id,
  customer: A,
  operation,
  amount: u(amount),
  time,
  reseller: null,
});
const snapshot = (at: string, amount: string): BalanceSnapshot => ({
  at,
  account: 'BALANCE_TYPE_DEBIT',
  customer: null,
  reseller: null,
  amount: u(amount),
  designated: null,
  debt: null,
});
const book = (at: BookBalance['at'], units: string, more: Partial<BookBalance> = {}): BookBalance => ({
  importId: 'book',
  row: 2,
  period: PERIOD,
  customer: null,
  reseller: null,
  at,
  units: u(units),
  currency: 'CNY',
  ...more,
});
const c4 = (given: Given): ControlTotal => reconcile(inputOf(given)).totals.find((one) => one.id === 'C4' && one.period === PERIOD)!;

const T1 = '2026-09-05T01:00:00Z';
const T2 = '2026-09-06T01:00:00Z';
const two = [topUp('1', T1, '100', '150'), movement('2', T2, '30', '120')];
const rolled = (given: Given) => reconcile(inputOf(given)).accounts;

describe('accounts rolled forward', () => {
  it('gives opening, kinds with their signs and closing', () => {
    expect(rolled({ movements: two })).toEqual([
      {
        period: PERIOD,
        account: 'BALANCE_TYPE_DEBIT',
        opening: u('50'),
        closing: u('120'),
        movements: [
          { kind: 'SOURCE_OPERAIION_RECHARGE', count: 1, units: u('100') },
          { kind: 'SOURCE_OPERATION_BEADJUST', count: 1, units: u('-30') },
        ],
        bookOpening: null,
        bookClosing: null,
      },
    ]);
  });

  it('keeps kinds nobody taught it, and reads amounts that carry their own sign', () => {
    const movements = [
      topUp('1', T1, '100', '150'),
      movement('2', T2, '-30', '120', { detailType: 'NEW_KIND' }),
      movement('3', '2026-09-07T01:00:00Z', '-20', '100'),
    ];
    expect(rolled({ movements })[0]!.movements.find((one) => one.kind === 'NEW_KIND')).toEqual({
      kind: 'NEW_KIND',
      count: 1,
      units: u('-30'),
    });
  });

  it('carries the balance through a month without movements, not through one that was not read', () => {
    const movements = [topUp('1', '2026-07-05T01:00:00Z', '100', '150')];
    const slices = ['2026-08', PERIOD].map((period) => ({
      slice: `movements|account=BALANCE_TYPE_DEBIT|period=${period}`,
      period,
      announced: 0,
      received: 0,
      failure: null,
    }));
    const rolls = rolled({ movements, slices, periods: ['2026-07', '2026-08', PERIOD] });
    expect(rolls.map((one) => [one.period, one.opening, one.closing])).toEqual([
      ['2026-07', u('50'), u('150')],
      ['2026-08', u('150'), u('150')],
      [PERIOD, u('150'), u('150')],
    ]);
    expect(rolled({ movements, slices, periods: ['2026-07', PERIOD] }).find((one) => one.period === PERIOD)).toMatchObject({
      opening: null,
      closing: null,
    });
  });

  it('knows what the account held before its first movement', () => {
    const slices = [
      { slice: `movements|account=BALANCE_TYPE_DEBIT|period=2026-08`, period: '2026-08', announced: 0, received: 0, failure: null },
    ];
    expect(rolled({ movements: two, slices, periods: ['2026-08', PERIOD] })[0]).toMatchObject({
      period: '2026-08',
      opening: u('50'),
      closing: u('50'),
    });
  });
});

describe('C4 beyond the chain', () => {
  it('ties the balance the interface answered to the chain at that moment', () => {
    expect(
      c4({ movements: two, balances: [snapshot('2026-09-05T12:00:00Z', '150'), snapshot('2026-09-07T00:00:00Z', '120')] }),
    ).toMatchObject({ status: 'equal', buckets: { tested: 3 } });
    const off = c4({ movements: two, balances: [snapshot('2026-09-05T12:00:00Z', '120')] });
    expect(off).toMatchObject({
      status: 'broken',
      difference: u('30'),
      firstDivergence: { bucket: { balanceAt: '2026-09-05T12:00:00Z' }, left: u('150'), right: u('120') },
    });
    expect(reasonText(off.sentence, 'zh')).toContain('核对 1 个，不符 1 个');
  });

  it('says nothing of a balance before the first movement known', () => {
    expect(c4({ movements: two, balances: [snapshot('2026-09-01T00:00:00Z', '7')] })).toMatchObject({
      status: 'equal',
      buckets: { tested: 1 },
    });
  });

  it('compares the opening and closing balance of the user’s own book', () => {
    expect(c4({ movements: two, bookBalances: [book('opening', '50'), book('closing', '120')] })).toMatchObject({
      status: 'equal',
      buckets: { tested: 3 },
    });
    expect(c4({ movements: two, bookBalances: [book('opening', '50'), book('closing', '121')] })).toMatchObject({
      status: 'broken',
      difference: u('-1'),
      firstDivergence: { bucket: { bookBalance: 'closing' }, left: u('120'), right: u('121') },
    });
  });

  it('compares neither a customer’s balance, nor another currency’s, nor one the book gives twice differently', () => {
    const bookBalances = [
      book('opening', '9', { customer: A }),
      book('closing', '9', { currency: 'USD' }),
      book('opening', '50'),
      book('opening', '51', { row: 9 }),
    ];
    expect(rolled({ movements: two, bookBalances })[0]).toMatchObject({ bookOpening: null, bookClosing: null });
  });

  it('wants an adjustment record for each reclaim on unbinding once records were read', () => {
    const unbound = movement('3', '2026-09-10T01:00:00Z', '20', '140', { detailType: 'SOURCE_OPERATION_BEUNBIND', type: '1' });
    const movements = [...two, unbound];
    const adjustments = [record('a', T2, '30')];
    expect(c4({ movements, adjustments })).toMatchObject({
      status: 'broken',
      left: u('30'),
      right: u('10'),
      difference: u('20'),
      firstDivergence: { bucket: { movement: '3' }, left: 0n, right: u('-20') },
    });
    expect(
      c4({ movements, adjustments: [...adjustments, record('b', '2026-09-10T00:59:00Z', '20', 'SOURCE_OPERATION_BEUNBIND')] }).status,
    ).toBe('equal');
  });

  it('blames no movement of the first hours whose record may lie in a month nobody read', () => {
    const movements = [movement('1', '2026-08-31T16:30:00Z', '10', '90'), movement('2', T2, '30', '60')];
    expect(c4({ movements, adjustments: [record('a', T2, '30')] }).status).toBe('equal');
  });
});
