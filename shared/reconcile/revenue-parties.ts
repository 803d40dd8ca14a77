import { counterpartyOf, type EngineContext } from './context';
import type { LedgerEntry } from './types';

/** Whom cells and entries of the revenue side are settled with. */
export interface RevenueParties {
  /** Counterparty code of what is billed for a customer in a month, by index of the period, through a reseller or, at 0, none. */
  ofBill(period: number, customer: number, reseller: number): number;
  /** Counterparty code of an entry that was resolved; `at` is its period's index. */
  ofEntry(entry: Pick<LedgerEntry, 'customer' | 'reseller'>, at: number): number;
}

/**
 * Counterparties month by month. A reseller's customer settles through it: by the reseller its lines came through, else by the master data.
 * A customer that moved in mid-month has lines of both kinds: those that name no reseller stay its own, so that it gives two rows, and an
 * entry that names the customer itself stands against them.
 */
export function revenueParties(context: EngineContext): RevenueParties {
  const { codes, input } = context;
  if (context.resellers.size === 0)
    return { ofBill: (_, customer) => customer, ofEntry: (entry) => codes.code(entry.reseller ?? entry.customer) };
  const through = new Map<number, number>();
  const own = new Set<number>();
  const key = (period: number, customer: number): number => customer * input.periods.length + period;
  for (const { cells } of context.shards) {
    for (let cell = 0; cell < cells.count; cell++) {
      const at = key(cells.period[cell]!, cells.customer[cell]!);
      const reseller = cells.reseller[cell]!;
      if (reseller === 0) own.add(at);
      else through.set(at, (through.get(at) ?? reseller) === reseller ? reseller : SEVERAL);
    }
  }
  const moved = (at: number): boolean => own.has(at) && through.has(at);
  return {
    ofBill: (period, customer, reseller) =>
      reseller === 0 && moved(key(period, customer)) ? customer : counterpartyOf(context, customer, reseller),
    ofEntry: (entry, at) => {
      if (entry.reseller !== null) return codes.code(entry.reseller);
      const customer = codes.code(entry.customer);
      const place = key(at, customer);
      if (moved(place)) return customer;
      const only = through.get(place) ?? SEVERAL;
      return counterpartyOf(context, customer, only === SEVERAL ? 0 : only);
    },
  };
}

/** Stands for more than one reseller, or none. */
const SEVERAL = 0;
