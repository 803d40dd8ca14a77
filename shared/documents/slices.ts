import { byCodeUnit } from '../digest';
import type { SourceId } from '../api/sources';
import type { DocumentSlice } from './types';

type Account = DocumentSlice['account'];

/** Collects rows by month, currency, account and reseller, as columns of exact text. */
export class SliceBuilder {
  private readonly slices = new Map<string, { readonly key: Key; readonly columns: (string | null)[][] }>();
  private lastName = '';
  private last: (string | null)[][] | null = null;

  constructor(
    private readonly source: SourceId,
    private readonly fields: readonly string[],
  ) {}

  /** @param values in the order of the fields */
  add(key: Key, values: readonly (string | null)[]): void {
    const name = `${key.period}|${key.currency}|${key.account ?? ''}|${key.reseller ?? ''}`;
    let columns = name === this.lastName ? this.last : (this.slices.get(name)?.columns ?? null);
    if (columns === null) {
      columns = this.fields.map(() => []);
      this.slices.set(name, { key, columns });
    }
    this.lastName = name;
    this.last = columns;
    for (let index = 0; index < columns.length; index++) columns[index]!.push(values[index] ?? null);
  }

  /** In the order of months, then of the other parts of the key. */
  finish(): DocumentSlice[] {
    return [...this.slices]
      .sort(([a], [b]) => byCodeUnit(a, b))
      .map(([, { key, columns }]) => ({
        source: this.source,
        ...key,
        rows: columns[0]?.length ?? 0,
        columns: Object.fromEntries(this.fields.map((field, index) => [field, columns[index]!])),
      }));
  }
}

export interface Key {
  readonly period: string;
  readonly currency: string;
  readonly account: Account;
  readonly reseller: string | null;
}
