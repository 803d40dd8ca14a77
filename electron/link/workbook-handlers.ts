import { utilityProcess } from 'electron';
import { WorkbookSpecSchema } from '../../shared/workbook/model';
import type { AppPaths } from '../app/paths';
import { WorkbookHost, type WorkbookJob } from '../workbook/writer-host';
import type { Workspace } from '../workspace/workspace';
import { LinkError, type LinkHandlers } from './link-host';
import { workbookErrors, WriteJobs } from './write-jobs';

type Handled = 'exportOpen' | 'exportRows' | 'exportClose' | 'exportAbort';

/** Workbooks out, written in a process of their own that can be killed. */
export function workbookHandlers(workspace: Pick<Workspace, 'tokens'>, paths: AppPaths): Pick<LinkHandlers, Handled> {
  const writer = new WorkbookHost(utilityProcess.fork.bind(utilityProcess), paths.writerProcess);
  const jobs = new WriteJobs<WorkbookJob>(workspace, workbookErrors);
  return {
    exportOpen: async ({ token, ...spec }) => {
      const target = jobs.target(token);
      const parsed = WorkbookSpecSchema.safeParse(spec);
      if (!parsed.success) throw new LinkError('bad-arguments', parsed.error.issues[0]?.path.join('.') ?? null);
      return jobs.open(() => writer.open(target, parsed.data));
    },
    exportRows: async ({ job, sheet, rows }) => {
      await jobs.run(job, (running) => running.appendRows(sheet, rows));
      return null;
    },
    exportClose: async ({ job }) => {
      const { sha256, bytes, sheets } = await jobs.close(job);
      return { sha256, bytes, sheets: sheets.map(({ key, name, rows, totals }) => ({ key, name, rows, totals: { ...totals } })) };
    },
    exportAbort: ({ job }) => jobs.abort(job),
  };
}
