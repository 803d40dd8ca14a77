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
});
