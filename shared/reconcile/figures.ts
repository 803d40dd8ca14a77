import { halvesOf } from '../columns';
import { absolute, ONE, type Units } from '../money';
import { periodOfInstant, type Period } from '../period';
import type { BillCells } from './bill-cells';
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

interface BillSums {
  consumption: Units;
  refunds: Units;
  writeOffs: Units;
  arrears: Units;
  hasArrears: boolean;
}

/** The figures of every synced month (design.md section 5); amounts in units of 10^-8. */
export function figuresOf(context: EngineContext): PeriodFigures[] {
  const sums = sumBills(context);
  const funds = sumFunds(context);
  return context.input.periods.map((period, index) => {
    const statement = context.input.statements.find((one) => one.period === period) ?? null;
    const fundAdjustments = funds.get(period) ?? { allocated: 0n, reclaimed: 0n, net: 0n };
    return context.input.site === 'intl' && statement
      ? fromStatement(statement, fundAdjustments)
      : fromBill(context, period, sums[index]!, statement, fundAdjustments);
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
  sums: BillSums,
  statement: Statement | null,
  fundAdjustments: PeriodFigures['fundAdjustments'],
): PeriodFigures {
  const due = sums.consumption + sums.refunds + sums.writeOffs;
  const stated = statement ? { due: statement.due, within: 0n } : statedByFile(context, period);
  const readings: [string, Units][] = sums.hasArrears
    ? [
        ['6a', due + sums.arrears],
        ['6b', due],
      ]
    : [];
  return {
    period,
    currency: context.input.currency,
    consumption: sums.consumption,
    refunds: sums.refunds,
    adjustments: sums.writeOffs,
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

/** Kinds 0, 1, 2 and arrears of one month. */
const SUMS = 4;

/** Cells never change: they are added up once, and not again while they are the same. */
const known = new WeakMap<BillCells, readonly BillSums[]>();

/** Kinds 0, 1 and 2 summed with the signs as they come, over all charge modes and resellers (semantics.md #5, #42). */
function sumBills(context: EngineContext): readonly BillSums[] {
  const { cells, input } = context;
  const before = known.get(cells);
  if (before && before.length >= input.periods.length) return before;
  // Summed in a typed array: bigints added one by one would be an object per cell.
  const totals = new BigInt64Array(input.periods.length * SUMS);
  for (let cell = 0; cell < cells.count; cell++) {
    const at = cells.period[cell]! * SUMS;
    const kind = cells.kind[cell]! > 2 ? 0 : cells.kind[cell]!;
    totals[at + kind] = totals[at + kind]! + cells.amount[cell]!;
    totals[at + 3] = totals[at + 3]! + cells.debt[cell]! + cells.adjustment[cell]!;
  }
  const sums = input.periods.map((_, period): BillSums => {
    const [consumption = 0n, refunds = 0n, writeOffs = 0n, arrears = 0n] = totals.subarray(period * SUMS);
    return { consumption, refunds, writeOffs, arrears, hasArrears: false };
  });
  const { bills } = input;
  for (const column of new Set([bills.debt, bills.adjustment])) {
    const halves = halvesOf(column);
    for (let line = 0; line < bills.rows; line++)
      if (halves[2 * line] !== 0 || halves[2 * line + 1] !== 0) sums[bills.period[line]!]!.hasArrears = true;
  }
  known.set(cells, sums);
  return sums;
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
