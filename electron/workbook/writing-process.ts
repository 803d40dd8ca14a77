/** The process side of a {@link WritingJob}: calls are served in order; after the first failure or the last call its host ends it. */
import type { FromWritingProcess } from './writing-job';
import { asWorkbookError } from './write-workbook';

const ALIVE_MS = 1_000;

/**
 * Serves the calls of a host until that ends the process: the last answer is heard however late it leaves.
 * @param serve answers a call
 * @param abort removes what was begun
 */
export function serveWriting<Message extends { readonly t: string }, Result>(
  serve: (message: Message) => Promise<Result>,
  abort: () => Promise<void>,
): void {
  const port = process.parentPort;
  const post = (message: FromWritingProcess<Result>): void => port.postMessage(message);
  let queue: Promise<void> = Promise.resolve();
  const answer = async (message: Message): Promise<void> => {
    // Ending a large file (packing, re-reading) takes long without a word; this says that it goes on.
    const alive = setInterval(() => post({ t: 'alive' }), ALIVE_MS);
    try {
      post({ t: 'ok', result: await serve(message) });
    } catch (error) {
      const failure = asWorkbookError(error, '');
      post({ t: 'error', code: failure.code, place: failure.place ?? null });
    } finally {
      clearInterval(alive);
    }
  };
  port.on('message', ({ data }) => {
    const message = data as Message;
    if (message.t === 'abort')
      void abort()
        .catch(() => undefined)
        .then(() => process.exit(0));
    else queue = queue.then(() => answer(message));
  });
  post({ t: 'ready' });
}
