import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { json, line, told, type Lie } from './lying-gateway';

const page = (rows: readonly object[], total: unknown = rows.length): string =>
  JSON.stringify({ bill_sums: rows, count: total, currency: 'CNY' });
const withAmount = (amount: string): string => page([line()]).replace('1.5', amount);
const deep = (levels: number): string => `{"bill_sums":${'['.repeat(levels)}${']'.repeat(levels)},"count":0}`;
const utf16 = Buffer.from(page([line({ customer_name: '示例' })]), 'utf16le');
const bomb = gzipSync(Buffer.alloc(400_000_000, 0x20), { level: 1 });

/** Lies, and what a person is told: the failure, and where in the answer. */
const LIES: readonly (readonly [name: string, lie: Lie, failure: string, place: RegExp])[] = [
  ['a total below zero', json(page([line()], -1)), 'contract', /^count: not-an-integer$/],
  ['a total that is no number', json(page([line()], '1e3')), 'contract', /^count: not-an-integer$/],
  ['a total beyond everything', json(page([line()], 9_999_999_999)), 'contract', /^count: too-many$/],
  ['a list that is none', json('{"bill_sums":"many","count":1}'), 'contract', /^bill_sums: not-a-list$/],
  ['records that are none', json('{"bill_sums":[1,null,[]],"count":3}'), 'contract', /^bill_sums\[0\]: not-a-record$/],
  ['a text of 10 MB', json(page([line({ cloud_service_type: 'x'.repeat(10_000_000) })])), 'contract', /cloud_service_type: too-long$/],
  ['10 MB in a member nobody knows', json(page([line({ surprise: 'x'.repeat(10_000_000) })])), 'contract', /^surprise: too-long$/],
  ['an amount of 1e400', json(withAmount('1e400')), 'contract', /amount: too-large$/],
  ['an amount of 1e999999999', json(withAmount('1e999999999')), 'contract', /amount: (?:too-large|not-an-amount)$/],
  ['an amount of 1e-400', json(withAmount('1e-400')), 'contract', /amount: too-precise$/],
  ['an amount of a million digits', json(withAmount('1'.repeat(1_000_000))), 'contract', /amount: (?:too-large|not-an-amount)$/],
  ['NaN', json(withAmount('NaN')), 'contract', /^not JSON$/],
  ['a member twice with two values', json(withAmount('1.5,"amount":2.5')), 'contract', /^not JSON$/],
  ['100,000 levels of nesting', json(deep(100_000)), 'contract', /^nested too deeply$/],
  ['65 levels of nesting', json(deep(65)), 'contract', /^nested too deeply$/],
  ['another charset', json(utf16, { 'content-type': 'application/json; charset=utf-16le' }), 'contract', /^not (?:UTF-8|JSON)$/],
  ['bytes that are no text', json(Buffer.from([0x7b, 0xff, 0xfe, 0x7d])), 'contract', /^not UTF-8$/],
  ['nothing at all', json(''), 'contract', /^not JSON$/],
  ['a list instead of an object', json('[]'), 'contract', /^not an object$/],
  ['a web page', json('<!DOCTYPE html><title>sign in</title>', { 'content-type': 'text/html' }), 'intercepted', /^web page$/],
  ['a gzip bomb', json(bomb, { 'content-encoding': 'gzip' }), 'contract', /^too-large$/],
  ['gzip that is none', json('plainly not gzip', { 'content-encoding': 'gzip' }), 'network', /./],
  [
    'an answer without end',
    (response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const piece = Buffer.alloc(1 << 20, 0x20);
      const more = (): void => {
        while (!response.destroyed && response.write(piece));
      };
      response.on('drain', more);
      more();
    },
    'contract',
    /^too-large$/,
  ],
  [
    'headers without end',
    (response) =>
      void response
        .writeHead(200, Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`x-${String(i)}`, 'y'.repeat(200)])))
        .end('{}'),
    'contract',
    /^too-many-headers$/,
  ],
  [
    'pages without end and without a total',
    (response, offset) =>
      json(JSON.stringify({ bill_sums: Array.from({ length: 100 }, (_, i) => line({ amount: offset + i })) }))(response, offset),
    'contract',
    /^count: missing$/,
  ],
  [
    'pages without end under a total that runs ahead',
    (response, offset) =>
      json(
        page(
          Array.from({ length: 100 }, (_, i) => line({ amount: offset + i })),
          offset + 200,
        ),
      )(response, offset),
    'unstable',
    /^$/,
  ],
  [
    'the same page without end',
    json(
      page(
        Array.from({ length: 100 }, (_, i) => line({ amount: i })),
        4_999_999,
      ),
    ),
    'unstable',
    /^$/,
  ],
  ['empty pages under a total', json(page([], 50)), 'count-mismatch', /^$/],
  ['a failure told as success', json('{"error_code":"CBC.5001","error_msg":"no"}'), 'not-partner', /^$/],
];

describe('a gateway that lies', () => {
  test.each(LIES)('%s: bounded time and memory, a failure with its class, nothing published', async (_name, lie, failure, place) => {
    const { outcome, desk, calls, seconds, memory } = await told(lie);
    const reasons = new Set(outcome.unpublished.map(({ reason }) => reason));
    expect([...reasons]).toEqual([failure]);
    const [problem] = outcome.problems.filter((one) => one.failure === failure);
    expect(problem?.place ?? '').toMatch(place);
    // Values never travel in what is told.
    expect(JSON.stringify(outcome.problems).length).toBeLessThan(5000);
    expect(desk.slices('bill-lines')).toEqual([]);
    if (failure !== 'intercepted') expect(desk.slices('customers')).toHaveLength(1);
    expect(calls).toBeLessThan(50);
    // Wide bounds, against endless loops and whole answers kept many times over.
    expect(seconds).toBeLessThan(20);
    expect(memory).toBeLessThan(700);
  });

  test('members named after the prototype are data that nobody knows, and reach no object', async () => {
    const evil = page([line()]).replace(
      '"measure_id"',
      '"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"measure_id"',
    );
    const { outcome, desk } = await told(json(evil));
    expect(outcome.unpublished).toEqual([]);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    const [row] = desk.rows(desk.slices('bill-lines')[0] ?? '');
    expect(row?.['amount']).toBe('1.5');
    expect(row?.['extra']).toContain('polluted');
  });

  test('a byte order mark, another content type and unknown members do no harm', async () => {
    const body = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(page([line({ news: { of: ['2026'] } })]))]);
    const { outcome, desk } = await told(json(body, { 'content-type': 'text/plain' }));
    expect(outcome).toMatchObject({ unpublished: [], problems: [] });
    expect(desk.rows(desk.slices('bill-lines')[0] ?? '')[0]?.['extra']).toBe('{"news":{"of":["2026"]}}');
  });
});
