import { describe, expect, test } from 'vitest';
import { type ExactJsonError, exactText, MAX_TEXT, parseExact } from '../../../electron/sync/exact-json';

const bytes = (text: string): Uint8Array => Buffer.from(text);
const refusal = (text: string): ExactJsonError | null => {
  try {
    parseExact(bytes(text));
    return null;
  } catch (error) {
    return error as ExactJsonError;
  }
};

describe('what no answer holds is refused before anything is built of it', () => {
  test('a text that is too long, named by its member; the rest of the answer is not looked at', () => {
    const long = 'x'.repeat(MAX_TEXT);
    expect(refusal(`{"a":"b","note":"${long}" and then no JSON at all`)).toMatchObject({ message: 'note: too-long', meant: true });
    expect(refusal(`["${long}`)).toMatchObject({ message: 'a text: too-long', meant: true });
    expect(refusal(`{"${long}":1}`)).toMatchObject({ message: 'a text: too-long' });
    expect(refusal(`{"示例":"${long}"}`)).toMatchObject({ message: 'a text: too-long' });
    expect(refusal(`{"a":"${'x'.repeat(MAX_TEXT - 1)}"}`)).toBeNull();
  });

  test('nesting; brackets and quotes inside of texts are none', () => {
    expect(refusal('['.repeat(65) + ']'.repeat(65))).toMatchObject({ message: 'nested too deeply', meant: false });
    expect(refusal('['.repeat(64) + ']'.repeat(64))).toBeNull();
    expect(exactText(parseExact(bytes(`{"a":"${'['.repeat(200)}\\"\\\\","b":"]"}`)))).toContain('[[[');
  });
});
