import { describe, expect, it } from 'vitest';
import { filtersOf, relatedTo } from '../../../renderer/grid/related';

const row =
  (cells: Record<string, string>) =>
  (column: string): string | null =>
    cells[column] ?? null;

describe('what stands behind a row', () => {
  it('leads from a refund to its orders and the bill of its own month', () => {
    const found = relatedTo('refunds', row({ period: '2026-06', refundOrder: 'R', baseOrder: 'B', customer: 'c' }), '2026-10');
    expect(found.map(({ title, source, period, filters }) => [title, source, period, filters])).toEqual([
      ['baseOrder', 'orders', null, [['order', 'B']]],
      ['refundOrder', 'orders', null, [['order', 'R']]],
      [
        'billLinesOfRefund',
        'bill-lines',
        '2026-06',
        [
          ['customer', 'c'],
          ['kind', '1'],
        ],
      ],
      ['otherRefunds', 'refunds', null, [['baseOrder', 'B']]],
    ]);
  });

  it('leaves out what a row names nothing of', () => {
    expect(relatedTo('refunds', row({ refundOrder: 'R' }), null).map(({ title }) => title)).toEqual(['refundOrder']);
    expect(relatedTo('units', row({ unit: '4' }), null)).toEqual([]);
  });

  it('finds a record and its movement by customer, kind, absolute amount and the days around', () => {
    const cells = { customer: 'c', operation: 'SOURCE_OPERATION_BEADJUST', amount: '-20.00', time: '2026-10-31T16:30:00Z' };
    const [movement] = relatedTo('adjust-records', row(cells), null);
    expect(movement && filtersOf(movement)).toEqual([
      { column: 'customer', op: 'is', value: 'c' },
      { column: 'detailType', op: 'is', value: 'SOURCE_OPERATION_BEADJUST' },
      { column: 'change', op: 'in', values: ['20.00', '-20.00'] },
      { column: 'time', op: 'range', from: '2026-10-31', to: '2026-11-02' },
    ]);
    const back = { customer: 'c', detailType: 'SOURCE_OPERATION_BEADJUST', change: '20.00', time: '2026-10-31T16:30:00Z' };
    expect(relatedTo('movements', row(back), null).map(({ title }) => title)).toEqual(['adjustmentOf']);
    expect(relatedTo('movements', row({ ...back, detailType: 'CONSUMPTION' }), null)).toEqual([]);
  });
});
