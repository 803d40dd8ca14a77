import { byCodeUnit } from '../../../shared/digest';
import type { Period } from '../../../shared/period';
import type { Customer, FeeRecord } from './model';

/**
 * The fee records of a world, made for a customer and a month when somebody asks and not kept: they are most of a world, and the same
 * customer and month give the same records every time. What a planter changed is kept and stands in their place.
 */
export class FeeRecords implements Iterable<FeeRecord> {
  /** Customers in the order of their IDs, which is the order of everything by customer. */
  private readonly customers: readonly Customer[];

  constructor(
    customers: readonly Customer[],
    private readonly periods: readonly Period[],
    /** Records of a customer and month, in any order. */
    private readonly make: (customerId: string, period: Period) => readonly FeeRecord[],
    private readonly changed: ReadonlyMap<string, readonly FeeRecord[]> = new Map(),
  ) {
    this.customers = [...customers].sort((a, b) => byCodeUnit(a.id, b.id));
  }

  /** Records of a customer and month by the time of their trade; none for one that the world does not know. */
  of(customerId: string, period: Period): readonly FeeRecord[] {
    return (
      this.changed.get(keyOf(customerId, period)) ??
      [...this.make(customerId, period)].sort((a, b) => byCodeUnit(a.tradeTime, b.tradeTime) || byCodeUnit(a.id, b.id))
    );
  }

  /** What a planter changed, by customer and month. */
  changes(): { readonly customerId: string; readonly period: Period; readonly records: readonly FeeRecord[] }[] {
    return [...this.changed].map(([key, records]) => {
      const [customerId = '', period = ''] = key.split('|');
      return { customerId, period, records };
    });
  }

  /** Records of a month, customer by customer. */
  *month(period: Period): Generator<FeeRecord> {
    for (const { id } of this.customers) yield* this.of(id, period);
  }

  /** All of them, month by month. */
  *[Symbol.iterator](): Generator<FeeRecord> {
    for (const period of this.periods) yield* this.month(period);
  }

  /** The same with another set of records for one customer and month. */
  with(customerId: string, period: Period, records: readonly FeeRecord[]): FeeRecords {
    return new FeeRecords(this.customers, this.periods, this.make, new Map(this.changed).set(keyOf(customerId, period), records));
  }
}

const keyOf = (customerId: string, period: Period): string => `${customerId}|${period}`;
