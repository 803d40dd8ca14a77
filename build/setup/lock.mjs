// Two starts at the same time must not install, build or unpack over each other: the second one waits.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const PATIENCE_MS = 15 * 60_000;

/** Runs `work` while holding the lock `file`; a lock left by a process that no longer lives is taken over. */
export async function withLock(file, work, { waiting = () => {} } = {}) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const deadline = Date.now() + PATIENCE_MS;
  let told = false;
  while (!take(file)) {
    if (Date.now() > deadline)
      throw new Error(`Another start has held ${file} for a quarter of an hour: remove that file if none is running`);
    if (!told) waiting();
    told = true;
    await wait(200);
  }
  try {
    return await work();
  } finally {
    fs.rmSync(file, { force: true });
  }
}

function take(file) {
  const owner = JSON.stringify({ pid: process.pid, host: os.hostname() });
  try {
    fs.writeFileSync(file, owner, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  if (!abandoned(file)) return false;
  // Renaming is atomic: of two waiters that both see a dead owner only one gets to remove the file.
  const aside = `${file}.${process.pid}`;
  try {
    fs.renameSync(file, aside);
    fs.rmSync(aside, { force: true });
  } catch {
    // The other waiter was faster.
  }
  return false;
}

function abandoned(file) {
  try {
    const age = Date.now() - fs.statSync(file).mtimeMs;
    const text = fs.readFileSync(file, 'utf8');
    if (text === '') return age > 5_000;
    const { pid, host } = JSON.parse(text);
    if (host !== os.hostname()) return age > PATIENCE_MS;
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH' || error instanceof SyntaxError;
  }
}
