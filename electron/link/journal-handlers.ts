import { JournalError } from '../journal/journal-error';
import { ArchiveError } from '../journal/archives';
import type { OpenProfile, Workspace } from '../workspace/workspace';
import { LinkError, type LinkHandlers } from './link-host';

/** The open profile, or the fault that says there is none. */
export function requireOpen(workspace: Pick<Workspace, 'current'>): OpenProfile {
  const open = workspace.current();
  if (open === null) throw new LinkError('no-profile');
  return open;
}

/** Journal and archives for the desk worker. An append is answered only when it is on the disk. */
export function journalHandlers(
  workspace: Workspace,
  userName: () => string,
): Pick<LinkHandlers, 'journalAppend' | 'journalRead' | 'userName' | 'archivePut' | 'archiveGet'> {
  return {
    journalAppend: ({ bodies }) => translated(async () => ({ entries: await requireOpen(workspace).journal.append(bodies, userName()) })),
    journalRead: ({ fromSeq }, { emit }) =>
      translated(async () => {
        const { journal } = requireOpen(workspace);
        for await (const batch of journal.read(fromSeq)) await emit(batch);
        return { head: journal.head(), report: reportText(journal.report) };
      }),
    userName: () => Promise.resolve({ name: userName() }),
    archivePut: ({ text }) => translated(async () => ({ sha256: await requireOpen(workspace).archives.put(text) })),
    archiveGet: ({ sha256 }) =>
      translated(async () => ({
        text: new TextDecoder('utf-8', { fatal: true }).decode(await requireOpen(workspace).archives.get(sha256)),
      })),
  };
}

/** What opening the journal found, as codes a screen has words for; null when all was well. */
function reportText({ torn, breaks }: OpenProfile['journal']['report']): string | null {
  const parts = [
    ...breaks.map(({ file, line, seq, why, last }) => `broken ${file}:${line}:${seq} ${why}${last === undefined ? '' : ` to ${last}`}`),
    ...(torn ? [`torn ${torn.file} ${torn.bytes}`] : []),
  ];
  return parts.length === 0 ? null : parts.join('; ');
}

async function translated<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof JournalError)
      throw new LinkError(
        error.code === 'disk-full' || error.code === 'no-permission' || error.code === 'damaged' ? error.code : 'io',
        error.code,
      );
    if (error instanceof ArchiveError) {
      const { code } = error;
      throw new LinkError(
        code === 'missing' || code === 'damaged' || code === 'disk-full' || code === 'no-permission' || code === 'file-open' ? code : 'io',
        code,
      );
    }
    throw error;
  }
}
