import { utilityProcess } from 'electron';
import { randomUUID } from 'node:crypto';
import { WorkbookError } from '../../shared/workbook/errors';
import { WorkbookSpecSchema } from '../../shared/workbook/model';
import type { AppPaths } from '../app/paths';
import { WorkbookHost, type WorkbookJob } from '../workbook/writer-host';
import type { Workspace } from '../workspace/workspace';
import { LinkError, type LinkHandlers } from './link-host';

type Handled = 'exportOpen' | 'exportRows' | 'exportClose' | 'exportAbort';

/** Workbooks out, written in a process of their own that can be killed. */
export function workbookHandlers(workspace: Pick<Workspace, 'tokens'>, paths: AppPaths): Pick<LinkHandlers, Handled> {
  const writer = new WorkbookHost(utilityProcess.fork.bind(utilityProcess), paths.writerProcess);
  const jobs = new Map<string, WorkbookJob>();

  const jobOf = (id: string): WorkbookJob => {
    const job = jobs.get(id);
    if (job === undefined) throw new LinkError('cancelled');
    return job;
  };

  return {
    exportOpen: async ({ token, ...spec }) => {
      const file = workspace.tokens.path(token, 'write');
      if (file === null) throw new LinkError('no-such-file');
      const parsed = WorkbookSpecSchema.safeParse(spec);
      if (!parsed.success) throw new LinkError('bad-arguments', parsed.error.issues[0]?.path.join('.') ?? null);
      const job = randomUUID();
      jobs.set(job, await translated(() => writer.open(file, parsed.data)));
      return { job };
    },
    exportRows: async ({ job, sheet, rows }) => {
      await translated(() => jobOf(job).appendRows(sheet, rows));
      return null;
    },
    exportClose: async ({ job }) => {
      try {
        const { sha256, bytes, sheets } = await translated(() => jobOf(job).close());
        return { sha256, bytes, sheets: sheets.map(({ key, name, rows, totals }) => ({ key, name, rows, totals: { ...totals } })) };
      } finally {
        jobs.delete(job);
      }
    },
    exportAbort: async ({ job }) => {
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
    if (error instanceof WorkbookError) {
      const { code, place } = error;
      const known =
        code === 'disk-full' || code === 'file-open' || code === 'no-permission' || code === 'verify-failed' || code === 'cancelled';
      throw new LinkError(known ? code : 'io', place === undefined ? code : `${code}: ${place}`);
    }
    throw error;
  }
}
