/**
 * Decides, imports, signs months off and exports without end, by the app's own journal, archives, engine, workbook writer and pack writer, and says
 * what was acknowledged. Started and killed by kill.test.ts. Arguments: folder, number of the first month.
 */
import { createHash } from 'node:crypto';
import path from 'node:path';
import { fileBytes, writePack } from '../../../electron/evidence/write-pack';
import { openArchives } from '../../../electron/journal/archives';
import { openJournal } from '../../../electron/journal/journal';
import { WorkbookWriter } from '../../../electron/workbook/write-workbook';
import { buildArchive } from '../../../shared/close';
import { archiveName, journalName, WORKBOOK_NAME } from '../../../shared/evidence/manifest';
import { reconcile } from '../../../shared/reconcile/engine';
import { say } from '../../support/say';
import { inputOf } from '../../unit/reconcile/build-input';

const [, , dir = '', first = '0'] = process.argv;
const BY = '示例会计';
const clock = (): Date => new Date();

const sha = (text: string): string => createHash('sha256').update(text).digest('hex');
const journal = await openJournal(path.join(dir, 'journal'), { clock, rotateBytes: 3_000 });
const archives = await openArchives(path.join(dir, 'archives'), { clock });

for (let n = Number(first); ; n += 1) {
  const period = `${2000 + Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}`;
  const input = inputOf({
    periods: [period],
    bills: Array.from({ length: 40 }, (_, at) => ({ period, amount: `${at}.5`, service: `s${at}` })),
    entries: Array.from({ length: 40 }, (_, at) => ({
      period,
      row: at + 2,
      amount: `${at + (at % 7 === 0 ? 1 : 0)}.5`,
      service: `s${at}`,
    })),
  });
  const result = reconcile(input);
  const [decided] = await journal.append(
    [
      {
        kind: 'decision',
        breaks: result.breaks.map(({ id }) => id),
        period,
        action: 'explain',
        reason: 'other',
        note: `已核 ${n}`,
        owner: BY,
      },
    ],
    BY,
  );
  say({ seq: decided!.seq, hash: decided!.hash });

  const rows = JSON.stringify({ n, rows: Array.from({ length: 400 }, (_, at) => `${n}/${at}`) });
  const imported = {
    kind: 'import' as const,
    importId: `i-${n}`,
    role: 'cost' as const,
    grain: 'customer' as const,
    basis: 'pretax' as const,
    tax: null,
    file: '成本台账.csv',
    original: await archives.put(`original ${rows}`),
    rows: await archives.put(rows, sha(rows)),
    rowCount: 400,
    mapping: { headRow: 1, columns: [] },
    encoding: null,
    sheet: null,
    leftOut: [],
    refused: [],
    sums: [],
  };
  const [taken] = await journal.append([imported], BY);
  say({ seq: taken!.seq, hash: taken!.hash });

  const archive = await archives.put(buildArchive(period, input, result, [decided!]).text);
  const [signed] = await journal.append([{ kind: 'sign-off', period, archive, carried: [], carriedTotal: '0.00', note: '' }], BY);
  say({ seq: signed!.seq, hash: signed!.hash });

  const book = path.join(dir, 'book.xlsx');
  const writer = await WorkbookWriter.open(book, {
    language: 'zh',
    sheets: [{ key: 'a', title: '甲', freeze: true, filter: true, columns: [{ key: 'x', head: '序号', type: 'integer', width: 10 }] }],
    meta: { created: '2026-11-06T08:00:00Z' },
  });
  await writer.appendRows(
    'a',
    Array.from({ length: 2_000 }, (_, at) => [n * 10_000 + at]),
  );
  const { sha256 } = await writer.close();
  const [exported] = await journal.append([{ kind: 'export', file: 'book.xlsx', sha256, periods: [period], rows: 2_000 }], BY);
  say({ seq: exported!.seq, hash: exported!.hash });

  const pack = await writePack(
    path.join(dir, 'pack.zip'),
    {
      app: { name: 'Reconcile Desk', version: '0', engine: 0 },
      site: 'cn',
      months: [{ period, archive, rules: result.rulesDigest }],
      journal: journal.head(),
    },
    [
      { name: WORKBOOK_NAME, bytes: () => fileBytes(book) },
      { name: archiveName(archive), bytes: () => archives.read(archive) },
      ...journal.parts().map((part) => ({ name: journalName(part.name), bytes: () => fileBytes(part.path, part.bytes) })),
    ],
  );
  const [packed] = await journal.append([{ kind: 'export', file: 'pack.zip', sha256: pack.sha256, periods: [period], rows: 0 }], BY);
  say({ seq: packed!.seq, hash: packed!.hash });
}
