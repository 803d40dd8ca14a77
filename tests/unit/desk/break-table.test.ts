import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { breakAt, packBreaks, type Decided } from '../../../renderer/store/breaks';
import { DecisionBook } from '../../../renderer/store/decisions';
import { BreakTable, countedIn, DecidedBreaks, hasMoved, roleOf } from '../../../renderer/store/break-table';
import { NO_BREAK_FILTER, type BreakFilter } from '../../../renderer/store/break-filter';
import type { DecisionRow } from '../../../renderer/store/schema';
import { ageBucket, ageInPeriods, isOpen, type BreakAct } from '../../../shared/close';
import type { StoredBreak } from '../../../shared/desk/api';
import { formatUnits, parseUnits } from '../../../shared/money';
import type { Break } from '../../../shared/reconcile/types';

const LATEST = '2026-11';
const NAMES = new Map([['c1', '示例松果公司']]);
const serviceName = (code: string | null): string => (code === 'hws.ec2' ? '弹性云服务器' : (code ?? ''));

const aBreak = fc.record({
  period: fc.constantFrom('2026-04', '2026-09', '2026-10'),
  otherPeriod: fc.constantFrom(null, '2026-11'),
  role: fc.constantFrom(null, 'cost' as const, 'revenue' as const),
  class: fc.constantFrom('amount' as const, 'timing' as const, 'missing-in-bill' as const),
  counterparty: fc.constantFrom(null, 'c1', 'r1'),
  customer: fc.constantFrom(null, 'c1'),
  service: fc.constantFrom(null, 'hws.ec2', 'hws.evs'),
  ledgerAmount: fc.constantFrom(null, 123_450_000_000n),
  billAmount: fc.constant(null),
  expectedAmount: fc.constant(null),
  // Beyond what a double tells apart, too.
  difference: fc.constantFrom(null, 0n, -100_000_000n, 100_000_000n, 2n ** 60n, 2n ** 60n + 1n, -(2n ** 60n) - 2n),
  reason: fc.record({
    key: fc.constant('c2-equal' as const),
    params: fc.record({ tested: fc.constantFrom('71', '82'), broken: fc.constant('0'), difference: fc.constant('0') }),
  }),
  rows: fc.constant([]),
});

function decision(id: string, action: BreakAct['action'], amount: string | null): DecisionRow {
  const act = {
    seq: 1,
    at: '2026-11-05T00:00:00Z',
    by: '示例会计',
    action,
    period: '2026-10',
    reason: 'other',
    note: 'Checked',
    owner: '示例用户',
    amount,
  } as const;
  return { breakId: id, period: '2026-10', acts: [act] };
}

const aWorld = fc
  .tuple(
    fc.array(aBreak, { maxLength: 40 }),
    fc.array(fc.constantFrom('none', 'explain', 'assign', 'carry', 'moved'), { minLength: 40, maxLength: 40 }),
  )
  .map(([list, acts]) => {
    const breaks = list
      .map((one, at): Break => ({ ...one, id: `b${String((at * 7) % 41)}` }))
      .sort((a, b) => (a.period < b.period ? -1 : a.period > b.period ? 1 : 0));
    const decisions = DecisionBook.of(
      breaks.flatMap(({ id, difference }, at) => {
        const act = acts[at]!;
        const amount = difference === null ? null : formatUnits(difference);
        return act === 'none' ? [] : [act === 'moved' ? decision(id, 'explain', '5.55') : decision(id, act as 'explain', amount)];
      }),
    );
    return { sets: packBreaks(breaks, (id) => NAMES.get(id)), decided: { decisions, signed: new Set<string>() } satisfies Decided };
  });

const aFilter = fc.record({
  class: fc.constantFrom(null, 'amount' as const, 'timing' as const),
  status: fc.constantFrom(null, 'open' as const, 'explained' as const, 'todo' as const),
  counterparty: fc.constantFrom(null, 'c1'),
  customer: fc.constantFrom(null, 'c1'),
  owner: fc.constantFrom(null, '', '示例用户'),
  sign: fc.constantFrom(null, 'bill' as const, 'ledger' as const),
  from: fc.constantFrom(null, '1', '11,529,215,046.06846976'),
  to: fc.constantFrom(null, '1.00', '11529215046.06846977'),
  age: fc.constantFrom(null, '1' as const, '7+' as const),
});

function isOfSize({ difference }: StoredBreak, { sign, from, to }: BreakFilter): boolean {
  if (sign == null && from == null && to == null) return true;
  if (difference === null) return false;
  const units = parseUnits(difference);
  if (sign != null && units !== 0n && units < 0n !== (sign === 'ledger')) return false;
  if (sign != null && units === 0n) return false;
  const size = units < 0n ? -units : units;
  const bound = (text: string): bigint => parseUnits(text.replaceAll(',', ''));
  return (from == null || size >= bound(from)) && (to == null || size <= bound(to));
}

/** The row as its month sees it: in the ledger's month a timing break has the other sign. */
const asCounted = (row: StoredBreak, scope: string | null): StoredBreak =>
  scope === null || row.period === scope || row.difference === null
    ? row
    : { ...row, difference: formatUnits(-parseUnits(row.difference)) };

/** Slow and obvious: every break as a row, filtered and sorted by its own members. */
function plainly(rows: readonly StoredBreak[], role: string, filter: BreakFilter): string[] {
  const size = (row: StoredBreak): bigint => {
    const units = parseUnits(row.difference ?? row.ledgerAmount ?? '0');
    return units < 0n ? -units : units;
  };
  return rows
    .filter(
      (row) =>
        roleOf(row) === role &&
        (filter.class === null || row.class === filter.class) &&
        (filter.status === null || (filter.status === 'todo' ? isOpen(row.status) : row.status === filter.status)) &&
        (filter.counterparty === null || row.counterparty === filter.counterparty) &&
        (filter.age === null || ageBucket(ageInPeriods(row.period, LATEST)) === filter.age) &&
        (filter.customer == null || row.customer === filter.customer) &&
        (filter.owner == null || (row.owner ?? '') === filter.owner) &&
        isOfSize(row, filter),
    )
    .sort(
      (a, b) =>
        Number(!isOpen(a.status)) - Number(!isOpen(b.status)) ||
        (size(a) === size(b) ? 0 : size(a) < size(b) ? 1 : -1) ||
        (a.id < b.id ? -1 : 1),
    )
    .map(({ id }) => id);
}

describe('breaks as columns', () => {
  it('are filtered, ordered and counted as their rows would be', () => {
    fc.assert(
      fc.property(
        aWorld,
        aFilter,
        fc.constantFrom('cost' as const, 'revenue' as const, 'other' as const),
        fc.constantFrom(null, '2026-10', '2026-11'),
        ({ sets, decided }, filter, role, scope) => {
          const all = sets.flatMap((set) => set.ids.map((_, at) => breakAt(set, at, decided)));
          const rows = all.filter((row) => scope === null || row.period === scope || row.otherPeriod === scope);
          const breaks = new DecidedBreaks(new BreakTable(sets, scope), decided);
          const list = breaks.fitting(role, filter, LATEST);
          const counted = rows.map((row) => asCounted(row, scope));
          expect(Array.from(list, (row) => breaks.table.ids[row]!)).toEqual(plainly(counted, role, filter));
          expect(Array.from(list, (row) => breaks.at(row))).toEqual(
            plainly(counted, role, filter).map((id) => rows.find((row) => row.id === id)),
          );
          const waiting = rows.filter((row) => roleOf(row) === role && isOpen(row.status));
          const open = waiting.reduce((sum, row) => {
            const units = parseUnits(row.difference ?? '0');
            return sum + (scope === null || row.period === scope ? units : -units);
          }, 0n);
          expect(breaks.progress(role)).toEqual({
            all: rows.filter((row) => roleOf(row) === role).length,
            waiting: waiting.length,
            open,
            without: waiting.filter((row) => row.difference === null).length,
          });
          expect(breaks.sumOf(list)).toEqual({
            sum: Array.from(list, (row) => parseUnits(countedIn(breaks.at(row), scope) ?? '0')).reduce((sum, units) => sum + units, 0n),
            without: Array.from(list).filter((row) => breaks.at(row).difference === null).length,
          });
          expect(breaks.open.get(role) ?? 0).toBe(rows.filter((row) => roleOf(row) === role && isOpen(row.status)).length);
          for (const row of list) {
            const made = breaks.at(row);
            expect(breaks.wantsWord(row)).toBe(made.decision === null || hasMoved(made));
          }
        },
      ),
    );
  });

  it('come to one sum on the screen while all are open and no filter is set, in each month and in all', () => {
    fc.assert(
      fc.property(
        aWorld,
        fc.constantFrom('cost' as const, 'revenue' as const),
        fc.constantFrom(null, '2026-10', '2026-11'),
        (world, role, scope) => {
          const breaks = new DecidedBreaks(new BreakTable(world.sets, scope), { decisions: DecisionBook.of([]), signed: new Set() });
          const list = breaks.fitting(role, NO_BREAK_FILTER, LATEST);
          expect(breaks.sumOf(list)).toMatchObject({ sum: breaks.progress(role).open, without: breaks.progress(role).without });
        },
      ),
    );
  });

  it('count a timing break in the month of its ledger with the other sign: in the list, by sign and by text', () => {
    const one: Break = {
      ...{
        id: 'b',
        period: '2026-10',
        otherPeriod: '2026-09',
        role: 'cost',
        class: 'timing',
        counterparty: null,
        customer: null,
        service: null,
      },
      ...{ ledgerAmount: 588_930_000_000n, billAmount: 588_930_000_000n, expectedAmount: null, difference: 588_930_000_000n, rows: [] },
      reason: { key: 'c2-equal', params: { tested: '1', broken: '0', difference: '0' } },
    };
    const sets = packBreaks([one], () => undefined);
    const seen = (scope: string | null): unknown[] => {
      const breaks = new DecidedBreaks(new BreakTable(sets, scope), { decisions: DecisionBook.of([]), signed: new Set() });
      const found = (sign: 'bill' | 'ledger'): number => breaks.fitting('cost', { ...NO_BREAK_FILTER, sign }, LATEST).length;
      const finds = breaks.searcher('-5889.3', serviceName)(0);
      return [breaks.differenceText(0), countedIn(breaks.at(0), scope), found('bill'), found('ledger'), finds, breaks.brief(0).difference];
    };
    // What acts are decided about stays as the result has it.
    expect(seen('2026-09')).toEqual(['-5889.30', '-5889.30', 0, 1, true, '5889.30']);
    expect(seen('2026-10')).toEqual(['5889.30', '5889.30', 1, 0, false, '5889.30']);
    expect(seen(null)).toEqual(['5889.30', '5889.30', 1, 0, false, '5889.30']);
  });

  it('are found by name, service, amount as it is shown, sentence, note and owner', () => {
    fc.assert(
      fc.property(
        aWorld,
        fc.constantFrom('松果', '弹性云', '1,234.50', '\u22121.00', '71', 'checked', '示例用户', 'B1', '2026-09', 'no such'),
        ({ sets, decided }, text) => {
          const breaks = new DecidedBreaks(new BreakTable(sets, null), decided);
          const finds = breaks.searcher(text, serviceName);
          const wanted = text.toLowerCase();
          const plain = wanted.replaceAll(',', '').replace('\u2212', '-');
          for (let row = 0; row < breaks.table.count; row++) {
            const one = breaks.at(row);
            const words = [
              one.id,
              one.period,
              one.customer,
              one.customerName,
              one.counterparty,
              one.service,
              serviceName(one.service),
              one.reason.zh,
              one.reason.en,
              one.decision?.note,
              one.owner,
            ];
            const amounts = [one.ledgerAmount, one.billAmount, one.difference];
            const found = words.some((word) => word?.toLowerCase().includes(wanted)) || amounts.some((amount) => amount?.includes(plain));
            expect(finds(row)).toBe(found);
          }
        },
      ),
    );
  });

  it('want their word again when they were decided about another difference', () => {
    const one: Break = {
      id: 'b',
      period: '2026-10',
      otherPeriod: null,
      role: 'cost',
      class: 'amount',
      counterparty: null,
      customer: null,
      service: null,
      ledgerAmount: null,
      billAmount: null,
      expectedAmount: null,
      difference: 100_000_000n,
      reason: { key: 'c2-equal', params: { tested: '1', broken: '0', difference: '0' } },
      rows: [],
    };
    const sets = packBreaks([one, { ...one, id: 'c', difference: -100_000_000n }], () => undefined);
    const wants = (decisions: readonly DecisionRow[], scope: string | null = null): boolean =>
      new DecidedBreaks(new BreakTable(sets, scope), {
        decisions: DecisionBook.of(decisions),
        signed: new Set(),
      }).wantsWord(0);
    expect([wants([]), wants([decision('b', 'explain', '1.00')]), wants([decision('b', 'explain', '2.00')])]).toEqual([true, false, true]);
    const matched = (together: readonly string[]): DecisionRow => {
      const row = decision('b', 'match', '1.00');
      return { ...row, acts: row.acts.map((act) => ({ ...act, together })) };
    };
    // A partner that is gone parts the match; one of a month that is not looked at does not.
    expect([wants([matched(['b', 'c'])]), wants([matched(['b'])]), wants([matched(['b', 'gone'])])]).toEqual([false, true, true]);
    expect(wants([matched(['b', 'gone'])], '2026-10')).toBe(false);
  });
});
