/** Utility process: writes one workbook and ends. Killed at any moment it leaves at most a temporary file, which its host removes. */
import { WorkbookError } from '../../shared/workbook/errors';
import type { FromWriter, ToWriter } from './messages';
import { asWorkbookError, WorkbookWriter } from './write-workbook';

const port = process.parentPort;

let writer: WorkbookWriter | null = null;
let queue: Promise<void> = Promise.resolve();

function post(message: FromWriter): void {
  port.postMessage(message);
}

function end(message: FromWriter): void {
  post(message);
  setTimeout(() => process.exit(0), 50);
}

async function serve(message: ToWriter): Promise<void> {
  try {
    if (message.t === 'open') {
      writer = await WorkbookWriter.open(message.path, message.spec, { temp: message.temp });
      post({ t: 'ok', result: null });
      return;
    }
    if (writer === null) throw new WorkbookError('crashed', 'not open');
    if (message.t === 'rows') {
      await writer.appendRows(message.sheet, message.rows);
      post({ t: 'ok', result: null });
    } else if (message.t === 'close') {
      // Ending a large workbook (packing, re-reading) takes long without a word; this says that it goes on.
      const alive = setInterval(() => post({ t: 'alive' }), 1_000);
      const result = await writer.close().finally(() => clearInterval(alive));
      end({ t: 'ok', result });
    }
  } catch (error) {
    const failure = asWorkbookError(error, '');
    end({ t: 'error', code: failure.code, place: failure.place ?? null });
  }
}

port.on('message', ({ data }) => {
  const message = data as ToWriter;
  if (message.t === 'abort') void (writer?.abort() ?? Promise.resolve()).catch(() => undefined).then(() => process.exit(0));
  else queue = queue.then(() => serve(message));
});
post({ t: 'ready' });
