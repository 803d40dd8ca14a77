/**
 * A small mark beside the database that says "this profile was synced". If the database is empty and the mark is there, data were lost;
 * that must never look like a profile that was not used yet. Kept in the origin's private file system, which does not share IndexedDB's fate.
 */
const FOLDER = 'profiles';

async function folder(): Promise<FileSystemDirectoryHandle | null> {
  try {
    return await (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER, { create: true });
  } catch {
    // Without it only the journal can tell of a loss.
    return null;
  }
}

export async function setMarker(profile: string): Promise<void> {
  try {
    await (await folder())?.getFileHandle(`${profile}.synced`, { create: true });
  } catch {
    // A full disk is reported by what has to be written; the mark is a help only.
  }
}

export async function hasMarker(profile: string): Promise<boolean> {
  try {
    return (await (await folder())?.getFileHandle(`${profile}.synced`)) !== undefined;
  } catch {
    return false;
  }
}
