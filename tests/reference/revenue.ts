/** Revenue matching as shared/reconcile/README.md tells it, row by row and slow. */
import { parseUnits, type Units } from '../../shared/money';
import type { Period } from '../../shared/period';
import type { LedgerEntry, PriceRule } from '../../shared/reconcile/types';
import {
  billRow,
  bookOf,
  counterpartyOf,
  entryRow,
  isReseller,
  orNull,
  total,
  type Finding,
  type Line,
  type MonthSummary,
  type Outcome,
  type World,
} from './world';

interface Group {
  readonly period: Period;
  readonly counterparty: string;
  /** Empty where the counterparty is compared as a whole. */
  readonly service: string;
  readonly lines: Line[];
  readonly entries: LedgerEntry[];
}

interface Price {
  readonly amount: Units;
  readonly rules: ReadonlySet<string>;
  readonly taxes: readonly string[];
}

const ONE = 100_000_000n;
const CENT = 1_000_000n;

export function referenceRevenue(world: World): Outcome {
  return new RevenueReference(world).run();
}

class RevenueReference {
  private readonly book: readonly LedgerEntry[];
  private readonly groups: Group[] = [];
  private readonly findings: Finding[] = [];

  constructor(private readonly world: World) {
    this.book = bookOf(world, 'revenue').filter((entry) => world.periods.includes(entry.period));
    for (const line of world.lines) {
      if (!this.takesPart(line.period)) continue;
      this.group(line.period, counterpartyOf(world, line.customer, line.reseller), line.service).lines.push(line);
    }
    for (const entry of this.known()) this.group(entry.period, this.partyOf(entry), entry.service ?? '').entries.push(entry);
  }

  run(): Outcome {
    const months = new Map<Period, { -readonly [K in keyof MonthSummary]: MonthSummary[K] }>();
    for (const period of this.world.periods) {
      if (this.takesPart(period))
        months.set(period, { role: 'revenue', period, entries: 0, lines: 0, matched: 0, ambiguous: 0, billTotal: 0n, ledgerTotal: 0n });
    }
    for (const entry of this.book) {
      const month = months.get(entry.period)!;
      month.entries++;
      if (entry.currency === this.world.currency) month.ledgerTotal += entry.units;
      if (entry.customer === null && entry.reseller === null && entry.units !== 0n) this.unknown(entry);
    }
    for (const group of this.groups) {
      const month = months.get(group.period)!;
      const [priced, unruled] = this.expected(group, this.withTax(group));
      if (this.costCells(group).some((cell) => cell.amount !== 0n)) month.lines++;
      if (this.currencies(group, priced.amount)) continue;
      month.billTotal += priced.amount;
      month.matched += this.judge(group, priced, unruled);
    }
    return { findings: this.findings, months: [...months.values()] };
  }

  private takesPart(period: Period): boolean {
    return this.book.some((entry) => entry.period === period);
  }

  private known(): LedgerEntry[] {
    return this.book.filter((entry) => entry.customer !== null || entry.reseller !== null);
  }

  /** The entry's reseller; else the only one its customer's lines came through that month, the master data's, the customer itself. */
  private partyOf(entry: LedgerEntry): string {
    if (entry.reseller !== null) return entry.reseller;
    const customer = entry.customer!;
    const through = new Set(
      this.world.lines
        .filter((line) => line.period === entry.period && line.customer === customer && line.reseller !== '')
        .map((line) => line.reseller),
    );
    return counterpartyOf(this.world, customer, through.size === 1 ? [...through][0]! : '');
  }

  private group(period: Period, counterparty: string, service: string): Group {
    const own = this.known().filter((entry) => entry.period === period && this.partyOf(entry) === counterparty);
    const month = this.known().filter((entry) => entry.period === period);
    const deciding = own.length > 0 ? own : month;
    const grain = deciding.length === 0 || deciding.some((entry) => entry.service === null) ? '' : service;
    let group = this.groups.find((one) => one.period === period && one.counterparty === counterparty && one.service === grain);
    if (!group) {
      group = { period, counterparty, service: grain, lines: [], entries: [] };
      this.groups.push(group);
    }
    return group;
  }

  /** Basis of the group's entries, else the counterparty's, else the month's; mixed is unknown, and unknown is compared with tax. */
  private basisOf(group: Group): LedgerEntry['basis'] {
    const month = this.known().filter((entry) => entry.period === group.period);
    const party = month.filter((entry) => this.partyOf(entry) === group.counterparty);
    const own = party.filter((entry) => (entry.service ?? '') === group.service);
    const deciding = own.length > 0 ? own : party.length > 0 ? party : month;
    const bases = new Set(deciding.map((entry) => entry.basis));
    return bases.size === 1 ? [...bases][0]! : 'unknown';
  }

  private withTax(group: Group): boolean {
    return this.basisOf(group) !== 'pretax';
  }

  private rulesFor(group: Group, customer: string, service: string): PriceRule[] {
    return this.world.priceRules.rules
      .map((rule, index) => ({ rule, index, members: Object.values(rule.match).filter((value) => value !== undefined).length }))
      .sort((a, b) => b.members - a.members || a.index - b.index)
      .map(({ rule }) => rule)
      .filter(
        ({ match, from, to }) =>
          from <= group.period &&
          (to === null || group.period <= to) &&
          (match.counterparty ?? group.counterparty) === group.counterparty &&
          (match.customer ?? customer) === customer &&
          (match.service ?? service) === service,
      );
  }

  /** Customer x service (x charge mode where a rule asks): what a price is worked out for. */
  private costCells(group: Group): { customer: string; service: string; mode: string; amount: Units; discount: Units }[] {
    const cells: { customer: string; service: string; mode: string; amount: Units; discount: Units }[] = [];
    for (const line of group.lines) {
      const splits = this.rulesFor(group, line.customer, line.service).some((rule) => rule.match.chargeMode !== undefined);
      const mode = splits ? String(line.chargeMode) : '';
      let cell = cells.find((one) => one.customer === line.customer && one.service === line.service && one.mode === mode);
      if (!cell) cells.push((cell = { customer: line.customer, service: line.service, mode, amount: 0n, discount: 0n }));
      cell.amount += line.amount;
      cell.discount += line.discount;
    }
    return cells;
  }

  private expected(group: Group, withTax: boolean): [Price, boolean] {
    const rules = new Set<string>();
    const taxes: string[] = [];
    let lines = 0n;
    let unrounded = 0n;
    let unruled = false;
    for (const cell of this.costCells(group)) {
      if (cell.amount === 0n && cell.discount === 0n) continue;
      const rule = this.rulesFor(group, cell.customer, cell.service).find(
        (one) => one.match.chargeMode === undefined || one.match.chargeMode === cell.mode,
      );
      if (!rule) {
        unruled ||= cell.amount !== 0n;
        continue;
      }
      taxes.push(rule.tax ?? '0');
      const again = rules.has(rule.id);
      rules.add(rule.id);
      const { price } = rule;
      if (price.kind === 'fixed' && again) continue;
      // Exact in units of 10^-24: amount x factor x tax.
      let exact = 0n;
      if (price.kind === 'pass-through') exact = cell.amount * ONE;
      if (price.kind === 'cost-plus') exact = cell.amount * (ONE + parseUnits(price.markup));
      if (price.kind === 'list-discount') exact = (cell.amount + cell.discount) * parseUnits(price.factor);
      if (price.kind === 'fixed') exact = parseUnits(price.amount) * ONE;
      exact *= withTax && rule.tax !== undefined ? ONE + parseUnits(rule.tax) : ONE;
      if (rule.rounding === 'half-up-line') lines += halfUp(exact);
      else if (rule.rounding === 'truncate-line') lines += (exact / (ONE * ONE * CENT)) * CENT;
      else unrounded += exact;
    }
    return [{ amount: lines + halfUp(unrounded), rules, taxes }, unruled];
  }

  private where(group: Group): Pick<Finding, 'role' | 'period' | 'counterparty' | 'customer' | 'service' | 'otherPeriod'> {
    return {
      role: 'revenue',
      period: group.period,
      otherPeriod: null,
      counterparty: group.counterparty,
      customer: isReseller(this.world, group.counterparty) ? null : group.counterparty,
      service: orNull(group.service),
    };
  }

  private rows(group: Group, entries: readonly LedgerEntry[]): string[] {
    const billed = this.costCells(group).some((cell) => cell.amount !== 0n);
    return [...(billed ? [billRow(group.period, group.counterparty, group.service)] : []), ...entries.map(entryRow)].sort();
  }

  private own(group: Group): LedgerEntry[] {
    return group.entries.filter((entry) => entry.currency === this.world.currency && entry.units !== 0n);
  }

  private unknown(entry: LedgerEntry): void {
    this.findings.push({
      role: 'revenue',
      period: entry.period,
      otherPeriod: null,
      what: 'unknown-customer',
      counterparty: null,
      customer: null,
      service: entry.service,
      ledger: entry.units,
      bill: null,
      expected: null,
      difference: entry.currency === this.world.currency ? -entry.units : null,
      reason: 'unknown-customer',
      rows: [entryRow(entry)],
    });
  }

  /** One break per other currency; true when they took the group, which then has no entry to compare. */
  private currencies(group: Group, expected: Units): boolean {
    const foreign = group.entries.filter((entry) => entry.currency !== this.world.currency && entry.units !== 0n);
    const alone = this.own(group).length === 0;
    [...new Set(foreign.map((entry) => entry.currency))].sort().forEach((currency, index) => {
      const entries = foreign.filter((entry) => entry.currency === currency);
      const takes = alone && index === 0 && expected !== 0n;
      const ledger = total(entries, (entry) => entry.units);
      this.findings.push({
        ...this.where(group),
        what: 'currency',
        ledger,
        bill: null,
        expected: takes ? expected : null,
        difference: null,
        reason: 'currency',
        rows: this.rows(group, entries),
      });
    });
    return alone && foreign.length > 0;
  }

  /** Entries matched. */
  private judge(group: Group, price: Price, unruled: boolean): number {
    const entries = this.own(group);
    const ledger = total(entries, (entry) => entry.units);
    const billed = this.costCells(group).some((cell) => cell.amount !== 0n);
    const unsure = this.basisOf(group) === 'unknown' && price.taxes.some((tax) => tax !== '0');
    const say = (what: string, expected: Units | null, reason = what): number => {
      this.findings.push({
        ...this.where(group),
        what,
        ledger: entries.length === 0 ? null : ledger,
        bill: null,
        expected,
        difference: (expected ?? 0n) - ledger,
        reason: unsure ? `basis-unknown ${reason}` : reason,
        rows: this.rows(group, entries),
      });
      return 0;
    };
    if (unruled) return say('no-price-rule', price.amount);
    if (entries.length === 0) return price.amount === 0n ? 0 : say('consumed-not-billed', price.amount);
    if (!billed && price.rules.size === 0) return ledger === 0n ? 0 : say('billed-not-consumed', null);
    if (ledger !== price.amount) return say('price-deviation', price.amount, this.deviation(group, entries, ledger - price.amount, ledger));
    this.findings.push({
      ...this.where(group),
      what: '=price',
      ledger,
      bill: price.amount,
      expected: null,
      difference: null,
      reason: unsure ? 'basis-unknown match-price' : 'match-price',
      rows: entries.map(entryRow).sort(),
    });
    return entries.length;
  }

  private deviation(group: Group, entries: readonly LedgerEntry[], surplus: Units, ledger: Units): string {
    const same = (a: LedgerEntry, b: LedgerEntry): boolean =>
      a.units === b.units &&
      a.service === b.service &&
      a.customer === b.customer &&
      a.reseller === b.reseller &&
      a.reference === b.reference;
    const repeats = entries.filter((entry, i) => entries.findIndex((other) => same(entry, other)) < i);
    const sum = total(repeats, (entry) => entry.units);
    if (sum !== 0n && sum === surplus) return 'price-deviation-repeat';
    return this.expected(group, !this.withTax(group))[0].amount === ledger ? 'price-deviation-tax' : 'price-deviation';
  }
}

/** Units of 10^-24, half up to the cent. */
function halfUp(exact: bigint): Units {
  const [positive, unit] = [exact < 0n ? -exact : exact, ONE * ONE * CENT];
  const cents = (positive + unit / 2n) / unit;
  return (exact < 0n ? -cents : cents) * CENT;
}
