import { assertSummable } from './invariant';
import { KeyTable, longerSums } from './key-table';
import type { BillColumns } from './types';

/**
 * Bill lines added up to the finest grain any comparison needs: period x customer x reseller x service x charge mode x kind. Every
 * figure, control total and match is derived from these cells; the lines are read once.
 */
export interface BillCells {
  readonly count: number;
  readonly period: Uint16Array;
  readonly customer: Uint32Array;
  readonly reseller: Uint32Array;
  readonly service: Uint32Array;
  readonly chargeMode: Uint8Array;
  /** 0 consumption, 1 refund, 2 write-off (semantics.md #5). */
  readonly kind: Uint8Array;
  /** Sums with the signs as they come, units of 10^-8. */
  readonly amount: BigInt64Array;
  readonly debt: BigInt64Array;
  readonly adjustment: BigInt64Array;
  readonly discount: BigInt64Array;
  readonly cellOfLine: Uint32Array;
}

/** @throws InvariantError `amounts-too-large` when a column's absolute sum could pass 64 bits */
export function aggregateBillCells(bills: BillColumns): BillCells {
  for (const name of ['amount', 'debt', 'adjustment', 'discount', 'paid'] as const) assertSummable(bills[name], bills.rows, name);
  const table = new KeyTable(Math.min(bills.rows, 1 << 16));
  let amount: BigInt64Array = new BigInt64Array(table.a.length);
  let debt: BigInt64Array = new BigInt64Array(table.a.length);
  let adjustment: BigInt64Array = new BigInt64Array(table.a.length);
  let discount: BigInt64Array = new BigInt64Array(table.a.length);
  const cellOfLine = new Uint32Array(bills.rows);
  for (let line = 0; line < bills.rows; line++) {
    const packed = (bills.period[line]! << 16) | (bills.chargeMode[line]! << 8) | bills.kind[line]!;
    const cell = table.idOf(packed, bills.customer[line]!, bills.service[line]!, bills.reseller[line]!);
    if (cell >= amount.length) {
      amount = longerSums(amount, cell + 1);
      debt = longerSums(debt, cell + 1);
      adjustment = longerSums(adjustment, cell + 1);
      discount = longerSums(discount, cell + 1);
    }
    cellOfLine[line] = cell;
    amount[cell] = amount[cell]! + bills.amount[line]!;
    debt[cell] = debt[cell]! + bills.debt[line]!;
    adjustment[cell] = adjustment[cell]! + bills.adjustment[line]!;
    discount[cell] = discount[cell]! + bills.discount[line]!;
  }
  const count = table.size;
  const period = new Uint16Array(count);
  const chargeMode = new Uint8Array(count);
  const kind = new Uint8Array(count);
  for (let cell = 0; cell < count; cell++) {
    const packed = table.a[cell]!;
    period[cell] = packed >>> 16;
    chargeMode[cell] = (packed >>> 8) & 0xff;
    kind[cell] = packed & 0xff;
  }
  return { count, period, customer: table.b, service: table.c, reseller: table.d, chargeMode, kind, amount, debt, adjustment, discount, cellOfLine };
}
