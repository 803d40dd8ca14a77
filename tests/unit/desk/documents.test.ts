import { describe, expect, it } from 'vitest';
import { faultOf } from '../../../renderer/desk/faults';
import { aDesk, aName, Main, quiet, rebuilt, type AFile, type Gateway } from './a-desk';

const A = '0f1e2d3c4b5a69788796a5b4c3d2e1f0';
const B = '77aa00bb11cc22dd33ee44ff55660077';
const ECS = 'hws.service.type.ec2';
const TODAY = '2026-11-06';

const HEADS = [
  '客户ID',
  '账期',
  '客户名称',
  '客户账号名',
  '账单类型',
  '计费模式',
  '产品类型',
  '产品类型编码',
  '订单号/交易号',
  '结算金额(元)',
];
const line = (customer: string, period: string, type: string, amount: string, trade = 't-1') => [
  customer,
  period,
  '示例客户',
  `acct-${customer.slice(0, 2)}`,
  type,
  '按需',
  '弹性云服务器',
  ECS,
  trade,
  amount,
];
const bill = (name: string, ...rows: string[][]): AFile => ({ name, rows: [HEADS, ...rows] });
const OCTOBER = bill(
  '伙伴账单明细_202610.xlsx',
  line(A, '2026-10', '消费', '100.00000001'),
  line(A, '2026-10', '退款', '-30.5'),
  line(B, '2026-10', '消费', '7'),
);

const cost = (name: string, rows: readonly string[][]): AFile => ({
  name,
  rows: [['账期', '客户ID', '云服务类型编码', '成本金额(未税)'], ...rows],
});

/** The API's lines of a month, pay-per-use. */
const api = (period: string, ...rows: [customer: string, kind: string, amount: string][]): Gateway => [
  {
    key: { source: 'bill-lines', period, chargeMode: '3' },
    rows: rows.length,
    columns: {
      customer_id: rows.map(([customer]) => customer),
      cloud_service_type: rows.map(() => ECS),
      bill_type: rows.map(([, kind]) => kind),
      charge_mode: rows.map(() => '3'),
      amount: rows.map(([, , amount]) => amount),
    },
  },
];

async function start() {
  const main = new Main();
  const { desk, store } = await aDesk(main, aName());
  const document = async (token: string, file: AFile): Promise<string> => {
    main.add(token, file);
    const look = await desk.look({ token }, quiet);
    const kind = look.document?.kind ?? 'partner-bill';
    const preview = await desk.previewDocument({ token, kind, mapping: null, today: TODAY }, quiet);
    return (await desk.confirmDocument({ preview: preview.preview, skipBadRows: false })).importId;
  };
  const ledger = async (token: string, file: AFile, replace: readonly string[] = []): Promise<string> => {
    main.add(token, file);
    const preview = await desk.preview({ token, options: { role: 'cost' }, mapping: null }, quiet);
    return (await desk.confirmImport({ preview: preview.preview, skipBadRows: false, replace })).importId;
  };
  const figures = async (): Promise<unknown> =>
    (await store.figures.toArray()).map(({ period, consumption, refunds }) => [period, consumption, refunds]);
  const charted = async (): Promise<unknown> =>
    (await store.rollups.toArray())
      .map(({ period, customer, kind, amount }) => `${period} ${customer.slice(0, 2)} ${kind} ${amount}`)
      .sort();
  return { main, desk, store, document, ledger, figures, charted };
}

describe('a ledger', () => {
  it('edited between looking and importing is refused and leaves nothing', async () => {
    const { main, desk } = await start();
    const rows = [['2026-10', A, ECS, '1']];
    main.add('f', cost('成本.csv', rows));
    const { preview } = await desk.preview({ token: 'f', options: { role: 'cost' }, mapping: null }, quiet);
    main.add('f', cost('成本.csv', [...rows, ['2026-10', B, ECS, '2']]));
    expect(await desk.confirmImport({ preview, skipBadRows: false }).catch(faultOf)).toEqual({ code: 'bad-table', detail: 'changed' });
    expect([main.archives.size, main.journal.length]).toEqual([0, 0]);
    const again = await desk.preview({ token: 'f', options: { role: 'cost' }, mapping: null }, quiet);
    expect((await desk.confirmImport({ preview: again.preview, skipBadRows: false })).rows).toBe(2);
  });
});

describe('a bill file', () => {
  it('is recognised, read once for any number of previews, and gives a month its figures', async () => {
    const { main, desk, store, figures, charted } = await start();
    main.add('f', OCTOBER);
    const look = await desk.look({ token: 'f' }, quiet);
    expect(look.document?.kind).toBe('partner-bill');
    const first = await desk.previewDocument({ token: 'f', kind: 'partner-bill', mapping: null, today: TODAY }, quiet);
    expect(first).toMatchObject({ rowCount: 3, refused: [], refusal: null, sameAs: null, alsoFromApi: [], mappingFrom: 'proposed' });
    expect(first.sums).toEqual([
      { period: '2026-10', currency: 'CNY', rows: 3, consumption: '107.00000001', refunds: '-30.50', adjustments: '0.00' },
    ]);
    const again = await desk.previewDocument(
      { token: 'f', kind: 'partner-bill', mapping: first.mapping, today: TODAY, edits: [{ row: 3, column: 9, value: '8' }] },
      quiet,
    );
    expect(again).toMatchObject({ mappingFrom: 'given' });
    expect(again.sums[0]?.consumption).toBe('108.00000001');
    expect(main.calls.filter((name) => name === 'tableRead')).toHaveLength(1);
    expect(await store.documents.count()).toBe(0);

    await desk.confirmDocument({ preview: again.preview, skipBadRows: false });
    expect(await figures()).toEqual([['2026-10', '108.00000001', '-30.50']]);
    expect(await charted()).toEqual(['2026-10 0f 0 100.00000001', '2026-10 0f 1 -30.50', '2026-10 77 0 8.00']);
    const [kept] = await store.documents.toArray();
    expect(kept).toMatchObject({ document: 'partner-bill', by: '示例会计', rows: 3, undone: false, periods: ['2026-10'] });
    expect(main.journal[0]?.body).toMatchObject({ kind: 'document', edits: [{ row: 3, column: 9, value: '8' }] });
    // The book itself stays as it came.
    const rows = await desk.importedRows(kept!.importId, 0, 10);
    expect([rows.total, rows.heads[0], rows.rows[2]?.[9]]).toEqual([3, '客户ID', '7']);
    expect((await store.parties.get(A))?.accountName).toBe('acct-0f');
  });

  it('that is only looked at is kept nowhere; edited before it is confirmed, it is refused and read anew', async () => {
    const { main, desk, store } = await start();
    const look = async () => {
      await desk.look({ token: 'f' }, quiet);
      return desk.previewDocument({ token: 'f', kind: 'partner-bill', mapping: null, today: TODAY }, quiet);
    };
    main.add('f', OCTOBER);
    const { preview } = await look();
    expect(main.archives.size).toBe(0);
    main.add('f', bill(OCTOBER.name, line(A, '2026-10', '消费', '5')));
    expect(await desk.confirmDocument({ preview, skipBadRows: false }).catch(faultOf)).toEqual({ code: 'bad-table', detail: 'changed' });
    expect([main.archives.size, main.journal.length, await store.documents.count()]).toEqual([0, 0, 0]);
    const again = await look();
    expect(again.sums[0]?.consumption).toBe('5.00');
    await desk.confirmDocument({ preview: again.preview, skipBadRows: false });
    expect([...main.archives.keys()]).toContain(again.table.sha256);
  });

  it('handed in twice changes nothing; undone it is gone, and comes back the same', async () => {
    const { main, desk, store, document, figures } = await start();
    const id = await document('f', OCTOBER);
    const digest = await desk.digest();
    expect(await document('g', OCTOBER)).toBe(id);
    expect(main.journal).toHaveLength(1);
    await desk.undoImport(id);
    expect(await figures()).toEqual([]);
    expect([await store.segments.count(), await store.generations.count(), await store.rollups.count()]).toEqual([0, 0, 0]);
    expect(await document('h', OCTOBER)).toBe(id);
    expect(await desk.digest()).toBe(digest);
  });

  it('of a month that is not over is refused as an estimate, and cannot be confirmed', async () => {
    const { main, desk } = await start();
    main.add('f', OCTOBER);
    const preview = await desk.previewDocument({ token: 'f', kind: 'partner-bill', mapping: null, today: '2026-10-20' }, quiet);
    expect(preview).toMatchObject({ rowCount: 0, refusal: { reason: 'estimate' } });
    await expect(desk.confirmDocument({ preview: preview.preview, skipBadRows: true })).rejects.toMatchObject({
      code: 'bad-document',
      detail: 'estimate',
    });
    expect(main.journal).toEqual([]);
  });

  it('with a cell that cannot be read stores nothing unless the row is left out, on record', async () => {
    const { main, desk, figures } = await start();
    main.add('f', bill('伙伴账单明细_202610.xlsx', line(A, '2026-10', '消费', '1'), line(A, '2026-10', '消费', 'x')));
    const preview = await desk.previewDocument({ token: 'f', kind: 'partner-bill', mapping: null, today: TODAY }, quiet);
    expect(preview.refused).toHaveLength(1);
    await expect(desk.confirmDocument({ preview: preview.preview, skipBadRows: false })).rejects.toMatchObject({ code: 'bad-cells' });
    expect([main.journal.length, await figures()]).toEqual([0, []]);
    await desk.confirmDocument({ preview: preview.preview, skipBadRows: true });
    expect(main.journal[0]?.body).toMatchObject({ rowCount: 1, refused: [{ row: 3, value: 'x' }] });
  });

  it('has its bad rows left out one by one, each on record', async () => {
    const { main, desk } = await start();
    const october = (amount: string) => line(A, '2026-10', '消费', amount);
    main.add('f', bill('伙伴账单明细_202610.xlsx', october('1'), october('x'), october('y')));
    const { preview } = await desk.previewDocument({ token: 'f', kind: 'partner-bill', mapping: null, today: TODAY }, quiet);
    const confirm = (leaveOut: number[]) => desk.confirmDocument({ preview, skipBadRows: false, leaveOut });
    await expect(confirm([4])).rejects.toMatchObject({ code: 'bad-cells', detail: '1' });
    expect(main.journal).toEqual([]);
    await confirm([4, 3]);
    expect(main.journal[0]?.body).toMatchObject({
      leftOut: [3, 4].map((row) => ({ row, why: 'by-hand' })),
      refused: [{ value: 'x' }, { value: 'y' }],
    });
  });
});

describe('where several sources gave a month', () => {
  it('the API counts, the file is kept and compared, and nothing is added up from both', async () => {
    const { main, desk, document, figures, charted } = await start();
    const id = await document('f', OCTOBER);
    main.gateway = api('2026-10', [A, '0', '100.00000001'], [A, '1', '-30.5'], [B, '0', '7.01']);
    await desk.sync({ periods: null, today: TODAY, language: 'zh' }, quiet);
    expect(await figures()).toEqual([['2026-10', '107.01000001', '-30.50']]);
    expect(await charted()).toEqual(['2026-10 0f 0 100.00000001', '2026-10 0f 1 -30.50', '2026-10 77 0 7.01']);
    const view = await desk.view({ source: 'bill-lines', language: 'zh', period: null, filters: [], sort: [] });
    expect([view.rows, view.totals.amount]).toEqual([3, '76.51000001']);
    expect(await desk.comparisons()).toEqual([
      {
        period: '2026-10',
        source: 'bill-lines',
        account: null,
        used: 'api',
        sides: [
          { from: 'api', rows: 3, amount: '76.51000001' },
          { from: { importId: id, file: OCTOBER.name }, rows: 3, amount: '76.50000001' },
        ],
        equal: false,
      },
    ]);
    // C7 speaks of the gateway alone, C1 of both sides.
    const totals = await desk.report({
      app: { name: '', version: '' },
      runtime: { electron: '', chrome: '', node: '' },
      site: 'cn',
      today: TODAY,
      language: 'en',
    });
    const c7 = (totals.report as { periods: { controlTotals: { id: string; left: string | null }[] }[] }).periods[0]?.controlTotals.find(
      (one) => one.id === 'C7',
    );
    expect(c7?.left).toBe('3.00');
    await desk.undoImport(id);
    expect(await desk.comparisons()).toEqual([]);
    expect(await figures()).toEqual([['2026-10', '107.01000001', '-30.50']]);
  });

  it('the later of two files counts, and the earlier again once that is undone', async () => {
    const { desk, document, figures, charted } = await start();
    const first = await document('f', OCTOBER);
    const later = await document('g', bill('伙伴账单明细_202610_2.xlsx', line(A, '2026-10', '消费', '90')));
    expect(await figures()).toEqual([['2026-10', '90.00', '0.00']]);
    expect(await charted()).toEqual(['2026-10 0f 0 90.00']);
    const [one] = await desk.comparisons();
    expect(one).toMatchObject({
      used: { importId: later },
      equal: false,
      sides: [{ amount: '90.00' }, { from: { importId: first }, amount: '76.50000001' }],
    });
    await desk.undoImport(later);
    expect(await figures()).toEqual([['2026-10', '107.00000001', '-30.50']]);
    expect(await charted()).toHaveLength(3);
  });

  it('a file stands in for months that the gateway does not give', async () => {
    const { main, desk, document, figures } = await start();
    main.gateway = api('2026-09', [A, '0', '5']);
    await desk.sync({ periods: null, today: TODAY, language: 'zh' }, quiet);
    await document('f', OCTOBER);
    expect(await figures()).toEqual([
      ['2026-09', '5.00', '0.00'],
      ['2026-10', '107.00000001', '-30.50'],
    ]);
    // A sync that goes through all months leaves the file's alone.
    await desk.sync({ periods: null, today: TODAY, language: 'zh' }, quiet);
    expect(await figures()).toHaveLength(2);
  });
});

describe('the journal', () => {
  it('rebuilds documents, edits, mappings, an undo and a replacement to the same state', async () => {
    const { main, desk, store, document, ledger } = await start();
    const undone = await document('f', OCTOBER);
    await document('g', bill('伙伴账单明细_202610_2.xlsx', line(A, '2026-10', '消费', '90')));
    await desk.undoImport(undone);
    const book = await ledger('l', cost('成本台账.csv', [['2026-10', A, ECS, '80']]));
    await ledger(
      'm',
      cost('成本台账.csv', [
        ['2026-10', A, ECS, '80'],
        ['2026-10', B, ECS, '10'],
      ]),
      [book],
    );
    await document('f', OCTOBER);
    const mappings = await desk.mappings();
    expect((await store.imports.toArray()).map((one) => one.undone).sort()).toEqual([false, true]);
    const digest = await desk.digest();
    expect(await rebuilt(main)).toBe(digest);
    const other = await aDesk(main, aName());
    expect(await other.desk.mappings()).toEqual(mappings);
  });

  it('keeps the records of a large file in parts, and makes the same of them', async () => {
    const { main, desk, store, document } = await start();
    const many = Array.from({ length: 60_000 }, (_, i) =>
      line(i % 2 === 0 ? A : B, i < 55_000 ? '2026-10' : '2026-09', '消费', `${i % 100}.25`),
    );
    await document('f', bill('伙伴账单明细_202610.xlsx', ...many));
    const row = (await store.documents.toArray())[0]!;
    const { parts } = JSON.parse(main.archives.get(row.records)!) as { parts: string[] };
    expect(parts).toHaveLength(3);
    expect((await store.figures.toArray()).map((one) => one.consumption)).toEqual(['248750.00', '2736250.00']);
    expect(await rebuilt(main)).toBe(await desk.digest());
  });

  it('is the truth after a kill between append and apply', async () => {
    const main = new Main();
    const name = aName();
    const { desk } = await aDesk(main, name);
    main.add('f', OCTOBER);
    const preview = await desk.previewDocument({ token: 'f', kind: 'partner-bill', mapping: null, today: TODAY }, quiet);
    main.afterAppend = () => {
      throw new Error('killed');
    };
    await expect(desk.confirmDocument({ preview: preview.preview, skipBadRows: false })).rejects.toThrow('killed');
    main.afterAppend = quiet;
    const again = await aDesk(main, name);
    expect((await again.store.figures.toArray()).map((row) => row.consumption)).toEqual(['107.00000001']);
    expect((await again.store.parties.get(A))?.accountName).toBe('acct-0f');
    expect(await again.desk.digest()).toBe(await rebuilt(main));
  });

  it('brings back slices that the store lost, from the archives', async () => {
    const main = new Main();
    const name = aName();
    const { desk, store } = await aDesk(main, name);
    main.add('f', OCTOBER);
    const preview = await desk.previewDocument({ token: 'f', kind: 'partner-bill', mapping: null, today: TODAY }, quiet);
    await desk.confirmDocument({ preview: preview.preview, skipBadRows: false });
    const digest = await desk.digest();
    await desk.close();
    await store.segments.clear();
    const again = await aDesk(main, name);
    expect(await again.store.segments.count()).toBe(1);
    expect(await again.desk.digest()).toBe(digest);
  });
});

describe('a month that is signed off', () => {
  it('takes no file, gives none up, and lets no import be replaced', async () => {
    const { main, desk, store, document, ledger } = await start();
    const id = await document('f', OCTOBER);
    const book = await ledger(
      'l',
      cost('成本台账.csv', [
        ['2026-10', A, ECS, '69.50000001'],
        ['2026-10', B, ECS, '7'],
      ]),
    );
    await desk.signOff({ period: '2026-10', note: '' });
    expect((await store.closings.toArray()).map((row) => row.period)).toEqual(['2026-10']);
    const entries = main.journal.length;
    const closed = { code: 'period-closed', detail: '2026-10' };
    await expect(document('g', bill('伙伴账单明细_202610_2.xlsx', line(A, '2026-10', '消费', '90')))).rejects.toMatchObject(closed);
    await expect(desk.undoImport(id)).rejects.toMatchObject(closed);
    await expect(ledger('m', cost('成本台账.csv', [['2026-09', A, ECS, '80']]), [book])).rejects.toMatchObject(closed);
    expect(main.journal).toHaveLength(entries);
    expect(await rebuilt(main)).toBe(await desk.digest());
  });
});

describe('a ledger', () => {
  it('handed in again with more in it is shown beside the import it has rows of', async () => {
    const { main, desk, ledger } = await start();
    const first = await ledger(
      'l',
      cost('成本台账.csv', [
        ['2026-10', A, ECS, '80'],
        ['2026-10', A, ECS, '80'],
        ['2026-09', B, ECS, '5'],
      ]),
    );
    main.add(
      'm',
      cost('成本台账2.csv', [
        ['2026-10', A, ECS, '80'],
        ['2026-10', B, ECS, '10'],
        ['2026-09', B, ECS, '5'],
      ]),
    );
    const preview = await desk.preview({ token: 'm', options: { role: 'cost' }, mapping: null }, quiet);
    expect(preview.overlaps).toMatchObject([{ importId: first, file: '成本台账.csv', rows: 2 }]);
    expect(preview.mappingFrom).toBe('remembered');
    const other = await desk.preview({ token: 'm', options: { role: 'revenue' }, mapping: null }, quiet);
    expect(other.overlaps).toEqual([]);
  });

  it('remembers what was confirmed for its layout, and hands it to a colleague', async () => {
    const { main, desk } = await start();
    const rows = [['2026-10', A, ECS, '80', '75']];
    const file = (name: string): AFile => ({ name, rows: [['账期', '客户ID', '云服务类型编码', '金额', '应付金额'], ...rows] });
    main.add('l', file('a.csv'));
    const proposed = await desk.preview({ token: 'l', options: { role: 'cost', basis: 'pretax' }, mapping: null }, quiet);
    const columns = proposed.mapping.columns.map((_, index) => (['period', 'customer', 'service', null, 'amount'] as const)[index] ?? null);
    const given = await desk.preview(
      { token: 'l', options: { role: 'cost', basis: 'pretax' }, mapping: { ...proposed.mapping, columns } },
      quiet,
    );
    expect(given.mappingFrom).toBe('given');
    expect(given.sums[0]?.amount).toBe('75.00');
    await desk.confirmImport({ preview: given.preview, skipBadRows: false });
    const colleague = await start();
    expect(await colleague.desk.takeMappings(await desk.mappings())).toBe(1);
    expect(await colleague.desk.takeMappings(await desk.mappings())).toBe(0);
    await expect(colleague.desk.takeMappings({ version: 2 })).rejects.toMatchObject({ code: 'bad-document' });
    colleague.main.add('n', { ...file('b.csv'), rows: [['表头之上'], ...file('b.csv').rows] });
    const next = await colleague.desk.preview({ token: 'n', options: {}, mapping: null }, quiet);
    expect(next).toMatchObject({ mappingFrom: 'remembered', mapping: { headRow: 1, columns }, options: { role: 'cost', basis: 'pretax' } });
    const there = await aDesk(colleague.main, aName());
    expect(await there.desk.mappings()).toEqual(await desk.mappings());
  });

  it('being read can be cancelled; nothing is left of it', async () => {
    const { main, desk } = await start();
    main.add(
      'l',
      cost(
        '大.csv',
        Array.from({ length: 3_000 }, (_, i) => ['2026-10', A, ECS, String(i)]),
      ),
    );
    const running = desk.preview({ token: 'l', options: { role: 'cost' }, mapping: null }, ({ done }) => {
      if (done >= 1_000) void desk.cancelImport();
    });
    await expect(running).rejects.toMatchObject({ fault: { code: 'cancelled' } });
    expect(main.journal).toEqual([]);
    const whole = await desk.preview({ token: 'l', options: { role: 'cost' }, mapping: null }, quiet);
    expect(whole.rowCount).toBe(3_000);
    await desk.forgetFile('l');
    await expect(desk.confirmImport({ preview: whole.preview, skipBadRows: false })).rejects.toMatchObject({ code: 'nothing-to-import' });
  });
});
