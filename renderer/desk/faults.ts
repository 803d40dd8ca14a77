import type { LinkFault, LinkName } from '../../shared/bridge/link';
import { ContractFault } from '../../shared/columns';
import type { DeskErrorCode, DeskFault } from '../../shared/desk/api';

/** An expected failure of a desk call. */
export class DeskFailure extends Error {
  constructor(
    readonly code: DeskErrorCode,
    readonly detail: string | null = null,
  ) {
    super(detail === null ? code : `${code}: ${detail}`);
    this.name = 'DeskFailure';
  }
}

/** A link call that main answered with a fault, or that nobody will answer any more. */
export class LinkFailure extends Error {
  constructor(
    readonly call: LinkName,
    readonly fault: LinkFault,
  ) {
    super(`${call}: ${fault.code}${fault.detail === null ? '' : ` (${fault.detail})`}`);
    this.name = 'LinkFailure';
  }
}

const BY_CALL: Readonly<Record<LinkName, DeskErrorCode>> = {
  journalAppend: 'journal-failed',
  journalRead: 'journal-failed',
  userName: 'internal',
  packOpen: 'export-failed',
  packClose: 'export-failed',
  packAbort: 'export-failed',
  packVerify: 'internal',
  journalVerify: 'journal-failed',
  archivePut: 'journal-failed',
  archiveGet: 'journal-failed',
  syncRun: 'sync-stopped',
  permissionCheck: 'sync-stopped',
  tableRead: 'bad-table',
  originalKeep: 'journal-failed',
  exportOpen: 'export-failed',
  exportRows: 'export-failed',
  exportClose: 'export-failed',
  exportAbort: 'export-failed',
  fileOpen: 'export-failed',
  fileWrite: 'export-failed',
  fileClose: 'export-failed',
  fileAbort: 'export-failed',
  statementsOpen: 'export-failed',
  statementsAdd: 'export-failed',
  statementsClose: 'export-failed',
  statementsAbort: 'export-failed',
};

const BY_CODE: Partial<Record<LinkFault['code'], DeskErrorCode>> = {
  cancelled: 'cancelled',
  'no-profile': 'not-open',
  'no-credentials': 'no-credentials',
  'keys-refused': 'keys-refused',
  'no-gateway': 'no-gateway',
  'already-running': 'already-running',
  'disk-full': 'storage-full',
};

/** What a page is told of an error: a code of the closed set, and for support a detail without keys, names or amounts. */
export function faultOf(error: unknown): DeskFault {
  if (error instanceof DeskFailure) return { code: error.code, detail: error.detail };
  if (error instanceof LinkFailure) {
    const { code, detail } = error.fault;
    // Keeping an original fails like reading it when the file is the reason.
    const ofFile = error.call === 'originalKeep' && (code === 'table' || code === 'no-such-file');
    const call = ofFile ? 'bad-table' : BY_CALL[error.call];
    if (call === 'export-failed' && (code === 'file-open' || code === 'no-permission' || code === 'verify-failed')) return { code, detail };
    return { code: BY_CODE[code] ?? call, detail: detail ?? code };
  }
  if (error instanceof ContractFault) return { code: 'sync-stopped', detail: error.message };
  const { name, message } = error instanceof Error ? error : { name: '', message: String(error) };
  // Dexie wraps the browser's errors: the name of the innermost one says what happened.
  const inner = (error as { inner?: { name?: string } } | null)?.inner?.name ?? name;
  if (inner === 'QuotaExceededError' || name === 'QuotaExceededError') return { code: 'storage-full', detail: null };
  if (inner === 'VersionError') return { code: 'newer-data', detail: null };
  if (/^(DatabaseClosed|InvalidState|UnknownError|Transaction|OpenFailed|DataError|AbortError)/.test(inner))
    return { code: 'store-failed', detail: `${inner}: ${message.slice(0, 200)}` };
  return { code: 'internal', detail: `${name}: ${message}`.slice(0, 300) };
}
