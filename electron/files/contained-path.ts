/** Names from outside (a page's address, an archive's list) turned into paths that cannot leave their root. */
import { lstat } from 'node:fs/promises';
import path from 'node:path';
import { errnoOf } from './file-error';

export type PathRefusal = 'empty' | 'absolute' | 'climbs' | 'encoded' | 'bad-character' | 'device-name' | 'link';

export class PathRefusedError extends Error {
  constructor(readonly reason: PathRefusal) {
    // The name itself is left out: it may come from a hostile page and messages go to the log.
    super(`path refused: ${reason}`);
    this.name = 'PathRefusedError';
  }
}

/** Windows opens a device for these, with any extension and in any folder. */
const DEVICE = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\.|$)/i;
const ABSOLUTE = /^(?:[\\/]|[A-Za-z]:)/;
const BAD_CHARACTER = /[\u0000-\u001f\u007f:*?"<>|\\]/;

/**
 * The absolute path of `name` (parts joined by `/`) below `root`, whether it exists or not. The rules are the strictest of all
 * systems, so that a pack made on one opens on every other. Percent signs are refused: a caller decodes once, and what is
 * still encoded then is a trick.
 * @throws PathRefusedError for a name that leaves the root, names a device, or passes through a symbolic link
 */
export async function containedPath(root: string, name: string): Promise<string> {
  const parts = containedParts(name);
  let reached = path.resolve(root);
  for (const part of parts) {
    reached = path.join(reached, part);
    if (await isLink(reached)) throw new PathRefusedError('link');
  }
  return reached;
}

/** The checked parts of a name, without looking at the disk. @throws PathRefusedError */
export function containedParts(name: string): string[] {
  if (name === '') throw new PathRefusedError('empty');
  if (ABSOLUTE.test(name)) throw new PathRefusedError('absolute');
  if (name.includes('%')) throw new PathRefusedError('encoded');
  const parts = name.split('/');
  for (const part of parts) {
    if (part === '') throw new PathRefusedError('empty');
    if (part.split('\\').includes('..') || part === '.') throw new PathRefusedError('climbs');
    if (BAD_CHARACTER.test(part)) throw new PathRefusedError('bad-character');
    // Windows drops trailing dots and blanks, so `.. ` would become `..` after the check.
    if (/[. ]$/.test(part)) throw new PathRefusedError('bad-character');
    if (DEVICE.test(part)) throw new PathRefusedError('device-name');
  }
  return parts;
}

async function isLink(file: string): Promise<boolean> {
  try {
    return (await lstat(file)).isSymbolicLink();
  } catch (error) {
    // What cannot exist is no link; opening it says so.
    if (['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'].includes(errnoOf(error) ?? '')) return false;
    throw error;
  }
}
