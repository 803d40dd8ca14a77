import { open } from 'node:fs/promises';
import { TableError } from '../../shared/workbook/errors';
import { ArchiveError } from '../journal/archives';
import type { TableReader } from '../workbook/parser-host';
import type { Workspace } from '../workspace/workspace';
import { requireOpen } from './journal-handlers';
import { LinkError, type LinkHandlers } from './link-host';

/** Files in: read in a process of their own that can be killed, kept beside the journal only when a person confirms what was read. */
export function tableHandlers(
  workspace: Pick<Workspace, 'tokens' | 'current'>,
  reader: Pick<TableReader, 'streamTable'>,
): Pick<LinkHandlers, 'tableRead' | 'originalKeep'> {
  const fileOf = (token: string): string => {
    const file = workspace.tokens.path(token, 'read');
    if (file === null) throw new LinkError('no-such-file');
    return file;
  };
  return {
    tableRead: async ({ token, sheet, encoding, separator, kept: digest, name }, { emit, signal }) => {
      const { archives } = requireOpen(workspace);
      const options = { sheet, encoding, separator: separator ?? null };
      const read = (file: string, known: string | null) =>
        translated(() => reader.streamTable(file, { ...options, name: known }, (rows) => emit(rows), { signal }));
      if (digest === undefined) return read(fileOf(token), null);
      const original = await archives.path(digest).catch(() => {
        throw new LinkError('missing');
      });
      const head = await read(original, name ?? null);
      if (head.sha256 !== digest) throw new LinkError('damaged');
      return head;
    },
    originalKeep: ({ token, sha256 }, { signal }) =>
      translated(async () => {
        const { archives } = requireOpen(workspace);
        // Another sheet of the same book, or an import made again after it was undone.
        if (await archives.whole(sha256)) return null;
        const file = await open(fileOf(token), 'r').catch(() => {
          throw new TableError('not-found');
        });
        await archives.put(file.createReadStream({ signal }), sha256).catch((error: unknown) => {
          throw signal.aborted ? new LinkError('cancelled') : error;
        });
        return null;
      }),
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
      if (code === 'changed') throw new LinkError('table', 'changed');
      throw new LinkError(code === 'disk-full' || code === 'no-permission' || code === 'damaged' ? code : 'io', code);
    }
    throw error;
  }
}
