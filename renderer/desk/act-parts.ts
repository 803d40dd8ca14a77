/** An act on very many breaks as what is appended to the journal at once: between two appends a person sees how far it is, and can stop. */
import type { BreakAct } from '../../shared/close';
import type { BreakDecision } from '../../shared/desk/api';
import { byCodeUnit } from '../../shared/digest';
import { MOST_BREAKS, type BodyOf } from '../../shared/journal/entries';
import type { Period } from '../../shared/period';
import { bySet } from '../store/decisions';
import type { ActedOn } from './break-rows';

export type DecisionBody = BodyOf<'decision'>;

/**
 * Breaks of one append, about. Each one writes the sets of decisions and has the page read them again, so that many small ones would cost more than the
 * act itself.
 */
export const PART = 50_000;
/** Entries that one undo names at most. */
const MOST_UNDONE = 1_000;

/**
 * Entries of an act by append; what is made by one append for several months is a batch. Appends share no set of decisions but where they meet, so that
 * each set is packed anew once, however many appends an act takes.
 */
export function decisionParts(
  decision: BreakDecision,
  months: ReadonlyMap<Period, readonly string[]>,
  breaks: ReadonlyMap<string, ActedOn>,
  part = PART,
): DecisionBody[][] {
  const items = [...months].sort(([a], [b]) => byCodeUnit(a, b)).flatMap(([period, ids]) => ids.map((id) => ({ period, id })));
  const ordered = items.length <= part ? items : inSets(items);
  return Array.from({ length: Math.ceil(ordered.length / part) }, (_, at) => {
    const own = ordered.slice(at * part, (at + 1) * part);
    const periods = [...new Set(own.map(({ period }) => period))].sort(byCodeUnit);
    return periods.map((month, entry) => {
      const ids = own.flatMap(({ period, id }) => (period === month ? [id] : []));
      const batch = { entries: periods.length, entry, breaks: own.length };
      return { ...decisionBody(decision, month, ids, breaks), ...(periods.length > 1 ? { batch } : {}) };
    });
  });
}

function inSets<T extends { readonly id: string }>(items: readonly T[]): T[] {
  return [...bySet(items, ({ id }) => id)].sort(([a], [b]) => byCodeUnit(a, b)).flatMap(([, own]) => own);
}

export function decisionBody(decision: BreakDecision, period: Period, ids: string[], breaks: ReadonlyMap<string, ActedOn>): DecisionBody {
  return { kind: 'decision', ...decision, period, breaks: ids, amounts: ids.map((id) => breaks.get(id)?.difference ?? null) };
}

/** Undoes of acts, by append. What was matched with each other is opened in one. @param last the act to be taken back, by break */
export function undoParts(last: ReadonlyMap<string, BreakAct>, part = PART): DecisionBody[][] {
  const sorted = [...last].sort(([a, one], [b, other]) => one.seq - other.seq || byCodeUnit(a, b));
  const parts: (typeof sorted)[] = [];
  let own: typeof sorted = [];
  let entries = 0;
  for (const item of sorted) {
    const [, { seq, together }] = item;
    const begins = own.at(-1)?.[1].seq !== seq;
    const needs = begins && together !== undefined ? together.length : 1;
    const whole = !begins && together !== undefined;
    const full = (own.length >= part && !whole) || own.length + needs > MOST_BREAKS || (begins && entries === MOST_UNDONE);
    if (own.length === 0 || full) {
      parts.push((own = []));
      entries = 0;
    }
    if (begins || own.length === 0) entries++;
    own.push(item);
  }
  return parts.map((some) => [undoBody(some)]);
}

function undoBody(some: readonly (readonly [string, BreakAct])[]): DecisionBody {
  const acts = some.map(([, act]) => act);
  const period = acts.reduce((latest, act) => (act.period > latest ? act.period : latest), '');
  const undoes = [...new Set(acts.map(({ seq }) => seq))];
  const breaks = some.map(([id]) => id).sort(byCodeUnit);
  return { kind: 'decision', action: 'undo', period, breaks, undoes, reason: null, note: '', owner: '' };
}
