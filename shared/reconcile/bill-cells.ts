import { assertSummable } from './invariant';
import { longerSums } from './key-table';
import { KeyIndex, spaceOf, Variants, type KeySpace } from './key-space';
import type { BillColumns } from './types';

/**
 * Bill lines added up to the finest grain any comparison needs: period x customer x reseller x service x charge mode x kind. Every
 * figure, control total and match is derived from these cells; the lines are read once.
 */
export interface BillCells {
  readonly count: number;
  /** Cells of one (period, customer, service), whatever reseller, mode and kind. */
  readonly groups: KeyIndex;
  readonly groupOf: Uint32Array;
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

/**
 * @param space which keys there can be, when the cells' groups are to be continued with others' keys
 * @throws InvariantError `amounts-too-large` when a column's absolute sum could pass 64 bits
 */
export function aggregateBillCells(bills: BillColumns, space: KeySpace = spaceOf(bills)): BillCells {
  for (const name of ['amount', 'debt', 'adjustment', 'discount', 'paid'] as const) assertSummable(bills[name], bills.rows, name);
  const groups = new KeyIndex(space);
  const cellOfLine = new Uint32Array(bills.rows);
  // Charge mode and kind in one, and the reseller, tell the cells of a group apart.
  const cells = new Variants();
  let amount: BigInt64Array = new BigInt64Array(1024);
  for (let line = 0; line < bills.rows; line++) {
    const group = groups.idOf(bills.period[line]!, bills.customer[line]!, bills.service[line]!);
    const cell = cells.idOf(group, (bills.chargeMode[line]! << 8) | bills.kind[line]!, bills.reseller[line]!);
    cellOfLine[line] = cell;
    if (cell >= amount.length) amount = longerSums(amount, cell + 1);
    amount[cell] = amount[cell]! + bills.amount[line]!;
  }
  const { count } = cells;
  const groupOf = cells.group.slice(0, count);
  const keys = groups.columns();
  const period = new Uint16Array(count);
  const customer = new Uint32Array(count);
  const service = new Uint32Array(count);
  const chargeMode = new Uint8Array(count);
  const kind = new Uint8Array(count);
  for (let cell = 0; cell < count; cell++) {
    const group = groupOf[cell]!;
    period[cell] = keys.period[group]!;
    customer[cell] = keys.party[group]!;
    service[cell] = keys.service[group]!;
    chargeMode[cell] = cells.a[cell]! >>> 8;
    kind[cell] = cells.a[cell]! & 0xff;
  }
  const reseller = cells.b.slice(0, count);
  const summed = (column: BigInt64Array): BigInt64Array => sumByCell(column, cellOfLine, count);
  return {
    count,
    groups,
    groupOf,
    period,
    customer,
    reseller,
    service,
    chargeMode,
    kind,
    amount: amount.slice(0, count),
    debt: summed(bills.debt),
    adjustment: summed(bills.adjustment),
    discount: summed(bills.discount),
    cellOfLine,
  };
}

/** Most months have no arrears and no discounts: a column of zeros is not added up. */
function sumByCell(column: BigInt64Array, cellOfLine: Uint32Array, cells: number): BigInt64Array {
  const sums = new BigInt64Array(cells);
  const rows = cellOfLine.length;
  const halves = new Int32Array(column.buffer, column.byteOffset, rows * 2);
  for (let line = 0; line < rows; line++) {
    if (halves[2 * line] === 0 && halves[2 * line + 1] === 0) continue;
    const cell = cellOfLine[line]!;
    sums[cell] = sums[cell]! + column[line]!;
  }
  return sums;
}
