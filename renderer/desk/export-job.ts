/** Writing the workbook: rows are streamed to the writer process, and what it reads back is compared with the store before it counts. */
import type { ExportRequest, ExportResult, Progress } from '../../shared/desk/api';
import { formatUnits, MoneyError, parseUnits } from '../../shared/money';
import { reconcile } from '../../shared/reconcile/engine';
import { SHEETS, sheetSpecs, type SheetKey } from '../../shared/workbook/sheets';
import type { WorkbookRow } from '../../shared/workbook/model';
import type { DeskCore } from './core';
import { engineInput } from './engine-input';
import { sheetRows, type ExportSource } from './export-rows';
import { DeskFailure } from './faults';
import { allEntries, record } from './journal-apply';
import { guardDamage } from './reconcile-job';
import { namesOf } from './results';

const KEYS = Object.keys(SHEETS) as SheetKey[];

/** Sums by sheet and column, of what was sent. */
type Sums = Map<string, bigint>;

/** @throws DeskFailure `export-failed` when what was written does not agree with the store, `cancelled` */
export async function runExport(core: DeskCore, request: ExportRequest, onProgress: (progress: Progress) => void, signal: AbortSignal): Promise<ExportResult> {
  const { store } = core;
  onProgress({ step: 'reading', done: 0, total: null });
  const input = await guardDamage(core, () => engineInput(core));
  const { entries, head } = await allEntries(core);
  const figures = await store.figures.toArray();
  const source: ExportSource = {
    core,
    periods: new Set(request.periods),
    input,
    result: reconcile(input),
    breaks: new Map((await store.breaks.toArray()).map((row) => [row.id, row])),
    states: new Map(figures.map((row) => [row.period, row.state])),
    entries,
    names: await namesOf(core, request.language),
    language: request.language,
  };
  const periods = [...request.periods].sort();
  const title = request.language === 'zh' ? '对账台' : 'Reconcile Desk';
  const { job } = await core.link.call('exportOpen', {
    token: request.token,
    language: request.language,
    sheets: sheetSpecs(request.language, KEYS) as Parameters<typeof core.link.call<'exportOpen'>>[1]['sheets'],
    meta: { title: `${title} ${periods[0] ?? ''}–${periods.at(-1) ?? ''}`, creator: 'Reconcile Desk', created: core.now(), journalHead: `${head.seq} ${head.hash}` },
  });
  let rows = 0;
  const sums: Sums = new Map();
  try {
    for (const key of KEYS) {
      for await (const batch of sheetRows(source, key)) {
        if (signal.aborted) throw new DeskFailure('cancelled');
        // Waiting for each batch is the back-pressure: the writer takes no more than it can write.
        await core.link.call('exportRows', { job, sheet: key, rows: batch.map((row) => [...row]) });
        rows += batch.length;
        addUp(sums, key, batch);
        onProgress({ step: key, done: rows, total: null });
      }
    }
    await compareWithStore(core, source, sums);
    onProgress({ step: 'verifying', done: rows, total: null });
  } catch (error) {
    await core.link.call('exportAbort', { job }).catch(() => null);
    throw error;
  }
  const written = await core.link.call('exportClose', { job });
  compareReadBack(written.sheets, sums);
  await record(core, { kind: 'export', file: request.file, sha256: written.sha256, periods, rows });
  return { sha256: written.sha256, bytes: written.bytes, sheets: written.sheets.map(({ name, rows: count }) => ({ name, rows: count })) };
}

function totalColumns(key: SheetKey): { readonly at: number; readonly name: string; readonly whole: boolean }[] {
  return SHEETS[key].columns.flatMap((column, at) => (column.total === 'sum' ? [{ at, name: column.key, whole: column.type === 'integer' }] : []));
}

function addUp(sums: Sums, key: SheetKey, batch: readonly WorkbookRow[]): void {
  for (const { at, name, whole } of totalColumns(key)) {
    let sum = sums.get(`${key}.${name}`) ?? 0n;
    for (const row of batch) {
      const cell = row[at];
      if (cell === null || cell === undefined) continue;
      sum += whole ? BigInt(cell) * 100_000_000n : parseUnits(String(cell));
    }
    sums.set(`${key}.${name}`, sum);
  }
}

/** What was sent against figures that were stored before: a row lost on the way here would show. */
async function compareWithStore(core: DeskCore, source: ExportSource, sums: Sums): Promise<void> {
  const { store } = core;
  const own = <T extends { readonly period: string }>(rows: readonly T[]): T[] => rows.filter((row) => source.periods.has(row.period));
  const add = (texts: readonly (string | null)[]): bigint => texts.reduce((sum, text) => sum + (text === null ? 0n : parseUnits(text)), 0n);
  const figures = own(await store.figures.toArray());
  const expected: [string, bigint][] = (['consumption', 'refunds', 'adjustments', 'due'] as const).map((name) => [`summary.${name}`, add(figures.map((row) => row[name]))]);
  expected.push(['breaks.difference', add(own(await store.breaks.toArray()).map((row) => row.difference))]);
  expected.push(['billLines.amount', add(own(await store.rollups.toArray()).map((row) => row.amount))]);
  for (const [name, sum] of expected) {
    if ((sums.get(name) ?? 0n) !== sum) throw new DeskFailure('export-failed', `${name}: ${formatUnits(sums.get(name) ?? 0n)} instead of ${formatUnits(sum)}`);
  }
}

/** What the writer read back against what was sent; a sheet that was split counts with all its parts. */
function compareReadBack(sheets: readonly { readonly key?: string; readonly name: string; readonly totals: Readonly<Record<string, string>> }[], sums: Sums): void {
  const found: Sums = new Map();
  for (const sheet of sheets) {
    for (const [name, text] of Object.entries(sheet.totals)) {
      const key = `${sheet.key ?? sheet.name}.${name}`;
      found.set(key, (found.get(key) ?? 0n) + unitsOf(text));
    }
  }
  for (const [name, sum] of sums) {
    if ((found.get(name) ?? 0n) !== sum) throw new DeskFailure('export-failed', `${name} read back as ${formatUnits(found.get(name) ?? 0n)}`);
  }
}

function unitsOf(text: string): bigint {
  try {
    return parseUnits(text);
  } catch (error) {
    if (error instanceof MoneyError) throw new DeskFailure('export-failed', 'a total is no amount');
    throw error;
  }
}
