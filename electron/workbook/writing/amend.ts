/**
 * Adds parts to a finished package. The sheets' bytes stay where they are: the small parts behind them and the directory are taken off,
 * changed, packed anew with what is added, and put back. A package of a million rows is never in memory.
 */
import { open } from 'node:fs/promises';
import { strToU8, zipSync } from 'fflate';
import { WorkbookError } from '../../../shared/workbook/errors';
import { readAt, readZipDirectory } from '../xlsx/zip-directory';
import { readPart } from '../xlsx/zip-part';

const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END_SIZE = 22;
const MOST_BYTES = 0xffff_fffe;

/**
 * @param from name of the first part that may change; it and all behind it are handed to `change`
 * @param change the parts by name, to be changed and added to
 */
export async function amendPackage(path: string, from: string, change: (parts: Map<string, string>) => void): Promise<void> {
  const file = await open(path, 'r+');
  try {
    const { size } = await file.stat();
    const entries = await readZipDirectory(file, size);
    const cut = entries.get(from.toLowerCase())?.offset;
    if (cut === undefined || size > MOST_BYTES) throw new WorkbookError('crashed', `package: ${from}`);
    const parts = new Map<string, string>();
    for (const entry of entries.values()) if (entry.offset >= cut) parts.set(entry.name, await readPart(file, entry));
    change(parts);
    const end = await readAt(file, size - END_SIZE, END_SIZE);
    if (end.readUInt32LE(0) !== END) throw new WorkbookError('crashed', 'package: directory');
    const directory = await readAt(file, end.readUInt32LE(16), end.readUInt32LE(12));
    const kept = records(directory).filter((record) => record.readUInt32LE(42) < cut);
    const tail = Buffer.from(zipSync(Object.fromEntries([...parts].map(([name, text]) => [name, strToU8(text)])), { level: 6 }));
    const tailEnd = tail.subarray(tail.length - END_SIZE);
    const tailStart = tailEnd.readUInt32LE(16);
    const added = records(tail.subarray(tailStart, tailStart + tailEnd.readUInt32LE(12)));
    for (const record of added) record.writeUInt32LE(record.readUInt32LE(42) + cut, 42);
    const all = Buffer.concat([...kept, ...added]);
    const last = Buffer.alloc(END_SIZE);
    last.writeUInt32LE(END, 0);
    last.writeUInt16LE(kept.length + added.length, 8);
    last.writeUInt16LE(kept.length + added.length, 10);
    last.writeUInt32LE(all.length, 12);
    last.writeUInt32LE(cut + tailStart, 16);
    const bytes = Buffer.concat([tail.subarray(0, tailStart), all, last]);
    await file.truncate(cut);
    for (let done = 0; done < bytes.length;) done += (await file.write(bytes, done, bytes.length - done, cut + done)).bytesWritten;
  } finally {
    await file.close();
  }
}

function records(directory: Buffer): Buffer[] {
  const all: Buffer[] = [];
  for (let at = 0; at + 46 <= directory.length;) {
    if (directory.readUInt32LE(at) !== CENTRAL) throw new WorkbookError('crashed', 'package: directory');
    const next = at + 46 + directory.readUInt16LE(at + 28) + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
    all.push(directory.subarray(at, next));
    at = next;
  }
  return all;
}
