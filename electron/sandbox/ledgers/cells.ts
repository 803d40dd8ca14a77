import type { Units } from '../../../shared/money';
import type { Period } from '../../../shared/period';
import type { BillLine, World } from '../world/model';

/** The bill of one customer and service in one month, kinds 0, 1 and 2 netted as they come. */
export interface Cell {
  readonly period: Period;
  readonly customerId: string;
  readonly resellerId: string | null;
  readonly service: string;
  readonly amount: Units;
  readonly discount: Units;
  /** Pay-per-use consumption alone, without arrears, refunds and write-offs. */
  readonly plain: boolean;
}

export const cellKey = (cell: Pick<Cell, 'period' | 'customerId' | 'service'>): string =>
  `${cell.period}|${cell.customerId}|${cell.service}`;

const isPlain = (line: BillLine): boolean => line.mode === 3 && line.kind === '0' && line.debt === 0n;

/** Months that the sample books of a large world cover: what a year and more of it would come to is no sample any more. */
const MONTHS_OF_LARGE = 3;

/** Months that the sample books of a world cover. */
export function bookedPeriods({ size, periods }: Pick<World, 'size' | 'periods'>): readonly Period[] {
  return size === 'large' ? periods.slice(-MONTHS_OF_LARGE) : periods;
}

/** Cells of the booked months that are not zero, in the order of the bill lines (month, customer, service). */
export function cellsOf(world: World): Cell[] {
  const cells = new Map<string, Cell>();
  const periods = new Set(bookedPeriods(world));
  for (const line of world.billLines) {
    if (!periods.has(line.period)) continue;
    const key = cellKey(line);
    const before = cells.get(key);
    const { period, customerId, resellerId, service } = line;
    cells.set(key, {
      period,
      customerId,
      resellerId,
      service,
      amount: (before?.amount ?? 0n) + line.amount,
      discount: (before?.discount ?? 0n) + (line.discount ?? 0n),
      plain: (before?.plain ?? true) && isPlain(line),
    });
  }
  return [...cells.values()].filter((cell) => cell.amount !== 0n);
}

/** Whom the partner settles a cell with: the reseller, else the customer itself. */
export const counterpartyOf = (cell: Pick<Cell, 'customerId' | 'resellerId'>): string => cell.resellerId ?? cell.customerId;
