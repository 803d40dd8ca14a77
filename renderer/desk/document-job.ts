/** Importing a file of Huawei Cloud's: recognised, mapped, looked at; stored with its records archived first. */
import { sha256Hex } from '../../shared/digest';
import type { DeskApi, DocumentPreview, FileLook, ImportResult, Progress } from '../../shared/desk/api';
import { DocumentRefused, documentOptions, proposeDocumentMapping, readDocument, recognise } from '../../shared/documents';
import type { DocumentKind } from '../../shared/documents/kinds';
import type { DocumentContext, DocumentMapping, DocumentOptions, ReadDocument, Recognition } from '../../shared/documents/types';
import type { BodyOf } from '../../shared/journal/entries';
import { leftOutByHand, undecidedRows } from '../../shared/ledger/by-hand';
import { proposeMapping } from '../../shared/ledger/propose';
import type { CellEdit, SheetTable } from '../../shared/ledger/types';
import type { DocumentRow } from '../store/schema';
import { refuseClosed } from './closed-months';
import type { DeskCore } from './core';
import { putRecords, recordsDigest } from './document-archive';
import { packFile } from './document-slices';
import { DeskFailure } from './faults';
import { pause, type FileShelf } from './file-shelf';
import { SAMPLE_ROWS } from './import-job';
import { record, recordWith } from './journal-apply';
import { rememberedMapping, rememberedUses } from './mapping-memory';
import { fileOf } from './precedence';
import { ledgerServices } from './service-names';
import { Storing } from './storing';

/** Previews kept until they are confirmed or forgotten. */
const KEPT_PREVIEWS = 4;
/** The site's day begins at 16:00 UTC of the day before, ms. */
const CHINA = 8 * 3_600_000;

interface Kept {
  readonly token: string;
  readonly table: Omit<SheetTable, 'rows'>;
  readonly kind: DocumentKind;
  readonly mapping: DocumentMapping;
  readonly fingerprint: string;
  readonly heads: readonly string[];
  readonly edits: readonly CellEdit[];
  readonly read: ReadDocument;
  readonly refusal: DocumentPreview['refusal'];
}

type LookArgs = Parameters<DeskApi['look']>[0];
type PreviewArgs = Parameters<DeskApi['previewDocument']>[0];

export class DocumentDesk {
  private readonly kept = new Map<string, Kept>();
  private next = 1;

  constructor(
    private readonly core: DeskCore,
    private readonly shelf: FileShelf,
  ) {}

  /** Reads a file and says what it is; a layout that was confirmed before is what it was confirmed as. */
  async look(choice: LookArgs, onProgress: (progress: Progress) => void, signal: AbortSignal): Promise<FileLook> {
    const table = await this.shelf.table(choice, onProgress, signal);
    const { rows, ...head } = table;
    onProgress({ step: 'recognising', done: rows.length, total: rows.length });
    return { table: head, rows: rows.length, sample: rows.slice(0, SAMPLE_ROWS), document: await this.recognised(table) };
  }

  private async recognised(table: SheetTable): Promise<Recognition | null> {
    const found = recognise(table, this.core.site);
    if (found?.confidence === 'sure') return found;
    const fingerprint = found?.fingerprint ?? proposeMapping(table).fingerprint;
    const [last] = await rememberedUses(this.core, fingerprint);
    if (!last) return found;
    if (last.use === 'ledger') return null;
    return { ...proposeDocumentMapping(table, last.use, this.core.site, last.mapping), confidence: 'likely' };
  }

  async preview(args: PreviewArgs, onProgress: (progress: Progress) => void, signal: AbortSignal): Promise<DocumentPreview> {
    const { core } = this;
    const { token, sheet, encoding, separator, kind } = args;
    const table = await this.shelf.table({ token, sheet, encoding, separator }, onProgress, signal);
    const { rows, ...head } = table;
    const edits = args.edits ?? [];
    onProgress({ step: 'mapping', done: 0, total: rows.length });
    await pause(signal);
    const { proposal, mappingFrom } = await this.proposed(table, kind, args.mapping);
    const { mapping, fingerprint } = proposal;
    const asked = documentOptions(table, mapping, kind, core.site);
    const options: DocumentOptions = {
      ...asked,
      period: args.period ?? asked.period,
      ...(args.partner === undefined ? {} : { partner: args.partner }),
    };
    const { read, refusal } = readOrRefuse(table, mapping, options, edits, await this.context(args.today));
    onProgress({ step: 'comparing', done: rows.length, total: rows.length });
    await pause(signal);
    const preview = `d${this.next++}`;
    const heads = (mapping.headRow < 0 ? [] : (rows[mapping.headRow] ?? [])).map((cell) => cell ?? '');
    const kept: Kept = { token, table: head, kind, mapping, fingerprint, heads, edits, read, refusal };
    this.keep(preview, kept);
    const { alsoFromApi, earlier } = await this.others(kept);
    return {
      preview,
      table: head,
      sample: rows.slice(0, SAMPLE_ROWS),
      kind,
      mapping,
      mappingFrom,
      fingerprint,
      options,
      rowCount: read.rowCount,
      leftOut: read.leftOut,
      refused: read.refused,
      edits,
      sums: read.sums,
      refusal,
      notes: read.notes,
      partners: read.partners,
      sameAs: refusal === null ? await this.sameAs(kept) : null,
      alsoFromApi,
      earlier,
    };
  }

  /**
   * Keeps the original, archives the records, journals the import, applies it: all or nothing.
   * @throws DeskFailure `bad-document` with the reason of a refusal, `bad-cells`, `nothing-to-import`, `period-closed`; `cancelled` when it
   *   was stopped before the append
   */
  async confirm(
    args: {
      readonly preview: string;
      readonly skipBadRows: boolean;
      readonly leaveOut?: readonly number[];
    },
    storing = new Storing(),
  ): Promise<ImportResult> {
    const kept = this.kept.get(args.preview);
    if (!kept) throw new DeskFailure('nothing-to-import', 'preview');
    const { table, kind, mapping, edits, read, refusal } = kept;
    if (refusal !== null) throw new DeskFailure('bad-document', refusal.reason);
    const leaveOut = args.leaveOut ?? [];
    const undecided = undecidedRows(read.refused, leaveOut);
    if (undecided.length > 0 && !args.skipBadRows) throw new DeskFailure('bad-cells', String(undecided.length));
    if (read.rowCount === 0) throw new DeskFailure('nothing-to-import');
    const same = await this.sameAs(kept);
    if (same !== null) {
      this.done(args.preview, kept);
      return { importId: same, rows: read.rowCount, changed: false };
    }
    await refuseClosed(this.core, monthsOf(read));
    await storing.before('archiving');
    const sha256 = await recordsDigest(read.records);
    const importId = importIdOf(kind, sha256);
    // What the store would refuse is refused before anything is written.
    const packed = packFile(this.core, importId, read.records);
    await pause(storing.signal);
    await this.shelf.keepOriginal(kept.token, table.sha256);
    if ((await putRecords(storing.link(this.core.link), read.records)) !== sha256)
      throw new DeskFailure('journal-failed', 'archive digest');
    const body: BodyOf<'document'> = {
      kind: 'document',
      importId,
      document: kind,
      file: table.file,
      original: table.sha256,
      rows: sha256,
      rowCount: read.rowCount,
      mapping: mapping as BodyOf<'document'>['mapping'],
      encoding: table.encoding,
      separator: table.separator,
      sheet: table.sheet,
      fingerprint: kept.fingerprint,
      heads: [...kept.heads],
      ...(edits.length > 0 ? { edits: [...edits] } : {}),
      leftOut: leftOutByHand(read.leftOut, leaveOut),
      refused: read.refused.map((cell) => ({ ...cell })),
      sums: read.sums.map((sum) => ({ ...sum })),
      slices: packed.generations.length,
    };
    await storing.before('journalling');
    await recordWith(this.core, [body], { files: new Map([[importId, packed]]) }, () => storing.at('applying'));
    this.done(args.preview, kept);
    return { importId, rows: read.rowCount, changed: true };
  }

  /** Takes a file's records out again. @throws DeskFailure `nothing-to-import`, `period-closed` */
  async undo(importId: string): Promise<void> {
    const known = await this.core.store.documents.get(importId);
    if (!known || known.undone) throw new DeskFailure('nothing-to-import', importId);
    const slices = await this.core.store.generations.filter((row) => fileOf(row.slice) === importId).toArray();
    await refuseClosed(this.core, [...known.periods, ...slices.flatMap((row) => row.period ?? [])]);
    await record(this.core, { kind: 'import-undone', importId });
  }

  forget(token: string): void {
    for (const [preview, kept] of this.kept) if (kept.token === token) this.kept.delete(preview);
  }

  private async proposed(
    table: SheetTable,
    kind: DocumentKind,
    given: DocumentMapping | null,
  ): Promise<{ proposal: Recognition; mappingFrom: DocumentPreview['mappingFrom'] }> {
    const { site } = this.core;
    const first = proposeDocumentMapping(table, kind, site, given);
    if (given !== null) return { proposal: first, mappingFrom: 'given' };
    const known = await rememberedMapping(this.core, kind, first.fingerprint);
    if (!known) return { proposal: first, mappingFrom: 'proposed' };
    const mapping = { ...(known.mapping as DocumentMapping), headRow: first.mapping.headRow };
    return { proposal: proposeDocumentMapping(table, kind, site, mapping), mappingFrom: 'remembered' };
  }

  private async context(today: string | undefined): Promise<DocumentContext> {
    const parties = await this.core.store.parties.toArray();
    return {
      site: this.core.site,
      today: today ?? new Date(Date.now() + CHINA).toISOString().slice(0, 10),
      services: await ledgerServices(this.core),
      customers: parties.filter(({ kind }) => kind === 'customer').map(({ id, accountName }) => ({ id, accountName: accountName || null })),
      resellers: parties.filter(({ kind }) => kind === 'reseller').map(({ id }) => id),
    };
  }

  /** What else there is of the same sources and months. */
  private async others({ kind, read }: Kept): Promise<Pick<DocumentPreview, 'alsoFromApi' | 'earlier'>> {
    const { store } = this.core;
    const months = new Set(monthsOf(read));
    const sources = new Set<string>(read.records.slices.map((slice) => slice.source));
    const api = (await store.generations.toArray()).filter(
      (row) => fileOf(row.slice) === null && sources.has(row.source) && row.period !== null && months.has(row.period),
    );
    const files = (await store.documents.toArray()).filter(
      (row) => !row.undone && row.document === kind && row.periods.some((period) => months.has(period)),
    );
    return {
      alsoFromApi: [...new Set(api.flatMap((row) => row.period ?? []))].sort(),
      earlier: files.sort((a, b) => a.seq - b.seq).map(({ importId, file, at }) => ({ importId, file, at })),
    };
  }

  /** The import that these records already are, or null. */
  private async sameAs({ kind, read }: Kept): Promise<string | null> {
    const candidates = (await this.core.store.documents.toArray()).filter(
      (row) => !row.undone && row.document === kind && row.rows === read.rowCount,
    );
    if (candidates.length === 0) return null;
    const digest = await recordsDigest(read.records);
    return candidates.find((row: DocumentRow) => row.records === digest)?.importId ?? null;
  }

  private keep(preview: string, kept: Kept): void {
    for (const [old, one] of this.kept) if (one.token === kept.token && one.table.sheet === kept.table.sheet) this.kept.delete(old);
    this.kept.set(preview, kept);
    for (const old of [...this.kept.keys()].slice(0, -KEPT_PREVIEWS)) this.kept.delete(old);
  }

  private done(preview: string, { token, table }: Kept): void {
    this.kept.delete(preview);
    if (table.sheets.length <= 1) this.shelf.forget(token);
  }
}

const NOTHING_READ: Omit<ReadDocument, 'records'> = { rowCount: 0, leftOut: [], refused: [], sums: [], notes: [], partners: [] };

/** A refusal is an answer: a person may map another column or name the month. */
function readOrRefuse(
  table: SheetTable,
  mapping: DocumentMapping,
  options: DocumentOptions,
  edits: readonly CellEdit[],
  context: DocumentContext,
): Pick<Kept, 'read' | 'refusal'> {
  try {
    return { read: readDocument(table, mapping, options, edits, context), refusal: null };
  } catch (error) {
    if (!(error instanceof DocumentRefused)) throw error;
    const { reason, params } = error;
    return { read: { ...NOTHING_READ, records: { kind: options.kind, slices: [], parties: [] } }, refusal: { reason, params } };
  }
}

function monthsOf(read: ReadDocument): string[] {
  return [...new Set([...read.sums.map((sum) => sum.period), ...read.records.slices.flatMap((slice) => slice.period ?? [])])].sort();
}

/** A file undone and imported again is the same import. */
function importIdOf(kind: DocumentKind, records: string): string {
  return `d-${sha256Hex(`${kind}|${records}`).slice(0, 16)}`;
}
