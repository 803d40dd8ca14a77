import { expect, test } from 'vitest';
import type { Transport } from '../../../electron/sync/http';
import { runSync } from '../../../electron/sync/run';
import { Desk } from './desk';

const LIMIT = 100;

/** So many invoices, in pages counted from `first`. */
function invoices(count: number, first: 0 | 1, announced = count): { transport: Transport; asked: number[] } {
  const asked: number[] = [];
  const transport: Transport = (request) => {
    const page = Number(new URL(request.url).searchParams.get('offset'));
    asked.push(page);
    const from = (page - first) * LIMIT;
    const rows = page < first ? [] : Array.from({ length: count }, (_, at) => ({ requestId: `INV-${at}` })).slice(from, from + LIMIT);
    return Promise.resolve({
      status: 200,
      headers: {},
      body: new TextEncoder().encode(JSON.stringify({ count: announced, invoices: rows })),
    });
  };
  return { transport, asked };
}

async function read(transport: Transport): Promise<Desk> {
  const desk = new Desk();
  await runSync({
    request: {
      site: 'intl',
      today: '2026-11-06',
      periods: null,
      language: 'en_US',
      demand: [{ source: 'online-invoices', domain: 'account-1', year: '2026' }],
    },
    resume: desk.resume(),
    credentials: { accessKey: 'AK', secretKey: 'SK' },
    endpoint: 'http://127.0.0.1:1',
    transport,
    emit: (event) => desk.take(event),
    signal: new AbortController().signal,
    rate: 'off',
  });
  return desk;
}

test.each([
  [0, 1, [1]],
  [40, 1, [1]],
  [250, 1, [1, 2, 3]],
  [0, 0, [1]],
  [40, 0, [1, 0]],
  [150, 0, [1, 0, 1]],
  [200, 0, [1, 2, 0, 1]],
  [250, 0, [1, 2, 0, 1, 2]],
] as const)('%i invoices in pages counted from %i are read whole, each once', async (count, first, wanted) => {
  const { transport, asked } = invoices(count, first);
  const desk = await read(transport);
  const rows = desk.rows('online-invoices|domain=account-1|year=2026').map((row) => row['requestId']);
  expect(rows).toEqual(Array.from({ length: count }, (_, at) => `INV-${at}`));
  expect(asked).toEqual(wanted);
});

test.each([0, 1] as const)('counted from %i, fewer than announced are reported in the end, never published with a hole', async (first) => {
  const desk = await read(invoices(200, first, 230).transport);
  expect(desk.slices('online-invoices')).toEqual([]);
  expect([...desk.failures.values()]).toEqual(['count-mismatch']);
});
