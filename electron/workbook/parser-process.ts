/** Utility process: reads one file; its host ends it. Killing it at any moment harms nothing. */
import { TableError } from '../../shared/workbook/errors';
import { ROW_WINDOW, type FromParser, type ToParser } from './messages';
import { streamTable } from './read-table';

const port = process.parentPort;
const PROGRESS_MS = 100;
/** The heap limit of the fork is not honoured by every Electron; the process therefore watches itself. */
const MEMORY_BYTES = 1024 * 1024 * 1024;
const WATCH_MS = 200;

let unacknowledged = 0;
let go: (() => void) | null = null;
let ended = false;

function post(message: FromParser): void {
  if (!ended) port.postMessage(message);
}

/** The last message. The process stays for it to leave, which on a busy machine takes its time: whoever hears it ends the process. */
function end(message: FromParser): void {
  post(message);
  ended = true;
}

async function read(path: string, options: Extract<ToParser, { t: 'read' }>['options']): Promise<void> {
  let told = 0;
  const watch = setInterval(() => {
    if (process.memoryUsage.rss() > MEMORY_BYTES) end({ t: 'error', code: 'too-large', place: 'memory' });
  }, WATCH_MS);
  try {
    const head = await streamTable(path, options, {
      rows: async (rows) => {
        post({ t: 'rows', rows });
        if (++unacknowledged >= ROW_WINDOW) await new Promise<void>((resolve) => (go = resolve));
      },
      progress: (done, total) => {
        const now = Date.now();
        if (now - told < PROGRESS_MS && done < total) return;
        told = now;
        post({ t: 'progress', done, total });
      },
    });
    end({ t: 'done', head });
  } catch (error) {
    if (error instanceof TableError) end({ t: 'error', code: error.code, place: error.place ?? null });
    else end({ t: 'error', code: 'crashed', place: error instanceof Error ? error.name : null });
  } finally {
    clearInterval(watch);
  }
}

port.on('message', ({ data }) => {
  const message = data as ToParser;
  if (message.t === 'read') void read(message.path, message.options);
  else {
    unacknowledged--;
    go?.();
    go = null;
  }
});
post({ t: 'ready' });
