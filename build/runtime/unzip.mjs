// A zip reader for large archives: reads the directory at the end, then streams each wanted file to disk.
// Only what the pinned runtime archive needs: stored and deflated entries, no encryption, no zip64.
import fs from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import zlib from 'node:zlib';

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const STORED = 0;
const DEFLATED = 8;

/**
 * Unpacks a zip archive into `folder`. `rename(name)` gives an entry's new relative name, or `undefined` to leave it out.
 * File modes come from the archive, widened so that every user can read. Returns the number of files and bytes written.
 */
export async function unzip(archive, folder, rename = (name) => name) {
  const handle = await fs.promises.open(archive, 'r');
  let files = 0;
  let bytes = 0;
  try {
    for (const entry of await directoryOf(handle)) {
      const name = rename(entry.name);
      if (name === undefined || entry.name.endsWith('/')) continue;
      const target = path.resolve(folder, name);
      if (!target.startsWith(path.resolve(folder) + path.sep))
        throw new Error(`The archive names a file outside its folder: ${entry.name}`);
      await fs.promises.mkdir(path.dirname(target), { recursive: true, mode: 0o755 });
      await copyEntry(handle, entry, target);
      files += 1;
      bytes += entry.size;
    }
  } finally {
    await handle.close();
  }
  return { files, bytes };
}

async function copyEntry(handle, entry, target) {
  const local = await readAt(handle, entry.offset, 30);
  const start = entry.offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
  const executable = (entry.mode & 0o111) !== 0;
  const sink = fs.createWriteStream(target, { mode: executable ? 0o755 : 0o644 });
  if (entry.packed === 0) return pipeline([], sink);
  const source = fs.createReadStream('', { fd: handle.fd, autoClose: false, start, end: start + entry.packed - 1, highWaterMark: 1 << 18 });
  if (entry.method === STORED) await pipeline(source, sink);
  else if (entry.method === DEFLATED) await pipeline(source, zlib.createInflateRaw({ chunkSize: 1 << 18 }), sink);
  else throw new Error(`The archive packs ${entry.name} in a way that is not known here`);
  // The umask narrows what a new file gets; a runtime prepared by one user must be readable by the others.
  await fs.promises.chmod(target, executable ? 0o755 : 0o644);
}

async function directoryOf(handle) {
  const { size } = await handle.stat();
  const tailLength = Math.min(size, 22 + 0xffff);
  const tail = await readAt(handle, size - tailLength, tailLength);
  let at = tail.length - 22;
  while (at >= 0 && tail.readUInt32LE(at) !== END_OF_DIRECTORY) at -= 1;
  if (at < 0) throw new Error('The archive is cut off: its directory is missing');
  const directory = await readAt(handle, tail.readUInt32LE(at + 16), tail.readUInt32LE(at + 12));
  const entries = [];
  for (let p = 0; p < directory.length && directory.readUInt32LE(p) === DIRECTORY_ENTRY;) {
    const nameLength = directory.readUInt16LE(p + 28);
    entries.push({
      method: directory.readUInt16LE(p + 10),
      packed: directory.readUInt32LE(p + 20),
      size: directory.readUInt32LE(p + 24),
      mode: directory.readUInt32LE(p + 38) >>> 16,
      offset: directory.readUInt32LE(p + 42),
      name: directory.toString('utf8', p + 46, p + 46 + nameLength),
    });
    p += 46 + nameLength + directory.readUInt16LE(p + 30) + directory.readUInt16LE(p + 32);
  }
  return entries;
}

async function readAt(handle, position, length) {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await handle.read(buffer, 0, length, position);
  if (bytesRead !== length) throw new Error('The archive is cut off');
  return buffer;
}
