import { utilityProcess } from 'electron';
import type { AppPaths } from '../app/paths';
import type { CommandLine } from '../cli/options';
import { TableReader } from '../workbook/parser-host';
import type { Workspace } from '../workspace/workspace';
import { evidenceHandlers } from './evidence-handlers';
import { fileHandlers } from './file-handlers';
import { journalHandlers } from './journal-handlers';
import type { LinkHandlers } from './link-host';
import { statementHandlers } from './statement-handlers';
import { syncHandlers } from './sync-handlers';
import { tableHandlers } from './table-handlers';
import { workbookHandlers } from './workbook-handlers';

export interface LinkContext {
  readonly workspace: Workspace;
  readonly paths: AppPaths;
  readonly options: CommandLine;
  /** Local user who declares what is done. */
  readonly userName: () => string;
}

/** Everything the desk worker may ask of the main process. */
export function linkHandlers({ workspace, paths, options, userName }: LinkContext): LinkHandlers {
  return {
    ...journalHandlers(workspace, userName),
    ...syncHandlers(workspace, options),
    ...tableHandlers(workspace, new TableReader(utilityProcess.fork.bind(utilityProcess), paths.parserProcess)),
    ...workbookHandlers(workspace, paths),
    ...evidenceHandlers(workspace, paths),
    ...fileHandlers(workspace),
    ...statementHandlers(workspace, paths),
  };
}
