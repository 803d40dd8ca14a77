/** What a process says last is heard however late it leaves: the process stays until its host ends it. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FromVerifier } from '../../../electron/evidence/verify-process';
import type { Child, Fork } from '../../../electron/workbook/child';
import { TableReader } from '../../../electron/workbook/parser-host';
import { WorkbookHost } from '../../../electron/workbook/writer-host';
import { nodeProgram } from '../../support/node-program';

const apart = (name: string): (() => string) => nodeProgram(path.join(import.meta.dirname, 'support/apart', `${name}.ts`));
const [parser, writer, verifier] = [apart('parser'), apart('writer'), apart('verifier')];

/** A Node process as Electron forks its own. */
const forked: Fork = (module): Child => {
  const child = fork(module, [], { serialization: 'advanced', execArgv: ['--no-deprecation'] });
  return {
    postMessage: (message) => void (child.connected && child.send(message as object)),
    on: (event, listener) => child.on(event, listener),
    once: (event, listener) => child.once(event, (code) => listener(code ?? 0)),
    kill: () => child.kill('SIGKILL'),
  };
};

describe('on a busy machine', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'last-word-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('a file is read, and one that is none is refused for what it is', async () => {
    const reader = new TableReader(forked, parser());
    const book = path.join(folder, 'book.csv');
    writeFileSync(book, '账期,金额\n2026-10,1.00\n');
    expect((await reader.readTable(book)).rows).toEqual([
      ['账期', '金额'],
      ['2026-10', '1.00'],
    ]);
    await expect(reader.readTable(path.join(folder, 'none.csv'))).rejects.toMatchObject({ code: 'not-found' });
  });

  it('a workbook that is written is said to be', async () => {
    const file = path.join(folder, 'book.xlsx');
    const job = await new WorkbookHost(forked, writer()).open(file, {
      language: 'zh',
      meta: {},
      sheets: [
        { key: 'months', title: '账期', freeze: true, filter: true, columns: [{ key: 'period', head: '账期', type: 'text', width: 10 }] },
      ],
    });
    await job.appendRows('months', [['2026-10']]);
    expect((await job.close()).bytes).toBe(readFileSync(file).length);
  });

  it('a pack is judged', async () => {
    const pack = path.join(folder, 'pack.zip');
    writeFileSync(pack, 'no pack');
    const child = fork(verifier(), [], { serialization: 'advanced' });
    const said: FromVerifier[] = [];
    child.on('message', (message) => {
      said.push(message as FromVerifier);
      if (said.at(-1)?.t === 'ready') child.send(pack);
      if (said.at(-1)?.t === 'verdict') child.kill('SIGKILL');
    });
    await once(child, 'exit');
    expect(said.at(-1)).toMatchObject({ t: 'verdict', verdict: { file: 'pack.zip' } });
    expect(child.signalCode).toBe('SIGKILL');
  });
});
