import { absolute, ONE, type Units } from '../money';
import { periodOfInstant, type Period } from '../period';
import type { MonthBilled } from './billed';
import type { EngineContext } from './context';
import type { Adjustment, DueReading, PeriodFigures, Statement } from './types';

/** Fund adjustments that take money back (semantics.md, "Accounts"); BEADJUST gives it. */
export const RECLAIMS: ReadonlySet<string> = new Set(['SOURCE_OPERATION_BERETRIEVE', 'SOURCE_OPERATION_BEUNBIND']);
export const ALLOCATION = 'SOURCE_OPERATION_BEADJUST';

/** Amount of a fund adjustment as the partner's gift (positive) or reclaim (negative); null for operations that are neither. */
export function signedAdjustment(adjustment: Pick<Adjustment, 'operation' | 'amount'>): Units | null {
  if (adjustment.operation === ALLOCATION) return absolute(adjustment.amount);
  return RECLAIMS.has(adjustment.operation) ? -absolute(adjustment.amount) : null;
}

/** Three typed figures, each off by half a cent at most where the bill rounds them. */
const TYPED_TOLERANCE = (3n * ONE) / 200n;

/** The figures of every synced month (design.md section 5); amounts in units of 10^-8. */
export function figuresOf(context: EngineContext): PeriodFigures[] {
  const funds = sumFunds(context);
  return context.input.periods.map((period, index) => {
    const statement = context.input.statements.find((one) => one.period === period) ?? null;
    const fundAdjustments = funds.get(period) ?? { allocated: 0n, reclaimed: 0n, net: 0n };
    return context.input.site === 'intl' && statement
      ? fromStatement(statement, fundAdjustments)
      : fromBill(context, period, context.billed[index]!, statement, fundAdjustments);
  });
}

function fromStatement(statement: Statement, fundAdjustments: PeriodFigures['fundAdjustments']): PeriodFigures {
  const { period, currency, consumption, refunds, adjustments, due } = statement;
  return {
    period,
    currency,
    consumption,
    refunds,
    adjustments,
    due,
    dueReadings: statementReadings(statement),
    source: statement.typed ? 'typed-statement' : 'statement',
    fundAdjustments,
  };
}

/** Readings of a statement's amount due: #1, #2 with tax, #40 where the bill is negative. */
export function statementReadings(statement: Statement): DueReading[] {
  const plain = statement.consumption + statement.refunds + statement.adjustments;
  const readings: [string, Units][] = [
    ['1', plain],
    ['1+tax', plain + statement.tax],
  ];
  if (plain < 0n) readings.push(['40', 0n]);
  return readings.map(([name, amount]) => ({ name, amount, confirmed: amount === statement.due }));
}

function fromBill(
  context: EngineContext,
  period: Period,
  billed: MonthBilled,
  statement: Statement | null,
  fundAdjustments: PeriodFigures['fundAdjustments'],
): PeriodFigures {
  const due = billed.consumption + billed.refunds + billed.writeOffs;
  const stated = statement ? { due: statement.due, within: 0n } : statedByFile(context, period);
  const readings: [string, Units][] = billed.hasArrears
    ? [
        ['6a', due + billed.arrears],
        ['6b', due],
      ]
    : [];
  return {
    period,
    currency: context.input.currency,
    consumption: billed.consumption,
    refunds: billed.refunds,
    adjustments: billed.writeOffs,
    due,
    dueReadings: readings.map(([name, amount]) => ({
      name,
      amount,
      confirmed: stated === null ? null : absolute(amount - stated.due) <= stated.within,
    })),
    source: context.input.documents.some((document) => document.period === period && document.isSource) ? 'bill-file' : 'bill-lines',
    fundAdjustments,
  };
}

/** What the month's bill file, or its typed figures, add up to; no file that the lines came from. */
function statedByFile({ input }: EngineContext, period: Period): { readonly due: Units; readonly within: Units } | null {
  const file = input.documents.find((document) => document.period === period && !document.isSource);
  if (!file || file.currency !== input.currency) return null;
  return { due: file.consumption + file.refunds + file.adjustments, within: file.kind === 'statement-figures' ? TYPED_TOLERANCE : 0n };
}

/** Adjustment records by the month of their instant in UTC+8; they have no cycle of their own. */
function sumFunds(context: EngineContext): Map<Period, { allocated: Units; reclaimed: Units; net: Units }> {
  const funds = new Map<Period, { allocated: Units; reclaimed: Units; net: Units }>();
  for (const adjustment of context.input.adjustments) {
    const signed = signedAdjustment(adjustment);
    if (signed === null) continue;
    const period = periodOfInstant(adjustment.time);
    const sum = funds.get(period) ?? { allocated: 0n, reclaimed: 0n, net: 0n };
    if (signed > 0n) sum.allocated += signed;
    else sum.reclaimed -= signed;
    sum.net += signed;
    funds.set(period, sum);
  }
  return funds;
}
