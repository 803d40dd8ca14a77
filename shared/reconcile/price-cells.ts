import { byCodeUnit } from '../digest';
import { ONE, parseUnits, type Units } from '../money';
import type { BillCells } from './bill-cells';
import type { EngineContext } from './context';
import { KeyTable } from './key-table';
import { PriceBook, type RuleChoice } from './price-book';
import { tierFactor, type Factor } from './price-tiers';
import type { RevenueParties } from './revenue-parties';
import type { PriceRule } from './types';

/** Amounts of the bill's kinds: consumption, refunds, write-offs (semantics.md #5), with the signs as they come. */
export type Kinds = [Units, Units, Units];

/** What a price is worked out for: the bill of one customer and service with one counterparty in a month, by charge mode where a rule asks. */
export interface PriceCell {
  /** Index into the input's periods. */
  readonly period: number;
  readonly counterparty: number;
  readonly customer: number;
  readonly service: number;
  readonly chargeMode: string | null;
  readonly amount: Kinds;
  /** discount_amount; list price = amount + discount (semantics.md #7). */
  readonly discount: Kinds;
  choice: RuleChoice | null;
  /** What the rule asks for each unit of its base; of a fixed price 1 in the cell that carries it, else 0. */
  factor: Factor;
}

const ONCE: Factor = { by: ONE, per: 1n };
const NOT_HERE: Factor = { by: 0n, per: 1n };
const NO_MODE = 0xffff;

export const sumOfKinds = ([consumption, refunds, adjustments]: Kinds): Units => consumption + refunds + adjustments;

/**
 * The bill of some months as price cells, each with its rule, in code-unit order of their names. Tiers know their month's volume, so cells of a
 * month always come together.
 * @param wanted by index of the period
 * @param booked whether the revenue ledger has rows where the cell is compared: a fixed price stands there, if it can
 */
export function priceCells(
  context: EngineContext,
  parties: RevenueParties,
  wanted: (period: number) => boolean,
  booked: (cell: PriceCell) => boolean,
): PriceCell[] {
  const book = new PriceBook(context.input.priceRules);
  const found = new FoundCells(context, parties, book);
  for (const { cells } of context.shards) {
    for (let at = 0; at < cells.count; at++) if (cells.kind[at]! <= 2 && wanted(cells.period[at]!)) found.add(cells, at);
  }
  priceAt(context, book, found.all);
  const named = found.all.map((cell) => ({ cell, name: nameOf(context, cell) }));
  const sorted = named.sort((a, b) => byCodeUnit(a.name, b.name)).map(({ cell }) => cell);
  chargeOnce(sorted, booked);
  return sorted;
}

/** Price cells with what bill cells add to them. */
class FoundCells {
  readonly all: PriceCell[] = [];
  private readonly table = new KeyTable();

  constructor(
    private readonly context: EngineContext,
    private readonly parties: RevenueParties,
    private readonly book: PriceBook,
  ) {}

  add(cells: BillCells, at: number): void {
    const [period, customer, service] = [cells.period[at]!, cells.customer[at]!, cells.service[at]!];
    const counterparty = this.parties.ofBill(period, customer, cells.reseller[at]!);
    const mode = this.splits(period, counterparty, customer, service) ? cells.chargeMode[at]! : NO_MODE;
    const id = this.table.idOf((period << 16) | mode, customer, service, counterparty);
    const cell = (this.all[id] ??= {
      period,
      counterparty,
      customer,
      service,
      chargeMode: mode === NO_MODE ? null : String(mode),
      amount: [0n, 0n, 0n],
      discount: [0n, 0n, 0n],
      choice: null,
      factor: ONCE,
    });
    const kind = cells.kind[at] as 0 | 1 | 2;
    cell.amount[kind] += cells.amount[at]!;
    cell.discount[kind] += cells.discount[at]!;
  }

  private splits(period: number, counterparty: number, customer: number, service: number): boolean {
    if (!this.book.hasModes) return false;
    const { codes, input } = this.context;
    return this.book.splitsByMode({
      period: input.periods[period]!,
      counterparty: codes.text(counterparty),
      customer: codes.text(customer),
      service: codes.text(service),
    });
  }
}

/**
 * A fixed price is asked for once a month in what its rule names (`per`), however many cells there are and however fine the ledger is: by the first
 * cell, in order of names, of those the ledger has rows for, else by the first of all. Never by amount.
 */
function chargeOnce(cells: readonly PriceCell[], booked: (cell: PriceCell) => boolean): void {
  const carriers = new Map<string, { cell: PriceCell; booked: boolean }>();
  for (const cell of cells) {
    const rule = cell.choice?.rule;
    if (rule?.price.kind !== 'fixed') continue;
    cell.factor = NOT_HERE;
    if (sumOfKinds(cell.amount) === 0n && sumOfKinds(cell.discount) === 0n) continue;
    const { per = 'counterparty' } = rule.price;
    const customer = per === 'customer' || per === 'customer-service' ? cell.customer : 0;
    const service = per === 'service' || per === 'customer-service' ? cell.service : 0;
    const scope = `${cell.period}|${cell.counterparty}|${customer}|${service}|${rule.id}`;
    const known = carriers.get(scope);
    if (known?.booked === true) continue;
    const here = booked(cell);
    if (known === undefined || here) carriers.set(scope, { cell, booked: here });
  }
  for (const { cell } of carriers.values()) cell.factor = ONCE;
}

/** Chooses each cell's rule, then works out what it asks once the month's volumes are known. */
function priceAt({ codes, input }: EngineContext, book: PriceBook, cells: readonly PriceCell[]): void {
  const volumes = new Map<PriceRule, Map<string, Units>>();
  const where = (cell: PriceCell): string => `${cell.period}|${cell.counterparty}`;
  for (const cell of cells) {
    cell.choice = book.choose({
      period: input.periods[cell.period]!,
      counterparty: codes.text(cell.counterparty),
      customer: codes.text(cell.customer),
      service: codes.text(cell.service),
      chargeMode: cell.chargeMode,
    });
    const rule = cell.choice?.rule;
    if (rule?.price.kind !== 'tiers') continue;
    const sums = volumes.get(rule) ?? new Map<string, Units>();
    volumes.set(
      rule,
      sums.set(where(cell), (sums.get(where(cell)) ?? 0n) + baseOf(rule, sumOfKinds(cell.amount), sumOfKinds(cell.discount))),
    );
  }
  const factors = new Map<PriceRule, Map<string, Factor>>();
  for (const [rule, sums] of volumes) {
    const { price } = rule;
    if (price.kind === 'tiers') factors.set(rule, new Map([...sums].map(([at, volume]) => [at, tierFactor(price, volume)])));
  }
  for (const cell of cells)
    if (cell.choice) cell.factor = factorOf(cell.choice.rule) ?? factors.get(cell.choice.rule)?.get(where(cell)) ?? ONCE;
}

/** What a rule multiplies. A fixed price has its own amount as its base. */
export function baseOf({ price }: PriceRule, amount: Units, discount: Units): Units {
  if (price.kind === 'fixed') return parseUnits(price.amount);
  const isList = price.kind === 'list-discount' || (price.kind === 'tiers' && price.of === 'list');
  return isList ? amount + discount : amount;
}

/** A factor that needs no volume; null for tiers. */
function factorOf({ price }: PriceRule): Factor | null {
  switch (price.kind) {
    case 'cost-plus':
      return { by: ONE + parseUnits(price.markup), per: 1n };
    case 'list-discount':
      return { by: parseUnits(price.factor), per: 1n };
    case 'tiers':
      return null;
    default:
      return ONCE;
  }
}

function nameOf({ codes, input }: EngineContext, cell: PriceCell): string {
  return [
    input.periods[cell.period],
    codes.text(cell.counterparty),
    codes.text(cell.customer),
    codes.text(cell.service),
    cell.chargeMode ?? '',
  ].join('\u0000');
}
