/**
 * What a backup holds: a gzipped tar archive (any tar program reads it), in a seal when there is a passphrase. First `about.json`, then the
 * journal's files and the archives in the order that `about.json` names, last `digests.json`.
 */
import { z } from 'zod';
import { EndpointChoice, SiteId } from '../../shared/bridge/contract';
import { isKeptFile } from '../journal/journal-files';

/** Format this version writes, and the highest it reads. */
export const BACKUP_FORMAT = 1;
export const ABOUT_NAME = 'about.json';
export const DIGESTS_NAME = 'digests.json';

const JOURNAL_FOLDER = 'journal/';
const ARCHIVE_FILE = /^archives\/([0-9a-f]{64})$/;

export const journalEntry = (name: string): string => JOURNAL_FOLDER + name;
export const archiveEntry = (sha256: string): string => `archives/${sha256}`;

/** What a name in the backup stands for, or null for one that no backup has. Nothing else ever becomes a path. */
export function placeOf(name: string): { journal: string } | { archive: string } | null {
  const file = name.slice(JOURNAL_FOLDER.length);
  if (name.startsWith(JOURNAL_FOLDER) && isKeptFile(file)) return { journal: file };
  const archive = ARCHIVE_FILE.exec(name)?.[1];
  return archive === undefined ? null : { archive };
}

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const Size = z.number().int().nonnegative();

/** Read before all else: a newer format may look quite different. */
export const FormatOnly = z.object({ format: z.number().int().positive() });

export const About = z.object({
  format: z.literal(BACKUP_FORMAT),
  /** Versions of the app, of the store's schema and of the journal's format that wrote it. */
  app: z.string().max(40),
  store: z.number().int().positive(),
  journalFormat: z.number().int().positive(),
  madeAt: z.string().max(40),
  profile: z.object({ name: z.string().min(1).max(80), site: SiteId, endpoint: EndpointChoice }),
  journal: z.object({ seq: Size, hash: Sha256, breaks: Size }),
  /** Months with synced data, which is not inside. */
  months: z.array(z.string().regex(/^\d{4}-\d{2}$/)).max(2_400),
  files: z.array(z.object({ name: z.string().refine((name) => placeOf(name) !== null), bytes: Size })).max(1_000_000),
});
export type About = z.infer<typeof About>;

export const Digests = z.object({
  about: Sha256,
  files: z.array(Sha256),
  /** Archives that the journal names and that were gone or damaged when the backup was made. */
  missing: z.array(Sha256),
});
export type Digests = z.infer<typeof Digests>;
