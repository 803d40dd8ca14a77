/**
 * Rows of a bill file as the API's bill lines: one for each month, reseller, customer, service, resource type, billing mode and kind, the
 * rows behind it added up exactly. A line the file has twice is a record each time, so that it is found as repeated (README).
 */
import { formatUnits, type Units } from '../money';
import type { Cell } from '../ledger/types';
import type { Extras, KnownCells, Values } from './known-cells';
import { APART } from './repeats';

/** Fields that tell bill lines of one slice apart (semantics of the monthly bill's interface). */
const KEY = ['customer_id', 'cloud_service_type', 'resource_type_code', 'charge_mode', 'bill_type'] as const;
const AMOUNTS: readonly string[] = ['amount', 'discount_amount'];

interface Line {
  readonly columns: readonly (string | null)[][];
  readonly at: number;
  /** In the order of the file's amount fields; null while no row has one. */
  readonly units: (Units | null)[];
  readonly first: readonly Cell[];
  rows: number;
  /** Columns beside the fields in which the rows differ; null for one row. */
  differs: Uint8Array | null;
  /** The first few order or transaction numbers. */
  numbers: string[] | null;
}

const KEPT_NUMBERS = 3;

export class BillLines {
  private readonly bySlice = new Map<object, Map<string, Line>>();
  private readonly amounts: readonly { readonly field: string; readonly index: number }[];
  private readonly extra: number;

  constructor(
    private readonly fields: readonly string[],
    private readonly known: KnownCells,
    private readonly extras: Extras,
    /** Column of the order or transaction number, -1 without one. */
    private readonly number: number,
  ) {
    this.amounts = AMOUNTS.map((field) => ({ field, index: fields.indexOf(field) })).filter(({ index }) => index >= 0);
    this.extra = fields.indexOf('extra');
  }

  /** Takes a row that was read. @param columns of its slice, by field; @param apart one of {@link APART} */
  add(columns: readonly (string | null)[][], values: Values, cells: readonly Cell[], apart: number): void {
    if (apart === APART.first || apart === APART.again) {
      this.push(columns, values);
      columns[this.extra]!.push(this.extras.of(cells));
      return;
    }
    let lines = this.bySlice.get(columns);
    if (!lines) this.bySlice.set(columns, (lines = new Map()));
    const key = keyOf(values);
    const line = lines.get(key);
    if (line) return this.more(line, cells);
    const units = this.amounts.map(({ field }) => this.known.unitsOf(field));
    lines.set(key, { columns, at: columns[0]!.length, units, first: cells, rows: 1, differs: null, numbers: null });
    this.push(columns, values);
    columns[this.extra]!.push(null);
  }

  private push(columns: readonly (string | null)[][], values: Values): void {
    for (let index = 0; index < columns.length; index++) {
      if (index !== this.extra) columns[index]!.push(values.get(this.fields[index]!) ?? null);
    }
  }

  private more(line: Line, cells: readonly Cell[]): void {
    line.rows++;
    for (let index = 0; index < this.amounts.length; index++) {
      const units = this.known.unitsOf(this.amounts[index]!.field);
      if (units !== null) line.units[index] = (line.units[index] ?? 0n) + units;
    }
    line.differs ??= this.extras.noDifference();
    this.extras.compare(line.first, cells, line.differs);
    if (this.number < 0) return;
    line.numbers ??= [line.first[this.number] ?? ''];
    const number = cells[this.number] ?? '';
    if (line.numbers.length <= KEPT_NUMBERS && !line.numbers.includes(number)) line.numbers.push(number);
  }

  /** Writes the sums and what the rows have in common; after the last row. */
  finish(): void {
    for (const lines of this.bySlice.values()) {
      for (const { columns, at, units, first, rows, differs, numbers } of lines.values()) {
        if (differs === null) {
          columns[this.extra]![at] = this.extras.of(first);
          continue;
        }
        this.amounts.forEach(({ index }, which) => {
          const sum = units[which] ?? null;
          columns[index]![at] = sum === null ? null : formatUnits(sum);
        });
        columns[this.extra]![at] = this.extras.ofRows(first, differs, rows, this.number, numbersText(numbers));
      }
    }
  }
}

/** None of the parts holds a line feed: identifiers and words are plain texts. */
function keyOf(values: Values): string {
  let key = '';
  for (const field of KEY) key += `${values.get(field) ?? ''}\n`;
  return key;
}

function numbersText(numbers: readonly string[] | null): string {
  const named = (numbers ?? []).filter((text) => text !== '');
  return named.slice(0, KEPT_NUMBERS).join(', ') + (named.length > KEPT_NUMBERS ? ', …' : '');
}
