import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOpen } from '../../../shared/close';
import { absolute, parseUnits } from '../../../shared/money';
import type { DeskStore } from '../../../renderer/store/schema';
import { aBreak, putBreaks } from './put-breaks';
import { aDesk, aName, Main } from './a-desk';

const BREAKS = Array.from({ length: 30 }, (_, at) =>
  aBreak(`b-${at}`, {
    period: at % 3 === 0 ? '2026-09' : '2026-10',
    otherPeriod: at % 7 === 0 ? '2026-10' : null,
    difference: at % 11 === 0 ? null : `${at % 2 === 0 ? '-' : ''}${at + 1}.25`,
  }),
);
/** Two of them have no break (any more). */
const IDS = [...BREAKS.map(({ id }) => id), 'b-gone', 'b-gone-2'];

/** Slow and obvious: every break is looked at. */
async function counted({ breaks }: DeskStore): Promise<unknown> {
  const months = new Map<string, { count: number; money: bigint }>();
  const open = (await breaks.toArray()).filter(({ status }) => isOpen(status));
  for (const { period, otherPeriod, difference } of open)
    for (const month of new Set([period, otherPeriod ?? period])) {
      const known = months.get(month) ?? { count: 0, money: 0n };
      months.set(month, { count: known.count + 1, money: known.money + absolute(parseUnits(difference ?? '0')) });
    }
  return { total: open.length, months };
}

async function stored({ breaks }: DeskStore): Promise<unknown> {
  const { total, byMonth, money } = await breaks.open();
  return { total, months: new Map([...byMonth].map(([month, count]) => [month, { count, money: money.get(month) }])) };
}

const anAct = fc.record({
  breaks: fc.uniqueArray(fc.constantFrom(...IDS), { minLength: 1, maxLength: 32 }),
  action: fc.constantFrom('explain' as const, 'carry' as const, 'assign' as const, 'reopen' as const, 'undo' as const),
});

describe('the count of breaks that wait', () => {
  it('is what looking at every break gives, after any acts, and in a store made again from the journal', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anAct, { minLength: 1, maxLength: 6 }), async (acts) => {
        const main = new Main();
        const first = await aDesk(main, aName());
        await putBreaks(first.store, BREAKS);
        for (const { breaks, action } of acts) {
          if (action === 'undo') await first.desk.undoDecision({ breaks }).catch(() => undefined);
          else
            await first.desk.decide({
              breaks,
              action,
              period: '2026-10',
              reason: 'other',
              note: 'n',
              owner: action === 'reopen' ? '' : 'o',
            });
          expect(await stored(first.store)).toEqual(await counted(first.store));
        }
        const again = await aDesk(main, aName());
        await putBreaks(again.store, BREAKS);
        expect(await stored(again.store)).toEqual(await stored(first.store));
        expect(await again.store.decisions.toArray()).toEqual(await first.store.decisions.toArray());
        for (const { desk, store } of [first, again]) {
          await desk.close();
          store.close();
        }
      }),
      { numRuns: 15 },
    );
  });
});
