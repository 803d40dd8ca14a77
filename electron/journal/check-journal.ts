/** Proves everything again, on demand: each byte of the chain, and each archive that an entry names. Changes nothing. */
import type { JournalCheck } from '../../shared/journal/check';
import type { JournalEntry } from '../../shared/journal/entries';
import { ArchiveError, type Archives } from './archives';
import type { Journal } from './journal';

export interface CheckOptions {
  readonly signal: AbortSignal;
  /** Steps: the journal's files, then the archives. */
  readonly onProgress: (done: number, total: number) => Promise<void> | void;
}

/** @throws the signal's reason */
export async function checkJournal(journal: Journal, archives: Archives, { signal, onProgress }: CheckOptions): Promise<JournalCheck> {
  const verdict = await journal.verifyAll(async (done, total) => {
    signal.throwIfAborted();
    await onProgress(done, total + 1);
  });
  const named = new Map<string, number>();
  let entries = 0;
  for await (const batch of journal.readProven()) {
    signal.throwIfAborted();
    entries += batch.length;
    for (const entry of batch) for (const sha256 of archivesOf(entry)) if (!named.has(sha256)) named.set(sha256, entry.seq);
  }
  const damaged: JournalCheck['damaged'][number][] = [];
  let done = verdict.files;
  for (const [sha256, seq] of named) {
    signal.throwIfAborted();
    await onProgress(++done, verdict.files + named.size);
    const why = await faultOf(archives, sha256);
    if (why !== null) damaged.push({ sha256, why, seq });
  }
  return { head: verdict.head, files: verdict.files, entries, breaks: verdict.breaks, archives: named.size, damaged };
}

/** Digests of everything beside the journal that an entry stands on. */
export function archivesOf({ body }: JournalEntry): string[] {
  if (body.kind === 'import') return [body.original, body.rows];
  if (body.kind === 'document') return body.document === 'statement-figures' ? [body.rows] : [body.original, body.rows];
  return body.kind === 'sign-off' ? [body.archive] : [];
}

async function faultOf(archives: Archives, sha256: string): Promise<'missing' | 'damaged' | null> {
  try {
    for await (const part of archives.read(sha256)) void part;
    return null;
  } catch (error) {
    if (error instanceof ArchiveError && (error.code === 'missing' || error.code === 'damaged')) return error.code;
    throw error;
  }
}
