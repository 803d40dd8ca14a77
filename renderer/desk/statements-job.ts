/** Statements of account: one workbook a counterparty, into a zip or alone; each read back before the next, the journal told of every one. */
import { isOpen } from '../../shared/close';
import type { ExportResult, Progress, StatementsRequest } from '../../shared/desk/api';
import type { JournalBody } from '../../shared/journal/entries';
import { formatUnits, parseUnits, type Units } from '../../shared/money';
import { dayOfInstant } from '../../shared/period';
import { byCodeUnit } from '../../shared/digest';
import { engineContext, type EngineContext } from '../../shared/reconcile/context';
import { pricedLines, type PricedLine } from '../../shared/reconcile/priced-lines';
import { revenueGroups, type RevenueGroups } from '../../shared/reconcile/revenue-groups';
import type { LedgerEntry } from '../../shared/reconcile/types';
import type { WrittenStatement } from '../../shared/workbook/statement-file';
import {
  buildStatement,
  STATEMENT_BREAKS,
  statementFileName,
  type StatementBreak,
  type StatementContent,
  type StatementEntry,
} from '../../shared/workbook/statements';
import type { DeskCore } from './core';
import { engineInput } from './engine-input';
import { DeskFailure } from './faults';
import { record } from './journal-apply';
import { namesOf, type Names } from './results';

/** Journal entries appended in one call at most. */
const ACTS = 900;

interface Party {
  readonly lines: PricedLine[];
  readonly entries: StatementEntry[];
  readonly breaks: StatementBreak[];
}

/** @throws DeskFailure `nothing-to-export` without a counterparty, `export-failed` when ledgers and statements disagree, `cancelled` */
export async function runStatements(
  core: DeskCore,
  request: StatementsRequest,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<ExportResult> {
  onProgress({ step: 'reading', done: 0, total: null });
  const periods = [...new Set(request.periods)].sort(byCodeUnit);
  const wanted = new Set(periods);
  const context = engineContext(await engineInput(core));
  const grouped = revenueGroups(context);
  const all = gather(context, grouped, pricedLines(context, grouped, wanted), wanted);
  await compareWithStore(core, context, grouped, all, wanted);
  if (request.breaks) await addBreaks(core, all, wanted);
  const names = await namesOf(core, request.language);
  const asked = request.counterparties === null ? [...all.keys()] : request.counterparties.filter((id) => all.has(id));
  const order = byName(asked, names);
  if (order.length === 0) throw new DeskFailure('nothing-to-export');
  const created = core.now();
  const taken = new Set<string>();
  const written: WrittenStatement[] = [];
  const { job } = await core.link.call('statementsOpen', { token: request.token, created });
  try {
    for (const [at, id] of order.entries()) {
      if (signal.aborted) throw new DeskFailure('cancelled');
      onProgress({ step: 'statements', done: at, total: order.length });
      const party = all.get(id);
      if (!party) continue;
      const content: StatementContent = {
        file: statementFileName(names.party(id) ?? id, periods, taken),
        counterparty: id,
        counterpartyName: names.party(id),
        periods,
        currency: core.currency,
        day: dayOfInstant(created),
        lines: party.lines,
        entries: party.entries,
        breaks: request.breaks ? party.breaks : null,
      };
      const statement = buildStatement(content, names, request.language);
      written.push(await core.link.call('statementsAdd', { job, statement }));
    }
    if (signal.aborted) throw new DeskFailure('cancelled');
    onProgress({ step: 'verifying', done: order.length, total: order.length });
  } catch (error) {
    await core.link.call('statementsAbort', { job }).catch(() => null);
    throw error;
  }
  const whole = await core.link.call('statementsClose', { job });
  const sheets = written.map((one) => ({ name: one.file, rows: one.sheets.reduce((sum, sheet) => sum + sheet.rows, 0) }));
  await note(core, request.file, whole.sha256, written, sheets, periods);
  return { ...whole, sheets, statements: { files: written.length, unresolved: unresolvedOf(grouped, wanted) } };
}

/** The zip first, then every workbook in it under `zip/name`; a workbook alone is one entry. */
async function note(
  core: DeskCore,
  file: string,
  sha256: string,
  written: readonly WrittenStatement[],
  sheets: readonly { readonly rows: number }[],
  periods: string[],
): Promise<void> {
  const rows = sheets.reduce((sum, sheet) => sum + sheet.rows, 0);
  const bodies: JournalBody[] = [{ kind: 'export', file, sha256, periods, rows }];
  const zipped = written[0]?.sha256 !== sha256;
  if (zipped)
    written.forEach((one, at) =>
      bodies.push({ kind: 'export', file: `${file}/${one.file}`, sha256: one.sha256, periods, rows: sheets[at]?.rows ?? 0 }),
    );
  for (let start = 0; start < bodies.length; start += ACTS) await record(core, ...bodies.slice(start, start + ACTS));
}

function byName(ids: readonly string[], names: Names): string[] {
  return [...new Set(ids)].sort((a, b) => byCodeUnit(names.party(a) ?? a, names.party(b) ?? b) || byCodeUnit(a, b));
}

/** Lines and entries by counterparty. */
function gather(
  context: EngineContext,
  grouped: RevenueGroups,
  lines: readonly PricedLine[],
  wanted: ReadonlySet<string>,
): Map<string, Party> {
  const all = new Map<string, Party>();
  const of = (id: string): Party => {
    const party = all.get(id) ?? { lines: [], entries: [], breaks: [] };
    all.set(id, party);
    return party;
  };
  for (const line of lines) of(line.counterparty).lines.push(line);
  for (const group of grouped.groups) {
    if (!wanted.has(context.periods[group.period] ?? '')) continue;
    for (const entry of [...group.entries, ...group.foreign]) of(context.codes.text(group.counterparty)).entries.push(entryOf(entry));
  }
  for (const party of all.values()) party.entries.sort((a, b) => byCodeUnit(a.period, b.period));
  return all;
}

function entryOf({ period, customer, service, units, currency, basis, reference }: LedgerEntry): StatementEntry {
  return { period, customer, service, amount: units, currency, basis, reference };
}

function unresolvedOf(grouped: RevenueGroups, wanted: ReadonlySet<string>): number {
  return grouped.unknown.filter((entry) => wanted.has(entry.period)).length;
}

/** Entries of all statements and of nobody must come to the ledger's total that the engine stored. */
async function compareWithStore(
  core: DeskCore,
  context: EngineContext,
  grouped: RevenueGroups,
  all: ReadonlyMap<string, Party>,
  wanted: ReadonlySet<string>,
): Promise<void> {
  // Without bill lines (International before its detail file) ledgers wait and nothing is stored to compare with.
  if (context.input.bills.rows === 0) return;
  const { currency } = context.input;
  const sums = new Map<string, Units>();
  const add = (period: string, units: Units): void => void sums.set(period, (sums.get(period) ?? 0n) + units);
  for (const { entries } of all.values()) for (const entry of entries) if (entry.currency === currency) add(entry.period, entry.amount);
  for (const entry of grouped.unknown) if (wanted.has(entry.period) && entry.currency === currency) add(entry.period, entry.units);
  for (const row of await core.store.matching.toArray()) {
    if (row.role !== 'revenue' || !wanted.has(row.period)) continue;
    const sum = sums.get(row.period) ?? 0n;
    if (sum !== parseUnits(row.ledgerTotal))
      throw new DeskFailure('verify-failed', `${row.period}: ${formatUnits(sum)} instead of ${row.ledgerTotal}`);
  }
}

/** Open revenue breaks; what the engine says of them in words may name the partner's own affairs and stays out. */
async function addBreaks(core: DeskCore, all: ReadonlyMap<string, Party>, wanted: ReadonlySet<string>): Promise<void> {
  const units = (text: string | null): Units | null => (text === null ? null : parseUnits(text));
  for (const row of await core.store.breaks.toArray()) {
    if (
      row.role !== 'revenue' ||
      !wanted.has(row.period) ||
      !isOpen(row.status) ||
      !STATEMENT_BREAKS.has(row.class) ||
      row.counterparty === null
    )
      continue;
    all.get(row.counterparty)?.breaks.push({
      period: row.period,
      class: row.class,
      customer: row.customer,
      service: row.service,
      billed: units(row.ledgerAmount),
      expected: units(row.expectedAmount),
      difference: units(row.difference),
    });
  }
}
