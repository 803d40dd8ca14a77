import { describe, expect, it } from 'vitest';
import { mapLedger } from '../../../shared/ledger/map';
import { proposeMapping } from '../../../shared/ledger/propose';
import type { LedgerOptions, SheetTable } from '../../../shared/ledger/types';

const table = (rows: SheetTable['rows'], file = 'book.csv'): SheetTable => ({
  file,
  sha256: '',
  bytes: 0,
  format: 'csv',
  encoding: 'utf-8',
  separator: ',',
  sheet: 'book',
  sheets: ['book'],
  rows,
});
const options: LedgerOptions = { role: 'cost', grain: 'customer', basis: 'unknown', tax: null, period: null, sheet: null, encoding: null };

describe('mapping a sheet', () => {
  it('keeps zero rows, leaves totals out and sums per period exactly', () => {
    const sheet = table([
      ['账期', '客户', '金额'],
      ['2026-10', 'A', '0.1'],
      ['2026-10', 'B', '0.2'],
      ['2026-11', 'A', '0'],
      ['2026-09', 'A', '92233720368'],
      ['2026-09', 'B', '92233720368'],
      ['合计', null, '9'],
    ]);
    const { mapping } = proposeMapping(sheet);
    const mapped = mapLedger(sheet, mapping, options);
    expect(mapped.rows).toHaveLength(5);
    expect(mapped.leftOut).toEqual([{ row: 7, why: 'total' }]);
    expect(mapped.sums).toEqual([
      { period: '2026-09', amount: '184467440736.00', currency: 'CNY' },
      { period: '2026-10', amount: '0.30', currency: 'CNY' },
      { period: '2026-11', amount: '0.00', currency: 'CNY' },
    ]);
  });

  it('takes the ID before the name, and the name where the ID is blank', () => {
    const sheet = table([
      ['账期', '客户ID', '客户名称', '金额'],
      ['2026-10', 'c1', '甲', '1'],
      ['2026-10', '--', '乙', '1'],
    ]);
    const mapped = mapLedger(sheet, proposeMapping(sheet).mapping, options);
    expect(mapped.rows.map(({ party, partyName }) => [party, partyName])).toEqual([
      ['c1', '甲'],
      ['乙', '乙'],
    ]);
  });

  it('lists every bad cell of a row, not only the first', () => {
    const sheet = table([
      ['账期', '客户', '金额'],
      ['soon', null, 'much'],
    ]);
    const { mapping } = proposeMapping(sheet);
    expect(mapLedger(sheet, mapping, options).refused.map(({ column, fault }) => [column, fault])).toEqual([
      ['A 账期', 'bad-period'],
      ['B 客户', 'no-customer'],
      ['C 金额', 'not-a-number'],
    ]);
  });

  it('fills the period and the tax rate of the options only where the book has none', () => {
    const sheet = table([
      ['账期', '客户', '金额', '税率'],
      ['2026-10', 'A', '1', '13%'],
      [null, 'B', '1', null],
    ]);
    const mapped = mapLedger(sheet, proposeMapping(sheet).mapping, { ...options, period: '2026-09', tax: '0.06' });
    expect(mapped.rows.map(({ period, taxRate }) => [period, taxRate])).toEqual([
      ['2026-10', '0.13'],
      ['2026-09', '0.06'],
    ]);
  });

  it('nets debit and credit by the role: income stands on the credit side', () => {
    const sheet = table([
      ['期间', '客户', '借方', '贷方'],
      ['2026-10', 'A', '10', '3'],
    ]);
    const { mapping } = proposeMapping(sheet);
    expect(mapLedger(sheet, mapping, options).rows[0]?.amount).toBe('7.00');
    expect(mapLedger(sheet, mapping, { ...options, role: 'revenue' }).rows[0]?.amount).toBe('-7.00');
  });

  it('refuses an amount in another currency than its row says', () => {
    const sheet = table([
      ['账期', '客户', '金额', '币种'],
      ['2026-10', 'A', '$10', 'CNY'],
      ['2026-10', 'A', '10', 'USD'],
    ]);
    const mapped = mapLedger(sheet, proposeMapping(sheet).mapping, options);
    expect(mapped.refused).toMatchObject([{ row: 2, fault: 'bad-currency' }]);
    expect(mapped.rows).toMatchObject([{ row: 3, currency: 'USD' }]);
  });
});

describe('a proposed mapping', () => {
  it("guesses the options from the user's own columns when there are some", () => {
    const sheet = table([
      ['账期', 'a', 'b', '不含税金额', '含税金额'],
      ['2026-10', 'A', 'hws.service.type.ec2', '100', '106'],
    ]);
    const given = { headRow: 0, columns: ['period', 'customer', 'service', null, 'amount'] } as const;
    expect(proposeMapping(sheet).guesses).toMatchObject({ basis: 'pretax' });
    expect(proposeMapping(sheet, {}, given)).toMatchObject({ mapping: given, guesses: { grain: 'customer-service', basis: 'taxed' } });
  });
  it('chooses between two amounts by role and basis, and is not sure of itself then', () => {
    const sheet = table([
      ['账期', '客户', '不含税金额', '税额', '含税金额'],
      ['2026-10', 'A', '100', '6', '106'],
    ]);
    expect(proposeMapping(sheet, { role: 'cost' })).toMatchObject({
      mapping: { columns: ['period', 'customerName', 'amount', null, null] },
      guesses: { basis: 'pretax' },
      confidence: 'likely',
    });
    expect(proposeMapping(sheet, { role: 'revenue' })).toMatchObject({
      mapping: { columns: ['period', 'customerName', null, null, 'amount'] },
      guesses: { basis: 'taxed' },
    });
    expect(proposeMapping(sheet, { role: 'cost', basis: 'taxed' }).mapping.columns).toEqual([
      'period',
      'customerName',
      null,
      null,
      'amount',
    ]);
  });

  it('looks at the content where a head fits two fields', () => {
    const id = '0a1b2c3d4e5f60718293a4b5c6d7e8f9';
    const sheet = table([
      ['账期', '客户', '产品类型', '金额'],
      ['2026-10', id, 'hws.service.type.ec2', '1'],
    ]);
    expect(proposeMapping(sheet)).toMatchObject({
      mapping: { columns: ['period', 'customer', 'service', 'amount'] },
      guesses: { grain: 'customer-service' },
      confidence: 'sure',
    });
  });

  it('finds role and period in titles and names, and says what is missing', () => {
    const sheet = table(
      [
        ['客户', '金额'],
        ['A', '1'],
      ],
      '2026年9月收入台账.csv',
    );
    expect(proposeMapping(sheet)).toMatchObject({ guesses: { role: 'revenue', period: '2026-09' }, missing: [] });
    expect(
      proposeMapping(
        table([
          ['客户', '金额'],
          ['A', '1'],
        ]),
      ),
    ).toMatchObject({ guesses: { role: null, period: null }, missing: ['period'], confidence: 'likely' });
    expect(proposeMapping(table([['x', 'y']]))).toMatchObject({ confidence: 'none' });
  });
});
