import { describe, expect, it } from 'vitest';
import { Dictionary, packPage } from '../../../shared/columns';
import { RollupBuilder } from '../../../renderer/desk/rollups';

function lines(dictionary: Dictionary, rows: readonly (readonly [customer: string, service: string, kind: string, amount: string])[]) {
  const column = (at: number): string[] => rows.map((row) => row[at] ?? '');
  return packPage(
    'bill-lines',
    { customer_id: column(0), cloud_service_type: column(1), bill_type: column(2), charge_mode: rows.map(() => '3'), amount: column(3) },
    rows.length,
    dictionary,
  );
}

describe('rollups of a bill-lines slice', () => {
  it('add up exactly over segments, per customer, service and kind', () => {
    const dictionary = new Dictionary();
    const builder = new RollupBuilder('bill-lines|period=2026-10', { source: 'bill-lines', period: '2026-10' }, dictionary);
    builder.add(
      2,
      lines(dictionary, [
        ['a', 'ecs', '0', '90071992547.40993'],
        ['a', 'ecs', '0', '0.00000001'],
      ]),
    );
    builder.add(
      2,
      lines(dictionary, [
        ['a', 'ecs', '1', '-1.5'],
        ['b', 'ecs', '0', '2'],
      ]),
    );
    const rows = builder.rows('CNY').map(({ customer, kind, amount, lines: count }) => [customer, kind, amount, count]);
    expect(rows).toEqual([
      ['a', '0', '90071992547.40993001', 2],
      ['a', '1', '-1.50', 1],
      ['b', '0', '2.00', 1],
    ]);
  });

  it('name the reseller as counterparty of its customers, and the customer itself otherwise', () => {
    const dictionary = new Dictionary();
    const row = [['a', 'ecs', '0', '1']] as const;
    const direct = new RollupBuilder('s', { source: 'bill-lines', period: '2026-10' }, dictionary);
    const through = new RollupBuilder('s', { source: 'bill-lines', period: '2026-10', reseller: 'r1' }, dictionary);
    direct.add(1, lines(dictionary, row));
    through.add(1, lines(dictionary, row));
    expect(direct.rows('CNY')[0]?.counterparty).toBe('a');
    expect(through.rows('CNY')[0]?.counterparty).toBe('r1');
  });

  it('leave out kinds outside the contract', () => {
    const dictionary = new Dictionary();
    const builder = new RollupBuilder('s', { source: 'bill-lines', period: '2026-10' }, dictionary);
    builder.add(
      2,
      lines(dictionary, [
        ['a', 'ecs', '7', '1'],
        ['a', 'ecs', '2', '-3'],
      ]),
    );
    expect(builder.rows('CNY').map((row) => row.kind)).toEqual(['2']);
  });
});
