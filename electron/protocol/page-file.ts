import { containedPath, PathRefusedError } from '../files/contained-path';

/** The path below `root` that an `app://desk/...` address names, existing or not; null for an address of another host or one that would lead out. */
export async function pageFile(root: string, address: string): Promise<string | null> {
  const match = /^app:\/\/desk(?:\/([^?#]*))?(?:[?#]|$)/.exec(address);
  if (!match) return null;
  try {
    return await containedPath(root, match[1] || 'index.html');
  } catch (error) {
    if (error instanceof PathRefusedError) return null;
    throw error;
  }
}
