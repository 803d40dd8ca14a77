import { describe, expect, test } from 'vitest';
import { agreedOn, closingDay, lookedAt, monthState, settledParts, TURNS, type KnownSlice } from '../../../shared/sync/freshness';

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
    const failed = (source: 'fee-records' | 'order-details', period: string | null) =>
      [{ slice: `${source}|x`, source, period, failure: 'service' }] as const;
    expect(settledParts(MONTH, failed('fee-records', '2026-10')).map(({ part }) => part)).toEqual(['orders']);
    expect(settledParts(MONTH, failed('fee-records', '2026-09'))).toHaveLength(2);
    expect(settledParts(MONTH, failed('order-details', null)).map(({ part }) => part)).toEqual(['fees']);
  });

  test('what is refused for good keeps nothing else unsettled, and is asked for again by itself', () => {
    const refused = [
      { slice: 'order-details|order=x', source: 'order-details', period: null, failure: 'permission' },
      { slice: 'fee-records|customer=b', source: 'fee-records', period: '2026-10', failure: 'foreign' },
    ] as const;
    // What it had before the refusal came out once only.
    const known = [...MONTH, row('fee-records|customer=b', ON.slice(1))];
    const parts = settledParts(known, refused);
    expect(parts.map(({ part }) => part)).toEqual(['fees', 'orders']);
    expect(lookedAt(known, refused, parts).again).toEqual([
      ['fee-records|customer=a', 'd'],
      ['fee-records|customer=b', null],
      ['order-details|order=x', null],
    ]);
  });

  test('settled fee records are read again by turns, those read longest ago first, until all were', () => {
    const fees = Array.from({ length: 45 }, (_, i) => ({
      ...row(`fee-records|customer=${String(i)}`),
      syncedAt: `2026-11-${String(28 - (i % 28)).padStart(2, '0')}T00:00:00Z`,
      rows: i === 7 ? 0 : 1,
    }));
    let known: KnownSlice[] = [...MONTH.filter(({ source }) => source !== 'fee-records'), ...fees];
    const read = new Set<string>();
    for (let run = 0; run < TURNS; run++) {
      const looked = lookedAt(known, [], settledParts(known, []));
      expect(looked.again).toHaveLength(3);
      expect(looked.empty).toEqual(['fee-records|customer=7']);
      const now = new Map(looked.again);
      for (const slice of now.keys()) read.add(slice);
      known = known.map((one) => (now.has(one.slice) ? { ...one, syncedAt: `2026-12-01T00:00:${String(10 + run)}Z` } : one));
    }
    expect(read.size).toBe(45);
    const open = known.map((one) => ({ ...one, agreedOn: [] }));
    expect(lookedAt(open, [], settledParts(open, []))).toEqual({ again: [], empty: [] });
  });

  test('a month is new, open until its closing day, settling, settled', () => {
    expect(monthState('2026-10', '2026-11-09', null)).toBe('new');
    expect(monthState('2026-10', '2026-11-05', 0)).toBe('open');
    expect(monthState('2026-10', '2026-11-06', 1)).toBe('settling');
    expect(monthState('2026-10', '2026-11-06', 2)).toBe('settled');
  });
});
