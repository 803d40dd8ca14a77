/**
 * `journal-ends.json` beside the journal: which files there are and with which entry each ended. The chain proves what is there; this note
 * shows that something is not: a file that is gone from the end, or entries cut off it. It follows the journal, so it never names an entry
 * that was not on the disk before; a journal without it is opened as well, and gets one.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { JournalEntry } from '../../shared/journal/entries';
import { canonicalJson, sha256Hex } from '../../shared/digest';
import { writeFileAtomic } from '../files/atomic-write';
import { orderOf } from './journal-files';
import type { ChainBreak, Scan } from './scan';

const ENDS_FILE = 'journal-ends.json';
const Seq = z.number().int().positive();
const FileEnd = z.object({ file: z.string().refine((name) => orderOf(name) > 0), first: Seq, seq: Seq, hash: z.string().length(64) });
/** A file of the journal with the numbers of its first and last entry, and the last one's hash. */
export type FileEnd = z.infer<typeof FileEnd>;
const Ends = z.object({ schema: z.string(), files: z.array(FileEnd) });

/** Changes whenever what an entry may look like changes: what another version could read says nothing about this one. */
let schemaDigest: string | undefined;
const schema = (): string => (schemaDigest ??= sha256Hex(canonicalJson(z.toJSONSchema(JournalEntry, { unrepresentable: 'any' }))));

export interface NotedEnds {
  readonly files: readonly FileEnd[];
  /** Whether every entry up to these ends was read by this version before: proving its hash is then enough. */
  readonly read: boolean;
  /** The note itself. */
  readonly text: string;
}

/** What was noted last; nothing when there is no note or it cannot be read. */
export async function notedEnds(dir: string): Promise<NotedEnds> {
  try {
    const text = await readFile(path.join(dir, ENDS_FILE), 'utf8');
    const noted = Ends.parse(JSON.parse(text));
    return { files: noted.files.sort((a, b) => orderOf(a.file) - orderOf(b.file)), read: noted.schema === schema(), text };
  } catch {
    return { files: [], read: false, text: '' };
  }
}

/** Ends of what a scan proved, with those of files that are gone or cut short, which stay noted until they are put back. */
export function endsOf(scan: Pick<Scan, 'segments'>, noted: readonly FileEnd[], lost: readonly ChainBreak[]): FileEnd[] {
  const kept = noted.filter(({ file }) => lost.some((one) => one.file === file));
  const proven = scan.segments
    .filter(({ bytes, file }) => bytes > 0 && !kept.some((end) => end.file === file))
    .map(({ file, before, last }) => ({ file, first: before.seq + 1, ...last }));
  return [...kept, ...proven].sort((a, b) => orderOf(a.file) - orderOf(b.file));
}

/** Files that are gone, and files that end before the entry they ended with, where the chain itself shows no break. */
export function lostOf(noted: readonly FileEnd[], scan: Pick<Scan, 'files' | 'segments' | 'breaks'>): ChainBreak[] {
  return noted.flatMap(({ file, first, seq }): ChainBreak[] => {
    if (!scan.files.includes(file)) return [{ file, line: 1, seq: first, why: 'missing-file', last: seq }];
    const there = scan.segments.find((segment) => segment.file === file);
    if (there === undefined || there.last.seq >= seq || scan.breaks.some((one) => one.file === file)) return [];
    return [{ file, line: there.lines + 1, seq: there.last.seq + 1, why: 'cut-short', last: seq }];
  });
}

/** What a scan found with what is lost, in the order of the files. That a file does not follow one that is lost is no finding of its own. */
export function allBreaks(scan: Pick<Scan, 'breaks'>, lost: readonly ChainBreak[]): ChainBreak[] {
  const all = [...lost, ...scan.breaks].sort((a, b) => orderOf(a.file) - orderOf(b.file) || a.line - b.line);
  return all.filter(({ why, line }, at) => !(why === 'unlinked' && line === 1 && all[at - 1]?.last !== undefined));
}

/** Keeps the note behind what is written, one write at a time; the journal does not wait for it, nor fails with it. */
export class EndsNote {
  private due: string | undefined;
  private running: Promise<void> | undefined;

  /** @param written what the note says now */
  constructor(
    private readonly dir: string,
    private written: string,
  ) {}

  put(files: readonly FileEnd[]): void {
    this.due = JSON.stringify({ schema: schema(), files }) + '\n';
    this.running ??= this.write().finally(() => (this.running = undefined));
  }

  async settle(): Promise<void> {
    await this.running;
  }

  private async write(): Promise<void> {
    while (this.due !== undefined) {
      const text = this.due;
      this.due = undefined;
      if (text === this.written) continue;
      // A note that could not be written stays behind: it then shows less, and nothing wrong.
      await writeFileAtomic(path.join(this.dir, ENDS_FILE), text, { mode: 0o600 }).then(
        () => (this.written = text),
        () => undefined,
      );
    }
  }
}
