/** An act on very many breaks as what is appended to the journal at once: between two appends a person sees how far it is, and can stop. */
import type { BreakAct } from '../../shared/close';
import type { BreakDecision } from '../../shared/desk/api';
import { byCodeUnit } from '../../shared/digest';
import { MOST_BREAKS, type BodyOf } from '../../shared/journal/entries';
import type { Period } from '../../shared/period';
import type { ActedOn } from './break-rows';

export type DecisionBody = BodyOf<'decision'>;

/**
 * Breaks of one append, about. Each one writes the sets of decisions and has the page read them again, so that many small ones would cost more than the
 * act itself.
 */
export const PART = 50_000;
/** Entries that one undo names at most. */
const MOST_UNDONE = 1_000;

/** Entries of an act by append; what is made by one append for several months is a batch. */
export function decisionParts(
  decision: BreakDecision,
  months: ReadonlyMap<Period, readonly string[]>,
  breaks: ReadonlyMap<string, ActedOn>,
  part = PART,
): DecisionBody[][] {
  const pieces = [...months]
    .sort(([a], [b]) => byCodeUnit(a, b))
    .flatMap(([period, ids]) =>
      Array.from({ length: Math.ceil(ids.length / part) }, (_, at) => ({ period, ids: ids.slice(at * part, (at + 1) * part) })),
    );
  const appends: (typeof pieces)[] = [];
  let room = 0;
  for (const piece of pieces) {
    if (piece.ids.length <= room) appends.at(-1)!.push(piece);
    else appends.push([piece]);
    room = (piece.ids.length <= room ? room : part) - piece.ids.length;
  }
  return appends.map((own) => {
    const all = own.reduce((sum, { ids }) => sum + ids.length, 0);
    return own.map(({ period, ids }, entry, { length: entries }) => ({
      ...decisionBody(decision, period, ids, breaks),
      ...(entries > 1 ? { batch: { entries, entry, breaks: all } } : {}),
    }));
  });
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
