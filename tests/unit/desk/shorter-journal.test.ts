import { describe, expect, it } from 'vitest';
import { aDesk, aName, Main, rebuilt } from './a-desk';

describe('a journal that lost its end', () => {
  it.each([
    ['says where it ends and what had been used', null, 'ends-early 2 3; rebuilt'],
    [
      'says so by the journal that knows its place',
      'broken journal-000001.jsonl:3:3 cut-short to 3',
      'broken journal-000001.jsonl:3:3 cut-short to 3; rebuilt',
    ],
  ])('%s, and the store is made from what is left', async (_, found, report) => {
    const main = new Main();
    main.report = found;
    const profile = aName();
    const { desk, store } = await aDesk(main, profile);
    for (const ledger of ['甲', '乙', '丙']) await desk.setAliases([{ ledger, customer: '1' }]);
    await desk.close();
    store.close();
    main.journal.pop();
    const again = await aDesk(main, profile);
    expect(again.report.journalReport).toBe(report);
    expect(await again.desk.digest()).toBe(await rebuilt(main));
    await again.desk.close();
    again.store.close();
  });
});
