/** What the host of statements says to its process; the answers are those of every writing process. */
import type { Statement } from '../../../shared/workbook/statement-file';
import type { StatementsOptions } from './statements-writer';

export type ToStatements =
  | { readonly t: 'open'; readonly path: string; readonly options: StatementsOptions }
  | { readonly t: 'add'; readonly statement: Statement }
  | { readonly t: 'close' }
  | { readonly t: 'abort' };
