// A runtime that another user can read: the security tests start the app as a plain user, who cannot look into root's home.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { filesBelow } from '../setup/digest.mjs';

/**
 * Path of a file below a folder that everybody can read: the same one, or one in a copy of `folder` under the temporary
 * folder (hard links where the file system allows, so that it costs neither time nor space).
 */
export function readableBy(folder, file) {
  if (openToAll(folder)) return file;
  const about = fs.statSync(file);
  const mark = createHash('sha256').update(`${file}|${about.size}|${about.mtimeMs}`).digest('hex').slice(0, 12);
  const copy = path.join(os.tmpdir(), `reconcile-desk-shared-${mark}`);
  if (!fs.existsSync(copy)) {
    const work = fs.mkdtempSync(path.join(os.tmpdir(), 'reconcile-desk-sharing-'));
    for (const source of filesBelow(folder)) place(source, path.join(work, path.relative(folder, source)));
    makeEnterable(work);
    try {
      fs.renameSync(work, copy);
    } catch {
      // Another run made the same copy meanwhile.
      fs.rmSync(work, { recursive: true, force: true });
    }
  }
  return path.join(copy, path.relative(folder, file));
}

/** The runtime, in a place where any user can run it. */
export function readableRuntime(runtime) {
  return { ...runtime, path: readableBy(path.dirname(runtime.path), runtime.path) };
}

function place(source, target) {
  fs.mkdirSync(path.dirname(target), { recursive: true });
  try {
    fs.linkSync(source, target);
  } catch {
    fs.copyFileSync(source, target);
  }
}

function makeEnterable(folder) {
  fs.chmodSync(folder, 0o755);
  for (const entry of fs.readdirSync(folder, { withFileTypes: true }))
    if (entry.isDirectory()) makeEnterable(path.join(folder, entry.name));
}

/** Whether every folder on the way lets everybody pass. */
function openToAll(folder) {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    if ((fs.statSync(at).mode & 0o005) !== 0o005) return false;
    if (at === path.dirname(at)) return true;
  }
}
