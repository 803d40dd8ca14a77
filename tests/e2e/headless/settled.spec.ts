import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { parseReport, type Report } from '../../../shared/report';
import { runHeadless } from '../../support/headless';
import { userDataFolder } from '../support/launch';

test('months that came out the same on two days after day 5 are only looked at from then on, and the figures stay', async () => {
  const place = userDataFolder();
  const on = async (today: string): Promise<Report> => {
    const to = path.join(place.path, `${today}.json`);
    const world = ['--sandbox=tiny', '--rate', 'off', '--periods', '2026-09,2026-10'];
    await runHeadless([...world, '--today', today, '--user-data', path.join(place.path, 'desk'), '--report', to]);
    return parseReport(JSON.parse(readFileSync(to, 'utf8')) as unknown);
  };
  try {
    const [first, second, third] = [await on('2026-11-07'), await on('2026-11-08'), await on('2026-11-09')];
    const requests = [first, second, third].map((report) => report.sync.requests);
    expect(requests[1]).toBe(requests[0]);
    // The fee records and the details of orders of both months: every other list of so small a world is one request.
    expect(requests[2]).toBeLessThan(requests[0]! - 5);
    expect(third.sync).toMatchObject({ unpublished: [] });
    expect(third.periods).toEqual(first.periods);
  } finally {
    place.remove();
  }
});
