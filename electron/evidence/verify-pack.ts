/** Verifies an evidence pack with nothing but the file: digests, chain, sign-offs, and the engine run again over every archive. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, open, rm, writeFile, type FileHandle } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { replayOf, signedMonth } from '../../shared/close';
import { archiveName, MANIFEST_NAME, manifestDigest, PackManifest, PACK_VERSION, WORKBOOK_NAME } from '../../shared/evidence/manifest';
import type { PackFault, PackVerdict } from '../../shared/evidence/verdict';
import { WorkbookCells } from '../../shared/evidence/workbook-cells';
import type { JournalEntry } from '../../shared/journal/entries';
import { ENGINE_VERSION } from '../../shared/reconcile/engine-version';
import { TableError } from '../../shared/workbook/errors';
import { parseSealed, readSeal } from '../journal/chain';
import { linesOf } from '../journal/lines';
import { scanJournal } from '../journal/scan';
import { openWorkbook } from '../workbook/xlsx/package';
import { sheetRows } from '../workbook/xlsx/sheet-rows';
import { readZipDirectory, type ZipEntry } from '../workbook/xlsx/zip-directory';
import { unpack } from '../workbook/xlsx/zip-part';

/** The manifest is small; anything larger is none. */
const MOST_MANIFEST_BYTES = 64 * 1024 * 1024;
const JOURNAL_FILE = /^journal\/(journal-\d{6,9}(?:-resumed)?\.jsonl)$/;

export interface VerifyOptions {
  /** Called with what is being looked at: files, then months. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

class Found extends Error {
  constructor(readonly fault: PackFault) {
    super(fault.kind);
  }
}

interface Findings {
  manifest: PackManifest | null;
  readonly replayed: string[];
  readonly compared: string[];
}

/** Never throws for what is in the file: whatever is wrong is the verdict's fault. */
export async function verifyPack(file: string, options: VerifyOptions = {}): Promise<PackVerdict> {
  const found: Findings & { sha256: string | null } = { sha256: null, manifest: null, replayed: [], compared: [] };
  const verdict = (fault: PackFault | null): PackVerdict => ({ file: path.basename(file), ...found, fault });
  let handle: FileHandle | null = null;
  try {
    handle = await open(file, 'r');
    found.sha256 = await digestOfFile(file);
    await verify(handle, (await handle.stat()).size, found, options);
    return verdict(null);
  } catch (error) {
    if (options.signal?.aborted) throw error;
    if (error instanceof Found) return verdict(error.fault);
    const detail = error instanceof TableError ? error.code : ((error as NodeJS.ErrnoException).code ?? (error as Error).name);
    return verdict({ kind: 'unreadable', detail });
  } finally {
    await handle?.close();
  }
}

async function verify(handle: FileHandle, size: number, found: Findings, { onProgress, signal }: VerifyOptions): Promise<void> {
  const entries = new Map([...(await readZipDirectory(handle, size)).values()].map((entry) => [entry.stated, entry]));
  const manifest = (found.manifest = await readManifest(handle, entries));
  const total = manifest.files.length + manifest.months.length;
  let done = 0;
  const step = (): void => {
    signal?.throwIfAborted();
    onProgress?.(++done, total);
  };
  const listed = new Set<string>([MANIFEST_NAME, ...manifest.files.map(({ name }) => name)]);
  for (const name of entries.keys()) if (!listed.has(name)) throw new Found({ kind: 'file-unlisted', file: name });
  for (const { name, bytes, sha256 } of manifest.files) {
    const entry = entries.get(name);
    if (!entry) throw new Found({ kind: 'file-missing', file: name });
    if (!(await hasDigest(handle, entry, bytes, sha256))) throw new Found({ kind: 'file-changed', file: name });
    step();
  }
  await verifyJournal(handle, entries, manifest);
  const cells = await readCells(handle, entries.get(WORKBOOK_NAME)!);
  for (const { period, archive, rules } of manifest.months) {
    const entry = entries.get(archiveName(archive));
    const listedAs = manifest.files.find(({ name }) => name === archiveName(archive));
    if (!entry || listedAs?.sha256 !== archive) throw new Found({ kind: 'file-missing', file: archiveName(archive) });
    const text = await textOf(handle, entry);
    const replay = replayOf(text);
    if ((replay?.period ?? (JSON.parse(text) as { period: string }).period) !== period)
      throw new Found({ kind: 'not-signed', period, archive });
    if (replay?.difference) {
      const engines = replay.engine === ENGINE_VERSION ? null : ([replay.engine, ENGINE_VERSION] as const);
      throw new Found({ kind: 'replay', period, engines, ...replay.difference });
    }
    if (replay) {
      if (replay.rulesDigest !== rules) throw new Found({ kind: 'manifest' });
      found.replayed.push(period);
    }
    const signed = signedMonth(text);
    // What a month of a million rows was replayed from is not kept beyond its turn.
    const matches = replay?.result.matches.filter((one) => one.period === period) ?? null;
    const difference = cells.has(period) ? cells.difference({ period, signed, matches }) : null;
    if (difference) throw new Found({ kind: 'cell', ...difference });
    if (cells.has(period)) found.compared.push(period);
    step();
  }
}

/** The workbook's sheets that are compared, row by row. One that cannot be read has no month to compare. */
async function readCells(handle: FileHandle, entry: ZipEntry): Promise<WorkbookCells> {
  const cells = new WorkbookCells();
  const folder = await mkdtemp(path.join(os.tmpdir(), 'reconcile-desk-pack-'));
  try {
    const file = path.join(folder, WORKBOOK_NAME);
    await writeFile(file, unpack(handle, entry), { mode: 0o600 });
    const book = await open(file, 'r');
    try {
      const workbook = await openWorkbook(book, (await book.stat()).size);
      for (const sheet of workbook.sheets) {
        const take = cells.tab(sheet.name);
        if (take === null) continue;
        let number = 0;
        for await (const rows of sheetRows(workbook, sheet)) for (const row of rows) take(row, ++number);
      }
    } finally {
      await book.close();
    }
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
    return new WorkbookCells();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return cells;
}

async function readManifest(handle: FileHandle, entries: ReadonlyMap<string, ZipEntry>): Promise<PackManifest> {
  const entry = entries.get(MANIFEST_NAME);
  if (!entry || entry.unpacked > MOST_MANIFEST_BYTES) throw new Found({ kind: 'unreadable', detail: MANIFEST_NAME });
  let raw: unknown;
  try {
    raw = JSON.parse(await textOf(handle, entry));
  } catch {
    throw new Found({ kind: 'manifest' });
  }
  const version = (raw as { version?: unknown } | null)?.version;
  if (typeof version === 'number' && version > PACK_VERSION) throw new Found({ kind: 'newer', version });
  const parsed = PackManifest.safeParse(raw);
  if (!parsed.success || manifestDigest(parsed.data) !== parsed.data.digest) throw new Found({ kind: 'manifest' });
  return parsed.data;
}

/** The chain is proven by the very code that opens a journal, over the pack's files in a folder of their own. */
async function verifyJournal(handle: FileHandle, entries: ReadonlyMap<string, ZipEntry>, manifest: PackManifest): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'reconcile-desk-pack-'));
  try {
    await mkdir(folder, { recursive: true });
    for (const [name, entry] of entries) {
      const own = JOURNAL_FILE.exec(name)?.[1];
      if (own !== undefined) await writeFile(path.join(folder, own), unpack(handle, entry), { mode: 0o600 });
    }
    const scan = await scanJournal(folder);
    const [first] = scan.breaks;
    if (first) throw new Found({ kind: 'journal-broken', ...first });
    const head = `${scan.head.seq} ${scan.head.hash}`;
    const said = `${manifest.journal.seq} ${manifest.journal.hash}`;
    if (scan.unended || head !== said) throw new Found({ kind: 'journal-head', expected: said, found: head });
    const signed = new Map<string, string>();
    const exported = new Set<string>();
    for (const segment of scan.segments) {
      for await (const lines of linesOf(path.join(folder, segment.file), segment.bytes)) {
        for (const { bytes } of lines) note(entryOf(bytes), signed, exported);
      }
    }
    for (const { period, archive } of manifest.months)
      if (signed.get(period) !== archive) throw new Found({ kind: 'not-signed', period, archive });
    const workbook = manifest.files.find(({ name }) => name === WORKBOOK_NAME);
    if (!workbook) throw new Found({ kind: 'file-missing', file: WORKBOOK_NAME });
    if (!exported.has(workbook.sha256)) throw new Found({ kind: 'not-journalled', file: WORKBOOK_NAME });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function entryOf(line: Buffer | null): JournalEntry | null {
  const seal = readSeal(line);
  return typeof seal === 'string' || line === null ? null : parseSealed(line, seal);
}

function note(entry: JournalEntry | null, signed: Map<string, string>, exported: Set<string>): void {
  const body = entry?.body;
  if (body?.kind === 'sign-off') signed.set(body.period, body.archive);
  if (body?.kind === 'reopened') signed.delete(body.period);
  if (body?.kind === 'export') exported.add(body.sha256);
}

async function hasDigest(handle: FileHandle, entry: ZipEntry, bytes: number, sha256: string): Promise<boolean> {
  const hash = createHash('sha256');
  let size = 0;
  try {
    for await (const piece of unpack(handle, entry)) {
      hash.update(piece);
      size += piece.length;
    }
  } catch (error) {
    // Its bytes do not even unpack any more: changed, whatever the packer calls it.
    if (error instanceof TableError) return false;
    throw error;
  }
  return size === bytes && hash.digest('hex') === sha256;
}

async function textOf(handle: FileHandle, entry: ZipEntry): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of unpack(handle, entry)) pieces.push(piece);
  return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(pieces));
}

async function digestOfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(piece as Buffer);
  return hash.digest('hex');
}
