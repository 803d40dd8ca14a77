/** Two desks, one month: decisions go over as a file, break by break, and stay as the truth beside the store says. */
import { afterEach, describe, expect, it } from 'vitest';
import type { BreakDecision } from '../../../shared/desk/api';
import type { Desk } from '../../../renderer/desk/desk';
import type { DeskStore } from '../../../renderer/store/schema';
import { aDesk, aName, Main } from './a-desk';
import { aBreak, putBreaks } from './put-breaks';

const MONTH = '2026-10';
const said = (note: string, ...breaks: string[]): BreakDecision => ({
  action: 'explain',
  breaks,
  period: MONTH,
  reason: 'other',
  note,
  owner: 'o',
});

let open: { desk: Desk; store: DeskStore }[] = [];
async function opened(main: Main, ...ids: string[]) {
  const one = await aDesk(main, aName());
  open.push(one);
  await putBreaks(
    one.store,
    ids.map((id) => aBreak(id)),
  );
  return one;
}
afterEach(async () => {
  for (const { desk, store } of open) {
    await desk.close();
    store.close();
  }
  open = [];
});
/** A colleague's file: `a` explained, `b` explained, `gone` explained. */
async function shared(): Promise<string> {
  const theirs = Object.assign(new Main(), { user: '示例用户' });
  const { desk } = await opened(theirs, 'a', 'b', 'gone', 'untouched');
  await desk.decide(said('theirs', 'a', 'b', 'gone'));
  return desk.shareDecisions({ months: [MONTH], profile: 'p' });
}

describe('decisions of a colleague', () => {
  it('are told apart, and only what was chosen is taken, in one entry, with its maker', async () => {
    const text = await shared();
    const main = new Main();
    const { desk, store } = await opened(main, 'a', 'b', 'c');
    await desk.decide(said('ours', 'a'));
    await desk.decide(said('ours', 'c'));
    const { from, list } = await desk.reviewDecisions(text);
    expect(from).toBe('p');
    expect(list.map(({ id, kind }) => `${id} ${kind}`)).toEqual(['a conflict', 'b new', 'gone unknown']);
    expect(list[0]).toMatchObject({ theirs: { note: 'theirs', by: '示例用户' }, ours: { note: 'ours', by: '示例会计' } });
    const before = main.journal.length;
    expect(await desk.takeDecisions({ text, chosen: ['b'] })).toBe(1);
    expect(main.journal.slice(before).map(({ body }) => body.kind)).toEqual(['decisions-taken']);
    const [a, b, c] = await store.breaks.bulkGet(['a', 'b', 'c']);
    expect([a, b, c].map((row) => row?.decision?.note)).toEqual(['ours', 'theirs', 'ours']);
    expect(b?.decision?.by).toBe('示例用户');
    expect((await desk.reviewDecisions(text)).list.map(({ kind }) => kind)).toEqual(['conflict', 'same', 'unknown']);
  });

  it('take the place of ours where a person says so, and go back with an undo', async () => {
    const text = await shared();
    const { desk, store } = await opened(new Main(), 'a');
    await desk.decide(said('ours', 'a'));
    await desk.takeDecisions({ text, chosen: ['a'] });
    expect((await store.breaks.get('a'))?.decision?.note).toBe('theirs');
    await desk.undoDecision({ breaks: ['a'] });
    expect((await store.breaks.get('a'))?.decision?.note).toBe('ours');
  });

  it('are refused for a closed month and for what is no such file; nothing is written', async () => {
    const text = await shared();
    const main = new Main();
    const { desk, store } = await opened(main, 'a');
    await expect(desk.reviewDecisions('{"format":"other"}')).rejects.toMatchObject({ code: 'bad-document' });
    await expect(desk.reviewDecisions('no document')).rejects.toMatchObject({ code: 'bad-document' });
    await expect(desk.reviewDecisions(text.replace('"site":"cn"', '"site":"intl"'))).rejects.toMatchObject({ code: 'bad-document' });
    const closing = { period: MONTH, archive: 'a'.repeat(64), at: '', by: '', note: '', carried: [], carriedTotal: '0.00', drifted: false };
    await store.closings.put(closing);
    expect((await desk.reviewDecisions(text)).list.map(({ kind }) => kind)).toContain('closed');
    await expect(desk.takeDecisions({ text, chosen: ['a'] })).rejects.toMatchObject({ code: 'period-closed' });
    expect(main.journal).toEqual([]);
  });

  it('matched by hand are shown with what they were matched with, and are not taken one without the other', async () => {
    const theirs = await opened(Object.assign(new Main(), { user: '示例用户' }), 'x', 'y');
    await putBreaks(theirs.store, [aBreak('x'), aBreak('y', { difference: '-5.00' })]);
    await theirs.desk.decide({ ...said('cancel out', 'x', 'y'), action: 'match' });
    const text = await theirs.desk.shareDecisions({ months: [MONTH], profile: 'p' });
    const main = new Main();
    const { desk, store } = await opened(main, 'x', 'y');
    await putBreaks(store, [aBreak('x'), aBreak('y', { difference: '-5.00' })]);
    expect((await desk.reviewDecisions(text)).list.map(({ id, kind, together }) => [id, kind, together])).toEqual([
      ['x', 'new', ['y']],
      ['y', 'new', ['x']],
    ]);
    await expect(desk.takeDecisions({ text, chosen: ['x'] })).rejects.toMatchObject({ code: 'match-torn' });
    expect(main.journal).toEqual([]);
    expect(await desk.takeDecisions({ text, chosen: ['x', 'y'] })).toBe(2);
  });

  it('are there again after the store was made anew from the journal', async () => {
    const text = await shared();
    const main = new Main();
    const first = await opened(main, 'a', 'b');
    await first.desk.takeDecisions({ text, chosen: ['a', 'b'] });
    const again = await opened(main, 'a', 'b');
    expect(await again.store.decisions.toArray()).toEqual(await first.store.decisions.toArray());
  });
});
