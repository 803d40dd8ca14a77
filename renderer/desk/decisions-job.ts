/** Acts of people on breaks: what the rules allow is journalled, a month at a time in one append, and taken back the same way. */
import { standingActs, stateAfter, withSignOff, type BreakAct } from '../../shared/close';
import type { BreakDecision, DecisionDone, Policy } from '../../shared/desk/api';
import { byCodeUnit } from '../../shared/digest';
import { MOST_BREAKS, type BodyOf } from '../../shared/journal/entries';
import { formatUnits, parseUnits } from '../../shared/money';
import type { Period } from '../../shared/period';
import { actedOn, actsOn, type ActedOn } from './break-rows';
import type { DeskCore } from './core';
import { DeskFailure } from './faults';
import { record } from './journal-apply';
import { signedPeriods } from './statuses';

type DecisionBody = BodyOf<'decision'>;

export async function policyOf({ store }: DeskCore): Promise<Policy> {
  return ((await store.meta.get('policy'))?.value as Policy | undefined) ?? { approverOther: false };
}

export async function setPolicy(core: DeskCore, { approverOther }: Policy): Promise<void> {
  if ((await policyOf(core)).approverOther !== approverOther) await record(core, { kind: 'policy', approverOther });
}

/**
 * Journals an act.
 * @throws DeskFailure `period-closed`, `not-explained`, `own-approval`, `not-zero`; nothing is written then
 */
export async function decide(core: DeskCore, decision: BreakDecision): Promise<DecisionDone> {
  const breaks = await actedOn(core, decision.breaks);
  const signed = await signedPeriods(core);
  const acts = await actsOn(core, decision.breaks);
  const months = new Map<Period, string[]>();
  for (const id of new Set(decision.breaks)) {
    const month = monthFor(breaks.get(id), acts.get(id) ?? [], decision.period, signed);
    const others = months.get(month);
    if (others) others.push(id);
    else months.set(month, [id]);
  }
  if (decision.action === 'approve') await allowApproval(core, decision.breaks, breaks, acts, signed);
  if (decision.action === 'match') {
    requireZero(decision.breaks, breaks);
    // One matter is one entry: it stands for the latest of the months it touches.
    const latest = [...months.keys()].sort().at(-1) ?? decision.period;
    return append(core, [bodyOf(decision, latest, [...new Set(decision.breaks)], breaks)]);
  }
  return append(core, bodiesOf(decision, months, breaks));
}

/** Entries of an act by month, in one batch; a month with more breaks than an entry holds has several. */
export function bodiesOf(
  decision: BreakDecision,
  months: ReadonlyMap<Period, readonly string[]>,
  breaks: ReadonlyMap<string, ActedOn>,
  most = MOST_BREAKS,
): DecisionBody[] {
  const total = new Set(decision.breaks).size;
  return [...months]
    .sort(([a], [b]) => byCodeUnit(a, b))
    .flatMap(([period, ids]) =>
      Array.from({ length: Math.ceil(ids.length / most) }, (_, part) => [period, ids.slice(part * most, (part + 1) * most)] as const),
    )
    .map(([period, ids], entry, { length: entries }) => ({
      ...bodyOf(decision, period, ids, breaks),
      ...(entries > 1 ? { batch: { entries, entry, breaks: total } } : {}),
    }));
}

function bodyOf(decision: BreakDecision, period: Period, ids: string[], breaks: ReadonlyMap<string, ActedOn>): DecisionBody {
  return { kind: 'decision', ...decision, period, breaks: ids, amounts: ids.map((id) => breaks.get(id)?.difference ?? null) };
}

async function append(core: DeskCore, bodies: DecisionBody[]): Promise<DecisionDone> {
  if (bodies.length === 0) return { seqs: [], breaks: 0 };
  const entries = await record(core, ...bodies);
  return { seqs: entries.map(({ seq }) => seq), breaks: bodies.reduce((sum, { breaks }) => sum + breaks.length, 0) };
}

/**
 * Month an act on a break is made for: its own while that is open. A timing break stands in the proof of both its months, so neither may be
 * closed; only what a closed month carried forward is worked on in a later one.
 * @throws DeskFailure `period-closed`
 */
function monthFor(found: ActedOn | undefined, acts: readonly BreakAct[], asked: Period, signed: ReadonlySet<Period>): Period {
  if (signed.has(asked)) throw new DeskFailure('period-closed', asked);
  const own = monthsOf(found);
  const latest = own.at(-1) ?? asked;
  const state = stateAfter(acts);
  const closed = own.find((period) => signed.has(period));
  const settled = state.status !== 'carried' && state.period !== null && state.period > latest && signed.has(state.period);
  if (settled) throw new DeskFailure('period-closed', state.period);
  if (closed === undefined) return found?.period ?? asked;
  const carriedOn = state.status === 'carried' || acts.some(({ period }) => period > latest);
  if (!carriedOn || asked <= latest) throw new DeskFailure('period-closed', closed);
  return asked;
}

/** Months a break stands in, ascending. */
function monthsOf(found: ActedOn | undefined): Period[] {
  return found === undefined ? [] : [found.period, ...(found.otherPeriod === null ? [] : [found.otherPeriod])].sort();
}

/**
 * Takes acts back, in one entry.
 * @throws DeskFailure `period-closed`; `nothing-to-undo` when none of the acts stands last any more
 */
export async function undoDecision(
  core: DeskCore,
  which: { readonly seqs: readonly number[] } | { readonly breaks: readonly string[] },
): Promise<DecisionDone> {
  const last = 'seqs' in which ? await standingLast(core, new Set(which.seqs)) : await lastOf(core, which.breaks);
  if (last.size === 0) throw new DeskFailure('nothing-to-undo');
  const ids = [...last.keys()].sort(byCodeUnit);
  const breaks = await actedOn(core, ids);
  const signed = await signedPeriods(core);
  for (const [id, { period }] of last) {
    const own = monthsOf(breaks.get(id));
    const closed = [period, ...(period > (own.at(-1) ?? '') ? [] : own)].find((month) => signed.has(month));
    if (closed !== undefined) throw new DeskFailure('period-closed', closed);
  }
  const acts = [...last.values()];
  const period = acts
    .map((act) => act.period)
    .sort()
    .at(-1)!;
  const undoes = [...new Set(acts.map(({ seq }) => seq))].sort((a, b) => a - b);
  return append(core, [{ kind: 'decision', action: 'undo', period, breaks: ids, undoes, reason: null, note: '', owner: '' }]);
}

/** The last standing act of each of the breaks; what was closed together is opened together. */
async function lastOf(core: DeskCore, ids: readonly string[]): Promise<Map<string, BreakAct>> {
  const found = new Map<string, BreakAct>();
  const together = new Set<string>();
  for (const [id, acts] of await actsOn(core, ids)) {
    const top = standingActs(acts).at(-1);
    if (top === undefined) continue;
    found.set(id, top);
    for (const other of top.together ?? []) together.add(other);
  }
  const rest = [...together].filter((id) => !found.has(id));
  const seqs = new Set([...found.values()].filter((act) => act.together !== undefined).map(({ seq }) => seq));
  for (const [id, acts] of await actsOn(core, rest)) {
    const top = standingActs(acts).at(-1);
    if (top !== undefined && seqs.has(top.seq)) found.set(id, top);
  }
  return found;
}

async function standingLast(core: DeskCore, seqs: ReadonlySet<number>): Promise<Map<string, BreakAct>> {
  const found = new Map<string, BreakAct>();
  for (const { breakId, acts } of await core.store.decisions.toArray()) {
    const top = standingActs(acts).at(-1);
    if (top !== undefined && seqs.has(top.seq)) found.set(breakId, top);
  }
  return found;
}

async function allowApproval(
  core: DeskCore,
  ids: readonly string[],
  breaks: ReadonlyMap<string, ActedOn>,
  acts: ReadonlyMap<string, readonly BreakAct[]>,
  signed: ReadonlySet<Period>,
): Promise<void> {
  const other = (await policyOf(core)).approverOther ? (await core.link.call('userName', {})).name : null;
  for (const id of ids) {
    const state = withSignOff(stateAfter(acts.get(id) ?? []), signed);
    if (!breaks.has(id) || state.status !== 'explained') throw new DeskFailure('not-explained', id);
    if (other !== null && state.by === other) throw new DeskFailure('own-approval');
  }
}

/** @throws DeskFailure `not-zero` */
function requireZero(ids: readonly string[], breaks: ReadonlyMap<string, ActedOn>): void {
  const differences = [...new Set(ids)].map((id) => breaks.get(id)?.difference ?? null);
  const rest = differences.reduce((sum, text) => sum + (text === null ? 0n : parseUnits(text)), 0n);
  if (differences.length < 2 || differences.includes(null) || rest !== 0n) throw new DeskFailure('not-zero', formatUnits(rest));
}
