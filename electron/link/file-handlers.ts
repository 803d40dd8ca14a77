import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { FileError } from '../files/file-error';
import { TextFile } from '../files/text-file';
import type { Workspace } from '../workspace/workspace';
import { LinkError, type LinkHandlers } from './link-host';

type Handled = 'fileOpen' | 'fileWrite' | 'fileClose' | 'fileAbort';

/** Text files that the desk worker writes piece by piece, behind write tokens only. */
export function fileHandlers(workspace: Pick<Workspace, 'tokens'>): Pick<LinkHandlers, Handled> {
  const jobs = new Map<string, TextFile>();
  const jobOf = (id: string): TextFile => {
    const job = jobs.get(id);
    if (job === undefined) throw new LinkError('cancelled');
    return job;
  };
  return {
    fileOpen: async ({ token }) => {
      const target = workspace.tokens.path(token, 'write');
      if (target === null) throw new LinkError('no-such-file');
      const job = randomUUID();
      jobs.set(job, await translated(() => TextFile.open(target)));
      return { job };
    },
    fileWrite: async ({ job, text }) => {
      await translated(() => jobOf(job).write(text));
      return null;
    },
    fileClose: async ({ job }) => {
      try {
        return await translated(() => jobOf(job).close());
      } finally {
        jobs.delete(job);
      }
    },
    fileAbort: async ({ job }) => {
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
    if (!(error instanceof FileError)) throw error;
    throw new LinkError(error.code === 'other' ? 'io' : error.code, path.basename(error.file));
  }
}
