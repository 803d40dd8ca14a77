import type { BillLine, FeeRecord } from '../../../electron/sandbox/world/model';
import type { Period } from '../../../shared/period';
import type { BillColumns, CouponRecords, FeeColumns, Texts } from '../../../shared/reconcile/types';
import type { Dictionary } from './build-input';

/** Columns of a sandbox world, filled while its records are made: a large one has millions, and no object of them is kept. */

const REFERRAL = '1';
/** Charge mode of what an order charges: its trade ID is the order's (semantics.md #12). */
const ORDERED = 1;
const TRANSACTION = /^\d{12}[0-9a-f]{8}$/;
const TRANSACTION_LENGTH = 20;

/**
 * Trade IDs by number, in the order they first come. Those of orders are looked up by many; of transactions a large world has a million, so their letters
 * are kept as bytes, and an index of them is made only when a text that could be one is looked up.
 */
class Trades implements Texts {
  private readonly orders = new Map<string, number>();
  private readonly names = new Map<number, string>();
  private bytes = Buffer.alloc(TRANSACTION_LENGTH << 14);
  private count = 1;
  private index: Map<string, number> | null = null;

  /** Number of an order's ID. */
  ofOrder(id: string): number {
    const known = this.orders.get(id);
    if (known !== undefined) return known;
    this.orders.set(id, this.count);
    this.names.set(this.count, id);
    return this.count++;
  }

  /** Number of a transaction that did not come before. */
  ofTransaction(id: string): number {
    if (id.length !== TRANSACTION_LENGTH) throw new RangeError(`not a transaction: ${id}`);
    const at = this.count * TRANSACTION_LENGTH;
    if (at + TRANSACTION_LENGTH > this.bytes.length) this.bytes = Buffer.concat([this.bytes, Buffer.alloc(this.bytes.length)]);
    this.bytes.write(id, at, 'latin1');
    return this.count++;
  }

  text(code: number): string {
    if (code <= 0 || code >= this.count) return '';
    const at = code * TRANSACTION_LENGTH;
    return this.names.get(code) ?? this.bytes.toString('latin1', at, at + TRANSACTION_LENGTH);
  }

  code(text: string): number {
    const order = this.orders.get(text);
    if (order !== undefined || !TRANSACTION.test(text)) return order ?? 0;
    if (this.index === null) {
      this.index = new Map();
      for (let code = 1; code < this.count; code++) this.index.set(this.text(code), code);
    }
    return this.index.get(text) ?? 0;
  }
}

/** Fee records as the engine takes them, in arrays that double when they are full. */
export class WorldFees {
  readonly trades = new Trades();
  /** Coupon part of charges by `period index|customer code` (semantics.md #37); referral customers' coupons are on no list (#38). */
  private readonly used = new Map<string, bigint>();
  private readonly at: ReadonlyMap<Period, number>;
  private room = 1 << 14;
  private rows = 0;
  private period = new Uint16Array(this.room);
  private customer = new Uint32Array(this.room);
  private service = new Uint32Array(this.room);
  private chargeMode = new Uint8Array(this.room);
  private billType = new Uint8Array(this.room);
  private payment = new BigInt64Array(this.room);
  private trade = new Uint32Array(this.room);
  private association = new Uint8Array(this.room);

  constructor(
    private readonly periods: readonly Period[],
    private readonly texts: Dictionary,
  ) {
    this.at = new Map(periods.map((period, index) => [period, index]));
  }

  readonly add = (records: readonly FeeRecord[]): void => {
    while (this.rows + records.length > this.room) this.grow();
    // A transaction's records are all of one customer and month.
    const trades = new Map<string, number>();
    for (const fee of records) {
      const row = this.rows++;
      const period = this.at.get(fee.period)!;
      const customer = this.texts.add(fee.customerId);
      this.period[row] = period;
      this.customer[row] = customer;
      this.service[row] = this.texts.add(fee.service);
      this.chargeMode[row] = fee.mode;
      this.billType[row] = fee.billType;
      this.payment[row] = fee.payment;
      let trade = fee.mode === ORDERED ? this.trades.ofOrder(fee.tradeId) : trades.get(fee.tradeId);
      if (trade === undefined) trades.set(fee.tradeId, (trade = this.trades.ofTransaction(fee.tradeId)));
      this.trade[row] = trade;
      this.association[row] = Number(fee.association);
      if (fee.coupon !== 0n && fee.association !== REFERRAL) this.use(`${String(period)}|${String(customer)}`, fee.coupon);
    }
  };

  /** Puts other records in the place of a customer's in a month. */
  replace(customerId: string, period: Period, records: readonly FeeRecord[]): void {
    const [month, customer] = [this.at.get(period)!, this.texts.add(customerId)];
    let kept = 0;
    for (let row = 0; row < this.rows; row++) {
      if (this.period[row] === month && this.customer[row] === customer) continue;
      if (kept !== row) this.move(row, kept);
      kept++;
    }
    this.rows = kept;
    this.used.delete(`${String(month)}|${String(customer)}`);
    this.add(records);
  }

  columns(): FeeColumns {
    const { rows } = this;
    return {
      rows,
      period: this.period.subarray(0, rows),
      customer: this.customer.subarray(0, rows),
      service: this.service.subarray(0, rows),
      chargeMode: this.chargeMode.subarray(0, rows),
      billType: this.billType.subarray(0, rows),
      payment: this.payment.subarray(0, rows),
      trade: this.trade.subarray(0, rows),
      association: this.association.subarray(0, rows),
    };
  }

  couponUse(): CouponRecords['used'] {
    return [...this.used].map(([key, units]) => {
      const [period, customer] = key.split('|').map(Number);
      return { period: this.periods[period!]!, customer: this.texts.text(customer!), units };
    });
  }

  private use(key: string, units: bigint): void {
    this.used.set(key, (this.used.get(key) ?? 0n) + units);
  }

  private move(from: number, to: number): void {
    this.period[to] = this.period[from]!;
    this.customer[to] = this.customer[from]!;
    this.service[to] = this.service[from]!;
    this.chargeMode[to] = this.chargeMode[from]!;
    this.billType[to] = this.billType[from]!;
    this.payment[to] = this.payment[from]!;
    this.trade[to] = this.trade[from]!;
    this.association[to] = this.association[from]!;
  }

  private grow(): void {
    this.room *= 2;
    const grown = <T extends Uint8Array | Uint16Array | Uint32Array | BigInt64Array>(old: T, made: T): T => {
      made.set(old as never);
      return made;
    };
    this.period = grown(this.period, new Uint16Array(this.room));
    this.customer = grown(this.customer, new Uint32Array(this.room));
    this.service = grown(this.service, new Uint32Array(this.room));
    this.chargeMode = grown(this.chargeMode, new Uint8Array(this.room));
    this.billType = grown(this.billType, new Uint8Array(this.room));
    this.payment = grown(this.payment, new BigInt64Array(this.room));
    this.trade = grown(this.trade, new Uint32Array(this.room));
    this.association = grown(this.association, new Uint8Array(this.room));
  }
}

/** Bill lines as the engine takes them. */
export function billLineColumns(lines: readonly BillLine[], periods: readonly Period[], texts: Dictionary): BillColumns {
  const at = new Map(periods.map((period, index) => [period, index]));
  const rows = lines.length;
  const columns = {
    period: new Uint16Array(rows),
    customer: new Uint32Array(rows),
    reseller: new Uint32Array(rows),
    service: new Uint32Array(rows),
    resourceType: new Uint32Array(rows),
    chargeMode: new Uint8Array(rows),
    kind: new Uint8Array(rows),
    amount: new BigInt64Array(rows),
    debt: new BigInt64Array(rows),
    adjustment: new BigInt64Array(rows),
    discount: new BigInt64Array(rows),
    paid: new BigInt64Array(rows),
  };
  lines.forEach((line, row) => {
    columns.period[row] = at.get(line.period)!;
    columns.customer[row] = texts.add(line.customerId);
    columns.reseller[row] = texts.add(line.resellerId ?? '');
    columns.service[row] = texts.add(line.service);
    columns.resourceType[row] = texts.add(line.resource);
    columns.chargeMode[row] = line.mode;
    columns.kind[row] = Number(line.kind);
    columns.amount[row] = line.amount;
    columns.debt[row] = line.debt ?? 0n;
    columns.discount[row] = line.discount ?? 0n;
    columns.paid[row] = line.cash + line.coupon;
  });
  return { rows, ...columns };
}
