import { byCodeUnit, canonicalJson } from '../digest';
import { formatUnits, parseOptionalUnits, parseUnits } from '../money';
import { isOpen } from '../close/break-life';
import { belongsTo } from '../close/rows';
import { signedIn } from '../close/signed-in';
import { rollUpMargin } from '../reconcile/margin-report';
import { reportedMonths, shownBreaks, type ReportedMonth } from './closed-months';
import { listConverted, NO_RATES, type RateTable } from '../rates';
import { rowText } from './row-text';
import { ReportSchema, type Report } from './schema';
import type { ClosedMonth, ReportSource, SourceBreak, SourceMatching } from './source';
import { sentenceText } from './totals';
import type { Period } from '../period';
import type { LedgerRole } from '../reconcile/types';

/** What a report says besides figures and findings. */
export interface ReportFrame {
  readonly app: Report['app'];
  readonly runtime: Report['runtime'];
  readonly site: Report['site'];
  readonly today: string;
  readonly language: 'zh' | 'en';
  readonly sync: Report['sync'];
  readonly imports: readonly (Report['imports'][number] & { readonly importId?: string })[];
  readonly timings: Report['timings'];
  readonly files: Report['files'];
  /** For a labelled view in other currencies. */
  readonly rates?: RateTable;
  readonly digest?: Report['digest'];
}

export const NO_SYNC: Report['sync'] = { requests: 0, retries: 0, throttled: 0, records: 0, seconds: 0, unpublished: [] };

/**
 * The report of a run (its contract is {@link ReportSchema}). Sentences and reasons are in the frame's language.
 * @param source today's result
 * @param closed months that are signed off: their figures, totals, matching, breaks and margin are those of their archives
 * @throws z.ZodError when a part does not keep the contract
 */
export function buildReport(frame: ReportFrame, source: ReportSource, closed: readonly ClosedMonth[] = []): Report {
  const { app, runtime, site, today, sync, timings, files } = frame;
  const words = wordsOf(frame);
  const months = reportedMonths(source, closed);
  const todays = new Map(source.breaks.map((one) => [one.id, one]));
  return ReportSchema.parse({
    app,
    runtime,
    site,
    today,
    sync,
    imports: frame.imports.map(({ importId: _importId, ...one }) => one),
    periods: months.map((month) => ({ ...periodPart(month, words), ...currenciesOf(month, frame) })),
    breaks: shownBreaks(months, source).map((one) =>
      breakPart(one, words, todays.get(one.id) === one ? undefined : (todays.get(one.id) ?? null)),
    ),
    margin: months.flatMap(({ period, shown }) => marginOf(shown, period)),
    timings,
    files,
    digest: frame.digest ?? null,
  });
}

interface ReportWords {
  readonly language: 'zh' | 'en';
  fileOf(importId: string): string;
}

function wordsOf({ imports, language }: ReportFrame): ReportWords {
  const names = new Map(imports.flatMap((one) => (one.importId === undefined ? [] : [[one.importId, one.file] as const])));
  return { language, fileOf: (id) => names.get(id) ?? id };
}

const CONVERTED = ['consumption', 'refunds', 'adjustments', 'due'] as const;

/** The month's ledgers by currency, and its figures and ledgers at the rates of the table. */
function currenciesOf(
  { period, shown }: ReportedMonth,
  { imports, rates = NO_RATES }: ReportFrame,
): Pick<Report['periods'][number], 'ledgers' | 'converted'> {
  const figures = shown.figures.find((one) => one.period === period)!;
  const sums = new Map<string, { role: LedgerRole; period: string; currency: string; units: bigint }>();
  for (const { role, sums: list } of imports)
    for (const { period: month, amount, currency = figures.currency } of role === null ? [] : list) {
      if (month !== period || role === null) continue;
      const key = `${role} ${currency}`;
      sums.set(key, { role, period, currency, units: (sums.get(key)?.units ?? 0n) + parseUnits(amount) });
    }
  const ledgers = [...sums].sort(([a], [b]) => byCodeUnit(a, b)).map(([, { units, ...one }]) => ({ ...one, amount: formatUnits(units) }));
  const shownAs = listConverted(ledgers, rates);
  return {
    ledgers: ledgers.map((one) => ({
      role: one.role,
      currency: one.currency,
      amount: one.amount,
      converted: shownAs.filter(({ of }) => of === one).map(({ as }) => as),
    })),
    converted: listConverted(
      CONVERTED.map((figure) => ({ figure, period, currency: figures.currency, amount: figures[figure] })),
      rates,
    ).map(({ of, as }) => ({ figure: of.figure, ...as })),
  };
}

function periodPart(
  { period, shown, closed, today, compared }: ReportedMonth,
  words: ReportWords,
): Omit<Report['periods'][number], 'ledgers' | 'converted'> {
  const { state, ...result } = resultPart(shown, period, words);
  return {
    period,
    ...result,
    state,
    asSigned: closed && { archive: closed.archive, read: compared !== null, today: compared },
    today: today && todayPart(today, period, words),
  };
}

function todayPart(source: ReportSource, period: Period, words: ReportWords): Report['periods'][number]['today'] {
  const { state: _state, ...result } = resultPart(source, period, words);
  const breaks = source.breaks.filter((one) => belongsTo(one, period)).map((one) => breakPart(one, words));
  return { ...result, breaks, margin: marginOf(source, period) };
}

function resultPart(source: ReportSource, period: Period, { language }: ReportWords) {
  const figures = source.figures.find((one) => one.period === period)!;
  const { currency, consumption, refunds, adjustments, due, dueReadings, fundAdjustments, state } = figures;
  return {
    currency,
    consumption,
    refunds,
    adjustments,
    due,
    dueReadings: dueReadings.map((reading) => ({ ...reading })),
    fundAdjustments,
    controlTotals: source.totals.filter((total) => total.period === period).map((total) => totalPart(total, language)),
    matching: source.matching.filter((one) => one.period === period).map((one) => matchingPart(one, source.breaks)),
    state,
  };
}

/** @param today the same break by today's data, null where they give none; undefined for a break of today's own */
function breakPart(item: SourceBreak, { language, fileOf }: ReportWords, today?: SourceBreak | null): Report['breaks'][number] {
  const sides = ({ ledgerAmount, billAmount, expectedAmount, difference }: SourceBreak) => ({
    ledgerAmount,
    billAmount,
    expectedAmount,
    difference,
  });
  const none = { ledgerAmount: null, billAmount: null, expectedAmount: null, difference: null };
  const moved = today !== undefined && (today === null || canonicalJson(sides(today)) !== canonicalJson(sides(item)));
  return {
    id: item.id,
    period: item.period,
    otherPeriod: item.otherPeriod,
    role: item.role,
    class: item.class,
    counterparty: item.counterparty,
    customer: item.customer,
    service: item.service,
    ...sides(item),
    ledgerCurrency: item.ledgerCurrency ?? null,
    reason: item.reason[language],
    rows: item.rows.map((row) => rowText(row, language, fileOf)),
    status: item.status,
    asSigned: today !== undefined,
    today: moved ? { stands: today !== null, ...(today === null ? none : sides(today)) } : null,
  };
}

function totalPart(total: ReportSource['totals'][number], language: 'zh' | 'en'): Report['periods'][number]['controlTotals'][number] {
  const { id, left, right, difference, tolerance, status, blocking, basis, identity, covers, buckets, firstDivergence } = total;
  return {
    id,
    left,
    right,
    difference,
    tolerance,
    status,
    blocking,
    basis,
    identity,
    covers: [...covers],
    buckets: { ...buckets },
    firstDivergence: firstDivergence && { ...firstDivergence, bucket: { ...firstDivergence.bucket } },
    sentence: sentenceText(total.sentence, language),
    currency: total.currency ?? null,
    taxBasis: total.taxBasis ?? null,
    toleranceWhy: total.toleranceWhy ? sentenceText(total.toleranceWhy, language) : null,
    path: (total.path ?? []).map((step) => ({ ...step, children: step.children.map((child) => ({ ...child })) })),
    checks: (total.checks ?? []).map((check) => ({ ...check, sentence: sentenceText(check.sentence, language) })),
  };
}

/** A timing break stands in both its months, with its own sign in each, so that the amounts of a month explain its difference. */
function matchingPart(one: SourceMatching, breaks: readonly SourceBreak[]): Report['periods'][number]['matching'][number] {
  const own = breaks.filter((item) => item.role === one.role && (item.period === one.period || item.otherPeriod === one.period));
  const classes = new Map<SourceBreak['class'], { count: number; amount: bigint }>();
  let open = 0n;
  for (const item of own) {
    const units = signedIn(parseOptionalUnits(item.difference) ?? 0n, item, one.period);
    const sum = classes.get(item.class) ?? { count: 0, amount: 0n };
    classes.set(item.class, { count: sum.count + 1, amount: sum.amount + units });
    if (isOpen(item.status)) open += units;
  }
  const { role, entries, lines, matched, byPass, ambiguous, residue } = one;
  return {
    role,
    entries,
    lines,
    matched,
    byPass: { ...byPass } as Record<string, number>,
    ambiguous,
    breaks: [...classes]
      .map(([kind, { count, amount }]) => ({ class: kind, count, amount: formatUnits(amount) }))
      .sort((a, b) => byCodeUnit(a.class, b.class)),
    open: formatUnits(open),
    residue,
  };
}

/**
 * Exit code of a run: 1 while a break is open or a blocking control total is broken, else 0. What today's data and rules give of a closed month
 * counts too: a script must hear of it when a signed month no longer stands.
 */
export function exitCodeOf({ breaks, periods }: Report): 0 | 1 {
  const results = periods.flatMap(({ controlTotals, today }) => (today ? [controlTotals, today.controlTotals] : [controlTotals]));
  const open = [...breaks, ...periods.flatMap(({ today }) => today?.breaks ?? [])].some((item) => isOpen(item.status));
  const broken = results.some((totals) => totals.some((total) => total.blocking && total.status === 'broken'));
  return open || broken ? 1 : 0;
}

/** A month's margin by counterparty and customer (interfaces.md); services are added up. */
function marginOf({ margin }: ReportSource, period: Period): Report['margin'] {
  const own = margin.filter((row) => row.period === period);
  const rows = own.map((row) => ({
    ...row,
    revenue: parseUnits(row.revenue),
    cost: parseUnits(row.cost),
    margin: parseUnits(row.margin),
    parts: [],
  }));
  return rollUpMargin(rows, ['period', 'counterparty', 'customer']).map(
    ({ counterparty, customer, revenue, cost, margin: left, rate }) => ({
      period,
      counterparty: counterparty!,
      customer,
      revenue: formatUnits(revenue),
      cost: formatUnits(cost),
      margin: formatUnits(left),
      rate,
    }),
  );
}
