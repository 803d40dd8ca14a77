// Where the project and its caches are. Plain Node: this file runs before anything is installed.
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
export const output = path.join(root, '.build');
export const modules = path.join(root, 'node_modules');

/** The user's cache folder of this product; prepared runtimes are shared by all checkouts. */
export function cacheFolder() {
  const base =
    process.env.XDG_CACHE_HOME ||
    (process.platform === 'win32' && process.env.LOCALAPPDATA) ||
    (process.platform === 'darwin' && path.join(os.homedir(), 'Library', 'Caches')) ||
    path.join(os.homedir(), '.cache');
  return path.join(base, 'reconcile-desk');
}

/** Bytes as a person reads them: `312 kB`, `1.9 MB`. */
export function size(bytes) {
  if (bytes < 1e5) return `${(bytes / 1e3).toFixed(1)} kB`;
  if (bytes < 1e6) return `${Math.round(bytes / 1e3)} kB`;
  return bytes < 1e8 ? `${(bytes / 1e6).toFixed(1)} MB` : `${Math.round(bytes / 1e6)} MB`;
}

/** Milliseconds as a person reads them: `0.4 s`, `2 min 5 s`. */
export function duration(ms) {
  if (ms < 100) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}
