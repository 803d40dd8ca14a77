/** Importing a ledger: read once, map as often as a person likes, store with its rows archived first. */
import { canonicalJson, sha256Hex } from '../../shared/digest';
import type { DeskApi, ImportPreview, ImportResult, Progress } from '../../shared/desk/api';
import type { BodyOf } from '../../shared/journal/entries';
import { proposeAliases } from '../../shared/ledger/aliases';
import { leftOutByHand, undecidedRows } from '../../shared/ledger/by-hand';
import { withEdits } from '../../shared/ledger/edits';
import { mapLedger } from '../../shared/ledger/map';
import { atHead, proposeMapping, type MappingProposal, type Wanted } from '../../shared/ledger/propose';
import { hasSides, sideOfBook, usualSide } from '../../shared/ledger/side';
import type { KnownParty } from '../../shared/ledger/party-rule';
import { isOwnAccount } from '../../shared/reconcile/prepayment/rows';
import type { CellEdit, ColumnMapping, LedgerOptions, MappedLedger, MappedRow, SheetTable } from '../../shared/ledger/types';
import type { MappingRow } from '../store/schema';
import { refuseClosed } from './closed-months';
import type { DeskCore } from './core';
import { activeImports, canonicalRows, partiesOf, resolveEntry, resolverOf } from './entries';
import { DeskFailure } from './faults';
import { pause, type FileShelf } from './file-shelf';
import { record, recordWith } from './journal-apply';
import { mappedRows } from './packed-entries';
import { Storing } from './storing';
import { rememberedMapping } from './mapping-memory';
import { commonRows, counted, rowHashes, sharedMonths } from './overlaps';
import { ledgerServices } from './service-names';
import { readAliases } from '../store/names';

/** First rows shown on the mapping screen. */
export const SAMPLE_ROWS = 50;
/** Previews kept until they are confirmed or forgotten; a file's next preview takes the place of the one before. */
const KEPT_PREVIEWS = 4;
/** Earlier imports whose rows are kept for comparing. */
const KEPT_HASHES = 8;

interface Kept {
  readonly token: string;
  readonly table: Omit<SheetTable, 'rows'>;
  readonly mapping: ColumnMapping;
  readonly options: LedgerOptions;
  readonly fingerprint: string;
  readonly heads: readonly string[];
  readonly edits: readonly CellEdit[];
  readonly mapped: MappedLedger;
}

export type PreviewArgs = Parameters<DeskApi['preview']>[0];

/** Previews live in memory only; nothing is stored before it is confirmed. */
export class ImportDesk {
  private readonly kept = new Map<string, Kept>();
  private readonly hashes = new Map<string, Float64Array>();
  private next = 1;

  constructor(
    private readonly core: DeskCore,
    private readonly shelf: FileShelf,
  ) {}

  async preview(args: PreviewArgs, onProgress: (progress: Progress) => void, signal: AbortSignal): Promise<ImportPreview> {
    const { core } = this;
    const { sheet, encoding, separator } = args.options;
    const whole = await this.shelf.table({ token: args.token, sheet, encoding, separator }, onProgress, signal);
    const edits = args.edits ?? [];
    const table = withEdits(whole, edits);
    const { rows: _rows, ...head } = whole;
    onProgress({ step: 'mapping', done: 0, total: table.rows.length });
    await pause(signal);
    const parties = await knownParties(core);
    const { proposal, remembered, mappingFrom } = await this.proposed(table, args, parties);
    const { mapping } = proposal;
    const { options, found } = completeOptions(args.options, remembered?.options ?? {}, proposal, table);
    const context = { services: await ledgerServices(core), currency: proposal.guesses.currency ?? core.currency, parties };
    const mapped = mapLedger(table, mapping, options, context);
    onProgress({ step: 'comparing', done: table.rows.length, total: table.rows.length });
    await pause(signal);
    const unresolved = await this.unresolved(
      options.role === 'prepayment' ? mapped.rows.filter((row) => !isOwnAccount(row.party)) : mapped.rows,
    );
    const sameAs = await this.sameAs(head.sha256, mapping, options, edits, mapped);
    const overlaps = sameAs === null ? await this.overlaps(options, mapped) : [];
    await pause(signal);
    const preview = `p${this.next++}`;
    const heads = proposal.heads.map((cell) => cell ?? '');
    this.keep(preview, { token: args.token, table: head, mapping, options, fingerprint: proposal.fingerprint, heads, edits, mapped });
    return {
      preview,
      table: head,
      sample: table.rows.slice(0, SAMPLE_ROWS),
      mapping,
      mappingFrom,
      fingerprint: proposal.fingerprint,
      options,
      found,
      rowCount: mapped.rows.length,
      leftOut: mapped.leftOut,
      refused: mapped.refused,
      missing: mapped.missing ?? [],
      doubled: proposal.doubled.filter(({ field }) => mapped.missing?.includes(field)),
      edits,
      repeated: mapped.repeated ?? [],
      hidden: mapped.hidden ?? [],
      sums: mapped.sums,
      unresolved,
      sameAs,
      overlaps,
    };
  }

  /**
   * Keeps the original, archives the rows, journals the import, applies it; the imports it replaces are undone in the same append.
   * @throws DeskFailure `bad-cells`, `nothing-to-import`, `period-closed`; `cancelled` when it was stopped before the append
   */
  async confirm(
    args: {
      readonly preview: string;
      readonly skipBadRows: boolean;
      readonly leaveOut?: readonly number[];
      readonly replace?: readonly string[];
    },
    storing = new Storing(),
  ): Promise<ImportResult> {
    const kept = this.kept.get(args.preview);
    if (!kept) throw new DeskFailure('nothing-to-import', 'preview');
    const { table, mapping, options, edits, mapped } = kept;
    if (mapped.missing && mapped.missing.length > 0) throw new DeskFailure('nothing-to-import', mapped.missing.join(', '));
    const leaveOut = args.leaveOut ?? [];
    const undecided = undecidedRows(mapped.refused, leaveOut);
    if (undecided.length > 0 && !args.skipBadRows) throw new DeskFailure('bad-cells', String(undecided.length));
    if (mapped.rows.length === 0) throw new DeskFailure('nothing-to-import');
    const same = await this.sameAs(table.sha256, mapping, options, edits, mapped);
    if (same !== null) {
      this.done(args.preview, kept);
      return { importId: same, rows: mapped.rows.length, changed: false };
    }
    const replaced = [...new Set(args.replace ?? [])];
    await refuseClosed(this.core, [...mapped.sums.map((sum) => sum.period), ...(await this.monthsOfImports(replaced))]);
    await storing.before('archiving');
    await this.shelf.keepOriginal(kept.token, table.sha256);
    const text = canonicalRows(mapped.rows);
    const { sha256 } = await storing.link(this.core.link).call('archivePut', { text });
    const importId = importIdOf(sha256, options);
    const body: BodyOf<'import'> = {
      kind: 'import',
      importId,
      role: options.role,
      grain: options.grain,
      basis: options.basis,
      tax: options.tax,
      file: table.file,
      original: table.sha256,
      rows: sha256,
      rowCount: mapped.rows.length,
      mapping: mapping as BodyOf<'import'>['mapping'],
      encoding: table.encoding,
      separator: table.separator,
      sheet: table.sheet,
      ...(options.periodShift ? { periodShift: options.periodShift } : {}),
      ...(options.side && (hasSides(mapping) || options.side !== usualSide(options.role)) ? { side: options.side } : {}),
      fingerprint: kept.fingerprint,
      heads: [...kept.heads],
      ...(edits.length > 0 ? { edits: [...edits] } : {}),
      leftOut: leftOutByHand(mapped.leftOut, leaveOut),
      refused: mapped.refused.map((cell) => ({ ...cell })),
      sums: mapped.sums.map((sum) => ({ ...sum })),
      ...(mapped.balances ? { balances: mapped.balances.map((one) => ({ ...one })) } : {}),
    };
    const undone = replaced.map((one): BodyOf<'import-undone'> => ({ kind: 'import-undone', importId: one }));
    await storing.before('journalling');
    await recordWith(this.core, [...undone, body], { rows: new Map([[importId, mapped.rows]]) }, () => storing.at('applying'));
    this.done(args.preview, kept);
    return { importId, rows: mapped.rows.length, changed: true };
  }

  /** Takes an import's rows out again. @throws DeskFailure `nothing-to-import`, `period-closed` */
  async undo(importId: string): Promise<void> {
    await refuseClosed(this.core, await this.monthsOfImports([importId]));
    await record(this.core, { kind: 'import-undone', importId });
  }

  /** Forgets the previews of a file. */
  forget(token: string): void {
    for (const [preview, kept] of this.kept) if (kept.token === token) this.kept.delete(preview);
  }

  /** Months that would lose rows. @throws DeskFailure `nothing-to-import` naming an import that does not stand */
  private async monthsOfImports(importIds: readonly string[]): Promise<string[]> {
    const { store } = this.core;
    const months: string[] = [];
    for (const importId of importIds) {
      const known = await store.imports.get(importId);
      if (!known || known.undone) throw new DeskFailure('nothing-to-import', importId);
      months.push(...((await store.importData.get(importId))?.body.sums.map((sum) => sum.period) ?? []));
    }
    return months;
  }

  /** The mapping given, else the one remembered for the layout, else what heads and cells propose. */
  private async proposed(
    table: SheetTable,
    { mapping: given, options }: PreviewArgs,
    parties: readonly KnownParty[],
  ): Promise<{ proposal: MappingProposal; remembered: MappingRow | null; mappingFrom: ImportPreview['mappingFrom'] }> {
    const first = proposeMapping(table, wanted(options, parties), given);
    const remembered = await rememberedMapping(this.core, 'ledger', first.fingerprint);
    if (given !== null) return { proposal: first, remembered, mappingFrom: 'given' };
    if (!remembered) return { proposal: first, remembered, mappingFrom: 'proposed' };
    // The table may stand lower or higher this month; its columns are the same.
    const mapping = atHead(remembered.mapping as ColumnMapping, first);
    return {
      proposal: proposeMapping(table, wanted({ ...remembered.options, ...options }, parties), mapping),
      remembered,
      mappingFrom: 'remembered',
    };
  }

  private keep(preview: string, kept: Kept): void {
    for (const [old, one] of this.kept) if (one.token === kept.token && one.table.sheet === kept.table.sheet) this.kept.delete(old);
    this.kept.set(preview, kept);
    for (const old of [...this.kept.keys()].slice(0, -KEPT_PREVIEWS)) this.kept.delete(old);
  }

  private done(preview: string, { token, table }: Kept): void {
    this.kept.delete(preview);
    // A workbook whose other sheets may follow stays until the screen forgets it.
    if (table.sheets.length <= 1) this.shelf.forget(token);
  }

  /**
   * The import these rows already are under the same role, grain and basis, or null: other options make another import. The same file whose
   * services have other names by now is the same import, too; put into another month, or with cells put right, it is not.
   */
  private async sameAs(
    original: string,
    mapping: ColumnMapping,
    options: LedgerOptions,
    edits: readonly CellEdit[],
    { rows, sums }: MappedLedger,
  ): Promise<string | null> {
    let digest: string | null = null;
    const months = monthsOf(sums);
    for (const { body } of await activeImports(this.core)) {
      const sameOptions =
        body.role === options.role && body.grain === options.grain && body.basis === options.basis && body.tax === options.tax;
      if (!sameOptions || body.rowCount !== rows.length) continue;
      const sameRead =
        body.sheet === options.sheet &&
        (body.side ?? usualSide(body.role)) === options.side &&
        canonicalJson(body.mapping) === canonicalJson(mapping) &&
        canonicalJson(body.edits ?? []) === canonicalJson(edits);
      if (body.original === original && sameRead && monthsOf(body.sums) === months) return body.importId;
      if (body.rows === (digest ??= sha256Hex(canonicalRows(rows)))) return body.importId;
    }
    return null;
  }

  /** Earlier imports of the role with rows of the same months that this book has, too. */
  private async overlaps({ role }: LedgerOptions, { rows, sums }: MappedLedger): Promise<ImportPreview['overlaps']> {
    const months = new Set(sums.map((sum) => sum.period));
    const others = (await activeImports(this.core)).filter(
      ({ body }) =>
        body.role === role &&
        sharedMonths(
          body.sums.map((sum) => sum.period),
          months,
        ).length > 0,
    );
    if (others.length === 0) return [];
    const counts = counted(rowHashes(rows));
    const found: ImportPreview['overlaps'][number][] = [];
    for (const { body } of others) {
      const common = commonRows(await this.hashesOf(body.importId), counts);
      const known = await this.core.store.imports.get(body.importId);
      if (common > 0 && known) found.push({ importId: body.importId, file: body.file, at: known.at, rows: common });
    }
    return found;
  }

  private async hashesOf(importId: string): Promise<Float64Array> {
    const known = this.hashes.get(importId) ?? rowHashes(await mappedRows(this.core, importId));
    this.hashes.delete(importId);
    this.hashes.set(importId, known);
    for (const old of [...this.hashes.keys()].slice(0, -KEPT_HASHES)) this.hashes.delete(old);
    return known;
  }

  private async unresolved(rows: readonly MappedRow[]): Promise<ImportPreview['unresolved']> {
    const resolve = await resolverOf(this.core);
    const counts = new Map<string, { rows: number; name: string | null }>();
    for (const row of rows) {
      if (resolveEntry(resolve, row.party, row.partyName).by !== null) continue;
      const seen = counts.get(row.party);
      counts.set(row.party, { rows: (seen?.rows ?? 0) + 1, name: seen?.name ?? row.partyName });
    }
    const { rows: parties } = await partiesOf(this.core);
    const named = parties.map((party) => ({
      kind: party.kind,
      id: party.id,
      names: [party.name, party.accountName].filter((name) => name !== ''),
    }));
    const texts = [...counts].flatMap(([party, { name }]) => (name === null ? [party] : [party, name]));
    const proposals = proposeAliases(texts, named);
    return [...counts].map(([party, { rows: count, name }]) => ({
      party,
      rows: count,
      proposals: proposals.filter((one) => one.ledger === party || one.ledger === name).map((one) => ({ ...one.party })),
    }));
  }
}

/** An import undone and repeated is the same import: its rows' breaks keep their IDs, and so their decisions. */
function importIdOf(rows: string, options: LedgerOptions): string {
  return `i-${sha256Hex([rows, options.role, options.grain, options.basis, options.tax ?? ''].join('|')).slice(0, 16)}`;
}

/** Months and their sums as text. */
function monthsOf(sums: readonly { readonly period: string; readonly amount: string }[]): string {
  return canonicalJson(sums.map(({ period, amount }) => [period, amount]));
}

function wanted({ role, basis, periodShift }: Partial<LedgerOptions>, parties: readonly KnownParty[]): Wanted {
  return {
    ...(role === undefined ? {} : { role }),
    ...(basis === undefined ? {} : { basis }),
    ...(periodShift === undefined ? {} : { periodShift }),
    parties,
  };
}

/** Everyone a text of a book may name, with the names people gave them. */
async function knownParties(core: DeskCore): Promise<KnownParty[]> {
  const { rows } = await partiesOf(core);
  const told = new Map<string, string[]>();
  for (const alias of await readAliases(core.store)) {
    const key = 'customer' in alias ? `customer ${alias.customer}` : `reseller ${alias.reseller}`;
    told.set(key, [...(told.get(key) ?? []), alias.ledger]);
  }
  return rows.map(({ kind, id, name, accountName }) => ({
    id: `${kind} ${id}`,
    names: [id, name, accountName, ...(told.get(`${kind} ${id}`) ?? [])].filter((text) => text !== ''),
  }));
}

/** Declared options first, then those confirmed for the layout, then what the sheet says; `found` names what was not declared. */
function completeOptions(
  given: Partial<LedgerOptions>,
  remembered: Partial<LedgerOptions>,
  { guesses, mapping, heads }: MappingProposal,
  table: SheetTable,
): { options: LedgerOptions; found: string[] } {
  const found = (['role', 'grain', 'basis', 'period', 'sheet', 'encoding', 'separator', 'periodShift', 'side'] as const).filter(
    (name) => given[name] === undefined,
  );
  const role = given.role ?? remembered.role ?? guesses.role ?? 'cost';
  const options: LedgerOptions = {
    role,
    grain: given.grain ?? remembered.grain ?? guesses.grain,
    basis: given.basis ?? remembered.basis ?? guesses.basis,
    tax: given.tax !== undefined ? given.tax : (remembered.tax ?? null),
    // The month is this file's own: last month's would be wrong in silence.
    period: given.period ?? guesses.period,
    sheet: table.sheet,
    encoding: table.encoding,
    separator: table.separator,
    periodShift: given.periodShift ?? remembered.periodShift ?? 0,
    // Books of one program have the same heads for every account, so what this file says goes before what another one was confirmed with.
    side: given.side ?? sideOfBook(table, mapping, heads, role) ?? remembered.side ?? usualSide(role),
  };
  return { options, found };
}
