/**
 * A small log: the console and a file that is followed by a new one at its size. Every line is redacted. Customers' names and
 * amounts are the caller's to leave out; at the default level none is given.
 */
import fs from 'node:fs';
import path from 'node:path';
import { redact } from './redact';

export const LEVELS = ['error', 'warn', 'info', 'debug'] as const;
export type Level = (typeof LEVELS)[number];

export interface Log {
  error(message: string, detail?: unknown): void;
  warn(message: string, detail?: unknown): void;
  info(message: string, detail?: unknown): void;
  debug(message: string, detail?: unknown): void;
  /** The same log with the name of a part of the app on each line. */
  scope(name: string): Log;
}

export interface LogOptions {
  /** Folder of `app.log`, `app.1.log` (older), ...; null for none. */
  readonly folder: string | null;
  readonly clock: () => Date;
  /** Default `info`. */
  readonly level?: Level;
  /** Default 1 MB per file, 4 files. */
  readonly maxBytes?: number;
  readonly files?: number;
  /** Where lines go besides the file; default the console's error stream, null for nowhere. */
  readonly echo?: ((line: string) => void) | null;
}

const LONGEST_LINE = 8000;

/** Opens the log. A log that cannot be written is silent: it never stops the work it tells about. */
export function createLog(options: LogOptions): Log {
  const wanted = LEVELS.indexOf(options.level ?? 'info');
  const echo = options.echo === undefined ? (line: string) => console.error(line) : options.echo;
  const file = options.folder === null ? null : new RotatingFile(options.folder, options.maxBytes ?? 1 << 20, options.files ?? 4);
  const write = (level: Level, scope: string, message: string, detail: unknown): void => {
    if (LEVELS.indexOf(level) > wanted) return;
    const told = redact(`${scope === '' ? '' : `[${scope}] `}${message}${detail === undefined ? '' : ` ${textOf(detail)}`}`);
    // One entry is one line: a text from outside must not be able to write lines of its own.
    const line = `${options.clock().toISOString()} ${level} ${told.replace(/[\r\n]+/g, ' | ').slice(0, LONGEST_LINE)}`;
    echo?.(line);
    file?.append(line + '\n');
  };
  const scoped = (scope: string): Log => ({
    error: (message, detail) => write('error', scope, message, detail),
    warn: (message, detail) => write('warn', scope, message, detail),
    info: (message, detail) => write('info', scope, message, detail),
    debug: (message, detail) => write('debug', scope, message, detail),
    scope: (name) => scoped(scope === '' ? name : `${scope}/${name}`),
  });
  return scoped('');
}

/** Written synchronously: the last line before a crash is the one that is wanted. */
class RotatingFile {
  private bytes: number | undefined;

  constructor(
    private readonly folder: string,
    private readonly maxBytes: number,
    private readonly files: number,
  ) {}

  append(text: string): void {
    try {
      fs.mkdirSync(this.folder, { recursive: true });
      this.bytes ??= fs.statSync(this.name(0), { throwIfNoEntry: false })?.size ?? 0;
      const length = Buffer.byteLength(text);
      if (this.bytes > 0 && this.bytes + length > this.maxBytes) this.rotate();
      fs.appendFileSync(this.name(0), text, { mode: 0o600 });
      this.bytes += length;
    } catch {
      // A full disk is told on the screen; the log has nowhere to say it.
    }
  }

  private rotate(): void {
    for (let n = this.files - 2; n >= 0; n -= 1) if (fs.existsSync(this.name(n))) fs.renameSync(this.name(n), this.name(n + 1));
    if (this.files === 1) fs.rmSync(this.name(0), { force: true });
    this.bytes = 0;
  }

  private name(n: number): string {
    return path.join(this.folder, n === 0 ? 'app.log' : `app.${n}.log`);
  }
}

function textOf(detail: unknown, depth = 0): string {
  if (detail instanceof Error) {
    const told = detail.stack ?? detail.message;
    return detail.cause === undefined || depth === 5 ? told : `${told} caused by ${textOf(detail.cause, depth + 1)}`;
  }
  if (typeof detail === 'string') return detail;
  try {
    return JSON.stringify(detail) ?? String(detail);
  } catch {
    return String(detail);
  }
}
