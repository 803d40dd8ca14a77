/** The journal's files on disk: their names, their order and the note of the format they are in. */
import { open, readdir, readFile, stat, writeFile, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { syncFolder, writeFileAtomic } from '../files/atomic-write';
import { errnoOf } from '../files/file-error';
import { JournalError } from './journal-error';

/** Format this version reads and writes; a folder with a higher one is refused and left untouched. */
export const JOURNAL_FORMAT = 1;
const FORMAT_FILE = 'journal-format.json';
const FormatNote = z.object({ format: z.number().int().positive() });

/** Name of a file that {@link listKeptFiles} may list. */
export function isKeptFile(name: string): boolean {
  return KEPT.test(name);
}

const NAME = /^journal-(\d{6,9})(-resumed)?\.jsonl$/;
const KEPT = /^journal-(\d{6,9}(-resumed)?\.jsonl(\.torn-\d{1,6})?|format\.json)$/;

export interface JournalFile {
  readonly name: string;
  readonly order: number;
  /** Begun after a break: its first entry follows the last good one, with a gap in the numbers. */
  readonly resumed: boolean;
  readonly bytes: number;
}

/** Where a file comes among the journal's files: its number, and half a step more when it goes on behind a break. 0 for any other name. */
export function orderOf(name: string): number {
  const match = NAME.exec(name);
  return match === null ? 0 : Number(match[1]) + (match[2] === undefined ? 0 : 0.5);
}

/** The journal's files, oldest first. */
export async function listJournalFiles(dir: string): Promise<JournalFile[]> {
  const files: JournalFile[] = [];
  for (const name of await readdir(dir)) {
    const match = NAME.exec(name);
    if (!match) continue;
    const { size } = await stat(path.join(dir, name));
    files.push({ name, order: Number(match[1]), resumed: match[2] !== undefined, bytes: size });
  }
  return files.sort((a, b) => orderOf(a.name) - orderOf(b.name));
}

/** Everything of the folder that is the journal's, bytes set aside and the note of the format included; in code-unit order. */
export async function listKeptFiles(dir: string): Promise<{ name: string; bytes: number }[]> {
  const kept: { name: string; bytes: number }[] = [];
  for (const name of (await readdir(dir)).sort()) {
    if (KEPT.test(name)) kept.push({ name, bytes: (await stat(path.join(dir, name))).size });
  }
  return kept;
}

/** Creates the next file and flushes the folder, so that an entry in it cannot vanish with its name. */
export async function createJournalFile(dir: string, order: number, resumed: boolean): Promise<{ name: string; handle: FileHandle }> {
  const name = `journal-${String(order).padStart(6, '0')}${resumed ? '-resumed' : ''}.jsonl`;
  const handle = await open(path.join(dir, name), 'wx+', 0o600);
  try {
    await syncFolder(dir);
  } catch (error) {
    await handle.close();
    throw error;
  }
  return { name, handle };
}

/** Notes the format in a new folder. @throws JournalError `newer-version` */
export async function checkFormat(dir: string): Promise<void> {
  const file = path.join(dir, FORMAT_FILE);
  const note = await readFile(file, 'utf8').then(parseNote, (error: unknown) => {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (note === undefined) await writeFileAtomic(file, JSON.stringify({ format: JOURNAL_FORMAT }) + '\n', { mode: 0o600 });
  else if (note > JOURNAL_FORMAT)
    throw new JournalError('newer-version', `the journal has format ${note}, this version knows ${JOURNAL_FORMAT}`);
}

/** Copies bytes that were never acknowledged to a side file and cuts them off. Resolves with the side file's name. */
export async function setTornBytesAside(dir: string, name: string, from: number): Promise<string> {
  const file = path.join(dir, name);
  const handle = await open(file, 'r+');
  try {
    const { size } = await handle.stat();
    const torn = Buffer.alloc(size - from);
    await handle.read(torn, 0, torn.length, from);
    const aside = await writeNew(dir, (n) => `${name}.torn-${n}`, torn);
    await syncFolder(dir);
    await handle.truncate(from);
    await handle.sync();
    return aside;
  } finally {
    await handle.close();
  }
}

async function writeNew(dir: string, nameOf: (n: number) => string, bytes: Uint8Array): Promise<string> {
  for (let n = 1; ; n += 1) {
    try {
      await writeFile(path.join(dir, nameOf(n)), bytes, { flag: 'wx', mode: 0o600, flush: true });
      return nameOf(n);
    } catch (error) {
      if (errnoOf(error) !== 'EEXIST') throw error;
    }
  }
}

/** A note that cannot be read says nothing about the entries, which carry their own proof. */
function parseNote(text: string): number {
  try {
    return FormatNote.parse(JSON.parse(text)).format;
  } catch {
    return JOURNAL_FORMAT;
  }
}
