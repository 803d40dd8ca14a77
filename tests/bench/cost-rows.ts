/** Made rows for the benches: one generator for the app's engine and for what it is compared with, so that both see the same rows. */

export interface CostRows {
  readonly months: number;
  /** One element per bill line and per entry; the entry of a line, where it has one, differs by what was planted. */
  readonly bill: Side;
  readonly ledger: Side;
  /** Lines without an entry, entries without a line, entries with another amount, entries equal to their line. */
  readonly planted: { readonly onlyBill: number; readonly onlyLedger: number; readonly differ: number; readonly equal: number };
}

export interface Side {
  readonly rows: number;
  readonly period: Uint16Array;
  readonly customer: Uint32Array;
  readonly service: Uint32Array;
  /** Units of 10^-8. */
  readonly amount: BigInt64Array;
}

/** A seeded generator of integers below a bound (a linear congruence: the benches need rows, not secrets). */
export function seeded(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 0x1_0000_0000) * below);
  };
}

const MONTHS = 12;
const SERVICES = 40;
/** One key in so many is planted, in turn: missing in the ledger, missing in the bill, another amount. */
const PLANTED = 100;

/**
 * `rows` different keys (month, customer, service), a bill line and an entry each, both sides in an order of their own; one key in 100 does
 * not agree. Customers are codes from 1, services codes after them.
 */
export function costRows(rows: number): CostRows {
  const next = seeded(20_260_901);
  const customers = Math.ceil(rows / (MONTHS * SERVICES));
  const bill = side(rows);
  const ledger = side(rows);
  const planted = { onlyBill: 0, onlyLedger: 0, differ: 0, equal: 0 };
  const [billOrder, ledgerOrder] = [shuffled(rows, next), shuffled(rows, next)];
  let bills = 0;
  let entries = 0;
  for (let key = 0; key < rows; key++) {
    const amount = BigInt(1 + next(1_000_000_000)) * 1_000n;
    const kind = key % PLANTED === 7 ? Math.floor(key / PLANTED) % 3 : 3;
    const put = (to: Side, at: number, units: bigint): void => {
      to.period[at] = key % MONTHS;
      to.service[at] = 1 + customers + (Math.floor(key / MONTHS) % SERVICES);
      to.customer[at] = 1 + Math.floor(key / (MONTHS * SERVICES));
      to.amount[at] = units;
    };
    if (kind !== 1) put(bill, billOrder[bills++]!, amount);
    if (kind !== 0) put(ledger, ledgerOrder[entries++]!, kind === 2 ? amount + 1_000_000n : amount);
    const names = ['onlyBill', 'onlyLedger', 'differ', 'equal'] as const;
    planted[names[kind]!]++;
  }
  return { months: MONTHS, bill: packed(bill, billOrder, bills), ledger: packed(ledger, ledgerOrder, entries), planted };
}

function side(rows: number): Side {
  return {
    rows,
    period: new Uint16Array(rows),
    customer: new Uint32Array(rows),
    service: new Uint32Array(rows),
    amount: new BigInt64Array(rows),
  };
}

function shuffled(rows: number, next: (below: number) => number): Uint32Array {
  const order = Uint32Array.from({ length: rows }, (_, i) => i);
  for (let i = rows - 1; i > 0; i--) {
    const j = next(i + 1);
    const kept = order[i]!;
    order[i] = order[j]!;
    order[j] = kept;
  }
  return order;
}

/** Closes the gaps of places that no row was put to. */
function packed(from: Side, order: Uint32Array, count: number): Side {
  const places = order.slice(0, count).sort();
  const to = side(count);
  places.forEach((at, i) => {
    to.period[i] = from.period[at]!;
    to.customer[i] = from.customer[at]!;
    to.service[i] = from.service[at]!;
    to.amount[i] = from.amount[at]!;
  });
  return to;
}
