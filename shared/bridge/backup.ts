/** Backups of a profile as window and main process speak of them. */
import { z } from 'zod';

/** Everything a backup can fail of; words in the i18n (`faults.bridge`). */
export const BACKUP_ERRORS = [
  'not-a-backup',
  'newer-version',
  'passphrase-needed',
  'wrong-passphrase',
  'truncated',
  'damaged',
  'cancelled',
  'bad-endpoint',
  'disk-full',
  'no-permission',
  'file-open',
  'no-such-file',
  'no-such-profile',
  'not-saved',
] as const;
export type BackupErrorCode = (typeof BACKUP_ERRORS)[number];

/** Ending of a backup's file name. */
export const BACKUP_ENDING = 'rdbackup';

/** A job's name, made up by the page, to ask how far it is and to cancel it. */
export const BackupJob = z.string().regex(/^[0-9a-f-]{36}$/);

export const Passphrase = z.string().min(1).max(200);

/** What was read and written so far, of all there is; in bytes of the contents. */
export interface BackupProgress {
  readonly done: number;
  /** 0 while it is not known. */
  readonly total: number;
}

export interface BackupMade {
  readonly bytes: number;
  readonly sha256: string;
  /** Number of the last act inside, and how many archives. */
  readonly seq: number;
  readonly archives: number;
  /** Archives that the journal names and that could not be taken along, because they are gone or damaged. */
  readonly missing: readonly string[];
  /** The journal's chain is broken in so many places; the backup holds it as it is. */
  readonly breaks: number;
}

/** The last backup of a profile, as the app that made it remembers. */
export interface LastBackup {
  /** UTC instant. */
  readonly at: string;
  readonly name: string;
  readonly bytes: number;
  readonly sealed: boolean;
  /** Number of the last act inside. */
  readonly seq: number;
}

export interface BackupState {
  readonly last: LastBackup | null;
  /** Number of the journal's last act now. */
  readonly seq: number;
}

export interface BackupRestored {
  readonly id: string;
  readonly site: 'cn' | 'intl';
  /** Name of the profile that was backed up, and when that was (UTC instant). */
  readonly from: string;
  readonly at: string;
  readonly entries: number;
  readonly archives: number;
  readonly missing: readonly string[];
  readonly breaks: number;
  /** Months whose synced data is not inside: they are to be synced again. */
  readonly months: readonly string[];
}
