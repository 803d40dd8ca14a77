import { fileErrorCode } from '../files/file-error';

/**
 * `disk-full`, `no-permission`, `io`: nothing of the append was kept, it may be tried again. `locked`: another process has the
 * journal. `newer-version`: written by a newer app, left untouched. `invalid`: the act does not fit its schema.
 * `damaged`: the files changed after they were opened. `closed`: used after close().
 */
export type JournalErrorCode = 'disk-full' | 'no-permission' | 'io' | 'locked' | 'newer-version' | 'invalid' | 'damaged' | 'closed';

export class JournalError extends Error {
  constructor(
    readonly code: JournalErrorCode,
    detail: string,
    options?: { cause: unknown },
  ) {
    super(`${code}: ${detail}`, options);
    this.name = 'JournalError';
  }
}

/** A failed file operation as a journal error; a journal error is returned as it is. */
export function asJournalError(error: unknown, doing: string): JournalError {
  if (error instanceof JournalError) return error;
  const code = fileErrorCode(error);
  return new JournalError(code === 'disk-full' || code === 'no-permission' ? code : 'io', doing, { cause: error });
}
