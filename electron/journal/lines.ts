/** Reads a file line by line in bounded memory, with the byte places that a repair needs. */
import { createReadStream } from 'node:fs';
import { MAX_LINE_BYTES } from './chain';

export interface Line {
  /** Without the line end; `null` when the line is longer than any the journal writes. */
  readonly bytes: Buffer | null;
  /** 1 for the first line of the file. */
  readonly number: number;
  /** Bytes of the file before this line. */
  readonly start: number;
  /** Bytes of the file up to and with its line end. */
  readonly end: number;
  /** False for a last line that has no line end. */
  readonly ended: boolean;
}

const NEWLINE = 0x0a;
const CHUNK_BYTES = 1 << 20;

/** The lines in the first `bytes` bytes of the file, some at a time. */
export async function* linesOf(file: string, bytes: number): AsyncGenerator<Line[]> {
  if (bytes === 0) return;
  const held: Buffer[] = [];
  let heldBytes = 0;
  let tooLong = false;
  let number = 0;
  let start = 0;

  const hold = (part: Buffer): void => {
    heldBytes += part.length;
    tooLong ||= heldBytes > MAX_LINE_BYTES;
    if (tooLong) held.length = 0;
    else held.push(part);
  };
  const finish = (ended: boolean): Line => {
    const own = tooLong ? null : held.length === 1 && held[0] ? held[0] : Buffer.concat(held);
    const end = start + heldBytes + (ended ? 1 : 0);
    number += 1;
    const line: Line = { bytes: own, number, start, end, ended };
    start = end;
    held.length = 0;
    heldBytes = 0;
    tooLong = false;
    return line;
  };

  const stream: AsyncIterable<Buffer> = createReadStream(file, { end: bytes - 1, highWaterMark: CHUNK_BYTES });
  for await (const chunk of stream) {
    const lines: Line[] = [];
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, from)) {
      hold(chunk.subarray(from, at));
      lines.push(finish(true));
      from = at + 1;
    }
    if (from < chunk.length) hold(chunk.subarray(from));
    if (lines.length > 0) yield lines;
  }
  if (heldBytes > 0) yield [finish(false)];
}
