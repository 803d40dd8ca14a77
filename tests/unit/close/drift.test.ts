import { describe, expect, it } from 'vitest';
import { driftOf, NO_DRIFT, partDigests, type ClosedRows } from '../../../shared/close';

const cell = (customer: string, kind: string, amount: string, debt = '0.00') => [
  customer,
  '',
  's1',
  '1',
  kind,
  amount,
  debt,
  '0.00',
  '0.00',
];
const fee = (customer: string, amount: string, trades = 1) => [customer, 's1', '1', '0', amount, trades];
const row = (n: number, amount: string, more: object = {}) => ({ importId: 'i', row: n, role: 'cost', customer: 'c', amount, ...more });
const rows = (more: Partial<ClosedRows> = {}): ClosedRows => ({
  billCells: [cell('a', '0', '10.00'), cell('b', '1', '-4.00')],
  feeBuckets: [fee('a', '10.00')],
  ledger: [row(2, '10.00'), row(3, '-4.00')],
  ...more,
});

describe('drift against the archive', () => {
  it('is nothing for the same rows in another order', () => {
    const turned = { billCells: [...rows().billCells].reverse(), feeBuckets: rows().feeBuckets, ledger: [...rows().ledger].reverse() };
    expect(partDigests(turned)).toEqual(partDigests(rows()));
    expect(driftOf(rows(), turned)).toEqual(NO_DRIFT);
  });

  it('names what was added, changed and vanished, with its effect in total and per kind', () => {
    const now = rows({ billCells: [cell('a', '0', '12.50'), cell('c', '0', '1.00')] });
    const { lines, effects, byKind } = driftOf(rows(), now);
    expect(lines.map(({ change, customer, kind, before, after, effect }) => [change, customer, kind, before, after, effect])).toEqual([
      ['changed', 'a', '0', '10.00', '12.50', '2.50'],
      ['vanished', 'b', '1', '-4.00', null, '4.00'],
      ['added', 'c', '0', null, '1.00', '1.00'],
    ]);
    expect([effects, byKind]).toEqual([{ bill: '7.50' }, { '0': '3.50', '1': '4.00' }]);
  });

  it('shows a line whose amount stands but whose other fields moved', () => {
    const { lines } = driftOf(rows(), rows({ billCells: [cell('a', '0', '10.00', '3.00'), cell('b', '1', '-4.00')] }));
    expect(lines).toMatchObject([{ change: 'changed', effect: '0.00', fields: ['debt'] }]);
  });

  it('covers fee aggregates and ledger rows', () => {
    const now = rows({ feeBuckets: [fee('a', '9.99', 2)], ledger: [row(2, '10.00', { customer: 'd' })] });
    const { lines, effects } = driftOf(rows(), now);
    expect(lines.map(({ part, change, effect, fields, place }) => [part, change, effect, fields.join(), place])).toEqual([
      ['fees', 'changed', '-0.01', 'trades', ''],
      ['ledger', 'changed', '0.00', 'customer', 'i|2'],
      ['ledger', 'vanished', '4.00', '', 'i|3'],
    ]);
    expect(effects).toEqual({ fees: '-0.01', ledger: '4.00' });
  });

  it('says nothing of a part that is not here', () => {
    expect(driftOf(rows(), rows({ feeBuckets: [] }), new Set(['bill', 'ledger']))).toEqual(NO_DRIFT);
  });
});
