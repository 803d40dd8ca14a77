import { utilityProcess } from 'electron';
import type { AppPaths } from '../app/paths';
import { StatementsHost, type StatementsJob } from '../workbook/statements/statements-host';
import type { Workspace } from '../workspace/workspace';
import type { LinkHandlers } from './link-host';
import { workbookErrors, WriteJobs } from './write-jobs';

type Handled = 'statementsOpen' | 'statementsAdd' | 'statementsClose' | 'statementsAbort';

/** Statements of account behind a write token, in the brand of the settings. */
export function statementHandlers(workspace: Pick<Workspace, 'tokens' | 'settings'>, paths: AppPaths): Pick<LinkHandlers, Handled> {
  const host = new StatementsHost(utilityProcess.fork.bind(utilityProcess), paths.statementProcess);
  const jobs = new WriteJobs<StatementsJob>(workspace, workbookErrors);
  return {
    statementsOpen: async ({ token, created }) => {
      const target = jobs.target(token);
      return jobs.open(() => host.open(target, { brand: workspace.settings().statementBrand, created }));
    },
    statementsAdd: ({ job, statement }) => jobs.run(job, (running) => running.add(statement)),
    statementsClose: ({ job }) => jobs.close(job),
    statementsAbort: ({ job }) => jobs.abort(job),
  };
}
