import { billedPart, type BilledPart } from './billed';
import type { BillCells } from './bill-cells';
import type { ShardContext } from './context';
import type { CostPart } from './cost-part';
import type { FeeIndex } from './fee-index';
import type { C2Part } from './totals/c2-part';

/** A part of a run that has nothing to do with the others (shards.ts): its aggregates, and what was found in it. Kept between runs while its input is the same. */
export class Shard {
  cost: CostPart | null = null;
  c2: C2Part | null = null;
  readonly cells: BillCells;
  readonly billed: BilledPart;
  readonly fees: FeeIndex;
  private customers: ReadonlySet<number> | null = null;
  private context: ShardContext | null;

  constructor(context: ShardContext) {
    const { cellOfLine: _, ...cells } = context.cells;
    this.cells = cells;
    this.billed = billedPart(context.bills, cells, context.input.periods.length);
    this.fees = context.fees;
    this.context = context;
  }

  /** Its rows and tables. Asked for again after {@link release} they have to be made again. */
  rows(make: () => ShardContext): ShardContext {
    return (this.context ??= make());
  }

  release(): void {
    this.context = null;
  }

  /** Whether fee records of a customer were read in a month. */
  hasFees(period: number, customer: number): boolean {
    this.customers ??= customersWithFees(this.fees);
    return this.customers.has(customer * MONTHS + period);
  }
}

const MONTHS = 65_536;

function customersWithFees({ buckets, period, customer }: FeeIndex): ReadonlySet<number> {
  const found = new Set<number>();
  for (let bucket = 0; bucket < buckets; bucket++) found.add(customer[bucket]! * MONTHS + period[bucket]!);
  return found;
}
