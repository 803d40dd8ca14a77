/** Writing the workbook: rows are streamed to the writer process, and what it reads back is compared with the store before it counts. */
import { belongsTo } from '../../shared/close';
import type { ExportRequest, ExportResult, Progress } from '../../shared/desk/api';
import { formatUnits, MoneyError, parseOptionalUnits, parseUnits } from '../../shared/money';
import { reconcile } from '../../shared/reconcile/engine';
import { reasonText } from '../../shared/reconcile/reasons';
import { chosenSheets, chosenSpecs, ofMonths } from '../../shared/workbook/chosen';
import type { SheetSpec, WorkbookRow } from '../../shared/workbook/model';
import type { SheetContext } from '../../shared/workbook/sheets';
import { NO_RATES, type RateTable } from '../../shared/rates';
import type { DeskCore } from './core';
import { activeImports } from './entries';
import { engineInput } from './engine-input';
import { archivedStates, exportMonths, listedBreaks, type ListedBreak } from './export-months';
import { factsOf, lineCount, linksOf, unlike } from './export-plan';
import { recordsOf, sheetRows, todayOf, type ExportSource } from './export-rows';
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
  const rowsOf = await exportMonths(core, new Set(request.periods), input, reconcile(input));
  const inLanguage = request.template?.language ?? request.language;
  const source: ExportSource = {
    core,
    periods: new Set(request.periods),
    months: rowsOf,
    breaks: new Map((await store.breaks.toArray()).map((row) => [row.id, row])),
    rates: ((await store.meta.get('rates'))?.value as RateTable | undefined) ?? NO_RATES,
    ledgerSums: (await activeImports(core)).flatMap(({ body }) =>
      body.sums.map(({ period, amount, currency = input.currency }) => ({ role: body.role, period, amount, currency })),
    ),
    archived: await archivedStates(core, rowsOf),
    states: new Map(figures.map((row) => [row.period, row.state])),
    drift: (await store.archived.orderBy('period').toArray())
      .filter(({ period }) => request.periods.includes(period))
      .flatMap(({ period, drift }) => drift.lines.map((line) => ({ period, line }))),
    entries,
    names: await namesOf(core, inLanguage),
    language: inLanguage,
  };
  // A month that stands as it was signed has nothing to say of drift, nor one without coupons or rates of those.
  const wanted = chosenSheets(request.template).filter(
    ({ key }) => (key !== 'drift' && key !== 'coupons' && key !== 'converted') || recordsOf(source, key).length > 0,
  );
  const chosen = ofMonths(
    wanted,
    [...rowsOf.closed.values()].map(({ rows }) => rows),
  );
  const { language, names } = source;
  const plain: SheetContext = {
    language,
    reasonText: (reason, spoken) => reasonText(reason, spoken, names.service),
    partyName: names.party,
    serviceName: names.service,
  };
  // Of a closed month whose rows come from its archive, the rules that it was signed by.
  const rules = rowsOf.parts.map(({ periods, result }, at) =>
    [RULES[language], ...(at === 0 ? [] : [...periods]), result.rulesDigest].join(' '),
  );
  const specs = chosenSpecs(chosen, language, factsOf(source, chosen, plain)).map((spec) =>
    spec.key === 'audit' ? { ...spec, below: [...(spec.below ?? []), ...rules] } : spec,
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

/**
 * What was sent against figures that were stored before, of closed months against what their archives say: a row lost on the way here would show.
 * Columns that were not chosen are not compared.
 */
async function compareWithStore({ store }: DeskCore, source: ExportSource, sums: Sums, counts: Counts): Promise<void> {
  const { closed } = source.months;
  const signedOf = (period: string) => (closed.get(period)?.rows === 'archive' ? closed.get(period)! : null);
  const today = todayOf(source).periods;
  const own = <T extends { readonly period: string }>(rows: readonly T[]): T[] => rows.filter((row) => today.has(row.period));
  const add = (texts: readonly (string | null)[]): bigint => texts.reduce((sum, text) => sum + (text === null ? 0n : parseUnits(text)), 0n);
  const archived = [...closed.values()].filter(({ rows }) => rows === 'archive');
  const signedFigures = archived.flatMap(({ signed }) => (signed?.figures ? [signed.figures] : []));
  const figures = own(await store.figures.toArray());
  const stored = (await store.breaks.toArray()).map(({ id, period, otherPeriod, difference }) => ({
    ...{ id, period, otherPeriod },
    difference: parseOptionalUnits(difference),
  }));
  const breaks = listedBreaks<ListedBreak>(source.periods, (period) => {
    const signed = signedOf(period)?.signed;
    return signed ? { of: signed, list: signed.breaks } : { of: stored, list: stored.filter((one) => belongsTo(one, period)) };
  });
  const expected: [string, bigint][] = (['consumption', 'refunds', 'adjustments', 'due'] as const).map((name) => [
    `summary.${name}`,
    add(figures.map((row) => row[name])) + signedFigures.reduce((sum, row) => sum + row[name], 0n),
  ]);
  expected.push(['breaks.difference', breaks.reduce((sum, { difference }) => sum + (difference ?? 0n), 0n)]);
  // C5's sides over the same rolls, as they were stored.
  const newest = todayOf(source).input.periods.at(-1);
  const c5 = newest === undefined ? undefined : signedOf(newest)?.signed?.totals.find(({ id }) => id === 'C5');
  const kept = newest === undefined || c5 ? undefined : await store.totals.get([newest, 'C5']);
  expected.push(
    ['coupons.lost', c5 ? (c5.left ?? 0n) : add([kept?.left ?? null])],
    ['coupons.explained', c5 ? (c5.right ?? 0n) : add([kept?.right ?? null])],
  );
  const signedLines = archived.reduce((sum, { billTotal }) => sum + billTotal, 0n);
  expected.push(['billLines.amount', add(own(await store.rollups.toArray()).map((row) => row.amount)) + signedLines]);
  for (const [name, sum] of expected) {
    const sent = sums.get(name);
    if (sent !== undefined && sent !== sum) throw new DeskFailure('export-failed', unlike(name, sent, sum));
  }
  for (const [name, count] of [
    ['summary', figures.length + signedFigures.length],
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
