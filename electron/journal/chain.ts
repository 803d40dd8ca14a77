/** One link of the journal's chain: how an entry becomes a line, and how a line is proven to follow the one before it. */
import { isUtf8 } from 'node:buffer';
import { createHash, hash as digestOf } from 'node:crypto';
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
const HASH = ',"hash":"';
const PREVIOUS = '","previous":"';
const SEQ = '","seq":';
const BEGIN = '{"at":';
const HASH_PART = HASH.length + 64 + 1;
/** From the hash to the number. */
const TAIL = HASH.length + 64 + PREVIOUS.length + 64 + SEQ.length;
const HEX = /^[0-9a-f]{64}$/;

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

/**
 * The seal of a line, or what is wrong with the line taken by itself. `null` stands for a line that is longer than any the journal writes.
 * Works on the bytes: at start every line of the journal passes here.
 */
export function readSeal(line: Buffer | null): LineSeal | 'unreadable' | 'changed' {
  if (line === null || line.at(-1) !== 0x7d) return 'unreadable';
  let digits = line.length - 1;
  while (digits > 0 && isDigit(line[digits - 1])) digits -= 1;
  const from = digits - TAIL;
  const number = line.toString('latin1', digits, line.length - 1);
  if (from < BEGIN.length || number.length > 16 || !/^[1-9]/.test(number)) return 'unreadable';
  const tail = line.toString('latin1', from, digits);
  const previous = tail.slice(HASH_PART - 1 + PREVIOUS.length, -SEQ.length);
  if (!tail.startsWith(HASH) || !tail.startsWith(PREVIOUS, HASH_PART - 1) || !tail.endsWith(SEQ) || !HEX.test(previous))
    return 'unreadable';
  if (line.toString('latin1', 0, BEGIN.length) !== BEGIN || !isUtf8(line)) return 'unreadable';
  const hash = tail.slice(HASH.length, HASH.length + 64);
  if (hashWithout(line, from, from + HASH_PART) !== hash) return 'changed';
  const seq = Number(number);
  return Number.isSafeInteger(seq) ? { seq, hash, previous } : 'unreadable';
}

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39;

/**
 * The entry of a line whose seal holds.
 * @throws JournalError `newer-version`: a line with a good hash that this app cannot read was written by another version
 */
export function parseSealed(line: Buffer, seal: LineSeal): JournalEntry {
  const parsed = JournalEntry.safeParse(JSON.parse(line.toString('utf8')));
  if (!parsed.success) throw new JournalError('newer-version', `entry ${seal.seq} is of a kind this version does not know`);
  return parsed.data;
}

function hashOf(core: string): string {
  return createHash('sha256').update(core, 'utf8').digest('hex');
}

/** Most lines fit; one digest over bytes that lie together is less than half the work of a running one. */
const SCRATCH = Buffer.alloc(64 * 1024);

/** SHA-256 of the bytes without those in between. */
function hashWithout(bytes: Buffer, from: number, to: number): string {
  if (bytes.length > SCRATCH.length) return createHash('sha256').update(bytes.subarray(0, from)).update(bytes.subarray(to)).digest('hex');
  bytes.copy(SCRATCH, 0, 0, from);
  bytes.copy(SCRATCH, from, to);
  return digestOf('sha256', SCRATCH.subarray(0, bytes.length - (to - from)));
}
