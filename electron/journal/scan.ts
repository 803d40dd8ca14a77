/** Walks the journal's files from the first line to the last and says what holds: the proof behind open and verify. */
import path from 'node:path';
import type { JournalHead } from '../../shared/journal/entries';
import { ORIGIN, parseSealed, readSeal, type BreakCause } from './chain';
import type { FileEnd } from './ends';
import { listJournalFiles, type JournalFile } from './journal-files';
import { linesOf } from './lines';

/** Where the chain breaks. `seq` is the number that was due there. */
export interface ChainBreak {
  readonly file: string;
  readonly line: number;
  readonly seq: number;
  readonly why: BreakCause;
  /** The number of the last entry that is lost there, where that is known. */
  readonly last?: number;
}

/** The proven part of a file. */
export interface Segment {
  readonly file: string;
  readonly resumed: boolean;
  /** The entry before its first, and its last. */
  before: JournalHead;
  last: JournalHead;
  /** Bytes and lines of the file that are proven. */
  bytes: number;
  lines: number;
}

export interface Scan {
  /** All files there are, oldest first. */
  readonly files: readonly string[];
  readonly segments: Segment[];
  readonly breaks: ChainBreak[];
  readonly head: JournalHead;
  /** Highest number ever given out, in broken parts too: a number is never used twice. */
  readonly highestSeq: number;
  readonly lastOrder: number;
  /** True when what follows the head is broken and work must go on in a new file. */
  readonly mustResume: boolean;
  /** The last file's end without a line end: a whole entry that only lacks it, or bytes of a write that was cut off. */
  readonly unended: { readonly file: string; readonly from: number; readonly bytes: number; readonly whole: boolean } | null;
}

export interface ScanOptions {
  /** Hears how many files are done. */
  readonly onFile?: (done: number, total: number) => Promise<void> | void;
  /** Ends up to which this version has read every entry before: there the hashes alone are proven, and they prove the same bytes. */
  readonly read?: readonly FileEnd[];
}

/**
 * Proves every line. Entries after a break are set aside until a file that was begun for going on.
 * @throws JournalError `newer-version`
 */
export async function scanJournal(dir: string, { onFile, read = [] }: ScanOptions = {}): Promise<Scan> {
  const files = await listJournalFiles(dir);
  const walk = new Walk(
    dir,
    files.at(-1)?.name,
    files.some((file) => file.resumed),
    new Map(read.map((end) => [end.file, end])),
  );
  for (const [done, file] of files.entries()) {
    if (!(await walk.file(file))) return scanJournal(dir, { ...(onFile && { onFile }) });
    await onFile?.(done + 1, files.length);
  }
  return walk.result(files);
}

class Walk {
  private readonly segments: Segment[] = [];
  private readonly breaks: ChainBreak[] = [];
  /** Hashes of all good entries: a file resumed after a break still fits when the broken file came back from a backup. */
  private readonly known = new Set<string>([ORIGIN.hash]);
  private head: JournalHead = ORIGIN;
  private highest = 0;
  private broken = false;
  private unended: Scan['unended'] = null;

  constructor(
    private readonly dir: string,
    private readonly lastFile: string | undefined,
    private readonly keepHashes: boolean,
    private readonly read: ReadonlyMap<string, FileEnd>,
  ) {}

  /** False when entries were passed over as read before and turn out to be others. */
  async file(file: JournalFile): Promise<boolean> {
    const read = this.read.get(file.name);
    let unread = read === undefined;
    if (file.resumed) this.broken = false;
    let mayJump = file.resumed;
    let segment: Segment | undefined;
    if (!this.broken)
      this.segments.push((segment = { file: file.name, resumed: file.resumed, before: this.head, last: this.head, bytes: 0, lines: 0 }));
    for await (const lines of linesOf(path.join(this.dir, file.name), file.bytes)) {
      for (const line of lines) {
        const seal = readSeal(line.bytes);
        const readable = typeof seal === 'object';
        if (this.broken || segment === undefined) {
          this.highest = Math.max(this.highest + 1, readable ? seal.seq : 0);
          continue;
        }
        const why = readable ? this.misfit(seal, mayJump) : seal;
        if (!line.ended && file.name === this.lastFile) {
          this.unended = { file: file.name, from: line.start, bytes: line.end - line.start, whole: why === null };
          if (why !== null) continue;
        }
        if (why !== null || !readable || line.bytes === null) {
          this.breaks.push({
            file: file.name,
            line: line.number,
            seq: Math.max(this.head.seq, this.highest) + 1,
            why: why ?? 'unreadable',
          });
          this.highest = Math.max(this.highest + 1, readable ? seal.seq : 0);
          this.broken = true;
          continue;
        }
        if (unread || read === undefined) parseSealed(line.bytes, seal);
        else if (seal.seq >= read.seq) {
          if (seal.hash !== read.hash) return false;
          unread = true;
        }
        if (mayJump) segment.before = { seq: seal.seq - 1, hash: seal.previous };
        mayJump = false;
        this.head = { seq: seal.seq, hash: seal.hash };
        this.highest = Math.max(this.highest, seal.seq);
        if (this.keepHashes) this.known.add(seal.hash);
        segment.last = this.head;
        segment.bytes = line.end;
        segment.lines = line.number;
      }
    }
    return unread || segment === undefined || segment.bytes === 0;
  }

  result(files: readonly JournalFile[]): Scan {
    return {
      files: files.map(({ name }) => name),
      segments: this.segments,
      breaks: this.breaks,
      head: this.head,
      highestSeq: this.highest,
      lastOrder: files.at(-1)?.order ?? 0,
      mustResume: this.broken,
      unended: this.unended,
    };
  }

  private misfit(seal: { seq: number; previous: string }, mayJump: boolean): BreakCause | null {
    if (mayJump) {
      if (!this.known.has(seal.previous)) return 'unlinked';
      return seal.seq > this.head.seq ? null : 'out-of-order';
    }
    if (seal.previous !== this.head.hash) return 'unlinked';
    return seal.seq === this.head.seq + 1 ? null : 'out-of-order';
  }
}
