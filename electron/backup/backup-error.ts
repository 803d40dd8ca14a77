/** Why a backup was not made or not restored. Nothing was created or changed then. */
import type { BackupErrorCode } from '../../shared/bridge/backup';
import { errnoOf, FileError, fileErrorCode } from '../files/file-error';
import { ArchiveError } from '../journal/archives';
import { JournalError } from '../journal/journal-error';

/**
 * `not-a-backup`: some other file. `newer-version`: written by a newer app. `passphrase-needed`, `wrong-passphrase`. `truncated`: it ends
 * before its end. `damaged`: bytes are not what was written. `cancelled`. The others are the disk's.
 */
export class BackupError extends Error {
  constructor(
    readonly code: BackupErrorCode,
    readonly detail: string | null = null,
    options?: { cause: unknown },
  ) {
    super(detail === null ? code : `${code}: ${detail}`, options);
    this.name = 'BackupError';
  }
}

/** What the disk said, as a backup's error; anything else is returned as it is. */
export function diskFault(error: unknown): unknown {
  if (error instanceof BackupError) return error;
  // A writer that reads its content from elsewhere may have failed of that content.
  const inner = error instanceof FileError ? error.cause : error;
  if (inner instanceof BackupError) return inner;
  const code =
    error instanceof FileError
      ? error.code
      : error instanceof ArchiveError || error instanceof JournalError
        ? error.code
        : fileErrorCode(error);
  if (code === 'disk-full' || code === 'no-permission' || code === 'file-open') return new BackupError(code, null, { cause: error });
  return new BackupError('not-saved', errnoOf(inner) ?? null, { cause: error });
}
