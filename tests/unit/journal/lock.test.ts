import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, readFile, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openJournal } from '../../../electron/journal/journal';
import { clock, tempFolder } from './acts';

const LOCK = 'journal.lock';

test('a journal that is open is refused to a second opener, and free again after close', async () => {
  const dir = await tempFolder();
  const first = await openJournal(dir, { clock });
  await expect(openJournal(dir, { clock })).rejects.toMatchObject({ code: 'locked' });
  await first.close();
  await expect(access(path.join(dir, LOCK))).rejects.toThrow();
  await (await openJournal(dir, { clock })).close();
});

test('a lock of another living process is honoured, of a dead one replaced', async () => {
  const dir = await tempFolder();
  const other = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)']);
  try {
    await writeFile(path.join(dir, LOCK), JSON.stringify({ pid: other.pid, started: null, token: 'x' }));
    await expect(openJournal(dir, { clock })).rejects.toMatchObject({ code: 'locked' });
  } finally {
    other.kill('SIGKILL');
    await once(other, 'exit');
  }
  await (await openJournal(dir, { clock })).close();
});

test('a pid that was given to another process since does not keep the journal shut', async () => {
  const dir = await tempFolder();
  const lock = path.join(dir, LOCK);
  if (process.platform === 'linux') {
    await writeFile(lock, JSON.stringify({ pid: process.ppid, started: 'another boot:1', token: 'x' }));
    await (await openJournal(dir, { clock })).close();
  }
  await writeFile(lock, JSON.stringify({ pid: process.pid, started: null, token: 'not mine' }));
  await (await openJournal(dir, { clock })).close();
  await writeFile(lock, JSON.stringify({ pid: process.ppid, started: null, token: 'before the boot' }));
  await utimes(lock, 1, 1);
  await (await openJournal(dir, { clock })).close();
});

test('a lock that is just being written is waited for, an old unreadable one replaced', async () => {
  const dir = await tempFolder();
  const lock = path.join(dir, LOCK);
  await writeFile(lock, '');
  await expect(openJournal(dir, { clock })).rejects.toMatchObject({ code: 'locked' });
  expect(await readFile(lock, 'utf8')).toBe('');
  await utimes(lock, 1, 1);
  await (await openJournal(dir, { clock })).close();
});
