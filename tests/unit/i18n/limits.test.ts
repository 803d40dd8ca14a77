import { expect, it } from 'vitest';
import { LIMITS } from '../../../electron/workbook/limits';
import { en } from '../../../renderer/i18n/en';
import { zh } from '../../../renderer/i18n/zh';

it.each([zh, en])('a file that is too large is told the limits the reader holds to', ({ faults }) => {
  const { means } = faults.table['too-large'];
  const numbers = [LIMITS.fileBytes / 1024 / 1024, LIMITS.rows, LIMITS.columns, LIMITS.cells];
  expect(means.match(/[\d,]*\d/g)).toEqual(numbers.map((number) => number.toLocaleString('en-US')));
});
