/** What lies behind a break of the chain and can still be read. */
import path from 'node:path';
import type { JournalEntry } from '../../shared/journal/entries';
import { parseSealed, readSeal } from './chain';
import { listJournalFiles } from './journal-files';
import { linesOf, type Line } from './lines';
import type { Segment } from './scan';

/** Entries outside the proven segments whose own hash holds, in the order of the files. `written` is the file that grows. */
export async function* readSetAside(dir: string, proven: readonly Segment[], written: string | undefined): AsyncGenerator<JournalEntry[]> {
  const provenBytes = new Map(proven.map((segment) => [segment.file, segment.bytes]));
  for (const file of await listJournalFiles(dir)) {
    const from = provenBytes.get(file.name) ?? 0;
    if (from >= file.bytes || file.name === written) continue;
    for await (const lines of linesOf(path.join(dir, file.name), file.bytes)) {
      const entries = lines.filter((line) => line.start >= from).flatMap(wholeEntry);
      if (entries.length > 0) yield entries;
    }
  }
}

function wholeEntry(line: Line): JournalEntry[] {
  const seal = readSeal(line.bytes);
  if (typeof seal === 'string' || line.bytes === null) return [];
  try {
    return [parseSealed(line.bytes, seal)];
  } catch {
    return [];
  }
}
