import { dialog, type BrowserWindow } from 'electron';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { DOCUMENT_BYTES } from '../../shared/bridge/contract';
import { BridgeError, type Handlers } from '../bridge/serve';
import { writeFileAtomic } from '../files/atomic-write';
import { fileErrorCode } from '../files/file-error';
import { ReceiveError, type ReceivedFiles } from '../workspace/received-files';
import type { FileTokens } from '../workspace/file-tokens';
import { askWhere } from './save-dialog';

/** All files stay choosable: an old .xls gets a sentence that says how to save it anew. */
const LEDGER_FILES = [
  { name: 'Excel, CSV, tar.gz, zip', extensions: ['xlsx', 'xlsm', 'csv', 'tsv', 'txt', 'gz', 'tgz', 'zip'] },
  { name: '*', extensions: ['*'] },
];
const PACKS = [{ name: 'zip', extensions: ['zip'] }];
const DOCUMENTS = [{ name: 'JSON', extensions: ['json'] }];
/** A chart at twice its size is some hundred kilobytes. */
const IMAGE_BYTES = 20_000_000;
/** How each kind of picture begins. */
const IMAGE_START = { png: Buffer.from('89504e470d0a1a0a', 'hex'), svg: Buffer.from('<svg ') } as const;

export interface FileCommandContext {
  readonly tokens: FileTokens;
  readonly received: ReceivedFiles;
  readonly window: () => BrowserWindow;
}

type Handled =
  'chooseLedgers' | 'choosePack' | 'receiveBegin' | 'receivePiece' | 'receiveEnd' | 'saveDocument' | 'saveImage' | 'openDocument';

/** Files that come from the person: chosen, dropped, pasted; and small documents to and fro. */
export function fileCommands({ tokens, received, window }: FileCommandContext): Pick<Handlers, Handled> {
  return {
    chooseLedgers: async () => {
      const { canceled, filePaths } = await dialog.showOpenDialog(window(), {
        properties: ['openFile', 'multiSelections'],
        filters: LEDGER_FILES,
      });
      return canceled ? [] : filePaths.map((file) => tokens.forReading(file));
    },
    choosePack: async () => {
      const { canceled, filePaths } = await dialog.showOpenDialog(window(), { properties: ['openFile'], filters: PACKS });
      const [file] = filePaths;
      return canceled || file === undefined ? null : tokens.forReading(file);
    },
    receiveBegin: async ({ name, bytes }) => ({ job: await received.begin(name, bytes).catch(refused) }),
    receivePiece: async ({ job, piece }) => {
      await received.piece(job, piece).catch(refused);
      return null;
    },
    receiveEnd: ({ job }) => received.end(job).catch(refused),
    saveDocument: async ({ name, text }) => {
      // What could not be opened again is not written.
      if (Buffer.byteLength(text) > DOCUMENT_BYTES) throw new BridgeError<'saveDocument'>('too-large');
      const file = await askWhere(window(), name, 'json');
      if (file === null) return null;
      try {
        await writeFileAtomic(file, text);
      } catch (error) {
        throw new BridgeError<'saveDocument'>('not-saved', fileErrorCode(error));
      }
      return { name: path.basename(file) };
    },
    saveImage: async ({ name, kind, bytes }) => {
      if (bytes.length > IMAGE_BYTES) throw new BridgeError<'saveImage'>('too-large');
      if (!IMAGE_START[kind].equals(bytes.subarray(0, IMAGE_START[kind].length))) throw new BridgeError<'saveImage'>('bad-document');
      const file = await askWhere(window(), name, kind);
      if (file === null) return null;
      try {
        await writeFileAtomic(file, bytes);
      } catch (error) {
        throw new BridgeError<'saveImage'>('not-saved', fileErrorCode(error));
      }
      return { name: path.basename(file) };
    },
    openDocument: async () => {
      const { canceled, filePaths } = await dialog.showOpenDialog(window(), { properties: ['openFile'], filters: DOCUMENTS });
      const [file] = filePaths;
      if (canceled || file === undefined) return null;
      try {
        if ((await stat(file)).size > DOCUMENT_BYTES) throw new BridgeError<'openDocument'>('too-large');
        // A byte order mark is what Windows editors put in front of JSON; the decoder takes it away.
        return { name: path.basename(file), text: new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file)) };
      } catch (error) {
        if (error instanceof BridgeError) throw error;
        throw new BridgeError<'openDocument'>('not-read');
      }
    },
  };
}

function refused(error: unknown): never {
  if (error instanceof ReceiveError) throw new BridgeError<'receivePiece'>(error.code, error.detail);
  throw error;
}
