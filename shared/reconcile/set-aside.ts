import { byCodeUnit } from '../digest';
import { formatUnits } from '../money';
import { entryAt } from './ledger-columns';
import { reason } from './reasons';
import type { CostState } from './cost-state';

/** Entries that can be compared with nothing, before any pass: an unknown customer, another currency than the bill's. */
export function setAside(state: CostState): void {
  setAsideUnknown(state);
  setAsideCurrencies(state);
}

function setAsideUnknown(state: CostState): void {
  const { context } = state;
  const { book } = state;
  const own = context.codes.code(context.input.currency);
  for (let index = 0; index < book.rows; index++) {
    if (book.customer[index] !== 0 || book.reseller[index] !== 0 || book.units[index] === 0n) continue;
    if (state.periodOfEntry(index) >= context.input.periods.length) continue;
    const entry = entryAt(book, index, context.codes, context.trades);
    state.use(index);
    const foreign = book.currency[index] !== own;
    state.breaks.push({
      period: entry.period,
      otherPeriod: null,
      role: 'cost',
      class: 'unknown-customer',
      counterparty: null,
      customer: null,
      service: entry.service,
      ledgerAmount: entry.units,
      ...(foreign ? { ledgerCurrency: entry.currency } : {}),
      billAmount: null,
      expectedAmount: null,
      difference: foreign ? null : -entry.units,
      reason: reason('unknown-customer', { party: entry.party }),
      rows: [state.entryRow(index)],
    });
  }
}

/** One break per key and currency. It takes the cell of its key when no entry in the bill's currency stands there. */
function setAsideCurrencies(state: CostState): void {
  const { input, codes } = state.context;
  const { currency } = input;
  const groups = new Map<string, { key: number; currency: string; entries: number[] }>();
  for (const [entry, key] of state.keys.foreign) {
    if (!state.isJudged(key) || state.units[entry] === 0n) continue;
    const other = codes.text(state.book.currency[entry]!);
    const name = `${key}|${other}`;
    const group = groups.get(name);
    if (group) group.entries.push(entry);
    else groups.set(name, { key, currency: other, entries: [entry] });
  }
  for (const group of [...groups.values()].sort((a, b) => byCodeUnit(a.currency, b.currency))) {
    const { key } = group;
    const takes = state.rest[key] !== 0n && state.taken[key] === 0 && state.open[key] === 0;
    const billAmount = takes ? state.rest[key]! : null;
    if (takes) {
      state.taken[key] = 1;
      state.rest[key] = 0n;
    }
    for (const entry of group.entries) state.use(entry);
    const ledgerAmount = state.sumOf(group.entries);
    state.breaks.push({
      ...state.where(key),
      otherPeriod: null,
      role: 'cost',
      class: 'currency',
      ledgerAmount,
      ledgerCurrency: group.currency,
      billAmount,
      expectedAmount: null,
      difference: null,
      reason: reason('currency', { ledger: `${formatUnits(ledgerAmount)} ${group.currency}`, bill: billAmount === null ? currency : `${formatUnits(billAmount)} ${currency}` }),
      rows: [...(takes ? [state.billRow(key)] : []), ...group.entries.map((entry) => state.entryRow(entry))],
    });
  }
}
