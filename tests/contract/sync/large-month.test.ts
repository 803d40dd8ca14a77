import { expect, test } from 'vitest';
import { startSandbox } from '../../../electron/sandbox/server';
import { plantedWorld } from '../../../electron/sandbox/world';
import { fetchTransport } from '../../../electron/sync/http';
import { runSync } from '../../../electron/sync/run';
import { Desk } from '../../unit/sync/desk';

/** One month of a large world through the signed client, in the long run; of the medium one else. */
const SIZE = Number(process.env['RD_SEEDS'] ?? '10') > 10 ? 'large' : 'medium';
const PERIOD = '2026-10';
const megabytes = (): number => Math.round(process.memoryUsage.rss() / 1e6);

test(`one month of the ${SIZE} world is complete, although its bill shifts between two pages once`, { timeout: 1_800_000 }, async () => {
  const running = await startSandbox({ site: 'cn', size: SIZE, rate: 'off' });
  try {
    const { world } = plantedWorld({ site: 'cn', size: SIZE, seed: 7, clean: false });
    const desk = new Desk();
    const [before, started] = [megabytes(), performance.now()];
    let most = before;
    const outcome = await runSync({
      request: { site: 'cn', today: running.today, periods: [PERIOD], language: 'zh_CN' },
      resume: desk.resume(),
      credentials: { accessKey: running.ak, secretKey: running.sk },
      endpoint: running.url,
      transport: fetchTransport(fetch),
      emit: (event) => {
        most = Math.max(most, megabytes());
        return desk.take(event);
      },
      signal: new AbortController().signal,
      rate: 'off',
    });
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.info(
      `${SIZE}, ${PERIOD}: ${outcome.requests} requests in ${seconds} s; ${before} MB with the world, at most ${most} MB while syncing`,
    );
    expect(outcome).toMatchObject({ stopped: null, problems: [], unpublished: [], periods: [PERIOD] });
    expect(running.stats()).toMatchObject({ refused: 0, requests: outcome.requests });
    expect(desk.rowsOf('fee-records')).toBe([...world.fees.month(PERIOD)].length);
    expect(desk.rowsOf('bill-lines')).toBe(world.billLines.filter(({ period }) => period === PERIOD).length);
    expect(desk.rowsOf('coupons')).toBe(world.coupons.length);
  } finally {
    await running.close();
  }
});
