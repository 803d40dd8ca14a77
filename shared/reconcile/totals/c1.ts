import { formatUnits } from '../../money';
import { statementReadings } from '../figures';
import { reason } from '../reasons';
import { c1Checks } from './c1-checks';
import { chinaFile, internationalFile } from './c1-file';
import { firstOf, UNPROVEN } from './total';
import type { EngineContext } from '../context';
import type { BillDocument, ControlTotal, PeriodFigures, Reason, Statement } from '../types';

/**
 * C1, statement = bill lines (semantics.md #1, #2, #40, #41 International; #6, #42 China). China: the imported partner bill against bill lines of
 * another source, or the figures a person typed from the bill's PDF; not provable without either. International: the API's statement against the detail file, not provable until that is imported;
 * the statement's own sum is a self-check inside the sentence and never a side.
 */
export function c1(context: EngineContext, figures: readonly PeriodFigures[]): ControlTotal[] {
  const shown = readingHeld(figures) ?? context.arrears.reading;
  return figures.map((one) => {
    const documents = context.input.documents.filter((document) => document.period === one.period);
    const files = documents.filter(({ kind }) => kind !== 'statement-figures');
    const typed = documents.find(({ kind }) => kind === 'statement-figures');
    const judged = context.input.site === 'cn' ? china(context, one, shown, files[0], typed) : international(context, one, files[0]);
    const total: ControlTotal = {
      ...judged,
      currency: one.currency,
      taxBasis: 'pretax',
      checks: c1Checks(context, one, files[0] ?? typed),
    };
    if (files.length < 2) return total;
    const { key, params } = total.sentence;
    return { ...total, sentence: reason('c1-several-files', { ...params, sentence: `@${key}`, files: String(files.length) }) };
  });
}

type Judged = Omit<ControlTotal, 'currency' | 'taxBasis'>;

const BASE = { id: 'C1', blocking: true, basis: 'inferred' } as const;

/** The reading of arrears that the months' files confirm, where they all confirm the same one. */
function readingHeld(figures: readonly PeriodFigures[]): string | null {
  const confirmed = figures.map(({ dueReadings }) => dueReadings.filter((reading) => reading.confirmed === true));
  const names = new Set(confirmed.flatMap((readings) => (readings.length === 1 ? readings.map(({ name }) => name) : [])));
  const [only] = names;
  return names.size === 1 ? only! : null;
}

/** Where a file and typed figures are both another side than the lines, both have to hold. */
function china(
  context: EngineContext,
  figures: PeriodFigures,
  shown: string | null,
  file: BillDocument | undefined,
  typed: BillDocument | undefined,
): Judged {
  const { period, due } = figures;
  if (typed) {
    const sides = file && !file.isSource ? [file, typed] : [typed];
    const judged = sides.map((side) => chinaFile(figures, side, shown));
    const worst = judged.find(({ status }) => status === 'broken') ?? judged.find(({ status }) => status !== 'not-provable') ?? judged[0]!;
    return { ...BASE, period, ...worst };
  }
  // A file that is its own source says nothing as long as a statement can.
  const own = file?.isSource === true && context.input.statements.some((one) => one.period === period);
  if (file && !own) return { ...BASE, period, ...chinaFile(figures, file, shown) };
  const statement = context.input.statements.find((one) => one.period === period);
  const frame = { ...BASE, period, identity: '42', covers: ['amount', 'debt_amount', 'adjustment_amount', 'bill_type'] };
  if (!statement) return { ...frame, ...UNPROVEN, right: due, sentence: chinaUnproven(context, figures) };
  const readings = figures.dueReadings.length > 0 ? figures.dueReadings : [{ name: '42', amount: due, confirmed: due === statement.due }];
  const held = readings.find((reading) => reading.amount === statement.due);
  const right = held?.amount ?? due;
  const difference = statement.due - right;
  const text = {
    left: formatUnits(statement.due),
    right: formatUnits(right),
    difference: formatUnits(difference),
    reading: held?.name ?? '',
  };
  return {
    ...frame,
    left: statement.due,
    right,
    difference,
    tolerance: 0n,
    toleranceWhy: reason('tolerance-exact'),
    status: held ? 'equal' : 'broken',
    buckets: { tested: 1, broken: held ? 0 : 1 },
    ...firstOf(held ? [] : [{ name: { period }, left: statement.due, right }]),
    checks: [],
    sentence: reason(held ? 'c1-cn-equal' : 'c1-cn-broken', text),
  };
}

function chinaUnproven(context: EngineContext, figures: PeriodFigures): Reason {
  const [a, b] = figures.dueReadings;
  const params = { period: figures.period, right: formatUnits(figures.due) };
  if (!a || !b) return reason('c1-cn-import', params);
  const reading = `@reading-${context.arrears.reading ?? 'none'}`;
  return reason('c1-cn-import-arrears', { ...params, reading, a: formatUnits(a.amount), b: formatUnits(b.amount) });
}

function international(context: EngineContext, figures: PeriodFigures, file: BillDocument | undefined): Judged {
  const { period } = figures;
  const frame = {
    ...BASE,
    period,
    identity: '1, 2, 40',
    covers: ['initial_amount_due', 'consume_amount', 'refunds', 'adjustments', 'tax_amount'],
  };
  const statement = context.input.statements.find((one) => one.period === period);
  if (file) return { ...BASE, period, ...saidTyped(internationalFile(figures, file, statement ?? null), statement) };
  if (!statement) return { ...frame, ...UNPROVEN, sentence: reason('c1-intl-none', { period }) };
  const readings = statementReadings(statement);
  const held = readings.find((reading) => reading.confirmed === true);
  const left = formatUnits(statement.due);
  const sentence = held
    ? reason('c1-intl-import', { period, left, reading: held.name })
    : reason('c1-intl-import-unsound', { period, left, sum: formatUnits(readings[0]!.amount) });
  return { ...frame, ...UNPROVEN, left: statement.due, ...saidTyped({ sentence }, statement) };
}

/** A statement that a person typed is said to be one. */
function saidTyped<T extends { readonly sentence: Reason }>(judged: T, statement: Statement | undefined): T {
  if (statement?.typed !== true) return judged;
  const { key, params } = judged.sentence;
  return { ...judged, sentence: reason('c1-typed', { ...params, judged: `@${key}` }) };
}
