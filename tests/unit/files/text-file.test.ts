import { createHash } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { TextFile } from '../../../electron/files/text-file';

async function folder(): Promise<string> {
  const made = await mkdtemp(path.join(os.tmpdir(), 'rd-text-'));
  onTestFinished(() => rm(made, { recursive: true, force: true }));
  return made;
}

test('pieces arrive in the order of the calls, and the digest is the file’s', async () => {
  const place = await folder();
  const target = path.join(place, 'a.csv');
  await writeFile(target, 'old');
  const file = await TextFile.open(target);
  const writes = ['\ufeff一,', '二\r\n', 'x'.repeat(300_000)].map((piece) => file.write(piece));
  expect(await readFile(target, 'utf8')).toBe('old');
  await Promise.all(writes);
  const { sha256, bytes } = await file.close();
  const found = await readFile(target);
  expect(found.toString('utf8')).toBe(`\ufeff一,二\r\n${'x'.repeat(300_000)}`);
  expect(bytes).toBe(found.length);
  expect(sha256).toBe(createHash('sha256').update(found).digest('hex'));
  expect(await readdir(place)).toEqual(['a.csv']);
});

test('given up it leaves what was there, and nothing beside it', async () => {
  const place = await folder();
  const target = path.join(place, 'a.csv');
  await writeFile(target, 'old');
  const file = await TextFile.open(target);
  await file.write('half');
  await file.abort();
  expect(await readFile(target, 'utf8')).toBe('old');
  expect(await readdir(place)).toEqual(['a.csv']);
  await expect(file.write('more')).rejects.toMatchObject({ name: 'FileError' });
});

test('a folder that is not there is said at once', async () => {
  await expect(TextFile.open(path.join(await folder(), 'no', 'a.csv'))).rejects.toMatchObject({ name: 'FileError', code: 'other' });
});

test.skipIf(process.platform === 'win32')('a target that may not be written is said at once', async () => {
  const place = await folder();
  const target = path.join(place, 'a.csv');
  await writeFile(target, 'old');
  await chmod(target, 0o400);
  // The superuser may write everything: it looks on as nobody, in a folder that nobody may write to.
  const root = process.getuid?.() === 0;
  if (root) await chmod(place, 0o777);
  if (root) process.seteuid?.(65_534);
  try {
    await expect(TextFile.open(target)).rejects.toMatchObject({ code: 'no-permission' });
  } finally {
    if (root) process.seteuid?.(0);
  }
});
