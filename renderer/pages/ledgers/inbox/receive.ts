/** Handing a dropped or pasted file to main: its bytes, piece by piece; a path is never named. */
import type { FileToken } from '../../../../shared/bridge/contract';
import { call } from '../../../app/bridge';

/** The bridge takes at most 4 MB a piece. */
const PIECE_BYTES = 4_000_000;

/**
 * Sends a file's bytes; `onBytes` hears how many went.
 * @throws BridgeFault `too-large`, `not-saved`; the signal's reason when it stops
 */
export async function receiveFile(file: File, onBytes: (done: number) => void, signal: AbortSignal): Promise<FileToken> {
  signal.throwIfAborted();
  const { job } = await call('receiveBegin', { name: fileName(file.name), bytes: file.size });
  for (let from = 0; from < file.size; from += PIECE_BYTES) {
    signal.throwIfAborted();
    const piece = new Uint8Array(await file.slice(from, from + PIECE_BYTES).arrayBuffer());
    await call('receivePiece', { job, piece });
    onBytes(Math.min(file.size, from + piece.length));
  }
  return call('receiveEnd', { job });
}

/** A name main accepts: at most 255 characters, the ending kept. */
function fileName(name: string): string {
  return name.length <= 255 ? name : `${name.slice(0, 240)}${name.slice(-15)}`;
}

/** Cells copied in a spreadsheet, as a file of its own; null when the text is no table. */
export function pastedFile(text: string, label: string, now: Date): File | null {
  const rows = text.split(/\r\n|\r|\n/).filter((row) => row.trim() !== '');
  if (rows.length < 2 || !rows.some((row) => row.includes('\t'))) return null;
  const two = (n: number): string => String(n).padStart(2, '0');
  const date = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  const time = `${two(now.getHours())}.${two(now.getMinutes())}.${two(now.getSeconds())}`;
  return new File([text], `${label} ${date} ${time}.tsv`, { type: 'text/tab-separated-values' });
}
