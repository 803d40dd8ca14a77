/** What a killed app left of a profile, read by the app's own modules and held against what it had acknowledged. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { expect } from 'vitest';
import { openArchives } from '../../../electron/journal/archives';
import { archivesOf } from '../../../electron/journal/check-journal';
import { openJournal } from '../../../electron/journal/journal';
import type { BodyOf, JournalEntry, JournalKind } from '../../../shared/journal/entries';
import { clock, entriesOf } from '../../unit/journal/acts';

/** The journal's entries, after its chain was found whole and every archive they stand on too; none when there is no journal yet. */
export async function keptEntries(userData: string, profile: string): Promise<JournalEntry[]> {
  const root = path.join(userData, 'profiles', profile);
  if (!existsSync(path.join(root, 'journal'))) return [];
  const journal = await openJournal(path.join(root, 'journal'), { clock });
  try {
    expect(journal.report.breaks).toEqual([]);
    const entries = await entriesOf(journal);
    const archives = await openArchives(path.join(root, 'archives'), { clock });
    for (const entry of entries) for (const sha256 of archivesOf(entry)) expect(await archives.whole(sha256), sha256).toBe(true);
    return entries;
  } finally {
    await journal.close();
  }
}

export function bodiesOf<K extends JournalKind>(entries: readonly JournalEntry[], kind: K): BodyOf<K>[] {
  return entries.flatMap(({ body }) => (body.kind === kind ? [body as BodyOf<K>] : []));
}

/** Under its name stands the workbook the journal names last, or a newer whole one that it was not told of any more; never half of one. */
export function workbookIsWhole(file: string, entries: readonly JournalEntry[]): void {
  const noted = bodiesOf(entries, 'export').at(-1);
  if (!existsSync(file)) return expect(noted).toBeUndefined();
  const bytes = readFileSync(file);
  if (createHash('sha256').update(bytes).digest('hex') !== noted?.sha256) expect(Object.keys(unzipSync(bytes)).length).toBeGreaterThan(2);
}
