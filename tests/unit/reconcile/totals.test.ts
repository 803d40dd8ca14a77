import { describe, expect, it } from 'vitest';
import { reconcile } from '../../../shared/reconcile/engine';
import { reasonText } from '../../../shared/reconcile/reasons';
import { A, B, inputOf, PERIOD, u, type Given } from './build-input';
import type { Adjustment, ControlTotal, Movement, OrderRecord, TotalId } from '../../../shared/reconcile/types';

const total = (id: TotalId, given: Given): ControlTotal => reconcile(inputOf(given)).totals.find((one) => one.id === id)!;

describe('C1', () => {
  it('China: not provable, says what to import', () => {
    const c1 = total('C1', { bills: [{ amount: '10' }] });
    expect(c1).toMatchObject({ status: 'not-provable', blocking: true, left: null, right: u('10') });
    expect(reasonText(c1.sentence, 'zh')).toContain('请导入 2026-09 的伙伴账单');
  });

  it('China with arrears names the reading the lines show', () => {
    const c1 = total('C1', { bills: [{ amount: '3.07', debt: '1.07', paid: '2' }] });
    expect(reasonText(c1.sentence, 'en')).toContain('reading 6b');
  });

  it('China with an imported statement takes the reading that it confirms', () => {
    const statement = { period: PERIOD, due: u('4.14'), consumption: u('4.14'), refunds: 0n, adjustments: 0n, tax: 0n, currency: 'CNY' };
    const result = reconcile(inputOf({ bills: [{ amount: '3.07', debt: '1.07' }], statements: [statement] }));
    expect(result.totals.find((one) => one.id === 'C1')).toMatchObject({ status: 'equal', right: u('4.14') });
    expect(result.figures[0]!.dueReadings).toEqual([
      { name: '6a', amount: u('4.14'), confirmed: true },
      { name: '6b', amount: u('3.07'), confirmed: false },
    ]);
  });

  it('International without the detail file: ledgers wait, nothing is missing in a bill nobody has', () => {
    const statement = { period: PERIOD, due: u('5'), consumption: u('5'), refunds: 0n, adjustments: 0n, tax: 0n, currency: 'USD' };
    const result = reconcile(inputOf({ site: 'intl', currency: 'USD', statements: [statement], entries: [{ amount: '5', currency: 'USD' }] }));
    expect(result.breaks).toEqual([]);
    expect(result.matching).toEqual([]);
  });

  it('International: a negative bill is due as 0', () => {
    const statement = { period: PERIOD, due: 0n, consumption: u('5'), refunds: u('-9'), adjustments: 0n, tax: 0n, currency: 'USD' };
    const result = reconcile(inputOf({ site: 'intl', currency: 'USD', statements: [statement] }));
    expect(result.figures[0]).toMatchObject({ source: 'statement', due: 0n });
    expect(result.figures[0]!.dueReadings.find((reading) => reading.confirmed)?.name).toBe('40');
    expect(result.totals.find((one) => one.id === 'C1')).toMatchObject({ status: 'not-provable', left: 0n });
  });
});

describe('C2', () => {
  it.each<[string, Given, string]>([
    ['equal', { bills: [{ amount: '10' }], fees: [{ payment: '10', trade: 'T' }] }, 'equal'],
    ['truncated below a cent per trade', { bills: [{ amount: '10' }], fees: [{ payment: '10.0099', trade: 'T' }] }, 'within'],
    ['two trades may lose nearly two cents', { bills: [{ amount: '10' }], fees: [{ payment: '5.0099', trade: 'T' }, { payment: '5.0099', trade: 'U' }] }, 'within'],
    ['a whole cent is too much', { bills: [{ amount: '10' }], fees: [{ payment: '10.01', trade: 'T' }] }, 'broken'],
    ['the other side is never within', { bills: [{ amount: '10' }], fees: [{ payment: '9.999', trade: 'T' }] }, 'broken'],
    ['refunds mirror it', { bills: [{ amount: '-10', kind: 1 }], fees: [{ payment: '-10.005', trade: 'T', billType: 4 }] }, 'within'],
    ['yearly/monthly has the interval too', { bills: [{ amount: '10', chargeMode: 1 }], fees: [{ payment: '10.005', chargeMode: 1, billType: 1, trade: 'T' }] }, 'within'],
    ['savings plan is exact', { bills: [{ amount: '10', chargeMode: 11 }], fees: [{ payment: '10.005', chargeMode: 11, trade: 'T' }] }, 'broken'],
    ['referral, reserved, 9 and 16 stay outside', { bills: [{ amount: '1' }], fees: [{ payment: '1', trade: 'T' }, { payment: '5', association: 1 }, { payment: '5', chargeMode: 10 }, { payment: '5', billType: 9 }, { payment: '5', billType: 16 }] }, 'equal'],
    ['no fee record', { bills: [{ amount: '1' }] }, 'not-provable'],
  ])('%s', (_, given, status) => {
    expect(total('C2', given)).toMatchObject({ status, blocking: false });
  });

  it('gives sides, tolerance and the first diverging bucket', () => {
    expect(total('C2', { bills: [{ amount: '10' }], fees: [{ payment: '12', trade: 'T' }] })).toMatchObject({
      left: u('10'),
      right: u('12'),
      difference: u('-2'),
      tolerance: u('0.01'),
      buckets: { tested: 1, broken: 1 },
      firstDivergence: { bucket: { customer: A, chargeMode: '3', kind: '0' }, difference: u('-2') },
    });
  });

  it('leaves out customers whose fee records could not be read', () => {
    const slices = [{ slice: `fee-records|customer=${A}|period=${PERIOD}`, period: PERIOD, announced: 5, received: 3, failure: 'count-mismatch' }];
    expect(total('C2', { bills: [{ amount: '10' }], fees: [{ payment: '1', trade: 'T' }], slices }).status).toBe('equal');
  });
});

const order = (id: string, amount: string, more: Partial<OrderRecord> = {}): OrderRecord => ({
  id, customer: A, type: 1, status: 5, afterDiscount: u(amount), official: u(amount), createdAt: `${PERIOD}-03T00:00:00Z`, paidAt: `${PERIOD}-03T00:00:00Z`, detailSum: null, exists: true, ...more,
});
const line = (amount: string, baseOrder = 'CS1') => ({ refundOrder: 'RF1', customer: A, service: 'svc', amount: u(amount), baseOrder });

describe('C3 and the refund chain', () => {
  const sound: Given = { orders: [order('CS1', '100'), order('RF1', '60', { type: 4 })], refunds: [line('-100'), line('40')], fees: [{ payment: '-60', billType: 4, chargeMode: 1, trade: 'RF1' }] };

  it('details, order and fee records agree', () => {
    const result = reconcile(inputOf(sound));
    expect(result.totals.find((one) => one.id === 'C3')).toMatchObject({ status: 'equal', left: u('-60'), right: u('-60') });
    expect(result.refundTrace[0]).toMatchObject({ refunded: u('100'), kept: u('40'), paid: u('100'), status: 'equal', basePeriod: PERIOD });
  });

  it('fee records that give back something else break it', () => {
    expect(total('C3', { ...sound, fees: [{ payment: '-61', billType: 4, chargeMode: 1, trade: 'RF1' }] })).toMatchObject({ status: 'broken', firstDivergence: { bucket: { refundOrder: 'RF1' }, difference: u('1') } });
  });

  it('more refunded than paid is one over-refund break on the original order', () => {
    const result = reconcile(inputOf({ orders: [order('CS1', '90'), order('RF1', '60', { type: 4 })], refunds: sound.refunds! }));
    expect(result.breaks).toMatchObject([{ class: 'over-refund', role: null, difference: u('-10'), billAmount: u('-100'), expectedAmount: u('-90'), ledgerAmount: null }]);
  });

  it('only "no such order" makes an orphan', () => {
    const orphan = reconcile(inputOf({ ...sound, orders: [order('CS1', '0', { exists: false }), order('RF1', '60', { type: 4 })] }));
    expect(orphan.breaks).toMatchObject([{ class: 'refund-without-order', difference: u('-60') }]);
    const unread = reconcile(inputOf({ ...sound, orders: [order('RF1', '60', { type: 4 })] }));
    expect(unread.breaks).toEqual([]);
  });
});

const movement = (id: string, time: string, change: string, after: string, more: Partial<Movement> = {}): Movement => ({
  id, account: 'BALANCE_TYPE_DEBIT', detailType: 'SOURCE_OPERATION_BEADJUST', time, change: u(change), balanceAfter: u(after), type: '2', customer: A, ...more,
});
const adjustment = (id: string, time: string, amount: string, more: Partial<Adjustment> = {}): Adjustment => ({ id, customer: A, operation: 'SOURCE_OPERATION_BEADJUST', amount: u(amount), time, reseller: null, ...more });

describe('C4 and the account chain', () => {
  const T1 = '2026-09-05T01:00:00Z';
  const T2 = '2026-09-06T01:00:00Z';

  it('accepts amounts without sign and amounts that carry it', () => {
    expect(total('C4', { movements: [movement('1', T1, '10', '90'), movement('2', T2, '5', '85')] }).status).toBe('equal');
    expect(total('C4', { movements: [movement('1', T1, '-10', '90'), movement('2', T2, '-5', '85')] }).status).toBe('equal');
  });

  it('shows the movement at which the balance breaks', () => {
    expect(total('C4', { movements: [movement('1', T1, '10', '90'), movement('2', T2, '5', '80')] })).toMatchObject({ status: 'broken', firstDivergence: { bucket: { movement: '2' }, left: u('85'), right: u('80') } });
  });

  it('puts movements of one second into the order their balances allow', () => {
    expect(total('C4', { movements: [movement('9', T1, '10', '90'), movement('2', T2, '5', '80'), movement('3', T2, '5', '85')] }).status).toBe('equal');
  });

  it('matches an adjustment with the nearest movement of the same amount, once', () => {
    const movements = [movement('1', T1, '10', '90')];
    const result = reconcile(inputOf({ movements, adjustments: [adjustment('near', '2026-09-05T00:59:00Z', '10'), adjustment('far', '2026-09-05T20:00:00Z', '10')] }));
    expect(result.breaks).toMatchObject([{ class: 'adjustment-without-movement', rows: [{ kind: 'adjustment', id: 'far' }], difference: u('10'), period: PERIOD }]);
    expect(result.figures[0]!.fundAdjustments).toEqual({ allocated: u('20'), reclaimed: 0n, net: u('20') });
  });

  it('looks for a reseller’s allocation under the reseller’s ID', () => {
    const movements = [movement('1', T1, '10', '90', { customer: 'R' })];
    expect(reconcile(inputOf({ movements, adjustments: [adjustment('x', T1, '10', { customer: B_CUSTOMER, reseller: 'R' })] })).breaks).toEqual([]);
  });

  it('puts an adjustment at 16:30Z on the last day into the next month of UTC+8', () => {
    const result = reconcile(inputOf({ periods: ['2026-08', PERIOD], adjustments: [adjustment('x', '2026-08-31T16:30:00Z', '10')] }));
    expect(result.figures.map((figures) => figures.fundAdjustments.net)).toEqual([0n, u('10')]);
  });

  it('is not provable, and blames no adjustment, while no movement was read', () => {
    const result = reconcile(inputOf({ adjustments: [adjustment('x', T1, '10')] }));
    expect(result.breaks).toEqual([]);
    expect(result.totals.find((one) => one.id === 'C4')?.status).toBe('not-provable');
  });
});

const B_CUSTOMER = 'b'.repeat(32);

describe('C6', () => {
  const order = (id: string, amount: string, more: object = {}) => ({
    id,
    customer: A,
    type: 1,
    status: 5,
    afterDiscount: u(amount),
    official: u(amount),
    createdAt: '2026-09-03T00:00:00Z',
    paidAt: '2026-09-03T00:01:00Z',
    detailSum: null,
    exists: true,
    ...more,
  });
  const fees = [
    { payment: '60', trade: 'O1', chargeMode: 1, billType: 1 },
    { payment: '40', trade: 'O1', chargeMode: 1, billType: 1 },
  ];

  it('ties a completed order to its fee records', () => {
    expect(total('C6', { fees, orders: [order('O1', '100')] })).toMatchObject({ status: 'equal', left: u('100'), right: u('100'), blocking: false, identity: '12, 29', buckets: { tested: 1, broken: 0 } });
  });

  it('names the first order that differs', () => {
    const c6 = total('C6', { fees, orders: [order('O2', '5'), order('O1', '99')] });
    expect(c6).toMatchObject({ status: 'broken', difference: u('4'), buckets: { tested: 2, broken: 2 } });
    expect(c6.firstDivergence).toMatchObject({ bucket: { customer: A, order: 'O1' }, left: u('99'), right: u('100') });
  });

  it('wants no record of a cancelled order', () => {
    expect(total('C6', { fees: [...fees, { payment: '1' }], orders: [order('O3', '7', { status: 4 })] }).status).toBe('equal');
    expect(total('C6', { fees, orders: [order('O1', '100', { status: 4 })] })).toMatchObject({ status: 'broken', difference: u('-100') });
  });

  it('leaves out unsubscriptions, pending orders, other months and customers whose records were not read', () => {
    const others = [order('O4', '1', { type: 4 }), order('O5', '1', { status: 6 }), order('O6', '1', { paidAt: '2026-09-30T16:00:00Z' }), order('O7', '1', { customer: B })];
    expect(total('C6', { fees, orders: [order('O1', '100'), ...others] })).toMatchObject({ status: 'equal', buckets: { tested: 1 }, sentence: { key: 'c6-untested' } });
    expect(total('C6', { fees, orders: [order('O7', '1', { customer: B })] })).toMatchObject({ status: 'not-provable', left: null });
    expect(total('C6', { fees: [], orders: [order('O1', '100')] }).status).toBe('not-provable');
    expect(total('C6', { fees }).status).toBe('not-provable');
  });
});

describe('C7', () => {
  const slice = (name: string, announced: number | null, received: number, failure: string | null = null, period: string | null = PERIOD) => ({ slice: name, period, announced, received, failure });

  it('compares announced and received rows, one row as 1.00', () => {
    expect(total('C7', { slices: [slice('bill-lines|a', 3, 3)] })).toMatchObject({ status: 'equal', left: u('3'), right: u('3') });
    expect(total('C7', { slices: [slice('bill-lines|a', 3, 2)] })).toMatchObject({ status: 'broken', difference: u('1'), blocking: true });
  });

  it('lists slices that could not be published', () => {
    const c7 = total('C7', { slices: [slice('bill-lines|a', null, 0, 'permission')] });
    expect(c7.status).toBe('broken');
    expect(reasonText(c7.sentence, 'zh')).toContain('bill-lines|a (permission)');
  });

  it('a plain solution provider may not list resellers: said, and nothing is broken by it', () => {
    const c7 = total('C7', { slices: [slice('bill-lines|a', 3, 3), slice('resellers', null, 0, 'permission', null)] });
    expect(c7).toMatchObject({ status: 'equal', buckets: { tested: 1, broken: 0 } });
    expect(reasonText(c7.sentence, 'zh')).toContain('BPC_ITEM_SALES_020100');
    expect(reasonText(c7.sentence, 'zh')).toContain('1 个数据切片');
    expect(total('C7', { slices: [slice('customers', null, 0, 'permission', null)] }).status).toBe('broken');
  });

  it('coupons that the keys may not read leave the bill complete, and it is said', () => {
    const refused = [slice('resellers', null, 0, 'permission', null), slice('coupons', null, 0, 'permission', null)];
    const c7 = total('C7', { slices: [slice('bill-lines|a', 3, 3), ...refused] });
    expect(c7).toMatchObject({ status: 'equal', buckets: { tested: 1, broken: 0 } });
    for (const words of ['1 个数据切片', 'BPC_ITEM_SALES_020100', 'C5']) expect(reasonText(c7.sentence, 'zh')).toContain(words);
    expect(total('C7', { slices: [slice('coupons', null, 0, 'service', null)] }).status).toBe('broken');
  });

  it('judges slices without a period under the newest one', () => {
    const result = reconcile(inputOf({ periods: ['2026-08', PERIOD], slices: [slice('customers', 2, 1, null, null)] }));
    expect(result.totals.filter((one) => one.id === 'C7').map((one) => one.status)).toEqual(['not-provable', 'broken']);
  });
});
