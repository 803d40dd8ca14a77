/** Decisions handed from one desk to another: a file of chosen months, and what taking it over would mean here. Pure. */
import { z } from 'zod';
import { byCodeUnit, canonicalJson } from '../digest';
import { DecisionsTaken } from '../journal/entries';
import type { Period } from '../period';
import { standingActs, stateAfter, type BreakAct, type BreakState } from './break-life';
import { belongsTo } from './rows';

const FORMAT = 'reconcile-desk-decisions';
const Acts = DecisionsTaken.shape.breaks.element.shape.acts;

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
    .max(100_000),
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
}

/**
 * What taking the file over would mean, break by break: `same` already, `new` where nothing is decided here, `conflict` where something else is,
 * `unknown` where the break does not exist here, `closed` where its month is signed off. Nothing is overwritten: a person chooses.
 */
export function reviewDecisions(
  document: DecisionsDocument,
  here: {
    readonly has: (id: string) => boolean;
    readonly actsOf: (id: string) => readonly BreakAct[];
    readonly signed: ReadonlySet<Period>;
  },
): ReviewedBreak[] {
  return document.breaks.map((shared) => {
    const { id } = shared;
    const theirs = stateAfter(shared.acts as readonly BreakAct[]);
    const ours = here.has(id) ? stateAfter(here.actsOf(id)) : null;
    return { id, kind: kindOf(shared, theirs, ours, here.signed), theirs, ours, shared };
  });
}

function kindOf(shared: SharedBreak, theirs: BreakState, ours: BreakState | null, signed: ReadonlySet<Period>): ReviewKind {
  if (ours === null) return 'unknown';
  if (essence(theirs) === essence(ours)) return 'same';
  if ([...signed].some((month) => belongsTo(shared, month))) return 'closed';
  return ours.status === 'open' ? 'new' : 'conflict';
}

/** What a decision says, whenever it was made. */
function essence({ status, reason, note, owner, approvedBy, together }: BreakState): string {
  return canonicalJson({ status, reason, note, owner, approvedBy, together });
}
