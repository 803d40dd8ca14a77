import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Dictionary, packColumn } from '../../../shared/columns';
import type { FieldKind } from '../../../shared/api/sources';
import { byCodeUnit } from '../../../shared/digest';
import { formatUnits, parseUnits } from '../../../shared/money';
import { permutation, sorting, type KeyColumn } from '../../../renderer/desk/permutation';
import { atOnce } from '../../../renderer/desk/steps';

function key(kind: FieldKind, cells: readonly (string | null)[]): KeyColumn {
  const texts = new Dictionary();
  return { column: packColumn(kind, cells, texts), texts };
}

const view = (rows: number, filters: Parameters<typeof permutation>[1], sort: Parameters<typeof permutation>[2]): number[] => [
  ...permutation(rows, filters, sort),
];

/** The plain way: compare cells, absent ones last. */
function compare(kind: FieldKind, a: string | null, b: string | null, descending: boolean): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  const order =
    kind === 'amount'
      ? Number(parseUnits(a) - parseUnits(b) > 0n) - Number(parseUnits(a) - parseUnits(b) < 0n)
      : kind === 'int'
        ? Number(a) - Number(b)
        : byCodeUnit(a, b);
  return descending ? -order : order;
}

describe('views', () => {
  it('are sorted as comparing cell by cell would, by several keys, stable, absent cells last', () => {
    const text = fc.option(fc.oneof(fc.constantFrom('', 'a', 'B', 'ä', '示例', '\ue000', '𠮷'), fc.string({ maxLength: 3 })));
    const amount = fc.option(
      fc.oneof(fc.bigInt({ min: -5n, max: 5n }), fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n })).map((units) => formatUnits(units)),
    );
    const int = fc.option(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.integer()).map(String));
    const record = fc.record({ code: text, text, amount, int });
    const sort = fc.array(fc.record({ kind: fc.constantFrom<FieldKind>('code', 'text', 'amount', 'int'), descending: fc.boolean() }), {
      minLength: 1,
      maxLength: 3,
    });
    fc.assert(
      fc.property(fc.array(record, { maxLength: 40 }), sort, (records, keys) => {
        const expected = [...records.keys()].sort((a, b) => {
          for (const { kind, descending } of keys) {
            const order = compare(kind, records[a]?.[kind] ?? null, records[b]?.[kind] ?? null, descending);
            if (order !== 0) return order;
          }
          return a - b;
        });
        const columns = keys.map(({ kind, descending }) => ({
          key: key(
            kind,
            records.map((one) => one[kind]),
          ),
          descending,
        }));
        expect(view(records.length, [], columns)).toEqual(expected);
      }),
    );
  });

  it('keep rows whose code is the value, or whose text contains it in any letter case', () => {
    const service = key('code', ['hws.ecs', 'hws.obs', null, 'hws.ECS']);
    const id = key('text', ['CS-1', 'cs-12', 'X', null]);
    expect(view(4, [{ key: service, op: 'is', value: 'hws.ecs' }], [])).toEqual([0]);
    expect(view(4, [{ key: service, op: 'contains', value: 'ecs' }], [])).toEqual([0, 3]);
    expect(
      view(
        4,
        [
          { key: id, op: 'contains', value: 'CS-1' },
          { key: service, op: 'contains', value: 'obs' },
        ],
        [],
      ),
    ).toEqual([1]);
  });

  it('find rows without a value, and amounts however they are written', () => {
    const amount = key('amount', ['1234.5', '1234.50000001', null, '-1234.50']);
    expect(view(4, [{ key: amount, op: 'is', value: '1,234.50' }], [])).toEqual([0]);
    expect(view(4, [{ key: amount, op: 'is', value: '' }], [])).toEqual([2]);
    expect(view(4, [{ key: amount, op: 'is', value: 'twelve' }], [])).toEqual([]);
    expect(view(4, [{ key: amount, op: 'contains', value: '234.5' }], [])).toEqual([0, 1, 3]);
  });

  it('keep amounts within bounds, below zero, or other than one; nothing is no amount', () => {
    const amount = key('amount', ['-1.00', '0', null, '99.99999999', '100']);
    const of = (filter: Record<string, unknown>): number[] =>
      view(5, [{ ...filter, key: amount } as unknown as Parameters<typeof permutation>[1][number]], []);
    expect(of({ op: 'range', from: '0', to: '99.99999999' })).toEqual([1, 3]);
    expect(of({ op: 'range', from: '1,00.00', to: null })).toEqual([4]);
    expect(of({ op: 'range', from: null, to: 'a lot' })).toEqual([]);
    expect(of({ op: 'negative' })).toEqual([0]);
    expect(of({ op: 'not', value: '0' })).toEqual([0, 3, 4]);
    expect(of({ op: 'not', value: '' })).toEqual([0, 1, 3, 4]);
    expect(of({ op: 'in', values: ['', '100.00'] })).toEqual([2, 4]);
  });

  it('keep days and months within bounds on the billing clock, and values of a list', () => {
    const time = key('text', ['2026-10-31T15:59:59Z', '2026-10-31T16:00:00Z', null, '2026-11-02 08:00:00']);
    const month = key('code', ['2026-09', '2026-10', null, '2026-11']);
    expect(view(4, [{ key: time, op: 'range', from: '2026-11-01', to: '2026-11-01' }], [])).toEqual([1]);
    expect(view(4, [{ key: time, op: 'range', from: null, to: '2026-10-31' }], [])).toEqual([0]);
    expect(view(4, [{ key: month, op: 'range', from: '2026-10', to: null }], [])).toEqual([1, 3]);
    expect(view(4, [{ key: month, op: 'in', values: ['2026-09', ''] }], [])).toEqual([0, 2]);
    expect(view(4, [{ key: month, op: 'not', value: '2026-09' }], [])).toEqual([1, 2, 3]);
  });

  it('are sorted in short runs as in one go, stable', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(4), fc.nat())), fc.integer({ min: 1, max: 5 }), (values, run) => {
        const compare = (a: readonly [number, number], b: readonly [number, number]): number => a[0] - b[0];
        expect(atOnce(sorting(values, compare, run))).toEqual([...values].sort(compare));
      }),
    );
  });
});
