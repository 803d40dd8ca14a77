import { execFileSync } from 'node:child_process';
import { mkdtemp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { commitTemp, tempBeside, writeFileAtomic } from '../../../electron/files/atomic-write';
import { fileErrorCode } from '../../../electron/files/file-error';

test('a file is written as a whole and leaves nothing beside it', async () => {
  const folder = await tempFolder();
  const file = path.join(folder, '对账.json');
  await writeFileAtomic(file, 'one');
  await writeFileAtomic(file, Buffer.from('two'), { mode: 0o600 });
  expect(await readFile(file, 'utf8')).toBe('two');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  await writeFileAtomic(file, parts(['th', Buffer.from('ree')]));
  expect(await readFile(file, 'utf8')).toBe('three');
  expect(await readdir(folder)).toEqual(['对账.json']);
});

test('content that fails half-way leaves the old file', async () => {
  const folder = await tempFolder();
  const file = path.join(folder, 'a.json');
  await writeFileAtomic(file, 'old');
  await expect(writeFileAtomic(file, parts(['new', new Error('gone')]))).rejects.toMatchObject({ name: 'FileError', code: 'other', file });
  expect(await readFile(file, 'utf8')).toBe('old');
  expect(await readdir(folder)).toEqual(['a.json']);
});

test('a name as long as the system allows can be written', async () => {
  const file = path.join(await tempFolder(), '账'.repeat(84));
  await writeFileAtomic(file, 'x');
  expect(await readFile(file, 'utf8')).toBe('x');
});

test('a file that another writer finished is put in place of the target', async () => {
  const folder = await tempFolder();
  const target = path.join(folder, 'report.xlsx');
  await writeFile(target, 'old');
  const temp = tempBeside(target);
  await writeFile(temp, 'new');
  await commitTemp(temp, target);
  expect(await readFile(target, 'utf8')).toBe('new');
  expect(await readdir(folder)).toEqual(['report.xlsx']);
  await expect(commitTemp(temp, target)).rejects.toMatchObject({ code: 'other' });
});

test('a folder in the way is refused and kept', async () => {
  const folder = await tempFolder();
  await mkdir(path.join(folder, 'taken'));
  await expect(writeFileAtomic(path.join(folder, 'taken'), 'x')).rejects.toMatchObject({ name: 'FileError' });
  expect(await readdir(folder)).toEqual(['taken']);
});

test.each([
  ['ENOSPC', 'disk-full'],
  ['EDQUOT', 'disk-full'],
  ['EACCES', 'no-permission'],
  ['EPERM', 'no-permission'],
  ['EROFS', 'no-permission'],
  ['EBUSY', 'file-open'],
  ['EIO', 'other'],
  [undefined, 'other'],
])('%s is told as %s', (errno, code) => {
  expect(fileErrorCode(Object.assign(new Error('x'), { code: errno }))).toBe(code);
});

test('on a disk that is really full the old file stays and the error says so', async (context) => {
  const folder = await tempFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    context.skip('a size-limited disk can be mounted by root on Linux only');
  }
  try {
    const file = path.join(folder, 'a.json');
    await writeFileAtomic(file, 'old');
    await expect(writeFileAtomic(file, 'x'.repeat(200_000))).rejects.toMatchObject({ code: 'disk-full' });
    expect(await readFile(file, 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['a.json']);
  } finally {
    execFileSync('umount', [folder]);
  }
});

async function* parts(given: readonly (string | Uint8Array | Error)[]): AsyncGenerator<string | Uint8Array> {
  for (const part of given) {
    if (part instanceof Error) throw part;
    yield await Promise.resolve(part);
  }
}

async function tempFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'rd-files-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
