/** Writing the workbook: rows are streamed to the writer process, and what it reads back is compared with the store before it counts. */
import { signedMonth, type SignedMonth } from '../../shared/close';
import type { ExportRequest, ExportResult, Progress } from '../../shared/desk/api';
import { formatUnits, MoneyError, parseUnits } from '../../shared/money';
import { reconcile } from '../../shared/reconcile/engine';
import { reasonText } from '../../shared/reconcile/reasons';
import { chosenSheets, chosenSpecs, ofOpenMonths } from '../../shared/workbook/chosen';
import type { SheetSpec, WorkbookRow } from '../../shared/workbook/model';
import type { SheetContext } from '../../shared/workbook/sheets';
import type { DeskCore } from './core';
import { archiveText } from './drift';
import { engineInput } from './engine-input';
import { factsOf, lineCount, linksOf, unlike } from './export-plan';
import { recordsOf, sheetRows, type ExportSource } from './export-rows';
import { DeskFailure } from './faults';
import { allEntries, record } from './journal-apply';
import { guardDamage } from './reconcile-job';
import { namesOf } from './results';

/** Said under the audit sheet: by which rules its figures were made. */
const RULES = { zh: '本工作簿所用规则的摘要 (SHA-256)：', en: 'Digest of the rules the figures were made by (SHA-256):' } as const;

/** What was sent: sums by sheet and column, rows by sheet. */
type Sums = Map<string, bigint>;
type Counts = Map<string, number>;

/** @throws DeskFailure `export-failed` when what was written does not agree with the store, `cancelled` */
export async function runExport(
  core: DeskCore,
  request: ExportRequest,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<ExportResult> {
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
    signed: await signedMonths(core, request.periods),
    drift: (await store.archived.orderBy('period').toArray())
      .filter(({ period }) => request.periods.includes(period))
      .flatMap(({ period, drift }) => drift.lines.map((line) => ({ period, line }))),
    entries,
    names: await namesOf(core, request.language),
    language: request.template?.language ?? request.language,
  };
  // A month that stands as it was signed has nothing to say of drift, nor one without coupons of those.
  const wanted = chosenSheets(request.template).filter(
    ({ key }) => (key !== 'drift' && key !== 'coupons') || recordsOf(source, key).length > 0,
  );
  const chosen = source.signed.size > 0 ? wanted : ofOpenMonths(wanted);
  const { language, names } = source;
  const plain: SheetContext = { language, reasonText, partyName: names.party, serviceName: names.service };
  const rules = `${RULES[language]} ${source.result.rulesDigest}`;
  const specs = chosenSpecs(chosen, language, factsOf(source, chosen, plain)).map((spec) =>
    spec.key === 'audit' ? { ...spec, below: [...(spec.below ?? []), rules] } : spec,
  );
  const context: SheetContext = { ...plain, links: linksOf(source) };
  const periods = [...request.periods].sort();
  const title = language === 'zh' ? '对账台' : 'Reconcile Desk';
  const months = periods.length > 1 ? `${periods[0]} – ${periods.at(-1)}` : (periods[0] ?? '');
  const { job } = await core.link.call('exportOpen', {
    token: request.token,
    language,
    sheets: specs as Parameters<typeof core.link.call<'exportOpen'>>[1]['sheets'],
    meta: {
      title: `${title} ${months}`,
      subject: language === 'zh' ? '对账底稿' : 'Reconciliation workbook',
      creator: 'Reconcile Desk',
      created: core.now(),
      period: months,
      journalHead: `${head.seq} ${head.hash}`,
    },
  });
  const abandon = (): void => void core.link.call('exportAbort', { job }).catch(() => null);
  let rows = 0;
  const sums: Sums = new Map(specs.flatMap((spec) => totalColumns(spec).map(({ name }) => [`${spec.key}.${name}`, 0n])));
  const counts: Counts = new Map(chosen.map(({ key }) => [key, 0]));
  try {
    for (const [index, sheet] of chosen.entries()) {
      const spec = specs[index];
      if (spec === undefined) continue;
      for await (const batch of sheetRows(source, sheet, context)) {
        if (signal.aborted) throw new DeskFailure('cancelled');
        // Waiting for each batch is the back-pressure: the writer takes no more than it can write.
        await core.link.call('exportRows', { job, sheet: sheet.key, rows: batch.map((row) => [...row]) });
        rows += batch.length;
        counts.set(sheet.key, (counts.get(sheet.key) ?? 0) + batch.length);
        addUp(sums, spec, batch);
        onProgress({ step: sheet.key, done: rows, total: null });
      }
    }
    await compareWithStore(core, source, sums, counts);
    onProgress({ step: 'verifying', done: rows, total: null });
  } catch (error) {
    await core.link.call('exportAbort', { job }).catch(() => null);
    throw error;
  }
  // Packing and reading back take long; who cancels then gets no file either.
  signal.addEventListener('abort', abandon);
  if (signal.aborted) abandon();
  const written = await core.link.call('exportClose', { job }).finally(() => signal.removeEventListener('abort', abandon));
  compareReadBack(written.sheets, sums, counts);
  await record(core, { kind: 'export', file: request.file, sha256: written.sha256, periods, rows });
  return { sha256: written.sha256, bytes: written.bytes, sheets: written.sheets.map(({ name, rows: count }) => ({ name, rows: count })) };
}

/** Of the closed months whose archive can be read. */
async function signedMonths(core: DeskCore, periods: readonly string[]): Promise<Map<string, SignedMonth>> {
  const found = new Map<string, SignedMonth>();
  for (const { period, archive } of await core.store.closings.toArray()) {
    const text = periods.includes(period) ? await archiveText(core, archive) : null;
    if (text !== null) found.set(period, signedMonth(text));
  }
  return found;
}

function totalColumns(spec: SheetSpec): { readonly at: number; readonly name: string; readonly whole: boolean }[] {
  return spec.columns.flatMap((column, at) => (column.total === 'sum' ? [{ at, name: column.key, whole: column.type === 'integer' }] : []));
}

function addUp(sums: Sums, spec: SheetSpec, batch: readonly WorkbookRow[]): void {
  for (const { at, name, whole } of totalColumns(spec)) {
    let sum = sums.get(`${spec.key}.${name}`) ?? 0n;
    for (const row of batch) {
      const cell = row[at];
      if (cell === null || cell === undefined) continue;
      sum += whole ? BigInt(cell) * 100_000_000n : parseUnits(String(cell));
    }
    sums.set(`${spec.key}.${name}`, sum);
  }
}

/** What was sent against figures that were stored before: a row lost on the way here would show. Columns that were not chosen are not compared. */
async function compareWithStore(core: DeskCore, source: ExportSource, sums: Sums, counts: Counts): Promise<void> {
  const { store } = core;
  const own = <T extends { readonly period: string }>(rows: readonly T[]): T[] => rows.filter((row) => source.periods.has(row.period));
  const add = (texts: readonly (string | null)[]): bigint => texts.reduce((sum, text) => sum + (text === null ? 0n : parseUnits(text)), 0n);
  const figures = own(await store.figures.toArray());
  const breaks = own(await store.breaks.toArray());
  const expected: [string, bigint][] = (['consumption', 'refunds', 'adjustments', 'due'] as const).map((name) => [
    `summary.${name}`,
    add(figures.map((row) => row[name])),
  ]);
  expected.push(['breaks.difference', add(breaks.map((row) => row.difference))]);
  // C5's sides over the same rolls, as they were stored.
  const newest = source.input.periods.at(-1);
  const c5 = newest === undefined ? undefined : await store.totals.get([newest, 'C5']);
  expected.push(['coupons.lost', add([c5?.left ?? null])], ['coupons.explained', add([c5?.right ?? null])]);
  expected.push(['billLines.amount', add(own(await store.rollups.toArray()).map((row) => row.amount))]);
  for (const [name, sum] of expected) {
    const sent = sums.get(name);
    if (sent !== undefined && sent !== sum) throw new DeskFailure('export-failed', unlike(name, sent, sum));
  }
  for (const [name, count] of [
    ['summary', figures.length],
    ['breaks', breaks.length],
    ['billLines', lineCount(source)],
  ] as const) {
    const sent = counts.get(name);
    if (sent !== undefined && sent !== count) throw new DeskFailure('export-failed', `${name}: ${sent} rows instead of ${count}`);
  }
}

/** What the writer read back against what was sent; a sheet that was split counts with all its parts. */
function compareReadBack(
  sheets: readonly { readonly key: string; readonly rows: number; readonly totals: Readonly<Record<string, string>> }[],
  sums: Sums,
  counts: Counts,
): void {
  const found: Sums = new Map();
  const rows: Counts = new Map();
  for (const sheet of sheets) {
    rows.set(sheet.key, (rows.get(sheet.key) ?? 0) + sheet.rows);
    for (const [name, text] of Object.entries(sheet.totals)) {
      const key = `${sheet.key}.${name}`;
      found.set(key, (found.get(key) ?? 0n) + unitsOf(text));
    }
  }
  for (const [name, sum] of sums) {
    if ((found.get(name) ?? 0n) !== sum)
      throw new DeskFailure('export-failed', `${name} read back as ${formatUnits(found.get(name) ?? 0n)}`);
  }
  for (const [name, count] of counts) {
    if ((rows.get(name) ?? 0) !== count)
      throw new DeskFailure('export-failed', `${name}: ${rows.get(name) ?? 0} rows read back of ${count}`);
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
