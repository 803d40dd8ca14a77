import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { containedParts, containedPath } from '../../../electron/files/contained-path';

test('plain names lead to a path below the root, whether it exists or not', async () => {
  const root = await tempFolder();
  expect(await containedPath(root, 'index.html')).toBe(path.join(root, 'index.html'));
  expect(await containedPath(root, 'assets/图 1.svg')).toBe(path.join(root, 'assets', '图 1.svg'));
  expect(await containedPath(root, '..hidden/a..b')).toBe(path.join(root, '..hidden', 'a..b'));
});

test.each([
  ['', 'empty'],
  ['a//b', 'empty'],
  ['a/', 'empty'],
  ['/etc/passwd', 'absolute'],
  ['\\\\server\\share', 'absolute'],
  ['C:\\Windows', 'absolute'],
  ['c:evil', 'absolute'],
  ['..', 'climbs'],
  ['a/../b', 'climbs'],
  ['a/..\\..\\b', 'climbs'],
  ['.', 'climbs'],
  ['./a', 'climbs'],
  ['%2e%2e/secret', 'encoded'],
  ['a%2fb', 'encoded'],
  ['%252e', 'encoded'],
  ['a\0.html', 'bad-character'],
  ['a\\b', 'bad-character'],
  ['file.txt:stream', 'bad-character'],
  ['.. /x', 'bad-character'],
  ['.../x', 'bad-character'],
  ['a./b', 'bad-character'],
  ['NUL', 'device-name'],
  ['a/com1.txt', 'device-name'],
])('%j is refused as %s', async (name, reason) => {
  await expect(containedPath('/srv/app', name)).rejects.toMatchObject({ name: 'PathRefusedError', reason });
});

test('a symbolic link on the way or at the end is refused, inside or out', async () => {
  const root = await tempFolder();
  const outside = await tempFolder();
  await writeFile(path.join(outside, 'secret'), 's');
  await mkdir(path.join(root, 'real'));
  await symlink(outside, path.join(root, 'away'));
  await symlink(path.join(outside, 'secret'), path.join(root, 'real', 'one'));
  await symlink(path.join(root, 'real'), path.join(root, 'within'));
  for (const name of ['away/secret', 'real/one', 'within/x'])
    await expect(containedPath(root, name)).rejects.toMatchObject({ reason: 'link' });
  expect(await containedPath(root, 'real/two')).toBe(path.join(root, 'real', 'two'));
});

test('no name that is let through leaves the root on any system', () => {
  const piece = fc.constantFrom('..', '.', '/', '\\', 'a', '%2e', '%', ':', '\0', ' ', 'C:', '~', '账', '．．', '\u2025');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      let parts: string[];
      try {
        parts = containedParts(pieces.join(''));
      } catch {
        return;
      }
      for (const system of [path.posix, path.win32]) {
        const root = system.resolve(system === path.win32 ? 'C:\\app' : '/app');
        expect(system.resolve(root, ...parts).startsWith(root + system.sep)).toBe(true);
      }
    }),
    { numRuns: 2000 },
  );
});

async function tempFolder(): Promise<string> {
  const folder = await realpath(await mkdtemp(path.join(os.tmpdir(), 'rd-path-')));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
