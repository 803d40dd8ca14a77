import { describe, expect, test } from 'vitest';
import { dailyDue, localMoment } from '../../../renderer/app/activity/daily';

const at = (day: string, time: string): { day: string; time: string } => ({ day, time });
const NOW = at('2026-11-20', '09:30');

describe('the daily sync', () => {
  test('is off until a time is set, and waits for it', () => {
    expect(dailyDue(NOW, null, null, null)).toBe(false);
    expect(dailyDue(NOW, '10:00', null, null)).toBe(false);
    expect(dailyDue(NOW, '09:30', null, null)).toBe(true);
  });

  test('is tried once a day, however it ended', () => {
    expect(dailyDue(NOW, '09:00', '2026-11-20', null)).toBe(false);
    expect(dailyDue(NOW, '09:00', '2026-11-19', null)).toBe(true);
  });

  test('is not needed when somebody synced since its time; an earlier run of the day does not count', () => {
    expect(dailyDue(NOW, '09:00', null, at('2026-11-20', '09:10'))).toBe(false);
    expect(dailyDue(NOW, '09:00', null, at('2026-11-20', '08:50'))).toBe(true);
    expect(dailyDue(NOW, '09:00', null, at('2026-11-19', '09:10'))).toBe(true);
  });

  test('a moment is told by the clock of the computer', () => {
    expect(localMoment(new Date(2026, 0, 5, 7, 4))).toEqual(at('2026-01-05', '07:04'));
  });
});
