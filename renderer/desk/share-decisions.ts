/** Two people on one month: decisions as a file, and a colleague's file taken over break by break as a person chose. */
import {
  decisionsDocument,
  DecisionsDocument,
  MOST_SHARED,
  matchedWith,
  reviewDecisions,
  tornMatch,
  type BreakAct,
} from '../../shared/close';
import type { SharedDecisions } from '../../shared/desk/api';
import type { BodyOf } from '../../shared/journal/entries';
import type { Period } from '../../shared/period';
import { actsOn, allBreaks } from './break-rows';
import type { DeskCore } from './core';
import { DeskFailure } from './faults';
import { appliedOf, record } from './journal-apply';
import { signedPeriods } from './statuses';

/**
 * The text of a file with the months' decisions; made and read here, for one of very many breaks would hold the window up.
 * @throws DeskFailure `too-many-decisions`
 */
export async function shareDecisions(
  core: DeskCore,
  { months, profile }: { readonly months: readonly Period[]; readonly profile: string },
): Promise<string> {
  const breaks = await allBreaks(core);
  const acts = await actsOn(
    core,
    breaks.map(({ id }) => id),
  );
  const { seq, hash } = await appliedOf(core);
  const document = decisionsDocument(
    { profile, site: core.site, months: [...months], head: { seq, hash } },
    breaks,
    (id) => acts.get(id) ?? [],
  );
  if (document.breaks.length > MOST_SHARED) throw new DeskFailure('too-many-decisions', String(MOST_SHARED));
  return `${JSON.stringify(document)}\n`;
}

/** @throws DeskFailure `bad-document` with the place of the fault, or the site when it is another */
export async function reviewShared(core: DeskCore, text: string): Promise<SharedDecisions> {
  const { file, list } = await reviewed(core, text);
  const said = list.map(({ id, kind, theirs, ours, shared, here }) => ({
    id,
    kind,
    period: shared.period,
    class: shared.class,
    customer: shared.customer,
    difference: shared.difference,
    differenceHere: here?.difference ?? null,
    together: kind === 'same' ? [] : matchedWith({ id, theirs, ours }),
    theirs: { status: theirs.status, note: theirs.note, owner: theirs.owner, by: theirs.by },
    ours: ours === null ? null : { status: ours.status, note: ours.note, owner: ours.owner, by: ours.by },
  }));
  return { from: file.profile, list: said };
}

/**
 * Journals the chosen decisions as one act. Only new ones and conflicts can be chosen; what a person did not choose stays as it is here.
 * @returns how many were taken
 * @throws DeskFailure `bad-document`, `period-closed`, `match-torn` when half of a match by hand would be taken
 */
export async function takeDecisions(core: DeskCore, text: string, chosen: readonly string[]): Promise<number> {
  const { file, list } = await reviewed(core, text);
  const wanted = new Set(chosen);
  const taken = list.filter(({ id }) => wanted.has(id));
  const closed = taken.find(({ kind }) => kind === 'closed');
  if (closed) throw new DeskFailure('period-closed', closed.here?.period ?? closed.shared.period);
  if (tornMatch(list, wanted) !== null) throw new DeskFailure('match-torn');
  const usable = taken.filter(({ kind }) => kind === 'new' || kind === 'conflict');
  if (usable.length === 0) return 0;
  const body: BodyOf<'decisions-taken'> = {
    kind: 'decisions-taken',
    period: usable.map(({ shared }) => shared.period).sort()[0]!,
    from: { profile: file.profile, site: file.site, ...file.head },
    note: '',
    breaks: usable.map(({ id, shared }) => ({ id, acts: shared.acts })),
  };
  await record(core, body);
  return usable.length;
}

/** Text that is no JSON is no document either. */
function documentOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

async function reviewed(core: DeskCore, text: string) {
  const parsed = DecisionsDocument.safeParse(documentOf(text));
  if (!parsed.success) throw new DeskFailure('bad-document', parsed.error.issues[0]?.path.join('.') ?? null);
  const file = parsed.data;
  if (file.site !== core.site) throw new DeskFailure('bad-document', `site: ${file.site}`);
  const known = new Map((await allBreaks(core)).map((row) => [row.id, row]));
  const acts: ReadonlyMap<string, readonly BreakAct[]> = await actsOn(
    core,
    file.breaks.map(({ id }) => id),
  );
  const list = reviewDecisions(file, {
    breakOf: (id) => known.get(id) ?? null,
    actsOf: (id) => acts.get(id) ?? [],
    signed: await signedPeriods(core),
  });
  return { file, list };
}
