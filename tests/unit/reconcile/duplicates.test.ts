import { describe, expect, it } from 'vitest';
import { reconcile } from '../../../shared/reconcile/engine';
import { reasonText } from '../../../shared/reconcile/reasons';
import { inputOf, type EntryRow, type Given } from './build-input';

const files = { a: '成本-9月.xlsx', b: '成本-补.xlsx' };
const row = (importId: string, at: number, amount = '10'): EntryRow => ({ importId, row: at, amount });
const said = (given: Given, language: 'zh' | 'en' = 'en'): string[] =>
  reconcile(inputOf({ files, ...given })).breaks.map((one) => `${one.class}: ${reasonText(one.reason, language)}`);

describe('duplicates told apart', () => {
  it('inside a file: names the file and both rows', () => {
    expect(said({ bills: [{ amount: '10' }], entries: [row('a', 2), row('a', 7)] }, 'zh')).toEqual([
      'duplicate-in-ledger: 同一文件内重复入账：成本-9月.xlsx 第 7 行与第 2 行的客户、服务、账期、金额都相同，后者已与账单核对一致',
    ]);
  });

  it('across files: names both files and rows', () => {
    expect(said({ bills: [{ amount: '10' }], entries: [row('a', 2), row('b', 3)] })).toEqual([
      'duplicate-in-ledger: Booked in two files: row 3 of 成本-补.xlsx has the customer, service, period and amount of row 2 of 成本-9月.xlsx, which already agrees with the bill',
    ]);
  });

  it('in the bill: repeated lines that the ledger has once', () => {
    const [only] = said({ bills: [{ amount: '10' }, { amount: '10' }], entries: [row('a', 2)] });
    expect(only).toContain('duplicate-in-bill: The difference of 10.00 equals repeated bill lines (2 lines');
  });

  it('genuine repeats, in one file or in two, are no duplicates', () => {
    const line = { grain: 'line' } as const;
    expect(
      said({
        bills: [{ amount: '10' }, { amount: '10' }],
        entries: [
          { ...row('a', 2), ...line },
          { ...row('a', 3), ...line },
        ],
      }),
    ).toEqual([]);
    expect(
      said({
        bills: [{ amount: '10' }, { amount: '10' }],
        entries: [
          { ...row('a', 2), ...line },
          { ...row('b', 2), ...line },
        ],
      }),
    ).toEqual([]);
  });

  it('where a row less makes the sum fit, its twin is named as well', () => {
    expect(said({ bills: [{ amount: '15' }], entries: [row('a', 2), row('b', 9), row('a', 3, '5')] })).toEqual([
      'duplicate-in-ledger: Booked in two files: row 9 of 成本-补.xlsx has the customer, service, period and amount of row 2 of 成本-9月.xlsx, which already agrees with the bill',
    ]);
  });
});
