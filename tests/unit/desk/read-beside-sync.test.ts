import { afterEach, describe, expect, it, vi } from 'vitest';
// First: it brings the database of memory, which the store looks for when it is loaded.
import { aDesk, aName, Main, quiet } from './a-desk';
import type { Desk } from '../../../renderer/desk/desk';
import type { DeskCore } from '../../../renderer/desk/core';
import type { DeskStore } from '../../../renderer/store/schema';

const lines = (amount: string): Main['gateway'][number] => ({
  key: { source: 'bill-lines', period: '2026-10', chargeMode: '3' },
  rows: 1,
  columns: {
    customer_id: ['a'.repeat(32)],
    cloud_service_type: ['hws.service.type.ec2'],
    bill_type: ['0'],
    charge_mode: ['3'],
    amount: [amount],
  },
});
const LIST = { source: 'bill-lines', language: 'zh', period: '2026-10', filters: [], sort: [] } as const;

let open: { desk: Desk; store: DeskStore } | null = null;
afterEach(async () => {
  await open?.desk.close();
  open?.store.close();
});

const core = ({ desk }: { desk: Desk }): DeskCore => (desk as unknown as { open_: { core: DeskCore } }).open_.core;
const sync = ({ desk }: { desk: Desk }) => desk.sync({ periods: ['2026-10'], today: '2026-11-20', language: 'zh' }, quiet);

async function synced(main: Main): Promise<{ desk: Desk; store: DeskStore }> {
  main.gateway = [lines('1.00')];
  const opened = (open = await aDesk(main, aName()));
  await sync(opened);
  main.gateway = [lines('2.00')];
  return opened;
}

describe('a list that is read while a sync replaces what it reads', () => {
  it('shows what came, and takes nothing that came for lost', async () => {
    const opened = await synced(new Main());
    const { segments } = core(opened).store;
    const bulkGet = segments.bulkGet.bind(segments);
    const spy = vi.spyOn(segments, 'bulkGet').mockImplementationOnce((async (keys: string[]) => {
      await sync(opened);
      return bulkGet(keys);
    }) as never);
    const { totals } = await opened.desk.view(LIST);
    expect(spy).toHaveBeenCalled();
    expect(totals['amount']).toBe('2.00');
    expect(await opened.store.failures.count()).toBe(0);
    expect(await opened.store.generations.count()).toBe(1);
  });

  it('offers the values that came to choose from', async () => {
    const opened = await synced(new Main());
    const { segments } = core(opened).store;
    const bulkGet = segments.bulkGet.bind(segments);
    const spy = vi.spyOn(segments, 'bulkGet').mockImplementationOnce((async (keys: string[]) => {
      await sync(opened);
      return bulkGet(keys);
    }) as never);
    const { values } = await opened.desk.facet(LIST, 'amount');
    expect(spy).toHaveBeenCalled();
    expect(values).toEqual([{ value: '2.00', rows: 1 }]);
    expect(await opened.store.failures.count()).toBe(0);
  });

  it('copies no row of what is not there any more', async () => {
    const opened = await synced(new Main());
    const { id } = await opened.desk.view(LIST);
    const range = { fromRow: 0, toRow: 1, columns: ['amount'], bare: true };
    expect((await opened.desk.copy(id, range)).text).toBe('1.00');
    await sync(opened);
    await expect(opened.desk.copy(id, range)).rejects.toMatchObject({ code: 'list-moved' });
    await expect(opened.desk.summarise(id, range)).rejects.toMatchObject({ code: 'list-moved' });
    expect(await opened.desk.rows(id, 0, 1)).toMatchObject({ stale: true, cells: [] });
    await opened.desk.closeView(id);
    await expect(opened.desk.copy(id, range)).rejects.toMatchObject({ code: 'list-moved' });
  });
});
