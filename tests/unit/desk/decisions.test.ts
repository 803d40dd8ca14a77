import { afterEach, describe, expect, it } from 'vitest';
import { decisionParts, undoParts } from '../../../renderer/desk/act-parts';
import type { DeskCore } from '../../../renderer/desk/core';
import { decide, undoDecision, type Acting } from '../../../renderer/desk/decisions-job';
import type { Desk } from '../../../renderer/desk/desk';
import { LinkFailure } from '../../../renderer/desk/faults';
import type { DeskStore } from '../../../renderer/store/schema';
import { wholeOf, type BreakAct } from '../../../shared/close';
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
  it('of several months are a batch; of more than an append holds they are several appends', () => {
    const months = new Map([
      ['2026-10', ['a', 'b', 'd']],
      ['2026-09', ['c']],
    ]);
    const told = (part: number) =>
      decisionParts(explain(['a', 'b', 'c', 'd']), months, new Map(BREAKS.map((one) => [one.id, one])), part).map((bodies) =>
        bodies.map(({ period, breaks, amounts, batch }) => [period, breaks, amounts, batch]),
      );
    expect(told(4)).toEqual([
      [
        ['2026-09', ['c'], ['1.00'], { entries: 2, entry: 0, breaks: 4 }],
        ['2026-10', ['a', 'b', 'd'], ['5.00', '-5.00', null], { entries: 2, entry: 1, breaks: 4 }],
      ],
    ]);
    // In the order of the sets of decisions, so that no two appends pack the same one anew: b and d lie before a and c.
    expect(told(2)).toEqual([
      [['2026-10', ['b', 'd'], ['-5.00', null], undefined]],
      [
        ['2026-09', ['c'], ['1.00'], { entries: 2, entry: 0, breaks: 2 }],
        ['2026-10', ['a'], ['5.00'], { entries: 2, entry: 1, breaks: 2 }],
      ],
    ]);
    expect(told(3).map((bodies) => bodies.length)).toEqual([1, 1]);
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
    await desk.undoDecision({ act: wholeOf(kept!) });
    expect(await status()).toBe('open open open');
    expect(main.journal).toHaveLength(3);
    await expect(desk.undoDecision({ act: done.seqs[0]! })).rejects.toMatchObject({ code: 'nothing-to-undo' });
  });

  it('take back only what still stands last', async () => {
    const { desk, status } = await opened(new Main());
    const first = await desk.decide(explain(['a', 'b']));
    await desk.decide({ ...explain(['a']), action: 'approve', reason: null, note: '', owner: '' });
    expect(await desk.undoDecision({ act: first.seqs[0]! })).toMatchObject({ breaks: 1 });
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

describe('an act on so many breaks that it takes several appends', () => {
  const FIVE = ['a', 'b', 'c', 'd', 'e'];
  async function desk(main = new Main()) {
    const one = await opened(main);
    await putBreaks(one.store, [...BREAKS, aBreak('d'), aBreak('e')]);
    const { core } = (one.desk as unknown as { open_: { core: DeskCore } }).open_;
    const status = async (): Promise<string> => (await one.store.breaks.bulkGet(FIVE)).map((row) => row?.status).join(' ');
    return { ...one, main, core, status };
  }
  /** Parts of two breaks; stopped once so many are done. */
  function acting(stopAt = Infinity): Acting & { readonly told: number[] } {
    const [abort, told] = [new AbortController(), [] as number[]];
    const onProgress = ({ done }: { done: number }): void => {
      told.push(done);
      if (done >= stopAt) abort.abort();
    };
    return { onProgress, signal: abort.signal, part: 2, told };
  }

  it('is one act: any break of it takes back all of it, in parts too, and a store made again from the journal agrees', async () => {
    const { core, store, main, status } = await desk();
    const at = acting();
    const done = await decide(core, { ...explain(FIVE), period: MONTH }, at);
    expect([done.breaks, done.left, done.fault, at.told]).toEqual([5, 0, null, [0, 2, 4]]);
    const wholes = (await store.decisions.bulkGet(FIVE)).map((row) => wholeOf(row!.acts[0]!));
    expect(new Set(wholes)).toEqual(new Set([done.seqs[0]]));
    // What was done since stays.
    await decide(core, { ...explain(['d']), action: 'approve', reason: null, note: '', owner: '' }, acting());
    const undone = acting();
    expect(await undoDecision(core, { act: wholes[4]! }, undone)).toMatchObject({ breaks: 4, left: 0 });
    expect(undone.told).toEqual([0, 2]);
    expect(await status()).toBe('open open open approved open');
    expect(main.journal.map(({ body }) => (body.kind === 'decision' ? `${body.action} ${body.breaks.join('')}` : ''))).toEqual([
      'explain bd',
      'explain c',
      'explain a',
      'explain e',
      'approve d',
      'undo bc',
      'undo ae',
    ]);
    const again = await opened(main);
    expect(await again.store.decisions.toArray()).toEqual(await store.decisions.toArray());
  });

  it('keeps what is done when a person stops it, and its undo takes back just that', async () => {
    const { core, status } = await desk();
    const done = await decide(core, explain(FIVE), acting(3));
    expect(done).toMatchObject({ breaks: 4, left: 1, fault: null });
    expect(await status()).toBe('explained explained explained explained open');
    expect(await undoDecision(core, { act: done.seqs[0]! }, acting(2))).toMatchObject({ breaks: 2, left: 2 });
    expect(await undoDecision(core, { act: done.seqs[0]! }, acting())).toMatchObject({ breaks: 2, left: 0 });
    expect(await status()).toBe('open open open open open');
  });

  it('says what a part that failed left undone', async () => {
    const { core, main, status } = await desk();
    main.afterAppend = () => {
      if (main.journal.length > 1) throw new LinkFailure('journalAppend', { code: 'disk-full', detail: null });
    };
    const done = await decide(core, explain(FIVE), acting());
    expect(done).toMatchObject({ breaks: 2, left: 3, fault: { code: 'storage-full' } });
    expect(await status()).toBe('open explained open explained open');
  });

  it('is not begun when any of its breaks may not be acted on', async () => {
    const { core, main, store } = await desk();
    await store.closings.put({ period: '2026-09', archive: '', at: '', by: '', note: '', carried: [], carriedTotal: '0', drifted: false });
    await expect(decide(core, explain(['a', 'b', 'd', 'e', 'c']), acting())).rejects.toMatchObject({ code: 'period-closed' });
    expect(main.journal).toEqual([]);
  });

  it('is undone in entries of no more acts than one may name, and what was matched with each other in one', () => {
    const act = (seq: number, together?: readonly string[]): BreakAct => ({
      ...{ seq, at: '', by: '', period: MONTH, reason: null, note: '', owner: '' },
      action: together ? 'match' : 'explain',
      ...(together ? { together } : {}),
    });
    const single = undoParts(new Map(Array.from({ length: 2_500 }, (_, at) => [`b-${at}`, act(at + 1)] as const)));
    expect(single.map(([body]) => body!.breaks.length)).toEqual([1_000, 1_000, 500]);
    const matched = ['m', 'n', 'o'];
    const mixed = undoParts(
      new Map([['a', act(1)] as const, ...matched.map((id) => [id, act(2, matched)] as const), ['z', act(3)] as const]),
      2,
    );
    expect(mixed.map(([body]) => body!.breaks.join(''))).toEqual(['amno', 'z']);
  });
});
