/** Decisions handed from one desk to another: a file of chosen months, and what taking it over would mean here. Pure. */
import { z } from 'zod';
import { byCodeUnit, canonicalJson } from '../digest';
import { DecisionsTaken } from '../journal/entries';
import { parseUnits } from '../money';
import type { Period } from '../period';
import { standingActs, stateAfter, type BreakAct, type BreakState } from './break-life';
import { belongsTo } from './rows';

const FORMAT = 'reconcile-desk-decisions';
const Acts = DecisionsTaken.shape.breaks.element.shape.acts;

/** Breaks of a file at most: what one act of taking them over may hold (`decisions-taken`). */
export const MOST_SHARED = 100_000;

export const DecisionsDocument = z.object({
  format: z.literal(FORMAT),
  version: z.literal(1),
  profile: z.string().max(4_000),
  site: z.enum(['cn', 'intl']),
  months: z
    .array(z.string().regex(/^\d{4}-\d{2}$/))
    .min(1)
    .max(120),
  /** Head of the journal they were taken from. */
  head: z.object({ seq: z.number().int().nonnegative(), hash: z.string().max(64) }),
  /** With the difference each was about, so that a colleague sees what is meant even where the break does not exist. */
  breaks: z
    .array(
      z.object({
        id: z.string().min(1).max(100),
        period: z.string(),
        otherPeriod: z.string().nullable(),
        class: z.string().max(60),
        customer: z.string().max(4_000).nullable(),
        difference: z.string().max(60).nullable(),
        acts: Acts,
      }),
    )
    .max(MOST_SHARED)
    .refine((breaks) => new Set(breaks.map(({ id }) => id)).size === breaks.length, 'names a break twice'),
});
export type DecisionsDocument = z.infer<typeof DecisionsDocument>;

/** What the document says of a break. */
export type SharedBreak = DecisionsDocument['breaks'][number];

/** A break as far as the file names it. */
interface NamedBreak {
  readonly id: string;
  readonly period: Period;
  readonly otherPeriod: Period | null;
  readonly class: string;
  readonly customer: string | null;
  readonly difference: string | null;
}

/** The months' decided breaks with their whole history, in order of their IDs. Acts that were themselves taken over are given as their maker's. */
export function decisionsDocument(
  facts: Pick<DecisionsDocument, 'profile' | 'site' | 'months' | 'head'>,
  breaks: readonly NamedBreak[],
  actsOf: (id: string) => readonly BreakAct[],
): DecisionsDocument {
  const shared = breaks
    .filter((one) => facts.months.some((month) => belongsTo(one, month)))
    .map(({ id, period, otherPeriod, class: kind, customer, difference }) => ({
      id,
      period,
      otherPeriod,
      class: kind,
      customer,
      difference,
      acts: flat(actsOf(id)) as SharedBreak['acts'],
    }))
    .filter(({ acts }) => acts.length > 0)
    .sort((a, b) => byCodeUnit(a.id, b.id));
  return { format: FORMAT, version: 1, ...facts, months: [...facts.months].sort(), breaks: shared };
}

/** Taken acts stand in place of the act that took them; what was before them counts no more. */
function flat(acts: readonly BreakAct[]): BreakAct[] {
  const state = canonicalJson(stateAfter(acts));
  const opened = acts.flatMap((act) => (act.action === 'take' ? flat(act.taken ?? []) : [act]));
  if (canonicalJson(stateAfter(opened)) === state) return opened;
  // An undo that meant the taking as a whole cannot be told act by act: the acts that stand are.
  return standingActs(acts).flatMap((act) => (act.action === 'take' ? standingActs(flat(act.taken ?? [])) : [act]));
}

export type ReviewKind = 'same' | 'new' | 'conflict' | 'unknown' | 'closed';

/** One break of a colleague's file against what stands here. */
export interface ReviewedBreak {
  readonly id: string;
  readonly kind: ReviewKind;
  readonly theirs: BreakState;
  readonly ours: BreakState | null;
  readonly shared: SharedBreak;
  /** The break as it stands here; null where it does not exist. */
  readonly here: LocalBreak | null;
}

export type LocalBreak = Pick<NamedBreak, 'period' | 'otherPeriod' | 'difference'>;

/**
 * What taking the file over would mean, break by break: `same` already, `new` where nothing was ever decided here about the same difference, `conflict`
 * where something was (a break that was opened again included) or the difference is another here, `unknown` where the break does not exist here, `closed`
 * where its month is signed off. Nothing is overwritten: a person chooses.
 */
export function reviewDecisions(
  document: DecisionsDocument,
  here: {
    readonly breakOf: (id: string) => LocalBreak | null;
    readonly actsOf: (id: string) => readonly BreakAct[];
    readonly signed: ReadonlySet<Period>;
  },
): ReviewedBreak[] {
  return document.breaks.map((shared) => {
    const { id } = shared;
    const theirs = stateAfter(shared.acts as readonly BreakAct[]);
    const local = here.breakOf(id);
    const ours = local && stateAfter(here.actsOf(id));
    const kind = local && ours ? kindOf(shared, local, theirs, ours, here.signed) : 'unknown';
    return { id, kind, theirs, ours, shared, here: local };
  });
}

function kindOf(shared: SharedBreak, here: LocalBreak, theirs: BreakState, ours: BreakState, signed: ReadonlySet<Period>): ReviewKind {
  if (essence(theirs) === essence(ours)) return 'same';
  // By the break here: what the file says of its months is no way around a sign-off.
  if ([...signed].some((month) => belongsTo(here, month))) return 'closed';
  return ours.by === null && sameAmount(shared.difference, here.difference) ? 'new' : 'conflict';
}

function sameAmount(theirs: string | null, ours: string | null): boolean {
  if (theirs === null || ours === null) return theirs === ours;
  try {
    return parseUnits(theirs) === parseUnits(ours);
  } catch {
    // No amount at all: not the one that stands here.
    return false;
  }
}

/** The other breaks that one was matched with by hand, there or here. */
export function matchedWith({ id, theirs, ours }: Pick<ReviewedBreak, 'id' | 'theirs' | 'ours'>): string[] {
  return [...new Set([...(theirs.together ?? []), ...(ours?.together ?? [])])].filter((other) => other !== id).sort(byCodeUnit);
}

/**
 * The first of the chosen breaks that was matched by hand with one that is not taken along; null when none is. Half of a match explains nothing.
 */
export function tornMatch(list: readonly ReviewedBreak[], chosen: ReadonlySet<string>): string | null {
  const kept = new Set(list.filter(({ id, kind }) => chosen.has(id) || kind === 'same').map(({ id }) => id));
  const taken = list.filter(({ id, kind }) => chosen.has(id) && kind !== 'same');
  const torn = taken.find((one) => matchedWith(one).some((id) => !kept.has(id)));
  return torn?.id ?? null;
}

/** What a decision says, whenever it was made. */
function essence({ status, reason, note, owner, approvedBy, together }: BreakState): string {
  return canonicalJson({ status, reason, note, owner, approvedBy, together });
}
