import { formatUnits, sum, type Units } from '../../shared/money';
import { periodOfInstant, type Period } from '../../shared/period';
import { OPERATIONS } from './dataset';
import { costLedger } from './ledgers/cost';
import { settlementNotes } from './exports/settlement';
import { prepaymentLedger } from './ledgers/prepayment';
import { revenueLedger } from './ledgers/revenue';
import { DEFAULT_TODAY, plantedWorld, type WorldSpec } from './world';
import type { World } from './world/model';
import type { PlantNote } from './world/notes';
import { datasetOf, feesUntil } from './world/rows';
import { sumOfKind } from './world/statement';

/**
 * The answer key: what was planted and what the months add up to, written by the planter and never by the engine it is
 * meant to test. Nothing the app bundles imports this module.
 */

export interface KeyMonth {
  readonly period: Period;
  readonly currency: string;
  readonly consumption: string;
  readonly refunds: string;
  readonly adjustments: string;
  readonly due: string;
  /** Null on the International site, which has no interface for them. */
  readonly fundAdjustments: { readonly allocated: string; readonly reclaimed: string; readonly net: string } | null;
}

export interface AnswerKey {
  readonly version: 1;
  readonly site: string;
  readonly size: string;
  readonly seed: number;
  readonly today: string;
  readonly clean: boolean;
  /** Planted breaks and broken control totals; amounts are decimal text or null. */
  readonly entries: readonly Readonly<Record<string, unknown>>[];
  /** Breaks of the sample book of prepayments. */
  readonly prepayment: readonly Readonly<Record<string, unknown>>[];
  /** Control totals that break once the exported invoices and incentive details are imported. */
  readonly files: readonly Readonly<Record<string, unknown>>[];
  readonly months: readonly KeyMonth[];
  /** Records served per operation, all filters off. */
  readonly records: Readonly<Record<string, number>>;
}

const text = (units: Units | null): string | null => (units === null ? null : formatUnits(units));

function entryOf(note: PlantNote): Readonly<Record<string, unknown>> {
  if (note.kind === 'total') {
    return { ...note, buckets: note.buckets.map((bucket) => ({ ...bucket, difference: text(bucket.difference) })) };
  }
  return {
    ...note,
    ledgerAmount: text(note.ledgerAmount),
    billAmount: text(note.billAmount),
    expectedAmount: text(note.expectedAmount),
    difference: text(note.difference),
  };
}

/** Totals of one ID and month are one entry with all their buckets. */
function merged(notes: readonly PlantNote[]): PlantNote[] {
  const result: PlantNote[] = [];
  for (const note of notes) {
    const at =
      note.kind === 'total'
        ? result.findIndex((other) => other.kind === 'total' && other.id === note.id && other.period === note.period)
        : -1;
    const before = result[at];
    if (note.kind === 'total' && before?.kind === 'total') result[at] = { ...before, buckets: [...before.buckets, ...note.buckets] };
    else result.push(note);
  }
  return result;
}

function fundsOf(world: World, period: Period): KeyMonth['fundAdjustments'] {
  if (world.site === 'intl') return null;
  const inMonth = world.adjustRecords.filter((record) => periodOfInstant(record.time) === period);
  const allocated = sum(inMonth.filter((record) => record.operation === 'SOURCE_OPERATION_BEADJUST').map((record) => record.amount));
  const reclaimed = sum(inMonth.filter((record) => record.operation !== 'SOURCE_OPERATION_BEADJUST').map((record) => record.amount));
  return { allocated: formatUnits(allocated), reclaimed: formatUnits(reclaimed), net: formatUnits(allocated - reclaimed) };
}

function monthOf(world: World, period: Period): KeyMonth {
  const statement = world.statements.find((candidate) => candidate.period === period);
  const consumption = statement?.consumption ?? sumOfKind(world.billLines, period, '0');
  const refunds = statement?.refunds ?? sumOfKind(world.billLines, period, '1');
  const adjustments = statement?.adjustments ?? sumOfKind(world.billLines, period, '2');
  return {
    period,
    currency: world.currency,
    consumption: formatUnits(consumption),
    refunds: formatUnits(refunds),
    adjustments: formatUnits(adjustments),
    due: formatUnits(statement?.due ?? consumption + refunds + adjustments),
    fundAdjustments: fundsOf(world, period),
  };
}

/** What the months of a world add up to. */
export const keyMonths = (world: World): KeyMonth[] => world.periods.map((period) => monthOf(world, period));

function countOf(items: Iterable<unknown>): number {
  let count = 0;
  for (const _ of items) count++;
  return count;
}

/** The answer key of a world and its sample ledgers; `today` only bounds the record counts. */
export function answerKey(spec: WorldSpec, today: string = DEFAULT_TODAY): AnswerKey {
  const planted = plantedWorld(spec);
  const notes = [...planted.notes, ...costLedger(planted).notes, ...revenueLedger(planted).notes];
  const data = datasetOf(planted.world, today);
  return {
    version: 1,
    site: spec.site,
    size: spec.size,
    seed: spec.seed,
    today,
    clean: spec.clean,
    entries: merged(notes).map(entryOf),
    prepayment: prepaymentLedger(planted).notes.map(entryOf),
    files: (spec.clean ? [] : settlementNotes(planted.world)).map(entryOf),
    months: keyMonths(planted.world),
    records: Object.fromEntries(
      OPERATIONS.map((operation) => [
        operation,
        operation === 'ListSubCustomerBillDetail' ? countOf(feesUntil(planted.world, today.slice(0, 7))) : data.rows[operation].length,
      ]),
    ),
  };
}
