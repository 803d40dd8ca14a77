import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { FileToken } from '../../shared/bridge/contract';

/** What a token allows: a file may be read because the user chose it, or written because the user named it. */
type Use = 'read' | 'write';

/**
 * Files the user chose in a dialog, on the command line, or that the app made itself. The page and its worker name a file by token
 * only, so that a page taken over cannot reach any other.
 */
export class FileTokens {
  private readonly files = new Map<string, { path: string; use: Use }>();

  /** A token for a file to be read. @throws NodeJS.ErrnoException when there is no such file */
  forReading(file: string): FileToken {
    const stat = fs.statSync(file);
    if (!stat.isFile()) throw Object.assign(new Error('not a file'), { code: 'EISDIR' });
    return this.add(file, 'read', stat.size);
  }

  forWriting(file: string): FileToken {
    return this.add(file, 'write', 0);
  }

  /** The path behind a token, or null when it was never given for that use. */
  path(token: string, use: Use): string | null {
    const file = this.files.get(token);
    return file && file.use === use ? file.path : null;
  }

  private add(file: string, use: Use, bytes: number): FileToken {
    const token = randomUUID();
    const absolute = path.resolve(file);
    this.files.set(token, { path: absolute, use });
    return { token, name: path.basename(absolute), bytes };
  }
}
