import { assertSummable } from './invariant';
import { KeyTable } from './key-table';
import { groupByKey, looked, spaceOf, type KeySpace } from './key-space';
import { sumBy, sumFewBy } from './sum-by';
import type { BillColumns } from './types';

/**
 * Bill lines added up to the finest grain any comparison needs: period x customer x reseller x service x charge mode x kind. Every
 * figure, control total and match is derived from these cells; the lines are read once. Cells of one (period, customer, service) stand together.
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
}

/** Cells with the lines they were made of. */
export interface CellsOfLines extends BillCells {
  readonly cellOfLine: Uint32Array;
}

/** @throws InvariantError `amounts-too-large` when a column's absolute sum could pass 64 bits */
export function assertBillsSummable(bills: BillColumns): void {
  // Several may be one column.
  const names = new Map((['paid', 'discount', 'adjustment', 'debt', 'amount'] as const).map((name) => [bills[name], name]));
  for (const [column, name] of names) assertSummable(column, bills.rows, name);
}

/**
 * Adds up lines of which {@link assertBillsSummable} holds.
 * @param space which keys there can be, when others share it
 */
export function aggregateBillCells(bills: BillColumns, space: KeySpace = spaceOf(bills)): CellsOfLines {
  const variants = new KeyTable();
  const variantOf = variantsOf(bills, variants);
  const cells = groupByKey(space, bills, variantOf, Math.max(1, variants.size));
  const [sorts, resellers] = [variants.column(0), variants.column(1)];
  const { count, cellOfRow: cellOfLine, variant } = cells;
  return {
    count,
    period: cells.period,
    customer: cells.party,
    service: cells.service,
    reseller: looked(variant, resellers, new Uint32Array(count)),
    chargeMode: looked(
      variant,
      sorts.map((sort) => sort >>> 8),
      new Uint8Array(count),
    ),
    kind: looked(
      variant,
      sorts.map((sort) => sort & 0xff),
      new Uint8Array(count),
    ),
    amount: sumBy(bills.amount, cellOfLine, count),
    debt: sumFewBy(bills.debt, cellOfLine, count),
    adjustment: sumFewBy(bills.adjustment, cellOfLine, count),
    discount: sumFewBy(bills.discount, cellOfLine, count),
    cellOfLine,
  };
}

/** Charge mode, kind and reseller as one small number; lines beside each other mostly have the same. */
function variantsOf({ rows, chargeMode, kind, reseller }: BillColumns, variants: KeyTable): Uint32Array {
  const variantOf = new Uint32Array(rows);
  let [sort, through, variant] = [-1, 0, 0];
  for (let line = 0; line < rows; line++) {
    const own = (chargeMode[line]! << 8) | kind[line]!;
    if (own !== sort || reseller[line] !== through) {
      sort = own;
      through = reseller[line]!;
      variant = variants.idOf(sort, through);
    }
    variantOf[line] = variant;
  }
  return variantOf;
}
