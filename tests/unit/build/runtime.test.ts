import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasDisplay, launchArgs } from '../../../build/runtime/launch-args.mjs';
import { downloadAddress } from '../../../build/runtime/official.mjs';
import { readableBy } from '../../../build/runtime/share.mjs';
import { unzip } from '../../../build/runtime/unzip.mjs';

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rd-runtime-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

describe('switches for the machine', () => {
  it('draw into memory where there is no display', () => {
    expect(launchArgs({ display: false, uid: 1000, platform: 'linux' })).toEqual(['--ozone-platform=headless', '--disable-gpu']);
  });
  it('leave the browser sandbox off only for root on Linux', () => {
    expect(launchArgs({ display: true, uid: 0, platform: 'linux' })).toEqual(['--no-sandbox']);
    expect(launchArgs({ display: true, uid: 1000, platform: 'linux' })).toEqual([]);
    expect(launchArgs({ display: true, uid: 0, platform: 'darwin' })).toEqual([]);
  });
  it('know X11 and Wayland, and that other systems always have a display', () => {
    expect(hasDisplay({}, 'linux')).toBe(false);
    expect(hasDisplay({ DISPLAY: ':0' }, 'linux')).toBe(true);
    expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true);
    expect(hasDisplay({}, 'win32')).toBe(true);
  });
});

describe('the official download', () => {
  it('comes from the project itself unless a mirror is named', () => {
    expect(downloadAddress('45.4.1', {})).toMatch(
      /^https:\/\/github\.com\/electron\/electron\/releases\/download\/v45\.4\.1\/electron-v45\.4\.1-/,
    );
    expect(downloadAddress('45.4.1', { ELECTRON_MIRROR: 'https://mirror.example/electron/' })).toMatch(
      /^https:\/\/mirror\.example\/electron\/v45\.4\.1\//,
    );
  });
  it('follows the folder pattern of a mirror', () => {
    const env = { ELECTRON_MIRROR: 'https://mirror.example/', ELECTRON_CUSTOM_DIR: '{{ version }}' };
    expect(downloadAddress('45.4.1', env)).toMatch(/^https:\/\/mirror\.example\/45\.4\.1\//);
  });
});

describe('the zip reader', () => {
  it('unpacks what is wanted, under the names it is given', async () => {
    const archive = path.join(folder, 'a.zip');
    const long = 'x'.repeat(100_000);
    fs.writeFileSync(
      archive,
      zipSync({
        App: [strToU8(long), { level: 6 }],
        'lib/stored': [strToU8('as it is'), { level: 0 }],
        empty: strToU8(''),
        other: strToU8('no'),
      }),
    );
    const out = path.join(folder, 'out');
    const counted = await unzip(archive, out, (name: string) => (name === 'other' ? undefined : name.replace('App', 'electron')));
    expect(counted).toEqual({ files: 3, bytes: 100_008 });
    expect(fs.readFileSync(path.join(out, 'electron'), 'utf8')).toBe(long);
    expect(fs.readFileSync(path.join(out, 'lib/stored'), 'utf8')).toBe('as it is');
    expect(fs.existsSync(path.join(out, 'other'))).toBe(false);
  });
  it('refuses a name that leads out of the folder', async () => {
    const archive = path.join(folder, 'a.zip');
    fs.writeFileSync(archive, zipSync({ '../outside': strToU8('x') }));
    await expect(unzip(archive, path.join(folder, 'out'))).rejects.toThrow('outside its folder');
    expect(fs.existsSync(path.join(folder, 'outside'))).toBe(false);
  });
  it('says so when the archive is cut off', async () => {
    const archive = path.join(folder, 'a.zip');
    fs.writeFileSync(archive, zipSync({ a: strToU8('x'.repeat(1000)) }).slice(0, 60));
    await expect(unzip(archive, path.join(folder, 'out'))).rejects.toThrow('cut off');
  });
});

it('a folder that others cannot enter is shared as a copy that they can', () => {
  const hidden = path.join(folder, 'hidden');
  fs.mkdirSync(path.join(hidden, 'sub'), { recursive: true });
  fs.writeFileSync(path.join(hidden, 'sub', 'file'), folder);
  fs.chmodSync(folder, 0o700);
  const shared = readableBy(hidden, path.join(hidden, 'sub', 'file'));
  const copy = path.dirname(path.dirname(shared));
  try {
    expect(shared.startsWith(folder)).toBe(false);
    expect(fs.readFileSync(shared, 'utf8')).toBe(folder);
    expect(fs.statSync(copy).mode & 0o005).toBe(0o005);
  } finally {
    fs.rmSync(copy, { recursive: true, force: true });
  }
});
