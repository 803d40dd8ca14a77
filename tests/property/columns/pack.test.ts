import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concatColumn, ContentDigest, Dictionary, packColumn, rowsOf, sumUnits, TextNumbering, unpackColumn, type PackedColumn } from '../../../shared/columns';
import type { FieldKind } from '../../../shared/api/sources';
import { formatUnits, parseUnits } from '../../../shared/money';

const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.constantFrom('', '示例科技有限公司', '\ud83d', '𠮷野家', 'a\u0000b'));
const textCells = fc.array(fc.option(text), { maxLength: 60 });
const units = fc.oneof(fc.bigInt({ min: -9_223_372_036_854_775_807n, max: 9_223_372_036_854_775_807n }), fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }));
const amountCells = fc.array(fc.option(units.map((value) => formatUnits(value, 0))), { maxLength: 60 });
const intCells = fc.array(fc.option(fc.integer().map(String)), { maxLength: 60 });
const cellsOf = (kind: FieldKind) => (kind === 'amount' ? amountCells : kind === 'int' ? intCells : textCells);
const kinds = fc.constantFrom<FieldKind>('code', 'text', 'amount', 'int');
const column = kinds.chain((kind) => cellsOf(kind).map((cells) => ({ kind, cells: cells as (string | null)[] })));

const canonical = (kind: FieldKind, cells: readonly (string | null)[]) =>
  cells.map((cell) => (cell === null ? null : kind === 'amount' ? formatUnits(parseUnits(cell)) : cell));

describe('packed columns', () => {
  it('give back every cell, null and empty apart', () => {
    fc.assert(
      fc.property(column, ({ kind, cells }) => {
        const dictionary = new Dictionary();
        expect(unpackColumn(packColumn(kind, cells, dictionary), dictionary)).toEqual(canonical(kind, cells));
      }),
    );
  });

  it('read an amount as parseUnits does, or refuse it as parseUnits does', () => {
    const odd = fc.oneof(
      fc.constantFrom('1.5E-7', '.5', '5.', '-', '-0', '+1', '1e3', '0.000000001', '999999999999999', '9999999.99999999', '-0.00000001', '1..2', ' 1', '١', '92233720368.54775807', '92233720368.54775808', '000000000000000001.10'),
      fc.stringMatching(/^-?\d{0,14}\.?\d{0,10}$/),
    );
    fc.assert(
      fc.property(odd.filter((value) => value !== ''), (value) => {
        let expected: bigint | null = null;
        try {
          expected = parseUnits(value);
        } catch {
          expect(() => packColumn('amount', [value], new Dictionary())).toThrow();
        }
        if (expected === null) return;
        const packed = packColumn('amount', [value], new Dictionary());
        expect(packed.kind === 'amount' ? packed.units[0] : null).toBe(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('sum exactly past 2^53 and past int64', () => {
    fc.assert(
      fc.property(fc.array(units, { maxLength: 300 }), (values) => {
        const all = BigInt64Array.from(values);
        const exact = values.reduce((sum, value) => sum + value, 0n);
        expect(sumUnits(all)).toBe(exact);
        const rows = Uint32Array.from(values.keys()).reverse();
        expect(sumUnits(all, rows)).toBe(exact);
      }),
    );
  });

  it('merge to what one column of all cells would be', () => {
    const parts = kinds.chain((kind) => fc.array(cellsOf(kind), { minLength: 1, maxLength: 5 }).map((cells) => ({ kind, parts: cells as (string | null)[][] })));
    fc.assert(
      fc.property(parts, ({ kind, parts: cells }) => {
        const dictionary = new Dictionary();
        const merged = concatColumn(cells.map((part) => packColumn(kind, part, dictionary, true)));
        expect(rowsOf(merged)).toBe(cells.flat().length);
        expect(unpackColumn(merged, dictionary)).toEqual(canonical(kind, cells.flat()));
      }),
    );
  });

  it('have one digest however they are cut and coded', () => {
    fc.assert(
      fc.property(column, fc.array(fc.nat(60), { maxLength: 4 }), fc.array(text, { maxLength: 5 }), ({ kind, cells }, cuts, earlier) => {
        const digestOf = (dictionary: Dictionary, parts: readonly (readonly (string | null)[])[]) => {
          const digest = new ContentDigest(dictionary);
          for (const part of parts) digest.add(part.length, { field: packColumn(kind, part, dictionary) });
          return digest.hex();
        };
        const places = [0, ...cuts.filter((cut) => cut < cells.length).sort((a, b) => a - b), cells.length];
        const used = new Dictionary();
        for (const one of earlier) used.add(one);
        const cut = places.slice(1).map((end, i) => cells.slice(places[i], end));
        expect(digestOf(used, cut)).toBe(digestOf(new Dictionary(), [cells]));
      }),
    );
  });

  it('have one digest in any order, another one when a row is other, more or fewer', () => {
    const row = fc.record({
      id: fc.option(fc.constantFrom('A', 'B', '客户')),
      trade: fc.option(fc.constantFrom('T-1', 'T-2', '')),
      amount: fc.option(fc.constantFrom('0.01', '-0.01', '10')),
      count: fc.option(fc.constantFrom('1', '2')),
    });
    const digestOf = (rows: readonly { [K in 'id' | 'trade' | 'amount' | 'count']: string | null }[], cut: number) => {
      const dictionary = new Dictionary();
      const digest = new ContentDigest(dictionary);
      for (const part of [rows.slice(0, cut), rows.slice(cut)]) {
        const cells = (name: keyof (typeof rows)[number]) => part.map((one) => one[name]);
        digest.add(part.length, {
          id: packColumn('code', cells('id'), dictionary),
          trade: packColumn('text', cells('trade'), dictionary),
          amount: packColumn('amount', cells('amount'), dictionary),
          count: packColumn('int', cells('count'), dictionary),
        });
      }
      return digest.hex();
    };
    const shuffled = fc
      .array(row, { minLength: 1, maxLength: 30 })
      .chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length }), fc.nat(rows.length), fc.nat(rows.length - 1)));
    fc.assert(
      fc.property(shuffled, row, ([rows, others, cut, place], other) => {
        const digest = digestOf(rows, 0);
        expect(digestOf(others, cut)).toBe(digest);
        expect(digestOf([...others, others[place]!], cut)).not.toBe(digest);
        expect(digestOf(others.toSpliced(place, 1), 0)).not.toBe(digest);
        const key = JSON.stringify;
        if (key(other) !== key(others[place])) expect(digestOf(others.with(place, other), cut)).not.toBe(digest);
      }),
    );
  });

  it('keep the cells of a row together', () => {
    const digestOf = (ids: string[], amounts: string[]) => {
      const dictionary = new Dictionary();
      return new ContentDigest(dictionary)
        .add(2, { id: packColumn('code', ids, dictionary), amount: packColumn('amount', amounts, dictionary) })
        .hex();
    };
    expect(digestOf(['A', 'B'], ['1', '2'])).toBe(digestOf(['B', 'A'], ['2', '1']));
    expect(digestOf(['A', 'B'], ['1', '2'])).not.toBe(digestOf(['A', 'B'], ['2', '1']));
  });

  it('number equal texts equally and others apart', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.option(fc.oneof(text, fc.constantFrom('A', 'B', 'AB'))), { maxLength: 40 }), { maxLength: 4 }), (parts) => {
        const numbering = new TextNumbering();
        const dictionary = new Dictionary();
        const seen = new Map<string, number>();
        for (const cells of parts) {
          const packed: PackedColumn = packColumn('text', cells, dictionary, true);
          const numbers = numbering.number(packed);
          cells.forEach((cell, row) => {
            const number = numbers[row] ?? -1;
            if (cell === null) return expect(number).toBe(0);
            expect(number).toBe(seen.get(cell) ?? number);
            seen.set(cell, number);
            expect(numbering.text(number)).toBe(cell);
            expect(numbering.code(cell)).toBe(number);
          });
        }
        expect(new Set(seen.values()).size).toBe(seen.size);
      }),
    );
  });
});
