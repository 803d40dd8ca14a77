import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isLosslessNumber, parse } from 'lossless-json';
import { OPERATIONS, type Dataset, type OperationId, type Row, type Site } from './dataset';
import { NumberText, type Wire, type WireRecord } from './wire';

/** Members that start with this are request parameters the record answers to, not part of the answer. */
const ASK_PREFIX = '_';

/** A line that cannot be served, named by file and line number. */
export class DataFolderError extends Error {
  constructor(file: string, line: number, why: string) {
    super(`${file}, line ${String(line)}: ${why}`);
    this.name = 'DataFolderError';
  }
}

function toWire(value: unknown): Wire {
  if (isLosslessNumber(value)) return new NumberText(value.value);
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
  if (Array.isArray(value)) return value.map(toWire);
  if (typeof value === 'object') {
    const members: Record<string, Wire> = {};
    for (const [key, member] of Object.entries(value)) members[key] = toWire(member);
    return members;
  }
  throw new TypeError(`unexpected ${typeof value}`);
}

function askText(value: unknown): string | null {
  if (isLosslessNumber(value)) return value.value;
  return typeof value === 'string' ? value : null;
}

function rowOf(text: string, file: string, line: number): Row {
  let parsed: unknown;
  try {
    parsed = parse(text);
  } catch {
    throw new DataFolderError(file, line, 'not JSON');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw new DataFolderError(file, line, 'not an object');
  const asks: Record<string, string> = {};
  const record: Record<string, Wire> = {};
  for (const [key, value] of Object.entries(parsed)) {
    if (!key.startsWith(ASK_PREFIX)) {
      record[key] = toWire(value);
      continue;
    }
    const ask = askText(value);
    if (ask === null) throw new DataFolderError(file, line, `${key} is neither text nor a number`);
    asks[key.slice(ASK_PREFIX.length)] = ask;
  }
  return { asks, record: record satisfies WireRecord };
}

async function rowsOf(dir: string, operation: OperationId): Promise<Row[]> {
  const file = `${operation}.jsonl`;
  let text: string;
  try {
    text = await readFile(join(dir, file), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  return text.split('\n').flatMap((line, index) => (line.trim() === '' ? [] : [rowOf(line, file, index + 1)]));
}

/**
 * Reads a folder of JSON Lines, one file per operation (README.md says which parameters each takes). A missing file is
 * an empty list; numbers keep the text they are written with.
 * @throws DataFolderError naming file and line of a line that is no JSON object; Error when the folder cannot be read or holds none of the files
 */
export async function loadDataset(dir: string, site: Site): Promise<Dataset> {
  const entries = await Promise.all(OPERATIONS.map(async (operation) => [operation, await rowsOf(dir, operation)] as const));
  if (entries.every(([, rows]) => rows.length === 0))
    throw new Error(`no records found in ${dir}: expected files such as ListSubcustomerMonthlyBills.jsonl`);
  return {
    currency: site === 'cn' ? 'CNY' : 'USD',
    rows: Object.fromEntries(entries) as Record<OperationId, Row[]>,
  };
}

/** The text of one file of such a folder, for writing a data set down. */
export function linesOf(rows: readonly Row[], write: (value: Wire) => string): string {
  return rows
    .map((row) => {
      const asks = Object.fromEntries(Object.entries(row.asks).map(([key, value]) => [ASK_PREFIX + key, value]));
      return write({ ...asks, ...row.record }) + '\n';
    })
    .join('');
}
