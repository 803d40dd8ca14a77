import { describe, expect, test } from 'vitest';
import { agreedOn, closingDay, monthState, settledParts, type KnownSlice } from '../../../shared/sync/freshness';

const ON = ['2026-11-06', '2026-11-09'];
const row = (slice: string, days: readonly string[] = ON, digest = 'd'): KnownSlice => ({
  slice,
  source: slice.split('|')[0] as KnownSlice['source'],
  period: '2026-10',
  digest,
  agreedOn: days,
  followed: true,
});
const MONTH = [row('bill-lines|chargeMode=3'), row('consuming-customers'), row('fee-records|customer=a'), row('orders')];

describe('when a month is settled', () => {
  test('its readings count from the day after day 5 of the next month on', () => {
    expect(closingDay('2026-12')).toBe('2027-01-06');
    expect(agreedOn([], true, '2026-10', '2026-11-05')).toEqual([]);
    expect(agreedOn([], true, '2026-10', '2026-11-06')).toEqual(['2026-11-06']);
  });

  test('two readings of one day are one; a third day changes nothing; other content starts again', () => {
    expect(agreedOn(['2026-11-06'], true, '2026-10', '2026-11-06')).toEqual(['2026-11-06']);
    expect(agreedOn(['2026-11-06'], true, '2026-10', '2026-11-09')).toEqual(ON);
    expect(agreedOn(ON, true, '2026-10', '2026-11-20')).toEqual(ON);
    expect(agreedOn(ON, false, '2026-10', '2026-11-20')).toEqual(['2026-11-20']);
    expect(agreedOn(ON, true, null, '2026-11-20')).toEqual([]);
  });

  test('a part is settled when every slice of it and of what shows it came out the same on two days', () => {
    expect(settledParts(MONTH, []).map(({ period, part }) => `${period} ${part}`)).toEqual(['2026-10 fees', '2026-10 orders']);
    expect(settledParts([...MONTH, row('fee-records|customer=b', ['2026-11-09'])], []).map(({ part }) => part)).toEqual(['orders']);
    expect(settledParts(MONTH.slice(1), []).map(({ part }) => part)).toEqual(['orders']);
    expect(settledParts(MONTH, [])[0]?.shownBy).toEqual([
      ['bill-lines|chargeMode=3', 'd'],
      ['consuming-customers', 'd'],
    ]);
  });

  test('a part is not settled before everything its content leads to was read, whatever the days', () => {
    const bill = { ...row('bill-lines|chargeMode=3'), followed: false };
    expect(settledParts([bill, ...MONTH.slice(1)], []).map(({ part }) => part)).toEqual(['orders']);
  });

  test('a slice that could not be read keeps its part unsettled; one without a month, those of all months', () => {
    expect(settledParts(MONTH, [{ source: 'fee-records', period: '2026-10' }]).map(({ part }) => part)).toEqual(['orders']);
    expect(settledParts(MONTH, [{ source: 'fee-records', period: '2026-09' }])).toHaveLength(2);
    expect(settledParts(MONTH, [{ source: 'order-details', period: null }]).map(({ part }) => part)).toEqual(['fees']);
  });

  test('a month is new, open until its closing day, settling, settled', () => {
    expect(monthState('2026-10', '2026-11-09', null)).toBe('new');
    expect(monthState('2026-10', '2026-11-05', 0)).toBe('open');
    expect(monthState('2026-10', '2026-11-06', 1)).toBe('settling');
    expect(monthState('2026-10', '2026-11-06', 2)).toBe('settled');
  });
});
