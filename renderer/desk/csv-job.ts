/** A grid's rows as a CSV file, streamed: a million of them pass through in batches, none is kept. */
import type { CsvRequest, ExportResult, Progress, ViewColumn } from '../../shared/desk/api';
import { formatUnits, parseUnits } from '../../shared/money';
import { BOM, csvRecord, safeText } from '../../shared/workbook/delimited';
import { columnsOf } from '../grid/columns';
import type { DeskCore } from './core';
import { DeskFailure } from './faults';
import { record } from './journal-apply';
import { cellWord, headWord, isNumberColumn } from './view-words';
import type { Views } from './views';

const BATCH = 5_000;

/** @throws DeskFailure `export-failed` when what was sent does not agree with the view's totals, `cancelled` */
export async function runCsv(
  core: DeskCore,
  views: Pick<Views, 'read'>,
  request: CsvRequest,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<ExportResult> {
  const { view, language } = request;
  const { table, totals, tree, group, ...read } = await views.read(view, signal);
  // Grouped: every row, group by group, its group's columns first. Subtotals stay out, so that the file adds up.
  const order = tree?.flat(read.order) ?? read.order;
  const asked = request.columns ?? columnsOf(view.source, view.period !== null);
  const wanted = [...group, ...asked.filter((key) => !group.includes(key))];
  const columns = wanted.flatMap((key) => {
    const at = table.columns.findIndex((column) => column.key === key);
    const column = table.columns[at];
    return column ? [{ at, column, number: isNumberColumn(column) }] : [];
  });
  if (columns.length === 0) throw new DeskFailure('internal', `no columns of ${view.source}`);
  const rows = order.length;
  const sums = new Map(columns.filter(({ column }) => column.key in totals).map(({ column }) => [column.key, 0n]));
  const { job } = await core.link.call('fileOpen', { token: request.token });
  try {
    await core.link.call('fileWrite', {
      job,
      text: BOM + csvRecord(columns.map(({ column }) => headWord(view.source, column.key, language))),
    });
    for (let start = 0; start < rows; start += BATCH) {
      if (signal.aborted) throw new DeskFailure('cancelled');
      onProgress({ step: 'csv', done: start, total: rows });
      const batch = await table.cells(order.subarray(start, Math.min(rows, start + BATCH)));
      let text = '';
      for (const cells of batch) {
        text += csvRecord(
          columns.map(({ at, column, number }) => safeText(cellWord(view.source, column, cells[at] ?? null, language), number)),
        );
        for (const { at, column } of columns) addTo(sums, column, cells[at] ?? null);
      }
      // Waiting for each batch is the back-pressure: no more is decoded than the disk has taken.
      await core.link.call('fileWrite', { job, text });
    }
    if (signal.aborted) throw new DeskFailure('cancelled');
    compare(sums, totals);
    onProgress({ step: 'verifying', done: rows, total: rows });
  } catch (error) {
    await core.link.call('fileAbort', { job }).catch(() => null);
    throw error;
  }
  const written = await core.link.call('fileClose', { job });
  await record(core, {
    kind: 'export',
    file: request.file,
    sha256: written.sha256,
    periods: view.period === null ? [] : [view.period],
    rows,
  });
  return { ...written, sheets: [{ name: request.file, rows }] };
}

function addTo(sums: Map<string, bigint>, { key }: ViewColumn, cell: string | null): void {
  const sum = sums.get(key);
  if (sum !== undefined && cell !== null && cell !== '') sums.set(key, sum + parseUnits(cell));
}

/** The view's totals were added up from the packed columns, not from the texts that were written. */
function compare(sums: ReadonlyMap<string, bigint>, totals: Readonly<Record<string, string>>): void {
  for (const [key, sum] of sums) {
    const text = formatUnits(sum);
    if (text !== totals[key]) throw new DeskFailure('verify-failed', `${key}: ${text} instead of ${totals[key]}`);
  }
}
