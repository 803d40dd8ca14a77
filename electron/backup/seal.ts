/**
 * The seal of a backup with a passphrase: scrypt makes the keys, AES-256-GCM seals pieces of 1 MB, each bound to its place and the last one
 * to being the last (the STREAM construction), so that pieces left out, swapped, repeated or cut off are seen. Memory is bounded.
 *
 * Head, 80 bytes: `RDBACKUP` · version (1) · salt (16) · nonce prefix (7) · SHA-256 of all that (first 16) · HMAC-SHA-256 of all that with
 * the second key (32). The plain digest tells a damaged head from a wrong passphrase. Behind the last piece stand 8 bytes that close the file.
 */
import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { BackupError } from './backup-error';

export const MAGIC = Buffer.from('RDBACKUP', 'latin1');
const VERSION = 1;
const SALT = 16;
const PREFIX = 7;
const FACTS = MAGIC.length + 1 + SALT + PREFIX;
const SUM = 16;
const CHECK = 32;
const HEAD = FACTS + SUM + CHECK;
const PIECE = 1 << 20;
const TAG = 16;
/** Closes the file: without it, it was cut; with it, a last piece that does not open was changed. */
const END = Buffer.from('PUKCABDR', 'latin1');
/** 128 MB and some tenths of a second: what version 1 means, never read from the file, so that no file can ask for more. */
const SCRYPT = { N: 2 ** 17, r: 8, p: 1, maxmem: 160 * 1024 * 1024 };

interface Keys {
  readonly seal: Buffer;
  readonly check: Buffer;
}

/** The bytes sealed with the passphrase. */
export async function* sealed(bytes: AsyncIterable<Uint8Array>, passphrase: string): AsyncGenerator<Uint8Array> {
  const facts = Buffer.concat([MAGIC, Buffer.of(VERSION), randomBytes(SALT + PREFIX)]);
  const keys = await keysOf(passphrase, facts);
  const bound = Buffer.concat([facts, sumOf(facts)]);
  const head = Buffer.concat([bound, checkOf(keys, bound)]);
  yield head;
  for await (const { piece, at, last } of pieces(bytes, PIECE)) {
    const cipher = createCipheriv('aes-256-gcm', keys.seal, nonceOf(facts, at, last));
    cipher.setAAD(head);
    yield Buffer.concat([cipher.update(piece), cipher.final(), cipher.getAuthTag()]);
  }
  yield END;
}

/**
 * The bytes that were sealed. Every piece is proven before it is given out; the end is proven when the iteration ends.
 * @throws BackupError `not-a-backup`, `newer-version`, `wrong-passphrase`, `damaged`, `truncated`
 */
export async function* unsealed(bytes: AsyncIterable<Uint8Array>, passphrase: string): AsyncGenerator<Uint8Array> {
  const source = bytes[Symbol.asyncIterator]();
  try {
    const { head, rest } = await readHead(source);
    const facts = head.subarray(0, FACTS);
    const keys = await keysOf(passphrase, facts);
    if (!timingSafeEqual(checkOf(keys, head.subarray(0, FACTS + SUM)), head.subarray(FACTS + SUM)))
      throw new BackupError('wrong-passphrase');
    let ended = false;
    const following = async function* (): AsyncGenerator<Uint8Array> {
      let held: Uint8Array = rest;
      for (let next = await source.next(); !next.done; next = await source.next()) {
        const all = Buffer.concat([held, next.value]);
        const cut = Math.max(0, all.length - END.length);
        held = all.subarray(cut);
        if (cut > 0) yield all.subarray(0, cut);
      }
      ended = END.equals(held.subarray(-END.length));
      yield ended ? held.subarray(0, -END.length) : held;
    };
    for await (const { piece, at, last } of pieces(following(), PIECE + TAG)) {
      const plain = opened(keys, head, piece, at, last);
      if (plain !== null) {
        yield plain;
        continue;
      }
      throw new BackupError(last && !ended ? 'truncated' : 'damaged', `piece ${at + 1}`);
    }
    if (!ended) throw new BackupError('truncated', 'end');
  } finally {
    await source.return?.(undefined);
  }
}

async function readHead(source: AsyncIterator<Uint8Array>): Promise<{ head: Buffer; rest: Buffer }> {
  let start = Buffer.alloc(0);
  while (start.length < HEAD) {
    const next = await source.next();
    if (next.done) break;
    start = Buffer.concat([start, next.value]);
  }
  if (!start.subarray(0, MAGIC.length).equals(MAGIC)) throw new BackupError('not-a-backup');
  if ((start[MAGIC.length] ?? VERSION) > VERSION) throw new BackupError('newer-version', `seal ${start[MAGIC.length]}`);
  if (start.length < HEAD) throw new BackupError('truncated', 'head');
  const head = start.subarray(0, HEAD);
  if (!sumOf(head.subarray(0, FACTS)).equals(head.subarray(FACTS, FACTS + SUM))) throw new BackupError('damaged', 'head');
  return { head, rest: start.subarray(HEAD) };
}

/** What a piece holds, or null when it is not the one that was sealed for this place. */
function opened(keys: Keys, head: Buffer, piece: Buffer, at: number, last: boolean): Buffer | null {
  if (piece.length < TAG) return null;
  const decipher = createDecipheriv('aes-256-gcm', keys.seal, nonceOf(head, at, last), { authTagLength: TAG });
  decipher.setAAD(head);
  decipher.setAuthTag(piece.subarray(-TAG));
  try {
    return Buffer.concat([decipher.update(piece.subarray(0, -TAG)), decipher.final()]);
  } catch {
    return null;
  }
}

/** Prefix, number of the piece, and whether it is the last. The prefix is random per file and the key per salt: no nonce comes twice. */
function nonceOf(head: Buffer, at: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  head.copy(nonce, 0, FACTS - PREFIX, FACTS);
  nonce.writeUInt32BE(at, PREFIX);
  nonce.writeUInt8(last ? 1 : 0, PREFIX + 4);
  return nonce;
}

/** The same passphrase typed on another system may come in another Unicode form. */
function keysOf(passphrase: string, facts: Buffer): Promise<Keys> {
  const salt = facts.subarray(MAGIC.length + 1, MAGIC.length + 1 + SALT);
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFKC'), salt, 64, SCRYPT, (error, key) => {
      if (error) reject(error);
      else resolve({ seal: key.subarray(0, 32), check: key.subarray(32) });
    });
  });
}

function sumOf(facts: Buffer): Buffer {
  return createHash('sha256').update(facts).digest().subarray(0, SUM);
}

function checkOf(keys: Keys, bound: Buffer): Buffer {
  return createHmac('sha256', keys.check).update(bound).digest();
}

/** Cuts a stream into pieces of one size; the last one, which may be shorter or empty, is known as the last. */
async function* pieces(bytes: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<{ piece: Buffer; at: number; last: boolean }> {
  let held: Uint8Array[] = [];
  let length = 0;
  let at = 0;
  for await (const part of bytes) {
    held.push(part);
    length += part.length;
    // One byte more than a piece proves that it is not the last.
    if (length <= size) continue;
    const all = Buffer.concat(held);
    let from = 0;
    for (; all.length - from > size; from += size) yield { piece: all.subarray(from, from + size), at: at++, last: false };
    held = [all.subarray(from)];
    length = all.length - from;
  }
  yield { piece: Buffer.concat(held), at, last: true };
}
