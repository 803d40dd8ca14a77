/** Acts and folders for the journal's tests. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { Journal } from '../../../electron/journal/journal';
import type { JournalBody, JournalEntry } from '../../../shared/journal/entries';

export const clock = (): Date => new Date('2026-10-08T02:03:04.000Z');

/** A folder of its own for one test, gone after it. */
export async function tempFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'rd-journal-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export function decision(note: string): JournalBody {
  return { kind: 'decision', breaks: ['b1'], period: '2026-09', action: 'explain', reason: 'rounding', note, owner: '示例用户' };
}

export async function entriesOf(journal: Journal, fromSeq = 1): Promise<JournalEntry[]> {
  const all: JournalEntry[] = [];
  for await (const batch of journal.read(fromSeq)) all.push(...batch);
  return all;
}

export function notesOf(entries: readonly JournalEntry[]): string[] {
  return entries.map(({ body }) => (body.kind === 'decision' ? body.note : body.kind));
}

/** Appends one decision per note, each by itself. */
export async function appendEach(journal: Journal, notes: readonly string[]): Promise<void> {
  for (const note of notes) await journal.append([decision(note)], 'li');
}

export async function editFile(file: string, change: (text: string) => string): Promise<void> {
  await writeFile(file, change(await readFile(file, 'utf8')));
}
