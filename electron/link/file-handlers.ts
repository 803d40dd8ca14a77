import path from 'node:path';
import { FileError } from '../files/file-error';
import { TextFile } from '../files/text-file';
import type { Workspace } from '../workspace/workspace';
import { LinkError, type LinkHandlers } from './link-host';
import { WriteJobs } from './write-jobs';

type Handled = 'fileOpen' | 'fileWrite' | 'fileClose' | 'fileAbort';

/** Text files that the desk worker writes piece by piece, behind write tokens only. */
export function fileHandlers(workspace: Pick<Workspace, 'tokens'>): Pick<LinkHandlers, Handled> {
  const jobs = new WriteJobs<TextFile>(workspace, translated);
  return {
    fileOpen: async ({ token }) => {
      const target = jobs.target(token);
      return jobs.open(() => TextFile.open(target));
    },
    fileWrite: async ({ job, text }) => {
      await jobs.run(job, (running) => running.write(text));
      return null;
    },
    fileClose: ({ job }) => jobs.close(job),
    fileAbort: ({ job }) => jobs.abort(job),
  };
}

async function translated<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    throw new LinkError(error.code === 'other' ? 'io' : error.code, path.basename(error.file));
  }
}
