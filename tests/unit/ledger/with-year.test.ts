import { describe, expect, it } from 'vitest';
import { mapLedger } from '../../../shared/ledger/map';
import type { ColumnMapping, SheetTable } from '../../../shared/ledger/types';
import { bareMonths, withYear } from '../../../shared/ledger/with-year';

const HEADS = ['客户名称', '11月', '12月', '备注'];
const TABLE: SheetTable = {
  file: 'f.csv',
  sha256: '0'.repeat(64),
  bytes: 1,
  format: 'csv',
  encoding: 'utf-8',
  separator: ',',
  sheet: 'f',
  sheets: ['f'],
  rows: [HEADS, ['示例科技', '1.00', '2.00', '']],
};
const OPTIONS = { role: 'cost', grain: 'customer', basis: 'pretax', tax: null, period: null, sheet: null, encoding: null } as const;

describe('a year that a person gives', () => {
  it('makes months side by side of heads without one, and is taken back', () => {
    expect(bareMonths(HEADS)).toEqual([1, 2]);
    const mapping: ColumnMapping = { headRow: 0, columns: ['customerName', 'amount', null, 'note'] };
    const given = withYear(mapping, HEADS, 2026);
    expect(mapLedger(TABLE, given, OPTIONS).rows.map((row) => [row.period, row.amount])).toEqual([
      ['2026-11', '1.00'],
      ['2026-12', '2.00'],
    ]);
    expect(withYear(given, HEADS, null)).toEqual({ headRow: 0, columns: ['customerName', null, null, 'note'], months: {} });
  });

  it('goes with the months of a period column', () => {
    const mapping: ColumnMapping = { headRow: 0, columns: ['period', 'amount'] };
    expect(withYear(mapping, ['月份', '金额'], 2026)).toEqual({ ...mapping, year: 2026 });
  });
});
