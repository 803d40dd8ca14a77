import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../../shared/digest';

const other = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

describe('the digest of a text', () => {
  it.each([
    ['nothing', ''],
    ['letters', 'b-2026-09\u0001amount\u0001cost'],
    ['the last of ASCII', 'a\u007f'],
    ['the first after it', 'a\u0080'],
    ['names', '示例公司 ä 😀'],
    ['half of a pair', 'a\ud83d'],
    ['as many letters as there is room for', 'x'.repeat(1_024)],
    ['one more', 'x'.repeat(1_025)],
    ['another alphabet at the end of the room', `${'x'.repeat(1_023)}é`],
    ['a long text', 'a text of many parts '.repeat(500)],
  ])('is that of its UTF-8: %s', (_, text) => {
    expect(sha256Hex(text)).toBe(other(text));
    expect([sha256Hex('a'), sha256Hex(text)]).toEqual([other('a'), other(text)]);
  });
});
