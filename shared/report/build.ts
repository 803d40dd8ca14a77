import { byCodeUnit } from '../digest';
import { formatUnits, parseUnits } from '../money';
import { isOpen } from '../close/break-life';
import { rollUpMargin } from '../reconcile/margin-report';
import { rowText } from './row-text';
import { ReportSchema, type Report } from './schema';
import type { ReportSource, SourceBreak, SourceMatching } from './source';
import type { Period } from '../period';

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
  readonly digest?: Report['digest'];
}

export const NO_SYNC: Report['sync'] = { requests: 0, retries: 0, throttled: 0, records: 0, seconds: 0, unpublished: [] };

/**
 * The report of a run (its contract is {@link ReportSchema}). Sentences and reasons are in the frame's language.
 * @throws z.ZodError when a part does not keep the contract
 */
export function buildReport(frame: ReportFrame, source: ReportSource): Report {
  const { app, runtime, site, today, language, sync, timings, files } = frame;
  const fileNames = new Map(frame.imports.flatMap((one) => (one.importId === undefined ? [] : [[one.importId, one.file] as const])));
  return ReportSchema.parse({
    app,
    runtime,
    site,
    today,
    sync,
    imports: frame.imports.map(({ importId: _importId, ...one }) => one),
    periods: source.figures.map((figures) => ({
      period: figures.period,
      currency: figures.currency,
      consumption: figures.consumption,
      refunds: figures.refunds,
      adjustments: figures.adjustments,
      due: figures.due,
      dueReadings: figures.dueReadings,
      fundAdjustments: figures.fundAdjustments,
      controlTotals: source.totals.filter((total) => total.period === figures.period).map((total) => totalPart(total, language)),
      matching: source.matching.filter((one) => one.period === figures.period).map((one) => matchingPart(one, source.breaks)),
      state: figures.state,
    })),
    breaks: source.breaks.map((item) => ({
      id: item.id,
      period: item.period,
      otherPeriod: item.otherPeriod,
      role: item.role,
      class: item.class,
      counterparty: item.counterparty,
      customer: item.customer,
      service: item.service,
      ledgerAmount: item.ledgerAmount,
      billAmount: item.billAmount,
      expectedAmount: item.expectedAmount,
      difference: item.difference,
      reason: item.reason[language],
      rows: item.rows.map((row) => rowText(row, language, (id) => fileNames.get(id) ?? id)),
      status: item.status,
    })),
    margin: marginOf(source),
    timings,
    files,
    digest: frame.digest ?? null,
  });
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
    sentence: total.sentence[language],
    currency: total.currency ?? null,
    taxBasis: total.taxBasis ?? null,
    toleranceWhy: total.toleranceWhy?.[language] ?? null,
    path: (total.path ?? []).map((step) => ({ ...step, children: step.children.map((child) => ({ ...child })) })),
    checks: (total.checks ?? []).map((check) => ({ ...check, sentence: check.sentence[language] })),
  };
}

/** A timing break stands in both its months, with its own sign in each, so that the amounts of a month explain its difference. */
function matchingPart(one: SourceMatching, breaks: readonly SourceBreak[]): Report['periods'][number]['matching'][number] {
  const own = breaks.filter((item) => item.role === one.role && (item.period === one.period || item.otherPeriod === one.period));
  const classes = new Map<SourceBreak['class'], { count: number; amount: bigint }>();
  let open = 0n;
  for (const item of own) {
    const units = signedIn(item, one.period);
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

function signedIn(item: SourceBreak, period: Period): bigint {
  const units = item.difference === null ? 0n : parseUnits(item.difference);
  return item.period === period ? units : -units;
}

/** Exit code of a run: 1 while a break is open or a blocking control total is broken, else 0. */
export function exitCodeOf(report: Report): 0 | 1 {
  const open = report.breaks.some((item) => isOpen(item.status));
  const broken = report.periods.some((period) => period.controlTotals.some((total) => total.blocking && total.status === 'broken'));
  return open || broken ? 1 : 0;
}

/** Margin by month, counterparty and customer (interfaces.md); services are added up. */
function marginOf({ margin }: ReportSource): Report['margin'] {
  const rows = margin.map((row) => ({ ...row, revenue: parseUnits(row.revenue), cost: parseUnits(row.cost), margin: parseUnits(row.margin), parts: [] }));
  return rollUpMargin(rows, ['period', 'counterparty', 'customer']).map(({ period, counterparty, customer, revenue, cost, margin: left, rate }) => ({
    period: period!,
    counterparty: counterparty!,
    customer,
    revenue: formatUnits(revenue),
    cost: formatUnits(cost),
    margin: formatUnits(left),
    rate,
  }));
}
