import { CENT, divide, halfUpToCent, multiply, parseUnits, sum, type Units } from '../../../shared/money';
import { shiftPeriod, type Period } from '../../../shared/period';
import type { PlantedWorld } from '../world';
import { CDN, SFS, EC2 } from '../world/catalogue';
import { breakNote, type BreakClass, type BreakNote, type PlantNote } from '../world/notes';
import { ROLES } from '../world/parties';
import { Random } from '../world/random';
import { cellKey, counterpartyOf, type Cell } from './cells';
import { entryOf, type CostEntry } from './cost';

/** Differences of the sample cost ledger. Each takes a cell of its own, so that it can be classed in one way only. */

const TAXED = parseUnits('1.06');
const EXCHANGE_RATE = parseUnits('7.1');
const WORTH_PLANTING: Units = 2000n * CENT;

const TAX_FACTORS: readonly Units[] = ['1.01', '1.03', '1.06', '1.09', '1.13'].map((text) => parseUnits(text));

/** Whether a ledger figure could be taken for the bill with or without one of the usual taxes. */
function looksTaxed(bill: Units, ledger: Units): boolean {
  return TAX_FACTORS.some((factor) => halfUpToCent(multiply(bill, factor)) === ledger || halfUpToCent(divide(bill, factor)) === ledger);
}

class CostPlanter {
  private readonly byCell = new Map<string, CostEntry[]>();
  private readonly extra: CostEntry[] = [];
  private readonly cells: Map<string, Cell>;
  private readonly taken: Set<string>;
  private readonly random: Random;
  readonly notes: BreakNote[] = [];

  constructor(
    private readonly planted: PlantedWorld,
    cells: readonly Cell[],
  ) {
    this.random = new Random(planted.spec.seed, 'cost-plants');
    this.cells = new Map(cells.map((cell) => [cellKey(cell), cell]));
    this.taken = new Set(planted.taken);
    for (const cell of cells) this.byCell.set(cellKey(cell), [entryOf(planted, cell)]);
  }

  entries(): CostEntry[] {
    return [...[...this.byCell.values()].flat(), ...this.extra];
  }

  customer(role: number): string {
    const customer = this.planted.world.customers[role];
    if (!customer) throw new RangeError(`no customer ${String(role)}`);
    return customer.id;
  }

  cellAt(period: Period, customerId: string, service: string): Cell {
    const cell = this.cells.get(`${period}|${customerId}|${service}`);
    if (!cell) throw new RangeError(`no cell ${period} ${service}`);
    return cell;
  }

  /** A plain cell of the month whose customer and service no other plant uses in any month, so that neighbours stay clean. */
  freeCell(period: Period, suits: (cell: Cell) => boolean = () => true): Cell {
    const free = [...this.cells.values()].filter(
      (cell) => cell.period === period && cell.plain && cell.amount >= WORTH_PLANTING && !this.isTaken(cell),
    );
    const cell = this.planted.world.size === 'large' ? this.firstOf(free, suits) : this.random.pick(free.filter(suits));
    this.take(cell);
    return cell;
  }

  /** One that suits, drawn until it does: asking all cells of a large world would make most of its fee records. */
  private firstOf(free: readonly Cell[], suits: (cell: Cell) => boolean): Cell {
    for (let left = free.length; left > 0; left--) {
      const cell = this.random.pick(free);
      if (suits(cell)) return cell;
    }
    throw new RangeError('no cell suits');
  }

  private isTaken(cell: Cell): boolean {
    return [...this.taken].some((key) => key.endsWith(`|${cell.customerId}|${cell.service}`));
  }

  take(cell: Cell): void {
    this.taken.add(cellKey(cell));
  }

  /** Books other amounts than the cell's in its place; none drops the row. */
  book(cell: Cell, ...amounts: Units[]): void {
    const entry = entryOf(this.planted, cell);
    this.byCell.set(
      cellKey(cell),
      amounts.map((amount) => ({ ...entry, amount })),
    );
  }

  bookForeign(cell: Cell, amount: Units): void {
    this.byCell.set(cellKey(cell), [{ ...entryOf(this.planted, cell), amount, currency: 'USD' }]);
  }

  /** An entry on a key that has no cell. */
  bookExtra(entry: CostEntry): void {
    this.extra.push(entry);
  }

  note(kind: BreakClass, cell: Cell, values: Partial<BreakNote>): void {
    const where = { period: cell.period, counterparty: counterpartyOf(cell), customer: cell.customerId, service: cell.service };
    this.notes.push(breakNote({ role: 'cost', class: kind, ...where, ...values }));
  }

  /** Half up of the untruncated fees of a cell, the figure of someone who rounds where the vendor cuts. */
  roundedFees(cell: Cell): Units {
    const fees = this.planted.world.fees.of(cell.customerId, cell.period).filter((fee) => fee.service === cell.service);
    return halfUpToCent(sum(fees.map((fee) => fee.payment)));
  }

  missing(cell: Cell): void {
    this.book(cell);
    this.note('missing-in-ledger', cell, { billAmount: cell.amount, difference: cell.amount });
  }

  differing(kind: BreakClass, cell: Cell, amount: Units): void {
    this.book(cell, amount);
    this.note(kind, cell, { ledgerAmount: amount, billAmount: cell.amount, difference: cell.amount - amount });
  }

  twice(cell: Cell): void {
    this.book(cell, cell.amount, cell.amount);
    this.note('duplicate-in-ledger', cell, { ledgerAmount: cell.amount, difference: -cell.amount });
  }

  stray(period: Period, customerId: string, service: string, amount: Units): void {
    const cell: Cell = { period, customerId, resellerId: null, service, amount, discount: 0n, plain: true };
    this.bookExtra(entryOf(this.planted, cell));
    this.note('missing-in-bill', cell, { ledgerAmount: amount, difference: -amount });
  }
}

/** Booked one month late: alone on its key, as the cell is on its own. */
function timing(plan: CostPlanter, planted: PlantedWorld): void {
  const cell = plan.cellAt('2026-09', plan.customer(ROLES.timing), CDN.code);
  const later = shiftPeriod(cell.period, 1);
  plan.take(cell);
  plan.book(cell);
  plan.bookExtra(entryOf(planted, { ...cell, period: later }));
  plan.note('timing', cell, { otherPeriod: later, ledgerAmount: cell.amount, billAmount: cell.amount, difference: cell.amount });
}

/** One entry between two equal cells that are both unbooked: nothing says which of them it is. */
function ambiguous(plan: CostPlanter, planted: PlantedWorld): void {
  const customer = plan.customer(ROLES.ambiguous);
  const before = plan.cellAt('2026-08', customer, SFS.code);
  const after = plan.cellAt('2026-10', customer, SFS.code);
  for (const cell of [before, after]) {
    plan.take(cell);
    plan.missing(cell);
  }
  const between: Cell = { ...before, period: '2026-09' };
  plan.bookExtra(entryOf(planted, between));
  plan.note('ambiguous', between, { ledgerAmount: between.amount, difference: -between.amount });
}

/** A refund booked as if it were a charge (reading 2: an amount break whose reason says "sign"). */
function wrongSign(plan: CostPlanter, planted: PlantedWorld): void {
  const customer = plan.customer(ROLES.returner);
  const refund = planted.world.billLines.find((line) => line.customerId === customer && line.kind === '1');
  if (!refund) throw new RangeError('nothing was returned');
  const cell = plan.cellAt(refund.period, customer, refund.service);
  plan.take(cell);
  plan.differing('amount', cell, cell.amount - 2n * refund.amount);
}

function unknownCustomer(plan: CostPlanter, planted: PlantedWorld): void {
  const period: Period = '2026-09';
  const amount = 32_100n * CENT;
  const nobody: Cell = {
    period,
    customerId: new Random(planted.spec.seed, 'nobody').hex(32),
    resellerId: null,
    service: EC2.code,
    amount,
    discount: 0n,
    plain: true,
  };
  plan.bookExtra({ ...entryOf(planted, nobody), customerName: '样本未建档有限公司' });
  plan.notes.push(
    breakNote({ role: 'cost', class: 'unknown-customer', period, service: EC2.code, ledgerAmount: amount, difference: -amount }),
  );
}

/** The bill repeats a line, the book does not. */
function repeated(plan: CostPlanter, planted: PlantedWorld): void {
  const line = planted.repeated;
  if (!line) return;
  const cell = plan.cellAt(line.period, line.customerId, line.service);
  plan.differing('duplicate-in-bill', cell, cell.amount - line.amount);
}

function plantSmall(plan: CostPlanter, planted: PlantedWorld): void {
  timing(plan, planted);
  ambiguous(plan, planted);
  wrongSign(plan, planted);
  unknownCustomer(plan, planted);
  repeated(plan, planted);
  plan.stray('2026-09', plan.customer(ROLES.stranger), CDN.code, 18_880n * CENT);
  plan.stray('2026-10', plan.customer(ROLES.stranger), SFS.code, 4560n * CENT);
  const cents = (cell: Cell): boolean => plan.roundedFees(cell) !== cell.amount;
  for (const period of ['2026-09', '2026-10']) {
    const october = period === '2026-10';
    plan.missing(plan.freeCell(period));
    const off = (october ? -1234n : 3750n) * CENT;
    const wrong = plan.freeCell(period, (cell) => !looksTaxed(cell.amount, cell.amount + off));
    plan.differing('amount', wrong, wrong.amount + off);
    const rounded = plan.freeCell(period, cents);
    plan.differing('rounding', rounded, plan.roundedFees(rounded));
    plan.twice(plan.freeCell(period));
    if (october) continue;
    const centOff = plan.freeCell(period);
    plan.differing('amount', centOff, centOff.amount - CENT);
    const taxed = plan.freeCell(period);
    plan.differing('tax-basis', taxed, halfUpToCent(multiply(taxed.amount, TAXED)));
    const foreign = plan.freeCell(period);
    const inDollars = halfUpToCent(divide(foreign.amount, EXCHANGE_RATE));
    plan.bookForeign(foreign, inDollars);
    plan.note('currency', foreign, { ledgerAmount: inDollars, billAmount: foreign.amount });
  }
  // Not a difference: one charge booked in two rows that add up to it.
  for (const period of [planted.world.size === 'large' ? '2026-08' : '2026-07', '2026-10']) {
    const split = plan.freeCell(period);
    const part = halfUpToCent(split.amount / 3n);
    plan.book(split, part, split.amount - part);
  }
}

function plantTiny(plan: CostPlanter): void {
  plan.missing(plan.freeCell('2026-10'));
  const off = 3750n * CENT;
  const wrong = plan.freeCell('2026-10', (cell) => !looksTaxed(cell.amount, cell.amount + off));
  plan.differing('amount', wrong, wrong.amount + off);
}

/** The entries of the cost ledger and the breaks planted into them. A clean world and the International site get none. */
export function plantInCost(planted: PlantedWorld, cells: readonly Cell[]): { entries: CostEntry[]; notes: PlantNote[] } {
  const plan = new CostPlanter(planted, cells);
  if (!planted.spec.clean && planted.world.site === 'cn') {
    if (planted.world.size === 'tiny') plantTiny(plan);
    else plantSmall(plan, planted);
  }
  return { entries: plan.entries(), notes: plan.notes };
}
