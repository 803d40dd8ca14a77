import { EventEmitter } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Child, Fork } from '../../../electron/workbook/child';
import type { FromParser, FromWriter, ToParser, ToWriter } from '../../../electron/workbook/messages';
import { TableReader } from '../../../electron/workbook/parser-host';
import { WorkbookHost } from '../../../electron/workbook/writer-host';
import type { TableHead } from '../../../electron/workbook/read-table';

/** A process that answers as a script tells. */
class Script<To, From> extends EventEmitter implements Child {
  killed = false;
  constructor(private readonly answer: (message: To, post: (reply: From) => void, die: (code: number) => void) => void) {
    super();
    queueMicrotask(() => this.emit('message', { t: 'ready' }));
  }
  postMessage(message: unknown): void {
    queueMicrotask(() => {
      if (!this.killed)
        this.answer(
          message as To,
          (reply) => queueMicrotask(() => this.emit('message', reply)),
          (code) => this.die(code),
        );
    });
  }
  kill(): boolean {
    if (!this.killed) this.die(0);
    return true;
  }
  private die(code: number): void {
    this.killed = true;
    queueMicrotask(() => this.emit('exit', code));
  }
}

const head: TableHead = {
  file: 'a.csv',
  sha256: 'x',
  bytes: 1,
  format: 'csv',
  encoding: 'utf-8',
  separator: ',',
  sheet: 'a',
  sheets: ['a'],
};

function readerOf(
  answer: (message: ToParser, post: (reply: FromParser) => void, die: (code: number) => void) => void,
  silence = 5_000,
): { reader: TableReader; child: () => Script<ToParser, FromParser> } {
  let child: Script<ToParser, FromParser> | null = null;
  const fork: Fork = () => (child = new Script(answer));
  return {
    reader: new TableReader(fork, 'parser-process.js', silence),
    child: () => {
      if (child === null) throw new Error('not forked');
      return child;
    },
  };
}

describe('reading through a process', () => {
  it('delivers batches in order, each acknowledged only when the receiver is done, and ends the process', async () => {
    let acks = 0;
    const { reader, child } = readerOf((message, post) => {
      if (message.t === 'ack') acks++;
      else {
        post({ t: 'progress', done: 1, total: 2 });
        post({ t: 'rows', rows: [['1']] });
        post({ t: 'rows', rows: [['2'], ['3']] });
        setTimeout(() => post({ t: 'done', head }), 30);
      }
    });
    const progress: number[] = [];
    const table = await reader.readTable('a.csv', {}, { onProgress: (done) => progress.push(done) });
    expect(table).toEqual({ ...head, rows: [['1'], ['2'], ['3']] });
    expect([acks, progress]).toEqual([2, [1]]);
    expect(child().killed).toBe(true);
  });

  it('passes the closed error on, and tells a crash, silence and a cancel apart', async () => {
    await expect(readerOf((_, post) => post({ t: 'error', code: 'bomb', place: 'xl/a.xml' })).reader.readTable('a')).rejects.toMatchObject({
      code: 'bomb',
      place: 'xl/a.xml',
    });
    await expect(readerOf((_, __, die) => die(9)).reader.readTable('a')).rejects.toMatchObject({ code: 'crashed', place: 'exit 9' });
    await expect(readerOf(() => undefined, 50).reader.readTable('a')).rejects.toMatchObject({ code: 'crashed', place: 'no answer' });
    const control = new AbortController();
    const { reader, child } = readerOf(() => control.abort());
    await expect(reader.readTable('a', {}, { signal: control.signal })).rejects.toMatchObject({ code: 'cancelled' });
    expect(child().killed).toBe(true);
  });

  it('ends the process when the receiver fails', async () => {
    const { reader, child } = readerOf((message, post) => {
      if (message.t !== 'read') return;
      post({ t: 'rows', rows: [['1']] });
    });
    const full = reader.streamTable('a', {}, () => Promise.reject(new Error('store is full')));
    await expect(full).rejects.toThrow('store is full');
    expect(child().killed).toBe(true);
  });
});

describe('writing through a process', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'host-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const spec = { language: 'en', sheets: [], meta: {} } as const;

  const hostOf = (answer: (message: ToWriter, post: (reply: FromWriter) => void, die: (code: number) => void) => void): WorkbookHost =>
    new WorkbookHost(() => new Script(answer), 'writer-process.js');

  it('answers calls in order and gives the result of the last', async () => {
    const result = { path: 'p', sha256: 's', bytes: 1, sheets: [] };
    const job = await hostOf((message, post) => post({ t: 'ok', result: message.t === 'close' ? result : null })).open(
      join(folder, 'a.xlsx'),
      spec,
    );
    await Promise.all([job.appendRows('a', [['1']]), job.appendRows('a', [['2']])]);
    expect(await job.close()).toEqual(result);
  });

  it('removes the temporary file of a process that died, before the caller hears of it', async () => {
    let temp = '';
    const job = await hostOf((message, post, die) => {
      if (message.t === 'open') {
        temp = message.temp;
        writeFileSync(temp, 'half');
        post({ t: 'ok', result: null });
      } else die(137);
    }).open(join(folder, 'a.xlsx'), spec);
    await expect(job.appendRows('a', [['1']])).rejects.toMatchObject({ code: 'crashed', place: 'exit 137' });
    expect(existsSync(temp)).toBe(false);
    await expect(job.close()).rejects.toMatchObject({ code: 'crashed' });
  });

  it('leaves nothing after an abort and rejects what was waiting', async () => {
    const job = await hostOf((message, post, die) => {
      if (message.t === 'open') {
        writeFileSync(message.temp, 'half');
        post({ t: 'ok', result: null });
      } else if (message.t === 'abort') die(0);
    }).open(join(folder, 'a.xlsx'), spec);
    const waiting = job.appendRows('a', [['1']]);
    const rejected = expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
    await job.abort();
    await rejected;
    expect(readdirSync(folder)).toEqual([]);
  });
});
