import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { partyNames, serviceNames } from '../../../renderer/store/names';
import { DeskStore } from '../../../renderer/store/schema';
import { aName } from '../desk/a-desk';

let store: DeskStore;
beforeEach(() => {
  store = new DeskStore(aName());
});
afterEach(() => store.delete());

const party = (id: string, name: string, accountName = '') =>
  ({ id, kind: 'customer', name, accountName, reseller: null, associationType: null }) as const;

it('a customer goes by its name, else its account, else by the one word the books have for it', async () => {
  await store.parties.bulkPut([
    party('a', '示例科技', 'demo'),
    party('b', '', 'demo_account'),
    party('gone', ''),
    party('twice', ''),
    party('?', ''),
  ]);
  await store.meta.put({
    key: 'aliases',
    value: [
      { ledger: 'C-1', customer: 'a' },
      { ledger: '演示飞鸟', customer: 'gone' },
      { ledger: '样本渠道', reseller: 'r' },
      { ledger: 'C-7', customer: 'twice' },
      { ledger: 'C-8', customer: 'twice' },
      { ledger: 'C-9', customer: 'twice' },
    ],
  });
  const name = await partyNames(store);
  expect(['a', 'b', 'gone', 'r', 'twice', '?', 'nobody'].map(name)).toEqual([
    '示例科技',
    'demo_account',
    '演示飞鸟',
    '样本渠道',
    null,
    null,
    null,
  ]);
});

it('a service goes by its name in the language, else in the other, else by none', async () => {
  await store.services.bulkPut([
    { code: 'both', zh: '云硬盘', en: 'EVS' },
    { code: 'one', zh: '', en: 'OBS' },
    { code: 'none', zh: '', en: '' },
  ]);
  const name = await serviceNames(store);
  expect(['both', 'one', 'none', 'other'].map((code) => name(code, 'zh'))).toEqual(['云硬盘', 'OBS', null, null]);
  expect(name('both', 'en')).toBe('EVS');
});
