import { byCodeUnit } from '../digest';
import type { SourceId } from '../api/sources';
import type { DocumentSlice } from './types';

export interface Key {
  readonly period: string;
  readonly currency: string;
  readonly account: DocumentSlice['account'];
  readonly reseller: string | null;
}

interface Growing {
  readonly key: Key;
  readonly columns: (string | null)[][];
}

/** Collects rows by month, currency, account and reseller, as columns of exact text. */
export class SliceBuilder {
  private readonly slices = new Map<string, Growing>();
  private last: Growing | null = null;

  constructor(
    private readonly source: SourceId,
    private readonly fields: readonly string[],
  ) {}

  /** The columns a row of this key goes to, in the order of the fields. */
  columnsOf(period: string, currency: string, account: Key['account'], reseller: string | null): (string | null)[][] {
    const { last } = this;
    // Rows of one key follow each other, mostly.
    if (last !== null && same(last.key, period, currency, account, reseller)) return last.columns;
    const name = `${period}|${currency}|${account ?? ''}|${reseller ?? ''}`;
    let slice = this.slices.get(name);
    if (!slice) this.slices.set(name, (slice = { key: { period, currency, account, reseller }, columns: this.fields.map(() => []) }));
    this.last = slice;
    return slice.columns;
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

function same(key: Key, period: string, currency: string, account: Key['account'], reseller: string | null): boolean {
  return key.period === period && key.reseller === reseller && key.currency === currency && key.account === account;
}
