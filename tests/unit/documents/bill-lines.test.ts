import { describe, expect, it } from 'vitest';
import { documentOptions, proposeDocumentMapping, readDocument } from '../../../shared/documents';
import type { ReadDocument } from '../../../shared/documents/types';
import type { CellEdit } from '../../../shared/ledger/types';
import { BILL_HEAD, BILL_ROWS, CONTEXT, tableOf } from './tables';

const CUSTOMER = '0f1e2d3c4b5a69788796a5b4c3d2e1f0';

/** An hour of use; the cells in the order of BILL_HEAD. */
const hour = (number: string, amount: string, more: { time?: string; mode?: string; kind?: string; service?: string } = {}): string =>
  [
    CUSTOMER,
    '2026-07',
    'acme_cloud',
    '',
    more.kind ?? '消费',
    more.mode ?? '按需',
    more.service ?? 'hws.service.type.ec2',
    number,
    '',
    more.time ?? '2026-07-28 09:00:00 GMT+08:00',
    '',
    '1.00000000',
    '普通产品',
    '75%',
    amount,
  ].join(',');

function read(rows: readonly string[], edits: CellEdit[] = [], head = BILL_HEAD): ReadDocument {
  const table = tableOf('伙伴账单明细.csv', [head, ...rows]);
  const { mapping } = proposeDocumentMapping(table, 'partner-bill', 'intl');
  return readDocument(table, mapping, documentOptions(table, mapping, 'partner-bill', 'intl'), edits, CONTEXT);
}

const amounts = ({ records }: ReadDocument): (string | null)[] => records.slices.flatMap((slice) => [...(slice.columns['amount'] ?? [])]);
const extra = ({ records }: ReadDocument, at: number): unknown =>
  JSON.parse(records.slices[0]?.columns['extra']?.[at] ?? 'null') as unknown;
const notes = ({ notes: all }: ReadDocument): unknown => all.filter(({ key }) => key.endsWith('-rows'));

describe('rows of a bill as bill lines', () => {
  it('add up exactly to one line of the interface; hours of equal amount are no repeats', () => {
    const rows = Array.from({ length: 24 }, (_, at) =>
      hour(`t-${at}`, '0.12345678', { time: `2026-07-28 ${String(at).padStart(2, '0')}:00:00` }),
    );
    const document = read([...rows, BILL_ROWS[0]!]);
    expect(amounts(document)).toEqual(['2.96296272', '750.00']);
    expect(document.rowCount).toBe(25);
    expect(document.sums).toEqual([
      { period: '2026-07', currency: 'USD', rows: 25, consumption: '752.96296272', refunds: '0.00', adjustments: '0.00' },
    ]);
    expect(extra(document, 0)).toEqual({ 行数: '24', '订单号/交易号': 't-0, t-1, t-2, …', 结算类型: '普通产品', 伙伴结算折扣: '75%' });
    expect(notes(document)).toEqual([]);
  });

  it('keep what the interface keeps apart: kind, mode, service', () => {
    const document = read([
      hour('a', '1.00'),
      hour('b', '2.00', { kind: '退款' }),
      hour('c', '3.00', { mode: '包年/包月' }),
      hour('d', '4.00', { service: 'hws.service.type.ebs' }),
      hour('e', '5.00'),
    ]);
    expect(amounts(document)).toEqual(['6.00', '2.00', '3.00', '4.00']);
  });

  it('stand alone where the file has a line twice, number included, and count all the same', () => {
    const document = read([hour('a', '1.00'), hour('b', '5.00'), hour('b', '5.00'), hour('c', '5.00'), hour('b', '5.00')]);
    expect(amounts(document)).toEqual(['6.00', '5.00', '5.00', '5.00']);
    expect(document.sums[0]).toMatchObject({ rows: 5, consumption: '21.00' });
    expect(notes(document)).toEqual([{ key: 'repeated-rows', params: { rows: '2' } }]);
    expect(extra(document, 1)).toMatchObject({ '订单号/交易号': 'b' });
  });

  it('of one number that differ in any cell are no repeats, and a cell put right by a person counts', () => {
    const rows = [hour('b', '5.00'), hour('b', '5.00', { time: '2026-07-28 10:00:00' }), hour('b', '5.01')];
    expect(amounts(read(rows))).toEqual(['15.01']);
    expect(amounts(read(rows, [{ row: 3, column: 14, value: '5.00' }]))).toEqual(['5.00', '5.00', '5.00']);
  });

  it('without a number are charges of their own, and said', () => {
    const document = read([hour('', '5.00'), hour('', '5.00'), hour('--', '5.00')]);
    expect(amounts(document)).toEqual(['15.00']);
    expect(notes(document)).toEqual([{ key: 'equal-rows', params: { rows: '1' } }]);
    const bare = (line: string): string =>
      line
        .split(',')
        .filter((_, at) => at !== 7)
        .join(',');
    const columnless = read([hour('a', '5.00'), hour('b', '5.00')].map(bare), [], bare(BILL_HEAD));
    expect(amounts(columnless)).toEqual(['10.00']);
    expect(notes(columnless)).toEqual([{ key: 'equal-rows', params: { rows: '1' } }]);
  });

  it('do not depend on where the rows stand', () => {
    const rows = Array.from({ length: 3_000 }, (_, at) =>
      hour(`n-${at % 1_400}`, `${at % 7}.25`, { time: `2026-07-${String(1 + (at % 20)).padStart(2, '0')} 08:00:00` }),
    );
    const there = read(rows);
    const back = read([...rows].reverse());
    expect([...amounts(back)].sort()).toEqual([...amounts(there)].sort());
    expect(back.sums).toEqual(there.sums);
    expect(notes(back)).toEqual(notes(there));
  });
});
