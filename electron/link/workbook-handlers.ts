import { utilityProcess } from 'electron';
import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { TableError, WorkbookError } from '../../shared/workbook/errors';
import { WorkbookSpecSchema } from '../../shared/workbook/model';
import type { AppPaths } from '../app/paths';
import { ArchiveError } from '../journal/archives';
import { TableReader } from '../workbook/parser-host';
import { WorkbookHost, type WorkbookJob } from '../workbook/writer-host';
import type { Workspace } from '../workspace/workspace';
import { requireOpen } from './journal-handlers';
import { LinkError, type LinkHandlers } from './link-host';

type Handled = 'tableRead' | 'exportOpen' | 'exportRows' | 'exportClose' | 'exportAbort';

/** Ledgers in, workbooks out: each in a process of its own that can be killed. */
export function workbookHandlers(workspace: Workspace, paths: AppPaths): Pick<LinkHandlers, Handled> {
  const fork = utilityProcess.fork.bind(utilityProcess);
  const reader = new TableReader(fork, paths.parserProcess);
  const writer = new WorkbookHost(fork, paths.writerProcess);
  const jobs = new Map<string, WorkbookJob>();

  const fileOf = (token: string, use: 'read' | 'write'): string => {
    const file = workspace.tokens.path(token, use);
    if (file === null) throw new LinkError('no-such-file');
    return file;
  };
  const jobOf = (id: string): WorkbookJob => {
    const job = jobs.get(id);
    if (job === undefined) throw new LinkError('cancelled');
    return job;
  };

  return {
    tableRead: async ({ token, sheet, encoding, separator, kept: digest, name }, { emit, signal }) => {
      const { archives } = requireOpen(workspace);
      const options = { sheet, encoding, separator: separator ?? null };
      if (digest !== undefined) {
        const original = await archives.path(digest).catch(() => {
          throw new LinkError('missing');
        });
        return translated(async () => {
          const head = await reader.streamTable(original, { ...options, name: name ?? null }, (rows) => emit(rows), { signal });
          if (head.sha256 !== digest) throw new LinkError('damaged');
          return head;
        });
      }
      const file = fileOf(token, 'read');
      return translated(async () => {
        const head = await reader.streamTable(file, options, (rows) => emit(rows), { signal });
        // The bytes kept beside the journal must be the bytes that were read.
        const kept = await archives.put(createReadStream(file, { signal })).catch((error: unknown) => {
          throw signal.aborted ? new LinkError('cancelled') : error;
        });
        if (kept !== head.sha256) throw new TableError('truncated', 'the file changed while it was read');
        return head;
      });
    },
    exportOpen: async ({ token, ...spec }) => {
      const file = fileOf(token, 'write');
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
    if (error instanceof TableError)
      throw new LinkError(
        error.code === 'cancelled' ? 'cancelled' : 'table',
        error.place === undefined ? error.code : `${error.code}: ${error.place}`,
      );
    if (error instanceof ArchiveError) {
      const { code } = error;
      throw new LinkError(code === 'disk-full' || code === 'no-permission' || code === 'damaged' || code === 'missing' ? code : 'io', code);
    }
    if (error instanceof WorkbookError) {
      const { code, place } = error;
      const known =
        code === 'disk-full' || code === 'file-open' || code === 'no-permission' || code === 'verify-failed' || code === 'cancelled';
      throw new LinkError(known ? code : 'io', place === undefined ? code : `${code}: ${place}`);
    }
    throw error;
  }
}
