import { app, dialog, type BrowserWindow } from 'electron';
import { BACKUP_ENDING } from '../../shared/bridge/backup';
import { BackupError } from '../backup/backup-error';
import type { Backups } from '../backup/backups';
import { isSealed } from '../backup/read-backup';
import { BridgeError, type Handlers } from '../bridge/serve';
import type { Workspace } from '../workspace/workspace';

export interface BackupCommandContext {
  readonly workspace: Workspace;
  readonly backups: Backups;
  readonly window: () => BrowserWindow;
}

type Handled = 'backupState' | 'backupChoose' | 'backupMake' | 'backupRestore' | 'backupProgress' | 'backupCancel';

/** Backups of the open profile out, and profiles from backups in. */
export function backupCommands({ workspace, backups, window }: BackupCommandContext): Pick<Handlers, Handled> {
  return {
    backupState: () => {
      const open = workspace.current();
      if (open === null) throw new BridgeError<'backupState'>('no-such-profile');
      return backups.state(open.profile.id, open.journal.head().seq);
    },
    backupChoose: async () => {
      const { canceled, filePaths } = await dialog.showOpenDialog(window(), {
        properties: ['openFile'],
        filters: [
          { name: BACKUP_ENDING, extensions: [BACKUP_ENDING] },
          { name: '*', extensions: ['*'] },
        ],
      });
      const [file] = filePaths;
      if (canceled || file === undefined) return null;
      return { file: workspace.tokens.forReading(file), sealed: await isSealed(file).catch(asBridgeError) };
    },
    backupMake: async ({ job, token, passphrase, store, months }) => {
      const open = workspace.current();
      const target = workspace.tokens.path(token, 'write');
      if (open === null) throw new BridgeError<'backupMake'>('no-such-profile');
      if (target === null) throw new BridgeError<'backupMake'>('no-such-file');
      return backups.make(job, target, open, { app: app.getVersion(), store, months }, passphrase).catch(asBridgeError);
    },
    backupRestore: async ({ job, token, passphrase, name }) => {
      const file = workspace.tokens.path(token, 'read');
      if (file === null) throw new BridgeError<'backupRestore'>('no-such-file');
      return backups.restore(job, file, name, passphrase).catch(asBridgeError);
    },
    backupProgress: ({ job }) => backups.progress(job),
    backupCancel: ({ job }) => {
      backups.cancel(job);
      return null;
    },
  };
}

function asBridgeError(error: unknown): never {
  if (error instanceof BackupError) throw new BridgeError<'backupMake'>(error.code, error.detail);
  throw error;
}
