import { describe, expect, it } from 'vitest';
import { noteText } from '../../../shared/documents';
import { reason, reasonText } from '../../../shared/reconcile/reasons';
import { filled } from '../../../shared/words/filled';

const put =
  (params: Readonly<Record<string, string>>) =>
  (name: string): string | undefined =>
    params[name];

describe('sentences with their parameters', () => {
  it('take them, and leave the place of one nobody gave', () => {
    expect(filled('{file}: {rows}', put({ file: 'a.xlsx' }))).toBe('a.xlsx: {rows}');
  });

  it('end a word by its count; a text in several digits is several', () => {
    expect(filled('{n} row{n, s} left out', put({ n: '1' }))).toBe('1 row left out');
    for (const n of ['0', '2', '11', '1,001']) expect(filled('{n} row{n, s} left out', put({ n }))).toBe(`${n} rows left out`);
  });

  it('are said of one as of several in the notes of a file', () => {
    const movements = (rows: string): string => noteText({ key: 'account-not-said', params: { rows } }, 'en');
    expect(movements('1')).toBe('1 movement without an account, taken for the top-up account.');
    expect(movements('2')).toBe('2 movements without an account, taken for the top-up account.');
  });

  it('put a value in as it is, whatever it holds', () => {
    expect(reasonText(reason('unknown-customer', { party: '$& {rows, s}' }), 'en')).toContain('“$& {rows, s}”');
  });
});
