import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatUnits, parseUnits } from '../../shared/money';
import { reconcile } from '../../shared/reconcile/engine';
import { DEFAULT_RULE_SET } from '../../shared/reconcile/rule-set';
import { inputOf } from '../unit/reconcile/build-input';
import { referencePrepayment, type Booked, type Moved, type Told } from './prepayment';

const MONTHS = ['2026-08', '2026-09', '2026-10'];
const PARTY = ['', 'c1', 'c2'];
const amount = fc.constantFrom('1', '2', '3', '4', '5', '10', '-1', '-2', '-3', '-5', '0', '2.5').map(parseUnits);
const month = fc.constantFrom(...MONTHS);

const moved = fc.record({
  day: fc.integer({ min: 1, max: 27 }),
  period: month,
  kind: fc.constantFrom('SOURCE_OPERATION_BEADJUST', 'SOURCE_OPERAIION_RECHARGE', 'UNKNOWN_KIND', 'SOURCE_OPERAIION_USAGE'),
  party: fc.constantFrom(...PARTY),
  units: amount,
  trade: fc.constantFrom('', '', 'T1', 'T2'),
});
const booked = fc.record({
  importId: fc.constantFrom('book', 'other'),
  period: fc.constantFrom(...MONTHS, '2026-11'),
  party: fc.constantFrom(...PARTY, 'c1'),
  known: fc.constantFrom(true, true, true, true, true, false),
  units: amount,
  currency: fc.constantFrom('CNY', 'CNY', 'CNY', 'CNY', 'CNY', 'USD'),
  reference: fc.constantFrom('', '', '', 'T1', 'T2', 'm0', 'm1'),
});

interface Case {
  readonly months: readonly string[];
  readonly movements: readonly Moved[];
  readonly book: readonly Booked[];
}

const cases: fc.Arbitrary<Case> = fc
  .record({
    movements: fc.array(moved, { maxLength: 7 }),
    book: fc.array(booked, { maxLength: 7 }),
    turn: fc.boolean(),
    nameless: fc.boolean(),
  })
  .map(({ movements, book, turn, nameless }) => ({
    months: MONTHS,
    movements: movements.map(({ day, ...one }, i) => ({
      ...one,
      id: `m${i}`,
      time: `${one.period}-${String(day).padStart(2, '0')}T02:00:00Z`,
    })),
    book: book.map((row, i) => ({
      ...row,
      row: i + 2,
      party: nameless || !row.known ? '' : row.party,
      units: turn && row.party !== '' ? -row.units : row.units,
    })),
  }));

const line = (told: Told): string =>
  [told.what, told.period, told.other, told.difference === null ? '-' : formatUnits(told.difference), told.rows.join(' ')].join(' ; ');

function engineSays({ months, movements, book }: Case): string[] {
  const result = reconcile(
    inputOf({
      periods: months,
      customers: ['c1', 'c2'].map((id) => ({ id, name: null, accountName: null, associationType: '2', reseller: null })),
      movements: movements.map((one) => ({
        id: one.id,
        account: 'BALANCE_TYPE_DEBIT',
        detailType: one.kind,
        time: one.time,
        change: one.units < 0n ? -one.units : one.units,
        balanceAfter: null,
        type: one.units < 0n ? '2' : '1',
        customer: one.party || null,
        trade: one.trade || null,
      })),
      entries: book.map(({ units, known, party, reference, ...row }) => ({
        ...row,
        role: 'prepayment',
        grain: 'customer',
        amount: formatUnits(units),
        party: known ? party : 'somebody else',
        customer: party || null,
        reseller: null,
        service: null,
        reference: reference || null,
      })),
    }),
  );
  const told: Told[] = [];
  for (const one of result.matches) {
    if (one.role !== 'prepayment') continue;
    told.push({
      what: `=${one.pass}`,
      period: one.period,
      other: null,
      difference: null,
      rows: [...one.entries.map((row) => `${row.importId}|${row.row}`), ...one.movements!].sort(),
    });
  }
  for (const one of result.breaks) {
    if (one.role !== 'prepayment') continue;
    const rows = one.rows.map((row) => (row.kind === 'entry' ? `${row.importId}|${row.row}` : row.kind === 'movement' ? row.id : row.kind));
    told.push({ what: one.class, period: one.period, other: one.otherPeriod, difference: one.difference, rows: rows.sort() });
  }
  return told.map(line).sort();
}

const numRuns = Number(process.env['RD_SEEDS'] ?? '10') * 300;

describe('prepayment ledgers: engine and naive reference', () => {
  it('agree', () => {
    fc.assert(
      fc.property(cases, (one) => {
        expect(engineSays(one)).toEqual(
          referencePrepayment(one.months, one.movements, one.book, DEFAULT_RULE_SET.adjacentPeriods).map(line).sort(),
        );
      }),
      { numRuns },
    );
  }, 600_000);

  it('whatever the order of rows', () => {
    const orders = cases.chain((one) =>
      fc.record({
        one: fc.constant(one),
        movements: fc.shuffledSubarray([...one.movements], { minLength: one.movements.length }),
        book: fc.shuffledSubarray([...one.book], { minLength: one.book.length }),
      }),
    );
    fc.assert(
      fc.property(orders, ({ one, movements, book }) => {
        expect(engineSays({ ...one, movements, book })).toEqual(engineSays(one));
      }),
      { numRuns: numRuns / 10 },
    );
  }, 600_000);
});
