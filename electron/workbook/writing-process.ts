/** The process side of a {@link WritingJob}: calls are served in order, the first failure or the last call ends the process. */
import type { FromWritingProcess } from './writing-job';
import { asWorkbookError } from './write-workbook';

/** How long the process stays for its last message to leave. */
const LEAVE_MS = 50;
const ALIVE_MS = 1_000;

/**
 * Serves the calls of a host until the process ends.
 * @param serve answers a call; `last` says that the file is done
 * @param abort removes what was begun
 */
export function serveWriting<Message extends { readonly t: string }, Result>(
  serve: (message: Message) => Promise<{ readonly result: Result; readonly last?: true }>,
  abort: () => Promise<void>,
): void {
  const port = process.parentPort;
  const post = (message: FromWritingProcess<Result>): void => port.postMessage(message);
  const end = (message: FromWritingProcess<Result>): void => {
    post(message);
    setTimeout(() => process.exit(0), LEAVE_MS);
  };
  let queue: Promise<void> = Promise.resolve();
  const answer = async (message: Message): Promise<void> => {
    // Ending a large file (packing, re-reading) takes long without a word; this says that it goes on.
    const alive = setInterval(() => post({ t: 'alive' }), ALIVE_MS);
    try {
      const { result, last } = await serve(message);
      (last ? end : post)({ t: 'ok', result });
    } catch (error) {
      const failure = asWorkbookError(error, '');
      end({ t: 'error', code: failure.code, place: failure.place ?? null });
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
