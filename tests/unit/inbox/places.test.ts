import { describe, expect, it } from 'vitest';
import { columnLetters, columnName } from '../../../shared/ledger/column-names';
import type { BadCell } from '../../../shared/ledger/types';
import { pastedFile } from '../../../renderer/pages/ledgers/inbox/receive';
import { columnIndex, placeOf } from '../../../renderer/pages/ledgers/wizard/cell-place';
import { columnsUnder } from '../../../renderer/pages/ledgers/wizard/head-choice';

const cell = (row: number, column: string): BadCell => ({ sheet: 's', row, column, value: 'x', fault: 'not-a-number' });

describe('the place of a bad cell', () => {
  it('is read back from the letters that name a column, with its head or without', () => {
    for (const index of [0, 1, 25, 26, 51, 52, 701, 702, 16_383]) {
      expect(columnIndex(columnLetters(index))).toBe(index);
      expect(columnIndex(columnName(index, Array<string>(index + 1).fill('AB 金额')))).toBe(index);
    }
  });

  it('is 0-based for the desk, and none where no cell is at fault', () => {
    expect(placeOf(cell(19, 'D 成本金额'))).toEqual({ row: 18, column: 3 });
    expect(placeOf(cell(19, ''))).toBeNull();
    expect(placeOf(cell(19, '金额'))).toBeNull();
  });
});

describe('pasted cells', () => {
  it('become a named file when they are a table', async () => {
    const file = pastedFile('账期\t金额\r\n2026-10\t1.00\r\n', '粘贴', new Date(2026, 9, 3, 8, 5, 9));
    expect(file?.name).toBe('粘贴 2026-10-03 08.05.09.tsv');
    expect(await file?.text()).toContain('2026-10\t1.00');
  });

  it('are refused when they are no table: one row, or no columns', () => {
    expect(pastedFile('账期\t金额', '粘贴', new Date())).toBeNull();
    expect(pastedFile('a\nb\nc', '粘贴', new Date())).toBeNull();
  });
});

describe('another row taken as the head', () => {
  const rows = [['报表'], ['账期', '金额'], ['2026-10', '1']];
  const propose = (from: readonly (readonly (string | null)[])[]) =>
    from[0]?.[0] === '账期' ? { headRow: 0, columns: ['period', 'amount'] } : { headRow: 3, columns: ['nothing'] };

  it('gets the columns proposed for a table that begins there', () => {
    expect(columnsUnder(rows, 1, 1, propose)).toEqual(['period', 'amount']);
  });

  it('has no columns where that row is no head', () => {
    expect(columnsUnder(rows, 2, 1, propose)).toEqual([null, null]);
  });
});
