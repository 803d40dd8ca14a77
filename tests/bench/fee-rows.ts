/** Made fee records with the bill lines that charging makes of them. */
import type { EngineInput, FeeColumns } from '../../shared/reconcile/types';
import { seeded } from './cost-rows';
import { billOf, frame } from './engine-input';

const SERVICES = 40;
const CENT = 1_000_000n;
/** One bucket in so many is charged a cent too much, which truncation never does. */
const BROKEN = 500;

/**
 * Numbers side by side come to stand apart, evenly: a product alone leaves them in a pattern, by which twice the records had 2.2 times the bill lines.
 */
function scattered(trade: number): number {
  let h = Math.imul(trade, 2_654_435_761);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  return (h ^ (h >>> 12)) >>> 0;
}

/** Pay-per-use records of 8 decimals, two to a trade on average, in no order; bill lines are what charging with truncation makes of them. */
export function feeInput(rows: number, months: number): { input: EngineInput; broken: number } {
  const next = seeded(20_260_902);
  const customers = Math.ceil(rows / 500);
  const fees: FeeColumns = {
    rows,
    period: new Uint16Array(rows),
    customer: new Uint32Array(rows),
    service: new Uint32Array(rows),
    chargeMode: new Uint8Array(rows).fill(3),
    billType: new Uint8Array(rows).fill(5),
    payment: new BigInt64Array(rows),
    trade: new Uint32Array(rows),
    association: new Uint8Array(rows).fill(2),
  };
  const trades = Math.ceil(rows / 2);
  const deducted = new Map<number, Map<number, bigint>>();
  for (let row = 0; row < rows; row++) {
    const trade = next(trades);
    const bucket = scattered(trade);
    fees.period[row] = bucket % months;
    fees.customer[row] = 1 + (Math.floor(bucket / months) % customers);
    fees.service[row] = 1 + customers + (Math.floor(bucket / (months * 65_536)) % SERVICES);
    fees.payment[row] = BigInt(1 + next(2_000_000_000));
    fees.trade[row] = trade + 1;
    const key = (fees.customer[row]! * SERVICES + fees.service[row]! - 1 - customers) * months + fees.period[row]!;
    const own = deducted.get(key) ?? new Map<number, bigint>();
    if (own.size === 0) deducted.set(key, own);
    own.set(trade, (own.get(trade) ?? 0n) + fees.payment[row]!);
  }
  const lines = {
    rows: deducted.size,
    period: new Uint16Array(deducted.size),
    customer: new Uint32Array(deducted.size),
    service: new Uint32Array(deducted.size),
    amount: new BigInt64Array(deducted.size),
  };
  let line = 0;
  let broken = 0;
  for (const [key, own] of deducted) {
    lines.period[line] = key % months;
    lines.service[line] = 1 + customers + (Math.floor(key / months) % SERVICES);
    lines.customer[line] = Math.floor(key / (months * SERVICES));
    let charged = 0n;
    for (const one of own.values()) charged += (one / CENT) * CENT;
    if (line % BROKEN === 3) {
      for (const one of own.values()) charged += one - (one / CENT) * CENT;
      charged += CENT;
      broken++;
    }
    lines.amount[line++] = charged;
  }
  return { input: { ...frame(months), fees, bills: billOf(lines) }, broken };
}
