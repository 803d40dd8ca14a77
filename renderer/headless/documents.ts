import * as Comlink from 'comlink';
import type { DeskApi } from '../../shared/desk/api';
import { noteText, refusalText } from '../../shared/documents';
import type { StatementInput } from '../../shared/documents/statement';
import type { HeadlessDocument, HeadlessJob } from '../../shared/headless/job';
import { DOCUMENTS, wordOf } from '../../shared/workbook/words';
import { cellFaultWord, describe, describeRefusal } from './faults';
import type { Fail, HeadlessContext, Say } from './run';

/** Imports one of Huawei Cloud's files; the kind is found unless it is given. Ends the run for a file that cannot be read. */
export async function importDocument(
  job: HeadlessJob,
  document: HeadlessDocument,
  { desk }: HeadlessContext,
  say: Say,
  fail: Fail,
): Promise<void> {
  const { token, name: file } = document.token;
  const { sheet, encoding, separator, period } = document;
  const choice = { token, sheet, encoding, separator };
  await say('importingDocument', { file });
  const unreadable = (error: unknown): never => fail('failedTable', { file, reason: describeRefusal(error, job.language) });
  const silent = (): ReturnType<typeof Comlink.proxy<() => undefined>> => Comlink.proxy(() => undefined);
  const kind = document.kind ?? (await desk.look(choice, silent()).catch(unreadable)).document?.kind ?? fail('unknownDocument', { file });
  await say('takenFor', { file, kind: wordOf(DOCUMENTS, kind, job.language) ?? kind });
  const preview = await desk.previewDocument({ ...choice, kind, mapping: null, period, today: job.today }, silent()).catch(unreadable);
  if (preview.refusal !== null) {
    const why = refusalText(preview.refusal.reason, preview.refusal.params, kind, job.language);
    fail('refusedDocument', { file, why: why.replace(/[.。]\s*$/, '').replaceAll(/[.。]\s*/g, job.language === 'zh' ? '；' : '; ') });
  }
  for (const note of preview.notes ?? []) await say('saidOfFile', { file, note: noteText(note, job.language) });
  for (const cell of preview.refused) {
    const why = cellFaultWord(cell.fault, job.language);
    await say('badCell', { file, sheet: cell.sheet, row: cell.row, column: cell.column, value: cell.value, why });
  }
  if (preview.refused.length > 0 && !job.skipBadRows) fail('failedBadCells', { file, count: preview.refused.length });
  const result = await desk.confirmDocument({ preview: preview.preview, skipBadRows: job.skipBadRows }).catch(unreadable);
  await desk.forgetFile(token);
  if (!result.changed) return void (await say('sameFile', { file }));
  await say('importedDocument', { file, rows: result.rows, left: preview.leftOut.length });
}

/** Keeps the figures of a bill that came as a PDF. */
export async function enterStatement(
  job: HeadlessJob,
  statement: StatementInput,
  { desk }: HeadlessContext,
  say: Say,
  fail: Fail,
): Promise<void> {
  const { period } = statement;
  const result = await desk
    .enterStatement(statement)
    .catch((error: unknown) => fail('failedStatement', { period, reason: describe(error, job.language) }));
  await say(result.changed ? 'statementEntered' : 'statementKnown', { period });
}

/** Months that came from several sources: whoever reads the log sees that one of them counts and whether they agree. */
export async function sayComparisons(job: HeadlessJob, desk: Pick<DeskApi, 'comparisons'>, say: Say): Promise<void> {
  const zh = job.language === 'zh';
  for (const { period, source, equal, sides } of await desk.comparisons()) {
    await say('compared', {
      period,
      source,
      equal: equal ? (zh ? '一致' : 'equal') : zh ? '不一致' : 'different',
      sides: sides.map((side) => `${side.from === 'api' ? 'API' : side.from.file} ${side.amount}`).join(zh ? '，' : ', '),
    });
  }
}
