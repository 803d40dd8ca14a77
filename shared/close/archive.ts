import { byCodeUnit, canonicalJson, sha256Hex } from '../digest';
import { formatUnits } from '../money';
import { aggregateBillCells } from '../reconcile/bill-cells';
import { indexFees, OUTSIDE } from '../reconcile/fee-index';
import type { JournalEntry } from '../journal/entries';
import type { Period } from '../period';
import { CodeSpace } from '../reconcile/code-space';
import { entryAt } from '../reconcile/ledger-columns';
import type { EngineInput, EngineResult, LedgerEntry } from '../reconcile/types';

/** Format of the archive text. */
export const ARCHIVE_VERSION = 1;

export interface Archive {
  readonly text: string;
  /** SHA-256 of the text: the archive's name and address. */
  readonly sha256: string;
}

/**
 * The immutable content of a closed month (design.md section 4): bill cells, fee aggregates, ledger rows, rules, decisions, figures, control totals
 * and breaks, as canonical JSON. Rows are sorted, so the same month gives the same bytes on any machine; amounts are decimal text.
 * @param entries the journal's entries that concern the month or its breaks are kept, others are left out
 */
export function buildArchive(period: Period, input: EngineInput, result: EngineResult, entries: readonly JournalEntry[]): Archive {
  const breaks = result.breaks.filter((item) => item.period === period || item.otherPeriod === period);
  const ids = new Set(breaks.map((item) => item.id));
  const text = canonicalJson({
    version: ARCHIVE_VERSION,
    period,
    site: input.site,
    currency: input.currency,
    billCells: billCells(period, input),
    feeBuckets: feeBuckets(period, input),
    ledger: entriesOf(period, input).map(ledgerRow).sort(byText),
    ruleSet: input.ruleSet,
    priceRules: input.priceRules,
    rulesDigest: result.rulesDigest,
    figures: plain(result.figures.find((figures) => figures.period === period) ?? null),
    totals: plain(result.totals.filter((total) => total.period === period)),
    breaks: plain(breaks),
    decisions: entries.filter((entry) => concerns(entry, period, ids)).map(({ seq, at, by, body }) => ({ seq, at, by, body })),
  });
  return { text, sha256: sha256Hex(text) };
}

function billCells(period: Period, input: EngineInput): unknown[] {
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
  return rows.sort(byText);
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
  return rows.sort(byText);
}

function entriesOf(period: Period, { entries, ledger, texts, trades }: EngineInput): LedgerEntry[] {
  if (!ledger) return entries.filter((entry) => entry.period === period);
  const [codes, numbers] = [new CodeSpace(texts), new CodeSpace(trades)];
  const at = ledger.periods.indexOf(period);
  const found: LedgerEntry[] = [];
  for (let row = 0; row < ledger.rows; row++) if (ledger.period[row] === at) found.push(entryAt(ledger, row, codes, numbers));
  return found;
}

function ledgerRow(entry: LedgerEntry): unknown {
  const { units, ...rest } = entry;
  return { ...rest, amount: formatUnits(units) };
}

function concerns({ body }: JournalEntry, period: Period, breaks: ReadonlySet<string>): boolean {
  if (body.kind === 'decision') return body.period === period || body.breaks.some((id) => breaks.has(id));
  return body.kind === 'total-explained' && body.period === period;
}

/** A result without bigint: amounts as decimal text. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return formatUnits(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
  return value;
}

function byText(a: unknown, b: unknown): number {
  return byCodeUnit(canonicalJson(a), canonicalJson(b));
}
