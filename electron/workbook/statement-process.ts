/** Utility process: writes one file of statements and ends. Killed at any moment it leaves at most a temporary file, which its host removes. */
import { WorkbookError } from '../../shared/workbook/errors';
import type { FromStatements, ToStatements } from './statements/messages';
import { StatementsWriter } from './statements/statements-writer';
import { asWorkbookError } from './write-workbook';

const port = process.parentPort;

let writer: StatementsWriter | null = null;
let queue: Promise<void> = Promise.resolve();

function post(message: FromStatements): void {
  port.postMessage(message);
}

function end(message: FromStatements): void {
  post(message);
  setTimeout(() => process.exit(0), 50);
}

async function serve(message: ToStatements): Promise<void> {
  try {
    if (message.t === 'open') {
      writer = await StatementsWriter.open(message.path, message.options);
      post({ t: 'ok', value: null });
      return;
    }
    if (writer === null) throw new WorkbookError('crashed', 'not open');
    if (message.t === 'add') post({ t: 'ok', value: await writer.add(message.statement) });
    else if (message.t === 'close') end({ t: 'ok', value: await writer.close() });
  } catch (error) {
    const failure = asWorkbookError(error, '');
    end({ t: 'error', code: failure.code, place: failure.place ?? null });
  }
}

port.on('message', ({ data }) => {
  const message = data as ToStatements;
  if (message.t === 'abort') void (writer?.abort() ?? Promise.resolve()).catch(() => undefined).then(() => process.exit(0));
  else queue = queue.then(() => serve(message));
});
post({ t: 'ready' });
