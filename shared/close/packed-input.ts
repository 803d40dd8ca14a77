/**
 * What the engine was given, as canonical JSON and back: equal rows in any order have equal text, and what is unpacked gives the engine the
 * same rows again. Texts and trade IDs are numbered in code-unit order, rows of columns are sorted by those numbers, amounts are decimal text.
 */
import { Dictionary } from '../columns';
import { byCodeUnit, canonicalJson } from '../digest';
import { formatUnits, parseUnits } from '../money';
import { CodeSpace } from '../reconcile/code-space';
import { entryAt } from '../reconcile/ledger-columns';
import type { BillColumns, EngineInput, FeeColumns, LedgerEntry, Texts } from '../reconcile/types';

type Kind = 'u8' | 'u16' | 'text' | 'trade' | 'units';
type Kinds<C> = { readonly [K in Exclude<keyof C, 'rows' | 'since'>]-?: Kind };

/** Every column must be named here: one that is forgotten would be missing from the archive. */
const BILL: Kinds<BillColumns> = {
  period: 'u16',
  customer: 'text',
  reseller: 'text',
  service: 'text',
  resourceType: 'text',
  chargeMode: 'u8',
  kind: 'u8',
  amount: 'units',
  debt: 'units',
  adjustment: 'units',
  discount: 'units',
  paid: 'units',
};
const FEE: Kinds<FeeColumns> = {
  period: 'u16',
  customer: 'text',
  service: 'text',
  chargeMode: 'u8',
  billType: 'u8',
  payment: 'units',
  trade: 'trade',
  association: 'u8',
};

/** A table by columns: numbers, or decimal texts for amounts. */
export interface PackedTable {
  readonly rows: number;
  readonly columns: Readonly<Record<string, readonly (number | string)[]>>;
}

export interface PackedInput {
  /** Texts by number; 0 is the empty one and stands for absent. */
  readonly texts: readonly string[];
  readonly trades: readonly string[];
  readonly bills: PackedTable;
  readonly fees: PackedTable;
  /** Everything else by its name in `EngineInput`, amounts as `{"$": "12.34"}`. */
  readonly rest: Readonly<Record<string, unknown>>;
}

/** Which rows of the columns go in; all of them unless said. */
export interface RowChoice {
  readonly bill?: (row: number) => boolean;
  readonly fee?: (row: number) => boolean;
}

type Columns = Readonly<Record<string, ArrayLike<number> | BigInt64Array | number>>;

export function packInput(input: EngineInput, choice: RowChoice = {}): PackedInput {
  const { texts, trades, bills, fees, ledger: _ledger, entries: _entries, ...rest } = input;
  const bill = rowsWhere(bills.rows, choice.bill);
  const fee = rowsWhere(fees.rows, choice.fee);
  const text = new Renumbered(texts);
  const trade = new Renumbered(trades);
  text.see(BILL, bills as unknown as Columns, bill, 'text');
  text.see(FEE, fees as unknown as Columns, fee, 'text');
  trade.see(FEE, fees as unknown as Columns, fee, 'trade');
  text.number();
  trade.number();
  return {
    texts: text.all,
    trades: trade.all,
    bills: packTable(BILL, bills as unknown as Columns, bill, text, trade),
    fees: packTable(FEE, fees as unknown as Columns, fee, text, trade),
    rest: withoutUnits({ ...rest, entries: entriesOf(input) }) as Record<string, unknown>,
  };
}

/** @throws MoneyError, TypeError for what no app wrote */
export function unpackInput(packed: PackedInput): EngineInput {
  return {
    ...(withUnits(packed.rest) as Omit<EngineInput, 'texts' | 'trades' | 'bills' | 'fees'>),
    texts: numbered(packed.texts),
    trades: numbered(packed.trades),
    bills: unpackTable(BILL, packed.bills) as unknown as BillColumns,
    fees: unpackTable(FEE, packed.fees) as unknown as FeeColumns,
  };
}

/** The books' rows, whether they came as records or as columns. */
export function entriesOf(input: EngineInput): readonly LedgerEntry[] {
  const { ledger } = input;
  if (!ledger) return input.entries;
  const [codes, trades] = [new CodeSpace(input.texts), new CodeSpace(input.trades)];
  return Array.from({ length: ledger.rows }, (_, row) => entryAt(ledger, row, codes, trades));
}

function rowsWhere(rows: number, wanted: ((row: number) => boolean) | undefined): Uint32Array {
  const chosen = new Uint32Array(rows);
  let count = 0;
  for (let row = 0; row < rows; row++) if (wanted === undefined || wanted(row)) chosen[count++] = row;
  return chosen.subarray(0, count);
}

/** Codes of a run by the place of their texts in code-unit order. Codes are small numbers without large gaps: one dictionary gives them. */
class Renumbered {
  private seen = new Uint8Array(0);
  private numbers = new Uint32Array(0);
  all: string[] = [''];

  constructor(private readonly texts: Texts) {}

  see(kinds: Readonly<Record<string, Kind>>, columns: Columns, rows: Uint32Array, kind: Kind): void {
    for (const [name, is] of Object.entries(kinds)) {
      if (is !== kind) continue;
      const column = columns[name] as Uint32Array;
      let most = 0;
      for (const row of rows) most = Math.max(most, column[row]!);
      if (most >= this.seen.length) {
        const more = new Uint8Array(most + 1);
        more.set(this.seen);
        this.seen = more;
      }
      for (const row of rows) this.seen[column[row]!] = 1;
    }
  }

  number(): void {
    const found: { readonly text: string; readonly code: number }[] = [];
    for (let code = 1; code < this.seen.length; code++) if (this.seen[code] === 1) found.push({ text: this.texts.text(code), code });
    found.sort((a, b) => byCodeUnit(a.text, b.text));
    this.numbers = new Uint32Array(this.seen.length);
    for (const { text, code } of found) this.numbers[code] = this.all.push(text) - 1;
  }

  of(code: number): number {
    return this.numbers[code]!;
  }
}

/** The same order by plain numbers, which compare many times as fast as bigints; bigints where one is not held by a double. */
function comparable(column: Float64Array | BigInt64Array): Float64Array | BigInt64Array {
  if (column instanceof Float64Array) return column;
  const numbers = Float64Array.from(column, Number);
  return numbers.every(Number.isSafeInteger) ? numbers : column;
}

function packTable(
  kinds: Readonly<Record<string, Kind>>,
  columns: Columns,
  rows: Uint32Array,
  text: Renumbered,
  trade: Renumbered,
): PackedTable {
  const names = Object.keys(kinds).sort(byCodeUnit);
  const packed = names.map((name): Float64Array | BigInt64Array => {
    const column = columns[name]!;
    switch (kinds[name]) {
      case 'units':
        return BigInt64Array.from(rows, (row) => (column as BigInt64Array)[row]!);
      case 'text':
        return Float64Array.from(rows, (row) => text.of((column as Uint32Array)[row]!));
      case 'trade':
        return Float64Array.from(rows, (row) => trade.of((column as Uint32Array)[row]!));
      default:
        return Float64Array.from(rows, (row) => (column as Uint8Array)[row]!);
    }
  });
  const telling = packed.filter((column) => column.some((value) => value !== column[0])).map(comparable);
  const order = Uint32Array.from(rows.keys()).sort((a, b) => {
    for (const column of telling) if (column[a] !== column[b]) return column[a]! < column[b]! ? -1 : 1;
    return 0;
  });
  return {
    rows: rows.length,
    columns: Object.fromEntries(
      names.map((name, at) => {
        const column = packed[at]!;
        return [
          name,
          column instanceof BigInt64Array
            ? Array.from(order, (row) => formatUnits(column[row]!))
            : Array.from(order, (row) => column[row]!),
        ];
      }),
    ),
  };
}

function unpackTable(kinds: Readonly<Record<string, Kind>>, { rows, columns }: PackedTable): Record<string, unknown> {
  const table: Record<string, unknown> = { rows };
  for (const [name, kind] of Object.entries(kinds)) {
    // An archive of before a column was there holds none of its values.
    const cells = columns[name] ?? new Array<number | string>(rows).fill(kind === 'units' ? '0' : 0);
    if (cells.length !== rows) throw new TypeError(`${name} has ${cells.length} cells of ${rows}`);
    if (kind === 'units') table[name] = BigInt64Array.from(cells, (cell) => parseUnits(String(cell)));
    else if (kind === 'u8') table[name] = Uint8Array.from(cells as number[]);
    else if (kind === 'u16') table[name] = Uint16Array.from(cells as number[]);
    else table[name] = Uint32Array.from(cells as number[]);
  }
  return table;
}

function numbered(texts: readonly string[]): Texts {
  const dictionary = new Dictionary();
  dictionary.load(1, texts.slice(1));
  return dictionary;
}

/** Of several documents or statements of a month the first counts, periods are addressed by place: these stand as they came. */
const ORDERED = new Set(['periods', 'documents', 'statements', 'ruleSet', 'priceRules']);

function withoutUnits(rest: Readonly<Record<string, unknown>>): unknown {
  return Object.fromEntries(
    Object.entries(rest)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => {
        const plain = encoded(value);
        return [name, Array.isArray(plain) && !ORDERED.has(name) ? sorted(plain) : plain];
      }),
  );
}

function sorted(rows: readonly unknown[]): unknown[] {
  return rows
    .map((row): [string, unknown] => [canonicalJson(row), row])
    .sort((a, b) => byCodeUnit(a[0], b[0]))
    .map(([, row]) => row);
}

function encoded(value: unknown): unknown {
  if (typeof value === 'bigint') return { $: formatUnits(value) };
  if (Array.isArray(value)) return value.map(encoded);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, inner]) => inner !== undefined)
        .map(([key, inner]) => [key, encoded(inner)]),
    );
  return value;
}

function withUnits(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withUnits);
  if (typeof value !== 'object' || value === null) return value;
  const record = value as Record<string, unknown>;
  if (typeof record.$ === 'string') return parseUnits(record.$);
  return Object.fromEntries(Object.entries(record).map(([key, inner]) => [key, withUnits(inner)]));
}
