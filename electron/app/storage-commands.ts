import { shell } from 'electron';
import { mkdir, statfs } from 'node:fs/promises';
import path from 'node:path';
import type { StoragePart } from '../../shared/bridge/storage';
import { BridgeError, type Handlers } from '../bridge/serve';
import { folderSize } from '../files/folder-size';
import { profileFolders } from '../profiles/folders';
import type { Workspace } from '../workspace/workspace';

export interface StorageContext {
  readonly workspace: Pick<Workspace, 'current'>;
  readonly userData: string;
  /** Shows a folder; answers with what went wrong, empty when nothing did. */
  readonly show?: (folder: string) => Promise<string>;
}

type Handled = 'storageUse' | 'storageOpen';

/** Folders of the user-data folder that have a part of their own; the rest is the window's. */
const OURS = new Set(['profiles', 'logs', 'received', 'keys', 'restoring']);

/** What lies on the disk and where; the page gets sizes, never paths. */
export function storageCommands({
  workspace,
  userData,
  show = (folder) => shell.openPath(folder),
}: StorageContext): Pick<Handlers, Handled> {
  return {
    storageUse: async () => {
      const open = workspace.current()?.profile.id ?? null;
      const own = open === null ? null : profileFolders(userData, open);
      const sized = (folder: string | undefined, skip?: ReadonlySet<string>): Promise<StoragePart | null> =>
        folder === undefined ? Promise.resolve(null) : folderSize(folder, skip).catch(() => null);
      const [journal, archives, others, received, logs, window] = await Promise.all([
        sized(own?.journal),
        sized(own?.archives),
        sized(path.join(userData, 'profiles'), open === null ? undefined : new Set([open])),
        sized(path.join(userData, 'received')),
        sized(path.join(userData, 'logs')),
        sized(userData, OURS),
      ]);
      return { parts: { journal, archives, others, received, logs, window }, free: await freeBytes(userData) };
    },
    storageOpen: async ({ place }) => {
      const open = workspace.current()?.profile.id;
      const folder =
        place === 'logs' ? path.join(userData, 'logs') : place === 'profile' && open ? profileFolders(userData, open).root : userData;
      // A log that has had nothing to say yet has no folder.
      await mkdir(folder, { recursive: true, mode: 0o700 });
      if ((await show(folder)) !== '') throw new BridgeError<'storageOpen'>('no-such-file');
      return null;
    },
  };
}

async function freeBytes(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
}
