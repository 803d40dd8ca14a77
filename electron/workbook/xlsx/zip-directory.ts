/** The central directory of a zip package, read and judged before anything is unpacked. Names are keys only; nothing is written to disk. */
import { isUtf8 } from 'node:buffer';
import type { FileHandle } from 'node:fs/promises';
import { TableError } from '../../../shared/workbook/errors';
import { LIMITS } from '../limits';

export interface ZipEntry {
  readonly name: string;
  /** The name as it stands there, before slashes were put right. */
  readonly stated: string;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly crc: number;
  /** Where its local header starts. */
  readonly offset: number;
}

const END = 0x06054b50;
const END64 = 0x06064b50;
const LOCATOR64 = 0x07064b50;
const CENTRAL = 0x02014b50;
const NONE32 = 0xffffffff;

/**
 * Lists the parts of a package.
 * @throws TableError `truncated` (no or broken directory), `encrypted`, `bomb` (entries, size, ratio), `not-a-table` (two parts of one name)
 */
export async function readZipDirectory(file: FileHandle, size: number): Promise<ReadonlyMap<string, ZipEntry>> {
  const tailSize = Math.min(size, 22 + 65_535 + 20);
  const tail = await readAt(file, size - tailSize, tailSize);
  let at = tail.length - 22;
  while (at >= 0 && tail.readUInt32LE(at) !== END) at--;
  if (at < 0) throw new TableError('truncated', 'zip directory');
  let count = tail.readUInt16LE(at + 10);
  let length = tail.readUInt32LE(at + 12);
  let start = tail.readUInt32LE(at + 16);
  if ((count === 0xffff || length === NONE32 || start === NONE32) && at >= 20 && tail.readUInt32LE(at - 20) === LOCATOR64) {
    const end = await readAt(file, Number(tail.readBigUInt64LE(at - 20 + 8)), 56);
    if (end.readUInt32LE(0) !== END64) throw new TableError('truncated', 'zip directory');
    count = Number(end.readBigUInt64LE(32));
    length = Number(end.readBigUInt64LE(40));
    start = Number(end.readBigUInt64LE(48));
  }
  if (count > LIMITS.entries || length > LIMITS.entries * 1_024) throw new TableError('bomb', `${count} parts`);
  if (start + length > size) throw new TableError('truncated', 'zip directory');
  return judged(parse(await readAt(file, start, length), count));
}

function parse(directory: Buffer, count: number): ZipEntry[] {
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let index = 0; index < count; index++) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== CENTRAL) throw new TableError('truncated', 'zip directory');
    const nameLength = directory.readUInt16LE(at + 28);
    const extraLength = directory.readUInt16LE(at + 30);
    const next = at + 46 + nameLength + extraLength + directory.readUInt16LE(at + 32);
    if (next > directory.length) throw new TableError('truncated', 'zip directory');
    const stated = nameText(directory.subarray(at + 46, at + 46 + nameLength));
    const name = stated.replace(/\\/g, '/').replace(/^\/+/, '');
    if ((directory.readUInt16LE(at + 8) & 1) !== 0) throw new TableError('encrypted', name);
    const extra = directory.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
    const wide = wideSizes(extra, [directory.readUInt32LE(at + 24), directory.readUInt32LE(at + 20), directory.readUInt32LE(at + 42)]);
    const [unpacked = 0, packed = 0, offset = 0] = wide;
    entries.push({ name, stated, method: directory.readUInt16LE(at + 10), crc: directory.readUInt32LE(at + 16), packed, unpacked, offset });
    at = next;
  }
  return entries;
}

/** UTF-8, else what a Chinese Windows writes without saying so. */
function nameText(bytes: Buffer): string {
  return isUtf8(bytes) ? bytes.toString('utf8') : new TextDecoder('gb18030').decode(bytes);
}

/** Values that did not fit 32 bits stand in the extra field 0x0001, in this order, only those that are 0xffffffff. */
function wideSizes(extra: Buffer, values: readonly number[]): number[] {
  let field = 0;
  while (field + 4 <= extra.length && extra.readUInt16LE(field) !== 1) field += 4 + extra.readUInt16LE(field + 2);
  let at = field + 4;
  return values.map((value) => {
    if (value !== NONE32) return value;
    if (at + 8 > extra.length) throw new TableError('truncated', 'zip directory');
    at += 8;
    return Number(extra.readBigUInt64LE(at - 8));
  });
}

function judged(entries: readonly ZipEntry[]): ReadonlyMap<string, ZipEntry> {
  const byName = new Map<string, ZipEntry>();
  let total = 0;
  for (const entry of entries) {
    total += entry.unpacked;
    if (total > LIMITS.unpackedBytes) throw new TableError('bomb', `more than ${LIMITS.unpackedBytes} bytes unpacked`);
    if (entry.unpacked > LIMITS.ratioFrom && entry.unpacked > entry.packed * LIMITS.ratio) throw new TableError('bomb', entry.name);
    const key = entry.name.toLowerCase();
    if (byName.has(key)) throw new TableError('not-a-table', `${entry.name} stands twice in the package`);
    byName.set(key, entry);
  }
  return byName;
}

/** @throws TableError `truncated` when the file ends before `length` bytes */
export async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  let done = 0;
  while (done < length) {
    const { bytesRead } = await file.read(buffer, done, length - done, position + done);
    if (bytesRead === 0) throw new TableError('truncated', `byte ${position + done}`);
    done += bytesRead;
  }
  return buffer;
}
