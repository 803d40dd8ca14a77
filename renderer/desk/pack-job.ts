/** An evidence pack of signed months: the workbook first, journalled like any other, then everything that proves it into one file. */
import type { ExportRequest, ExportResult, Progress } from '../../shared/desk/api';
import { WORKBOOK_NAME } from '../../shared/evidence/manifest';
import { byCodeUnit } from '../../shared/digest';
import type { DeskCore } from './core';
import { runExport } from './export-job';
import { DeskFailure } from './faults';
import { record } from './journal-apply';

/** @throws DeskFailure `not-signed` with the first month that is not signed off, and whatever writing a workbook may */
export async function runPack(
  core: DeskCore,
  request: ExportRequest,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<ExportResult> {
  const periods = [...new Set(request.periods)].sort(byCodeUnit);
  const months: { period: string; archive: string; rules: string }[] = [];
  for (const period of periods) {
    const closing = await core.store.closings.get(period);
    if (!closing) throw new DeskFailure('not-signed', period);
    const { text } = await core.link.call('archiveGet', { sha256: closing.archive });
    const { rulesDigest } = JSON.parse(text) as { readonly rulesDigest: string };
    months.push({ period, archive: closing.archive, rules: rulesDigest });
  }
  if (months.length === 0) throw new DeskFailure('nothing-to-export');
  const { job, workbook } = await core.link.call('packOpen', { token: request.token });
  const abandon = (): void => void core.link.call('packAbort', { job }).catch(() => null);
  try {
    const inside = { ...request, periods, token: workbook, file: `${request.file}/${WORKBOOK_NAME}` };
    const written = await runExport(core, inside, onProgress, signal);
    onProgress({ step: 'packing', done: 0, total: null });
    signal.addEventListener('abort', abandon);
    if (signal.aborted) throw new DeskFailure('cancelled');
    const { sha256, bytes } = await core.link.call('packClose', { job, site: core.site, months });
    const rows = written.sheets.reduce((sum, sheet) => sum + sheet.rows, 0);
    await record(core, { kind: 'export', file: request.file, sha256, periods, rows });
    return { sha256, bytes, sheets: written.sheets };
  } catch (error) {
    abandon();
    throw error;
  } finally {
    signal.removeEventListener('abort', abandon);
  }
}
