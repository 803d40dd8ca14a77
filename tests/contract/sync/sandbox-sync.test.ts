import { describe, expect, test } from 'vitest';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../../electron/sandbox/server';
import { fetchTransport } from '../../../electron/sync/http';
import { runSync, type SyncOptions } from '../../../electron/sync/run';
import type { SyncEvent } from '../../../shared/bridge/link';
import type { SyncOutcome } from '../../../shared/sync/slices';
import { Desk } from '../../unit/sync/desk';

async function sandbox<T>(options: SandboxOptions, work: (running: Sandbox) => Promise<T>): Promise<T> {
  const running = await startSandbox(options);
  try {
    return await work(running);
  } finally {
    await running.close();
  }
}

async function sync(from: Sandbox, site: 'cn' | 'intl', desk: Desk, more: Partial<SyncOptions> = {}): Promise<SyncOutcome> {
  return runSync({
    request: { site, today: from.today, periods: null, language: 'zh_CN' },
    resume: desk.resume(),
    credentials: { accessKey: from.ak, secretKey: from.sk },
    endpoint: from.url,
    transport: fetchTransport(fetch),
    emit: (event: SyncEvent) => desk.take(event),
    signal: new AbortController().signal,
    rate: 'off',
    ...more,
  });
}

describe('sync from the sandbox over loopback', () => {
  test('a tiny world is complete within 40 requests', async () => {
    await sandbox({ site: 'cn', size: 'tiny', rate: 'off' }, async (running) => {
      const desk = new Desk();
      const outcome = await sync(running, 'cn', desk);
      expect(outcome.stopped).toBeNull();
      expect(outcome.problems).toEqual([]);
      expect(outcome.unpublished).toEqual([]);
      expect(outcome.periods).toEqual(['2026-09', '2026-10']);
      expect(desk.rowsOf('bill-lines')).toBeGreaterThan(0);
      expect(desk.rowsOf('fee-records')).toBeGreaterThan(0);
      expect(running.stats().refused).toBe(0);
      expect(outcome.requests).toBe(running.stats().requests);
      expect(outcome.requests).toBeLessThanOrEqual(40);
    });
  });
});
