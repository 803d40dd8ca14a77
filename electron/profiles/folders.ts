/** Where a profile's data lies: <userData>/profiles/<id>/{profile.json,journal/,archives/}. */
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { ProfileId } from '../../shared/bridge/contract';
import { writeFileAtomic } from '../files/atomic-write';
import { errnoOf } from '../files/file-error';
import { StoredProfileSchema, type StoredProfile } from './schema';

export interface ProfileFolders {
  readonly root: string;
  readonly journal: string;
  readonly archives: string;
}

/** @throws RangeError for an id that could name another folder */
export function profileFolders(userData: string, id: string): ProfileFolders {
  if (!ProfileId.safeParse(id).success) throw new RangeError('not a profile id');
  const root = path.join(userData, 'profiles', id);
  return { root, journal: path.join(root, 'journal'), archives: path.join(root, 'archives') };
}

/** Notes the profile in its own folder, so that the list can be made again when settings.json is lost. */
export async function writeProfileNote(userData: string, profile: StoredProfile): Promise<void> {
  const { root } = profileFolders(userData, profile.id);
  await mkdir(root, { recursive: true, mode: 0o700 });
  await writeFileAtomic(path.join(root, 'profile.json'), JSON.stringify(profile, null, 2) + '\n', { mode: 0o600 });
}

/** The profiles whose folders and notes are there, oldest first. Folders without a readable note are left alone. */
export async function profilesFromFolders(userData: string): Promise<StoredProfile[]> {
  const found: StoredProfile[] = [];
  for (const id of await namesIn(path.join(userData, 'profiles'))) {
    try {
      const note = StoredProfileSchema.parse(JSON.parse(await readFile(path.join(userData, 'profiles', id, 'profile.json'), 'utf8')));
      if (note.id === id) found.push(note);
    } catch {
      continue;
    }
  }
  return found.sort((a, b) => (a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : 0));
}

/** No profile's folder begins so. */
const ASIDE = '.deleted-';

/** Renames a profile's folder, so that it is no profile's any more; a folder that is gone already is fine. */
export async function setFolderAside(userData: string, id: string): Promise<void> {
  const { root } = profileFolders(userData, id);
  try {
    await rename(root, path.join(userData, 'profiles', ASIDE + id));
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error;
  }
}

/** Profiles whose folders were set aside and that have no other: a sample's may have been made anew. */
export async function profilesSetAside(userData: string): Promise<string[]> {
  const names = await namesIn(path.join(userData, 'profiles'));
  const aside = names.filter((name) => name.startsWith(ASIDE)).map((name) => name.slice(ASIDE.length));
  return aside.filter((id) => !names.includes(id));
}

/** Removes what was set aside. */
export async function removeSetAside(userData: string): Promise<void> {
  const folder = path.join(userData, 'profiles');
  for (const name of await namesIn(folder))
    if (name.startsWith(ASIDE)) await rm(path.join(folder, name), { recursive: true, force: true, maxRetries: 3 });
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return [];
    throw error;
  }
}
