import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stateAfter, type BreakAct } from '../../../shared/close';
import { byCodeUnit } from '../../../shared/digest';
import { DecisionBook } from '../../../renderer/store/decisions';
import type { DecisionRow } from '../../../renderer/store/schema';

/** Acts of a journal: an entry is the same act on all of its breaks, but for the amount. */
const ENTRIES = (['explain', 'assign', 'carry', 'approve', 'undo', 'reopen', 'take'] as const).map(
  (action, at): Omit<BreakAct, 'amount'> => ({
    seq: at + 1,
    at: `2026-10-0${at + 1}T00:00:00Z`,
    by: '示例会计',
    action,
    period: at % 2 === 0 ? '2026-10' : '2026-11',
    reason: action === 'explain' ? 'other' : null,
    note: `n${at}`,
    owner: action === 'assign' ? '示例用户' : '',
    ...(action === 'undo' ? { undoes: [2, 3] } : {}),
  }),
);

const aRow = fc
  .record({
    id: fc.stringMatching(/^b-[0-9a-f]{3}$/),
    acts: fc.subarray([...ENTRIES.keys()], { minLength: 1 }),
    amounts: fc.array(fc.constantFrom('1.00', '-2.50', null, undefined), { minLength: 7, maxLength: 7 }),
    taken: fc.constantFrom('explain' as const, 'carry' as const),
  })
  .map(({ id, acts, amounts, taken }): DecisionRow => {
    const own = acts.map((at): BreakAct => {
      const entry = ENTRIES[at]!;
      if (entry.action === 'take') return { ...entry, taken: [{ ...ENTRIES[0]!, action: taken, amount: amounts[0]! }] };
      const amount = amounts[at];
      return amount === undefined ? entry : { ...entry, amount };
    });
    return { breakId: id, period: stateAfter(own).period ?? own.at(-1)!.period, acts: own };
  });

describe('packed decisions', () => {
  it('are read as they were written, by ID and in its order', () => {
    fc.assert(
      fc.property(fc.uniqueArray(aRow, { selector: ({ breakId }) => breakId, maxLength: 60 }), (rows) => {
        const book = DecisionBook.of(rows);
        expect(book.rows()).toEqual([...rows].sort((a, b) => byCodeUnit(a.breakId, b.breakId)));
        expect(book.isEmpty).toBe(rows.length === 0);
        for (const row of rows) {
          expect(book.get(row.breakId)).toEqual(row);
          const { amount: _own, ...state } = stateAfter(row.acts);
          expect(book.stateOf(row.breakId)).toMatchObject(state);
        }
        expect([book.get('b-none'), book.has('b-none'), book.stateOf('')]).toEqual([undefined, false, undefined]);
      }),
    );
  });

  it('of one entry on many breaks keep its words once', () => {
    const rows = Array.from({ length: 5_000 }, (_, at): DecisionRow => ({
      breakId: `b-${at}`,
      period: '2026-10',
      acts: [{ ...ENTRIES[0]!, note: 'x'.repeat(2_000), amount: `${at}.00` }],
    }));
    expect(JSON.stringify(DecisionBook.of(rows)).length).toBeLessThan(2_000_000);
  });
});
