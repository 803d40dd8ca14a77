/**
 * Keeps two processes out of one journal. The app's single-instance lock comes first; this one stops a second app with another
 * user-data folder, a copy run by hand, or the command line beside the window.
 */
import { randomUUID } from 'node:crypto';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { errnoOf, fileErrorCode } from '../files/file-error';
import { JournalError } from './journal-error';

const LOCK_FILE = 'journal.lock';
const Holder = z.object({ pid: z.number().int().positive(), started: z.string().nullable(), token: z.string() });

/** Another process may be between creating its lock and writing into it. */
const BEING_WRITTEN_MS = 5000;
/** Clocks are set and read with some slack. */
const BOOT_SLACK_MS = 60_000;

/** Tokens of the locks this process holds: after a restart in a container the same pid may belong to a dead holder. */
const held = new Set<string>();

export interface JournalLock {
  release(): Promise<void>;
}

/** @throws JournalError `locked` while a living process holds the journal */
export async function lockJournal(dir: string): Promise<JournalLock> {
  const file = path.join(dir, LOCK_FILE);
  const token = randomUUID();
  const mine = JSON.stringify({ pid: process.pid, started: await startOf(process.pid), token });
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      held.add(token);
      await writeFile(file, mine, { flag: 'wx', mode: 0o600, flush: true });
      // Two that found the same stale lock may both have replaced it: the later one is in the file.
      if ((await readFile(file, 'utf8')) === mine) return { release: () => release(file, token) };
    } catch (error) {
      // On a full disk the name is there and its content is not: cached figures can still be read, so the weaker lock has to do.
      if (fileErrorCode(error) === 'disk-full' && (await isEmpty(file))) return { release: () => release(file, token) };
      held.delete(token);
      if (errnoOf(error) !== 'EEXIST') throw error;
    }
    const holder = await livingHolder(file);
    if (holder !== null) throw new JournalError('locked', `process ${holder} has the journal open (${file})`);
    await rm(file, { force: true });
  }
  throw new JournalError('locked', `the lock is contended (${file})`);
}

async function release(file: string, token: string): Promise<void> {
  held.delete(token);
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === '' || text?.includes(token)) await rm(file, { force: true });
}

async function isEmpty(file: string): Promise<boolean> {
  return stat(file).then(
    ({ size }) => size === 0,
    () => false,
  );
}

/** Who holds the lock, or null when nobody alive does. */
async function livingHolder(file: string): Promise<string | null> {
  let text: string;
  let writtenAt: number;
  try {
    text = await readFile(file, 'utf8');
    writtenAt = (await stat(file)).mtimeMs;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null;
    throw error;
  }
  const holder = parseHolder(text);
  if (holder === null) return Date.now() - writtenAt < BEING_WRITTEN_MS ? 'unknown' : null;
  if (holder.pid === process.pid) return held.has(holder.token) ? String(holder.pid) : null;
  if (!isAlive(holder.pid)) return null;
  // A pid is given again after a restart; on Linux the start time tells the holder from its heir.
  const started = await startOf(holder.pid);
  if (holder.started !== null && started !== null) return holder.started === started ? String(holder.pid) : null;
  const bootedAt = Date.now() - os.uptime() * 1000;
  return writtenAt + BOOT_SLACK_MS < bootedAt ? null : String(holder.pid);
}

function parseHolder(text: string): z.infer<typeof Holder> | null {
  try {
    return Holder.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errnoOf(error) === 'EPERM';
  }
}

/** When a process started, as Linux counts it (boot and ticks since), or null where that is not told. */
async function startOf(pid: number): Promise<string | null> {
  if (process.platform !== 'linux') return null;
  try {
    const [status, boot] = await Promise.all([readFile(`/proc/${pid}/stat`, 'utf8'), readFile('/proc/sys/kernel/random/boot_id', 'utf8')]);
    // The program's name in brackets may hold blanks; field 22 is counted from behind it.
    const ticks = status.slice(status.lastIndexOf(')') + 2).split(' ')[19];
    return ticks === undefined ? null : `${boot.trim()}:${ticks}`;
  } catch {
    return null;
  }
}
