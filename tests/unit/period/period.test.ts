import { describe, expect, it } from 'vitest';
import { asPeriod, dayOfInstant, isPeriod, periodDays, periodInstants, periodOfInstant, periodRange, shiftPeriod } from '../../../shared/period';

describe('periods', () => {
  it('cuts instants in UTC+8, whatever the machine’s zone', () => {
    expect(periodOfInstant('2026-07-31T15:59:59Z')).toBe('2026-07');
    expect(periodOfInstant('2026-07-31T16:00:00Z')).toBe('2026-08');
    expect(periodOfInstant('2026-08-01T00:30:00+08:00')).toBe('2026-08');
    expect(dayOfInstant('2026-12-31T16:30:00Z')).toBe('2027-01-01');
  });

  it('gives the same for every hour of a year as reckoning with the moment does', () => {
    for (let ms = Date.UTC(2027, 11, 20); ms < Date.UTC(2028, 11, 31); ms += 3_599_000) {
      const utc = new Date(ms);
      const cut = new Date(ms + 8 * 3_600_000).toISOString().slice(0, 7);
      expect([periodOfInstant(utc.toISOString()), periodOfInstant(`${utc.toISOString().slice(0, 19)}Z`)]).toEqual([cut, cut]);
    }
    for (const none of ['2026-07-12T25:00:00Z', '2026-13-12T05:00:00Z', '2026-07-12T05:00:60Z']) expect(() => periodOfInstant(none)).toThrow(RangeError);
  });

  it('refuses times without a zone', () => {
    expect(() => periodOfInstant('2026-07-31T16:00:00')).toThrow(RangeError);
    expect(() => periodOfInstant('soon')).toThrow(RangeError);
  });

  it('counts across years both ways', () => {
    expect([shiftPeriod('2026-12', 1), shiftPeriod('2026-01', -1), shiftPeriod('2026-05', -17), shiftPeriod('2026-05', 0)]).toEqual(['2027-01', '2025-12', '2024-12', '2026-05']);
    expect(periodRange('2026-11', '2027-01')).toEqual(['2026-11', '2026-12', '2027-01']);
    expect(periodRange('2026-02', '2026-01')).toEqual([]);
  });

  it('knows a period from other text', () => {
    expect(['2026-01', '2026-13', '2026-1', '202601'].map(isPeriod)).toEqual([true, false, false, false]);
    expect(() => asPeriod('2026-00')).toThrow(RangeError);
  });

  it('gives the instants and days of a month', () => {
    expect(periodInstants('2026-08')).toEqual({ from: '2026-07-31T16:00:00Z', to: '2026-08-31T16:00:00Z' });
    expect(periodDays('2028-02')).toEqual({ first: '2028-02-01', last: '2028-02-29' });
  });
});
