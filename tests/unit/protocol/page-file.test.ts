import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageFile } from '../../../electron/protocol/page-file';

let base: string;
let root: string;

beforeAll(() => {
  base = fs.mkdtempSync(path.join(os.tmpdir(), 'contained-'));
  root = path.join(base, 'root');
  fs.mkdirSync(path.join(root, 'assets'), { recursive: true });
  fs.writeFileSync(path.join(root, 'index.html'), 'x');
  fs.writeFileSync(path.join(root, 'assets', 'a-1.js'), 'x');
  fs.writeFileSync(path.join(base, 'secret.txt'), 'secret');
  fs.mkdirSync(path.join(base, 'root-beside'));
  fs.writeFileSync(path.join(base, 'root-beside', 'x.js'), 'secret');
  fs.symlinkSync(path.join(base, 'secret.txt'), path.join(root, 'link.txt'));
});
afterAll(() => fs.rmSync(base, { recursive: true, force: true }));

describe('addresses of the app', () => {
  it('are plain files of the page', async () => {
    expect(await pageFile(root, 'app://desk/')).toBe(path.join(root, 'index.html'));
    expect(await pageFile(root, 'app://desk/index.html?x=1#/period')).toBe(path.join(root, 'index.html'));
    expect(await pageFile(root, 'app://desk/assets/a-1.js')).toBe(path.join(root, 'assets', 'a-1.js'));
  });

  it.each([
    'app://desk/../secret.txt',
    'app://desk/assets/../../secret.txt',
    'app://desk/..%2fsecret.txt',
    'app://desk/%2e%2e/secret.txt',
    'app://desk/..\\secret.txt',
    'app://desk//etc/passwd',
    'app://desk/link.txt',
    'app://desk/../root-beside/x.js',
    'app://desk/index.html%00.js',
    'app://other/index.html',
    'file:///etc/passwd',
    'app://desk/C:/windows/win.ini',
  ])('refuses %s', async (address) => {
    expect(await pageFile(root, address)).toBeNull();
  });
});
