import { MessageChannelMain, shell, type BrowserWindow } from 'electron';
import path from 'node:path';
import { DESK_PORT_CHANNEL } from '../../shared/bridge/channels';
import type { AppInfo } from '../../shared/bridge/contract';
import type { HeadlessJob } from '../../shared/headless/job';
import { SignOffSheetSchema } from '../../shared/workbook/signoff-sheet';
import type { Backups } from '../backup/backups';
import { BridgeError, type Handlers } from '../bridge/serve';
import { FileError } from '../files/file-error';
import type { HeadlessResult } from '../headless/finish';
import { serveLink, type LinkHandlers } from '../link/link-host';
import { printSignOff } from '../print/print-signoff';
import type { ReceivedFiles } from '../workspace/received-files';
import type { WindowMemory } from '../window/window-memory';
import type { Workspace } from '../workspace/workspace';
import { backupCommands } from './backup-commands';
import { fileCommands } from './file-commands';
import { profileCommands } from './profile-commands';
import { askWhere } from './save-dialog';
import { sampleCommands } from './sample-commands';
import { storageCommands } from './storage-commands';
import { windowCommands } from './window-commands';

export interface CommandContext {
  readonly workspace: Workspace;
  readonly received: ReceivedFiles;
  readonly backups: Backups;
  readonly userData: string;
  readonly info: () => AppInfo;
  readonly window: () => BrowserWindow;
  readonly memory: WindowMemory;
  readonly linkHandlers: LinkHandlers;
  /** `--offline`: nothing is called. */
  readonly offline: boolean;
  readonly job: HeadlessJob | null;
  /** The page has started and asks what to do. */
  readonly onHeadlessAsked: () => void;
  readonly onHeadlessDone: (result: HeadlessResult) => void;
  readonly onFault: (place: string, error: unknown) => void;
}

/** Endings of written files that are opened. */
const OPENED: ReadonlySet<string> = new Set(['.xlsx', '.csv', '.pdf', '.zip']);

/** What each command of the bridge does. */
export function commandHandlers(context: CommandContext): Handlers {
  const { workspace } = context;
  let closeLink: (() => void) | null = null;

  return {
    appInfo: () => context.info(),
    settingsGet: () => workspace.settings(),
    settingsSet: (patch) => workspace.changeSettings(patch).catch(notSaved),
    ...profileCommands({ workspace, backups: context.backups, offline: context.offline }),
    ...fileCommands({ tokens: workspace.tokens, received: context.received, window: context.window }),
    chooseExport: async ({ name, kind = 'xlsx' }) => {
      const file = await askWhere(context.window(), name, kind);
      return file === null ? null : workspace.tokens.forWriting(file);
    },
    printSignOff: async ({ token, sheet }) => {
      const file = workspace.tokens.path(token, 'write');
      if (file === null) throw new BridgeError<'printSignOff'>('no-such-file');
      const parsed = SignOffSheetSchema.safeParse(sheet);
      if (!parsed.success) throw new BridgeError<'printSignOff'>('bad-document', parsed.error.issues[0]?.path.join('.') ?? null);
      try {
        return await printSignOff(parsed.data, file);
      } catch (error) {
        if (!(error instanceof FileError)) throw error;
        throw new BridgeError<'printSignOff'>(error.code === 'other' ? 'not-saved' : error.code, path.basename(file));
      }
    },
    revealFile: ({ token }) => {
      const file = workspace.tokens.path(token, 'write') ?? workspace.tokens.path(token, 'read');
      if (file === null) throw new BridgeError<'revealFile'>('no-such-file');
      shell.showItemInFolder(file);
      return null;
    },
    openFile: async ({ token }) => {
      const file = workspace.tokens.path(token, 'write');
      if (file === null) throw new BridgeError<'openFile'>('no-such-file');
      // Only what the app itself writes: nothing that a system runs.
      if (!OPENED.has(path.extname(file).toLowerCase()) || (await shell.openPath(file)) !== '')
        throw new BridgeError<'openFile'>('not-opened');
      return null;
    },
    ...backupCommands({ workspace, backups: context.backups, window: context.window }),
    ...storageCommands({ workspace, userData: context.userData }),
    ...sampleCommands({ workspace, today: () => context.info().today }),

    ...windowCommands({ window: context.window, memory: context.memory, attended: context.job === null }),

    deskConnect: (_args, event) => {
      // A page has one link; a reload's old worker is cut off.
      closeLink?.();
      const { port1, port2 } = new MessageChannelMain();
      closeLink = serveLink(port1, context.linkHandlers, context.onFault);
      event.senderFrame?.postMessage(DESK_PORT_CHANNEL, null, [port2]);
      return null;
    },

    headlessJob: () => {
      context.onHeadlessAsked();
      return context.job;
    },
    headlessDone: (result) => {
      context.onHeadlessDone({ report: result.report, text: result.text, failed: result.failed });
      return null;
    },
    headlessProgress: ({ line }) => {
      if (context.job !== null) process.stderr.write(line.replace(/\s*\n\s*/g, ' ') + '\n');
      return null;
    },
  };
}

function notSaved(): never {
  throw new BridgeError<'settingsSet'>('not-saved');
}
