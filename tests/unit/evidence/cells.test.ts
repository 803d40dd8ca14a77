import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { verifyPack } from '../../../electron/evidence/verify-pack';
import { fileBytes, writePack } from '../../../electron/evidence/write-pack';
import { openArchives } from '../../../electron/journal/archives';
import { openJournal } from '../../../electron/journal/journal';
import { buildArchive } from '../../../shared/close';
import { canonicalJson } from '../../../shared/digest';
import { archiveName, journalName, WORKBOOK_NAME } from '../../../shared/evidence/manifest';
import { exitCodeOfVerdict, verdictText, type PackVerdict } from '../../../shared/evidence/verdict';
import { reconcile } from '../../../shared/reconcile/engine';
import type { WorkbookLanguage, WorkbookRow } from '../../../shared/workbook/model';
import { SHEETS } from '../../../shared/workbook/sheets';
import { worldInput } from '../reconcile/world-input';
import { rowsOf, writeBook, type Rows } from './a-workbook';

const folder = mkdtempSync(path.join(os.tmpdir(), 'rd-cells-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const clock = (): Date => new Date('2026-11-06T08:00:00Z');
const PERIOD = '2026-10';
const { input } = worldInput({ site: 'cn', size: 'small', seed: 7, clean: false });
const result = reconcile(input);
const archived = buildArchive(PERIOD, input, result, []).text;
let packs = 0;

interface Made {
  readonly language?: WorkbookLanguage;
  readonly change?: (rows: Rows) => void;
  readonly from?: 'same' | 'archive' | 'today';
  readonly archive?: string;
}

/** Verifies a pack that agrees in every digest and whose workbook's rows were changed before it was written. */
async function verified({ language = 'zh', change, from = 'same', archive: text = archived }: Made): Promise<PackVerdict> {
  const dir = path.join(folder, String(++packs));
  const archives = await openArchives(path.join(dir, 'archives'), { clock });
  const journal = await openJournal(path.join(dir, 'journal'), { clock });
  const rows = rowsOf(result, PERIOD, language, from);
  change?.(rows);
  const book = path.join(dir, 'book.xlsx');
  const sha256 = await writeBook(book, rows, language);
  const archive = await archives.put(text);
  await journal.append([{ kind: 'sign-off', period: PERIOD, archive, carried: [], carriedTotal: '0.00', note: '' }], '示例会计');
  await journal.append([{ kind: 'export', file: 'e.zip/workbook.xlsx', sha256, periods: [PERIOD], rows: 1 }], '示例会计');
  const pack = path.join(dir, 'pack.zip');
  const parts = [
    { name: WORKBOOK_NAME, bytes: () => fileBytes(book), stored: true },
    { name: archiveName(archive), bytes: () => archives.read(archive) },
    ...journal.parts().map((part) => ({ name: journalName(part.name), bytes: () => fileBytes(part.path, part.bytes) })),
  ];
  const app = { name: 'Reconcile Desk', version: '0.1.0', engine: 3 };
  await writePack(
    pack,
    { app, site: 'cn', months: [{ period: PERIOD, archive, rules: result.rulesDigest }], journal: journal.head() },
    parts,
  );
  await journal.close();
  return verifyPack(pack);
}

const at = (sheet: keyof Rows, column: string): number => SHEETS[sheet].columns.findIndex(({ key }) => key === column);
const put = (rows: WorkbookRow[], row: number, column: number, value: string | null): void => {
  rows[row] = rows[row]!.map((cell, place) => (place === column ? value : cell));
};
const words = (verdict: PackVerdict): string => (['zh', 'en'] as const).map((language) => verdictText(verdict, language)).join('\n');

describe('the figures of a pack’s workbook', () => {
  it.each(['zh', 'en'] as const)('are compared with what was signed, cell by cell (%s)', async (language) => {
    const verdict = await verified({ language, from: language === 'zh' ? 'same' : 'archive' });
    expect(verdict).toMatchObject({ fault: null, replayed: [PERIOD], compared: [PERIOD] });
    expect(words(verdict)).toMatch(/逐格核对，与签署结果相同[^]*agree cell by cell/);
  });

  const amounts: [string, keyof Rows, string][] = [
    ['a figure of the summary', 'summary', 'refunds'],
    ['a side of a control total', 'totals', 'left'],
    ['a tolerance', 'totals', 'tolerance'],
    ['a break’s bill amount', 'breaks', 'bill'],
    ['a break’s difference', 'breaks', 'difference'],
  ];
  it.each(amounts)('%s that is another is named with its cell', async (_what, sheet, column) => {
    let row = -1;
    const verdict = await verified({
      change: (rows) => {
        row = rows[sheet].findIndex((one) => one[at(sheet, column)] !== null);
        put(rows[sheet], row, at(sheet, column), '987.65');
      },
    });
    expect(verdict.fault).toMatchObject({ kind: 'cell', period: PERIOD, found: '987.65' });
    const { place } = verdict.fault as { place: string };
    expect(place).toMatch(new RegExp(`^${SHEETS[sheet].title.zh}![A-Z]+${row + 2}$`));
    expect(exitCodeOfVerdict(verdict)).toBe(1);
    expect(words(verdict)).toContain(place);
  });

  it('a status that is another, a break that is gone and one too many are named', async () => {
    const status = await verified({ change: ({ totals }) => put(totals, 1, at('totals', 'status'), '相等 ') });
    expect(status.fault).toMatchObject({ kind: 'cell', found: '相等 ' });
    const gone = await verified({
      change: ({ breaks }) =>
        void breaks.splice(
          breaks.findIndex((one) => one[0] === PERIOD),
          1,
        ),
    });
    expect(gone.fault).toMatchObject({ kind: 'cell', found: '–' });
    const more = await verified({
      change: ({ breaks }) => {
        breaks.push([...breaks.find((one) => one[0] === PERIOD)!]);
        put(breaks, breaks.length - 1, at('breaks', 'id'), 'b-none');
      },
    });
    expect(more.fault).toMatchObject({ kind: 'cell', found: 'b-none' });
  });

  it('the sums of what is matched are compared with the matches of the replay', async () => {
    const row = (rows: Rows): number => rows.reconciliation.findIndex((one) => one[at('reconciliation', 'status')] === '一致');
    const dearer = await verified({
      change: (rows) => {
        for (const column of ['ledger', 'bill']) put(rows.reconciliation, row(rows), at('reconciliation', column), '5.00');
      },
    });
    expect(dearer.fault).toMatchObject({ kind: 'cell', place: expect.stringContaining('对账明细 Σ') as string });
    const fewer = await verified({ change: (rows) => void rows.reconciliation.splice(row(rows), 1) });
    expect(fewer.fault).toMatchObject({ kind: 'cell' });
  });

  it('are not compared where the workbook says that its rows are of today; that is said', async () => {
    const verdict = await verified({ from: 'today', change: ({ totals }) => put(totals, 0, at('totals', 'left'), '1.23') });
    expect(verdict).toMatchObject({ fault: null, replayed: [PERIOD], compared: [] });
    expect(words(verdict)).toMatch(/没有逐格核对[^]*not compared cell by cell/);
  });

  it('of an archive that cannot be replayed are compared as signed; what cannot be proved is said', async () => {
    const { input: _input, ...rest } = JSON.parse(archived) as Record<string, unknown>;
    const first = canonicalJson({ ...rest, version: 1 });
    const verdict = await verified({ archive: first });
    expect(verdict).toMatchObject({ fault: null, replayed: [], compared: [PERIOD] });
    expect(words(verdict)).toMatch(/不能证明[^]*cannot be proved/);
    expect(words(verdict)).not.toMatch(/重算结果与签署时相同|replaying/);
    const other = await verified({ archive: first, change: ({ summary }) => put(summary, 0, at('summary', 'due'), '1.00') });
    expect(other.fault).toMatchObject({ kind: 'cell', found: '1.00' });
  });
});
