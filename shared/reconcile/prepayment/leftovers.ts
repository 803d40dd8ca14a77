import { absolute, formatUnits, type Units } from '../../money';
import { duplicateReason } from '../duplicate-reason';
import { groupBy } from '../group-by';
import { reason, type ReasonKey } from '../reasons';
import { movementParams, sumOf } from './words';
import { keyOf, type PrepaymentState } from './state';
import type { BreakClass, Reason, RowRef } from '../types';
import type { MoneyEntry, MoneyMovement } from './rows';

/** Rows that can be compared with nothing, before any pass: nobody knows the party, or the currency is not the account's. */
export function setAside(state: PrepaymentState): void {
  const { context, rows } = state;
  const { book } = rows;
  const { codes, input } = context;
  const rowsOf = (at: readonly number[]): number[] => at.filter((row) => state.isJudged(book.periods[book.period[row]!]!));
  const common = (row: number) => ({
    period: book.periods[book.period[row]!]!,
    otherPeriod: null,
    role: 'prepayment' as const,
    service: null,
    ledgerAmount: book.units[row]!,
    billAmount: null,
    expectedAmount: null,
    rows: [state.rowOf(row)],
  });
  for (const row of rowsOf(rows.unknown)) {
    const currency = codes.text(book.currency[row]!);
    const foreign = currency !== input.currency;
    state.breaks.push({
      ...common(row),
      ...(foreign ? { ledgerCurrency: currency } : {}),
      class: 'unknown-customer',
      counterparty: null,
      customer: null,
      difference: foreign ? null : -book.units[row]!,
      reason: reason('unknown-customer', { party: codes.text(book.party[row]!) }),
    });
  }
  for (const row of rowsOf(rows.foreign)) {
    const currency = codes.text(book.currency[row]!);
    state.breaks.push({
      ...common(row),
      ledgerCurrency: currency,
      ...state.who(codes.text(book.customer[row]! || book.reseller[row]!)),
      class: 'currency',
      difference: null,
      reason: reason('prepaid-currency', { ledger: `${formatUnits(book.units[row]!)} ${currency}`, bill: input.currency }),
    });
  }
}

/** Turns what the passes left into breaks, one class each (README.md, "Prepayment"). */
export function classLeftovers(state: PrepaymentState): void {
  reportDuplicates(state);
  const movements = groupBy(state.openMovements(), keyOf);
  const entries = groupBy(state.openEntries(), keyOf);
  for (const key of new Set([...entries.keys(), ...movements.keys()])) {
    const [booked, billed] = [entries.get(key) ?? [], movements.get(key) ?? []];
    const [entry] = booked;
    const [movement] = billed;
    if (entry && movement && booked.length === 1 && billed.length === 1 && isOneMatter(entry, movement))
      reportAmount(state, entry, movement);
    else {
      for (const one of booked) add(state, 'missing-in-bill', one, null, 'prepaid-missing-in-bill', { ledger: formatUnits(one.units) });
      for (const one of billed) add(state, 'missing-in-ledger', null, one, 'prepaid-missing-in-ledger', movementParams(one));
    }
  }
}

/** A second booking of what another row settled; a movement that repeats another's trade, kind and amount. */
function reportDuplicates(state: PrepaymentState): void {
  const text = (row: MoneyEntry): string => `${keyOf(row)}|${row.units}`;
  const booked = groupBy(
    state.rows.entries.filter((row) => state.settled.has(row)),
    text,
  );
  const keys = { inFile: 'prepaid-duplicate-in-ledger', acrossFiles: 'prepaid-duplicate-across-files' } as const;
  for (const row of state.openEntries()) {
    const twins = booked.get(text(row));
    if (!twins) continue;
    const why = duplicateReason(
      state.context.input,
      state.rows.book,
      row.at,
      twins.map((twin) => twin.at),
      keys,
    );
    add(state, 'duplicate-in-ledger', row, null, why.key as ReasonKey, why.params);
  }
  const repeated = (row: MoneyMovement): string | null =>
    row.movement.trade ? `${keyOf(row)}|${row.units}|${row.movement.detailType}|${row.movement.trade}` : null;
  const moved = new Set(state.rows.movements.filter((row) => state.settled.has(row)).map(repeated));
  for (const row of state.openMovements()) {
    const same = repeated(row);
    if (same !== null && moved.has(same))
      add(state, 'duplicate-in-bill', null, row, 'prepaid-duplicate-in-bill', { ...movementParams(row), trade: row.movement.trade! });
  }
}

/** One row and one movement left of a party's month: the same direction, or the same amount with the other sign. */
function isOneMatter(entry: MoneyEntry, movement: MoneyMovement): boolean {
  return entry.units > 0n === movement.units > 0n || entry.units === -movement.units;
}

function reportAmount(state: PrepaymentState, entry: MoneyEntry, movement: MoneyMovement): void {
  const key = entry.units === -movement.units ? 'prepaid-sign' : 'prepaid-amount';
  const difference = formatUnits(absolute(movement.units - entry.units));
  add(state, 'amount', entry, movement, key, { ...movementParams(movement), ledger: formatUnits(entry.units), difference });
}

function add(
  state: PrepaymentState,
  kind: BreakClass,
  entry: MoneyEntry | null,
  movement: MoneyMovement | null,
  key: ReasonKey,
  params: Readonly<Record<string, string>>,
): void {
  const row = (entry ?? movement)!;
  const rows: RowRef[] = [];
  if (movement) rows.push({ kind: 'movement', id: movement.movement.id });
  if (entry) rows.push(state.entryRow(entry));
  if (entry) state.use(entry);
  if (movement) state.use(movement);
  state.breaks.push({
    ...state.who(row.party),
    period: row.period,
    otherPeriod: null,
    role: 'prepayment',
    class: kind,
    service: null,
    ledgerAmount: entry?.units ?? null,
    billAmount: movement?.units ?? null,
    expectedAmount: null,
    difference: (movement?.units ?? 0n) - (entry?.units ?? 0n),
    reason: withMarks(state, row, entry, reason(key, params)),
    rows,
  });
}

/** Says so when the groups of what is left were too many to try, and when the row was read with the other sign. */
function withMarks(state: PrepaymentState, row: MoneyEntry | MoneyMovement, entry: MoneyEntry | null, why: Reason): Reason {
  const search = state.searched.get(keyOf(row));
  const params = { ...why.params, reason: `@${why.key}` };
  if (!search) return entry?.turned ? reason('prepaid-turned', params) : why;
  const tried = { searchedEntries: String(search.entries), searchedMovements: String(search.movements), most: String(search.most) };
  return reason(entry?.turned ? 'prepaid-turned-groups-not-all-tried' : 'prepaid-groups-not-all-tried', { ...params, ...tried });
}

/** Sum of movements and of rows in the account's currency, by month. */
export function totalsOf(
  state: PrepaymentState,
  period: string,
): { readonly movements: Units; readonly ledger: Units; readonly rows: number } {
  const { book, movements } = state.rows;
  const currency = state.context.codes.code(state.context.input.currency);
  let [ledger, rows] = [0n, 0];
  for (let row = 0; row < book.rows; row++) {
    if (book.periods[book.period[row]!] !== period) continue;
    rows++;
    if (book.currency[row] === currency) ledger += book.units[row]!;
  }
  return { movements: sumOf(movements.filter((one) => one.period === period)), ledger, rows };
}
