import { afterEach, describe, expect, it, vi } from 'vitest';
import type { DeskCore } from '../../../renderer/desk/core';
import type { Desk } from '../../../renderer/desk/desk';
import { refreshDrift } from '../../../renderer/desk/drift';
import type { DeskStore } from '../../../renderer/store/schema';
import { shownFigures, shownTotals } from '../../../renderer/store/signed';
import { aDesk, aName, Main, quiet, type Gateway } from './a-desk';

const MONTH = '2026-09';
const bill = (...rows: [customer: string, kind: string, amount: string][]): Gateway => [
  {
    key: { source: 'bill-lines', period: MONTH, chargeMode: '3' },
    rows: rows.length,
    columns: {
      customer_id: rows.map(([customer]) => customer),
      cloud_service_type: rows.map(() => 'hws.service.type.ec2'),
      bill_type: rows.map(([, kind]) => kind),
      charge_mode: rows.map(() => '3'),
      amount: rows.map(([, , amount]) => amount),
    },
  },
];
const SIGNED = bill(['a', '0', '10.00'], ['b', '0', '5.00']);
const MOVED = bill(['a', '0', '12.50'], ['c', '1', '-1.00']);

let desk: Desk;
let store: DeskStore;
const main = (): Main => Object.assign(new Main(), { gateway: SIGNED });
const sync = () => desk.sync({ periods: [MONTH], today: '2026-11-10', language: 'zh' }, quiet);
async function signedMonth(at: Main, name = aName()): Promise<void> {
  ({ desk, store } = await aDesk(at, name));
  await sync();
  await desk.signOff({ period: MONTH, note: 'first' });
}
const state = async () => (await store.figures.get(MONTH))?.state;
const drift = async () => (await store.archived.get(MONTH))?.drift;
afterEach(async () => {
  await desk.close();
  store.close();
});

describe('a closed month', () => {
  it('has its archive on record before the sign-off is journalled', async () => {
    const at = main();
    await signedMonth(at);
    expect(at.calls.indexOf('archivePut')).toBeLessThan(at.calls.lastIndexOf('journalAppend'));
    expect(await state()).toBe('closed');
    expect((await store.archived.get(MONTH))?.figures).toMatchObject({ consumption: '15.00' });
  });

  it('is looked at again without reading the list of all slices', async () => {
    await signedMonth(main());
    const { core } = (desk as unknown as { open_: { core: DeskCore } }).open_;
    const all = vi.spyOn(core.store.generations, 'toArray');
    await refreshDrift(core);
    expect(all).not.toHaveBeenCalled();
    expect((await drift())?.lines).toEqual([]);
  });

  it('is not reopened without a reason', async () => {
    const at = main();
    await signedMonth(at);
    const before = at.journal.length;
    for (const reason of ['', ' ']) await expect(desk.reopen({ period: MONTH, reason })).rejects.toMatchObject({ code: 'close-refused' });
    expect([at.journal.length, await state()]).toEqual([before, 'closed']);
  });

  it('is not closed when the archive cannot be kept', async () => {
    const at = main();
    ({ desk, store } = await aDesk(at, aName()));
    await sync();
    at.archives.set = () => {
      throw new Error('disk full');
    };
    await expect(desk.signOff({ period: MONTH, note: '' })).rejects.toThrow();
    expect(at.journal).toEqual([]);
    expect(await state()).toBe('open');
  });

  it('lists what a later sync moved, keeps the signed figures, and opens by itself never', async () => {
    const at = main();
    await signedMonth(at);
    at.gateway = MOVED;
    await sync();
    expect(await state()).toBe('drifted');
    expect((await drift())?.lines.map(({ change, customer, effect }) => `${change} ${customer} ${effect}`)).toEqual([
      'changed a 2.50',
      'vanished b -5.00',
      'added c -1.00',
    ]);
    expect((await drift())?.byKind).toEqual({ '0': '-2.50', '1': '-1.00' });
    expect((await drift())?.effects).toEqual({ bill: '-3.50' });
    expect((await store.archived.get(MONTH))?.figures).toMatchObject({ consumption: '15.00' });
    at.gateway = SIGNED;
    await sync();
    expect(await state()).toBe('closed');
    expect((await drift())?.lines).toEqual([]);
  });

  it('shows the totals it was signed with, whatever today gives', async () => {
    const at = main();
    await signedMonth(at);
    const signed = await shownTotals(store, MONTH);
    const today = () => store.totals.where('period').equals(MONTH).sortBy('id');
    expect(signed).toEqual(await today());
    at.gateway = MOVED;
    await sync();
    expect(await today()).not.toEqual(signed);
    expect(await shownTotals(store, MONTH)).toEqual(signed);
    expect((await shownFigures(store)).map(({ due, state: is }) => `${due} ${is}`)).toEqual(['15.00 drifted']);
    expect((await store.figures.get(MONTH))?.due).toBe('11.50');
    await desk.reopen({ period: MONTH, reason: 'late lines' });
    expect((await shownFigures(store)).map(({ due }) => due)).toEqual(['11.50']);
    expect(await shownTotals(store, MONTH)).toEqual(await today());
  });

  it('reopened and signed again keeps both archives in its history', async () => {
    const at = main();
    await signedMonth(at);
    at.gateway = MOVED;
    await sync();
    await desk.reopen({ period: MONTH, reason: 'late lines' });
    expect(await store.archived.count()).toBe(0);
    await desk.signOff({ period: MONTH, note: 'second' });
    expect(await state()).toBe('closed');
    const history = (await store.closeActs.where('period').equals(MONTH).toArray()).map(({ kind, text, archive }) => [kind, text, archive]);
    expect(history.map(([kind, text]) => `${kind} ${text}`)).toEqual(['sign-off first', 'reopened late lines', 'sign-off second']);
    const archives = new Set(history.map(([, , archive]) => archive).filter((archive) => archive !== null));
    expect([...archives].every((archive) => at.archives.has(archive!))).toBe(true);
    expect(archives.size).toBe(2);
  });

  it('is marked again after its store was made anew from the journal', async () => {
    const at = main();
    await signedMonth(at);
    at.gateway = MOVED;
    await sync();
    await desk.close();
    store.close();
    ({ desk, store } = await aDesk(at, aName()));
    await sync();
    expect(await state()).toBe('drifted');
  });

  it('says that its archive is lost instead of failing', async () => {
    const at = main();
    const name = aName();
    await signedMonth(at, name);
    at.archives.clear();
    at.gateway = MOVED;
    await sync();
    expect(await store.archived.get(MONTH)).toMatchObject({ lost: true, figures: null });
  });
});
