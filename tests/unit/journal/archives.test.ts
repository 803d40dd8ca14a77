import { chmod, readdir, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openArchives } from '../../../electron/journal/archives';
import { sha256Hex } from '../../../shared/digest';
import { clock, tempFolder } from './acts';

const BILL = '账单,金额\n2026-09,12.34\n';

function fileOf(dir: string, sha256: string): string {
  return path.join(dir, sha256.slice(0, 2), sha256);
}

async function damage(file: string): Promise<void> {
  await chmod(file, 0o600);
  await writeFile(file, 'something else');
}

test('content is kept under its digest, once, and read back', async () => {
  const dir = await tempFolder();
  const archives = await openArchives(dir, { clock });
  const sha256 = await archives.put(BILL);
  expect(sha256).toBe(sha256Hex(BILL));
  const written = (await stat(fileOf(dir, sha256))).mtimeMs;
  expect(await archives.put(Buffer.from(BILL))).toBe(sha256);
  expect((await stat(fileOf(dir, sha256))).mtimeMs).toBe(written);
  expect(Buffer.from(await archives.get(sha256)).toString('utf8')).toBe(BILL);
  expect((await stat(fileOf(dir, sha256))).mode & 0o777).toBe(0o400);
  expect(await readdir(dir)).toEqual([sha256.slice(0, 2)]);
  expect(await archives.has(sha256)).toBe(true);
  expect(await archives.list()).toEqual([sha256]);
});

test('content that comes in parts has the digest of the whole', async () => {
  const archives = await openArchives(await tempFolder(), { clock });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 200 })), async (parts) => {
      const whole = Buffer.concat(parts);
      const sha256 = await archives.put(inParts(parts));
      expect(sha256).toBe(sha256Hex(whole));
      expect(Buffer.from(await archives.get(sha256)).equals(whole)).toBe(true);
    }),
    { numRuns: Number(process.env.RD_SEEDS ?? 10) },
  );
});

test('the same content put many times at once is one file', async () => {
  const dir = await tempFolder();
  const archives = await openArchives(dir, { clock });
  const digests = await Promise.all(Array.from({ length: 20 }, () => archives.put(BILL)));
  expect(new Set(digests).size).toBe(1);
  expect(await archives.list()).toEqual([digests[0]]);
});

test('an unknown digest is missing, whatever it looks like', async () => {
  const archives = await openArchives(await tempFolder(), { clock });
  await expect(archives.get('0'.repeat(64))).rejects.toMatchObject({ code: 'missing' });
  await expect(archives.get('../../etc/passwd')).rejects.toMatchObject({ code: 'missing' });
  expect(await archives.has('0'.repeat(64))).toBe(false);
});

test('damaged content is refused, and healed by the good one, which leaves the damaged beside it', async () => {
  const dir = await tempFolder();
  const archives = await openArchives(dir, { clock });
  const sha256 = await archives.put(BILL);
  await damage(fileOf(dir, sha256));
  await expect(archives.get(sha256)).rejects.toMatchObject({ code: 'damaged', sha256 });
  await expect(drain(archives.read(sha256))).rejects.toMatchObject({ code: 'damaged' });
  await archives.put(BILL);
  expect(Buffer.from(await archives.get(sha256)).toString('utf8')).toBe(BILL);
  expect((await readdir(path.dirname(fileOf(dir, sha256)))).sort()).toEqual([sha256, `${sha256}.damaged-1`]);
  expect(await archives.list()).toEqual([sha256]);
});

test('content that stops half-way leaves nothing', async () => {
  const dir = await tempFolder();
  const archives = await openArchives(dir, { clock });
  await expect(archives.put(stopping())).rejects.toMatchObject({ code: 'other' });
  expect(await readdir(dir)).toEqual([]);
});

test('what a killed process left is removed after a day', async () => {
  const dir = await tempFolder();
  const old = path.join(dir, '.rd-0123456789abcdef.tmp');
  const fresh = path.join(dir, '.rd-fedcba9876543210.tmp');
  await writeFile(old, 'half');
  await writeFile(fresh, 'half');
  await utimes(old, new Date('2026-10-06T00:00:00Z'), new Date('2026-10-06T00:00:00Z'));
  await utimes(fresh, clock(), clock());
  await openArchives(dir, { clock });
  expect(await readdir(dir)).toEqual([path.basename(fresh)]);
});

async function* inParts(parts: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield await Promise.resolve(part);
}

async function* stopping(): AsyncGenerator<string> {
  yield await Promise.resolve('half');
  throw new Error('the source went away');
}

async function drain(parts: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const part of parts) void part;
}
