/** Acts of people on breaks: what the rules allow is journalled, and taken back the same way. All of it is checked before any of it is written. */
import { standingActs, stateAfter, wholeOf, withSignOff, type BreakAct } from '../../shared/close';
import type { BreakDecision, DecisionDone, DeskFault, Policy, Progress, UndoneActs } from '../../shared/desk/api';
import { formatUnits, parseUnits } from '../../shared/money';
import type { Period } from '../../shared/period';
import { actedOn, actsOn, type ActedOn } from './break-rows';
import { decisionBody, decisionParts, undoParts, type DecisionBody } from './act-parts';
import type { DeskCore } from './core';
import { DeskFailure, faultOf } from './faults';
import { record } from './journal-apply';
import { signedPeriods } from './statuses';

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
export async function decide(core: DeskCore, decision: BreakDecision, acting: Acting): Promise<DecisionDone> {
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
    return append(core, [[decisionBody(decision, latest, [...new Set(decision.breaks)], breaks)]], acting);
  }
  return append(core, decisionParts(decision, months, breaks, acting.part), acting);
}

/** Told how far an act on very many breaks is, and asked whether to go on. */
export interface Acting {
  readonly onProgress: (progress: Progress) => void;
  readonly signal: AbortSignal;
  /** Breaks of one append. */
  readonly part?: number;
}

/** Appends one part after the other. What was appended stays when the next one fails or a person stops. */
async function append(core: DeskCore, parts: readonly (readonly DecisionBody[])[], { onProgress, signal }: Acting): Promise<DecisionDone> {
  const total = parts.flat().reduce((sum, { breaks }) => sum + breaks.length, 0);
  const seqs: number[] = [];
  let done = 0;
  let fault: DeskFault | null = null;
  for (const bodies of parts) {
    if (parts.length > 1) onProgress({ step: 'acting', done, total });
    if (done > 0 && signal.aborted) break;
    try {
      const entries = await record(core, ...(parts.length > 1 ? bodies.map((body) => ofAct(body, seqs[0] ?? 0)) : bodies));
      seqs.push(...entries.map(({ seq }) => seq));
    } catch (error) {
      if (done === 0) throw error;
      fault = faultOf(error);
      break;
    }
    done += bodies.reduce((sum, { breaks }) => sum + breaks.length, 0);
  }
  return { seqs, breaks: done, left: total - done, fault };
}

/** An undo is not taken back: nothing has to know what else it covered. */
const ofAct = (body: DecisionBody, first: number): DecisionBody => (body.action === 'undo' ? body : { ...body, partOf: first });

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
 * Takes acts back: the last one of each of some breaks, or one act of all breaks it still stands last on.
 * @param which.act number of the act's first entry
 * @throws DeskFailure `period-closed`; `nothing-to-undo` when none of the acts stands last any more; nothing is written then
 */
export async function undoDecision(core: DeskCore, which: UndoneActs, acting: Acting): Promise<DecisionDone> {
  const last = 'act' in which ? await standingLast(core, which.act) : await lastOf(core, which.breaks);
  if (last.size === 0) throw new DeskFailure('nothing-to-undo');
  const breaks = await actedOn(core, [...last.keys()]);
  const signed = await signedPeriods(core);
  for (const [id, { period }] of last) {
    const own = monthsOf(breaks.get(id));
    const closed = [period, ...(period > (own.at(-1) ?? '') ? [] : own)].find((month) => signed.has(month));
    if (closed !== undefined) throw new DeskFailure('period-closed', closed);
  }
  return append(core, undoParts(last, acting.part), acting);
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

async function standingLast({ store }: DeskCore, act: number): Promise<Map<string, BreakAct>> {
  const found = new Map<string, BreakAct>();
  for (const { breakId, acts } of (await store.decisions.book()).having((one) => wholeOf(one) === act)) {
    const top = standingActs(acts).at(-1);
    if (top !== undefined && wholeOf(top) === act) found.set(breakId, top);
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
