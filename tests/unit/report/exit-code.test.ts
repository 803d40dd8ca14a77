import { describe, expect, it } from 'vitest';
import { exitCodeOf, type Report } from '../../../shared/report';

const report = (statuses: string[], totals: { status: string; blocking: boolean }[]): Report =>
  ({
    breaks: statuses.map((status) => ({ status })),
    periods: [{ controlTotals: totals }],
    files: { export: null, sha256: null },
  }) as unknown as Report;

describe('the exit code of a run without a window', () => {
  it('is 0 only when nothing is open and no blocking total is broken', () => {
    expect(exitCodeOf(report(['explained', 'approved', 'carried'], [{ status: 'equal', blocking: true }]))).toBe(0);
    expect(
      exitCodeOf(
        report(
          [],
          [
            { status: 'broken', blocking: false },
            { status: 'not-provable', blocking: true },
          ],
        ),
      ),
    ).toBe(0);
    expect(exitCodeOf(report(['open'], []))).toBe(1);
    expect(exitCodeOf(report(['assigned'], []))).toBe(1);
    expect(exitCodeOf(report([], [{ status: 'broken', blocking: true }]))).toBe(1);
  });
});
