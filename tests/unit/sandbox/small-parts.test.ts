import { describe, expect, test } from 'vitest';
import { UsageError, parseArguments } from '../../../electron/sandbox/cli-arguments';
import { Faults } from '../../../electron/sandbox/faults/faults';
import { encodeGb18030 } from '../../../electron/sandbox/ledgers/gb18030';
import { Throttle } from '../../../electron/sandbox/throttle';

describe('throttle', () => {
  test('lets a quota pass in any second and counts refused calls too', () => {
    const throttle = new Throttle();
    for (let i = 0; i < 10; i++) expect(throttle.count('a', 10, i)).toBeNull();
    expect(throttle.count('a', 10, 500)).toBe(10);
    expect(throttle.count('b', 10, 500)).toBeNull();
    // At 1,005 ms six old calls have left, the refused one has not.
    for (let i = 0; i < 5; i++) expect(throttle.count('a', 10, 1005)).toBeNull();
    expect(throttle.count('a', 10, 1005)).toBe(10);
  });

  test('one rate for all, or none', () => {
    const one = new Throttle(1);
    expect([one.count('a', 20, 0), one.count('a', 20, 1)]).toEqual([null, 1]);
    const off = new Throttle(null);
    for (let i = 0; i < 100; i++) expect(off.count('a', 10, 0)).toBeNull();
  });
});

describe('fault plan', () => {
  test('counts matching requests per rule', () => {
    const faults = new Faults({
      rules: [
        { operation: 'ListSubCustomers', from: 2, count: 2, status: 500 },
        { from: 4, delayMs: 1 },
      ],
    });
    const seen = [1, 2, 3, 4].map(() => faults.next('ListSubCustomers').status ?? null);
    expect(seen).toEqual([null, 500, 500, null]);
    expect(faults.next('ListServiceTypes').delayMs).toBe(1);
  });
});

describe('GB18030', () => {
  test('what is encoded decodes to the same text', () => {
    const text = '账期,客户,含税金额\r\n2026年10月,示例云帆科技有限公司,"1,234.50",6%,CNY,记-0001（一）\r\n';
    expect(new TextDecoder('gb18030').decode(encodeGb18030(text))).toBe(text);
    expect([...encodeGb18030('账')]).toEqual([0xd5, 0xcb]);
  });

  test('a character outside its range is refused, not replaced', () => {
    expect(() => encodeGb18030('😀')).toThrow(RangeError);
  });
});

describe('command line', () => {
  test('defaults and every option', () => {
    expect(parseArguments([])).toEqual({ port: 0, site: 'cn', size: 'small', clean: false, untilStdinCloses: false });
    const all = [
      '--port',
      '0',
      '--site=intl',
      '--size',
      'tiny',
      '--seed',
      '9',
      '--rate',
      'off',
      '--today',
      '2026-10-31',
      '--clean',
      '--answer-key',
      'k.json',
      '--ledgers',
      'd',
      '--until-stdin-closes',
    ];
    expect(parseArguments(all)).toMatchObject({
      site: 'intl',
      size: 'tiny',
      seed: 9,
      rate: 'off',
      today: '2026-10-31',
      clean: true,
      answerKey: 'k.json',
      ledgers: 'd',
      untilStdinCloses: true,
    });
  });

  test.each([
    ['--sise', 'tiny'],
    ['--size', 'huge'],
    ['--seed', '-1'],
    ['--rate', '0'],
    ['--today', '2026-02-30'],
    ['tiny'],
    ['--data', 'd', '--answer-key', 'k'],
  ])('a wrong line (%s %s) is one sentence', (...args) => {
    const run = (): unknown => parseArguments(args);
    expect(run).toThrow(UsageError);
    expect(run).not.toThrow(/\n/);
  });
});
