/** Which breaks a person looks at, and the same as a part of the address: back returns to it, and a link can open it. */
import type { BreakClass } from '../../shared/reconcile/types';
import { AGE_BUCKETS, type AgeBucket } from '../../shared/close';
import type { BreakStatus } from '../../shared/desk/api';
import { MoneyError, parseUnits, type Units } from '../../shared/money';

/** Whose figure is larger. */
export type BreakSign = 'bill' | 'ledger';

export const BREAK_STATUSES = ['open', 'assigned', 'explained', 'approved', 'carried'] as const satisfies readonly BreakStatus[];
/** `todo`: open or assigned, what a month's end still waits for. */
export type StatusFilter = BreakStatus | 'todo';

export interface BreakFilter {
  readonly class: BreakClass | null;
  readonly status: StatusFilter | null;
  readonly counterparty: string | null;
  /** Bucket of whole months since its month. */
  readonly age: AgeBucket | null;
  readonly customer?: string | null;
  /** Whose; empty for nobody's. */
  readonly owner?: string | null;
  readonly sign?: BreakSign | null;
  /** Decimal texts without sign: bounds of the difference's size, both included. */
  readonly from?: string | null;
  readonly to?: string | null;
}

/** As the page holds it: every member there, and the text looked for. */
export type AskedFilter = Required<BreakFilter> & { readonly text: string };

export const NO_BREAK_FILTER: AskedFilter = {
  class: null,
  status: null,
  counterparty: null,
  age: null,
  customer: null,
  owner: null,
  sign: null,
  from: null,
  to: null,
  text: '',
};

/** Names in the address. */
const PARAMS = {
  class: 'class',
  status: 'status',
  counterparty: 'party',
  age: 'age',
  customer: 'customer',
  owner: 'owner',
  sign: 'sign',
  from: 'least',
  to: 'most',
  text: 'q',
} as const satisfies Record<keyof AskedFilter, string>;

const NAMES = Object.keys(PARAMS) as (keyof AskedFilter)[];

/** An amount as people type it, `1,234.5`; null for anything else, and for a negative one. */
export function amountBound(text: string | null): Units | null {
  const plain = (text ?? '').replaceAll(',', '').trim();
  if (plain === '') return null;
  try {
    const units = parseUnits(plain);
    return units < 0n ? null : units;
  } catch (error) {
    if (error instanceof MoneyError) return null;
    throw error;
  }
}

const has = <T extends string>(list: readonly T[], value: string | null): T | null => list.find((one) => one === value) ?? null;

/** What an address asks for; a value that no filter knows is not asked for. */
export function filterIn(query: URLSearchParams): AskedFilter {
  const text = (name: keyof AskedFilter): string | null => query.get(PARAMS[name]);
  const bound = (name: 'from' | 'to'): string | null => (amountBound(text(name)) === null ? null : text(name));
  return {
    // A class that no break has finds nothing, and its chip says so.
    class: (text('class') || null) as BreakClass | null,
    status: has([...BREAK_STATUSES, 'todo'] as const, text('status')),
    counterparty: text('counterparty') || null,
    age: has(AGE_BUCKETS, text('age')),
    customer: text('customer') || null,
    owner: text('owner'),
    sign: has(['bill', 'ledger'] as const, text('sign')),
    from: bound('from'),
    to: bound('to'),
    text: text('text') ?? '',
  };
}

/** The address with the filter in it; what else it holds stays. */
export function withFilter(query: URLSearchParams, filter: AskedFilter): URLSearchParams {
  const next = new URLSearchParams(query);
  for (const name of NAMES) {
    const value = filter[name];
    if (value === NO_BREAK_FILTER[name]) next.delete(PARAMS[name]);
    else next.set(PARAMS[name], value!);
  }
  return next;
}

/** The members that narrow the list. */
export function askedMembers(filter: AskedFilter): (keyof AskedFilter)[] {
  return NAMES.filter((name) => filter[name] !== NO_BREAK_FILTER[name]);
}
