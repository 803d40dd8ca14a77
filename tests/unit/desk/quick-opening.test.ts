import { afterEach, describe, expect, it, vi } from 'vitest';
// First: it brings the database of memory, which the store looks for when it is loaded.
import { aDesk, aName, Main, quiet } from './a-desk';
import Dexie from 'dexie';
import type { DeskCore } from '../../../renderer/desk/core';
import { Desk } from '../../../renderer/desk/desk';
import { DeskStore, STORE_VERSION } from '../../../renderer/store/schema';

const lines = (period: string): Main['gateway'][number] => ({
  key: { source: 'bill-lines', period, chargeMode: '3' },
  rows: 1,
  columns: {
    customer_id: ['a'.repeat(32)],
    cloud_service_type: ['hws.service.type.ec2'],
    bill_type: ['0'],
    charge_mode: ['3'],
    amount: ['1.00'],
  },
});

describe('a quick opening', () => {
  let desk: Desk | null = null;
  afterEach(async () => desk?.close());

  async function reopened(damage: (store: DeskStore) => Promise<unknown>): Promise<{ desk: Desk; store: DeskStore; said: string }> {
    const main = new Main();
    main.gateway = [lines('2026-09'), lines('2026-10')];
    const name = aName();
    const first = await aDesk(main, name);
    await first.desk.sync({ periods: null, today: '2026-11-20', language: 'zh' }, quiet);
    await first.desk.close();
    const store = new DeskStore(name);
    await damage(store);
    desk = new Desk();
    desk.connect(main.link());
    const { state } = await desk.open({ profile: name, site: 'cn', quick: true });
    return { desk, store, said: state };
  }

  it('of a whole store says what looking through it says, and a killed run’s leftovers go', async () => {
    const opened = await reopened(async (store) => {
      const one = (await store.segments.toCollection().first())!;
      await store.segments.put({ ...one, key: one.key.replace(/#\d{8}#/, '#00000099#'), generation: 99 });
    });
    expect([opened.said, await opened.desk.checked()]).toEqual(['ready', 'ready']);
    expect(await opened.store.segments.filter(({ generation }) => generation === 99).count()).toBe(0);
    opened.store.close();
  });

  it('of a store that lacks a part finds that out before any change, and the result is of what is left', async () => {
    const opened = await reopened((store) =>
      store.segments
        .where('key')
        .startsWith('bill-lines')
        .filter(({ slice }) => slice.includes('2026-09'))
        .delete(),
    );
    expect(opened.said).toBe('ready');
    await opened.desk.reconcile(quiet);
    expect(await opened.desk.checked()).toBe('lost');
    expect((await opened.store.failures.toArray()).map(({ period, failure }) => [period, failure])).toEqual([['2026-09', 'storage']]);
    expect((await opened.store.generations.where('source').equals('bill-lines').toArray()).map(({ period }) => period)).toEqual([
      '2026-10',
    ]);
    opened.store.close();
  });

  it('that finds a lost part itself looks for the others all the same, and the result is of what is left', async () => {
    const opened = await reopened(async (store) => {
      await store.meta.put({ key: 'result', value: { madeFrom: 'before an update', rulesDigest: '' } });
      await store.segments.where('key').startsWith('bill-lines').delete();
    });
    expect([opened.said, await opened.desk.checked()]).toEqual(['lost', 'lost']);
    expect((await opened.store.failures.orderBy('slice').toArray()).map(({ period }) => period)).toEqual(['2026-09', '2026-10']);
    expect((await opened.store.figures.toArray()).map(({ consumption }) => consumption)).toEqual(['0.00', '0.00']);
    opened.store.close();
  });

  it('of a store that a newer version wrote says so afterwards, too', async () => {
    const opened = await reopened(async (store) => {
      store.close();
      const newer = new Dexie(store.name);
      newer.version(STORE_VERSION + 1).stores({});
      await newer.open();
      newer.close();
    });
    expect([opened.said, await opened.desk.checked()]).toEqual(['newer', 'newer']);
  });

  it('of a store that cannot be looked through takes no change: nothing is decided or signed on it', async () => {
    const opened = await reopened(() => Promise.resolve());
    const { core } = (opened.desk as unknown as { open_: { core: DeskCore } }).open_;
    vi.spyOn(core.store.checkpoints, 'toArray').mockRejectedValueOnce(new Error('the disk went away'));
    const signing = opened.desk.signOff({ period: '2026-10', note: '' });
    await expect(opened.desk.checked()).rejects.toThrow('the disk went away');
    await expect(signing).rejects.toThrow('the disk went away');
    await expect(opened.desk.setAliases([])).rejects.toThrow('the disk went away');
    const again = await opened.desk.open({ profile: core.profile, site: 'cn' });
    expect([again.state, again.appliedSeq]).toEqual(['ready', 0]);
    await opened.desk.setAliases([]);
    opened.store.close();
  });
});
