import { halfUpToCent, type Units } from '../../../shared/money';
import type { Period } from '../../../shared/period';
import { serviceByCode } from '../world/catalogue';
import type { PlantNote } from '../world/notes';
import type { PlantedWorld } from '../world';
import { customerById } from '../world/parties';
import { cellsOf, type Cell } from './cells';
import { plantInCost } from './cost-plants';

/** One row of the sample cost ledger, before it is written. */
export interface CostRow {
  readonly period: Period;
  readonly customerId: string;
  readonly customerName: string;
  readonly service: string;
  readonly serviceName: string;
  readonly currency: string;
  readonly amount: Units;
  readonly voucher: string;
  readonly memo: string;
}

/** A row without its voucher number, which is given once all rows stand. */
export type CostEntry = Omit<CostRow, 'voucher'>;

/** The row that books a cell as it is, to the cent. */
export function entryOf(planted: PlantedWorld, cell: Cell): CostEntry {
  const customer = customerById(planted.world, cell.customerId);
  return {
    period: cell.period,
    customerId: cell.customerId,
    customerName: customer?.name ?? '',
    service: cell.service,
    serviceName: serviceByCode(cell.service)?.zh ?? cell.service,
    currency: planted.world.currency,
    amount: halfUpToCent(cell.amount),
    memo: `${cell.period} 云服务成本`,
  };
}

/** Rows of the sample cost ledger (customer x service x month, without tax) and what was planted into them. */
export function costLedger(planted: PlantedWorld): { rows: CostRow[]; notes: PlantNote[] } {
  const cells = cellsOf(planted.world);
  const { entries, notes } = plantInCost(planted, cells);
  const byPeriod = new Map<Period, number>();
  const sorted = [...entries].sort((a, b) => (a.period < b.period ? -1 : a.period > b.period ? 1 : 0));
  let before: CostRow | null = null;
  const rows = sorted.map((entry): CostRow => {
    // A row booked twice repeats its voucher number as well.
    const again: boolean =
      before !== null &&
      before.memo === entry.memo &&
      before.customerId === entry.customerId &&
      before.service === entry.service &&
      before.amount === entry.amount;
    const number = (byPeriod.get(entry.period) ?? 0) + (again ? 0 : 1);
    byPeriod.set(entry.period, number);
    before = { ...entry, voucher: `记-${entry.period.replace('-', '')}-${String(number).padStart(4, '0')}` };
    return before;
  });
  return { rows, notes };
}
