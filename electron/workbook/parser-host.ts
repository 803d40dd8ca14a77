/** Reads files in a process of its own that can be killed, with a heap limit, so that a hostile file harms nothing else. */
import type { SheetTable } from '../../shared/ledger/types';
import { TableError } from '../../shared/workbook/errors';
import { forkOptions, type Child, type Fork } from './child';
import type { FromParser, ToParser } from './messages';
import type { TableHead, TableOptions } from './read-table';

export interface ReadControl {
  readonly signal?: AbortSignal;
  /** Bytes done of all; at most ten times a second. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Without a message for so long, while nothing waits for the receiver, the process is taken for hung. */
const SILENCE_MS = 30_000;

export class TableReader {
  /**
   * @param fork `utilityProcess.fork` in the app
   * @param module path of the bundled parser-process.js
   */
  constructor(
    private readonly fork: Fork,
    private readonly module: string,
    private readonly silenceMs = SILENCE_MS,
  ) {}

  /**
   * Reads a file batch by batch; the next batches wait until `onRows` has resolved. What the file says beside its rows comes at the end.
   * @throws TableError `cancelled` by the signal, `crashed` when the process died or fell silent, else what the file has
   */
  async streamTable(
    path: string,
    options: TableOptions,
    onRows: (rows: SheetTable['rows']) => void | Promise<void>,
    { signal, onProgress }: ReadControl = {},
  ): Promise<TableHead> {
    if (signal?.aborted === true) throw new TableError('cancelled');
    const child = this.fork(this.module, [], forkOptions('Reconcile Desk file reader'));
    try {
      return await this.serve(child, path, options, onRows, signal, onProgress);
    } finally {
      child.kill();
    }
  }

  /** Reads a file as a whole. @throws TableError see {@link streamTable} */
  async readTable(path: string, options: TableOptions = {}, control: ReadControl = {}): Promise<SheetTable> {
    const rows: SheetTable['rows'][number][] = [];
    const head = await this.streamTable(
      path,
      options,
      (batch) => {
        for (const row of batch) rows.push(row);
      },
      control,
    );
    return { ...head, rows };
  }

  private serve(
    child: Child,
    path: string,
    options: TableOptions,
    onRows: (rows: SheetTable['rows']) => void | Promise<void>,
    signal: AbortSignal | undefined,
    onProgress: ReadControl['onProgress'],
  ): Promise<TableHead> {
    return new Promise<TableHead>((resolve, reject) => {
      let waiting = 0;
      let settled = false;
      let finished: FromParser | null = null;
      let silence: ReturnType<typeof setTimeout> | undefined;
      const send = (message: ToParser): void => child.postMessage(message);
      const settle = (act: () => void): void => {
        if (settled) return;
        settled = true;
        clearTimeout(silence);
        signal?.removeEventListener('abort', cancel);
        act();
      };
      const fail = (error: unknown): void => settle(() => reject(error));
      const cancel = (): void => fail(new TableError('cancelled'));
      const listen = (): void => {
        clearTimeout(silence);
        if (waiting === 0 && !settled) silence = setTimeout(() => fail(new TableError('crashed', 'no answer')), this.silenceMs);
      };
      const conclude = (): void => {
        if (finished === null || waiting > 0) return;
        if (finished.t === 'error') fail(new TableError(finished.code, finished.place ?? undefined));
        else if (finished.t === 'done') {
          const { head } = finished;
          settle(() => resolve(head));
        }
      };
      const deliver = async (rows: SheetTable['rows']): Promise<void> => {
        await onRows(rows);
        waiting--;
        if (settled) return;
        if (finished === null) send({ t: 'ack' });
        listen();
        conclude();
      };
      // Batches are delivered one after the other, in order.
      let queue = Promise.resolve();
      child.on('message', (raw) => {
        const message = raw as FromParser;
        if (settled) return;
        if (message.t === 'ready') send({ t: 'read', path, options });
        else if (message.t === 'progress') onProgress?.(message.done, message.total);
        else if (message.t === 'rows') {
          waiting++;
          queue = queue.then(() => (settled ? undefined : deliver(message.rows))).catch(fail);
        } else finished = message;
        listen();
        conclude();
      });
      child.once('exit', (code) => {
        if (finished === null) fail(new TableError('crashed', `exit ${code}`));
      });
      signal?.addEventListener('abort', cancel);
      listen();
    });
  }
}
