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
  /** The refunds' part. */
  readonly refunds: Units;
}

interface Cell {
  readonly customer: string;
  readonly service: string;
  readonly mode: string;
  amount: Units;
  discount: Units;
  /** Kind 1 alone. */
  refunded: Units;
  refundedDiscount: Units;
}

/** A sum as a fraction of units of 10^-24. */
type Fraction = readonly [bigint, bigint];
const plus = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * d + c * b, b * d];

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
      this.group(line.period, this.partyOfLine(line), line.service).lines.push(line);
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
      const matched = this.judge(group, priced, unruled);
      month.matched += matched;
      if (this.byOrder(group)) month.ambiguous += matched;
    }
    return { findings: this.findings, months: [...months.values()], margin: this.margin() };
  }

  /** `month|counterparty|customer|service|revenue|cost`, as fine as the entries of the counterparty allow. */
  private margin(): string[] {
    const rows = new Map<string, { revenue: Units; cost: Units; parts: Map<string, Units> }>();
    for (const group of this.groups) {
      const party = group.counterparty;
      const entries = this.groups
        .filter((one) => one.period === group.period && one.counterparty === party)
        .flatMap((one) => one.entries.filter((entry) => entry.currency === this.world.currency));
      const real = entries.filter((entry) => entry.units !== 0n);
      const named = real.length > 0 && real.every((entry) => entry.customer !== null);
      const customerOf = (own: string): string => (!isReseller(this.world, party) ? party : named ? own : '');
      const at = (own: string): { revenue: Units; cost: Units; parts: Map<string, Units> } => {
        const key = [group.period, party, customerOf(own), group.service].join('|');
        if (!rows.has(key)) rows.set(key, { revenue: 0n, cost: 0n, parts: new Map() });
        return rows.get(key)!;
      };
      for (const entry of group.entries) {
        if (entry.currency === this.world.currency) at(entry.customer ?? '').revenue += this.netOf(group, entry);
      }
      for (const line of group.lines) {
        const row = at(line.customer);
        row.cost += line.amount;
        const part = `${line.customer}/${line.service}`;
        if (customerOf(line.customer) === '' || group.service === '') row.parts.set(part, (row.parts.get(part) ?? 0n) + line.amount);
      }
    }
    return [...rows].flatMap(([key, { revenue, cost, parts }]) => {
      const shown = [...parts]
        .filter(([, units]) => units !== 0n)
        .map(([name, units]) => `${name}=${units}`)
        .sort();
      return revenue === 0n && cost === 0n && shown.length === 0 ? [] : [[key, revenue, cost, ...shown].join('|')];
    });
  }

  /** Without tax, half up to the cent: the only rate of the group's rules, else what they come to together, else the entry's own. */
  private netOf(group: Group, entry: LedgerEntry): Units {
    if (entry.basis === 'pretax') return entry.units;
    const taxed = this.expected(group, true)[0];
    const rates = [...new Set(taxed.taxes)];
    if (rates.length === 1 && rates[0] !== '0') return over(entry.units * ONE, ONE + parseUnits(rates[0]!));
    if (rates.length > 1 && taxed.amount > 0n) return over(entry.units * this.expected(group, false)[0].amount, taxed.amount);
    return entry.tax ? over(entry.units * ONE, ONE + parseUnits(entry.tax)) : entry.units;
  }

  private takesPart(period: Period): boolean {
    return this.book.some((entry) => entry.period === period);
  }

  private known(): LedgerEntry[] {
    return this.book.filter((entry) => entry.customer !== null || entry.reseller !== null);
  }

  /** Lines of a month that name a reseller and lines that name none: the customer moved, and the latter are its own. */
  private moved(period: Period, customer: string): boolean {
    const own = this.world.lines.filter((line) => line.period === period && line.customer === customer);
    return own.some((line) => line.reseller === '') && own.some((line) => line.reseller !== '');
  }

  private partyOfLine(line: Line): string {
    if (line.reseller === '' && this.moved(line.period, line.customer)) return line.customer;
    return counterpartyOf(this.world, line.customer, line.reseller);
  }

  /** The entry's reseller; else the only one its customer's lines came through that month, the master data's, the customer itself. */
  private partyOf(entry: LedgerEntry): string {
    if (entry.reseller !== null) return entry.reseller;
    const customer = entry.customer!;
    if (this.moved(entry.period, customer)) return customer;
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

  private rulesFor(group: Pick<Group, 'period' | 'counterparty'>, customer: string, service: string): PriceRule[] {
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
  private cellsOf(group: Pick<Group, 'period' | 'counterparty'>, lines: readonly Line[]): Cell[] {
    const cells: Cell[] = [];
    for (const line of lines) {
      const splits = this.rulesFor(group, line.customer, line.service).some((rule) => rule.match.chargeMode !== undefined);
      const mode = splits ? String(line.chargeMode) : '';
      let cell = cells.find((one) => one.customer === line.customer && one.service === line.service && one.mode === mode);
      if (!cell)
        cells.push(
          (cell = { customer: line.customer, service: line.service, mode, amount: 0n, discount: 0n, refunded: 0n, refundedDiscount: 0n }),
        );
      cell.amount += line.amount;
      cell.discount += line.discount;
      if (line.kind !== 1) continue;
      cell.refunded += line.amount;
      cell.refundedDiscount += line.discount;
    }
    return cells;
  }

  private costCells(group: Group): Cell[] {
    return this.cellsOf(group, group.lines);
  }

  private candidates(group: Pick<Group, 'period' | 'counterparty'>, cell: Cell): PriceRule[] {
    return this.rulesFor(group, cell.customer, cell.service).filter(
      (one) => one.match.chargeMode === undefined || one.match.chargeMode === cell.mode,
    );
  }

  /** Month's sum of what a rule governs at one counterparty. */
  private volume(group: Group, rule: PriceRule): Units {
    const lines = this.groups
      .filter((one) => one.period === group.period && one.counterparty === group.counterparty)
      .flatMap((one) => one.lines);
    const governed = this.cellsOf(group, lines).filter((cell) => this.candidates(group, cell)[0] === rule);
    return total(governed, (cell) => cell.amount + (rule.price.kind === 'tiers' && rule.price.of === 'list' ? cell.discount : 0n));
  }

  /** Price without tax as a fraction of units of 10^-16. */
  private net(group: Group, rule: PriceRule, amount: Units, discount: Units): Fraction {
    const { price } = rule;
    switch (price.kind) {
      case 'pass-through':
        return [amount * ONE, 1n];
      case 'cost-plus':
        return [amount * (ONE + parseUnits(price.markup)), 1n];
      case 'list-discount':
        return [(amount + discount) * parseUnits(price.factor), 1n];
      case 'fixed':
        return [parseUnits(price.amount) * ONE, 1n];
      case 'tiers': {
        const base = price.of === 'list' ? amount + discount : amount;
        const volume = this.volume(group, rule);
        const steps = price.steps.map(({ from, factor }) => [parseUnits(from), parseUnits(factor)] as const);
        let factor = steps[0]![1];
        if (volume <= 0n) return [base * factor, 1n];
        for (const [from, next] of steps) if (volume >= from) factor = next;
        if (price.span === 'whole') return [base * factor, 1n];
        // The sum of the slices, each with its own factor, shared out by base.
        let whole = 0n;
        steps.forEach(([from, own], i) => {
          const until = steps[i + 1]?.[0] ?? volume;
          const end = until < volume ? until : volume;
          if (end > from) whole += (end - from) * own;
        });
        return [base * whole, volume];
      }
    }
  }

  /** Whether the cell is the one that a fixed price of a month stands in: the first with rows in the book, else the first. */
  private carries(group: Group, cell: Cell, rule: PriceRule): boolean {
    const per = (rule.price.kind === 'fixed' && rule.price.per) || 'counterparty';
    const rivals = this.groups
      .filter((one) => one.period === group.period && one.counterparty === group.counterparty)
      .flatMap((one) => this.costCells(one).map((other) => ({ other, booked: one.entries.length > 0, in: one })))
      .filter(({ other }) => other.amount !== 0n || other.discount !== 0n)
      .filter(({ other }) => this.candidates(group, other)[0] === rule)
      .filter(({ other }) => !per.includes('customer') || other.customer === cell.customer)
      .filter(({ other }) => !per.includes('service') || other.service === cell.service)
      .map((one) => ({ ...one, name: [one.other.customer, one.other.service, one.other.mode].join('\u0000') }))
      .sort((a, b) => Number(b.booked) - Number(a.booked) || (a.name < b.name ? -1 : 1));
    const [first] = rivals;
    return (
      first!.in === group &&
      first!.other.customer === cell.customer &&
      first!.other.service === cell.service &&
      first!.other.mode === cell.mode
    );
  }

  private expected(group: Group, withTax: boolean): [Price, boolean] {
    const rules = new Set<string>();
    const taxes: string[] = [];
    let unruled = false;
    const sums = { lines: 0n, up: [0n, 1n] as Fraction, cut: [0n, 1n] as Fraction };
    const refunds = { lines: 0n, up: [0n, 1n] as Fraction, cut: [0n, 1n] as Fraction };
    const add = (to: typeof sums, rule: PriceRule, [value, per]: Fraction): void => {
      const exact: Fraction = [value * (withTax && rule.tax !== undefined ? ONE + parseUnits(rule.tax) : ONE), per];
      if (rule.rounding === 'half-up-line') to.lines += halfUp(exact);
      else if (rule.rounding === 'truncate-line') to.lines += cut(exact);
      else if (rule.rounding === 'half-up-total') to.up = plus(to.up, exact);
      else to.cut = plus(to.cut, exact);
    };
    for (const cell of this.costCells(group)) {
      if (cell.amount === 0n && cell.discount === 0n) continue;
      const [rule] = this.candidates(group, cell);
      if (!rule) {
        unruled ||= cell.amount !== 0n;
        continue;
      }
      taxes.push(rule.tax ?? '0');
      rules.add(rule.id);
      if (rule.price.kind === 'fixed' && !this.carries(group, cell, rule)) continue;
      add(sums, rule, this.net(group, rule, cell.amount, cell.discount));
      if (rule.price.kind !== 'fixed') add(refunds, rule, this.net(group, rule, cell.refunded, cell.refundedDiscount));
    }
    const units = ({ lines, up, cut: down }: typeof sums): Units => lines + halfUp(up) + cut(down);
    return [{ amount: units(sums), rules, taxes, refunds: units(refunds) }, unruled];
  }

  /** Whether a cell's price hangs on the order of rules that are equally specific. */
  private byOrder(group: Group): boolean {
    const specific = (rule: PriceRule): number => Object.values(rule.match).filter((value) => value !== undefined).length;
    const terms = ({ price, tax, rounding }: PriceRule): string => {
      const one = price.kind === 'tiers' && price.steps.length === 1 ? price.steps[0]!.factor : null;
      const base =
        price.kind === 'pass-through'
          ? ['cost', ONE]
          : price.kind === 'cost-plus'
            ? ['cost', ONE + parseUnits(price.markup)]
            : price.kind === 'list-discount'
              ? ['list', parseUnits(price.factor)]
              : price.kind === 'tiers' && one !== null
                ? [price.of, parseUnits(one)]
                : [JSON.stringify(price)];
      return [...base, parseUnits(tax ?? '0'), rounding].join();
    };
    return this.costCells(group).some((cell) => {
      if (cell.amount === 0n && cell.discount === 0n) return false;
      const [first, ...others] = this.candidates(group, cell);
      return first !== undefined && others.some((one) => specific(one) === specific(first) && terms(one) !== terms(first));
    });
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
    const hangs = this.byOrder(group);
    const said = (reason: string): string => `${hangs ? 'price-order ' : ''}${unsure ? 'basis-unknown ' : ''}${reason}`;
    const say = (what: string, expected: Units | null, reason = what): number => {
      this.findings.push({
        ...this.where(group),
        what,
        ledger: entries.length === 0 ? null : ledger,
        bill: null,
        expected,
        difference: (expected ?? 0n) - ledger,
        reason: said(reason),
        rows: this.rows(group, entries),
      });
      return 0;
    };
    if (unruled) return say('no-price-rule', price.amount);
    if (entries.length === 0) return price.amount === 0n ? 0 : say('consumed-not-billed', price.amount);
    if (!billed && price.rules.size === 0) return ledger === 0n ? 0 : say('billed-not-consumed', null);
    if (ledger !== price.amount) return say('price-deviation', price.amount, this.deviation(group, entries, price, ledger));
    this.findings.push({
      ...this.where(group),
      what: '=price',
      ledger,
      bill: price.amount,
      expected: null,
      difference: null,
      reason: said('match-price'),
      rows: entries.map(entryRow).sort(),
    });
    return entries.length;
  }

  private deviation(group: Group, entries: readonly LedgerEntry[], price: Price, ledger: Units): string {
    const surplus = ledger - price.amount;
    const same = (a: LedgerEntry, b: LedgerEntry): boolean =>
      a.units === b.units &&
      a.service === b.service &&
      a.customer === b.customer &&
      a.reseller === b.reseller &&
      a.reference === b.reference;
    const repeats = entries.filter((entry, i) => entries.findIndex((other) => same(entry, other)) < i);
    const sum = total(repeats, (entry) => entry.units);
    if (sum !== 0n && sum === surplus) return 'price-deviation-repeat';
    if (price.refunds !== 0n && surplus === -price.refunds) return 'price-deviation-refund';
    if (price.refunds !== 0n && surplus === -2n * price.refunds) return 'price-deviation-refund-sign';
    return this.expected(group, !this.withTax(group))[0].amount === ledger ? 'price-deviation-tax' : 'price-deviation';
  }
}

/** Units of 10^-24, half up to the cent. */
function halfUp([value, per]: Fraction): Units {
  const [positive, unit] = [value < 0n ? -value : value, ONE * ONE * CENT * per];
  const cents = (positive * 2n + unit) / (unit * 2n);
  return (value < 0n ? -cents : cents) * CENT;
}

/** Units of 10^-24, what is below the cent dropped. */
function cut([value, per]: Fraction): Units {
  return (value / (ONE * ONE * CENT * per)) * CENT;
}

/** A quotient half up to the cent; the divisor is positive. */
function over(value: bigint, divisor: bigint): Units {
  const positive = value < 0n ? -value : value;
  const cents = (positive * 2n + divisor * CENT) / (divisor * CENT * 2n);
  return (value < 0n ? -cents : cents) * CENT;
}
