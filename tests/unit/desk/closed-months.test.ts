import { describe, expect, it } from 'vitest';
import { explainTotal } from '../../../renderer/desk/closed-months';
import { decide } from '../../../renderer/desk/decisions-job';
import { ImportDesk } from '../../../renderer/desk/import-job';
import { FileShelf } from '../../../renderer/desk/file-shelf';
import { aCore } from './a-core';
import { aBreak, breakSetsOf } from './put-breaks';

const CLOSED = '2026-09';
const ALONE = { onProgress: () => undefined, signal: new AbortController().signal };
const TABLES = {
  closings: [{ period: CLOSED }],
  breakSets: breakSetsOf([aBreak('old', { period: CLOSED }), aBreak('between', { otherPeriod: CLOSED }), aBreak('new')]).map((set) => ({
    ...set,
  })),
  imports: [
    { importId: 'i-old', undone: false },
    { importId: 'i-new', undone: false },
  ],
  importData: [
    { importId: 'i-old', body: { sums: [{ period: CLOSED }, { period: '2026-10' }] } },
    { importId: 'i-new', body: { sums: [{ period: '2026-10' }] } },
  ],
};

const decision = (breaks: string[], period: string) => ({
  breaks,
  period,
  action: 'explain' as const,
  reason: 'other' as const,
  note: 'n',
  owner: 'o',
});

describe('a month that is signed off', () => {
  it.each([
    ['a decision made for it', decision(['new'], CLOSED)],
    ['a decision on one of its breaks, made for a later month', decision(['new', 'old'], '2026-10')],
    ['a decision on a timing break that stands in it, too', decision(['between'], '2026-10')],
  ])('refuses %s', async (_name, refused) => {
    const { core, calls } = aCore(TABLES);
    await expect(decide(core, refused, ALONE)).rejects.toMatchObject({ code: 'period-closed', detail: CLOSED });
    expect(calls).toEqual([]);
  });

  it('refuses the explanation of one of its totals', async () => {
    const { core, calls } = aCore(TABLES);
    await expect(explainTotal(core, { total: 'C4', period: CLOSED, note: 'n', owner: 'o' })).rejects.toMatchObject({
      code: 'period-closed',
    });
    expect(calls).toEqual([]);
  });

  it('keeps the imports that have rows in it', async () => {
    const { core, calls } = aCore(TABLES);
    await expect(new ImportDesk(core, new FileShelf(core.link)).undo('i-old')).rejects.toMatchObject({ code: 'period-closed' });
    expect(calls).toEqual([]);
  });

  it('leaves the other months alone', async () => {
    const { core, calls } = aCore(TABLES, { entries: [] });
    await decide(core, decision(['new'], '2026-10'), ALONE);
    await explainTotal(core, { total: 'C4', period: '2026-10', note: 'n', owner: 'o' });
    await new ImportDesk(core, new FileShelf(core.link)).undo('i-new');
    expect(calls.map(({ name }) => name)).toEqual(['journalAppend', 'journalAppend', 'journalAppend']);
  });

  it('takes no new import with rows in it', async () => {
    const cells = [
      ['账期', '客户名称', '金额'],
      [CLOSED, 'a', '1.00'],
    ];
    const head = { file: 'f.csv', sha256: '0'.repeat(64), encoding: 'utf-8', separator: ',', sheet: 'f.csv', sheets: ['f.csv'] };
    const { core } = aCore({ ...TABLES, importData: [] });
    const calls: string[] = [];
    Object.assign(core.link, {
      call: (name: string, _args: unknown, listen?: { onItem?: (rows: unknown) => void }) => {
        calls.push(name);
        if (name === 'tableRead') listen?.onItem?.(cells);
        return Promise.resolve(head);
      },
    });
    const desk = new ImportDesk(core, new FileShelf(core.link));
    const preview = await desk.preview(
      { token: 't', options: { role: 'cost', grain: 'customer' }, mapping: null },
      () => undefined,
      new AbortController().signal,
    );
    expect(preview.rowCount).toBe(1);
    await expect(desk.confirm({ preview: preview.preview, skipBadRows: false })).rejects.toMatchObject({
      code: 'period-closed',
      detail: CLOSED,
    });
    expect(calls).toEqual(['tableRead']);
  });
});
