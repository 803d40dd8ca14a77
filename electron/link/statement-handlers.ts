import { utilityProcess } from 'electron';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { WorkbookError } from '../../shared/workbook/errors';
import type { AppPaths } from '../app/paths';
import { StatementsHost, type StatementsJob } from '../workbook/statements/statements-host';
import type { Workspace } from '../workspace/workspace';
import { LinkError, type LinkHandlers } from './link-host';

type Handled = 'statementsOpen' | 'statementsAdd' | 'statementsClose' | 'statementsAbort';

/** Statements of account behind a write token, in the brand of the settings. */
export function statementHandlers(workspace: Pick<Workspace, 'tokens' | 'settings'>, paths: AppPaths): Pick<LinkHandlers, Handled> {
  const host = new StatementsHost(utilityProcess.fork.bind(utilityProcess), paths.statementProcess);
  const jobs = new Map<string, StatementsJob>();
  const jobOf = (id: string): StatementsJob => {
    const job = jobs.get(id);
    if (job === undefined) throw new LinkError('cancelled');
    return job;
  };
  return {
    statementsOpen: async ({ token, created }) => {
      const target = workspace.tokens.path(token, 'write');
      if (target === null) throw new LinkError('no-such-file');
      const job = randomUUID();
      jobs.set(job, await translated(() => host.open(target, { brand: workspace.settings().statementBrand, created })));
      return { job };
    },
    statementsAdd: ({ job, statement }) => translated(() => jobOf(job).add(statement)),
    statementsClose: async ({ job }) => {
      try {
        return await translated(() => jobOf(job).close());
      } finally {
        jobs.delete(job);
      }
    },
    statementsAbort: async ({ job }) => {
      const running = jobs.get(job);
      jobs.delete(job);
      await running?.abort();
      return null;
    },
  };
}

async function translated<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof WorkbookError)) throw error;
    const { code, place } = error;
    const known =
      code === 'disk-full' || code === 'file-open' || code === 'no-permission' || code === 'verify-failed' || code === 'cancelled';
    throw new LinkError(known ? code : 'io', place === undefined ? code : path.basename(place));
  }
}
