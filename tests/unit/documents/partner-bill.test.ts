import { describe, expect, it } from 'vitest';
import { documentOptions, proposeDocumentMapping, readDocument, recognise } from '../../../shared/documents';
import type { DocumentContext, DocumentOptions, ReadDocument } from '../../../shared/documents/types';
import type { CellEdit, SheetTable } from '../../../shared/ledger/types';
import { BILL_HEAD, BILL_ROWS, CONTEXT, tableOf } from './tables';

function read(
  table: SheetTable,
  more: Partial<DocumentContext> = {},
  options: Partial<DocumentOptions> = {},
  edits: CellEdit[] = [],
): ReadDocument {
  const context = { ...CONTEXT, ...more };
  const { mapping } = proposeDocumentMapping(table, 'partner-bill', context.site);
  return readDocument(table, mapping, { ...documentOptions(table, mapping, 'partner-bill', context.site), ...options }, edits, context);
}

const bill = (...lines: string[]): SheetTable => tableOf('伙伴账单明细.csv', lines);

describe('the partner bill', () => {
  it('is recognised by its heads and becomes bill lines of the settlement amount', () => {
    const table = bill(BILL_HEAD, ...BILL_ROWS);
    expect(recognise(table, 'intl')).toMatchObject({ kind: 'partner-bill', confidence: 'sure', missing: [] });
    const { records, sums, refused, leftOut, notes } = read(table);
    expect(refused).toEqual([]);
    expect(leftOut).toEqual([]);
    expect(records.slices).toHaveLength(1);
    const [slice] = records.slices;
    expect(slice).toMatchObject({ source: 'bill-lines', period: '2026-07', currency: 'USD', account: null, reseller: null, rows: 3 });
    expect(slice?.columns['amount']).toEqual(['750.00', '6.369375', '-300.00']);
    expect(slice?.columns['bill_type']).toEqual(['0', '0', '1']);
    expect(slice?.columns['charge_mode']).toEqual(['1', '3', '1']);
    expect(slice?.columns['cloud_service_type']).toEqual(['hws.service.type.ebs', 'hws.service.type.ec2', 'hws.service.type.ebs']);
    expect(JSON.parse(slice?.columns['extra']?.[2] ?? '')).toEqual({
      '订单号/交易号': 'CS2607201500FGHIJ',
      原订单号: 'CS2607011200ABCDE',
      客户交易时间: '2026-07-20 15:00:02 GMT+08:00',
      订单类型: '退订',
      '客户消费金额(USD)': '-400.00000000',
      结算类型: '普通产品',
      伙伴结算折扣: '75%',
    });
    expect(sums).toEqual([
      { period: '2026-07', currency: 'USD', rows: 3, consumption: '756.369375', refunds: '-300.00', adjustments: '0.00' },
    ]);
    expect(records.parties).toEqual([
      { kind: 'customer', id: '0f1e2d3c4b5a69788796a5b4c3d2e1f0', name: null, accountName: 'acme_cloud', reseller: null },
    ]);
    expect(notes.map(({ key }) => key)).toEqual(['one-partner']);
  });

  it('is a reseller’s only where that is known, declared or beside other partners', () => {
    const table = bill(BILL_HEAD, ...BILL_ROWS);
    const id = 'a90cdfbd259845afa059621000000001';
    const resellers = (read: ReadDocument): (string | null)[] => read.records.slices.map((slice) => slice.reseller);
    expect(resellers(read(table))).toEqual([null]);
    expect(resellers(read(table, { resellers: [id] }))).toEqual([id]);
    expect(read(table, { resellers: [id] }).notes).toEqual([]);
    expect(resellers(read(table, {}, { partner: null }))).toEqual([id]);
    expect(resellers(read(table, { resellers: [id] }, { partner: id }))).toEqual([null]);
    const two = bill(BILL_HEAD, BILL_ROWS[0]!, BILL_ROWS[1]!.replace(id, id.replace(/1$/, '2')));
    expect(resellers(read(two))).toEqual([id, id.replace(/1$/, '2')]);
    expect(resellers(read(two, {}, { partner: id }))).toEqual([null, id.replace(/1$/, '2')]);
  });

  it('takes a cell put right by a person, and the table stays as it is', () => {
    const table = bill(BILL_HEAD, BILL_ROWS[0]!.replace('750.00000000', '75O'));
    expect(read(table).refused).toMatchObject([{ row: 2, fault: 'not-a-number' }]);
    const fixed = read(table, {}, {}, [{ row: 1, column: 14, value: '750' }]);
    expect(fixed.refused).toEqual([]);
    expect(fixed.sums[0]?.consumption).toBe('750.00');
    expect(table.rows[1]?.[14]).toBe('75O');
  });

  it('adds up the same whatever the order of its columns and rows', () => {
    const plain = bill(BILL_HEAD, ...BILL_ROWS);
    const turned: SheetTable = { ...plain, rows: [plain.rows[0]!, ...plain.rows.slice(1).reverse()].map((row) => [...row].reverse()) };
    expect(read(turned).sums).toEqual(read(plain).sums);
    expect(read(turned).records.parties).toEqual(read(plain).records.parties);
  });

  it('refuses heads of another part that say something else', () => {
    const head = BILL_HEAD.split(',').reverse().join(',');
    expect(() => read(bill(BILL_HEAD, BILL_ROWS[0]!, head, BILL_ROWS[1]!))).toThrow('heads-differ');
    expect(read(bill(BILL_HEAD, BILL_ROWS[0]!, BILL_HEAD, BILL_ROWS[1]!)).leftOut).toEqual([{ row: 3, why: 'head' }]);
  });

  it('without a month in it asks for one', () => {
    const table = bill(
      ...[BILL_HEAD, ...BILL_ROWS].map((line) =>
        line
          .split(',')
          .filter((_, index) => index !== 1)
          .join(','),
      ),
    );
    expect(() => read(table)).toThrow('no-period');
    expect(read(table, {}, { period: '2026-07' }).sums[0]?.period).toBe('2026-07');
  });

  it('reads amounts in units of 10,000 where the heading says so', () => {
    const table = bill(BILL_HEAD.replace('结算金额(USD)', '结算金额(万元)'), BILL_ROWS[1]!);
    expect(read(table).sums).toMatchObject([{ currency: 'CNY', consumption: '63693.75' }]);
  });

  it('keeps a month’s currency by its heading, not by what was declared', () => {
    expect(read(bill(BILL_HEAD, ...BILL_ROWS), {}, { currency: 'CNY' }).records.slices[0]?.currency).toBe('USD');
  });
});
