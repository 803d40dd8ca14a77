/** Suggestions for one break, from the breaks as they are stored. */
import { isOpen } from '../../shared/close';
import type { BreakSuggestion, StoredBreak } from '../../shared/desk/api';
import { parseUnits, type Units } from '../../shared/money';
import { reasonText } from '../../shared/reconcile/reasons';
import { suggest, type Suggestion } from '../../shared/reconcile/suggest';
import type { Break } from '../../shared/reconcile/types';
import { allBreaks } from './break-rows';
import type { DeskCore } from './core';
import { rulesOf } from './engine-input';

/** Suggestions of a desk's breaks, until a result or a decision changes them: people go from break to break. */
const made = new WeakMap<DeskCore, { readonly results: number; readonly found: Promise<readonly Suggestion[]> }>();

/** What is settled already is no partner for anything. */
async function allSuggestions(core: DeskCore): Promise<readonly Suggestion[]> {
  const breaks = (await allBreaks(core)).filter((one) => one.role === 'cost' && isOpen(one.status));
  return suggest(breaks.map(asBreak), (await rulesOf(core)).ruleSet);
}

export async function suggestionsFor(core: DeskCore, breakId: string): Promise<BreakSuggestion[]> {
  const { results } = core;
  let known = made.get(core);
  if (known?.results !== results) {
    const found = allSuggestions(core);
    known = { results, found };
    made.set(core, known);
    // What could not be read is asked for again.
    found.catch(() => made.get(core)?.found === found && made.delete(core));
  }
  return (await known.found)
    .filter(({ bill, ledger }) => bill === breakId || ledger === breakId)
    .map(({ bill, ledger, score, reasons }) => ({
      other: bill === breakId ? ledger : bill,
      score,
      reasons: reasons.map((reason) => ({ zh: reasonText(reason, 'zh'), en: reasonText(reason, 'en') })),
    }));
}

const units = (text: string | null): Units | null => (text === null ? null : parseUnits(text));

/** As the engine made it, but for the sentence and the rows, which no suggestion looks at. */
function asBreak(row: StoredBreak): Break {
  const { id, period, otherPeriod, role, counterparty, customer, service } = row;
  return {
    id,
    period,
    otherPeriod,
    role,
    class: row.class,
    counterparty,
    customer,
    service,
    ledgerAmount: units(row.ledgerAmount),
    billAmount: units(row.billAmount),
    expectedAmount: units(row.expectedAmount),
    difference: units(row.difference),
    reason: { key: '', params: {} },
    rows: [],
  };
}
