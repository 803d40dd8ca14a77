/** Cost matching as shared/reconcile/README.md tells it, row by row and slow. */
import { formatUnits, parseUnits, type Units } from '../../shared/money';
import { periodOfInstant, shiftPeriod, type Period } from '../../shared/period';
import type { LedgerEntry, PassName } from '../../shared/reconcile/types';
import { classOf } from './cost-classes';
import { groupsOf, type Group, type Item } from './groups';
import {
  billRow,
  bookOf,
  counterpartyOf,
  entryRow,
  isReseller,
  orNull,
  resellerOf,
  total,
  type Finding,
  type Line,
  type MonthSummary,
  type Outcome,
  type World,
} from './world';

/** One (period, party, service) with its bill and its entries. */
export interface Key {
  readonly period: Period;
  readonly party: string;
  /** Empty where the party is compared as a whole. */
  readonly service: string;
  readonly lines: Line[];
  /** Entries in the bill's currency that are not zero. */
  readonly entries: LedgerEntry[];
  bill: Units;
  rest: Units;
  taken: boolean;
}

const nameOf = (key: Key): string => billRow(key.period, key.party, key.service);

export function referenceCost(world: World): Outcome {
  return new CostReference(world).run();
}

class CostReference {
  private readonly book: readonly LedgerEntry[];
  private readonly keys: Key[] = [];
  private readonly used = new Set<LedgerEntry>();
  /** Bill lines that entries of a book kept by line met. */
  private readonly usedLines = new Set<Line>();
  /** Entries that a pass matched or booked as timing: what a duplicate repeats. */
  private readonly settled = new Set<LedgerEntry>();
  private readonly findings: Finding[] = [];
  private readonly counts: { period: Period; pass: PassName; entries: number }[] = [];

  constructor(private readonly world: World) {
    this.book = bookOf(world, 'cost');
    for (const line of world.lines) {
      if (!this.takesPart(line.period)) continue;
      const party = this.partyOf(line.period, line.customer, line.reseller);
      const key = this.key(line.period, party, this.grainOf(line.period, party, line.service));
      key.lines.push(line);
      key.bill += line.amount;
      key.rest += line.amount;
    }
    for (const entry of this.book) {
      if (entry.currency !== world.currency || entry.units === 0n) continue;
      this.keyOf(entry)?.entries.push(entry);
    }
  }

  run(): Outcome {
    this.setAsideUnknown();
    this.setAsideCurrencies();
    this.exactCells();
    this.exactLines();
    for (const key of this.keys) this.keySum(key);
    this.references();
    this.tolerance();
    this.groups();
    this.adjacent();
    for (const key of this.keys) if (this.judged(key.period) && !key.taken) this.classify(key);
    return { findings: this.findings, months: this.months() };
  }

  private judged(period: Period): boolean {
    return this.world.periods.includes(period);
  }

  private takesPart(period: Period): boolean {
    return this.judged(period) && this.book.some((entry) => entry.period === period);
  }

  /** A reseller with an entry of its own takes all its customers of that month. */
  private partyOf(period: Period, customer: string, reseller: string): string {
    const through = reseller || resellerOf(this.world, customer);
    return through !== '' && this.book.some((entry) => entry.period === period && entry.customer === null && entry.reseller === through)
      ? through
      : customer;
  }

  private partyOfEntry(entry: LedgerEntry): string {
    return entry.customer === null ? (entry.reseller ?? '') : this.partyOf(entry.period, entry.customer, entry.reseller ?? '');
  }

  /** The entry's service, else (book by order) the only service of its trade's fee records in its month. */
  private serviceOfEntry(entry: LedgerEntry): string {
    if (entry.service !== null) return entry.service;
    if (entry.grain !== 'order' || entry.reference === null) return '';
    const services = new Set(
      this.world.fees.filter((fee) => fee.trade === entry.reference && fee.period === entry.period).map((fee) => fee.service),
    );
    return services.size === 1 ? [...services][0]! : '';
  }

  private grainOf(period: Period, party: string, service: string): string {
    const own = this.book.filter((entry) => entry.period === period && this.partyOfEntry(entry) === party);
    if (own.length > 0) return own.some((entry) => this.serviceOfEntry(entry) === '') ? '' : service;
    return this.book.some((entry) => entry.period === period && this.serviceOfEntry(entry) !== '') ? service : '';
  }

  private key(period: Period, party: string, service: string): Key {
    let key = this.keys.find((one) => one.period === period && one.party === party && one.service === service);
    if (!key) {
      key = { period, party, service, lines: [], entries: [], bill: 0n, rest: 0n, taken: false };
      this.keys.push(key);
    }
    return key;
  }

  private keyOf(entry: LedgerEntry): Key | null {
    const party = this.partyOfEntry(entry);
    return party === '' ? null : this.key(entry.period, party, this.grainOf(entry.period, party, this.serviceOfEntry(entry)));
  }

  private left(key: Key): LedgerEntry[] {
    return key.entries.filter((entry) => !this.used.has(entry));
  }

  private where(key: Key): Pick<Finding, 'role' | 'period' | 'counterparty' | 'customer' | 'service'> {
    const through =
      key.lines.length > 0 ? key.lines.map((line) => line.reseller) : this.entriesOn(key).map((entry) => entry.reseller ?? '');
    const counterparties = through.map((reseller) => counterpartyOf(this.world, key.party, reseller)).sort();
    return {
      role: 'cost',
      period: key.period,
      counterparty: counterparties.at(-1) ?? null,
      customer: isReseller(this.world, key.party) ? null : key.party,
      service: orNull(key.service),
    };
  }

  /** All entries of a key that are not plain zeros, in whatever currency. */
  private entriesOn(key: Key): LedgerEntry[] {
    return this.book.filter(
      (entry) =>
        (entry.currency !== this.world.currency || entry.units !== 0n) && this.partyOfEntry(entry) !== '' && this.keyOf(entry) === key,
    );
  }

  private match(pass: PassName, key: Key, entries: readonly LedgerEntry[], bill: Units, reason: string): void {
    for (const entry of entries) {
      this.used.add(entry);
      this.settled.add(entry);
    }
    key.rest -= bill;
    this.counts.push({ period: key.period, pass, entries: entries.length });
    const ledger = total(entries, (entry) => entry.units);
    this.findings.push({
      ...this.where(key),
      otherPeriod: null,
      what: `=${pass}`,
      ledger,
      bill,
      expected: null,
      difference: null,
      reason,
      rows: entries.map(entryRow).sort(),
    });
  }

  private break(
    key: Key,
    what: string,
    ledger: Units | null,
    bill: Units | null,
    difference: Units | null,
    reason: string,
    entries: readonly LedgerEntry[],
    otherPeriod: Period | null = null,
  ): void {
    for (const entry of entries) this.used.add(entry);
    const rows = [...(bill === null ? [] : [billRow(key.period, key.party, key.service)]), ...entries.map(entryRow)].sort();
    this.findings.push({ ...this.where(key), otherPeriod, what, ledger, bill, expected: null, difference, reason, rows });
  }

  private setAsideUnknown(): void {
    for (const entry of this.book) {
      if (entry.customer !== null || entry.reseller !== null || entry.units === 0n || !this.judged(entry.period)) continue;
      this.used.add(entry);
      this.findings.push({
        role: 'cost',
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
  }

  private setAsideCurrencies(): void {
    const foreign = this.book.filter((entry) => entry.currency !== this.world.currency && entry.units !== 0n && this.judged(entry.period));
    for (const currency of [...new Set(foreign.map((entry) => entry.currency))].sort()) {
      const groups = new Map<Key, LedgerEntry[]>();
      for (const entry of foreign) {
        const key = entry.currency === currency ? this.keyOf(entry) : null;
        if (key) groups.set(key, [...(groups.get(key) ?? []), entry]);
      }
      for (const [key, entries] of groups) {
        const takes = key.rest !== 0n && !key.taken && key.entries.length === 0;
        this.break(
          key,
          'currency',
          total(entries, (entry) => entry.units),
          takes ? key.rest : null,
          null,
          'currency',
          entries,
        );
        if (!takes) continue;
        key.taken = true;
        key.rest = 0n;
      }
    }
  }

  private exactCells(): void {
    for (const key of this.keys) {
      const met = key.taken || key.rest === 0n ? undefined : this.left(key).find((entry) => entry.units === key.rest);
      if (met) this.match('exact', key, [met], key.rest, 'match-exact');
    }
  }

  private exactLines(): void {
    for (const key of this.keys) {
      if (key.taken || key.rest !== key.bill || key.rest === 0n) continue;
      for (const entry of this.left(key)) {
        const line = entry.grain === 'line' ? key.lines.find((one) => !this.usedLines.has(one) && one.amount === entry.units) : undefined;
        if (!line) continue;
        this.usedLines.add(line);
        this.match('exact', key, [entry], entry.units, 'match-exact-line');
      }
    }
  }

  private keySum(key: Key): void {
    const entries = this.left(key);
    if (key.taken || !this.judged(key.period) || entries.length === 0) return;
    if (total(entries, (entry) => entry.units) === key.rest) this.match('key-sum', key, entries, key.rest, 'match-key-sum');
  }

  private references(): void {
    const spent = new Set<string>();
    const touched = new Set<Key>();
    for (const entry of this.book) {
      const key = this.keys.find((one) => one.entries.includes(entry));
      if (!key || this.used.has(entry) || entry.reference === null || key.taken || key.rest === 0n) continue;
      const fees = this.feesFor(key, entry.reference);
      const charged = fees ?? this.orderFor(key, entry.reference);
      const once = fees === null ? `order ${entry.reference}` : `${this.keys.indexOf(key)}|${entry.reference}`;
      if (charged === null || spent.has(once) || (entry.units !== charged && entry.units !== (charged / 1_000_000n) * 1_000_000n)) continue;
      spent.add(once);
      touched.add(key);
      this.match('reference', key, [entry], entry.units, 'match-reference');
    }
    for (const key of touched) this.keySum(key);
  }

  private feesFor(key: Key, reference: string): Units | null {
    const fees = this.world.fees.filter(
      (fee) =>
        fee.trade === reference &&
        fee.period === key.period &&
        (key.service === '' || fee.service === key.service) &&
        (fee.customer === key.party || resellerOf(this.world, fee.customer) === key.party),
    );
    return fees.length > 0 ? total(fees, (fee) => fee.payment) : null;
  }

  /** An order that no fee record stands for anywhere. */
  private orderFor(key: Key, reference: string): Units | null {
    if (this.world.fees.some((fee) => fee.trade === reference)) return null;
    const order = this.world.orders.find((one) => one.id === reference);
    const time = order?.paidAt ?? order?.createdAt ?? null;
    if (!order || order.status !== 5 || time === null || order.customer !== key.party || periodOfInstant(time) !== key.period) return null;
    const positive = order.afterDiscount < 0n ? -order.afterDiscount : order.afterDiscount;
    return order.type === 4 ? -positive : order.afterDiscount;
  }

  private tolerance(): void {
    const allowed = parseUnits(this.world.ruleSet.tolerance);
    for (const key of this.keys) {
      const entries = this.left(key);
      if (allowed === 0n || key.taken || key.rest === 0n || entries.length === 0) continue;
      const difference = key.rest - total(entries, (entry) => entry.units);
      if (difference <= allowed && -difference <= allowed) this.match('tolerance', key, entries, key.rest, 'match-tolerance');
    }
  }

  /** Groups: lines of a key, then keys of a party, then lone keys of a counterparty. */
  private groups(): void {
    const open = (key: Key): boolean => key.rest !== 0n || this.left(key).length > 0;
    const part = this.keys.filter((key) => {
      const entries = this.left(key);
      if (key.taken || !this.judged(key.period) || !open(key)) return false;
      return key.rest === 0n || entries.length === 0 || ['amount-more', 'amount-less'].includes(classOf(this.world, key, entries).reason);
    });
    for (const key of part) {
      const entries = this.left(key).filter((entry) => entry.grain === 'line');
      if (key.rest === 0n || entries.length === 0) continue;
      const lines = key.lines.filter((line) => !this.usedLines.has(line) && line.amount !== 0n);
      const left = lines.map((line): Item<Line> => ({ of: line, amount: line.amount, kind: formatUnits(line.amount), lone: false }));
      const right = entries.map((entry): Item<LedgerEntry> => ({
        of: entry,
        amount: entry.units,
        kind: formatUnits(entry.units),
        lone: false,
      }));
      const { found, contested } = groupsOf(left, right);
      for (const group of found) {
        const taken = group.right.map((item) => item.of);
        this.match(
          'group',
          key,
          taken,
          total(taken, (entry) => entry.units),
          'match-group',
        );
      }
      this.contested(contested);
    }
    const scopes: [(key: Key) => string, boolean][] = [
      [(key) => key.party, false],
      [(key) => this.where(key).counterparty ?? '', true],
    ];
    for (const [scopeOf, loneOnly] of scopes) {
      const names = [...new Set(part.filter(open).map((key) => `${key.period}|${scopeOf(key)}`))];
      for (const name of names) {
        const keys = part.filter((key) => open(key) && `${key.period}|${scopeOf(key)}` === name);
        if (loneOnly && new Set(keys.map((key) => key.party)).size < 2) continue;
        const left = keys
          .filter((key) => key.rest !== 0n)
          .map((key): Item<Key> => ({ of: key, amount: key.rest, kind: nameOf(key), lone: this.left(key).length === 0 }));
        const right = keys.flatMap((key) =>
          this.left(key).map((entry): Item<LedgerEntry> => ({
            of: entry,
            amount: entry.units,
            kind: `${nameOf(key)}|${formatUnits(entry.units)}`,
            lone: key.rest === 0n,
          })),
        );
        const { found, contested } = groupsOf(
          left.filter((item) => item.lone || !loneOnly),
          right.filter((item) => item.lone || !loneOnly),
        );
        for (const group of found)
          this.matchGroup(
            group.left.map((item) => item.of),
            group.right.map((item) => item.of),
          );
        this.contested(contested);
      }
    }
  }

  private matchGroup(keys: readonly Key[], entries: readonly LedgerEntry[]): void {
    const [first] = keys;
    const bill = total(keys, (key) => key.rest);
    this.match('group', first!, entries, first!.rest, 'match-group');
    for (const key of keys.slice(1)) key.rest = 0n;
    const places = keys.map((key) => this.where(key));
    const common = (of: (place: (typeof places)[number]) => string | null): string | null =>
      new Set(places.map(of)).size === 1 ? of(places[0]!) : null;
    const at = this.findings.length - 1;
    this.findings[at] = {
      ...this.findings[at]!,
      counterparty: common((place) => place.counterparty),
      customer: common((place) => place.customer),
      service: common((place) => place.service),
      bill,
    };
  }

  /** Rows that contested groups want and no other group took. */
  private contested(groups: readonly Group<unknown, LedgerEntry>[]): void {
    for (const entry of new Set(groups.flatMap((group) => group.rivals.map((item) => item.of)))) {
      if (!this.used.has(entry)) this.break(this.keyOf(entry)!, 'ambiguous', entry.units, null, -entry.units, 'ambiguous-groups', [entry]);
    }
  }

  private adjacent(): void {
    const reach = this.world.ruleSet.adjacentPeriods;
    const lone: { key: Key; entries: LedgerEntry[]; cells: Key[] }[] = [];
    for (const key of this.keys) {
      if (key.rest !== 0n || key.taken) continue;
      for (const amount of new Set(this.left(key).map((entry) => entry.units))) {
        const cells: Key[] = [];
        for (let months = -reach; months <= reach; months++) {
          const period = shiftPeriod(key.period, months);
          const cell = this.keys.find((one) => one.period === period && one.party === key.party && one.service === key.service);
          if (months === 0 || !cell || cell.taken || cell.rest !== amount || cell.rest !== cell.bill || this.left(cell).length > 0)
            continue;
          cells.push(cell);
        }
        lone.push({ key, entries: this.left(key).filter((entry) => entry.units === amount), cells });
      }
    }
    const rivals = (cell: Key): typeof lone => lone.filter((one) => one.cells.includes(cell));
    for (const { key, entries, cells } of lone) {
      if (cells.length === 0) continue;
      const contested = cells.some((cell) => rivals(cell).length > 1);
      if (!contested && entries.length >= cells.length) {
        cells.forEach((cell, i) => {
          const entry = entries[i]!;
          this.break(cell, 'timing', entry.units, cell.rest, cell.rest, 'timing', [entry], entry.period);
          this.settled.add(entry);
          cell.rest = 0n;
        });
      } else if (this.judged(key.period)) {
        const why = cells.length > 1 || !contested ? 'ambiguous-periods' : 'ambiguous-entries';
        for (const entry of entries) this.break(key, 'ambiguous', entry.units, null, -entry.units, why, [entry]);
      }
    }
  }

  private classify(key: Key): void {
    const entries = this.left(key);
    if (key.rest === 0n) {
      for (const entry of entries) {
        const twins = key.entries.filter((other) => other !== entry && other.units === entry.units && this.settled.has(other));
        const twin = twins.length > 0;
        const why = twin ? bookedTwice(entry, twins) : key.bill === 0n ? 'missing-in-bill' : 'missing-in-bill-surplus';
        this.break(key, twin ? 'duplicate-in-ledger' : 'missing-in-bill', entry.units, null, -entry.units, why, [entry]);
      }
      return;
    }
    const found = classOf(this.world, key, entries);
    if (found.what === 'without') {
      const kept = entries.filter((entry) => !found.drop.includes(entry));
      this.match('key-sum', key, kept, key.rest, 'match-key-sum');
      for (const entry of found.drop)
        this.break(
          key,
          'duplicate-in-ledger',
          entry.units,
          null,
          -entry.units,
          bookedTwice(
            entry,
            kept.filter((other) => other.units === entry.units),
          ),
          [entry],
        );
      return;
    }
    const ledger = total(entries, (entry) => entry.units);
    this.break(key, found.what, entries.length === 0 ? null : ledger, key.rest, key.rest - ledger, found.reason, entries);
  }

  private months(): MonthSummary[] {
    return this.world.periods
      .filter((period) => this.takesPart(period))
      .map((period) => {
        const entries = this.book.filter((entry) => entry.period === period);
        const cells = this.keys.filter((key) => key.period === period && key.bill !== 0n);
        return {
          role: 'cost',
          period,
          entries: entries.length,
          lines: cells.length,
          matched: this.counts.filter((one) => one.period === period).reduce((sum, one) => sum + one.entries, 0),
          ambiguous: this.findings.filter((one) => one.period === period && one.what === 'ambiguous').length,
          billTotal: total(
            cells.filter((key) => !key.taken),
            (key) => key.bill,
          ),
          ledgerTotal: total(
            entries.filter((entry) => entry.currency === this.world.currency),
            (entry) => entry.units,
          ),
        };
      });
  }
}

/** A second booking in the same file, or the same row in two of them. */
function bookedTwice(entry: LedgerEntry, twins: readonly LedgerEntry[]): string {
  return twins.some((twin) => twin.importId === entry.importId) ? 'duplicate-in-ledger' : 'duplicate-across-files';
}
