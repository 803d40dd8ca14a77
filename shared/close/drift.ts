/** What moved in a closed month since: the rows of its archive against those of today, by digest first, line by line where that differs. Pure. */
import { byCodeUnit, canonicalJson, sha256Hex } from '../digest';
import { formatUnits, parseUnits } from '../money';

/** Rows of a month in the archive's form (archive.ts). */
export interface ClosedRows {
  /** customer, reseller, service, charge mode, kind, amount, debt, adjustment, discount. */
  readonly billCells: readonly unknown[];
  /** customer, service, charge mode, kind, payment, number of trades. */
  readonly feeBuckets: readonly unknown[];
  /** A ledger row each, its amount as decimal text. */
  readonly ledger: readonly unknown[];
}

export type DriftPart = 'bill' | 'fees' | 'ledger';
export const DRIFT_PARTS: readonly DriftPart[] = ['bill', 'fees', 'ledger'];

/** A line that is there now and was not, is there no more, or says something else. */
export interface DriftLine {
  readonly part: DriftPart;
  readonly change: 'added' | 'changed' | 'vanished';
  readonly customer: string;
  readonly reseller: string;
  readonly service: string;
  readonly chargeMode: string;
  /** Of the bill: 0, 1, 2; `outside` for fee records outside of these; a role for ledger rows. */
  readonly kind: string;
  /** Import and row of a ledger row, else empty. */
  readonly place: string;
  /** Decimal text; null where the line is not there. */
  readonly before: string | null;
  readonly after: string | null;
  /** after - before, decimal text: 0 where only another field moved. */
  readonly effect: string;
  /** Fields other than the amount that differ, in code-unit order. */
  readonly fields: readonly string[];
}

export interface DriftReport {
  readonly lines: readonly DriftLine[];
  /** Net effect per part, decimal text; a part without lines is not there. */
  readonly effects: Readonly<Partial<Record<DriftPart, string>>>;
  /** Net effect on the bill per kind, decimal text. */
  readonly byKind: Readonly<Record<string, string>>;
}

export const NO_DRIFT: DriftReport = { lines: [], effects: {}, byKind: {} };

/** Digests by part: equal ones need no look at the lines. */
export function partDigests(rows: ClosedRows): Record<DriftPart, string> {
  const of = (list: readonly unknown[]): string =>
    sha256Hex(
      list
        .map((row) => canonicalJson(row))
        .sort(byCodeUnit)
        .join('\n'),
    );
  return { bill: of(rows.billCells), fees: of(rows.feeBuckets), ledger: of(rows.ledger) };
}

/** @param parts what can be compared: a part that is not synced here has vanished from nowhere */
export function driftOf(before: ClosedRows, after: ClosedRows, parts: ReadonlySet<DriftPart> = new Set(DRIFT_PARTS)): DriftReport {
  const [then, now] = [partDigests(before), partDigests(after)];
  const lines = DRIFT_PARTS.filter((part) => parts.has(part) && then[part] !== now[part]).flatMap((part) =>
    compared(part, keyed(part, before), keyed(part, after)),
  );
  return {
    lines,
    effects: sums(lines, ({ part }) => part),
    byKind: sums(
      lines.filter(({ part }) => part === 'bill'),
      ({ kind }) => kind,
    ),
  };
}

interface Keyed {
  readonly facts: Pick<DriftLine, 'customer' | 'reseller' | 'service' | 'chargeMode' | 'kind' | 'place'>;
  readonly amount: string;
  /** The other fields by name, as canonical text. */
  readonly rest: Readonly<Record<string, string>>;
}

function keyed(part: DriftPart, rows: ClosedRows): Map<string, Keyed> {
  const list =
    part === 'bill' ? rows.billCells.map(billCell) : part === 'fees' ? rows.feeBuckets.map(feeBucket) : rows.ledger.map(ledgerRow);
  return new Map(list.map((row) => [part === 'ledger' ? row.facts.place : canonicalJson(row.facts), row]));
}

function billCell(row: unknown): Keyed {
  const [customer = '', reseller = '', service = '', chargeMode = '', kind = '', amount = '0', debt = '', adjustment = '', discount = ''] =
    row as readonly string[];
  return { facts: { customer, reseller, service, chargeMode, kind, place: '' }, amount, rest: { debt, adjustment, discount } };
}

function feeBucket(row: unknown): Keyed {
  const [customer, service, chargeMode, kind, amount, trades] = row as readonly [string, string, string, string, string, number];
  return { facts: { customer, reseller: '', service, chargeMode, kind, place: '' }, amount, rest: { trades: String(trades) } };
}

function ledgerRow(row: unknown): Keyed {
  const { amount, ...rest } = row as { readonly amount: string } & Readonly<Record<string, unknown>>;
  const text = (name: string): string => (typeof rest[name] === 'string' ? rest[name] : '');
  return {
    facts: {
      customer: text('customer'),
      reseller: text('reseller'),
      service: text('service'),
      chargeMode: '',
      kind: text('role'),
      place: `${text('importId')}|${String(rest['row'])}`,
    },
    amount,
    rest: Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, canonicalJson(value ?? null)])),
  };
}

function compared(part: DriftPart, before: ReadonlyMap<string, Keyed>, after: ReadonlyMap<string, Keyed>): DriftLine[] {
  const keys = [...new Set([...before.keys(), ...after.keys()])].sort(byCodeUnit);
  return keys.flatMap((key): DriftLine[] => {
    const [was, is] = [before.get(key), after.get(key)];
    const fields = was && is ? differing(was.rest, is.rest) : [];
    if (was && is && parseUnits(was.amount) === parseUnits(is.amount) && fields.length === 0) return [];
    const effect = (is ? parseUnits(is.amount) : 0n) - (was ? parseUnits(was.amount) : 0n);
    return [
      {
        part,
        change: was === undefined ? 'added' : is === undefined ? 'vanished' : 'changed',
        ...(is ?? was)!.facts,
        before: was?.amount ?? null,
        after: is?.amount ?? null,
        effect: formatUnits(effect),
        fields,
      },
    ];
  });
}

function differing(was: Readonly<Record<string, string>>, is: Readonly<Record<string, string>>): string[] {
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((name) => was[name] !== is[name]).sort(byCodeUnit);
}

function sums<K extends string>(lines: readonly DriftLine[], keyOf: (line: DriftLine) => K): Record<K, string> {
  const units = new Map<K, bigint>();
  for (const line of lines) units.set(keyOf(line), (units.get(keyOf(line)) ?? 0n) + parseUnits(line.effect));
  return Object.fromEntries([...units].sort(([a], [b]) => byCodeUnit(a, b)).map(([key, sum]) => [key, formatUnits(sum)])) as Record<
    K,
    string
  >;
}
