import { describe, expect, it } from 'vitest';
import { tieOf } from '../../../renderer/pages/margin/margin-tie';
import type { PeriodSummary } from '../../../shared/desk/api';

const month = (period: string, consumption: string, refunds = '0', adjustments = '0'): PeriodSummary => ({
  period,
  currency: 'CNY',
  consumption,
  refunds,
  adjustments,
  due: '999.00',
  source: 'bill-lines',
  dueReadings: [],
  fundAdjustments: { allocated: '0', reclaimed: '0', net: '0' },
  state: 'open',
});
const FIGURES = [month('2026-08', '10.00'), month('2026-09', '72303.00', '-5600.44', '-28.13')];
const row = (period: string, revenue: string, cost: string) => ({ period, revenue, cost });

describe('the margin report against the months', () => {
  it('its cost is what the month page adds up, refunds and adjustments with their signs', () => {
    const rows = [row('2026-09', '60000.00', '66000.00'), row('2026-09', '9101.84', '674.43')];
    expect(tieOf(rows, FIGURES, [{ period: '2026-09', ledgerTotal: '73247.95' }], '2026-09')).toEqual({
      months: ['2026-09'],
      without: [],
      due: '66674.43',
      cost: '66674.43',
      costRest: '0.00',
      booked: '73247.95',
      revenue: '69101.84',
      revenueRest: '4146.11',
      sources: ['bill-lines'],
    });
  });

  it('names the rest to the cent, and the months that are no part of it', () => {
    const tie = tieOf([row('2026-09', '1', '66674.42')], FIGURES, [], null);
    expect([tie.costRest, tie.without, tie.months]).toEqual(['0.01', ['2026-08'], ['2026-09']]);
  });
});
