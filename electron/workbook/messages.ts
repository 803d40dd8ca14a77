/** What hosts and their processes say to each other. */
import type { SheetTable } from '../../shared/ledger/types';
import type { TableErrorCode } from '../../shared/workbook/errors';
import type { WorkbookResult, WorkbookRow, WorkbookSpec } from '../../shared/workbook/model';
import type { TableHead, TableOptions } from './read-table';
import type { FromWritingProcess } from './writing-job';

/** Batches of rows on the way to the host at most. */
export const ROW_WINDOW = 4;

export type ToParser = { readonly t: 'read'; readonly path: string; readonly options: TableOptions } | { readonly t: 'ack' };

export type FromParser =
  | { readonly t: 'ready' }
  | { readonly t: 'rows'; readonly rows: SheetTable['rows'] }
  | { readonly t: 'progress'; readonly done: number; readonly total: number }
  | { readonly t: 'done'; readonly head: TableHead }
  | { readonly t: 'error'; readonly code: TableErrorCode; readonly place: string | null };

export type ToWriter =
  | { readonly t: 'open'; readonly path: string; readonly spec: WorkbookSpec; readonly temp: string }
  | { readonly t: 'rows'; readonly sheet: string; readonly rows: readonly WorkbookRow[] }
  | { readonly t: 'close' }
  | { readonly t: 'abort' };

export type FromWriter = FromWritingProcess<WorkbookResult | null>;
