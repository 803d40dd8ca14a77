import { describe, expect, it } from 'vitest';
import { prepaymentCsv, prepaymentLedger } from '../../../electron/sandbox/ledgers/prepayment';
import { plantedWorld } from '../../../electron/sandbox/world';
import { parseUnits } from '../../../shared/money';
import { mapLedger } from '../../../shared/ledger/map';
import { proposeMapping } from '../../../shared/ledger/propose';
import { reconcile } from '../../../shared/reconcile/engine';
import { worldInput } from '../reconcile/world-input';
import type { LedgerOptions, SheetTable } from '../../../shared/ledger/types';
import type { BookBalance, LedgerEntry } from '../../../shared/reconcile/types';

const OPTIONS: LedgerOptions = {
  role: 'prepayment',
  grain: 'customer',
  basis: 'unknown',
  tax: null,
  period: null,
  sheet: null,
  encoding: null,
};

/** The sample book as the importer reads it. */
function imported(seed: number, size: 'tiny' | 'small') {
  const book = prepaymentLedger(plantedWorld({ site: 'cn', size, seed, clean: false }));
  const text = new TextDecoder().decode(prepaymentCsv(book.rows));
  const rows = text
    .trim()
    .split('\r\n')
    .map((line) => line.split(',').map((cell) => (cell === '' ? null : cell)));
  const table: SheetTable = {
    file: 'sample-prepayment.csv',
    sha256: '0'.repeat(64),
    bytes: text.length,
    format: 'csv',
    encoding: 'utf-8',
    separator: ',',
    sheet: 'sample-prepayment',
    sheets: [],
    rows,
  };
  const proposal = proposeMapping(table, { role: 'prepayment' });
  return { ...book, proposal, mapped: mapLedger(table, proposal.mapping, OPTIONS) };
}

const told = (one: Record<string, unknown>): string =>
  JSON.stringify(
    ['class', 'period', 'otherPeriod', 'counterparty', 'customer', 'ledgerAmount', 'billAmount', 'difference'].map(
      (key) => one[key] ?? null,
    ),
    (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value),
  );

it('of a clean world holds every movement and no plant', () => {
  const { rows, notes } = prepaymentLedger(plantedWorld({ site: 'cn', size: 'small', seed: 7, clean: true }));
  const planted = prepaymentLedger(plantedWorld({ site: 'cn', size: 'small', seed: 7, clean: false }));
  expect(notes).toEqual([]);
  expect(rows.some(({ kind }) => kind === 'entry')).toBe(true);
  expect(rows).not.toEqual(planted.rows);
});

describe.each([
  ['tiny', 7],
  ['small', 7],
  ['small', 8],
  ['small', 9],
] as const)('the sample book of prepayments, %s with seed %i', (size, seed) => {
  const { rows, notes, mapped } = imported(seed, size);
  const { input } = worldInput({ site: 'cn', size, seed, clean: false });
  const entries = mapped.rows.map((row): LedgerEntry => ({
    importId: 'prepaid',
    row: row.row,
    role: 'prepayment',
    grain: 'customer',
    period: row.period,
    party: row.party,
    customer: input.customers.some(({ id }) => id === row.party) ? row.party : null,
    reseller: row.party !== '' && !input.customers.some(({ id }) => id === row.party) ? row.party : null,
    service: null,
    units: parseUnits(row.amount),
    currency: 'CNY',
    basis: 'unknown',
    reference: row.reference,
  }));
  const bookBalances = (mapped.balances ?? []).map((one): BookBalance => ({
    importId: 'prepaid',
    row: one.row,
    period: one.period,
    customer: null,
    reseller: null,
    at: one.at,
    units: parseUnits(one.amount),
    currency: one.currency,
  }));
  const result = reconcile({ ...input, entries, bookBalances });

  it('is read in full: entries, and a balance at either end of every month', () => {
    expect(mapped.refused).toEqual([]);
    expect(mapped.rows).toHaveLength(rows.filter((row) => row.kind === 'entry').length);
    expect(bookBalances.map((one) => one.at)).toEqual(input.periods.flatMap(() => ['opening', 'closing']));
  });

  it('gives every planted break and no other', () => {
    const found = result.breaks.filter((one) => one.role === 'prepayment');
    expect(found.map((one) => told({ ...one })).sort()).toEqual(notes.map((one) => told({ ...one })).sort());
    expect(found.length).toBeGreaterThanOrEqual(4);
    expect(result.matching.filter((one) => one.role === 'prepayment').map((one) => one.period)).toEqual(input.periods);
  });

  it('has the balances of the account', () => {
    for (const roll of result.accounts.filter((one) => one.account === 'BALANCE_TYPE_DEBIT')) {
      expect(roll.bookOpening).toBe(roll.opening);
      expect(roll.bookClosing).toBe(roll.closing);
    }
    const clean = reconcile({
      ...input,
      entries,
      bookBalances: bookBalances.map((one) => (one.at === 'closing' ? { ...one, units: one.units + 1n } : one)),
    });
    expect(clean.totals.filter((one) => one.id === 'C4').every((one) => one.status === 'broken')).toBe(true);
  });
});
