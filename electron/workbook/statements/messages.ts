/** What the host of statements and its process say to each other. */
import type { WorkbookErrorCode } from '../../../shared/workbook/errors';
import type { Statement } from '../../../shared/workbook/statement-file';
import type { StatementsOptions } from './statements-writer';

export type ToStatements =
  | { readonly t: 'open'; readonly path: string; readonly options: StatementsOptions }
  | { readonly t: 'add'; readonly statement: Statement }
  | { readonly t: 'close' }
  | { readonly t: 'abort' };

/** One answer to each call, in order; `abort` is answered by the end of the process. */
export type FromStatements =
  | { readonly t: 'ready' }
  | { readonly t: 'ok'; readonly value: unknown }
  | { readonly t: 'error'; readonly code: WorkbookErrorCode; readonly place: string | null };
