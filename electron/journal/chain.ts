/** One link of the journal's chain: how an entry becomes a line, and how a line is proven to follow the one before it. */
import { createHash } from 'node:crypto';
import type { BreakWhy } from '../../shared/journal/check';
import { JournalEntry, type JournalBody, type JournalHead } from '../../shared/journal/entries';
import { canonicalJson } from '../../shared/digest';
import { JournalError } from './journal-error';

/** What stands before the first entry. */
export const ORIGIN: JournalHead = { seq: 0, hash: '0'.repeat(64) };

/** A longer line is refused on the way in and counts as unreadable on the way out. */
export const MAX_LINE_BYTES = 64 * 1024 * 1024;

/**
 * Why a line does not continue the chain. `unreadable`: not a journal line. `changed`: its content does not have its hash.
 * `unlinked`: it does not follow the entry before it (one was removed, or rewritten). `out-of-order`: its number is wrong.
 * `cut-short`: the file ends before the last entry that was written. `missing-file`: the file before this place is gone.
 */
export type BreakCause = BreakWhy;

/** Canonical JSON sorts keys, so every line ends in these three; `at`, `body` and `by` come before. */
const TAIL = /,"hash":"([0-9a-f]{64})","previous":"([0-9a-f]{64})","seq":([1-9]\d{0,15})\}$/;
const TAIL_LENGTH = 200;

export interface SealedEntry {
  readonly entry: JournalEntry;
  /** Canonical JSON of the entry, without the line end. */
  readonly line: string;
}

/**
 * The entry that follows `after`. What is returned was parsed back from the line, so the caller sees just what a replay will see.
 * @throws JournalError `invalid` when the entry could not be read back
 */
export function sealEntry(after: JournalHead, at: string, by: string, body: JournalBody): SealedEntry {
  const seq = after.seq + 1;
  const core = canonicalJson({ seq, at, by, body, previous: after.hash });
  const end = `,"previous":"${after.hash}","seq":${seq}}`;
  const line = `${core.slice(0, -end.length)},"hash":"${hashOf(core)}"${end}`;
  const parsed = JournalEntry.safeParse(JSON.parse(line));
  if (!parsed.success || Buffer.byteLength(line) > MAX_LINE_BYTES)
    throw new JournalError('invalid', `an entry of kind ${body.kind} does not fit the journal`);
  return { entry: parsed.data, line };
}

/** A line whose content has its hash, before it is known whether it follows its neighbour. */
export interface LineSeal {
  readonly seq: number;
  readonly hash: string;
  readonly previous: string;
}

/** The seal of a line, or what is wrong with the line taken by itself. `null` text stands for bytes that are no text. */
export function readSeal(text: string | null): LineSeal | 'unreadable' | 'changed' {
  if (text === null) return 'unreadable';
  const tail = TAIL.exec(text.slice(-TAIL_LENGTH));
  if (!tail || !text.startsWith('{"at":')) return 'unreadable';
  const [all, hash = '', previous = '', seqText = ''] = tail;
  const core = `${text.slice(0, text.length - all.length)},"previous":"${previous}","seq":${seqText}}`;
  const seq = Number(seqText);
  if (hashOf(core) !== hash) return 'changed';
  return Number.isSafeInteger(seq) ? { seq, hash, previous } : 'unreadable';
}

/**
 * The entry of a line whose seal holds.
 * @throws JournalError `newer-version`: a line with a good hash that this app cannot read was written by another version
 */
export function parseSealed(text: string, seal: LineSeal): JournalEntry {
  const parsed = JournalEntry.safeParse(JSON.parse(text));
  if (!parsed.success) throw new JournalError('newer-version', `entry ${seal.seq} is of a kind this version does not know`);
  return parsed.data;
}

function hashOf(core: string): string {
  return createHash('sha256').update(core, 'utf8').digest('hex');
}
