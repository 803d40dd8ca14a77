/** Why a file could not be written or read, in the few kinds a user can act on. */

export type FileErrorCode = 'disk-full' | 'no-permission' | 'file-open' | 'other';

/** A failed file operation. `file` is the path it was about; the message names no content. */
export class FileError extends Error {
  constructor(
    readonly code: FileErrorCode,
    readonly file: string,
    cause: unknown,
  ) {
    super(`${code}: ${errnoOf(cause) ?? 'error'} on ${file}`, { cause });
    this.name = 'FileError';
  }
}

/** The system's own code of an error (`ENOSPC`), when it has one. */
export function errnoOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** What a system error means to the user. A file held open by another program is told apart where the system tells. */
export function fileErrorCode(error: unknown): FileErrorCode {
  switch (errnoOf(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'disk-full';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'no-permission';
    case 'EBUSY':
    case 'ETXTBSY':
      return 'file-open';
    default:
      return 'other';
  }
}

/** The error as a FileError; one that is a FileError already is returned as it is. */
export function asFileError(error: unknown, file: string): FileError {
  return error instanceof FileError ? error : new FileError(fileErrorCode(error), file, error);
}
