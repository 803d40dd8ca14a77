/** What else a break may be, from the breaks as they are stored: suggestions, and everything that was considered. */
import { isOpen, stateAfter } from '../../shared/close';
import type { BreakSuggestion } from '../../shared/desk/api';
import { CandidateIndex, sideOf, type Considered } from '../../shared/reconcile/candidates';
import type { Likeness } from '../../shared/reconcile/likeness';
import { unitsAt } from '../../shared/columns';
import { reasonWords } from '../../shared/reconcile/reasons';
import type { BreakClass, LedgerRole } from '../../shared/reconcile/types';
import { cellIn, periodOf, type BreakSetRow } from '../store/breaks';
import { actsOn } from './break-rows';
import type { DeskCore } from './core';
import { rulesOf } from './engine-input';

/** Bytes of a lone break, about. */
const LONE = 600;

/** The lone breaks of the stored result; made anew with every result and with no decision. */
async function indexOf(core: DeskCore): Promise<CandidateIndex> {
  return core.resident.of(
    'candidates',
    String(core.store.writes.of('breakSets')),
    async () => new CandidateIndex(lone(await core.store.breaks.sets(null))),
    ({ size }) => size * LONE,
  );
}

function* lone(sets: readonly BreakSetRow[]): Generator<Likeness> {
  for (const set of sets) {
    const period = periodOf(set.key);
    for (let at = 0; at < set.ids.length; at++) {
      const text = (name: Parameters<typeof cellIn>[1]): string | null => cellIn(set, name, at);
      const one: Likeness = {
        id: set.ids[at]!,
        period,
        otherPeriod: text('otherPeriod'),
        role: text('role') as LedgerRole | null,
        class: text('class') as BreakClass,
        counterparty: text('counterparty'),
        customer: text('customer'),
        service: text('service'),
        ledgerAmount: unitsAt(set.columns.ledgerAmount, at),
        billAmount: unitsAt(set.columns.billAmount, at),
        difference: unitsAt(set.columns.difference, at),
      };
      if (sideOf(one) !== null) yield one;
    }
  }
}

/** What was considered for a break; what is settled already is no partner for anything. */
export async function consideredFor(core: DeskCore, breakId: string): Promise<Considered> {
  const index = await indexOf(core);
  const { ruleSet } = await rulesOf(core);
  const settled = new Set<string>();
  for (const [id, acts] of await actsOn(core, index.partners(breakId))) if (!isOpen(stateAfter(acts).status)) settled.add(id);
  return index.of(breakId, ruleSet, (id) => !settled.has(id));
}

export async function suggestionsFor(core: DeskCore, breakId: string): Promise<BreakSuggestion[]> {
  return (await consideredFor(core, breakId)).candidates
    .filter(({ suggested }) => suggested)
    .map(({ other, score, reasons }) => ({ other, score, reasons: reasons.map((one) => reasonWords(one)) }));
}
