import path from 'node:path';
import fs from 'node:fs';

const NAME = /^[A-Za-z0-9._-]+$/;

/**
 * The file below `root` that an `app://desk/...` address names, or null. Every path segment must be a plain name (no dots alone, no
 * escapes, no separators of any system), and the file's real place must lie inside the root, so that no link leads out of it.
 */
export function resolveInside(root: string, address: string): string | null {
  const match = /^app:\/\/desk(\/[^?#]*)?(?:[?#].*)?$/.exec(address);
  if (!match) return null;
  const segments = (match[1] ?? '/').split('/').slice(1);
  if (segments.length === 1 && segments[0] === '') segments[0] = 'index.html';
  if (segments.some((segment) => !NAME.test(segment) || segment === '.' || segment === '..')) return null;
  const file = path.join(root, ...segments);
  try {
    const real = fs.realpathSync(file);
    const base = fs.realpathSync(root);
    return real.startsWith(base + path.sep) && fs.statSync(real).isFile() ? real : null;
  } catch {
    return null;
  }
}
