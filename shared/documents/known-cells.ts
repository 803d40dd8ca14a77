/** The mapped cells of one row, each read as its column says. */
import { isBlank, isErrorCell, plainText, readAmount, readCurrency, readIdentifier, readPeriod, type Read } from '../ledger/cells';
import { columnLetters } from '../ledger/column-names';
import { ServiceNames } from '../ledger/services';
import type { Cell, CellFault } from '../ledger/types';
import { formatUnits, type Units } from '../money';
import {
  account,
  association,
  billType,
  chargeMode,
  detailType,
  direction,
  isEmpty,
  isMasked,
  movementKind,
  operation,
  readTime,
} from './cells';
import type { CellKind, DocumentLayout } from './layouts';
import type { DocumentContext, DocumentMapping, DocumentNote, DocumentSlice } from './types';

export type Fault = CellFault;
export type FaultOf = (column: number, fault: Fault) => null;
export type Values = ReadonlyMap<string, string | null>;

/** Columns of few different texts are read once for each of them. */
const REMEMBERED = 5_000;

/** Fields that a record gets although no column gives them. */
export const MADE: readonly string[] = [
  'customer_id',
  'cloud_service_type',
  'bill_type',
  'charge_mode',
  'bill_cycle',
  'service_type_code',
  'charging_mode',
  'bill_detail_type',
  'type',
  'account_change_id',
  'currency',
];

interface Plan {
  readonly field: string;
  readonly column: number;
  readonly cell: CellKind;
  readonly required: boolean;
  readonly scale: 1 | 10_000;
  readonly memo: Map<string, Read<string | null>>;
}

export class KnownCells {
  /** Columns kept as text under their own heading. */
  readonly extras: readonly number[];
  readonly services: ServiceNames;
  private readonly plans: readonly Plan[];
  private readonly columns: ReadonlyMap<string, number>;
  private readonly unmapped: readonly string[];
  private readonly values = new Map<string, string | null>();
  private readonly units = new Map<string, Units | null>();
  private readonly counts = new Map<DocumentNote['key'], number>();
  private readonly modes = new Set<string>();
  private readonly pushed: boolean;
  private readonly site: DocumentContext['site'];

  constructor(layout: DocumentLayout, mapping: DocumentMapping, heads: readonly Cell[], context: DocumentContext) {
    const kinds = new Map(layout.columns.map((column) => [column.field, column.cell]));
    const columns = new Map<string, number>();
    const extras: number[] = [];
    mapping.columns.forEach((field, column) => {
      const kind = field === null ? 'kept' : kinds.get(field);
      if (field === null || kind === undefined || kind === 'kept' || columns.has(field)) extras.push(column);
      else columns.set(field, column);
    });
    const required = new Set(layout.required.filter((group) => group.length === 1).flat());
    this.plans = [...columns].map(([field, column]) => ({
      field,
      column,
      cell: kinds.get(field) ?? 'text',
      required: required.has(field),
      // 万元 in the heading, as some people rework an export.
      scale: /万/.test(heads[column] ?? '') ? (10_000 as const) : (1 as const),
      memo: new Map<string, Read<string | null>>(),
    }));
    this.unmapped = MADE.filter((field) => !columns.has(field));
    this.columns = columns;
    this.extras = extras;
    this.services = new ServiceNames(context.services ?? []);
    this.pushed = layout.kind === 'bill-push';
    this.site = context.site;
  }

  /** Column of a field, -1 without one. */
  at(field: string): number {
    return this.columns.get(field) ?? -1;
  }

  /** Units of an amount of the row read last. */
  unitsOf(field: string): Units | null {
    return this.units.get(field) ?? null;
  }

  count(key: DocumentNote['key']): void {
    this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
  }

  notes(): DocumentNote[] {
    return [...this.counts].map(([key, rows]) => ({
      key,
      params: { rows: String(rows), ...(key === 'unknown-modes' ? { words: [...this.modes].slice(0, 5).join(', ') } : {}) },
    }));
  }

  /** The account of a movement; without a word about it the top-up account, and counted. */
  accountOf(values: Values): NonNullable<DocumentSlice['account']> {
    const said = values.get('account') ?? null;
    if (said === null) this.count('account-not-said');
    return said === 'BALANCE_TYPE_CREDIT' ? 'BALANCE_TYPE_CREDIT' : 'BALANCE_TYPE_DEBIT';
  }

  /**
   * Canonical texts of all mapped cells by field; faults are reported and read as null. The map is used again for the next row: one for
   * each of a million rows would cost more than the reading.
   */
  read(cells: readonly Cell[], fault: FaultOf): Map<string, string | null> {
    const { values } = this;
    // Set to null rather than cleared: clearing a map makes a new one inside.
    for (const field of this.unmapped) values.set(field, null);
    for (const plan of this.plans) {
      const cell = cells[plan.column] ?? null;
      if (plan.cell === 'amount') {
        values.set(plan.field, this.amount(plan, cell, values, fault));
        continue;
      }
      const read = this.remembered(plan, cell);
      if (read.ok) values.set(plan.field, read.value);
      else values.set(plan.field, fault(plan.column, read.fault));
      if (read.ok && plan.required && read.value === null) this.blank(plan, fault);
    }
    return values;
  }

  private blank(plan: Plan, fault: FaultOf): void {
    fault(plan.column, plan.cell === 'time' ? 'bad-time' : plan.field === 'customer_id' ? 'no-customer' : 'unknown-word');
  }

  private amount(plan: Plan, cell: Cell, values: Map<string, string | null>, fault: FaultOf): string | null {
    this.units.set(plan.field, null);
    if (!plan.required && isEmpty(cell)) return null;
    const read = readAmount(cell, plan.scale);
    if (!read.ok) return fault(plan.column, read.fault);
    this.units.set(plan.field, read.value.units);
    if (read.value.currency !== null && (values.get('currency') ?? null) === null) values.set('currency', read.value.currency);
    return formatUnits(read.value.units);
  }

  private remembered(plan: Plan, cell: Cell): Read<string | null> {
    const key = cell ?? '';
    const known = plan.memo.get(key);
    if (known) return known;
    const read = this.readCell(plan, cell);
    if (plan.memo.size < REMEMBERED) plan.memo.set(key, read);
    return read;
  }

  private readCell({ cell: kind }: Plan, cell: Cell): Read<string | null> {
    if (isErrorCell(cell)) return { ok: false, fault: 'error-cell' };
    if (isBlank(cell)) return { ok: true, value: null };
    switch (kind) {
      case 'id':
        return readIdentifier(cell);
      case 'period':
        return readPeriod(cell);
      case 'time':
        return readTime(cell);
      case 'currency':
        return readCurrency(cell);
      default: {
        const text = plainText(cell) ?? '';
        const value = this.word(kind, text);
        return value === null ? { ok: false, fault: 'unknown-word' } : { ok: true, value };
      }
    }
  }

  private word(kind: CellKind, text: string): string | null {
    if (kind === 'bill-type') return billType(text);
    if (kind === 'charge-mode') return chargeMode(text, this.pushed) ?? this.unknownMode(text);
    if (kind === 'detail-type') return detailType(text) ?? '0';
    if (kind === 'association') return association(text, this.site) ?? text;
    if (kind === 'movement-type') return direction(text);
    if (kind === 'movement-kind') return movementKind(text);
    if (kind === 'account') return account(text);
    if (kind === 'operation') return operation(text);
    return text;
  }

  /** A mode nobody knows changes no month's figures: mode 0, and said. */
  private unknownMode(text: string): string {
    this.modes.add(text);
    this.counts.set('unknown-modes', this.modes.size);
    return '0';
  }
}

/** The columns without a field as JSON text under their own headings. */
export class Extras {
  /** `"heading":` of each column, ready to be written. */
  private readonly keys: readonly string[];
  private readonly mayBeMasked: readonly boolean[];
  /** Head of the count of rows behind a summed line, in the language of the file. */
  private readonly rowsHead: string;

  constructor(
    private readonly columns: readonly number[],
    heads: readonly Cell[],
  ) {
    this.keys = columns.map((column) => `${JSON.stringify(uniqueHead(heads, column))}:`);
    this.mayBeMasked = columns.map((column) => PERSONAL.test(heads[column] ?? ''));
    const chinese = heads.length === 0 || heads.some((head) => head !== null && /\p{Script=Han}/u.test(head));
    this.rowsHead = chinese ? '行数' : 'Rows';
  }

  noDifference(): Uint8Array {
    return new Uint8Array(this.columns.length);
  }

  /** Marks the columns in which two rows differ. */
  compare(first: readonly Cell[], cells: readonly Cell[], differs: Uint8Array): void {
    for (let index = 0; index < differs.length; index++) {
      if (differs[index] !== 0) continue;
      const column = this.columns[index]!;
      if ((first[column] ?? '') !== (cells[column] ?? '')) differs[index] = 1;
    }
  }

  /**
   * Of several rows added up: how many, what is the same in all of them, the first few of their numbers. A figure that happens to be the
   * same in all rows is left out, because beside the sum it would be taken for one.
   */
  ofRows(first: readonly Cell[], differs: Uint8Array, rows: number, number: number, numbers: string): string {
    const common: (Cell | undefined)[] = [];
    for (let index = 0; index < differs.length; index++) {
      const column = this.columns[index]!;
      const cell = first[column] ?? null;
      if (column === number) common[column] = numbers === '' ? null : numbers;
      else if (differs[index] === 0 && cell !== null && !readAmount(cell).ok) common[column] = cell;
    }
    const rest = this.of(common.map((cell) => cell ?? null));
    return `{${JSON.stringify(this.rowsHead)}:"${rows}"${rest === null ? '' : `,${rest.slice(1, -1)}`}}`;
  }

  /** Null when all of them are blank in this row. */
  of(cells: readonly Cell[]): string | null {
    const parts: string[] = [];
    for (let index = 0; index < this.columns.length; index++) {
      const text = cells[this.columns[index]!] ?? null;
      if (text === null || isEmpty(text) || (this.mayBeMasked[index]! && isMasked(text))) continue;
      parts.push(this.keys[index]! + (PLAIN.test(text) ? `"${text}"` : JSON.stringify(text)));
    }
    // Joined, not added: a million ropes of strings are many times their text.
    return parts.length === 0 ? null : `{${parts.join(',')}}`;
  }
}

/** Nothing that JSON escapes. */
const PLAIN = /^[\w .:+%/-]*$/;
/** Fields that exports mask (files.md, rule 6). */
const PERSONAL = /姓名|名称|手机|邮箱|操作员|name|mobile|phone|mail/i;

/** Two columns of one heading keep both: the second carries its letters. */
function uniqueHead(heads: readonly Cell[], column: number): string {
  const head = heads[column]?.trim() ?? '';
  if (head === '') return columnLetters(column);
  return heads.findIndex((other) => other?.trim() === head) === column ? head : `${head} (${columnLetters(column)})`;
}
