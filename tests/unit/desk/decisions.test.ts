import { afterEach, describe, expect, it } from 'vitest';
import { bodiesOf } from '../../../renderer/desk/decisions-job';
import type { Desk } from '../../../renderer/desk/desk';
import type { DeskStore } from '../../../renderer/store/schema';
import { aBreak, putBreaks } from './put-breaks';
import { aDesk, aName, Main } from './a-desk';

const MONTH = '2026-10';
const ALL = ['a', 'b', 'c'];
const BREAKS = [aBreak('a'), aBreak('b', { difference: '-5.00' }), aBreak('c', { period: '2026-09', difference: '1.00' })];
const explain = (breaks: string[]) => ({
  action: 'explain' as const,
  breaks,
  period: MONTH,
  reason: 'other' as const,
  note: 'n',
  owner: 'o',
});

let open: { desk: Desk; store: DeskStore }[] = [];
async function opened(main: Main, name = aName()) {
  const one = await aDesk(main, name);
  open.push(one);
  await putBreaks(one.store, BREAKS);
  const status = async (): Promise<string> => (await one.store.breaks.bulkGet(ALL)).map((row) => row?.status).join(' ');
  return { ...one, name, status };
}
afterEach(async () => {
  for (const { desk, store } of open) {
    await desk.close();
    store.close();
  }
  open = [];
});

describe('acts on breaks', () => {
  it('of more than an entry holds are several entries of one batch', () => {
    const months = new Map([
      ['2026-10', ['a', 'b', 'd']],
      ['2026-09', ['c']],
    ]);
    const bodies = bodiesOf(explain(['a', 'b', 'c', 'd']), months, new Map(BREAKS.map((one) => [one.id, one])), 2);
    expect(bodies.map(({ period, breaks, amounts, batch }) => [period, breaks, amounts, batch])).toEqual([
      ['2026-09', ['c'], ['1.00'], { entries: 3, entry: 0, breaks: 4 }],
      ['2026-10', ['a', 'b'], ['5.00', '-5.00'], { entries: 3, entry: 1, breaks: 4 }],
      ['2026-10', ['d'], [null], { entries: 3, entry: 2, breaks: 4 }],
    ]);
  });

  it('of several months go in one append, with one undo', async () => {
    const main = new Main();
    const { desk, store, status } = await opened(main);
    const done = await desk.decide(explain(ALL));
    expect(main.journal.map(({ body }) => ('period' in body ? body.period : ''))).toEqual(['2026-09', MONTH]);
    expect(await status()).toBe('explained explained explained');
    // What the history's undo of the whole names: each break knows the entries of all months.
    const kept = (await store.decisions.get('c'))?.acts[0];
    expect([kept?.batch, kept?.of]).toEqual([done.seqs, 3]);
    await desk.undoDecision({ seqs: kept?.batch ?? [] });
    expect(await status()).toBe('open open open');
    expect(main.journal).toHaveLength(3);
    await expect(desk.undoDecision(done)).rejects.toMatchObject({ code: 'nothing-to-undo' });
  });

  it('take back only what still stands last', async () => {
    const { desk, status } = await opened(new Main());
    const first = await desk.decide(explain(['a', 'b']));
    await desk.decide({ ...explain(['a']), action: 'approve', reason: null, note: '', owner: '' });
    expect(await desk.undoDecision(first)).toMatchObject({ breaks: 1 });
    expect(await status()).toBe('approved open open');
  });

  it('keep the difference they were made about', async () => {
    const { desk, store } = await opened(new Main());
    await desk.decide(explain(['a']));
    expect((await store.breaks.get('a'))?.decision).toMatchObject({ amount: '5.00', by: '示例会计', period: MONTH });
  });

  it('match by hand only what cancels out, and open it together again', async () => {
    const { desk, status } = await opened(new Main());
    await expect(desk.decide({ ...explain(['a', 'c']), action: 'match' })).rejects.toMatchObject({ code: 'not-zero', detail: '6.00' });
    await expect(desk.decide({ ...explain(['a']), action: 'match' })).rejects.toMatchObject({ code: 'not-zero' });
    await desk.decide({ ...explain(['a', 'b']), action: 'match', reason: 'matched-by-hand' });
    expect(await status()).toBe('explained explained open');
    await desk.undoDecision({ breaks: ['b'] });
    expect(await status()).toBe('open open open');
  });

  it('approve explanations only; under the policy those of others only', async () => {
    const main = new Main();
    const { desk, status } = await opened(main);
    const approve = { ...explain(['a']), action: 'approve' as const, reason: null, note: '', owner: '' };
    await expect(desk.decide(approve)).rejects.toMatchObject({ code: 'not-explained' });
    await desk.setPolicy({ approverOther: true });
    await desk.decide(explain(['a']));
    await expect(desk.decide(approve)).rejects.toMatchObject({ code: 'own-approval' });
    main.user = '示例用户';
    await desk.decide(approve);
    expect(await status()).toBe('approved open open');
  });

  it('work on what a closed month carried forward in a later month, and on nothing else of it', async () => {
    const main = new Main();
    const { desk, store, status } = await opened(main);
    await desk.decide({ ...explain(['c']), action: 'carry' });
    await store.closings.put({
      period: '2026-09',
      archive: 'a'.repeat(64),
      at: '',
      by: '',
      note: '',
      carried: ['c'],
      carriedTotal: '1.00',
      drifted: false,
    });
    await expect(desk.undoDecision({ breaks: ['c'] })).rejects.toMatchObject({ code: 'period-closed', detail: '2026-09' });
    await desk.decide(explain(['c']));
    expect(main.journal.at(-1)?.body).toMatchObject({ period: MONTH, breaks: ['c'] });
    expect(await status()).toBe('open open explained');
    await desk.undoDecision({ breaks: ['c'] });
    expect(await status()).toBe('open open carried');
    await putBreaks(store, [...BREAKS, aBreak('d', { period: '2026-09' })]);
    await expect(desk.decide(explain(['d']))).rejects.toMatchObject({ code: 'period-closed', detail: '2026-09' });
  });

  it('are the same after the store was made again from the journal', async () => {
    const main = new Main();
    const first = await opened(main);
    await first.desk.decide(explain(ALL));
    await first.desk.decide({ ...explain(['b']), action: 'assign', reason: null });
    await first.desk.undoDecision({ breaks: ['a'] });
    const again = await opened(main);
    expect(await again.store.decisions.toArray()).toEqual(await first.store.decisions.toArray());
  });

  it('are all there in a store of before they were kept', async () => {
    const main = new Main();
    const first = await opened(main);
    await first.desk.decide(explain(['a']));
    const before = await first.store.decisions.toArray();
    // What opening an older version does (renderer/store/schema.ts): the table is emptied and the journal applied again.
    await first.store.decisions.clear();
    await first.store.meta.delete('applied');
    await first.desk.close();
    await first.desk.open({ profile: first.name, site: 'cn' });
    expect(await first.store.decisions.toArray()).toEqual(before);
  });
});
