import { describe, expect, it } from 'vitest';
import { reconcile } from '../../../../shared/reconcile/engine';
import { reasonText } from '../../../../shared/reconcile/reasons';
import { A, B, inputOf, PERIOD, u, type EntryRow, type Given } from '../build-input';
import type { EngineRun, Movement } from '../../../../shared/reconcile/types';

const customers = [A, B].map((id) => ({ id, name: null, accountName: null, associationType: '2', reseller: null }));
const out = (id: string, amount: string, more: Partial<Movement> = {}): Movement => ({
  id,
  account: 'BALANCE_TYPE_DEBIT',
  detailType: 'SOURCE_OPERATION_BEADJUST',
  time: `${PERIOD}-05T0${id.length % 9}:00:00Z`,
  change: u(amount),
  balanceAfter: null,
  type: '2',
  customer: A,
  ...more,
});
const topUp = (id: string, amount: string, more: Partial<Movement> = {}): Movement =>
  out(id, amount, { detailType: 'SOURCE_OPERAIION_RECHARGE', type: '1', customer: null, ...more });
const row = (amount: string, more: Partial<EntryRow> = {}): EntryRow => ({
  role: 'prepayment',
  grain: 'customer',
  service: null,
  amount,
  ...more,
});
const own = (amount: string, more: Partial<EntryRow> = {}): EntryRow => row(amount, { customer: null, party: '', ...more });
const run = (given: Given): EngineRun => reconcile(inputOf({ customers, ...given }));
const classes = (result: EngineRun): string[] => result.breaks.filter((one) => one.role === 'prepayment').map((one) => one.class);
const matched = (result: EngineRun): unknown[] =>
  result.matches.map(({ pass, entries, movements }) => [pass, entries.map((one) => one.row), movements]);

describe('prepayment ledgers against the account', () => {
  it('meets a top-up and an allocation of the same amount and direction, and shows what it met', () => {
    const result = run({ movements: [topUp('t', '100'), out('a', '30')], entries: [own('100'), row('-30')] });
    expect(classes(result)).toEqual([]);
    expect(matched(result)).toEqual([
      ['exact', [2], ['t']],
      ['exact', [3], ['a']],
    ]);
    expect(result.matching).toMatchObject([
      { role: 'prepayment', period: PERIOD, entries: 2, lines: 2, matched: 2, billTotal: u('70'), ledgerTotal: u('70'), residue: 0n },
    ]);
  });

  it('reads a book that has allocations as positive amounts, and says so', () => {
    const result = run({ movements: [topUp('t', '100'), out('a', '30'), out('aa', '40')], entries: [own('100'), row('30'), row('41')] });
    expect(classes(result)).toEqual(['amount']);
    expect(result.breaks[0]).toMatchObject({ billAmount: u('-40'), ledgerAmount: u('-41'), difference: u('1') });
    expect(reasonText(result.breaks[0]!.reason, 'zh')).toBe(
      '金额不符：账户流水 aa 为 伙伴拨款 -40.00，台账为 -41.00，相差 1.00（台账把拨给客户的款记为正数，已按账户方向读取：付出为负）',
    );
    expect(reasonText(result.matches.find((one) => one.entries[0]!.row === 3)!.reason, 'en')).toContain('outgoing negative');
  });

  it('lets a book without customers stand for the account as a whole', () => {
    const result = run({ movements: [topUp('t', '100'), out('a', '30')], entries: [own('100'), own('-30')] });
    expect(classes(result)).toEqual([]);
  });

  it.each([
    ['its number', 'a1', {}],
    ['its trade', 'TX1', { trade: 'TX1' }],
  ])('takes the movement that the row names by %s, not the first of its amount', (_, reference, more) => {
    const result = run({
      movements: [out('a0', '30', { time: `${PERIOD}-01T00:00:00Z` }), out('a1', '30', more)],
      entries: [row('-30', { reference })],
    });
    expect(matched(result)).toEqual([['reference', [2], ['a1']]]);
    expect(result.breaks).toMatchObject([{ class: 'missing-in-ledger', rows: [{ kind: 'movement', id: 'a0' }], difference: u('-30') }]);
  });

  it('finds a movement by the number of its adjustment record', () => {
    const adjustments = [
      { id: 'AD1', customer: A, operation: 'SOURCE_OPERATION_BEADJUST', amount: u('30'), time: `${PERIOD}-05T00:59:00Z`, reseller: null },
    ];
    expect(matched(run({ movements: [out('a', '30')], adjustments, entries: [row('-30', { reference: 'AD1' })] }))).toEqual([
      ['reference', [2], ['a']],
    ]);
  });

  it('meets one row for a month’s allocations, and groups', () => {
    expect(matched(run({ movements: [out('a', '30'), out('aa', '40')], entries: [row('-70')] }))).toEqual([['key-sum', [2], ['a', 'aa']]]);
    const grouped = run({ movements: [out('a', '30'), out('aa', '40'), out('aaa', '5')], entries: [row('-70'), row('-6')] });
    expect(matched(grouped)).toEqual([['group', [2], ['a', 'aa']]]);
    expect(classes(grouped)).toEqual(['amount']);
  });

  it('gives each class its sentence', () => {
    const late = { period: '2026-10', time: '2026-10-03T00:00:00Z' };
    const result = run({
      periods: [PERIOD, '2026-10'],
      movements: [
        out('twin', '30', { trade: 'T' }),
        out('twin2', '30', { trade: 'T' }),
        out('lost', '9', { customer: B }),
        topUp('other-way', '8'),
        out('later', '77', { time: late.time }),
        topUp('sure', '1', { time: late.time }),
      ],
      entries: [
        row('-30'),
        row('-77'),
        own('-8'),
        own('1', { period: '2026-10' }),
        row('5', { customer: null, party: '某某' }),
        own('3', { currency: 'USD' }),
        own('1', { period: '2026-10' }),
      ],
    });
    const said = Object.fromEntries(
      result.breaks.filter((one) => one.role === 'prepayment').map((one) => [one.class, reasonText(one.reason, 'en')]),
    );
    expect(said).toEqual({
      'duplicate-in-bill': 'Repeated movement: twin2 (Partner allocation -30.00) has the trade number T, kind and amount of another one',
      'duplicate-in-ledger':
        'Booked twice in one file: row 8 of book has the party, month and amount of row 5, which already agrees with a movement',
      'missing-in-ledger': `Movement lost (Partner allocation -9.00, ${PERIOD}-05T04:00:00Z) has no row in the ledger`,
      amount: 'Other direction: movement other-way is Top-up 8.00, the ledger has -8.00',
      timing: 'Timing: movement later of 2026-10 stands in the ledger’s 2026-09',
      'unknown-customer': '“某某” in the ledger is no known customer; name it in the alias table, nothing is guessed',
      currency: 'Ledger: 3.00 USD; account: CNY. Amounts of different currencies are not subtracted',
    });
    expect(result.matching.every((one) => one.residue === 0n)).toBe(true);
  });

  it('has no place for consumption, frozen money and the credit limit', () => {
    const movements = ['SOURCE_OPERAIION_USAGE', 'SOURCE_OPERATION_SYSTEM_FROZEN', 'SOURCE_OPERAIION_ADJUST_CREDIT'].map((detailType, i) =>
      out('x'.repeat(i + 1), '9', { detailType }),
    );
    const result = run({ movements: [...movements, topUp('t', '1')], entries: [own('1')] });
    expect(classes(result)).toEqual([]);
    expect(result.matching[0]).toMatchObject({ lines: 1 });
  });

  it('judges no month that the book does not name, and none whose movements were not read', () => {
    expect(run({ movements: [out('a', '30')] }).matching).toEqual([]);
    const unread = run({ entries: [row('-30')] });
    expect([unread.matching, unread.breaks]).toEqual([[], []]);
  });

  it('leaves to a person what fits two neighbouring months', () => {
    const movements = [
      out('a', '30', { time: '2026-08-05T00:00:00Z' }),
      out('aa', '30', { time: '2026-10-05T00:00:00Z' }),
      topUp('t', '1'),
    ];
    const entries = [row('-30'), ...['2026-08', PERIOD, '2026-10'].map((period) => own('2', { period }))];
    const result = run({ periods: ['2026-08', PERIOD, '2026-10'], movements, entries });
    expect(result.breaks.find((one) => one.class === 'ambiguous')).toMatchObject({ difference: u('30'), period: PERIOD });
    expect(result.breaks.filter((one) => one.class === 'missing-in-ledger')).toHaveLength(2);
  });
});
