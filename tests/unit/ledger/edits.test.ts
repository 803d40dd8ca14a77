import { describe, expect, it } from 'vitest';
import { withEdits } from '../../../shared/ledger/edits';
import { mapLedger } from '../../../shared/ledger/map';
import { atHead, proposeMapping } from '../../../shared/ledger/propose';
import type { LedgerOptions, SheetTable } from '../../../shared/ledger/types';

const table: SheetTable = {
  file: 'book.csv',
  sha256: '',
  bytes: 0,
  format: 'csv',
  encoding: 'utf-8',
  separator: ',',
  sheet: 'book',
  sheets: ['book'],
  rows: [
    ['账期', '客户', '金额'],
    ['2026-10', 'A', '一百'],
    ['2026-10', null, '2.00'],
  ],
};
const options: LedgerOptions = { role: 'cost', grain: 'customer', basis: 'unknown', tax: null, period: null, sheet: null, encoding: null };

describe('cells put right by a person', () => {
  it('are read instead of the file, which stays as it is; a later edit wins', () => {
    const edited = withEdits(table, [
      { row: 1, column: 2, value: '99' },
      { row: 1, column: 2, value: '100' },
      { row: 2, column: 1, value: 'B' },
    ]);
    expect(mapLedger(edited, proposeMapping(edited).mapping, options)).toMatchObject({
      rows: [{ amount: '100.00' }, { party: 'B' }],
      refused: [],
    });
    expect(table.rows[1]).toEqual(['2026-10', 'A', '一百']);
    expect(withEdits(table, [])).toBe(table);
  });
  it('may empty a cell or fill one behind the row, but not one of a row that is not there', () => {
    expect(
      withEdits(table, [
        { row: 2, column: 4, value: 'x' },
        { row: 2, column: 2, value: ' ' },
      ]).rows[2],
    ).toEqual(['2026-10', null, null, null, 'x']);
    expect(() => withEdits(table, [{ row: 3, column: 0, value: 'x' }])).toThrow(RangeError);
  });
});

describe('a mapping that lacks what an import needs', () => {
  it('is one problem, not a fault of each cell', () => {
    const given = { headRow: 0, columns: ['period', null, 'amount'] } as const;
    expect(proposeMapping(table, {}, given).missing).toEqual(['customer']);
    expect(mapLedger(table, given, options)).toEqual({ rows: [], leftOut: [], refused: [], sums: [], missing: ['customer'] });
    expect(
      mapLedger(table, { headRow: 0, columns: [null, 'customer', 'amount'] }, { ...options, grain: 'customer-service' }).missing,
    ).toEqual(['period', 'service']);
  });
});

describe('a remembered mapping', () => {
  it('is put under as many titles as this month has', () => {
    const later = { ...table, rows: [['成本台账'], ['2026年'], ...table.rows] };
    const proposal = proposeMapping(later);
    expect(proposal.fingerprint).toBe(proposeMapping(table).fingerprint);
    expect(atHead({ headRow: 0, columns: ['period', 'customer', 'amount'], decimal: '.' }, proposal)).toEqual({
      headRow: 2,
      columns: ['period', 'customer', 'amount'],
      decimal: '.',
    });
  });
  it('of months without a year is not taken for next year', () => {
    const months = (year: number): SheetTable => ({ ...table, rows: [[`${year}年成本`], ['客户', '9月', '10月'], ['A', '1.5', '2.5']] });
    const now = proposeMapping(months(2026));
    expect(now.mapping).toMatchObject({ columns: ['customerName', 'monthAmount', 'monthAmount'], months: { 1: '2026-09', 2: '2026-10' } });
    expect(proposeMapping(months(2027)).fingerprint).not.toBe(now.fingerprint);
  });
});
