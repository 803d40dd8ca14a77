/** Suggestions for one break, from the breaks as they are stored. */
import { isOpen } from '../../shared/close';
import type { BreakSuggestion, StoredBreak } from '../../shared/desk/api';
import { parseUnits, type Units } from '../../shared/money';
import { reasonText } from '../../shared/reconcile/reasons';
import { suggest } from '../../shared/reconcile/suggest';
import type { Break } from '../../shared/reconcile/types';
import { allBreaks } from './break-rows';
import type { DeskCore } from './core';
import { rulesOf } from './engine-input';

/** What is settled already is no partner for anything. */
export async function suggestionsFor(core: DeskCore, breakId: string): Promise<BreakSuggestion[]> {
  const breaks = (await allBreaks(core)).filter((one) => one.role === 'cost' && isOpen(one.status));
  const found = suggest(breaks.map(asBreak), (await rulesOf(core)).ruleSet);
  return found
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
