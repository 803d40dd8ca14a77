/** The append-only, hash-chained record of what people did. See README.md in this folder. */
import { mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import { JournalBody, type JournalEntry, type JournalHead } from '../../shared/journal/entries';
import { removeAbandonedTemps, syncFolder } from '../files/atomic-write';
import { errnoOf } from '../files/file-error';
import { parseSealed, readSeal, sealEntry } from './chain';
import { allBreaks, endsOf, EndsNote, lostOf, notedEnds, type FileEnd, type NotedEnds } from './ends';
import { asJournalError, JournalError } from './journal-error';
import { checkFormat, listKeptFiles, orderOf, setTornBytesAside } from './journal-files';
import { JournalWriter, realDisk, type Disk } from './journal-writer';
import { linesOf } from './lines';
import { lockJournal, type JournalLock } from './lock';
import { readSetAside } from './set-aside';
import { scanJournal, type ChainBreak, type Scan } from './scan';

export interface JournalOptions {
  readonly clock: () => Date;
  /** A file is followed by a new one at this size; default 32 MB. */
  readonly rotateBytes?: number;
  /** For tests of failing disks. */
  readonly disk?: Disk;
}

/** What opening found and did. All empty in a normal start. */
export interface OpenReport {
  /** Bytes of a write that a crash cut off, never acknowledged, now in a side file. */
  readonly torn: { readonly file: string; readonly aside: string; readonly bytes: number } | null;
  /** Places where the chain is broken; entries behind one are set aside up to the file that was begun after it. */
  readonly breaks: readonly ChainBreak[];
}

export type Verdict = { readonly ok: true; readonly head: JournalHead } | { readonly ok: false; readonly brokenAt: ChainBreak };

export interface JournalSnapshot {
  /** What a scan of the files says. */
  readonly head: JournalHead;
  readonly breaks: number;
  /** Breaks, and what went missing since the journal was opened. */
  readonly found: number;
  readonly files: readonly { readonly name: string; readonly path: string; readonly bytes: number }[];
}

const ROTATE_BYTES = 32 * 1024 * 1024;
const BATCH = 500;

interface Waiting {
  readonly bodies: readonly JournalBody[];
  readonly by: string;
  readonly resolve: (entries: JournalEntry[]) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Opens the journal in `dir` (made when it is not there), proves its chain and repairs a torn end.
 * @throws JournalError `locked`, `newer-version` (left untouched), `no-permission`, `disk-full`, `io`
 */
export async function openJournal(dir: string, options: JournalOptions): Promise<Journal> {
  let lock: JournalLock | undefined;
  try {
    await mkdir(dir, { recursive: true, mode: 0o700 });
    await syncFolder(path.dirname(dir));
    lock = await lockJournal(dir);
    await checkFormat(dir);
    await removeAbandonedTemps(dir, options.clock());
    const noted = await notedEnds(dir);
    const scanned = { read: noted.read ? noted.files : [] };
    let scan = await scanJournal(dir, scanned);
    let torn: OpenReport['torn'] = null;
    if (scan.unended) {
      torn = await mendEnd(dir, scan.unended);
      scan = await scanJournal(dir, scanned);
    }
    const lost = lostOf(noted.files, scan);
    const report = { torn, breaks: allBreaks(scan, lost) };
    return new Journal(dir, options, lock, goingOn(scan, noted.files, lost), report, { ...noted, lost });
  } catch (error) {
    await lock?.release().catch(() => undefined);
    throw asJournalError(error, 'the journal could not be opened');
  }
}

export class Journal {
  private readonly writer: JournalWriter;
  private readonly note: EndsNote;
  private readonly waiting: Waiting[] = [];
  /** Settles when everything asked for so far is done. */
  private turn: Promise<unknown> = Promise.resolve();
  private closing: Promise<void> | undefined;

  constructor(
    private readonly dir: string,
    private readonly options: JournalOptions,
    private readonly lock: JournalLock,
    private readonly scan: Scan,
    readonly report: OpenReport,
    private readonly noted: NotedEnds & { readonly lost: readonly ChainBreak[] },
  ) {
    this.writer = new JournalWriter(dir, scan, options.rotateBytes ?? ROTATE_BYTES, options.disk ?? realDisk);
    this.note = new EndsNote(dir, noted.text);
    this.note.put(this.ends());
  }

  /** The last good entry; what an export prints. */
  head(): JournalHead {
    return this.scan.segments.at(-1)?.last ?? this.scan.head;
  }

  /**
   * Appends acts declared by the local user `by`. Resolves when they are on the disk: from then on no crash loses them.
   * Appends made at the same time share one write; an append that fails leaves nothing
   * behind; one that a crash cuts off may leave its first entries.
   * @throws JournalError `invalid`, `disk-full`, `no-permission`, `io`, `closed`
   */
  async append(bodies: readonly JournalBody[], by: string): Promise<JournalEntry[]> {
    if (this.closing) throw new JournalError('closed', 'the journal is closed');
    const valid = bodies.map(validBody);
    if (valid.length === 0) return [];
    return new Promise((resolve, reject) => {
      this.waiting.push({ bodies: valid, by, resolve, reject });
      void this.alone(() => this.commitWaiting());
    });
  }

  /**
   * The good entries from number `fromSeq` on that are there when reading begins, in batches. Numbers have a gap behind a break.
   * @throws JournalError `damaged` when a file changed since it was opened
   */
  async *read(fromSeq: number): AsyncGenerator<JournalEntry[]> {
    const segments = this.scan.segments.map((segment) => ({ ...segment }));
    for (const segment of segments) {
      if (segment.bytes === 0 || segment.last.seq < fromSeq) continue;
      let batch: JournalEntry[] = [];
      let link = segment.before;
      for await (const lines of linesOf(path.join(this.dir, segment.file), segment.bytes)) {
        for (const line of lines) {
          const seal = readSeal(line.bytes);
          if (typeof seal === 'string' || line.bytes === null || seal.previous !== link.hash || seal.seq !== link.seq + 1)
            throw new JournalError('damaged', `${segment.file} line ${line.number}`);
          link = { seq: seal.seq, hash: seal.hash };
          if (seal.seq < fromSeq) continue;
          batch.push(parseSealed(line.bytes, seal));
          if (batch.length === BATCH) {
            yield batch;
            batch = [];
          }
        }
      }
      if (link.seq !== segment.last.seq) throw new JournalError('damaged', `${segment.file} ends early`);
      if (batch.length > 0) yield batch;
    }
  }

  /**
   * Entries behind a break that are whole in themselves but no longer proven: not part of the record, shown so that
   * people can look at them and declare them again.
   */
  setAside(): AsyncGenerator<JournalEntry[]> {
    return readSetAside(
      this.dir,
      this.scan.segments.map((segment) => ({ ...segment })),
      this.writer.file,
    );
  }

  /** Proves the files on the disk again, from the first line to the head. Says the first place that does not hold. */
  async verify(): Promise<Verdict> {
    const { head, breaks } = await this.verifyAll();
    const [first] = breaks;
    return first ? { ok: false, brokenAt: first } : { ok: true, head };
  }

  /**
   * As {@link verify}, every place that does not hold; nothing is changed or set aside. `onFile` hears how many files are done.
   */
  verifyAll(onFile?: (done: number, total: number) => Promise<void>): Promise<{
    readonly head: JournalHead;
    readonly files: number;
    readonly breaks: readonly ChainBreak[];
  }> {
    return this.alone(async () => {
      const scan = await scanJournal(this.dir, onFile && { onFile });
      return { head: this.head(), files: scan.files.length, breaks: allBreaks(scan, lostOf(this.ends(), scan)) };
    });
  }

  /** Entries that are still proven on the disk, up to the first file that changed since it was opened. */
  async *readProven(): AsyncGenerator<JournalEntry[]> {
    try {
      yield* this.read(1);
    } catch (error) {
      if (!(error instanceof JournalError) && errnoOf(error) !== 'ENOENT') throw error;
    }
  }

  private ends(): FileEnd[] {
    return endsOf(this.scan, this.noted.files, this.noted.lost);
  }

  /** The proven part of each file as it is now, for a copy that can be proven again. What lies behind a break is left out. */
  parts(): readonly { readonly name: string; readonly path: string; readonly bytes: number }[] {
    return this.scan.segments
      .filter(({ bytes }) => bytes > 0)
      .map(({ file, bytes }) => ({ name: file, path: path.join(this.dir, file), bytes }));
  }

  /**
   * All files of the journal as they are now, what was set aside included, and what proving them found: for a copy of the whole that
   * opens with the same head and the same breaks. Between two appends, so that no file ends within an entry.
   */
  async snapshot(): Promise<JournalSnapshot> {
    const { breaks: found } = await this.verifyAll();
    return this.alone(async () => {
      const scan = await scanJournal(this.dir);
      const files: { name: string; path: string; bytes: number }[] = [];
      for (const { name, bytes } of await listKeptFiles(this.dir))
        files.push({ name, path: path.join(this.dir, name), bytes: scan.unended?.file === name ? scan.unended.from : bytes });
      return { head: scan.head, breaks: scan.breaks.length, found: Math.max(found.length, scan.breaks.length), files };
    });
  }

  /** Finishes what was asked for and gives the journal free. */
  close(): Promise<void> {
    this.closing ??= this.alone(async () => {
      try {
        await this.writer.close();
        await this.note.settle();
      } finally {
        await this.lock.release();
      }
    });
    return this.closing;
  }

  private alone<T>(work: () => Promise<T>): Promise<T> {
    const done = this.turn.then(work);
    this.turn = done.catch(() => undefined);
    return done;
  }

  private async commitWaiting(): Promise<void> {
    const group = this.waiting.splice(0);
    try {
      const at = this.options.clock().toISOString();
      const sealed: Sealed[] = [];
      let link = this.writer.link;
      for (const waiting of group) {
        try {
          sealed.push(sealAll(link, at, waiting));
          link = sealed.at(-1)?.last ?? link;
        } catch (error) {
          // One that cannot be written down must not take the others with it.
          waiting.reject(
            error instanceof JournalError ? error : new JournalError('invalid', 'the entry has no canonical form', { cause: error }),
          );
        }
      }
      if (sealed.length === 0) return;
      await this.writer.write(Buffer.from(sealed.map(({ text }) => text).join(''), 'utf8'), link);
      for (const { waiting, entries } of sealed) waiting.resolve(entries);
      this.note.put(this.ends());
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }
}

interface Sealed {
  readonly waiting: Waiting;
  readonly entries: JournalEntry[];
  readonly text: string;
  readonly last: JournalHead;
}

function sealAll(after: JournalHead, at: string, waiting: Waiting): Sealed {
  const entries: JournalEntry[] = [];
  let text = '';
  let last = after;
  for (const body of waiting.bodies) {
    const { entry, line } = sealEntry(last, at, waiting.by, body);
    entries.push(entry);
    text += line + '\n';
    last = { seq: entry.seq, hash: entry.hash };
  }
  return { waiting, entries, text, last };
}

function validBody(body: JournalBody): JournalBody {
  const parsed = JournalBody.safeParse(body);
  if (!parsed.success) throw new JournalError('invalid', `an entry of kind ${body.kind} does not fit its schema`, { cause: parsed.error });
  return parsed.data;
}

/** What is lost at the end is a break like any other: work goes on in a new file, and no number or name is given a second time. */
function goingOn(scan: Scan, noted: readonly FileEnd[], lost: readonly ChainBreak[]): Scan {
  const lastWritten = orderOf(scan.segments.findLast(({ bytes }) => bytes > 0)?.file ?? '');
  return {
    ...scan,
    highestSeq: Math.max(scan.highestSeq, ...noted.map(({ seq }) => seq)),
    lastOrder: Math.max(scan.lastOrder, ...noted.map(({ file }) => Math.floor(orderOf(file)))),
    mustResume: scan.mustResume || lost.some(({ file }) => orderOf(file) >= lastWritten),
  };
}

/** Ends a whole last entry with its line end, or sets the bytes of a cut-off write aside. */
async function mendEnd(dir: string, unended: NonNullable<Scan['unended']>): Promise<OpenReport['torn']> {
  const { file, from, bytes, whole } = unended;
  if (!whole) return { file, aside: await setTornBytesAside(dir, file, from), bytes };
  const handle = await open(path.join(dir, file), 'r+');
  try {
    await handle.write('\n', from + bytes);
    await handle.datasync();
  } finally {
    await handle.close();
  }
  return null;
}
