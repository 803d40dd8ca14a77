/** The immutable content of a closed month, and its replay: what was signed must follow again from what it was made from. */
import { byCodeUnit, CanonicalText, canonicalJson, sha256Hex } from '../digest';
import { formatUnits } from '../money';
import { aggregateBillCells } from '../reconcile/bill-cells';
import { reconcile } from '../reconcile/engine';
import { ENGINE_VERSION } from '../reconcile/engine-version';
import { indexFees, OUTSIDE } from '../reconcile/fee-index';
import type { JournalEntry } from '../journal/entries';
import { shiftPeriod, type Period } from '../period';
import type { Break, ControlTotal, EngineInput, EngineResult, LedgerEntry } from '../reconcile/types';
import type { ClosedRows } from './drift';
import { firstDifference, monthOutcome, plain, type Difference, type MonthOutcome } from './month-outcome';
import { entriesOf, packInput, unpackInput, type PackedInput, type RowChoice } from './packed-input';

/**
 * Format of the archive text. 4: with the currency of ledger amounts that are not in the bill's, and C2's examples of each rounding rule.
 * 3: with the coupons of the newest month. 2: with the engine's input, so that the month can be replayed; it is, but for its coupons. 1 is
 * read, and its figures compared, as before.
 */
export const ARCHIVE_VERSION = 4;

/** Since which format an archive has a part of the outcome; those not named came with 2. */
const SINCE: Readonly<Partial<Record<keyof MonthOutcome, number>>> = { coupons: 3 };
/** The same of members of a break, and of a control total. */
const BREAK_SINCE: Readonly<Partial<Record<keyof Break, number>>> = { ledgerCurrency: 4 };
const TOTAL_SINCE: Readonly<Partial<Record<keyof ControlTotal, number>>> = { examples: 4 };

export interface Archive {
  readonly text: string;
  /** SHA-256 of the text: the archive's name and address. */
  readonly sha256: string;
}

/** What a month is judged from does not give the signed figures again: it must not be signed. */
export class ReplayError extends Error {
  constructor(readonly difference: Difference) {
    super(`the archive does not replay: ${difference.place}`);
    this.name = 'ReplayError';
  }
}

/**
 * The immutable content of a closed month (design.md section 4): bill cells, fee aggregates, ledger rows, rules, decisions, figures, control totals
 * and breaks, and the engine's input that gives them again, as canonical JSON. Rows are sorted, so the same month gives the same bytes on any
 * machine; amounts are decimal text. The archive is replayed before it is returned.
 * @param entries the journal's entries that concern the month or its breaks are kept, others are left out
 * @throws ReplayError when the input, packed, gives another result
 */
export function buildArchive(period: Period, input: EngineInput, result: EngineResult, entries: readonly JournalEntry[]): Archive {
  const outcome = monthOutcome(period, result);
  const breaks = result.breaks.filter((item) => item.period === period || item.otherPeriod === period);
  const ids = new Set(breaks.map((item) => item.id));
  const text = canonicalJson({
    version: ARCHIVE_VERSION,
    engine: ENGINE_VERSION,
    period,
    site: input.site,
    currency: input.currency,
    ...closedRows(period, input),
    ruleSet: input.ruleSet,
    priceRules: input.priceRules,
    ...outcome,
    decisions: entries.filter((entry) => concerns(entry, period, ids)).map(({ seq, at, by, body }) => ({ seq, at, by, body })),
    input: replayable(period, input, outcome),
  });
  return { text, sha256: sha256Hex(text) };
}

/**
 * The least input that gives the month's outcome again, as the engine itself shows: first the month with its neighbours and the fee records that
 * orders, refunds or books name, else everything.
 */
function replayable(period: Period, input: EngineInput, outcome: MonthOutcome): CanonicalText {
  const reach = 2 * Math.max(1, input.ruleSet.adjacentPeriods);
  const [from, to] = [shiftPeriod(period, -reach), shiftPeriod(period, reach)];
  const near = (one: Period | undefined): boolean => one !== undefined && one >= from && one <= to;
  const entries = entriesOf(input);
  const narrow: EngineInput = { ...input, ledger: undefined, entries: entries.filter((entry) => near(entry.period)) };
  const part = textOf(packInput(narrow, nearRows(period, narrow, near)));
  if (differenceOf(period, part, outcome) === null) return part;
  const whole = textOf(packInput(input));
  const difference = differenceOf(period, whole, outcome);
  if (difference) throw new ReplayError(difference);
  return whole;
}

function nearRows(period: Period, input: EngineInput, near: (one: Period | undefined) => boolean): Required<RowChoice> {
  const { periods, bills, fees, trades } = input;
  const inReach = periods.map(near);
  const own = periods.indexOf(period);
  const named = new Set<number>();
  const name = (id: string | null): void => void (id !== null && id !== '' && named.add(trades.code(id)));
  for (const order of input.orders) name(order.id);
  for (const refund of input.refunds) [refund.refundOrder, refund.baseOrder].forEach(name);
  for (const entry of input.entries) name(entry.reference);
  named.delete(0);
  return {
    bill: (row) => inReach[bills.period[row]!] === true,
    fee: (row) => fees.period[row] === own || named.has(fees.trade[row]!),
  };
}

const textOf = (packed: PackedInput): CanonicalText => new CanonicalText(canonicalJson(packed));

/** Through text, because that is what will be replayed. */
function differenceOf(period: Period, packed: CanonicalText, outcome: MonthOutcome): Difference | null {
  const input = unpackInput(JSON.parse(packed.text) as PackedInput);
  return firstDifference(outcome, monthOutcome(period, reconcile(input)));
}

/** An archive's own input, what the engine makes of it, and the first place where that is not what was signed. */
export interface Replay {
  readonly period: Period;
  readonly engine: number;
  readonly input: EngineInput;
  readonly result: EngineResult;
  readonly rulesDigest: string;
  readonly difference: Difference | null;
}

/**
 * Runs the engine over an archive's own input and compares with what was signed; null for an archive of before replays (version 1).
 * @throws TypeError, SyntaxError, MoneyError for a text that no app wrote
 */
export function replayOf(text: string): Replay | null {
  const archive = JSON.parse(text) as MonthOutcome & { period: Period; version: number; engine?: number; input?: PackedInput };
  const { period } = archive;
  if (archive.input === undefined) return null;
  const input = unpackInput(archive.input);
  const result = reconcile(input);
  const outcome = monthOutcome(period, result);
  const since = <T extends object>(of: T, formats: Readonly<Partial<Record<string, number>>>): Partial<T> =>
    Object.fromEntries(Object.entries(of).filter(([name]) => (formats[name] ?? 0) <= archive.version)) as Partial<T>;
  const breaks = outcome.breaks.map((one) => since(one, BREAK_SINCE));
  const totals = outcome.totals.map((one) => since(one, TOTAL_SINCE));
  const found = since({ ...outcome, breaks, totals }, SINCE);
  const signed = Object.fromEntries(Object.keys(found).map((name) => [name, archive[name as keyof MonthOutcome]]));
  return {
    period,
    engine: archive.engine ?? 0,
    input,
    result,
    rulesDigest: outcome.rulesDigest,
    difference: firstDifference(signed, found),
  };
}

/** The month's rows as an archive keeps them: bill cells, fee aggregates, ledger rows, each sorted. */
export function closedRows(period: Period, input: EngineInput): ClosedRows {
  return {
    billCells: billCellRows(period, input),
    feeBuckets: feeBuckets(period, input),
    ledger: sortedByText(
      entriesOf(input)
        .filter((entry) => entry.period === period)
        .map(ledgerRow),
    ),
  };
}

/**
 * Bill lines of the month per customer, reseller, service, charge mode and kind, in a form of their own that does not depend on the order of
 * rows.
 */
function billCellRows(period: Period, input: EngineInput): unknown[] {
  const cells = aggregateBillCells(input.bills);
  const at = input.periods.indexOf(period);
  const rows: unknown[] = [];
  for (let cell = 0; cell < cells.count; cell++) {
    if (cells.period[cell] !== at) continue;
    rows.push([
      input.texts.text(cells.customer[cell]!),
      input.texts.text(cells.reseller[cell]!),
      input.texts.text(cells.service[cell]!),
      String(cells.chargeMode[cell]!),
      String(cells.kind[cell]!),
      formatUnits(cells.amount[cell]!),
      formatUnits(cells.debt[cell]!),
      formatUnits(cells.adjustment[cell]!),
      formatUnits(cells.discount[cell]!),
    ]);
  }
  return sortedByText(rows);
}

function feeBuckets(period: Period, input: EngineInput): unknown[] {
  const fees = indexFees(input.fees, input.periods.length);
  const at = input.periods.indexOf(period);
  const rows: unknown[] = [];
  for (let bucket = 0; bucket < fees.buckets; bucket++) {
    if (fees.period[bucket] !== at) continue;
    rows.push([
      input.texts.text(fees.customer[bucket]!),
      input.texts.text(fees.service[bucket]!),
      String(fees.chargeMode[bucket]!),
      fees.kind[bucket] === OUTSIDE ? 'outside' : String(fees.kind[bucket]!),
      formatUnits(fees.payment[bucket]!),
      fees.trades[bucket]!,
    ]);
  }
  return sortedByText(rows);
}

function ledgerRow(entry: LedgerEntry): unknown {
  const { units, ...rest } = entry;
  return plain({ ...rest, amount: units });
}

function concerns({ body }: JournalEntry, period: Period, breaks: ReadonlySet<string>): boolean {
  if (body.kind === 'decision') return body.period === period || body.breaks.some((id) => breaks.has(id));
  if (body.kind === 'decisions-taken') return body.breaks.some(({ id }) => breaks.has(id));
  return body.kind === 'total-explained' && body.period === period;
}

/** In code-unit order of their canonical texts, each made once: a month may have a million rows. */
function sortedByText(rows: readonly unknown[]): unknown[] {
  return rows
    .map((row) => ({ row, text: canonicalJson(row) }))
    .sort((a, b) => byCodeUnit(a.text, b.text))
    .map(({ row }) => row);
}
